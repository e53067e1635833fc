import type { BankEntry, BankLine, Reconciliation } from '#shared/contract/ledger.ts';
import { type Fen, formatYuan, sum } from '#shared/money.ts';

interface Cell {
  text: string;
  amount?: Fen;
}
interface Row {
  key: string;
  left: Cell | undefined;
  right: Cell | undefined;
  strong: boolean;
}

/** The rows of a 余额调节表: the bank's side at the left, the books' at the right, each with its items. */
function rowsOf(sheet: Reconciliation): Row[] {
  const rows: Row[] = [];
  const both = (left: Cell, right: Cell, strong = false) => rows.push({ key: `${rows.length}`, left, right, strong });
  both(
    { text: '银行对账单余额', ...amountIn(sheet.bankBalance) },
    { text: '单位银行存款账面余额', amount: sheet.bookBalance },
    true,
  );
  const block = (left: [string, readonly BankEntry[]], right: [string, readonly BankLine[]]) => {
    both({ text: left[0], amount: total(left[1]) }, { text: right[0], amount: total(right[1]) });
    for (let at = 0; at < Math.max(left[1].length, right[1].length); at += 1) {
      const [entry, line] = [left[1][at], right[1][at]];
      rows.push({
        key: `${rows.length}`,
        left: entry && { text: `${entry.day} ${entry.number} ${entry.summary}`, amount: entry.amount },
        right: line && { text: `${line.day} ${line.summary} ${line.counterparty}`.trim(), amount: line.amount },
        strong: false,
      });
    }
  };
  block(['加：单位已收、银行未收', sheet.bookReceived], ['加：银行已收、单位未收', sheet.bankReceived]);
  block(['减：单位已付、银行未付', sheet.bookPaid], ['减：银行已付、单位未付', sheet.bankPaid]);
  both(
    { text: '调节后余额', ...amountIn(sheet.adjustedBank) },
    { text: '调节后余额', amount: sheet.adjustedBook },
    true,
  );
  return rows;
}

const amountIn = (amount: Fen | undefined) => (amount === undefined ? {} : { amount });
const total = (items: readonly { amount: Fen }[]): Fen => sum(items.map(({ amount }) => amount));

/** 银行存款余额调节表 as it stands on the page and on paper. */
export function ReconciliationTable({ sheet, className }: { sheet: Reconciliation; className?: string }) {
  return (
    <table className={className} aria-label="余额调节表">
      <thead>
        <tr>
          <th>项目</th>
          <th className="amount">金额</th>
          <th>项目</th>
          <th className="amount">金额</th>
        </tr>
      </thead>
      <tbody>
        {rowsOf(sheet).map(({ key, left, right, strong }) => (
          <tr key={key} className={strong ? 'bank-sum' : ''}>
            <td>{left?.text}</td>
            <td className="amount">{amountText(left)}</td>
            <td>{right?.text}</td>
            <td className="amount">{amountText(right)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function amountText(cell: Cell | undefined): string {
  if (!cell) return '';
  return cell.amount === undefined ? '没有对账单' : formatYuan(cell.amount);
}
