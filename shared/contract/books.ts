import { z } from 'zod';
import type { AppError } from '../errors.ts';
import { amountFen, fileToken, id, nothing, optionalText, text, yearField } from './fields.ts';
import { output, type Role, read, write } from './operation.ts';

export interface BooksStatus {
  state: 'closed' | 'open';
  /** Set while open. */
  open?: { name: string; practice: boolean; operator: string; role: Role; fiscalYear: number; folder: string };
  /** Books opened before on this computer, newest first. */
  recent: { book: string; name: string; folder: string; practice: boolean; exists: boolean }[];
  /** Where new books go unless the person chooses another folder. */
  suggestedFolder: { folder: string; display: string };
  programVersion: string;
}

const passphrase = z.string().min(8, '至少 8 个字符').max(200, '最多 200 个字符');
/** A passphrase that is being tried; any length, so that a wrong one gets the wrong-passphrase sentence. */
const triedPassphrase = z.string().min(1, '没有填写').max(200, '最多 200 个字符');
const role = z.enum(['treasurer', 'committee']);

export const openingLine = z.strictObject({ code: text(20), debit: amountFen, credit: amountFen });

/** Everything the first-run wizard asks. */
export const setup = z.strictObject({
  name: text(60),
  /** 统一社会信用代码; may be left empty when the union has none yet. */
  creditCode: optionalText(18),
  /** Unions above, nearest first. */
  superiors: z.array(text(60)).max(6, '最多 6 级'),
  chair: text(20),
  accountant: text(20),
  cashier: text(20),
  reviewDirector: text(20),
  reviewMembers: z.array(text(20)).max(20, '最多 20 人'),
  fiscalYear: yearField,
  chart: z.enum(['2021']),
  opening: z.array(openingLine).max(500, '最多 500 行'),
});
export type Setup = z.output<typeof setup>;

export type JobResult =
  | { kind: 'practice'; book: string; passphrase: string }
  | { kind: 'ledgerExport'; folder: string; fileName: string; rows: number }
  | {
      kind: 'auditPackage';
      packageId: string;
      folder: string;
      folderName: string;
      files: number;
      checksPassed: number;
      checksFailed: number;
    };

export type JobState =
  | { state: 'running'; done: number; total: number; label: string }
  | { state: 'done'; result: JobResult }
  | { state: 'failed'; error: AppError }
  | { state: 'cancelled' };

export const booksOperations = {
  'books.readStatus': read('public', nothing, output<BooksStatus>()),
  /** Makes new encrypted books and leaves them open. The recovery code is shown once. */
  'books.create': write(
    'public',
    z.strictObject({ folder: fileToken, setup, passphrase }),
    output<{ recoveryCode: string; warnings: string[] }>(),
  ),
  /** Builds the practice books （练习账） in the program's own folder; a job. */
  'books.createPractice': write('public', nothing, output<{ job: string }>()),
  'books.unlock': write(
    'public',
    z.strictObject({ book: fileToken, passphrase: triedPassphrase, role }),
    output<BooksStatus>(),
  ),
  /** Opens with the printed recovery code and sets a new passphrase; the old code is void, a new one is returned. */
  'books.recover': write(
    'public',
    z.strictObject({ book: fileToken, recoveryCode: text(120), newPassphrase: passphrase }),
    output<{ recoveryCode: string }>(),
  ),
  'books.lock': write('public', nothing, output<BooksStatus>()),
  'books.changePassphrase': write(
    'keep',
    z.strictObject({ passphrase: triedPassphrase, newPassphrase: passphrase }),
    output<{ recoveryCode: string }>(),
  ),
  /** A verified copy into the 备份 folder beside the books. `attachmentsMissing`: attachments without a sound file to copy. */
  'books.backUp': write(
    'keep',
    nothing,
    output<{ fileName: string; bytes: number; kept: number; attachmentsMissing: number }>(),
  ),
  'books.listBackups': read('view', nothing, output<{ fileName: string; at: string; bytes: number }[]>()),

  'jobs.read': read('public', z.strictObject({ job: id }), output<JobState>()),
  'jobs.cancel': write('public', z.strictObject({ job: id }), output<JobState>()),
};
