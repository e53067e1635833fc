import { formatMonth, type Month } from '#shared/calendar.ts';
import type { FundTotals } from '#shared/contract/ledger.ts';
import type { Fen } from '#shared/money.ts';
import type { ReadContext } from '../../context.ts';
import { type CellSpec, type ColumnSpec, SheetBuilder, workbookBytes } from '../../spreadsheet/workbook.ts';
import { readHeading } from '../../union/commands.ts';
import { readFundReport } from './report.ts';

const COLUMNS: readonly ColumnSpec[] = [
  { header: '专项资金', width: 26, kind: 'text' },
  { header: '来源', width: 20, kind: 'text' },
  { header: '年初结转', width: 16, kind: 'amount' },
  { header: '本年收入', width: 16, kind: 'amount' },
  { header: '本年支出', width: 16, kind: 'amount' },
  { header: '划转', width: 16, kind: 'amount' },
  { header: '期末结余', width: 16, kind: 'amount' },
];
// Column letters of what the formulas point at.
const AT = { opening: 'C', income: 'D', spending: 'E', transfer: 'F', balance: 'G' } as const;
type Key = keyof FundTotals;
const KEYS = ['opening', 'income', 'spending', 'transfer', 'balance'] as const;

/** 专项资金表 as a workbook of one sheet, with live sums; what was spent stands under each fund by account. */
export async function fundReportWorkbook(
  { db, clock }: Pick<ReadContext, 'db' | 'clock'>,
  year: number,
  to: Month,
): Promise<{ fileName: string; bytes: Uint8Array }> {
  const { funds, totals, ledger } = readFundReport(db, year, to);
  const unit = readHeading(db).name;
  const sheet = new SheetBuilder('专项资金表', {
    title: `${year} 年工会专项资金收支结余表`,
    subtitle: [`编制单位：${unit}`, `${formatMonth(to)}止`, '单位：元'],
    columns: COLUMNS,
    landscape: true,
    freezeColumns: 1,
  });
  const rows: number[] = [];
  for (const fund of funds) {
    const at = sheet.nextRow;
    rows.push(at);
    sheet.row([{ text: fund.name }, { text: fund.origin }, ...figures(fund, () => undefined, at)], { bold: true });
    for (const { code, name, amount } of fund.spendingBy)
      sheet.row([{ text: `${code} ${name}`, indent: 1 }, null, null, null, { fen: amount }, null, null]);
  }
  const sumOf = (key: Key) => (rows.length === 0 ? undefined : rows.map((row) => `${AT[key]}${row}`).join('+'));
  sheet.row(['合计', null, ...figures(totals, sumOf, sheet.nextRow)], { total: true });
  const below = (label: string, amount: Fen) =>
    sheet.row([{ text: label, span: 6 }, null, null, null, null, null, { fen: amount }]);
  below('加：未分到专项的工会资金结转', ledger.undivided);
  below('减：还没有结转的收支差额', ledger.pending);
  if (ledger.elsewhere !== 0) below('减：记在其他净资产科目的', ledger.elsewhere);
  below('账上「工会资金结转」余额', ledger.carriedForward);
  sheet.signatures(['工会主席：', '财务负责人：', '复核：', '制表：']);
  const bytes = await workbookBytes({
    unitName: unit,
    title: '专项资金表',
    sheets: [sheet],
    writtenAt: clock.now().toISOString(),
  });
  return { fileName: `专项资金表-${to}.xlsx`, bytes };
}

/** The five amounts; the balance is counted in its line, the others down the column where `formula` says how. */
function figures(totals: FundTotals, formula: (key: Key) => string | undefined, at: number): CellSpec[] {
  return KEYS.map((key): CellSpec => {
    const result = { fen: totals[key] };
    const own =
      key === 'balance' ? `${AT.opening}${at}+${AT.income}${at}-${AT.spending}${at}+${AT.transfer}${at}` : formula(key);
    return {
      ...(own === undefined ? result : { formula: own, result }),
      ...(totals[key] < 0 && key === 'balance' ? { problem: true } : {}),
    };
  });
}
