import { z } from 'zod';
import type { Day, Month } from '../../calendar.ts';
import { type Fen, ZERO } from '../../money.ts';
import {
  amountFen,
  count,
  dayField,
  id,
  monthField,
  nothing,
  optionalText,
  positiveFen,
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
  /** The voucher that this one reverses (红字冲销), and how it is called: `2026-03 记-003`. */
  reverses?: string;
  reversesNumber?: string;
  reversedBy?: string;
  reversedByNumber?: string;
  /** 审核: the second person who looked at it, and when (ISO UTC). */
  reviewedBy?: string;
  reviewedAt?: string;
  entries: Entry[];
}

export type VoucherRow = Omit<Voucher, 'entries'> & { accounts: string };

/** An entry as it is printed; `accountPath` names the accounts from the first level (总账科目) down to its own. */
export type PrintedEntry = Entry & { accountPath: readonly string[] };

/** A voucher as it is printed, with who held office on its day; '' where nobody did. */
export type PrintedVoucher = Omit<Voucher, 'entries'> & { entries: PrintedEntry[]; chair: string; cashier: string };

/** A line of a draft: account and amount may still be missing. */
export interface DraftLine {
  line: number;
  accountId?: string;
  accountCode?: string;
  accountName?: string;
  summary: string;
  debit: Fen;
  credit: Fen;
  fundId?: string;
  fundName?: string;
}

/** A voucher that is not posted yet: it has no number and counts nowhere. */
export interface Draft {
  id: string;
  month: Month;
  day: Day;
  summary: string;
  counterparty: string;
  attachmentCount: number;
  /** Sums of both sides; they may differ. */
  debit: Fen;
  credit: Fen;
  /** Who saved it last. */
  preparedBy: string;
  resolutionId?: string;
  resolutionTitle?: string;
  lines: DraftLine[];
}

export type DraftRow = Omit<Draft, 'lines' | 'resolutionId' | 'resolutionTitle'> & { lines: number };

export interface TemplateLine {
  /** Missing too when the account has been retired or divided since. */
  accountId?: string;
  summary: string;
  side: 'debit' | 'credit';
  /** Missing where it differs every time. */
  amount?: Fen;
  fundId?: string;
}

/** 凭证模板: what a voucher that repeats is filled with. */
export interface VoucherTemplate {
  id: string;
  name: string;
  summary: string;
  counterparty: string;
  lines: TemplateLine[];
}

const ids = (max: number) => z.array(id).min(1, '没有选择').max(max, `一次最多 ${max} 张`);

export const entryFields = z.strictObject({
  accountId: id,
  summary: optionalText(100),
  debit: amountFen,
  credit: amountFen,
  /** 专项资金; only on income, expense and net-asset accounts. */
  fundId: id.optional(),
});

const headFields = {
  day: dayField,
  summary: text(100),
  counterparty: optionalText(60),
  attachmentCount: count(999).default(0),
  resolutionId: id.optional(),
};

export const voucherFields = z.strictObject({
  ...headFields,
  entries: z.array(entryFields).min(2, '至少两行').max(200, '最多 200 行'),
});

export const draftFields = z.strictObject({
  /** Left out for a new draft. */
  id: id.optional(),
  ...headFields,
  lines: z
    .array(
      z.strictObject({
        accountId: id.optional(),
        summary: optionalText(100),
        debit: amountFen.default(ZERO),
        credit: amountFen.default(ZERO),
        fundId: id.optional(),
      }),
    )
    .min(1, '至少一行')
    .max(200, '最多 200 行'),
});

export const templateFields = z.strictObject({
  /** Left out for a new template. */
  id: id.optional(),
  name: text(40),
  summary: optionalText(100),
  counterparty: optionalText(60),
  lines: z
    .array(
      z.strictObject({
        accountId: id.optional(),
        summary: optionalText(100),
        side: z.enum(['debit', 'credit']),
        amount: positiveFen.optional(),
        fundId: id.optional(),
      }),
    )
    .min(1, '至少一行')
    .max(200, '最多 200 行'),
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
      /** Only vouchers with an entry of this 专项资金. */
      fundId: id.optional(),
      /** Only vouchers that nobody has reviewed; closing vouchers need no review. */
      unreviewedOnly: z.boolean().default(false),
      ...windowFields,
    }),
    output<Window<VoucherRow>>(),
  ),
  'ledger.getVoucher': read('view', z.strictObject({ id }), output<Voucher>()),
  /** Vouchers as they are printed, by month and number: those with these ids, or all of a month. */
  'ledger.readVouchers': read(
    'view',
    z
      .strictObject({ ids: ids(500).optional(), month: monthField.optional() })
      .refine((input) => (input.ids === undefined) !== (input.month === undefined), {
        path: ['ids'],
        error: '要么选凭证，要么选月份',
      }),
    output<PrintedVoucher[]>(),
  ),

  /** Keeps a voucher that is not ready, in an open month; changes it when `id` is given. */
  'ledger.saveDraft': write('keep', draftFields, output<Draft>()),
  /** Posts a draft as it was saved; it gets the next number of its month. */
  'ledger.postDraft': write('keep', z.strictObject({ id }), output<Voucher>()),
  'ledger.removeDraft': write('keep', z.strictObject({ id }), output<{ left: number }>()),
  /** The drafts, latest day first. */
  'ledger.listDrafts': read('keep', z.strictObject({ ...windowFields }), output<Window<DraftRow>>()),
  'ledger.getDraft': read('keep', z.strictObject({ id }), output<Draft>()),

  /**
   * 审核 by a second person, all or none; what is reviewed already is passed over. `reviewer` is who looked at them: whoever has
   * opened the books when left out. It may not be who prepared one of them, nor the cashier.
   */
  'ledger.reviewVouchers': write(
    'keep',
    z.strictObject({ ids: ids(500), reviewer: text(20).optional() }),
    output<{ reviewed: number }>(),
  ),
  'ledger.withdrawReview': write('keep', z.strictObject({ id, reason: text(100) }), output<Voucher>()),

  'ledger.listTemplates': read('keep', nothing, output<VoucherTemplate[]>()),
  'ledger.saveTemplate': write('keep', templateFields, output<VoucherTemplate>()),
  'ledger.removeTemplate': write('keep', z.strictObject({ id }), output<{ left: number }>()),

  /** Summaries that were used before, the most used first, found by a part of the text, its pinyin or initials. At most 10. */
  'ledger.suggestSummaries': read('keep', z.strictObject({ text: optionalText(100) }), output<string[]>()),
};
