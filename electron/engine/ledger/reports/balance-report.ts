import type { Report, ReportChoice, TrialBalanceLine } from '#shared/contract/ledger.ts';
import type { Readable } from '../../database.ts';
import { amount, BOOK, PENDING_NOTE, periodOf, STATEMENT_SIGNATURES, text } from './report.ts';
import { Statement } from './statement.ts';
import { readTrialBalance } from './trial-balance.ts';

const KEYS = ['openingDebit', 'openingCredit', 'debit', 'credit', 'closingDebit', 'closingCredit'] as const;
const GROUPS = ['期初余额', '期初余额', '本期发生额', '本期发生额', '期末余额', '期末余额'] as const;

/** 科目余额表 as a report; its sums are those of the first-level accounts. */
export function balanceReport(db: Readable, choice: Extract<ReportChoice, { kind: 'balance' }>): Report {
  const { from, to, topOnly } = choice;
  const balance = readTrialBalance(db, from, to);
  const statement = new Statement(KEYS);
  const top = balance.lines.filter(({ level }) => level === 1);
  for (const line of topOnly ? top : balance.lines) addLine(statement, line, choice);
  statement.total({ key: 'total', texts: { name: '合计（一级科目）' }, plus: top.map(({ accountId }) => accountId) });
  return {
    ...BOOK,
    choice,
    title: '科目余额表',
    period: periodOf(from, to),
    columns: [
      text('code', '编号', 10),
      text('name', '科目', 28),
      ...KEYS.map((key, index) => ({ ...amount(key, index % 2 === 0 ? '借方' : '贷方'), group: GROUPS[index] ?? '' })),
    ],
    rows: statement.rows,
    notes: balance.pending ? [PENDING_NOTE] : [],
    landscape: true,
    signatures: STATEMENT_SIGNATURES,
  };
}

function addLine(
  statement: Statement,
  line: TrialBalanceLine,
  { from, to }: Extract<ReportChoice, { kind: 'balance' }>,
): void {
  statement.line({
    key: line.accountId,
    texts: { code: line.code, name: line.name },
    amounts: Object.fromEntries(KEYS.filter((key) => line[key] !== 0).map((key) => [key, line[key]])),
    level: line.level <= 1 ? 1 : line.level === 2 ? 2 : 3,
    drill: { report: { kind: 'detail', accountId: line.accountId, from, to } },
  });
}
