import { AID_KIND_NAMES, AID_SOURCE_NAMES, HARDSHIP_CATEGORY_NAMES } from '#shared/contract/hardship.ts';
import { maskName } from '#shared/mask.ts';
import { fen, formatYuan } from '#shared/money.ts';
import { type AidLine, aidLines } from '../../hardship/commands.ts';
import { ACCOUNT } from '../../ledger/commands.ts';
import { type ColumnSpec, quotedText, type RowSpec, type SheetBuilder } from '../../spreadsheet/workbook.ts';
import { withoutAided } from '../aid-summary.ts';
import { type AuditBook, type Figure, live, typed } from '../audit-book.ts';
import { aidsOnLedger } from '../checks/aid-checks.ts';
import { type Standing, standingOf } from '../visit-summary.ts';
import type { IncomeExpenseSheet } from './income-expense.ts';
import { bookedAmount, type VoucherSheet } from './vouchers.ts';

const COLUMNS: readonly ColumnSpec[] = [
  { header: '序号', width: 6, kind: 'integer' },
  { header: '日期', width: 11, kind: 'day' },
  { header: '凭证号', width: 9, kind: 'text', align: 'center' },
  { header: '档案编号', width: 14, kind: 'text' },
  { header: '姓名', width: 9, kind: 'text', align: 'center' },
  { header: '身份证号', width: 21, kind: 'text', align: 'center' },
  { header: '困难类别', width: 10, kind: 'text', align: 'center' },
  { header: '帮扶项目', width: 10, kind: 'text', align: 'center' },
  { header: '金额', width: 14, kind: 'amount' },
  { header: '方式', width: 6, kind: 'text', align: 'center' },
  { header: '资金来源', width: 14, kind: 'text' },
  { header: '收款账号', width: 21, kind: 'text', align: 'center' },
  { header: '集体决议', width: 26, kind: 'text' },
  { header: '建档手续', width: 14, kind: 'text' },
  { header: '签收', width: 9, kind: 'text', align: 'center' },
  { header: '签收日期', width: 11, kind: 'day' },
  { header: '状态', width: 10, kind: 'text', align: 'center' },
];
const AT = { amount: 8, state: 16 } as const;
const REVERSED = '已冲销';

/** 困难帮扶明细, masked: the committee sees that each payment went to one family with a file, not who it is. */
export function aidSheet(book: AuditBook, vouchers: VoucherSheet, statement: IncomeExpenseSheet): SheetBuilder {
  const { facts } = book;
  const { aids } = facts;
  const sheet = book.sheet('困难帮扶明细', COLUMNS, { landscape: true });
  const range = sheet.rows(aids.lines, () => aidRows(book));
  const cells = (column: number) => `${sheet.address(column, range.first)}:${sheet.address(column, range.last)}`;
  const formula =
    aids.lines === 0 ? '0' : `SUMIF(${cells(AT.state)},${quotedText(`<>${REVERSED}`)},${cells(AT.amount)})`;
  const totalRow = sheet.row(
    [
      null,
      null,
      null,
      `合计 ${aids.files} 户 ${aids.counted} 笔`,
      null,
      null,
      null,
      null,
      live({ formula, amount: aids.total }),
    ],
    { total: true },
  );
  sheet.note('姓名、身份证号、收款账号已遮盖；需要核对本人时，请在账本里凭档案编号查看。');
  const listed: Figure = { formula: sheet.reference(AT.amount, totalRow), amount: aids.total };
  const code = facts.accounts.find((account) => account.id === ACCOUNT.hardshipAid)?.code ?? '';
  const booked = vouchers.booked('hardship', code, bookedAmount(book, 'hardship', ACCOUNT.hardshipAid));
  const { byAids, otherwise } = aidsOnLedger(facts);
  const earlier = fen(byAids - booked.amount);
  const line = (label: string, figure: Figure): Figure => {
    const blanks = Array.from({ length: AT.amount - 1 }, () => null);
    const row = sheet.row([{ text: label, span: AT.amount }, ...blanks, live(figure)], { border: false });
    return { formula: sheet.reference(AT.amount, row), amount: figure.amount };
  };
  const net = line('帮扶凭证记入困难职工帮扶支出', booked);
  const back = line('加回：本年冲销的以前年度帮扶', { formula: '0', amount: earlier });
  const direct = line('另：没有经过困难帮扶登记、直接记入的', {
    formula: '0',
    amount: fen(statementAmount(statement) - booked.amount),
  });
  book.tie(sheet, '困难帮扶明细合计=凭证清单里帮扶凭证记入困难职工帮扶支出', listed, {
    formula: `${net.formula}+${back.formula}`,
    amount: fen(net.amount + back.amount),
  });
  book.tie(
    sheet,
    '帮扶凭证+直接记入=收入支出表困难职工帮扶支出',
    { formula: `${net.formula}+${direct.formula}`, amount: fen(net.amount + direct.amount) },
    statement.line(ACCOUNT.hardshipAid),
  );
  const says = otherwise === 0 ? '' : `,另有 ${formatYuan(otherwise)} 元没有经过登记`;
  book.place(
    'aids.total',
    sheet,
    AT.amount,
    totalRow,
    `${aids.files} 户 ${aids.counted} 笔，合计 ${formatYuan(aids.total)} 元${says}`,
  );
  return sheet;
}

const statementAmount = (statement: IncomeExpenseSheet) => statement.line(ACCOUNT.hardshipAid).amount;

function* aidRows({ db, facts }: AuditBook): Generator<RowSpec> {
  let index = 0;
  for (const line of aidLines(db, facts.year)) {
    index += 1;
    const resolution = withoutAided(facts.aids, `${line.resolutionNumber} ${line.resolutionTitle}`.trim());
    yield aidRow(
      { ...line, resolution },
      index,
      standingOf(facts.aids.vouchers.get(line.voucherId)?.reversedYear, facts.year),
    );
  }
}

/** `本级工会`, with the fund that paid it; typed, as people name funds. */
function sourceOf({ source, fundName }: AidLine): string {
  const name = source === '' ? '' : AID_SOURCE_NAMES[source];
  return fundName === '' ? name : typed([name, fundName].filter((part) => part !== '').join('：'));
}

const COMPLETE = '齐全';
/** Which of consent, 公示 and 审批 were lacking when it was paid. */
function stepsOf({ consented, noticed, decided }: AidLine): string {
  const lacking = [...(consented ? [] : ['同意书']), ...(noticed ? [] : ['公示']), ...(decided ? [] : ['审批'])];
  return lacking.length === 0 ? COMPLETE : `缺${lacking.join('、')}`;
}

function aidRow(line: AidLine & { resolution: string }, index: number, standing: Standing): RowSpec {
  const signed = line.signedDay !== '';
  const unsigned = standing === 'stands' && !signed;
  const state =
    standing === 'reversed' ? REVERSED : standing === 'reversedLater' ? '次年冲销' : signed ? '已签收' : '未签收';
  const cells = [
    { integer: index },
    { day: line.day },
    { text: line.voucherNumber },
    { text: line.fileNumber },
    { text: line.nameMasked },
    { text: line.idNumberMasked },
    { text: HARDSHIP_CATEGORY_NAMES[line.category] },
    { text: AID_KIND_NAMES[line.kind] },
    { fen: line.amount },
    { text: line.method === 'cash' ? '现金' : '转账' },
    { text: sourceOf(line) },
    { text: line.bankAccountMasked },
    { text: typed(line.resolution) },
    { text: stepsOf(line), problem: standing === 'stands' && stepsOf(line) !== COMPLETE },
    { text: maskName(line.signedBy) },
    line.signedDay === '' ? null : { day: line.signedDay },
    { text: state, problem: unsigned },
  ];
  return { cells, look: standing === 'reversed' ? { problem: true } : {} };
}
