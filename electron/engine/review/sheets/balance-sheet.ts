import { type Fen, fen, formatYuan, ZERO } from '#shared/money.ts';
import { ACCOUNT, FUND_ACCOUNTS, type TreeAccount } from '../../ledger/commands.ts';
import type { CellSpec, ColumnSpec, SheetBuilder } from '../../spreadsheet/workbook.ts';
import { type AuditBook, type Figure, live } from '../audit-book.ts';
import { isCarriedForward } from '../facts.ts';
import type { TrialBalanceSheet } from './trial-balance.ts';

const COLUMNS: readonly ColumnSpec[] = [
  { header: '资产', width: 26, kind: 'text' },
  { header: '年初数', width: 17, kind: 'amount' },
  { header: '期末数', width: 17, kind: 'amount' },
  { header: '负债和净资产', width: 26, kind: 'text' },
  { header: '年初数', width: 17, kind: 'amount' },
  { header: '期末数', width: 17, kind: 'amount' },
];
const LEFT = { name: 0, opening: 1, closing: 2 } as const;
const RIGHT = { name: 3, opening: 4, closing: 5 } as const;

/** 资产负债表: 资产 = 负债 + 净资产, with the surplus that is not carried forward yet as a line of its own. */
export interface BalanceSheet {
  sheet: SheetBuilder;
  cash: Record<'opening' | 'closing', Figure>;
  bank: Record<'opening' | 'closing', Figure>;
}

/** One line of a side: an account, a heading, or a sum. */
interface Line {
  text: string;
  bold?: boolean;
  opening?: Figure;
  closing?: Figure;
  accountId?: string;
}

/** @param settled 年末结转结余 of 收支决算表, which must be what this sheet shows */
export function balanceSheet(book: AuditBook, trialBalance: TrialBalanceSheet, settled: Figure): BalanceSheet {
  const { facts } = book;
  const sheet = book.sheet('资产负债表', COLUMNS, { landscape: true });
  const first = sheet.nextRow;
  const top = (wanted: TreeAccount['class']) =>
    facts.accounts.filter((account) => account.level === 1 && account.class === wanted);
  const lineOf = (account: TreeAccount): Line => accountLine(account, trialBalance);

  const assets = top('asset');
  const left: Line[] = assets.map(lineOf);
  const liabilities = top('liability').map(lineOf);
  const netAssets = top('netAssets').map(lineOf);
  const unclosed = unclosedLine(facts.accounts, trialBalance);
  const rightRow = { liabilities: first + 1, netAssets: first + liabilities.length + 3 };
  const sumUnder = (text: string, lines: readonly Line[], start: number, count: number): Line => {
    const total = (when: 'opening' | 'closing', column: number): Figure => ({
      formula: `SUM(${sheet.address(column, start)}:${sheet.address(column, start + count - 1)})`,
      amount: fen(lines.reduce((sum, line) => sum + (line[when]?.amount ?? 0), 0)),
    });
    return { text, bold: true, opening: total('opening', RIGHT.opening), closing: total('closing', RIGHT.closing) };
  };
  const liabilitySum = sumUnder('负债合计', liabilities, rightRow.liabilities, liabilities.length);
  const ownLines = [...netAssets, unclosed];
  const netAssetSum = sumUnder('净资产合计', ownLines, rightRow.netAssets, ownLines.length);
  const right: Line[] = [
    { text: '负债', bold: true },
    ...liabilities,
    liabilitySum,
    { text: '净资产', bold: true },
    ...ownLines,
    netAssetSum,
  ];

  const height = Math.max(left.length, right.length);
  const rows = new Map<string, number>();
  for (let index = 0; index < height; index++) {
    const [asset, other] = [left[index], right[index]];
    if (asset?.accountId) rows.set(asset.accountId, first + index);
    if (other?.accountId) rows.set(other.accountId, first + index);
    sheet.row([...side(asset), ...side(other)]);
  }
  const liabilityRow = first + liabilities.length + 1;
  const netAssetRow = first + right.length - 1;
  const totalCell = (when: 'opening' | 'closing') => {
    const signed = assets.map((account) => ({ account, figure: trialBalance.balance(account.id, when) }));
    const formula = signed
      .map(
        ({ account }) =>
          `${account.side === 'debit' ? '+' : '-'}${sheet.address(LEFT[when], rows.get(account.id) ?? first)}`,
      )
      .join('')
      .replace(/^\+/, '');
    return { formula, amount: fen(signed.reduce((sum, { figure }) => sum + figure.amount, 0)) };
  };
  const otherTotal = (when: 'opening' | 'closing'): Figure => ({
    formula: `${sheet.address(RIGHT[when], liabilityRow)}+${sheet.address(RIGHT[when], netAssetRow)}`,
    amount: fen((liabilitySum[when]?.amount ?? 0) + (netAssetSum[when]?.amount ?? 0)),
  });
  const totals = {
    assets: { opening: totalCell('opening'), closing: totalCell('closing') },
    others: { opening: otherTotal('opening'), closing: otherTotal('closing') },
  };
  const totalRow = sheet.row(
    [
      '资产总计',
      live(totals.assets.opening),
      live(totals.assets.closing),
      '负债和净资产总计',
      live(totals.others.opening),
      live(totals.others.closing),
    ],
    { total: true },
  );
  const at = (column: number, row: number, amount: Fen): Figure => ({ formula: sheet.reference(column, row), amount });
  for (const when of ['opening', 'closing'] as const)
    book.tie(
      sheet,
      `资产总计=负债和净资产总计（${when === 'opening' ? '年初' : '期末'}）`,
      at(LEFT[when], totalRow, totals.assets[when].amount),
      at(RIGHT[when], totalRow, totals.others[when].amount),
    );
  const unclosedRow = netAssetRow - 1;
  const fundRows = [...FUND_ACCOUNTS.flatMap((id) => rows.get(id) ?? []), unclosedRow];
  const fundAmount = FUND_ACCOUNTS.reduce(
    (sum, id) => sum - trialBalance.balance(id, 'closing').amount,
    unclosed.closing?.amount ?? 0,
  );
  const funds: Figure = {
    formula: fundRows.map((row) => sheet.reference(RIGHT.closing, row)).join('+'),
    amount: fen(fundAmount),
  };
  book.tie(sheet, '收支决算表年末结转结余=资产负债表工会资金结转、结余', settled, funds);
  if (!isCarriedForward(facts))
    sheet.note(
      '本年收支差额（未结转）：年度结转办理以前，当年收入减支出暂列在净资产里；结转以后并入累计结余，本行为零。',
    );
  book.place('balance.total', sheet, LEFT.closing, totalRow, `资产总计 ${formatYuan(totals.assets.closing.amount)} 元`);
  book.place(
    'balance.liabilities',
    sheet,
    RIGHT.closing,
    liabilityRow,
    `负债合计 ${formatYuan(liabilitySum.closing?.amount ?? ZERO)} 元`,
  );
  book.place(
    'balance.netAssets',
    sheet,
    RIGHT.closing,
    netAssetRow,
    `净资产合计 ${formatYuan(netAssetSum.closing?.amount ?? ZERO)} 元`,
  );
  for (const account of [...assets, ...top('liability'), ...top('netAssets')]) {
    const columns = account.class === 'asset' ? LEFT : RIGHT;
    const amount = presented(account, trialBalance, 'closing').amount;
    book.place(
      `balance.${account.id}`,
      sheet,
      columns.closing,
      rows.get(account.id) ?? first,
      `${account.name}期末数 ${formatYuan(amount)} 元`,
    );
  }
  book.signatures(sheet);

  const money = (accountId: string) => {
    const row = rows.get(accountId) ?? first;
    return {
      opening: at(LEFT.opening, row, trialBalance.balance(accountId, 'opening').amount),
      closing: at(LEFT.closing, row, trialBalance.balance(accountId, 'closing').amount),
    };
  };
  return {
    sheet,
    cash: money(ACCOUNT.cash),
    bank: money(ACCOUNT.bank),
  };
}

/** An account's balance as a statement shows it: assets as debits, the rest as credits, 减项 (累计折旧) as what is taken off. */
function presented(account: TreeAccount, trialBalance: TrialBalanceSheet, when: 'opening' | 'closing'): Figure {
  const figure = trialBalance.balance(account.id, when);
  if (account.side === 'debit' || figure.formula === '0') return figure;
  return { formula: `-(${figure.formula})`, amount: fen(-figure.amount) };
}

function accountLine(account: TreeAccount, trialBalance: TrialBalanceSheet): Line {
  const taken = account.class === 'asset' && account.side === 'credit' ? '减:' : '';
  return {
    text: `${taken}${account.name}`,
    accountId: account.id,
    opening: presented(account, trialBalance, 'opening'),
    closing: presented(account, trialBalance, 'closing'),
  };
}

/** Income less expense that no year-end closing has carried forward: what these accounts still hold. */
function unclosedLine(accounts: readonly TreeAccount[], trialBalance: TrialBalanceSheet): Line {
  const own = accounts.filter(
    (account) => account.level === 1 && (account.class === 'income' || account.class === 'expense'),
  );
  const total = (when: 'opening' | 'closing'): Figure => {
    const figures = own
      .map((account) => trialBalance.balance(account.id, when))
      .filter((figure) => figure.formula !== '0');
    return {
      formula: figures.length === 0 ? '0' : `-(${figures.map((figure) => figure.formula).join('+')})`,
      amount: fen(-figures.reduce((sum, figure) => sum + figure.amount, 0)),
    };
  };
  return { text: '本年收支差额（未结转）', opening: total('opening'), closing: total('closing') };
}

function side(line: Line | undefined): CellSpec[] {
  if (!line) return [null, null, null];
  const cell = (figure: Figure | undefined): CellSpec => (figure ? live(figure, { bold: line.bold === true }) : null);
  return [
    { text: line.text, bold: line.bold === true, indent: line.bold ? 0 : 1 },
    cell(line.opening),
    cell(line.closing),
  ];
}
