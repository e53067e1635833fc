import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { read } from '@e965/xlsx';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '#electron/engine/database.ts';
import { COUNTED_AIDS } from '#electron/engine/hardship/reports/aid-figures.ts';
import { exportedFilesSql, exportedPeopleSql } from '#electron/engine/hardship/reports/export-files.ts';
import {
  AID_GAPS,
  AID_PROCEDURE_GAPS,
  AIDS_OVER_LIMIT,
  AIDS_WITHOUT_PAPERS,
} from '#electron/engine/hardship/reports/for-review.ts';
import { AID_LINES } from '#electron/engine/hardship/reports/lines.ts';
import { termOver } from '#electron/engine/hardship/reports/settings.ts';
import { taskCountSql, taskListSql, taskParams } from '#electron/engine/hardship/reports/task-sql.ts';
import { readTurnover } from '#electron/engine/ledger/commands.ts';
import { day, month } from '#shared/calendar.ts';
import { AID_ACCOUNT, HARDSHIP_TASKS, type HardshipTask } from '#shared/contract/hardship.ts';
import type { InputOf, OperationName } from '#shared/contract/index.ts';
import { fen } from '#shared/money.ts';
import { putMembers } from './dues-support.ts';
import { explain, secondConnection } from './explain.ts';
import { fileFamily, wayTo } from './hardship-support.ts';
import { startWithBooks, type TestEngine } from './support.ts';
import { putResolution } from './visits-support.ts';

type Fields = InputOf<'hardship.save'>['fields'];
const UNKNOWN = '00000000-0000-7000-8000-000000000000';

interface Scene {
  test: TestEngine;
  raw: Connection;
  resolutionId: string;
  fields: (change?: Partial<Fields>) => Fields;
  file: (change?: Partial<Fields>, filed?: string) => ReturnType<typeof fileFamily>;
  pay: (fileId: string, change?: Partial<InputOf<'hardship.payAid'>>) => Promise<string>;
}

/** Books with a line, a decision and members of whom every odd one (0001, 0003 …) is a woman. */
async function scene(): Promise<Scene> {
  const test = await startWithBooks();
  const raw = await secondConnection(test);
  const members = putMembers(
    raw,
    Array.from({ length: 12 }, (_, index) => ({
      number: String(index + 1).padStart(4, '0'),
      name: `职工${index + 1}`,
    })),
  );
  raw.run("UPDATE members SET sex = iif(CAST(number AS INTEGER) % 2 = 1, 'female', 'male')");
  const resolutionId = putResolution(raw);
  await test.call('hardship.saveParameters', {
    place: '滨江区',
    from: day('2025-01-01'),
    minimumLiving: fen(110_000),
    deepMultiplePercent: 100,
    relativeMultiplePercent: 200,
    accidentSharePercent: 80,
    source: '区民政局公告',
  });
  let taken = 0;
  const fields = (change: Partial<Fields> = {}): Fields => ({
    memberId: members[taken++] ?? '',
    people: 3,
    household: [],
    incomes: [{ label: '本人工资', yearly: fen(6_000_000), wage: true }],
    expenses: [{ label: '药费', yearly: fen(1_800_000) }],
    cause: 'illness',
    ...change,
  });
  return {
    test,
    raw,
    resolutionId,
    fields,
    file: (change, filed = '2026-03-02') => fileFamily(test, fields(change), { filed, resolutionId }),
    pay: async (fileId, change = {}) =>
      (
        await test.call('hardship.payAid', {
          fileId,
          day: day('2026-03-10'),
          kind: 'living',
          amount: fen(100_000),
          method: 'bank',
          resolutionId,
          attachmentCount: 3,
          ...change,
        })
      ).aid.id,
  };
}

const student = (change: Partial<Fields['household'][number]> = {}): Fields['household'][number] => ({
  name: '职小小',
  relation: '子女',
  occupation: '在校学生',
  birthday: day('2008-05-01'),
  monthlyIncome: fen(0),
  ...change,
});

describe('待办查询', () => {
  let scenery: Scene;
  let test: TestEngine;
  const numbers: Record<string, string> = {};
  beforeAll(async () => {
    scenery = await scene();
    ({ test } = scenery);
    const { file, fields, pay } = scenery;
    numbers['student'] = (await file({ household: [student(), student({ birthday: day('2010-05-01') })] })).number;
    const aided = await file({ household: [student({ birthday: day('2009-05-01'), finishes: 2026 })] });
    numbers['aided'] = aided.number;
    await pay(aided.id, { attachmentCount: 0 });
    await pay(aided.id, { signedBy: '职工2', signedDay: day('2026-03-11') });
    const stopped = await test.call('hardship.save', { fields: fields() });
    numbers['stopped'] = stopped.number;
    await test.call('hardship.recordSteps', {
      fileId: stopped.id,
      steps: [{ kind: 'application', day: day('2026-02-13') }],
    });
    const noticed = await test.call('hardship.save', { fields: fields() });
    numbers['noticed'] = noticed.number;
    const way = wayTo('2026-03-24', { resolutionId: scenery.resolutionId }).map((step) => ({
      ...step,
      day: day('2026-03-12'),
      ...(step.kind === 'visit'
        ? { applicationDay: day('2026-03-12'), authorisationDay: day('2026-03-12'), consentDay: day('2026-03-12') }
        : {}),
    }));
    await test.call('hardship.recordSteps', { fileId: noticed.id, steps: way.slice(0, 4) });
    const resolved = await file();
    numbers['resolved'] = resolved.number;
    await test.call('hardship.recordSteps', {
      fileId: resolved.id,
      steps: [{ kind: 'resolved', day: day('2026-03-14'), ground: '配偶就业' }],
    });
  });
  afterAll(async () => {
    scenery.raw.close();
    await test.dispose();
  });

  const listed = async (task: HardshipTask) =>
    (await test.call('hardship.listTask', { task })).rows.map(({ number, detail }) => `${number} ${detail}`);
  const named = (key: string) => numbers[key] ?? '';

  it('says of each list who stands on it and what is to be done', async () => {
    expect(await listed('stalled')).toEqual([`${named('stopped')} 停在「待初审」，2026-02-13 以后没有下一步`]);
    expect(await listed('noticeRunning')).toEqual([`${named('noticed')} 公示到 2026-03-19，第二天起才能集体研究`]);
    expect(await listed('unsigned')).toEqual([`${named('aided')} 2026-03-10 生活救助 1,000.00 元没有签收`]);
    expect(await listed('papersMissing')).toEqual([
      `${named('student')} 档案没有附件`,
      `${named('aided')} 档案没有附件，1 笔帮扶的凭证没有附件`,
    ]);
    expect(await listed('neverAided')).toEqual([`${named('student')} 2026-03-02 建档以来没有帮扶`]);
    expect(await listed('university')).toEqual([
      `${named('student')} 1 名学生满 18 岁`,
      `${named('aided')} 1 人今年毕业`,
    ]);
    for (const task of ['reviewDue', 'stale', 'retention'] as const) expect(await listed(task)).toEqual([]);
  });

  it('counts what it lists, and the first page names what needs somebody', async () => {
    const { counts } = await test.call('hardship.readTasks', {});
    for (const task of HARDSHIP_TASKS)
      expect([task, counts[task]]).toEqual([task, (await test.call('hardship.listTask', { task })).total]);
    const { tasks } = await test.call('union.readWorkbench', {});
    expect(tasks.filter(({ page }) => page === 'hardship').map(({ kind, count }) => [kind, count])).toEqual([
      ['stalledHardship', 1],
      ['unsignedAids', 1],
      ['hardshipUniversity', 2],
    ]);
  });

  it('the number of days after which an application has stopped is the union’s', async () => {
    await test.call('hardship.saveReportSettings', { stalledDays: 31 });
    expect(await listed('stalled')).toEqual([]);
    await test.call('hardship.saveReportSettings', { stalledDays: 30 });
    expect(await listed('stalled')).toHaveLength(1);
    expect((await test.refusal('hardship.saveReportSettings', { stalledDays: 0 })).sentence).toContain('停滞天数');
  });

  it('a measure without money takes a family off the list of those never aided, a reversed payment puts it back', async () => {
    const { raw } = scenery;
    const id =
      raw.get<{ id: string }>('SELECT id FROM hardship_files WHERE number = :number', { number: named('student') })
        ?.id ?? '';
    await test.call('hardship.saveMeasure', { fileId: id, day: day('2026-03-12'), what: '心理疏导', doneBy: '陈静' });
    expect(await listed('neverAided')).toEqual([]);
    raw.run('DELETE FROM aid_measures');
    const { voucherId } = await test.call('hardship.payAid', {
      fileId: id,
      day: day('2026-03-13'),
      kind: 'living',
      amount: fen(100),
      method: 'bank',
      resolutionId: scenery.resolutionId,
      attachmentCount: 1,
    });
    expect(await listed('neverAided')).toEqual([]);
    await test.call('ledger.reverseVoucher', { id: voucherId, day: day('2026-03-15'), reason: '金额有误' });
    expect(await listed('neverAided')).toHaveLength(1);
    expect((await listed('unsigned')).length).toBe(1);
  });

  it('a year later the files are due, then stale; a change of the figures makes them fresh', async () => {
    const at = async (instant: string) => {
      test.setNow(`${instant}T02:00:00.000Z`);
      const { counts } = await test.call('hardship.readTasks', {});
      return [counts.reviewDue, counts.stale];
    };
    expect(await at('2027-01-30')).toEqual([0, 0]);
    expect(await at('2027-01-31')).toEqual([2, 0]);
    // a step of the file is a change too: here the filing itself
    expect(await at('2027-03-01')).toEqual([2, 0]);
    expect(await at('2027-03-15')).toEqual([2, 2]);
    expect((await listed('reviewDue'))[0]).toContain('应在 2027-03-02 前复核，已经过期');
    test.setNow('2026-03-15T02:00:00.000Z');
  });

  it('the term counts from the end of the matter, to the day', async () => {
    const at = async (instant: string) => {
      test.setNow(`${instant}T02:00:00.000Z`);
      return listed('retention');
    };
    expect(await at('2036-03-13')).toEqual([]);
    expect(await at('2036-03-14')).toEqual([`${named('resolved')} 2026-03-14 脱困，保存 10 年，2036-03-14 到期`]);
    test.setNow('2026-03-15T02:00:00.000Z');
  });

  it('the term of what ended on 29 February is over when the schema says so too', () => {
    for (const ended of ['2024-02-29', '2024-02-28', '2025-12-31'].map(day))
      for (const years of [1, 4, 10])
        expect(termOver(ended, years)).toBe(
          scenery.raw.get<{ day: string }>('SELECT date(:ended, :years) AS day', { ended, years: `+${years} years` })
            ?.day,
        );
  });

  it('tells nothing of health, family or numbers', async () => {
    const all = await Promise.all(HARDSHIP_TASKS.map((task) => test.call('hardship.listTask', { task })));
    expect(JSON.stringify(all)).not.toMatch(/职小小|药费|学生身份/);
  });

  it('reads each list by an index', () => {
    const { raw } = scenery;
    const params = { ...taskParams(raw, day('2026-03-15')), limit: 10, offset: 0 };
    const plan = (task: HardshipTask) => explain(raw, taskListSql(task), params).join('\n');
    expect(plan('stalled')).toMatch(/file USING INDEX hardship_files_(in_procedure|by_stage)/);
    expect(plan('noticeRunning')).toMatch(/file USING INDEX hardship_files_by_stage \(stage=\?\)/);
    for (const task of ['papersMissing', 'neverAided', 'university'] as const)
      expect(plan(task)).toMatch(/SEARCH file USING INDEX hardship_files_\w+ \((status|stage)=\?/);
    for (const task of ['reviewDue', 'stale'] as const)
      expect(plan(task)).toMatch(/file USING INDEX hardship_files_stale \(status=\? AND reviewed_day<\?\)/);
    expect(plan('unsigned')).toMatch(/aids USING INDEX aids_unsigned/);
    expect(plan('stale')).toMatch(/step USING (COVERING )?INDEX hardship_step/);
    expect(plan('neverAided')).toMatch(/aids USING INDEX aids_of_file/);
    expect(plan('university')).toMatch(/person USING PRIMARY KEY \(file_id=\?\)/);
    for (const task of HARDSHIP_TASKS) {
      const steps = explain(raw, taskCountSql(task), params);
      expect(
        steps.filter((step) =>
          /SCAN (aids|person|step|kept|aid_measures|hardship_papers|reversal)\b(?! USING)/.test(step),
        ),
      ).toEqual([]);
    }
    const year = { first: 'a', last: 'b' };
    for (const sql of [AID_LINES, AID_GAPS, AID_PROCEDURE_GAPS, AIDS_OVER_LIMIT, AIDS_WITHOUT_PAPERS, COUNTED_AIDS])
      expect(explain(raw, sql, year).join('\n')).toMatch(/aids USING INDEX aids_by_day \(day>\? AND day<\?\)/);
    expect(explain(raw, AID_LINES, year).join('\n')).toMatch(
      /step USING (COVERING )?INDEX hardship_steps?_\w+ \(file_id=\?/,
    );
    for (const sql of [exportedFilesSql(['open']), exportedPeopleSql(['open'])])
      expect(explain(raw, sql).join('\n')).toMatch(/SEARCH file USING INDEX hardship_files_\w+ \((status|stage)=\?/);
  });
});

/** Every text of a workbook, part by part. */
const textOf = (file: string) =>
  Object.values(unzipSync(readFileSync(file)))
    .map((part) => Buffer.from(part).toString('utf8'))
    .join('\n');

describe('统计', () => {
  let scenery: Scene;
  let test: TestEngine;
  let out: string;
  beforeAll(async () => {
    scenery = await scene();
    ({ test } = scenery);
    out = join(test.folder, 'out');
    mkdirSync(out);
    const { file, pay, fields } = scenery;
    // 0001 and 0003 are women, 0001 brings up children alone
    const first = await file({ singleParent: true, household: [student(), student({ name: '职大大' })] });
    scenery.raw.run("UPDATE hardship_files SET older_category = 'subsistence' WHERE id = :id", { id: first.id });
    const second = await file({ cause: 'schooling', household: [student({ finishes: 2026 })] }, '2026-03-03');
    const third = await file({ people: 4 });
    await test.call('hardship.save', { fields: fields() });
    await pay(first.id, { amount: fen(123_456), source: 'upper' });
    await pay(first.id, { amount: fen(50_000), kind: 'schooling', recipientLine: 1, schoolYear: '2026-2027' });
    await pay(first.id, { amount: fen(50_001), kind: 'schooling', recipientLine: 2, schoolYear: '2026-2027' });
    await pay(second.id, { amount: fen(200_000), kind: 'medical', day: day('2026-03-12') });
    const { voucherId } = await test.call('hardship.payAid', {
      fileId: third.id,
      day: day('2026-03-12'),
      kind: 'medical',
      amount: fen(77_777),
      method: 'bank',
      resolutionId: scenery.resolutionId,
      attachmentCount: 1,
    });
    await test.call('ledger.reverseVoucher', { id: voucherId, day: day('2026-03-15'), reason: '重复发放' });
    await test.call('hardship.saveMeasure', {
      fileId: third.id,
      day: day('2026-03-12'),
      what: '岗位调整',
      doneBy: '陈静',
    });
    await test.call('hardship.recordSteps', {
      fileId: third.id,
      steps: [{ kind: 'resolved', day: day('2026-03-14'), ground: '配偶就业' }],
    });
  });
  afterAll(async () => {
    scenery.raw.close();
    await test.dispose();
  });

  const on = (date: string) => test.call('hardship.readStatistics', { day: day(date) });

  it('counts files, women, students and what became of them as of the day', async () => {
    const now = await on('2026-03-15');
    expect(now).toMatchObject({
      files: 2,
      women: 1,
      womenShare: 500,
      singleMothers: 1,
      singleMothersShare: 1000,
      people: 6,
      students: 3,
      year: { opened: 3, resolved: 1, closed: 0, returned: 0, applying: 1 },
      measures: 1,
    });
    expect(now.fileTables.status.map(({ label, files }) => [label, files])).toEqual([
      ['办理中', 1],
      ['在档', 2],
      ['脱困', 1],
    ]);
    expect(now.fileTables.olderCategory.map(({ label, files }) => [label, files])).toEqual([
      ['不使用', 1],
      ['低保户', 1],
    ]);
    expect(await on('2026-03-13')).toMatchObject({
      files: 3,
      women: 2,
      womenShare: 667,
      year: { opened: 3, resolved: 0 },
    });
    expect(await on('2026-03-02')).toMatchObject({ files: 2, people: 7, year: { opened: 2 } });
    expect(await on('2026-01-31')).toMatchObject({ files: 0, womenShare: 0, year: { opened: 0 } });
  });

  it('counts aid by kind, month and source, reversed payments left out, and equals list and ledger', async () => {
    const { aids, aidTables, schooling } = await on('2026-12-31');
    expect(aids).toEqual({
      families: 2,
      times: 4,
      amount: 423_457,
      womenTimes: 3,
      womenAmount: 223_457,
      womenFamilies: 1,
      womenShare: 528,
    });
    expect(schooling).toEqual({ people: 2, amount: 100_001 });
    expect(
      aidTables.kind.map(({ label, families, times, amount, share }) => [label, families, times, amount, share]),
    ).toEqual([
      ['生活救助', 1, 1, 123_456, 292],
      ['医疗救助', 1, 1, 200_000, 472],
      ['子女助学', 1, 2, 100_001, 236],
    ]);
    expect(aidTables.source.map(({ label, amount }) => [label, amount])).toEqual([
      ['本级工会', 300_001],
      ['上级工会', 123_456],
    ]);
    for (const lines of Object.values(aidTables)) expect(lines.reduce((sum, { share }) => sum + share, 0)).toBe(1000);
    expect((await test.call('hardship.listAids', { year: 2026 })).amount).toBe(aids.amount);
    const account = readTurnover(scenery.raw, month('2026-01'), month('2026-12')).find(
      ({ accountId }) => accountId === AID_ACCOUNT,
    );
    expect(account?.net).toBe(aids.amount);
  });

  it('writes the sentence of the annual report', async () => {
    expect((await on('2026-12-31')).sentence).toBe(
      '2026 年在档困难职工 2 户，其中女职工 1 户，占 50.0%；全年帮扶 4 户次，发放帮扶资金 4,234.57 元，其中女职工 3 户次、2,234.57 元，占 52.8%；金秋助学 2 人 1,000.01 元；脱困 1 户。',
    );
    expect((await on('2026-03-15')).sentence).toMatch(
      /^截至 2026 年 3 月 15 日，在档困难职工 2 户.*今年以来帮扶 4 户次/,
    );
  });

  it('compares with the same days of the year before', async () => {
    const next = await on('2027-03-10');
    expect(next.aids.amount).toBe(0);
    expect(next.lastAids).toMatchObject({ times: 3, amount: 223_457 });
    expect(
      next.aidTables.kind.map(({ label, amount, lastAmount, share }) => [label, amount, lastAmount, share]),
    ).toEqual([
      ['生活救助', 0, 123_456, 0],
      ['子女助学', 0, 100_001, 0],
    ]);
  });

  it('saves a workbook whose sums are formulas', async () => {
    const { fileName } = await test.call('hardship.exportStatistics', {
      day: day('2026-03-15'),
      folder: test.engine.registerPath(out),
    });
    expect(fileName).toBe('困难帮扶统计表-2026-03-15.xlsx');
    const sheet = read(readFileSync(join(out, fileName)), { cellFormula: true }).Sheets['困难帮扶统计表'] ?? {};
    const cells = Object.entries(sheet).filter(([key]) => !key.startsWith('!'));
    const sums = cells.filter(
      ([, cell]) => typeof cell === 'object' && cell !== null && 'f' in cell && cell.f !== undefined,
    );
    expect(sums.length).toBeGreaterThan(10);
    expect(sums.map(([, cell]) => cell.v)).toEqual(expect.arrayContaining([4234.57]));
    expect(textOf(join(out, fileName))).toContain('在档困难职工 2 户');
  });

  it('exports the files masked; whole only with a purpose, which stands on the trail', async () => {
    const folder = test.engine.registerPath(out);
    scenery.raw.run("UPDATE members SET id_number = '330203198803079699', phone = '13912345678' WHERE number = '0001'");
    scenery.raw.run(
      "UPDATE hardship_files SET health_status = '尿毒症', address = '滨江路八号' WHERE number = '困-2026-001'",
    );
    const masked = await test.call('hardship.exportFiles', { folder });
    expect(masked.files).toBe(2);
    const text = textOf(join(out, masked.fileName));
    for (const secret of ['330203198803079699', '13912345678', '尿毒症', '滨江路八号', '职小小', '药费'])
      expect(text).not.toContain(secret);
    expect(text).toContain('330203********9699');
    expect(await test.refusal('hardship.exportFiles', { folder, masked: false })).toMatchObject({
      code: 'hardship.purposeNeeded',
    });
    const whole = await test.call('hardship.exportFiles', { folder, masked: false, purpose: '录入帮扶系统' });
    expect(textOf(join(out, whole.fileName))).toContain('330203198803079699');
    expect(textOf(join(out, whole.fileName))).toContain('尿毒症');
    const [row] = (await test.call('union.listTrail', { limit: 1 })).rows;
    expect(JSON.stringify(row)).toContain('录入帮扶系统');
    expect((await test.refusal('hardship.exportFiles', { folder, statuses: ['closed'] })).code).toBe(
      'hardship.exportEmpty',
    );
    expect((await test.refusal('hardship.exportFiles', { folder, statuses: [] })).code).toBe('request.invalid');
    expect(readdirSync(out)).toHaveLength(3);
  });

  it('refuses hostile input and writes nothing', async () => {
    const head = async () => (await test.call('union.listTrail', {})).head;
    const before = await head();
    const folder = test.engine.registerPath(out);
    const refusals: [OperationName, unknown, string][] = [
      ['hardship.readStatistics', { day: '2026-02-30' }, 'request.invalid'],
      ['hardship.exportStatistics', { day: '2026-13-01', folder }, 'request.invalid'],
      ['hardship.exportStatistics', { day: '2026-03-01', folder: '00000000-dead' }, 'file.gone'],
      ['hardship.exportFiles', { folder: '00000000-dead' }, 'file.gone'],
      ['hardship.listTask', { task: 'everything' }, 'request.invalid'],
      ['hardship.wipeFile', { id: UNKNOWN, number: '困-2026-001', ground: '到期' }, 'request.notFound'],
      ['hardship.saveReportSettings', { stalledDays: 1.5 }, 'request.invalid'],
    ];
    for (const [name, input, code] of refusals)
      expect([name, (await test.refusal(name, input)).code]).toEqual([name, code]);
    expect(await head()).toBe(before);
  });
});

describe('脱敏处理', () => {
  it('wipes a file past its term and nothing else; before the term, neither program nor schema lets it', async () => {
    const { test, raw, file, pay } = await scene();
    try {
      const secrets = [
        '尿毒症',
        '滨江路八号',
        '6228480402564890018',
        '职小小',
        '靶向药',
        '化疗补助',
        '丈夫病故',
        '看望时说起',
      ];
      const made = await file({
        healthStatus: '尿毒症',
        address: '滨江路八号',
        bankName: '农业银行',
        bankAccount: '6228480402564890018',
        household: [student()],
        expenses: [{ label: '靶向药', yearly: fen(1_800_000) }],
        otherPhone: '0571-88001122',
      });
      const other = await file({ healthStatus: '乙肝旧病' });
      await pay(made.id, { note: '化疗补助', recipientLine: 1 });
      await test.call('hardship.saveMeasure', {
        fileId: made.id,
        day: day('2026-03-12'),
        what: '心理疏导',
        detail: '看望时说起',
        doneBy: '陈静',
      });
      const wipe = (id: string, number: string) => ({ id, number, ground: '委员会同意' });
      expect((await test.refusal('hardship.wipeFile', wipe(made.id, made.number))).code).toBe('hardship.wipeOpen');
      await test.call('hardship.recordSteps', {
        fileId: made.id,
        steps: [{ kind: 'closed', day: day('2026-03-14'), ground: '丈夫病故' }],
      });
      expect(await test.refusal('hardship.wipeFile', wipe(made.id, made.number))).toMatchObject({
        code: 'hardship.wipeTerm',
        sentence: `档案 ${made.number} 于 2026-03-14 结束，保存期限 10 年，要到 2036-03-14 才能做脱敏处理。`,
      });
      const forge = `INSERT INTO hardship_wipes (id, file_id, day, ended_day, years, ground, operator)
        VALUES ('forged', :id, :day, :ended, :years, 'x', 'x')`;
      const forged = { id: made.id, day: '2036-03-14', ended: '2026-03-14', years: 10 };
      expect(() => raw.run(forge, { ...forged, day: '2036-03-13' })).toThrow(/hardship_wipe_after_term/);
      expect(() => raw.run(forge, { ...forged, years: 1 })).toThrow(/hardship\.wipeTooEarly/);
      expect(() => raw.run(forge, { ...forged, ended: '2020-01-01' })).toThrow(/hardship\.wipeTooEarly/);
      expect(() => raw.run(forge, { ...forged, id: other.id })).toThrow(/hardship\.wipeTooEarly/);
      expect(() => raw.run("UPDATE aids SET note = ''")).toThrow(/ledger\.postedIsFinal/);
      expect(() => raw.run("UPDATE hardship_steps SET facts = '{}', before = '{}'")).toThrow(/audit\.appendOnly/);

      test.setNow('2036-03-14T02:00:00.000Z');
      expect((await test.refusal('hardship.wipeFile', wipe(made.id, '困-2026-099'))).code).toBe('hardship.wipeNumber');
      const vouchers = raw.all('SELECT * FROM vouchers');
      const kept = () => raw.get('SELECT day, kind, amount, voucher_id, signed_by FROM aids');
      const aid = kept();
      await test.call('hardship.wipeFile', wipe(made.id, made.number));

      const tables = [
        'hardship_files',
        'hardship_forms',
        'household_members',
        'hardship_items',
        'hardship_assessments',
      ];
      const content = JSON.stringify(
        [...tables, 'hardship_steps', 'hardship_changes', 'aids', 'aid_measures', 'hardship_papers'].map((table) =>
          raw.all(`SELECT * FROM ${table}`),
        ),
      );
      for (const secret of [...secrets, '0571-88001122']) expect(content).not.toContain(secret);
      expect(content).toContain('乙肝旧病');
      expect(raw.all('SELECT * FROM vouchers')).toEqual(vouchers);
      expect(kept()).toEqual(aid);
      // nothing of it waits in the write-ahead log either
      const wal = readdirSync(join(test.folder, 'documents', '小家账本')).filter((name) => name.endsWith('-wal'));
      expect(wal.map((name) => readFileSync(join(test.folder, 'documents', '小家账本', name)).length)).toEqual([0]);

      const opened = await test.call('hardship.open', { id: made.id });
      expect(opened).toMatchObject({ number: made.number, household: [], healthStatus: '', address: '' });
      expect((await test.call('hardship.listTask', { task: 'retention' })).total).toBe(0);
      expect((await test.refusal('hardship.wipeFile', wipe(made.id, made.number))).code).toBe('hardship.fileWiped');
      const [told] = await test.call('hardship.listMeasures', { fileId: made.id });
      const again = {
        id: told?.id,
        fileId: made.id,
        day: '2026-03-12',
        what: '心理疏导',
        detail: '又写',
        doneBy: '陈静',
      };
      expect((await test.refusal('hardship.saveMeasure', again)).code).toBe('hardship.fileWiped');
      expect(
        (await test.refusal('hardship.withdrawStep', { fileId: made.id, day: '2036-03-14', ground: '误登' })).code,
      ).not.toBe('program.unexpected');
      expect(() => raw.run("UPDATE hardship_wipes SET day = '2040-01-01'")).toThrow(/audit\.appendOnly/);
      expect(() => raw.run('DELETE FROM hardship_wipes')).toThrow(/audit\.appendOnly/);
      // what is wiped may only be blanked again, not written anew
      expect(() => raw.run("UPDATE aids SET note = '新写的'")).toThrow(/ledger\.postedIsFinal/);
      await test.call('hardship.readProcedure', { fileId: made.id });
    } finally {
      raw.close();
      await test.dispose();
    }
  });
});
