import { z } from 'zod';
import type { Day, Month } from '../../calendar.ts';
import type { Fen } from '../../money.ts';
import {
  amountFen,
  count,
  dayField,
  id,
  monthField,
  optionalText,
  text,
  type Window,
  windowFields,
} from '../fields.ts';
import { output, read, write } from '../operation.ts';

export const VOUCHER_SOURCES = [
  'simple',
  'manual',
  'dues',
  'hardship',
  'visits',
  'assets',
  'bank',
  'import',
  'reversal',
  'closing',
] as const;

export type VoucherSource = (typeof VOUCHER_SOURCES)[number];

/** What a voucher comes from, as lists name it. */
export const SOURCE_LABELS: Readonly<Record<VoucherSource, string>> = {
  simple: '收支登记',
  manual: '填制凭证',
  dues: '会费',
  hardship: '困难帮扶',
  visits: '慰问',
  assets: '固定资产',
  bank: '银行对账',
  import: '旧账导入',
  reversal: '红字冲销',
  closing: '年终结转',
};

export interface Entry {
  line: number;
  accountId: string;
  accountCode: string;
  accountName: string;
  summary: string;
  debit: Fen;
  credit: Fen;
  /** 专项资金 that the entry belongs to. */
  fundId?: string;
  fundName?: string;
}

export interface Voucher {
  id: string;
  /** `记-001`, counted anew every month. */
  number: string;
  month: Month;
  day: Day;
  summary: string;
  /** Sum of the debit side. */
  amount: Fen;
  /** Who paid or was paid; empty when nobody was named. */
  counterparty: string;
  attachmentCount: number;
  source: VoucherSource;
  preparedBy: string;
  postedAt: string;
  resolutionId?: string;
  resolutionTitle?: string;
  /** The voucher that this one reverses (红字冲销). */
  reverses?: string;
  reversedBy?: string;
  entries: Entry[];
}

export type VoucherRow = Omit<Voucher, 'entries'> & { accounts: string };

export const entryFields = z.strictObject({
  accountId: id,
  summary: optionalText(100),
  debit: amountFen,
  credit: amountFen,
  /** 专项资金; only on income, expense and net-asset accounts. */
  fundId: id.optional(),
});

export const voucherFields = z.strictObject({
  day: dayField,
  summary: text(100),
  attachmentCount: count(999).default(0),
  resolutionId: id.optional(),
  entries: z.array(entryFields).min(2, '至少两行').max(200, '最多 200 行'),
});

export const vouchersOperations = {
  'ledger.postVoucher': write('keep', voucherFields, output<Voucher>()),
  /** 红字冲销 dated `day` in the open month. A reversal is not reversed; a voucher is reversed once. */
  'ledger.reverseVoucher': write('keep', z.strictObject({ id, day: dayField, reason: text(100) }), output<Voucher>()),
  'ledger.listVouchers': read(
    'view',
    z.strictObject({
      search: optionalText(50),
      from: monthField.optional(),
      to: monthField.optional(),
      source: z.enum(VOUCHER_SOURCES).optional(),
      ...windowFields,
    }),
    output<Window<VoucherRow>>(),
  ),
  'ledger.getVoucher': read('view', z.strictObject({ id }), output<Voucher>()),
};
