import type { PickedFolder } from '#shared/bridge.ts';
import type { Setup } from '#shared/contract/books.ts';
import { type Fen, fen, sum, ZERO } from '#shared/money.ts';
import type { TwicePassphrase } from '../NewPassphrase.tsx';

/** One line of the opening balances as it is being typed. */
export interface OpeningDraft {
  code: string;
  name: string;
  debit: Fen;
  credit: Fen;
  problem?: string;
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

/** The draft as the engine takes it; lines without an amount are left out. */
export function setupOf(draft: Draft): Setup {
  const { folder: _, passphrase: __, ...rest } = draft;
  return {
    ...rest,
    superiors: names(draft.superiors),
    reviewMembers: names(draft.reviewMembers),
    opening: draft.opening
      .filter((line) => line.debit !== ZERO || line.credit !== ZERO)
      .map(({ code, debit, credit }) => ({ code, debit, credit })),
  };
}
