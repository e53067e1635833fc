import { closingTurnover, readTrialBalance } from '#electron/engine/ledger/commands.ts';
import { month } from '#shared/calendar.ts';
import { type Fen, fen, parseYuan, plainYuan } from '#shared/money.ts';
import type { JudgedBooks } from './books.ts';
import { type Judge, runProgram, type Verdict } from './judge.ts';

/**
 * hledger adds up the exported journal by itself and must come to our trial balance, account by account: the balances at every
 * year's end, and the turnover of every year without its year-end closing.
 */
export const hledger: Judge = {
  name: 'hledger',
  programs: ['hledger'],
  async judge(program, books) {
    // strict: every account declared, every commodity known, every transaction balanced
    runProgram(program, ['-f', books.journal, 'check', '--strict']);
    const balanced: Verdict = { name: 'the journal is strict and balanced', ok: true, detail: '' };
    return [
      balanced,
      ...books.years.flatMap((year) => [balances(program, books, year), turnover(program, books, year)]),
    ];
  },
};

type Figures = ReadonlyMap<string, Fen>;

function balances(program: string, { journal, db, years }: JudgedBooks, year: number): Verdict {
  const theirs = ask(program, journal, ['--end', `${year + 1}-01-01`]);
  const { lines } = readTrialBalance(db, month(`${years[0] ?? year}-01`), month(`${year}-12`));
  const ours = new Map(
    lines.filter(({ detail }) => detail).map((line) => [line.code, fen(line.closingDebit - line.closingCredit)]),
  );
  return compare(`balances at the end of ${year}`, ours, theirs);
}

function turnover(program: string, { journal, db }: JudgedBooks, year: number): Verdict {
  const range = ['--begin', `${year}-01-01`, '--end', `${year + 1}-01-01`];
  const theirs = ask(program, journal, [...range, 'not:tag:source=opening', 'not:tag:source=closing']);
  const closing = new Map(closingTurnover(db, year).map((line) => [line.accountId, line.debit - line.credit]));
  const { lines } = readTrialBalance(db, month(`${year}-01`), month(`${year}-12`));
  const ours = new Map(
    lines
      .filter(({ detail }) => detail)
      .map((line) => [line.code, fen(line.debit - line.credit - (closing.get(line.accountId) ?? 0))]),
  );
  return compare(`turnover of ${year}`, ours, theirs);
}

/** hledger's figures by account number. */
function ask(program: string, journal: string, args: readonly string[]): Figures {
  const figures = new Map<string, Fen>();
  const text = runProgram(program, ['-f', journal, 'balance', '--flat', '--no-total', '-O', 'csv', ...args]);
  for (const line of text.trim().split('\n').slice(1)) {
    const [, account = '', said = ''] = /^"(.*)","(.*) CNY"$/.exec(line) ?? [];
    const amount = parseYuan(said);
    if (!amount.ok) throw new Error(`unexpected line of hledger: ${line}`);
    figures.set(codeOf(account), amount.value);
  }
  return figures;
}

/** `支出:501 职工活动支出:50102 文体活动支出` -> `50102` */
function codeOf(account: string): string {
  return account.split(':').at(-1)?.split(' ')[0] ?? '';
}

/** hledger leaves accounts out that come to nothing. */
function compare(name: string, ours: Figures, theirs: Figures): Verdict {
  const codes = [...new Set([...ours.keys(), ...theirs.keys()])];
  const differences = codes
    .filter((code) => (ours.get(code) ?? 0) !== (theirs.get(code) ?? 0))
    .map((code) => `${code}: ${say(ours.get(code))} <> ${say(theirs.get(code))}`);
  return {
    name,
    ok: differences.length === 0 && theirs.size > 0,
    detail: differences.slice(0, 5).join('; ') || `${codes.length} accounts`,
  };
}

const say = (amount: Fen | undefined) => (amount === undefined ? 'none' : plainYuan(amount));
