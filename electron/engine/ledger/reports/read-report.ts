import type { Report, ReportChoice } from '#shared/contract/ledger.ts';
import type { ReadContext } from '../../context.ts';
import { balanceReport } from './balance-report.ts';
import { balanceSheetReport } from './balance-sheet.ts';
import { columnsReport } from './columns.ts';
import { detailReport } from './detail-report.ts';
import { generalReport } from './general.ts';
import { MOST_LINES } from './report.ts';
import { monthResult, yearResult } from './result.ts';
import { settlementReport } from './settlement.ts';

/**
 * One report, whole.
 * @param most how many lines 明细账 and 多栏账 may have
 * @throws Refusal `ledger.reportTooLong`, `request.notFound` (account), `ledger.reportNoColumns`, `request.invalid` (months upside down)
 */
export function readReport(
  context: Pick<ReadContext, 'db' | 'assetsFolder'>,
  choice: ReportChoice,
  most = MOST_LINES,
): Report {
  switch (choice.kind) {
    case 'balance':
      return balanceReport(context.db, choice);
    case 'general':
      return generalReport(context.db, choice);
    case 'detail':
      return detailReport(context.db, choice, most);
    case 'columns':
      return columnsReport(context.db, choice, most);
    case 'monthResult':
      return monthResult(context, choice);
    case 'yearResult':
      return yearResult(context, choice);
    case 'balanceSheet':
      return balanceSheetReport(context, choice);
    case 'settlement':
      return settlementReport(context, choice);
  }
}
