import type { Column } from '#renderer/components/DataTable.tsx';
import { Money } from '#renderer/components/Money.tsx';
import type { BankEntry, BankLine } from '#shared/contract/ledger.ts';
import { type Fen, fen, formatYuan } from '#shared/money.ts';

// What lists of bank lines and of entries have in common. Money that goes out stands in a column of its own: red is for 红字 only.

const paidIn = ({ amount }: { amount: Fen }) => (amount > 0 ? amount : fen(0));
const paidOut = ({ amount }: { amount: Fen }) => (amount < 0 ? fen(-amount) : fen(0));

export function amountColumns<T extends { amount: Fen }>(width = 98): Column<T>[] {
  return [
    { key: 'in', title: '收入', width, align: 'right', render: (row) => <Money value={paidIn(row)} blankZero /> },
    { key: 'out', title: '支出', width, align: 'right', render: (row) => <Money value={paidOut(row)} blankZero /> },
  ];
}

export const dayColumn = { key: 'day', title: '日期', width: 98, render: (row: { day: string }) => row.day };

/** The words of a line or entry with the other party behind them. */
export function Words({ of }: { of: Pick<BankLine | BankEntry, 'summary' | 'counterparty'> }) {
  return (
    <span className="bank-words" title={`${of.summary} ${of.counterparty}`}>
      {of.summary}
      {of.counterparty !== '' && <span className="bank-party">{of.counterparty}</span>}
    </span>
  );
}

export const keyOfEntry = ({ voucherId, line }: Pick<BankEntry, 'voucherId' | 'line'>): string =>
  `${voucherId}:${line}`;

/** `收入 500.00 元`, `支出 10.00 元`. */
export function movement(amount: Fen): string {
  return `${amount > 0 ? '收入' : '支出'} ${formatYuan(fen(Math.abs(amount)))} 元`;
}
