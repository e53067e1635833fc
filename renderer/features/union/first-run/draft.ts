import type { PickedFolder } from '#shared/bridge.ts';
import type { Setup } from '#shared/contract/books.ts';
import type { OpeningPreview } from '#shared/contract/union.ts';
import { type Fen, fen, sum, ZERO } from '#shared/money.ts';
import { mergeOpening } from '#shared/opening.ts';
import type { TwicePassphrase } from '../NewPassphrase.tsx';

/** One line of the opening balances as it is being typed. */
export interface OpeningDraft {
  key: string;
  /** The account of the new books; both empty until one is chosen. */
  code: string;
  name: string;
  /** What the file called it, for a line out of a file. */
  source?: { code: string; name: string };
  debit: Fen;
  credit: Fen;
  remark?: string;
  problem?: string;
  /** The amount in the file could not be read. */
  retype?: true;
  /** The account must be chosen; numbers of the likely ones. */
  choose?: { candidates: readonly string[] };
}

/** What to call a line whose account may not be known yet. */
export function openingName({ code, name, source }: OpeningDraft): string {
  const written = source ? `${source.code} ${source.name}`.trim() : '';
  return `${code} ${name}`.trim() || written;
}

/** The lines of a file that was read, as a draft. */
export function openingOf({ lines }: OpeningPreview): OpeningDraft[] {
  return lines.map(({ row, code, name, choose, ...rest }) => ({
    key: `row ${row}`,
    ...(choose ? { code: '', name: '', choose } : { code, name }),
    ...rest,
  }));
}

/** The line with the account that the person chose. */
export function withAccount(line: OpeningDraft, account: { code: string; name: string }): OpeningDraft {
  const { choose: _, problem: __, ...rest } = line;
  const chosen = { ...rest, code: account.code, name: account.name };
  return line.retype ? { ...chosen, problem: '金额没有读出来，请重新填写' } : chosen;
}

/** The line with amounts that the person typed. */
export function withAmount(line: OpeningDraft, part: Partial<Pick<OpeningDraft, 'debit' | 'credit'>>): OpeningDraft {
  const typed = { ...line, ...part };
  if (!line.retype || line.choose) return typed;
  const { retype: _, problem: __, ...rest } = typed;
  return rest.debit !== ZERO && rest.credit !== ZERO ? typed : rest;
}

/** All that the first-run wizard gathers. */
export interface Draft extends Omit<Setup, 'opening' | 'superiors' | 'reviewMembers'> {
  /** Typed with commas or line breaks between names. */
  superiors: string;
  reviewMembers: string;
  opening: OpeningDraft[];
  folder: PickedFolder;
  passphrase: TwicePassphrase;
}

export function emptyDraft(folder: PickedFolder, year: number): Draft {
  return {
    name: '',
    creditCode: '',
    superiors: '',
    chair: '',
    accountant: '',
    cashier: '',
    reviewDirector: '',
    reviewMembers: '',
    fiscalYear: year,
    chart: '2021',
    opening: [],
    folder,
    passphrase: { first: '', second: '' },
  };
}

/** `张三、李四 王五` -> three names. */
export function names(text: string): string[] {
  return text
    .normalize('NFKC')
    .split(/[\s,;、]+/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

export function openingSums(lines: readonly OpeningDraft[]): { debit: Fen; credit: Fen; difference: Fen } {
  const debit = sum(lines.map((line) => line.debit));
  const credit = sum(lines.map((line) => line.credit));
  return { debit, credit, difference: fen(debit - credit) };
}

/** The draft as the engine takes it; lines of one account are added together, lines without an amount are left out. */
export function setupOf(draft: Draft): Setup {
  const { folder: _, passphrase: __, ...rest } = draft;
  return {
    ...rest,
    superiors: names(draft.superiors),
    reviewMembers: names(draft.reviewMembers),
    opening: mergeOpening(draft.opening),
  };
}
