import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '#electron/engine/database.ts';
import { JobCancelled } from '#electron/engine/jobs/protocol.ts';
import { readTurnover } from '#electron/engine/ledger/commands.ts';
import { folderPart } from '#electron/engine/review/package.ts';
import { LIST_PACKAGES } from '#electron/engine/review/queries.ts';
import { trailHead, trailLength } from '#electron/engine/trail.ts';
import { month } from '#shared/calendar.ts';
import { Refusal, sentenceOf } from '#shared/errors.ts';
import { explain, secondConnection } from './explain.ts';
import {
  cellsOf,
  jobEnd,
  liveIntoNextYear,
  liveQuarter,
  openWorkbook,
  packageOf,
  rowWith,
  SECRETS,
  type Story,
} from './review-support.ts';
import { startWithBooks, type TestEngine } from './support.ts';

const WORKBOOK = '送审工作簿.xlsx';
const PAPER = '审计工作底稿.xlsx';
const MANIFEST = '清单.json';
const SHEETS = [
  '封面',
  '收支决算表',
  '收入支出表',
  '资产负债表',
  '科目余额表',
  '凭证清单',
  '现金日记账',
  '银行日记账',
  '会费收缴明细',
  '慰问发放签领表',
  '困难帮扶明细',
  '大额支出与集体决议对照',
  '自查结果',
];

let test: TestEngine;
let db: Connection;
let story: Story;
let made: Awaited<ReturnType<typeof packageOf>>;
beforeAll(async () => {
  test = await startWithBooks();
  story = await liveQuarter(test);
  db = await secondConnection(test);
  made = await packageOf(db, join(test.folder, 'out'), 2026);
});
afterAll(async () => {
  db.close();
  await test.dispose();
});

const yuan = (amount: number) => amount / 100;
const turnoverOf = (code: string) =>
  readTurnover(db, month('2026-01'), month('2026-12')).find((line) => line.code === code)?.net ?? 0;

describe('the package', () => {
  it('is a folder named after unit and year with the three files, nothing else', () => {
    expect(made.folder).toBe(join(test.folder, 'out', '送审包-滨江实验学校工会委员会-2026'));
    expect(readdirSync(made.folder).sort()).toEqual([WORKBOOK, PAPER, MANIFEST].sort());
    expect(readdirSync(join(test.folder, 'out'))).toHaveLength(1);
  });

  it('states every file with its size and sha256, and where the trail stood', () => {
    const manifest = JSON.parse(readFileSync(join(made.folder, MANIFEST), 'utf8'));
    expect(manifest).toMatchObject({
      unit: '滨江实验学校工会委员会',
      year: 2026,
      madeAt: '2026-04-08T02:00:00.000Z',
      madeBy: '陈静',
      program: { version: '0.0.0-test' },
      trail: { head: trailHead(db), length: trailLength(db) },
    });
    expect(manifest.files).toHaveLength(2);
    for (const file of manifest.files) {
      const bytes = readFileSync(join(made.folder, file.name));
      expect(file).toEqual({
        name: file.name,
        bytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      });
    }
    expect(made.files.map(({ name }) => name)).toEqual([WORKBOOK, PAPER, MANIFEST]);
  });

  it('never overwrites: the second gets -2, the third -3', async () => {
    const folder = join(test.folder, 'again');
    const names = [];
    for (let index = 0; index < 3; index++)
      names.push((await packageOf(db, folder, 2026)).folder.slice(folder.length + 1));
    expect(names).toEqual(
      [1, 2, 3].map((index) => `送审包-滨江实验学校工会委员会-2026${index === 1 ? '' : `-${index}`}`),
    );
  });

  it('comes out the same for the same books and instant', async () => {
    const again = await packageOf(db, join(test.folder, 'same'), 2026);
    expect(again.files).toEqual(made.files);
  });

  it('takes a unit whose name Windows would not take as a folder', () => {
    expect(folderPart('甲/乙:丙*"丁" <戊>|\\己?')).toBe('甲_乙_丙__丁_ _戊___己_');
    expect(folderPart('..  ')).toBe('工会');
    expect(folderPart('长'.repeat(200))).toHaveLength(60);
  });

  it('says so when the folder cannot be written, and leaves nothing', async () => {
    const file = join(test.folder, 'a-file');
    writeFileSync(file, '');
    const error = await packageOf(db, file, 2026).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Refusal);
    if (error instanceof Refusal) expect(sentenceOf(error.detail)).toContain('「a-file」不能写入');
    expect(readFileSync(file, 'utf8')).toBe('');
  });

  it('leaves nothing when it is cancelled, at whatever step', async () => {
    const folder = join(test.folder, 'cancelled');
    mkdirSync(folder);
    let steps = 0;
    await packageOf(db, join(test.folder, 'counted'), 2026, () => {
      steps += 1;
    });
    expect(steps).toBeGreaterThan(4);
    for (let stop = 1; stop <= steps; stop++) {
      let step = 0;
      const cancelled = packageOf(db, folder, 2026, () => {
        step += 1;
        if (step === stop) throw new JobCancelled();
      });
      await expect(cancelled).rejects.toBeInstanceOf(JobCancelled);
      expect(readdirSync(folder)).toEqual([]);
    }
  });

  it('sweeps away what an attempt left that was ended from outside', async () => {
    const folder = join(test.folder, 'swept');
    mkdirSync(join(folder, '.送审包-滨江实验学校工会委员会-2026.partial'), { recursive: true });
    writeFileSync(join(folder, '.送审包-滨江实验学校工会委员会-2026.partial', '送审工作簿.xlsx.part'), 'half');
    await packageOf(db, folder, 2026);
    expect(readdirSync(folder)).toEqual(['送审包-滨江实验学校工会委员会-2026']);
  });
});

describe('the audit workbook', () => {
  const workbook = () => openWorkbook(made.folder, WORKBOOK);

  it('has the thirteen sheets in their order', () => {
    expect(workbook().SheetNames).toEqual(SHEETS);
  });

  it('ties every comparison, on its sheet and on the cover', () => {
    const results = cellsOf(workbook(), '封面').filter(([, cell]) => cell.v === '相符' && cell.f);
    expect(results.length).toBeGreaterThanOrEqual(18);
    for (const name of SHEETS)
      for (const [address, cell] of cellsOf(workbook(), name))
        expect(String(cell.v), `${name}!${address}`).not.toMatch(/^差额/);
    expect(rowWith(workbook(), '封面', 'B', /^共 \d+ 项核对$/)['E']).toBe(results.length);
  });

  it("carries the engine's own figures to the fen", () => {
    const book = workbook();
    const income = turnoverOf('401') + turnoverOf('402');
    const expense = turnoverOf('501') + turnoverOf('504');
    expect(income).toBeGreaterThan(0);
    expect(rowWith(book, '收支决算表', 'B', '本年收入合计')['E']).toBe(yuan(income));
    expect(rowWith(book, '收支决算表', 'B', '本年支出合计')['E']).toBe(yuan(expense));
    expect(rowWith(book, '收入支出表', 'A', '收入合计')['C']).toBe(yuan(income));
    expect(rowWith(book, '收入支出表', 'A', '支出合计')['C']).toBe(yuan(expense));
    expect(rowWith(book, '收入支出表', 'A', '收入合计')['D']).toBe(31_800);
    const dues = db.get<{ amount: number }>(
      "SELECT sum(credit - debit) AS amount FROM entries WHERE account_id = '2021:401'",
    );
    // what the year's levies were paid by, and what of the money pays none: together what stands on 401
    const advance = rowWith(book, '会费收缴明细', 'A', '加：年末预收（到年末已收、用于以后月份或尚未抵扣的）')['Q'];
    const paid = rowWith(book, '会费收缴明细', 'C', '合计')['Q'];
    expect([paid, advance].every((value) => typeof value === 'number' && value > 0)).toBe(true);
    expect(Math.round((Number(paid) + Number(advance)) * 100)).toBe(dues?.amount);
    const total = rowWith(book, '会费收缴明细', 'C', '合计');
    expect(Math.round((Number(total['R']) - Number(total['S']) - Number(total['T'])) * 100)).toBe(
      Math.round(Number(paid) * 100),
    );
    expect(Number(total['S'])).toBeGreaterThan(0);
    // six people at the festival, two visits that stand, one reversed
    expect(rowWith(book, '慰问发放签领表', 'D', '合计 8 人次')['L']).toBe(1_400);
    expect(rowWith(book, '困难帮扶明细', 'D', '合计 1 户 1 笔')['I']).toBe(3_000);
  });

  it('agrees with the balances of cash and bank', async () => {
    const book = workbook();
    for (const [method, sheet, name] of [
      ['cash', '现金日记账', '库存现金'],
      ['bank', '银行日记账', '银行存款'],
    ] as const) {
      const { closing } = await test.call('ledger.readJournal', {
        method,
        from: month('2026-01'),
        to: month('2026-12'),
      });
      expect(rowWith(book, sheet, 'C', '本年合计及期末余额')['G']).toBe(yuan(closing));
      expect(rowWith(book, '资产负债表', 'A', name)['C']).toBe(yuan(closing));
    }
  });

  it('shows the budget with what was done, in per cent', () => {
    const line = rowWith(workbook(), '收支决算表', 'A', '50102');
    expect(line['D']).toBe(5_000);
    expect(line['E']).toBe(yuan(turnoverOf('50102')));
    expect(line['F']).toBe(turnoverOf('50102') / 500_000);
    expect(line['G']).toContain('超预算');
    // a budget on 504 as a whole: what is booked on 50404 fills it
    expect(rowWith(workbook(), '收支决算表', 'A', '504')).toMatchObject({ D: 7_000, E: 3_000 });
  });

  it('keeps text that looks like a formula as text', () => {
    const cells = cellsOf(workbook(), '凭证清单').filter(
      ([, cell]) => /^[=+@-]/.test(String(cell.v ?? '')) && cell.t === 's',
    );
    expect(cells.map(([, cell]) => cell.v)).toContain('=1+1 羽毛球');
    expect(cells.map(([, cell]) => cell.v)).toContain('+文体商店');
    for (const [, cell] of cells) expect(cell.f).toBeUndefined();
  });

  it('lists a large expense without a decision in red words', () => {
    expect(rowWith(workbook(), '大额支出与集体决议对照', 'C', '秋季运动会服装')).toMatchObject({
      E: 6_000,
      I: '缺决议',
    });
    expect(rowWith(workbook(), '大额支出与集体决议对照', 'B', '2026-01')).toMatchObject({
      E: 3_000,
      F: 5_000,
      G: 2_000,
    });
  });

  it('names who has not signed and leaves reversed visits out of the sum', () => {
    const states = cellsOf(workbook(), '慰问发放签领表')
      .filter(([address]) => /^R\d+$/.test(address))
      .map(([, cell]) => cell.v);
    expect(states.filter((state) => state === '未签收')).toHaveLength(7);
    expect(states.filter((state) => state === '已冲销')).toHaveLength(1);
    expect(states.filter((state) => state === '已签收')).toHaveLength(1);
  });

  it('prints on A4 with repeated headers and page numbers', () => {
    const files = unzipSync(readFileSync(join(made.folder, WORKBOOK)));
    const text = (path: string) => new TextDecoder().decode(files[path]);
    for (let index = 1; index <= SHEETS.length; index++) {
      const xml = text(`xl/worksheets/sheet${index}.xml`);
      expect(xml).toContain('paperSize="9"');
      if (index > 1) expect(xml).toContain('第 &amp;P 页 共 &amp;N 页');
      if (index > 1) expect(xml).toContain('state="frozen"');
    }
    expect(text('xl/workbook.xml').match(/Print_Titles/g)).toHaveLength(SHEETS.length - 1);
  });
});

describe('personal data', () => {
  it('appears in no byte of any file', () => {
    for (const name of readdirSync(made.folder)) {
      const bytes = readFileSync(join(made.folder, name));
      const parts = name.endsWith('.xlsx')
        ? Object.entries(unzipSync(bytes))
        : [[name, new Uint8Array(bytes)] as const];
      for (const [path, part] of parts) {
        const text = new TextDecoder().decode(part);
        for (const [what, secret] of Object.entries(SECRETS))
          expect(text.includes(secret), `${what} in ${name} ${path}`).toBe(false);
      }
    }
  });

  it('is masked where a family is paid, and the family is not named', () => {
    const line = rowWith(openWorkbook(made.folder, WORKBOOK), '困难帮扶明细', 'F', '330203********9699');
    expect(line).toMatchObject({
      E: '会*甲',
      K: '本级工会',
      L: `${'*'.repeat(15)}0018`,
      N: '齐全',
      O: '会*甲',
      I: 3_000,
    });
    const words = cellsOf(openWorkbook(made.folder, WORKBOOK), '困难帮扶明细').map(([, cell]) => String(cell.v ?? ''));
    expect(words.join('|')).not.toContain('会员甲');
  });

  it('is masked where somebody typed a number into a summary', () => {
    const cells = cellsOf(openWorkbook(made.folder, WORKBOOK), '凭证清单').map(([, cell]) => String(cell.v ?? ''));
    expect(cells).toContain('@奖品 联系 139****4321');
  });
});

describe('the working paper', () => {
  it('has at least thirty items in groups, with evidence that stands where it says', () => {
    const paper = openWorkbook(made.folder, PAPER);
    const workbook = openWorkbook(made.folder, WORKBOOK);
    const cells = cellsOf(paper, '审计工作底稿');
    const numbers = cells.filter(([address, cell]) => /^A\d+$/.test(address) && cell.t === 'n');
    expect(numbers.length).toBeGreaterThanOrEqual(30);
    const links = cells.filter(([, cell]) => cell.f?.startsWith('HYPERLINK('));
    expect(links.length).toBeGreaterThanOrEqual(30);
    for (const [, cell] of links) {
      const [, sheet = '', address = ''] = /^《(.*)》([A-Z]+\d+)$/.exec(String(cell.v)) ?? [];
      expect(workbook.Sheets[sheet]?.[address]?.v, String(cell.v)).toBeDefined();
      expect(cell.f).toContain(`${WORKBOOK}#'${sheet}'!${address}`);
    }
    const bank = rowWith(paper, '审计工作底稿', 'B', '银行存款');
    const closing = rowWith(workbook, '银行日记账', 'C', '本年合计及期末余额')['G'];
    expect(String(bank['E']).replaceAll(',', '')).toContain(`银行存款期末余额 ${Number(closing).toFixed(2)} 元`);
    // for the committee to fill in
    expect(bank['F']).toBeUndefined();
    expect(bank['G']).toBeUndefined();
  });
});

describe("over the year's end", () => {
  let later: TestEngine;
  let laterDb: Connection;
  beforeAll(async () => {
    later = await startWithBooks();
    await liveIntoNextYear(later, await liveQuarter(later));
    laterDb = await secondConnection(later);
  });
  afterAll(async () => {
    laterDb.close();
    await later.dispose();
  });

  it.each([2026, 2027])('ties %i although vouchers of one year were reversed in the other', async (year) => {
    const { folder } = await packageOf(laterDb, join(later.folder, 'out'), year);
    const workbook = openWorkbook(folder, WORKBOOK);
    const results = cellsOf(workbook, '封面').filter(
      ([address, cell]) => address.startsWith('E') && cell.f?.startsWith("'"),
    );
    expect(results.length).toBeGreaterThanOrEqual(18);
    expect(results.map(([address, cell]) => `${address} ${cell.v}`)).toEqual(
      results.map(([address]) => `${address} 相符`),
    );
  });

  it("keeps the closed year's income and carries the balance forward", async () => {
    const { folder } = await packageOf(laterDb, join(later.folder, 'closed'), 2026);
    const workbook = openWorkbook(folder, WORKBOOK);
    const income = rowWith(workbook, '收入支出表', 'A', '收入合计')['C'];
    expect(income).toBe(rowWith(openWorkbook(made.folder, WORKBOOK), '收入支出表', 'A', '收入合计')['C']);
    expect(rowWith(workbook, '资产负债表', 'D', '本年收支差额（未结转）')['F']).toBe(0);
    const next = await packageOf(laterDb, join(later.folder, 'closed'), 2027);
    expect(rowWith(openWorkbook(next.folder, WORKBOOK), '收入支出表', 'A', '收入合计')['D']).toBe(income);
  });
});

describe('through the engine', () => {
  const folderToken = (name: string) => {
    const folder = join(test.folder, name);
    if (!existsSync(folder)) mkdirSync(folder);
    return test.engine.registerPath(folder);
  };

  it('runs as a job, is kept on record and on the trail', async () => {
    const { job } = await test.call('review.exportPackage', { year: 2026, folder: folderToken('job') });
    const state = await jobEnd(test, job);
    expect(state.state).toBe('done');
    if (state.state !== 'done' || state.result.kind !== 'auditPackage') return;
    expect(state.result).toMatchObject({ folderName: '送审包-滨江实验学校工会委员会-2026', files: 3 });
    const record = await test.call('review.getPackage', { id: state.result.packageId });
    expect(record).toMatchObject({
      year: 2026,
      checksPassed: state.result.checksPassed,
      checksFailed: state.result.checksFailed,
    });
    expect((await test.call('review.listPackages', {}))[0]).toEqual(record);
    const trail = await test.call('union.listTrail', {});
    expect(trail.intact).toBe(true);
    const rows = trail.rows.filter((row) => row.operation === 'review.exportPackage');
    expect(rows).toHaveLength(2);
    // the order is the last row that the package itself can know
    expect(record.trailHead).toBe(rows[1]?.hash);
    expect(readdirSync(join(test.folder, 'job', '送审包-滨江实验学校工会委员会-2026'))).toHaveLength(3);
  });

  it('cancelled, it leaves neither files nor record', async () => {
    const before = (await test.call('review.listPackages', {})).length;
    const { job } = await test.call('review.exportPackage', { year: 2026, folder: folderToken('stopped') });
    await test.call('jobs.cancel', { job });
    expect((await jobEnd(test, job)).state).toBe('cancelled');
    expect(readdirSync(join(test.folder, 'stopped'))).toEqual([]);
    expect(await test.call('review.listPackages', {})).toHaveLength(before);
  });

  it('refuses a year without vouchers, an unknown folder, and nonsense, and writes nothing', async () => {
    const count = () => db.get<{ rows: number }>('SELECT count(*) AS rows FROM audit_trail')?.rows;
    const before = count();
    const folder = folderToken('refused');
    expect(await test.refusal('review.exportPackage', { year: 2031, folder })).toMatchObject({
      code: 'review.yearEmpty',
    });
    expect((await test.refusal('review.exportPackage', { year: 2031, folder })).sentence).toContain('2031 年没有凭证');
    expect(await test.refusal('review.exportPackage', { year: 2026, folder: 'not-a-token-at-all' })).toMatchObject({
      code: 'file.gone',
    });
    for (const year of ['2026', 2026.5, -1, 99_999, null])
      expect((await test.refusal('review.exportPackage', { year, folder })).sentence).toContain('「年度」');
    for (const wrong of ['../../etc', 'C:\\Windows', '', 7])
      expect((await test.refusal('review.exportPackage', { year: 2026, folder: wrong })).sentence).toContain(
        '「文件夹」',
      );
    expect((await test.refusal('review.runSelfCheck', { year: 'now' })).sentence).toContain('「年度」');
    expect(
      (await test.refusal('review.getPackage', { id: '00000000-0000-7000-8000-000000000000' })).sentence,
    ).toContain('找不到这条送审包');
    expect((await test.refusal('review.listYears', { year: 2026 })).code).toBe('request.invalid');
    expect((await test.refusal('review.listPackages', { all: true })).code).toBe('request.invalid');
    expect(count()).toBe(before);
    expect(readdirSync(join(test.folder, 'refused'))).toEqual([]);
  });

  it('knows the years that have vouchers', async () => {
    expect(await test.call('review.listYears', {})).toEqual([
      { year: 2026, vouchers: expect.any(Number), closedMonths: 0 },
    ]);
    expect(story.members).toHaveLength(6);
  });

  it('lists packages by their index', () => {
    expect(explain(db, LIST_PACKAGES).join('\n')).toMatch(/USING INDEX audit_packages_by_time/);
    expect(explain(db, LIST_PACKAGES).join('\n')).not.toContain('TEMP B-TREE');
  });
});
