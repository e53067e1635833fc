import type { OperationName } from '#shared/contract/index.ts';
import { inputSchema } from './input-maker.ts';

// What the search for sensitive content passes over; everything that is not named here is searched.

/** Reads that may hand out sensitive content, each with its ground. They need the right to see persons' own files; nothing else may. */
export const ALLOWED: Partial<Record<OperationName, string>> = {
  'members.get': 'a member’s own record',
  'members.getRegistration': 'the registration form of one member',
  'members.listForms': 'registration forms to print',
  'members.listApplicants': 'applications to decide on',
  'members.listTray': 'rows of a roster that wait for mending',
  'hardship.listPapers': 'papers of one file by name',
  'hardship.readProcedure': 'the steps of one file with what was found',
  'hardship.listAidsOfFile': 'the aids of one file',
  'hardship.listMeasures': 'the measures for one family',
  'visits.printTransferList': 'the bank pays to whole account numbers',
  'visits.get': 'one visit alone, with illness and payee',
  'visits.readClaim': 'one insurance claim alone, with its event',
};
/** Content that an operation is for, of those who may see persons' own files; the committee gets it masked. */
export const MEANT: Partial<Record<OperationName, { columns: readonly string[]; ground: string }>> = {
  'hardship.readAidSheet': { columns: ['aids.recipient'], ground: 'the sheet names for whom the signer signs' },
};
/** Exports whose whole content is their purpose; they are kept by the treasurer alone and stand on the trail. */
export const WHOLE_FILES: readonly (readonly [file: RegExp, ground: string])[] = [
  [/^银行转账清单/, 'the bank pays to whole account numbers'],
];
/** Reads that no made input reaches, each with its ground. */
export const UNREACHED: Partial<Record<OperationName, string>> = {
  'ledger.saveAttachment': 'the same',
  'ledger.readAttachment': 'the content of a paper as it was attached; there is none in these books',
};
/** Fields that ask for whole numbers in so many words; the walk leaves them out. */
export const ASKING: Readonly<Record<string, unknown>> = { masked: false, whole: true, unmasked: true };
/** Reading a file that the person chose shows that file, not the books. */
export const needsFile = (name: OperationName) =>
  /"(file|files)"/.test(JSON.stringify(inputSchema(name).required ?? []));
