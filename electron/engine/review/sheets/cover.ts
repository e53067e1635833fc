import { type Day, formatMonth } from '#shared/calendar.ts';
import { type ColumnSpec, quotedText, SheetBuilder } from '../../spreadsheet/workbook.ts';
import { TIE_OUT_AGREES } from '../../spreadsheet/workbook-formulas.ts';
import { type AuditBook, live } from '../audit-book.ts';
import type { FindingSheet } from './findings.ts';

const COLUMNS: readonly ColumnSpec[] = [
  { header: '', width: 15, kind: 'text' },
  { header: '', width: 66, kind: 'text' },
  { header: '', width: 17, kind: 'amount' },
  { header: '', width: 17, kind: 'amount' },
  { header: '', width: 17, kind: 'text' },
];

export interface CoverOrder {
  /** Day on which the package is made. */
  madeOn: Day;
  trail: { head: string; length: number };
}

/** 封面: whose accounts, who made and who reviews them, whether everything ties, and where the audit trail stood. */
export function coverSheet(book: AuditBook, findings: FindingSheet, { madeOn, trail }: CoverOrder): SheetBuilder {
  const { facts } = book;
  const { profile, year } = facts;
  const sheet = new SheetBuilder('封面', { title: '工会经费收支送审工作簿', columns: COLUMNS, layout: 'cover' });
  const practice = profile.practice ? '（练习账）' : '';
  sheet.labelled('送审单位', { text: `${profile.name}${practice}`, bold: true });
  if (profile.creditCode !== '') sheet.labelled('信用代码', profile.creditCode);
  if (profile.superiors.length > 0) sheet.labelled('上级工会', profile.superiors.join('、'));
  sheet.labelled('会计年度', { text: `${year} 年度（${stateOfYear(book)}）` });
  sheet.labelled('编制日期', { day: madeOn });
  sheet.labelled('会计', profile.accountant);
  sheet.labelled('出纳', profile.cashier);
  sheet.labelled('工会主席', profile.chair);
  sheet.labelled('经审会', [profile.reviewDirector, ...profile.reviewMembers].filter((name) => name !== '').join('、'));
  sheet.gap(18);

  tieTable(book, sheet);
  sheet.gap();
  sheet.heading(['自查', '通过（项）', '需说明（项）', '不涉及（项）', '详见']);
  const count = (state: Parameters<FindingSheet['count']>[0]) => ({
    ...findings.count(state),
    align: 'center' as const,
  });
  sheet.row([
    { text: '自查结果', align: 'center' },
    count('passed'),
    count('failed'),
    count('notApplicable'),
    { text: '《自查结果》', align: 'center' },
  ]);
  sheet.gap();
  sheet.note(
    `操作留痕：共 ${trail.length} 条，末条校验码（SHA-256）${trail.head}。账本里任何一条记录事后被改动，这个校验码就对不上。`,
  );
  sheet.note('各表合计和核对都是公式，可以逐格点开复核；金额单位为元。');
  sheet.gap(24);
  sheet.signatures(['工会主席（签章）:', '财务负责人（签章）:', '制表：', '日期:']);
  sheet.signatures(['经审会主任（签章）:', '经审会委员（签章）:', '', '日期:']);
  return sheet;
}

/** Every comparison of the workbook with both figures and its live result. */
function tieTable(book: AuditBook, sheet: SheetBuilder): void {
  sheet.heading(['序号', '核对关系', '前者', '后者', '结果']);
  const first = sheet.nextRow;
  for (const [index, tie] of book.ties.entries())
    sheet.row([
      { integer: index + 1, align: 'center' },
      { text: tie.label },
      live(tie.left),
      live(tie.right),
      { formula: tie.result, result: { text: tie.says }, align: 'center', check: true },
    ]);
  const results = `${sheet.address(4, first)}:${sheet.address(4, sheet.lastRow)}`;
  const agreeing = book.ties.filter((tie) => tie.says === TIE_OUT_AGREES).length;
  const row = sheet.row(
    [
      null,
      { text: `共 ${book.ties.length} 项核对` },
      null,
      { text: '相符（项）', align: 'right' },
      { formula: `COUNTIF(${results},${quotedText(TIE_OUT_AGREES)})`, result: { integer: agreeing }, align: 'center' },
    ],
    { total: true },
  );
  book.place('cover.ties', sheet, 4, row, `${book.ties.length} 项核对，相符 ${agreeing} 项`);
}

function stateOfYear({ facts }: AuditBook): string {
  const open = facts.periods.filter((period) => period.status === 'open').map((period) => period.month);
  if (open.length === 0) return '各月已结账';
  const [first] = open;
  return first === undefined || open.length === 12 ? '尚未结账' : `${formatMonth(first)}起未结账`;
}
