import { z } from 'zod';
import type { Day } from '../../calendar.ts';
import type { Fen } from '../../money.ts';
import { count, fileToken, id, optionalText, text } from '../fields.ts';
import { output, read, write } from '../operation.ts';
import { CHART_VERSIONS, type ChartAccount, type ChartVersion } from '../union.ts';
import { DIRECTIONS, type Direction, type Method } from './entry.ts';

/** An account of these books. */
export interface LedgerAccount extends ChartAccount {
  parentId?: string;
  /** 1 stands at the top. */
  level: number;
  /** The name in 总工办发〔2017〕32号; empty where that document has none. */
  oldName: string;
  /** Added by the union itself. */
  own: boolean;
  retired: boolean;
  /** Has entries or an opening balance. */
  used: boolean;
  /** The program posts to it by itself: it takes no accounts below it and cannot be retired. */
  fixed: boolean;
  /** What typing finds it by: number, names, pinyin and initials, in lower case. */
  keywords: string;
}

/** A plain-word choice of 收支登记 with the account behind it. */
export interface Purpose {
  id: string;
  /** `transfer`: money moves, but it is neither income nor expense (提现, 上解, 暂付). */
  direction: Direction;
  /** Whether cash or bank grows (`in`) or shrinks (`out`). */
  flow: 'in' | 'out';
  /** Set when only one method makes sense: 提现 comes out of the bank. */
  fixedMethod?: Method;
  /** The account that keeps what belongs to the union above, for an allocation that arrives in full. */
  setAsideName?: string;
  label: string;
  hint: string;
  accountId: string;
  accountCode: string;
  accountName: string;
  /** The name in 总工办发〔2017〕32号, which people still use; empty where that document has none. */
  oldName: string;
  /** Added by the union itself. */
  own: boolean;
  retired: boolean;
  /** What typing finds it by: label, hint, names, code, pinyin and its initials, in lower case. */
  keywords: string;
}

/**
 * How an account of an old file was recognised: `same` it is an account of these books, `mapped` by the list of old and new
 * names, `chosen` by the person, `choose` several are possible, `unknown` none is known.
 */
export type OldAccountMatch = 'same' | 'mapped' | 'chosen' | 'choose' | 'unknown';

/** One account that an old file names. */
export interface OldBooksAccount {
  /** Number and name as the file has them; what `ledger.takeOldBooks` hands the choice back by. */
  key: string;
  code: string;
  name: string;
  /** How many rows name it. */
  rows: number;
  match: OldAccountMatch;
  /** The account of these books that its rows go to; absent until one is chosen. */
  accountId?: string;
  accountCode?: string;
  accountName?: string;
  /** Ids of the accounts that are likely, where the person must choose. */
  candidates: string[];
  remark: string;
}

/** What becomes of one voucher of an old file. Only `ready` ones are posted. */
export const OLD_VERDICTS = [
  'ready',
  'unreadable',
  'unbalanced',
  'unknownAccount',
  'closedMonth',
  'moneyShort',
  'takenBefore',
  'closing',
] as const;
export type OldVerdict = (typeof OLD_VERDICTS)[number];

export interface OldBooksVoucher {
  /** Row of the file it begins at; tells it from all others. */
  row: number;
  /** As the file has it. */
  number: string;
  /** Absent when it cannot be read. */
  day?: Day;
  summary: string;
  /** Sum of the debit side. */
  amount: Fen;
  lines: number;
  verdict: OldVerdict;
  message: string;
}

export interface OldBooksPreview {
  fileName: string;
  version: ChartVersion;
  /** What the names in the file look like. */
  guess: ChartVersion;
  accounts: OldBooksAccount[];
  vouchers: OldBooksVoucher[];
  /** How many vouchers have each verdict. */
  counts: Readonly<Record<OldVerdict, number>>;
  /** Sum of the debit sides of the `ready` ones. */
  amount: Fen;
  /** Rows that were passed over (合计, 承前页), and what was changed in reading. */
  notes: string[];
  /** The day this very file was taken in, if it was. */
  takenBefore?: Day;
}

const accountCode = z
  .string()
  .trim()
  .regex(/^\d{3,20}$/, '要写 3 到 20 位数字');
const oldBooksFields = {
  file: fileToken,
  /** Which chart the numbers and names of the file belong to; guessed from the names when left out. */
  version: z.enum(CHART_VERSIONS).optional(),
  /** The person's choices, by the key of the file's account. */
  accounts: z
    .array(z.strictObject({ key: text(200), accountId: id }))
    .max(2000, '最多 2000 个')
    .default([]),
};

export const chartOperations = {
  /** The accounts by number; retired ones only when asked for. */
  'ledger.listAccounts': read(
    'view',
    z.strictObject({ retired: z.boolean().default(false) }),
    output<LedgerAccount[]>(),
  ),
  /** A detail account of the union's own. Purposes that stood for the account above move to its first detail account. */
  'ledger.addAccount': write(
    'keep',
    z.strictObject({
      parentId: id,
      code: accountCode,
      name: text(40),
      oldName: optionalText(40),
      evidence: optionalText(100),
    }),
    output<{ account: LedgerAccount; movedPurposes: string[] }>(),
  ),
  /** Name, number and remark; the accounts below follow when the number changes. The id stays. */
  'ledger.changeAccount': write(
    'keep',
    z.strictObject({
      id,
      code: accountCode,
      name: text(40),
      oldName: optionalText(40),
      evidence: optionalText(100),
    }),
    output<LedgerAccount>(),
  ),
  /** 停用 or, with `retired: false`, back in use. */
  'ledger.retireAccount': write('keep', z.strictObject({ id, retired: z.boolean() }), output<LedgerAccount>()),
  /** Takes away an own account that was never used. */
  'ledger.removeAccount': write('keep', z.strictObject({ id }), output<{ code: string; name: string }>()),

  /** The choices in the order they are offered; retired ones only when asked for. */
  'ledger.listPurposes': read('view', z.strictObject({ retired: z.boolean().default(false) }), output<Purpose[]>()),
  /** Changes a purpose, or adds one when `id` is left out. */
  'ledger.savePurpose': write(
    'keep',
    z.strictObject({
      id: id.optional(),
      direction: z.enum(DIRECTIONS),
      /** For a transfer: whether the money comes in; income and expense say so themselves. */
      flow: z.enum(['in', 'out']).optional(),
      label: text(30),
      hint: optionalText(100),
      accountId: id,
      /** 1 stands first among the purposes of its direction; it stays where it is, or goes last, when left out. */
      rank: z.int('要写整数').min(1, '从 1 开始').max(500, '最多 500').optional(),
      retired: z.boolean().default(false),
    }),
    output<Purpose>(),
  ),

  /** Reads a voucher list (序时账) of older books; nothing is written. */
  'ledger.previewOldBooks': read('keep', z.strictObject(oldBooksFields), output<OldBooksPreview>()),
  /** Posts every `ready` voucher of the file, all or none. `vouchers` is how many the person saw in the preview. */
  'ledger.takeOldBooks': write(
    'keep',
    z.strictObject({ ...oldBooksFields, version: z.enum(CHART_VERSIONS), vouchers: count(100_000) }),
    output<{ vouchers: number; left: number; amount: Fen; first: string; last: string }>(),
  ),
};
