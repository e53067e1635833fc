import { Notice } from '#renderer/components/Notice.tsx';
import { formatMonth } from '#shared/calendar.ts';
import type { Reconciliation } from '#shared/contract/ledger.ts';
import { fen, formatYuan } from '#shared/money.ts';
import { ReconciliationTable } from './ReconciliationTable.tsx';

/** 余额调节表 of a month with its verdict, and what to look for where it does not close. */
export function ReconciliationPane({ sheet }: { sheet: Reconciliation }) {
  const { difference, covered, statementTo, opening, hints, month } = sheet;
  return (
    <>
      {!covered && (
        <Notice tone="amber">
          {statementTo === undefined
            ? `还没有导入过对账单，${formatMonth(month)}的余额调节表编不出来；请先导入对账单。`
            : `对账单只导入到 ${statementTo}，${formatMonth(month)}还没有；请先导入当月对账单。`}
        </Notice>
      )}
      {difference !== undefined && difference !== 0 && (
        <Notice tone="red">{`调节后两边还差 ${formatYuan(fen(Math.abs(difference)))} 元，请按下面的提示查找。`}</Notice>
      )}
      <section className="sheet bank-sheet" aria-label={`${formatMonth(month)}余额调节表`}>
        <ReconciliationTable sheet={sheet} />
      </section>
      {hints.length > 0 && (
        <ul className="bank-hints">
          {hints.map((hint) => (
            <li key={hint}>{hint}</li>
          ))}
        </ul>
      )}
      {opening && difference === 0 && (
        <Notice>
          {`对账单从 ${opening.from} 开始，当时银行余额 ${formatYuan(opening.bank)} 元，账面 ${formatYuan(opening.book)} 元${opening.bank === opening.book ? '，两边一致' : '，差额已由期初未达说明'}。`}
        </Notice>
      )}
    </>
  );
}
