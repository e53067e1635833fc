import { type Day, dayOf, formatMonth } from '#shared/calendar.ts';
import type { OldBooksAccount, OldBooksPreview, OldBooksVoucher, OldVerdict } from '#shared/contract/ledger.ts';
import type { ChartVersion } from '#shared/contract/union.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen, formatYuan, sum } from '#shared/money.ts';
import type { ReadContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import type { EntryDraft } from '../vouchers/post.ts';
import { AccountNames, guessVersion } from './account-names.ts';
import { readAccountTree, type TreeAccount } from './accounts.ts';
import { readShippedChart } from './chart.ts';
import type { OldBooksFile, OldVoucher } from './old-books-file.ts';
import { MoneyForecast } from './old-books-money.ts';
import { readOldChart } from './old-chart.ts';
import { ACCOUNT } from './standard-accounts.ts';

export interface OldChoice {
  version?: ChartVersion | undefined;
  accounts: readonly { key: string; accountId: string }[];
}

/** One voucher of the file with what becomes of it; `entries` are complete for `ready` ones. */
export interface JudgedVoucher {
  voucher: OldVoucher;
  verdict: OldVerdict;
  message: string;
  amount: Fen;
  entries: EntryDraft[];
}

export interface JudgedBooks {
  version: ChartVersion;
  guess: ChartVersion;
  accounts: OldBooksAccount[];
  /** In the order they would be posted: by day, then as numbered. */
  vouchers: JudgedVoucher[];
}

/** A voucher of this month and number that came in before and stands: a reversed one may come in again. */
export const TAKEN_BEFORE = `
  SELECT vouchers.amount AS amount FROM old_vouchers JOIN vouchers ON vouchers.id = old_vouchers.voucher_id
  WHERE old_vouchers.month = :month AND old_vouchers.number = :number
    AND NOT EXISTS (SELECT 1 FROM vouchers AS reversal WHERE reversal.reverses_id = vouchers.id)`;
export const FILE_TAKEN = `
  SELECT taken_at FROM import_batches WHERE feature = 'ledger' AND sha256 = :sha256 AND json_extract(mapping, '$.kind') = 'oldBooks'`;

/** The day this very file was taken in; undefined when it was not. */
export function fileTakenOn(db: Readable, sha256: string): Day | undefined {
  const row = db.get<{ taken_at: string }>(FILE_TAKEN, { sha256 });
  return row && dayOf(new Date(row.taken_at));
}

/** What taking the file in would do, voucher by voucher; nothing is written. @throws Refusal `ledger.accountMissing` */
export function previewOldBooks(
  context: Pick<ReadContext, 'db' | 'assetsFolder'>,
  file: OldBooksFile,
  choice: OldChoice,
): OldBooksPreview {
  const { version, guess, accounts, vouchers } = judgeOldBooks(context, file, choice);
  const counts: Record<OldVerdict, number> = {
    ready: 0,
    unreadable: 0,
    unbalanced: 0,
    unknownAccount: 0,
    closedMonth: 0,
    moneyShort: 0,
    takenBefore: 0,
    closing: 0,
  };
  for (const { verdict } of vouchers) counts[verdict] += 1;
  const takenBefore = fileTakenOn(context.db, file.sha256);
  return {
    fileName: file.fileName,
    version,
    guess,
    accounts,
    vouchers: vouchers.map(shown),
    counts,
    amount: sum(vouchers.filter(({ verdict }) => verdict === 'ready').map(({ amount }) => amount)),
    notes: notesOf(file),
    ...(takenBefore === undefined ? {} : { takenBefore }),
  };
}

/** @throws Refusal `ledger.accountMissing` when a choice names no account that may be used */
export function judgeOldBooks(
  { db, assetsFolder }: Pick<ReadContext, 'db' | 'assetsFolder'>,
  file: OldBooksFile,
  choice: OldChoice,
): JudgedBooks {
  const usable = readAccountTree(db).filter((account) => !account.retired);
  const shipped = readShippedChart(assetsFolder);
  const old = readOldChart(assetsFolder);
  const guess = guessVersion(file.accounts, shipped, old);
  const version = choice.version ?? guess;
  const names = new AccountNames(usable, shipped, old);
  const accounts = file.accounts.map((account) => recognised(account, version, names, usable, choice));
  const byId = new Map(usable.map((account) => [account.id, account]));
  const byKey = new Map(accounts.map(({ key, accountId }) => [key, byId.get(accountId ?? '')]));
  const judge = new VoucherJudge(db, byKey);
  return {
    version,
    guess,
    accounts,
    vouchers: [...file.vouchers].sort(inOrder).map((voucher) => judge.judge(voucher)),
  };
}

function recognised(
  { key, code, name, rows }: OldBooksFile['accounts'][number],
  version: ChartVersion,
  names: AccountNames<TreeAccount>,
  usable: readonly TreeAccount[],
  choice: OldChoice,
): OldBooksAccount {
  const found = names.find(version, code, name);
  const chosenId = choice.accounts.find((one) => one.key === key)?.accountId;
  const chosen =
    chosenId === undefined ? undefined : usable.find((account) => account.id === chosenId && account.detail);
  if (chosenId !== undefined && !chosen) throw refuse('ledger.accountMissing', { account: chosenId });
  const account = chosen ?? found.account;
  return {
    key,
    code,
    name,
    rows,
    match: chosen && chosen.id !== found.account?.id ? 'chosen' : found.match,
    ...(account ? { accountId: account.id, accountCode: account.code, accountName: account.name } : {}),
    candidates: found.candidates.map((candidate) => candidate.id),
    remark: found.remark,
  };
}

/** By day, then by number (记-2 before 记-10), then as the file has them. */
function inOrder(a: OldVoucher, b: OldVoucher): number {
  const days = (a.day ?? '9999').localeCompare(b.day ?? '9999');
  const numbers = numberIn(a) - numberIn(b);
  return days || (Number.isNaN(numbers) ? 0 : numbers) || a.row - b.row;
}

const numberIn = ({ numberKey }: OldVoucher) => Number.parseInt(numberKey.replace(/\D+/g, ''), 10);

class VoucherJudge {
  readonly #db: Readable;
  readonly #accounts: ReadonlyMap<string, TreeAccount | undefined>;
  readonly #periods: ReadonlyMap<string, string>;
  readonly #money: MoneyForecast;

  constructor(db: Readable, accounts: ReadonlyMap<string, TreeAccount | undefined>) {
    this.#db = db;
    this.#accounts = accounts;
    this.#periods = new Map(
      db
        .all<{ month: string; status: string }>('SELECT month, status FROM periods')
        .map(({ month, status }) => [month, status]),
    );
    this.#money = new MoneyForecast(db);
  }

  /** Vouchers are judged in the order they would be posted: each one counts on the money of those before it. */
  judge(voucher: OldVoucher): JudgedVoucher {
    const amount = fen(voucher.lines.reduce((total, line) => total + line.debit, 0));
    const [verdict, message] = this.#verdictOf(voucher, amount);
    const entries = voucher.lines.flatMap((line): EntryDraft[] => {
      const account = this.#accounts.get(line.key);
      const summary = line.summary === '' ? {} : { summary: line.summary.slice(0, 100) };
      return account ? [{ accountId: account.id, debit: line.debit, credit: line.credit, ...summary }] : [];
    });
    if (verdict === 'ready' && voucher.month !== undefined) this.#money.add(voucher.month, entries);
    return { voucher, verdict, message, amount, entries };
  }

  #verdictOf(voucher: OldVoucher, amount: Fen): [OldVerdict, string] {
    const { day, month, lines, problem } = voucher;
    if (problem !== undefined || day === undefined || month === undefined)
      return ['unreadable', problem ?? '日期认不出'];
    if (lines.length > 200) return ['unreadable', `有 ${lines.length} 行，一张凭证最多 200 行`];
    const credit = lines.reduce((total, line) => total + line.credit, 0);
    if (amount !== credit)
      return [
        'unbalanced',
        `借方 ${formatYuan(amount)}，贷方 ${formatYuan(fen(credit))}，相差 ${formatYuan(fen(Math.abs(amount - credit)))}`,
      ];
    if (lines.length < 2) return ['unbalanced', '只有一行'];
    const before = this.#db.get<{ amount: Fen }>(TAKEN_BEFORE, { month, number: voucher.numberKey });
    if (before)
      return [
        'takenBefore',
        before.amount === amount
          ? '同号凭证已经导入过'
          : `同号凭证已经导入过，那张是 ${formatYuan(before.amount)} 元，请核对`,
      ];
    const accounts = lines.map((line) => this.#accounts.get(line.key));
    const missing = lines.find((_, index) => accounts[index] === undefined);
    if (missing) return ['unknownAccount', `第 ${missing.row} 行「${missing.key}」还没有对应的科目`];
    if (isClosing(accounts.filter((account) => account !== undefined)))
      return ['closing', '期末结转凭证，不用导入：年度结转由程序自动生成'];
    const status = this.#periods.get(month);
    if (status === undefined) return ['closedMonth', `账本里没有${formatMonth(month)}`];
    if (status !== 'open') return ['closedMonth', `${formatMonth(month)}已结账`];
    const entries = lines.flatMap(({ key, debit, credit: right }) => {
      const account = this.#accounts.get(key);
      return account ? [{ accountId: account.id, debit, credit: right }] : [];
    });
    const short = this.#money.short(month, entries);
    if (short) return ['moneyShort', `${short.account}会成为 ${formatYuan(fen(short.balance))} 元，请核对金额和日期`];
    return ['ready', voucher.turned ? '红字金额已记到反方向' : ''];
  }
}

/** 收入 or 支出 against 结余 and nothing else: the program makes these itself at year's end. */
function isClosing(accounts: readonly TreeAccount[]): boolean {
  const result: readonly string[] = [ACCOUNT.yearResult, ACCOUNT.accumulated, ACCOUNT.carriedForward];
  const temporary = accounts.filter((account) => account.class === 'income' || account.class === 'expense');
  const others = accounts.filter((account) => !temporary.includes(account));
  return (
    others.length > 0 &&
    others.every((account) => result.includes(account.id)) &&
    (temporary.length > 0 || others.some(({ id }) => id === ACCOUNT.yearResult))
  );
}

function shown({ voucher, verdict, message, amount }: JudgedVoucher): OldBooksVoucher {
  const { row, number, day, summary, lines } = voucher;
  return { row, number, ...(day === undefined ? {} : { day }), summary, amount, lines: lines.length, verdict, message };
}

function notesOf({ passedOver }: OldBooksFile): string[] {
  const reasons = [...new Set(passedOver.map(({ why }) => why))];
  return reasons.map((why) => {
    const rows = passedOver.filter((one) => one.why === why).map(({ row }) => row);
    const named = rows.slice(0, 5).join('、');
    return `第 ${named} ${rows.length > 5 ? `等 ${rows.length} 行` : '行'}${why === '没有金额' ? '没有金额' : `是${why}`}，没有导入。`;
  });
}
