import type { CheckResult } from '#shared/contract/review.ts';
import { type ColumnSpec, quotedText, type SheetBuilder } from '../../spreadsheet/workbook.ts';
import { type AuditBook, typed } from '../audit-book.ts';
import { countChecks } from '../self-check.ts';

const COLUMNS: readonly ColumnSpec[] = [
  { header: '序号', width: 6, kind: 'integer' },
  { header: '类别', width: 15, kind: 'text', align: 'center' },
  { header: '检查项目', width: 32, kind: 'text' },
  { header: '结果', width: 10, kind: 'text', align: 'center' },
  { header: '发现的情况', width: 60, kind: 'text' },
  { header: '下一步', width: 44, kind: 'text' },
];
const AT = { state: 3, finding: 4 } as const;
const STATES: Readonly<Record<CheckResult['state'], string>> = {
  passed: '通过',
  failed: '需说明',
  notApplicable: '不涉及',
};

/** The counts of the self-check as the cover shows them, live. */
export interface FindingSheet {
  sheet: SheetBuilder;
  count(state: CheckResult['state']): { formula: string; result: { integer: number } };
}

/** 自查结果: what the program looked at, what it found, what to do next. */
export function findingSheet(book: AuditBook): FindingSheet {
  const { checks } = book;
  const sheet = book.sheet('自查结果', COLUMNS, { landscape: true });
  const first = sheet.nextRow;
  for (const [index, check] of checks.entries()) {
    const failed = check.state === 'failed';
    const row = sheet.row([
      { integer: index + 1 },
      { text: check.group },
      { text: check.title },
      { text: STATES[check.state], problem: failed },
      { text: typed(check.finding) },
      { text: check.next },
    ]);
    book.place(`check.${check.id}`, sheet, AT.finding, row, `自查${STATES[check.state]}：${typed(check.finding)}`);
  }
  const last = sheet.lastRow;
  const states = `${sheet.address(AT.state, first)}:${sheet.address(AT.state, last)}`;
  const { passed, failed } = countChecks(checks);
  const numbers = { passed, failed, notApplicable: checks.length - passed - failed };
  for (const state of ['passed', 'failed', 'notApplicable'] as const)
    sheet.row(
      [
        null,
        null,
        { text: `${STATES[state]}（项）`, align: 'right' },
        {
          formula: `COUNTIF(${states},${quotedText(STATES[state])})`,
          result: { integer: numbers[state] },
          align: 'center',
        },
      ],
      { total: true },
    );
  const outside = `${sheet.reference(AT.state, first)}:${sheet.address(AT.state, last)}`;
  return {
    sheet,
    count: (state) => ({
      formula: `COUNTIF(${outside},${quotedText(STATES[state])})`,
      result: { integer: numbers[state] },
    }),
  };
}
