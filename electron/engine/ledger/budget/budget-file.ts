import { BUDGET_HEAD_NAMES, type BudgetHeadKey, type BudgetPreview } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, formatYuan, sum, ZERO } from '#shared/money.ts';
import { type DataRow, dataRows } from '../../spreadsheet/data-rows.ts';
import type { Cell, Grid, GridSheet } from '../../spreadsheet/grid.ts';
import { findHeaderInGrid, type Header, type Vocabulary } from '../../spreadsheet/header.ts';
import { titleKey } from '../../spreadsheet/titles.ts';
import { amountOf, findAccount, isBelow } from '../chart/account-rows.ts';
import type { TreeAccount } from '../chart/accounts.ts';
import type { HeadInput } from './rows.ts';

type Field = 'code' | 'name' | 'lastYear' | 'amount' | 'note';

// Columns of the form 工会经费收支预算表 (rules.md 5): 科目(编号, 名称), 上年决算数, 本年预算数, 说明.
const VOCABULARY: Vocabulary<Field> = [
  { field: 'code', names: ['编号', '科目编号', '科目编码', '科目代码', '编码', '代码'] },
  { field: 'name', names: ['科目', '科目名称', '名称', '项目', '预算科目', '预算项目'] },
  {
    field: 'amount',
    names: ['本年预算数', '本年预算', '预算数', '预算金额', '本年预算金额', '年度预算数', '年度预算'],
  },
  { field: 'lastYear', names: ['上年决算数', '上年决算', '上年执行数', '上年实际数', '上年数'] },
  { field: 'note', names: ['说明', '备注', '编制说明'] },
];
/** The two heads of the income side that are no account, as forms name them. */
const HEADS: readonly { head: BudgetHeadKey; names: RegExp }[] = [
  { head: 'carriedOver', names: /^上年(末)?(结转|结余)/ },
  { head: 'reserves', names: /^(动用|可用)?以前年度结余/ },
];
/** Rows of the form that are the result of the others. */
const RESULTS = /^(本年结余|年末结余|收支结余|结转下年)/;

type Line = BudgetPreview['lines'][number];
type Head = BudgetPreview['heads'][number];
interface ReadLine extends Line {
  account?: TreeAccount;
}
/** A line of the preview that can be taken in. */
export interface BudgetFileLine {
  accountId: string;
  amount: Fen;
  lastYear: Fen;
  note: string;
}

/**
 * Reads a budget sheet. Amounts become fen exactly. Rows of parent accounts whose accounts below are listed too are sums, like
 * 本年收入合计 and 本年支出合计: they are checked, not counted twice.
 * @returns what the page shows, and the lines to take in (complete only when there is no problem at all)
 * @throws Refusal `file.noHeader`, `file.noRows`
 */
export function readBudgetFile(
  grid: Grid,
  fileName: string,
  tree: readonly TreeAccount[],
): { preview: BudgetPreview; lines: BudgetFileLine[]; heads: HeadInput[] } {
  const found = findHeaderInGrid(grid, VOCABULARY, { required: ['name', 'amount'] });
  if (!found) throw refuse('file.noHeader', { file: fileName, wanted: '科目、本年预算数' });
  const columns = new Map(found.header.columns.map((column) => [column.field, column.index]));
  const cellOf: CellOf = (row, field) => row.cells[columns.get(field) ?? -1];
  const notes: string[] = [];
  const problems = unitProblems(found.sheet, found.header);
  const rows = [...dataRows(found.sheet, found.header)];
  const heads: Head[] = [];
  const records = rows.filter((row) => {
    if (row.isTotal || isSection(row, cellOf)) return false;
    if (textOf(cellOf(row, 'code')) !== '') return true;
    const name = titleKey(textOf(cellOf(row, 'name')));
    const head = HEADS.find(({ names }) => names.test(name))?.head;
    if (head) readHead(row, { head, cellOf, heads, problems });
    else if (RESULTS.test(name)) notes.push(`第 ${row.row} 行「${textOf(cellOf(row, 'name'))}」是算出来的，没有导入。`);
    else return true;
    return false;
  });
  const { lines, sumProblems } = withoutSums(marked(records.map((row) => readLine(row, cellOf, tree))), tree);
  if (lines.length === 0) throw refuse('file.noRows', { file: fileName });
  problems.push(...sumProblems);
  for (const row of rows.filter((candidate) => candidate.isTotal))
    checkTotal(row, { cellOf, lines, heads, problems, notes });
  const total = (side: 'income' | 'expense') =>
    sum(lines.filter((line) => line.account?.class === side).map((line) => line.amount));
  return {
    preview: {
      fileName,
      lines: lines.map(({ account: _, ...line }) => line),
      heads,
      income: total('income'),
      expense: total('expense'),
      problems,
      notes,
    },
    lines: lines.flatMap(({ account, amount, lastYear, note }) =>
      account ? [{ accountId: account.id, amount, lastYear, note }] : [],
    ),
    heads: heads.map(({ row: _, ...head }) => head),
  };
}

type CellOf = (row: DataRow, field: Field) => Cell | undefined;

function textOf(cell: Cell | undefined): string {
  return cell?.text.trim() ?? '';
}

/** `一、本年收入` and the like: a heading, or a note under the table; neither a number nor an amount. */
function isSection(row: DataRow, cellOf: CellOf): boolean {
  return (
    textOf(cellOf(row, 'code')) === '' && textOf(cellOf(row, 'amount')) === '' && textOf(cellOf(row, 'lastYear')) === ''
  );
}

/** Amounts in 万元 would be taken in ten thousand times too small. */
function unitProblems(sheet: GridSheet, header: Header<Field>): string[] {
  const above = sheet.rows.slice(0, header.headerRows[1]).flat();
  const tenThousands = above.some((cell) => /(单位[::]?\s*万元|[((]万元[))])/.test(cell.text));
  return tenThousands ? ['文件的金额单位是万元，请先换算成元'] : [];
}

function readLine(row: DataRow, cellOf: CellOf, tree: readonly TreeAccount[]): ReadLine {
  const amount = amountOf(cellOf(row, 'amount'));
  const lastYear = amountOf(cellOf(row, 'lastYear'));
  const note = textOf(cellOf(row, 'note'));
  const line: ReadLine = {
    row: row.row,
    code: textOf(cellOf(row, 'code')),
    name: textOf(cellOf(row, 'name')),
    amount: 'value' in amount ? amount.value : ZERO,
    lastYear: 'value' in lastYear ? lastYear.value : ZERO,
    note: note.slice(0, 200),
  };
  const found = findAccount(tree, line.code, line.name);
  if ('problem' in found) return { ...line, problem: found.problem };
  const { account } = found;
  const known = { ...line, code: account.code, name: account.name, account };
  if (account.class !== 'income' && account.class !== 'expense') return { ...known, problem: '不是收入或支出科目' };
  if ('problem' in amount) return { ...known, problem: `本年预算数${amount.problem}` };
  if ('problem' in lastYear) return { ...known, problem: `上年决算数${lastYear.problem}` };
  if (amount.value < 0) return { ...known, problem: '本年预算数不能是负数' };
  if (note.length > 200) return { ...known, problem: '说明最多 200 个字' };
  return known;
}

/** A head with its amounts, or what is wrong with it among the problems of the file. */
function readHead(
  row: DataRow,
  { head, cellOf, heads, problems }: { head: BudgetHeadKey; cellOf: CellOf; heads: Head[]; problems: string[] },
): void {
  const name = `第 ${row.row} 行「${BUDGET_HEAD_NAMES[head]}」`;
  const amount = amountOf(cellOf(row, 'amount'));
  const lastYear = amountOf(cellOf(row, 'lastYear'));
  const note = textOf(cellOf(row, 'note'));
  if ('problem' in amount) problems.push(`${name}的本年预算数${amount.problem}`);
  if ('problem' in lastYear) problems.push(`${name}的上年决算数${lastYear.problem}`);
  if ('problem' in amount || 'problem' in lastYear) return;
  if (amount.value < 0 || lastYear.value < 0) problems.push(`${name}不能是负数`);
  else if (heads.some((other) => other.head === head)) problems.push(`${name}写了两次`);
  else if (note.length > 200) problems.push(`${name}的说明最多 200 个字`);
  else heads.push({ row: row.row, head, amount: amount.value, lastYear: lastYear.value, note });
}

function marked(lines: readonly ReadLine[]): ReadLine[] {
  const first = new Map<string, number>();
  return lines.map((line) => {
    if (!line.account) return line;
    const before = first.get(line.account.id);
    if (before === undefined) first.set(line.account.id, line.row);
    return before === undefined || line.problem !== undefined
      ? line
      : { ...line, problem: `科目与第 ${before} 行重复` };
  });
}

/** Takes out the rows of accounts whose accounts below are listed too; says which of them do not agree. */
function withoutSums(
  lines: readonly ReadLine[],
  tree: readonly TreeAccount[],
): { lines: ReadLine[]; sumProblems: string[] } {
  const sumProblems: string[] = [];
  const kept = lines.filter((line) => {
    const { account } = line;
    if (!account) return true;
    const below = lines.filter((other) => other.account && isBelow(tree, other.account, account));
    if (below.length === 0) return true;
    const lowest = below.filter(
      (other) => !below.some((lower) => other.account && lower.account && isBelow(tree, lower.account, other.account)),
    );
    const label = `第 ${line.row} 行「${account.code} ${account.name}」`;
    pushDifference(sumProblems, label, '下级各行', line, lowest);
    return false;
  });
  return { lines: kept, sumProblems };
}

interface TotalCheck {
  cellOf: CellOf;
  lines: readonly ReadLine[];
  heads: readonly Head[];
  problems: string[];
  notes: string[];
}

/** 收入总计 counts the heads too, 本年收入合计 does not; a plain 收入合计 may be either. */
function checkTotal(row: DataRow, { cellOf, lines, heads, problems, notes }: TotalCheck): void {
  const label =
    row.cells.find((cell) => cell.kind === 'text' && /[合总小共]计$/.test(titleKey(cell.text)))?.text.trim() ?? '合计';
  const key = titleKey(label);
  const side = key.includes('收入') ? 'income' : key.includes('支出') ? 'expense' : undefined;
  const whole = /总计$/.test(key);
  if (side === undefined || (whole && side === 'expense')) {
    notes.push(`第 ${row.row} 行「${label}」没有核对。`);
    return;
  }
  const amount = amountOf(cellOf(row, 'amount'));
  const lastYear = amountOf(cellOf(row, 'lastYear'));
  const name = `第 ${row.row} 行「${label}」`;
  if ('problem' in amount) problems.push(`${name}本年预算数${amount.problem}`);
  if ('problem' in lastYear) problems.push(`${name}上年决算数${lastYear.problem}`);
  if ('problem' in amount || 'problem' in lastYear) return;
  const own = lines.filter((line) => line.account?.class === side);
  const stated = { amount: amount.value, lastYear: lastYear.value };
  const withHeads = side === 'income' && !key.startsWith('本年') && (whole || agrees(stated, [...heads, ...own]));
  pushDifference(problems, name, '各行', stated, withHeads ? [...heads, ...own] : own);
}

type Stated = { amount: Fen; lastYear: Fen };

function agrees(stated: Stated, lines: readonly Stated[]): boolean {
  return stated.amount === sum(lines.map((line) => line.amount));
}

function pushDifference(
  problems: string[],
  label: string,
  whose: string,
  stated: { amount: Fen; lastYear: Fen },
  lines: readonly { amount: Fen; lastYear: Fen }[],
): void {
  for (const [field, name] of [
    ['amount', '本年预算数'],
    ['lastYear', '上年决算数'],
  ] as const) {
    const counted = sum(lines.map((line) => line[field]));
    // a column that a sum row leaves blank says nothing
    if (stated[field] === counted || (field === 'lastYear' && stated[field] === 0)) continue;
    problems.push(`${label}的${name}写 ${formatYuan(stated[field])} 元，${whose}合计 ${formatYuan(counted)} 元`);
  }
}
