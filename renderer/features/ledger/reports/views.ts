import { type Month, month, yearOf } from '#shared/calendar.ts';
import type { ReportChoice } from '#shared/contract/ledger.ts';
import type { Range } from './MonthRange.tsx';

/** The reports as they are chosen at the top of the tab; both forms of 收入支出表 are one of them. */
export const REPORTS = [
  { key: 'balance', label: '科目余额表' },
  { key: 'general', label: '总账' },
  { key: 'detail', label: '明细账' },
  { key: 'columns', label: '多栏账' },
  { key: 'result', label: '收入支出表' },
  { key: 'balanceSheet', label: '资产负债表' },
  { key: 'settlement', label: '收支决算表' },
  { key: 'exports', label: '账簿导出' },
] as const;
export type ReportKey = (typeof REPORTS)[number]['key'];

/** What the tab shows: one report of something, or the exports of the whole ledger. */
export type View = { key: 'exports' } | { key: Exclude<ReportKey, 'exports'>; choice: ReportChoice };

export function viewOf(choice: ReportChoice): View {
  const isResult = choice.kind === 'monthResult' || choice.kind === 'yearResult';
  return { key: isResult ? 'result' : choice.kind, choice };
}

/** The account that 明细账 begins with: 银行存款. */
const FIRST_ACCOUNT = '2021:102';

/** A report over the months that were looked at last. */
export function firstView(key: ReportKey, range: Range): View {
  const { from, to } = range;
  switch (key) {
    case 'exports':
      return { key };
    case 'balance':
      return viewOf({ kind: 'balance', from, to, topOnly: false });
    case 'general':
      return viewOf({ kind: 'general', from, to });
    case 'detail':
      return viewOf({ kind: 'detail', from, to, accountId: FIRST_ACCOUNT });
    case 'columns':
      return viewOf({ kind: 'columns', from, to, accountId: 'expense', by: 'month' });
    case 'result':
      return viewOf({ kind: 'monthResult', month: to });
    case 'balanceSheet':
      return viewOf({ kind: 'balanceSheet', month: to });
    case 'settlement':
      return viewOf({ kind: 'settlement', year: yearOf(to) });
  }
}

/** The months that a view is about. */
export function rangeOf(view: View): Range | undefined {
  if (view.key === 'exports') return undefined;
  const { choice } = view;
  switch (choice.kind) {
    case 'monthResult':
    case 'balanceSheet':
      return { from: january(yearOf(choice.month)), to: choice.month };
    case 'yearResult':
    case 'settlement':
      return { from: january(choice.year), to: december(choice.year) };
    default:
      return { from: choice.from, to: choice.to };
  }
}

export function january(year: number): Month {
  return month(`${year}-01`);
}
export function december(year: number): Month {
  return month(`${year}-12`);
}

/** What the button that leads back says. */
export function nameOf(view: View): string {
  return REPORTS.find(({ key }) => key === view.key)?.label ?? '';
}
