import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { read, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '#electron/engine/database.ts';
import { JobCancelled } from '#electron/engine/jobs/protocol.ts';
import { exportBeancountText, readTrialBalance, writeLedgerExport } from '#electron/engine/ledger/commands.ts';
import { month } from '#shared/calendar.ts';
import type { JobState } from '#shared/contract/books.ts';
import type { ReportChoice } from '#shared/contract/ledger.ts';
import { fen, parseYuan, plainYuan } from '#shared/money.ts';
import { secondConnection } from './explain.ts';
import { post, quarterBooks } from './ledger-reports-books.ts';

type Books = Awaited<ReturnType<typeof quarterBooks>>;
const NASTY = '食堂"加餐" \\ 备用；a;b|c #标签 {x}  两个空格';
let test: Books;
let db: Connection;
let folder: string;
let token: string;
beforeAll(async () => {
  test = await quarterBooks();
  await post(test, '2026-04-02', NASTY, [
    ['50106', 12345, 0],
    ['101', 0, 12345],
  ]);
  db = await secondConnection(test);
  folder = join(test.folder, '导出');
  mkdirSync(folder);
  token = test.engine.registerPath(folder);
});
afterAll(async () => {
  db.close();
  await test.dispose();
});

const RANGE = { from: month('2026-01'), to: month('2026-04') };
const REPORTS: ReportChoice[] = [
  { kind: 'balance', ...RANGE, topOnly: false },
  { kind: 'general', ...RANGE },
  { kind: 'general', ...RANGE, accountId: '2021:102' },
  { kind: 'detail', ...RANGE, accountId: '2021:102' },
  { kind: 'detail', ...RANGE, from: month('2026-03'), accountId: '2021:501' },
  { kind: 'columns', ...RANGE, accountId: '2021:501', by: 'voucher' },
  { kind: 'columns', ...RANGE, accountId: 'expense', by: 'month' },
  { kind: 'monthResult', month: month('2026-03') },
  { kind: 'yearResult', year: 2026 },
  { kind: 'balanceSheet', month: month('2026-03') },
  { kind: 'settlement', year: 2026 },
];

const open = (name: string): WorkBook => read(readFileSync(join(folder, name)), { cellFormula: true });
const only = (book: WorkBook): WorkSheet => book.Sheets[book.SheetNames[0] ?? ''] ?? {};
const cellsOf = (sheet: WorkSheet) =>
  Object.entries(sheet).filter(([address]) => !address.startsWith('!')) as [string, { v?: unknown; f?: string }][];

/** What a sum of cells comes to, counted in fen: `SUM(D5:D8)+D11-D3`. */
function evaluate(formula: string, sheet: WorkSheet): number {
  const valueAt = (address: string): number => {
    const value: unknown = sheet[address]?.v;
    return typeof value === 'number' ? Math.round(value * 100) : 0;
  };
  return [...formula.matchAll(/([+-]?)(?:SUM\(([A-Z]+)(\d+):([A-Z]+)(\d+)\)|([A-Z]+\d+))/g)].reduce((total, part) => {
    const [, sign, left = '', top = '', right = '', bottom = '', cell] = part;
    const addresses = cell === undefined ? cellsBetween(left, Number(top), right, Number(bottom)) : [cell];
    return total + (sign === '-' ? -1 : 1) * addresses.reduce((sum, address) => sum + valueAt(address), 0);
  }, 0);
}

function cellsBetween(left: string, top: number, right: string, bottom: number): string[] {
  const columns = Array.from({ length: right.charCodeAt(0) - left.charCodeAt(0) + 1 }, (_, at) =>
    String.fromCharCode(left.charCodeAt(0) + at),
  );
  return columns.flatMap((column) => Array.from({ length: bottom - top + 1 }, (_, at) => `${column}${top + at}`));
}

describe('存为 Excel of a report', () => {
  it.each(REPORTS)('$kind has live totals that come to what is kept beside them', async (report) => {
    const made = await test.call('ledger.exportReport', { report, folder: token });
    if (!('fileName' in made)) throw new Error('not long enough for a job');
    const sheet = only(open(made.fileName));
    const shown = await test.call('ledger.readReport', { report });
    const formulas = cellsOf(sheet).filter(([, { f }]) => f !== undefined);
    expect(formulas.length).toBeGreaterThan(shown.rows.some(({ sums }) => sums) ? 1 : 0);
    for (const [address, { f = '', v }] of formulas)
      expect(evaluate(f, sheet), `${address} ${f}`).toBe(Math.round(Number(v) * 100));
    // every amount of the report is somewhere on the sheet, as often as the report has it
    const amounts = shown.rows.flatMap((row) => Object.values(row.amounts)).map((amount) => amount / 100);
    const cells = cellsOf(sheet).flatMap(([, { v }]) => (typeof v === 'number' ? [v] : []));
    for (const amount of new Set(amounts))
      expect(cells.filter((cell) => cell === amount).length).toBeGreaterThanOrEqual(
        amounts.filter((other) => other === amount).length,
      );
    expect(cellsOf(sheet).some(([, { v }]) => v === shown.title)).toBe(true);
  });

  it('never replaces a file, leaves a trail row, and no half-written file', async () => {
    const report: ReportChoice = { kind: 'settlement', year: 2026 };
    const before = readdirSync(folder);
    const made = await test.call('ledger.exportReport', { report, folder: token });
    if (!('fileName' in made)) throw new Error('not long enough for a job');
    expect(before).not.toContain(made.fileName);
    expect(made.fileName).toMatch(/^收支决算表-2026年度-\d\.xlsx$/);
    const { rows } = await test.call('union.listTrail', {});
    expect(rows[0]).toMatchObject({ label: made.fileName });
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('is refused with its sentence when the folder is gone', async () => {
    const gone = join(test.folder, '不在了');
    const input = { report: { kind: 'settlement', year: 2026 }, folder: test.engine.registerPath(gone) };
    expect(await test.refusal('ledger.exportReport', input)).toEqual({
      code: 'file.saveFailed',
      sentence: '「收支决算表-2026年度.xlsx」没有写成，可能正被别的程序打开或磁盘已满，请关闭后再试。',
    });
  });

  it('becomes a job when 明细账 has more lines than a screen takes', async () => {
    const own = await quarterBooks();
    try {
      const lines = Array.from({ length: 199 }, () => ['50103', 100, 0] as const);
      for (let voucher = 0; voucher < 26; voucher += 1)
        await post(own, '2026-03-20', '宣传品', [...lines, ['102', 0, 19900]]);
      const report: ReportChoice = { kind: 'detail', ...RANGE, accountId: '2021:50103' };
      expect(await own.refusal('ledger.readReport', { report })).toEqual({
        code: 'ledger.reportTooLong',
        sentence: '「明细账 50103 宣传活动支出」超过 5000 行，不便在屏幕上看和打印；请缩短月份，或存为 Excel。',
      });
      const target = join(own.folder, '长');
      mkdirSync(target);
      const made = await own.call('ledger.exportReport', { report, folder: own.engine.registerPath(target) });
      if (!('job' in made)) throw new Error('it was written at once');
      const state = await finished(own, made.job);
      expect(state).toMatchObject({ state: 'done', result: { kind: 'ledgerExport' } });
      const [name = ''] = readdirSync(target);
      const sheet = only(read(readFileSync(join(target, name)), { cellFormula: true }));
      const totals = cellsOf(sheet).filter(([, { f }]) => f !== undefined);
      expect(totals.map(([, { v }]) => v)).toContain(5174);
    } finally {
      await own.dispose();
    }
  });
});

async function finished(own: Books, job: string): Promise<JobState> {
  for (;;) {
    const state = await own.call('jobs.read', { job });
    if (state.state !== 'running') return state;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('导出全部账簿数据', () => {
  it('holds every account, voucher, entry and month, and proves itself', async () => {
    const { job } = await test.call('ledger.exportWorkbook', { folder: token });
    const state = await finished(test, job);
    if (state.state !== 'done' || state.result.kind !== 'ledgerExport') throw new Error(JSON.stringify(state));
    const book = open(state.result.fileName);
    expect(book.SheetNames).toEqual(['说明', '科目表', '年初余额', '凭证 2026', '分录 2026', '各月余额 2026']);
    const proofs = cellsOf(book.Sheets['说明'] ?? {}).filter(([, { v }]) => v === '相符');
    expect(proofs).toHaveLength(2);
    const rowsOf = (name: string, column: string) =>
      cellsOf(book.Sheets[name] ?? {}).filter(
        ([address]) => address.startsWith(column) && Number(address.slice(1)) > 3,
      );
    expect(rowsOf('凭证 2026', 'B')).toHaveLength(9);
    expect(rowsOf('分录 2026', 'D')).toHaveLength(22);
    const sumOf = (column: string) =>
      rowsOf('分录 2026', column).reduce((total, [, { v }]) => total + Math.round(Number(v) * 100), 0);
    const { totals, lines } = readTrialBalance(db, month('2026-01'), month('2026-12'));
    expect([sumOf('H'), sumOf('I')]).toEqual([totals.debit, totals.credit]);
    const december = rowsOf('各月余额 2026', 'A').filter(([, { v }]) => v === '2026-12');
    expect(december).toHaveLength(lines.filter(({ detail }) => detail).length);
    expect(cellsOf(book.Sheets['分录 2026'] ?? {}).filter(([, { v }]) => v === '困难帮扶资金')).toHaveLength(2);
  });

  it('leaves nothing behind when it is cancelled', async () => {
    const target = join(test.folder, '取消');
    mkdirSync(target);
    const assetsFolder = fileURLToPath(new URL('../../assets', import.meta.url));
    let told = 0;
    const progress = () => {
      told += 1;
      if (told > 1) throw new JobCancelled();
    };
    const order = { what: 'ledger', folder: target, now: '2026-04-08T02:00:00.000Z', progress } as const;
    await expect(writeLedgerExport({ db, assetsFolder }, order)).rejects.toThrow(JobCancelled);
    expect(told).toBe(2);
    expect(readdirSync(target)).toEqual([]);
  });

  it('says so when the disk does not take it', async () => {
    const target = join(test.folder, '没有这个文件夹');
    const { job } = await test.call('ledger.exportWorkbook', { folder: test.engine.registerPath(target) });
    expect(await finished(test, job)).toMatchObject({ state: 'failed', error: { code: 'file.saveFailed' } });
  });
});

/** Reads a Beancount file as strictly as its grammar is, and adds it up. @throws Error for what `bean-check` would refuse */
function judge(text: string): { balances: Map<string, number>; transactions: number; funds: Map<string, number> } {
  const ACCOUNT = /^(Assets|Liabilities|Equity|Income|Expenses)(:[0-9A-Z][0-9A-Za-z-]*)+$/;
  const STRING = '"(?:[^"\\\\\\n]|\\\\["\\\\])*"';
  const balances = new Map<string, number>();
  const funds = new Map<string, number>();
  let transactions = 0;
  let sum = 0;
  let open = false;
  let posted: { account: string; amount: number } | undefined;
  const end = () => {
    if (open && sum !== 0) throw new Error(`a transaction is out by ${sum}`);
    open = false;
    sum = 0;
  };
  const amountOf = (said = '') => {
    const amount = parseYuan(said);
    if (!amount.ok) throw new Error(`not an amount: ${said}`);
    return amount.value;
  };
  for (const line of text.split('\n')) {
    const posting = /^ {2}([A-Za-z0-9:-]+) {2}(-?\d+\.\d\d) CNY$/.exec(line);
    const opened = /^\d{4}-\d\d-\d\d open (\S+) CNY$/.exec(line);
    const asserted = /^\d{4}-\d\d-\d\d balance (\S+) {2}(-?\d+\.\d\d) CNY$/.exec(line);
    const meta = new RegExp(`^ {2,4}([a-z]+): (${STRING})$`).exec(line);
    if (posting) {
      const [, account = '', said] = posting;
      const before = balances.get(account);
      if (!open || before === undefined) throw new Error(`not open: ${line}`);
      posted = { account, amount: amountOf(said) };
      balances.set(account, before + posted.amount);
      sum += posted.amount;
    } else if (meta) {
      const fund = meta[1] === 'fund' ? (meta[2] ?? '') : undefined;
      if (fund !== undefined && posted) funds.set(fund, (funds.get(fund) ?? 0) - posted.amount);
    } else {
      end();
      if (opened) {
        const [, account = ''] = opened;
        if (!ACCOUNT.test(account) || balances.has(account)) throw new Error(line);
        balances.set(account, 0);
      } else if (asserted) {
        if (balances.get(asserted[1] ?? '') !== amountOf(asserted[2])) throw new Error(`does not hold: ${line}`);
      } else if (new RegExp(`^\\d{4}-\\d\\d-\\d\\d \\* ${STRING}$`).test(line)) {
        open = true;
        transactions += 1;
      } else if (line !== '' && !new RegExp(`^option ${STRING} ${STRING}$`).test(line))
        throw new Error(`not Beancount: ${line}`);
    }
  }
  end();
  return { balances, transactions, funds };
}

describe('导出账簿 as plain text', () => {
  it('writes one file for hledger and one for Beancount', async () => {
    const made = await test.call('ledger.exportJournal', { folder: token });
    expect(made).toEqual({ fileName: '账簿.journal', files: ['账簿.journal', '账簿.beancount'], vouchers: 9 });
    const journal = readFileSync(join(folder, '账簿.journal'), 'utf8');
    expect(journal).toContain('支出:504 维权支出:50404 困难职工帮扶支出  1200.00 CNY  ; fund:困难帮扶资金\n');
    expect(readFileSync(join(folder, '账簿.beancount'), 'utf8')).toBe(exportBeancountText(db));
  });

  it('the Beancount file keeps to the grammar and comes to the trial balance, account by account', () => {
    const text = exportBeancountText(db);
    const { balances, transactions, funds } = judge(text);
    // the opening is one more
    expect(transactions).toBe(10);
    const ours = readTrialBalance(db, month('2026-01'), month('2026-12')).lines.filter(({ detail }) => detail);
    const theirs = [...balances].filter(([, amount]) => amount !== 0);
    expect(theirs.map(([name, amount]) => [name.split(':').at(-1), amount]).toSorted()).toEqual(
      ours.map((line) => [line.code, line.closingDebit - line.closingCredit]).toSorted(),
    );
    expect([...funds]).toEqual([['"困难帮扶资金"', 180000]]);
    // reversal: negative on the same accounts
    expect(text).toContain(`  Expenses:501:50102  ${plainYuan(fen(-80000))} CNY`);
    expect(text).toContain('食堂\\"加餐\\" \\\\ 备用；a;b|c #标签 {x} 两个空格');
  });

  it('a Beancount file that was touched does not pass', () => {
    const text = exportBeancountText(db);
    expect(() => judge(text.replace('  Assets:102  5000.00 CNY', '  Assets:102  5000.01 CNY'))).toThrow('out by');
    expect(() =>
      judge(text.replaceAll(/(Assets:102|Income:401) {2}(-?)5000\.00 CNY\n/g, '$1  $25001.00 CNY\n')),
    ).toThrow('does not hold');
  });

  it('says which file could not be written', async () => {
    const target = join(test.folder, '又不在了');
    expect(await test.refusal('ledger.exportJournal', { folder: test.engine.registerPath(target) })).toMatchObject({
      code: 'file.saveFailed',
    });
    rmSync(target, { recursive: true, force: true });
  });
});
