import type { Day } from '../../calendar.ts';
import type { Fen } from '../../money.ts';

export const DENOMINATIONS = ['yuan100', 'yuan50', 'yuan20', 'yuan10', 'yuan5', 'yuan1', 'jiao5', 'jiao1'] as const;
export type Denomination = (typeof DENOMINATIONS)[number];
/** Label and worth in fen. */
export const DENOMINATION_WORTH: Readonly<Record<Denomination, { label: string; fen: number }>> = {
  yuan100: { label: '100 元', fen: 10_000 },
  yuan50: { label: '50 元', fen: 5_000 },
  yuan20: { label: '20 元', fen: 2_000 },
  yuan10: { label: '10 元', fen: 1_000 },
  yuan5: { label: '5 元', fen: 500 },
  yuan1: { label: '1 元', fen: 100 },
  jiao5: { label: '5 角', fen: 50 },
  jiao1: { label: '1 角', fen: 10 },
};

/** 现金盘点表. */
export interface CashCount {
  id: string;
  accountId: string;
  accountName: string;
  day: Day;
  pieces: Record<Denomination, number>;
  counted: Fen;
  /** What the books said when it was counted. */
  book: Fen;
  /** Counted minus book: above zero 长款, below zero 短款. */
  difference: Fen;
  /** What the books say of that day now, when vouchers were dated back since. */
  bookNow: Fen;
  countedBy: string;
  witnessedBy: string;
  note: string;
  /** The voucher that took the difference into the books, and whether it was reversed since. */
  voucherId?: string;
  voucherNumber?: string;
  reversed: boolean;
}
