import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '#electron/engine/database.ts';
import { COUNT_STAGES, procedureListSql } from '#electron/engine/hardship/procedure/queries.ts';
import { STEPS_OF_FILE } from '#electron/engine/hardship/procedure/state.ts';
import { type Day, day } from '#shared/calendar.ts';
import {
  HARDSHIP_STAGES,
  mayFollow,
  STEP_KINDS,
  STEP_NAMES,
  type Standing,
  type StepKind,
  stepsFrom,
} from '#shared/contract/hardship.ts';
import type { InputOf, OperationName } from '#shared/contract/index.ts';
import { fen } from '#shared/money.ts';
import { putMembers } from './dues-support.ts';
import { explain, secondConnection } from './explain.ts';
import { fileFamily, wayTo } from './hardship-support.ts';
import { startWithBooks, type TestEngine } from './support.ts';
import { putResolution } from './visits-support.ts';

const UNKNOWN = '00000000-0000-7000-8000-000000000000';
type Step = InputOf<'hardship.recordSteps'>['steps'][number];

interface World {
  test: TestEngine;
  raw: Connection;
  members: string[];
  resolutionId: string;
}

async function begin(count: number): Promise<World> {
  const test = await startWithBooks();
  const raw = await secondConnection(test);
  const members = putMembers(
    raw,
    Array.from({ length: count }, (_, index) => ({ number: String(index + 1).padStart(4, '0'), name: `张三${index}` })),
  );
  const resolutionId = putResolution(raw);
  await test.call('hardship.saveParameters', {
    place: '滨江区',
    from: day('2026-01-01'),
    minimumLiving: fen(110_000),
    deepMultiplePercent: 100,
    relativeMultiplePercent: 200,
    accidentSharePercent: 80,
    source: '区民政局公告',
  });
  return { test, raw, members, resolutionId };
}

/** Three people, (60000 - 18000) / 12 / 3 = 1166.66 a head: 相对困难. */
function fieldsOf(memberId = ''): InputOf<'hardship.save'>['fields'] {
  return {
    memberId,
    people: 3,
    household: [],
    incomes: [{ label: '本人工资', yearly: fen(6_000_000) }],
    expenses: [{ label: '自付药费', yearly: fen(1_800_000) }],
    cause: 'illness',
  };
}

/** One acceptable step of each kind on a day, as far as the order of steps lets it. */
function stepOf(kind: StepKind, on: Day, resolutionId: string): Step {
  const base = { day: on, staff: ['陈静', '吴敏'] };
  switch (kind) {
    case 'check':
      return { kind, ...base, outcome: 'passed' };
    case 'signing':
      return { kind, ...base, signed: ['application', 'authorisation', 'consent'] };
    case 'visit':
      return { kind, ...base, place: '家中', record: '属实', applicationDay: on, authorisationDay: on, consentDay: on };
    case 'verification':
      return { kind, ...base, record: '民政部门反馈无出入' };
    case 'notice':
      return { kind, ...base, place: '公告栏' };
    case 'objection':
      return { kind, ...base, record: '有人反映另有住房', answer: '核实为租住' };
    case 'decision':
      return { kind, ...base, outcome: 'accepted', category: 'relative', resolutionId };
    case 'review':
      return { kind, ...base, record: '照旧', category: 'relative' };
    case 'resolved':
    case 'closed':
    case 'returned':
      return { kind, ...base, ground: '会议讨论' };
    case 'application':
    case 'filing':
      return { kind, ...base };
  }
}

const AID = { kind: 'medical', amount: fen(100_000), method: 'bank', attachmentCount: 2 } as const;

describe('the way of a hardship file', () => {
  let world: World;
  beforeEach(async () => {
    world = await begin(2);
  });
  afterEach(async () => {
    world.raw.close();
    await world.test.dispose();
  });
  const apply = async (index = 0) =>
    (await world.test.call('hardship.save', { fields: fieldsOf(world.members[index]) })).id;
  const record = (fileId: string, ...steps: Step[]) => world.test.call('hardship.recordSteps', { fileId, steps });
  const refused = (fileId: string, ...steps: Step[]) => world.test.refusal('hardship.recordSteps', { fileId, steps });
  const read = (fileId: string) => world.test.call('hardship.readProcedure', { fileId });
  const one = (kind: StepKind, on: string) => stepOf(kind, day(on), world.resolutionId);

  it('goes from application to filing, each step dated, and says what is missing all along', async () => {
    const { test, resolutionId } = world;
    const id = await apply();
    await record(id, { kind: 'application', day: day('2026-02-25') });
    expect(await read(id)).toMatchObject({ stage: 'applied', status: 'applying', next: 'check', missing: [] });
    await record(id, { ...one('check', '2026-02-25'), outcome: 'incomplete', ground: '缺病历' } as Step);
    expect((await read(id)).missing).toEqual(['初审要补的材料']);
    await record(id, one('check', '2026-02-26'));
    expect(
      (await refused(id, { kind: 'visit', day: '2026-02-27', staff: ['陈静'], place: '家', record: '好' } as Step))
        .sentence,
    ).toContain('入户调查要两人以上');
    await record(id, { kind: 'visit', day: day('2026-02-27'), staff: ['陈静', '吴敏'], place: '家中', record: '属实' });
    expect((await read(id)).missing).toEqual([
      '申请书签署日期',
      '家庭经济状况核对授权书签署日期',
      '告知同意书签署日期',
    ]);
    const early = await refused(id, one('notice', '2026-03-05'));
    expect(early.code).toBe('hardship.stepMissing');
    expect(early.sentence).toContain('告知同意书签署日期');
    await record(
      id,
      { kind: 'signing', day: day('2026-02-27'), signed: ['application', 'consent'] },
      { kind: 'signing', day: day('2026-02-28'), signed: ['authorisation'] },
      one('verification', '2026-03-02'),
      one('notice', '2026-03-05'),
    );
    test.setNow('2026-03-12T02:00:00.000Z');
    const hanging = await read(id);
    expect(hanging).toMatchObject({ stage: 'notified', noticeUntil: '2026-03-12' });
    expect(hanging.missing).toEqual(['公示未满 5 个工作日（到 2026-03-12）']);
    const tooEarly = await refused(id, one('decision', '2026-03-12'));
    expect(tooEarly.code).toBe('hardship.stepMissing');
    expect(tooEarly.sentence).toContain('公示未满 5 个工作日（到 2026-03-12）');
    test.setNow('2026-03-13T02:00:00.000Z');
    expect((await read(id)).missing).toEqual([]);
    await record(id, one('objection', '2026-03-10'));
    const other = await refused(id, {
      kind: 'decision',
      day: day('2026-03-13'),
      outcome: 'accepted',
      category: 'deep',
      resolutionId,
    });
    expect(other.code).toBe('hardship.groundNeeded');
    await record(id, one('decision', '2026-03-13'));
    const file = await record(id, { kind: 'filing', day: day('2026-03-13') });
    expect(file).toMatchObject({
      status: 'open',
      stage: 'filed',
      category: 'relative',
      consentDay: '2026-02-27',
      openedDay: '2026-03-13',
      reviewedDay: '2026-03-13',
      resolutionId,
    });
    const { steps } = await read(id);
    expect(steps.filter((step) => !step.withdrawn).map((step) => [step.kind, step.day])).toEqual([
      ['application', '2026-02-25'],
      ['check', '2026-02-25'],
      ['check', '2026-02-26'],
      ['visit', '2026-02-27'],
      ['signing', '2026-02-27'],
      ['signing', '2026-02-28'],
      ['verification', '2026-03-02'],
      ['notice', '2026-03-05'],
      ['objection', '2026-03-10'],
      ['decision', '2026-03-13'],
      ['filing', '2026-03-13'],
    ]);
    expect(steps.every((step) => step.recordedBy === '陈静')).toBe(true);
  });

  it('is taken over in one go, or not at all', async () => {
    const { resolutionId } = world;
    const id = await apply();
    const steps = wayTo('2026-03-02', { resolutionId });
    const wrong = steps.map((step) => (step.kind === 'decision' ? { ...step, day: day('2026-02-27') } : step));
    const before = await read(id);
    expect((await refused(id, ...wrong)).code).toBe('hardship.stepMissing');
    expect(await read(id)).toEqual(before);
    await record(id, ...steps);
    expect(await read(id)).toMatchObject({ stage: 'filed', status: 'open' });
  });

  it('is reviewed, resolved, closed and taken back in as a new round', async () => {
    const { test, resolutionId } = world;
    const { id } = await fileFamily(test, fieldsOf(world.members[0]), { resolutionId });
    expect(
      (await refused(id, { kind: 'review', day: day('2026-03-10'), staff: ['陈静'], record: '', category: 'deep' }))
        .code,
    ).toBe('hardship.groundNeeded');
    const reviewed = await record(id, {
      kind: 'review',
      day: day('2026-03-10'),
      staff: ['陈静'],
      category: 'deep',
      ground: '病情加重',
    });
    expect(reviewed).toMatchObject({ reviewedDay: '2026-03-10', category: 'deep', decisionGround: '病情加重' });
    const resolved = await record(id, {
      kind: 'resolved',
      day: day('2026-03-11'),
      ground: '配偶就业',
      continued: '助学到毕业',
      untilDay: day('2027-03-11'),
    });
    expect(resolved.status).toBe('resolved');
    expect(resolved.changes).toEqual([
      { day: '2026-03-11', from: 'open', to: 'resolved', ground: '配偶就业', operator: '陈静' },
    ]);
    expect((await refused(id, one('review', '2026-03-12'))).sentence).toContain('「脱困」');
    const back = await record(id, one('returned', '2026-03-12'));
    expect(back).toMatchObject({ status: 'applying', stage: 'applied', openedDay: '2026-03-02' });
    expect(await read(id)).toMatchObject({ round: 2, next: 'check' });
    await record(id, {
      kind: 'check',
      day: day('2026-03-13'),
      staff: ['陈静'],
      outcome: 'refused',
      ground: '收入高于标准',
    });
    expect(await read(id)).toMatchObject({ stage: 'refused', status: 'resolved' });
    await record(id, one('application', '2026-03-14'));
    expect(await read(id)).toMatchObject({ stage: 'applied', status: 'applying', round: 3 });
  });

  it('a file that comes back keeps its first opening day', async () => {
    const { test, resolutionId } = world;
    const { id } = await fileFamily(test, fieldsOf(world.members[0]), { resolutionId, filed: '2026-02-10' });
    await record(id, one('closed', '2026-02-11'), one('returned', '2026-02-12'));
    const again = wayTo('2026-03-02', { resolutionId }).filter((step) => step.kind !== 'application');
    const file = await record(id, ...again);
    // and its first consent, on which the aids of before rest
    expect(file).toMatchObject({ openedDay: '2026-02-10', reviewedDay: '2026-03-02', status: 'open' });
    expect((file.consentDay ?? '') < '2026-02-10').toBe(true);
    const aid = (on: string) => ({ ...AID, fileId: id, day: day(on), resolutionId });
    for (const on of ['2026-02-11', '2026-02-20', '2026-03-01'])
      expect((await test.refusal('hardship.payAid', aid(on))).code).toBe('hardship.aidWhileAway');
    expect(await test.call('hardship.listAidCandidates', { day: day('2026-02-20') })).toEqual([]);
    for (const on of ['2026-02-10', '2026-03-02']) await test.call('hardship.payAid', aid(on));
  });

  it('a consent signed late is not taken back once aid was paid on it', async () => {
    const { test, resolutionId, raw } = world;
    const { id } = await fileFamily(test, fieldsOf(world.members[0]), { resolutionId });
    // as a file of before, whose consent was never entered
    raw.run('UPDATE hardship_files SET consent_day = NULL WHERE id = :id', { id });
    const signing: Step = {
      ...stepOf('signing', day('2026-03-03'), resolutionId),
      kind: 'signing',
      signed: ['consent'],
    };
    await record(id, signing);
    await test.call('hardship.payAid', { ...AID, fileId: id, day: day('2026-03-10'), resolutionId });
    const refusal = await test.refusal('hardship.withdrawStep', { fileId: id, day: '2026-03-12', ground: '误' });
    expect(refusal.code).toBe('hardship.stepBuiltOn');
  });

  it('what was entered by mistake is taken back by a further row, the newest first', async () => {
    const { test, resolutionId, raw } = world;
    const id = await apply();
    expect((await test.refusal('hardship.withdrawStep', { fileId: id, day: '2026-03-15', ground: '误' })).code).toBe(
      'hardship.nothingToWithdraw',
    );
    const way = wayTo('2026-03-02', { resolutionId });
    await record(id, ...way);
    const before = await read(id);
    expect((await test.refusal('hardship.withdrawStep', { fileId: id, day: '2026-03-01', ground: '误' })).code).toBe(
      'hardship.stepBefore',
    );
    const undone = await test.call('hardship.withdrawStep', { fileId: id, day: day('2026-03-15'), ground: '日期写错' });
    expect(undone).toMatchObject({ stage: 'decided', status: 'applying' });
    expect((await read(id)).steps.at(-1)?.withdrawn).toEqual({ day: '2026-03-15', ground: '日期写错', by: '陈静' });
    await record(id, { kind: 'filing', day: day('2026-03-02') });
    expect((await read(id)).stage).toBe(before.stage);
    for (const stage of ['decided', 'notified', 'visited', 'checked', 'applied'])
      expect(
        await test.call('hardship.withdrawStep', { fileId: id, day: day('2026-03-15'), ground: '重来' }),
      ).toMatchObject({ stage });
    expect((await test.refusal('hardship.withdrawStep', { fileId: id, day: '2026-03-15', ground: '误' })).code).toBe(
      'hardship.nothingToWithdraw',
    );
    expect(await read(id)).toMatchObject({ category: 'none', missing: [] });
    expect(
      raw.get<{ consent: string | null }>('SELECT consent_day AS consent FROM hardship_files')?.consent,
    ).toBeNull();
  });

  it('filing is not taken back once aid was paid', async () => {
    const { test, resolutionId } = world;
    const { id } = await fileFamily(test, fieldsOf(world.members[0]), { resolutionId });
    await test.call('hardship.payAid', { ...AID, fileId: id, day: day('2026-03-10'), resolutionId });
    const refusal = await test.refusal('hardship.withdrawStep', { fileId: id, day: '2026-03-12', ground: '误' });
    expect(refusal.code).toBe('hardship.stepBuiltOn');
    expect(() =>
      world.raw.run(
        `INSERT INTO hardship_steps (id, file_id, round, sequence, kind, day, undoes_id, before, recorded_at, recorded_by)
         SELECT 'forged', file_id, round, sequence + 1, 'withdrawal', day, id, before, '', '' FROM hardship_steps WHERE kind = 'filing'`,
      ),
    ).toThrow(/hardship\.stepOutOfTurn/);
  });

  it('the schema refuses what must never be: filed without its steps, a decision while the notice runs, edited steps', async () => {
    const { raw } = world;
    const id = await apply();
    const stage = (to: string) => () =>
      raw.run(`UPDATE hardship_files SET stage = '${to}', consent_day = '2026-03-01', category = 'deep'`);
    for (const to of ['checked', 'visited', 'notified', 'decided', 'filed', 'refused'])
      expect(stage(to)).toThrow(/hardship\.stepOutOfTurn/);
    expect(stage('odd')).toThrow(/hardship_stage_known|stepOutOfTurn/);
    await record(
      id,
      { kind: 'application', day: day('2026-03-01') },
      one('check', '2026-03-02'),
      one('visit', '2026-03-03'),
      one('notice', '2026-03-09'),
    );
    const forge = (kind: string, on: string) => () =>
      raw.run(
        `INSERT INTO hardship_steps (id, file_id, round, sequence, kind, day, before, recorded_at, recorded_by)
         VALUES ('forged', :id, 1, (SELECT max(sequence) + 1 FROM hardship_steps), :kind, :on, '{}', '', '')`,
        { id, kind, on },
      );
    expect(forge('decision', '2026-03-16')).toThrow(/hardship\.noticeRuns/);
    expect(forge('filing', '2026-03-20')).toThrow(/hardship\.stepOutOfTurn/);
    expect(() => raw.run("UPDATE hardship_steps SET day = '2026-01-01'")).toThrow(/audit\.appendOnly/);
    expect(() => raw.run('DELETE FROM hardship_steps')).toThrow(/audit\.appendOnly/);
    expect(() => raw.run('INSERT OR REPLACE INTO hardship_steps SELECT * FROM hardship_steps')).toThrow();
  });

  it('notices of other lengths, and of years whose holidays are not known', async () => {
    const { test } = world;
    expect(await test.call('hardship.foreseeNotice', { day: day('2026-02-10') })).toEqual({
      until: '2026-02-24',
      workingDays: 5,
      certain: true,
    });
    expect(await test.call('hardship.foreseeNotice', { day: day('2027-02-01'), workingDays: 7 })).toEqual({
      until: '2027-02-10',
      workingDays: 7,
      certain: false,
    });
    const settings = await test.call('hardship.readProcedureSettings', {});
    expect(settings).toMatchObject({ noticeWorkingDays: 5, noticeNames: 'masked' });
    await test.call('hardship.saveProcedureSettings', { ...settings, noticeWorkingDays: 7 });
    // fewer than the union's own number is not taken
    expect(await test.call('hardship.foreseeNotice', { day: day('2026-03-09'), workingDays: 3 })).toMatchObject({
      workingDays: 7,
      until: '2026-03-18',
    });
  });

  it('lists the files on their way, by stage, with what is missing and nothing of the family', async () => {
    const { test, resolutionId } = world;
    const first = await apply(0);
    await fileFamily(test, fieldsOf(world.members[1]), { resolutionId });
    await record(
      first,
      { kind: 'application', day: day('2026-03-01') },
      { kind: 'check', day: day('2026-03-02'), staff: ['陈静'], outcome: 'incomplete', ground: '白血病病历没有盖章' },
    );
    const list = await test.call('hardship.listProcedures', {});
    expect(list).toMatchObject({
      total: 1,
      rows: [{ fileId: first, stage: 'applied', since: '2026-03-01', next: 'check', missing: ['初审要补的材料'] }],
      stages: [{ stage: 'applied', count: 1 }],
    });
    expect(JSON.stringify(list)).not.toContain('白血病');
    expect((await test.call('hardship.listProcedures', { stage: 'filed' })).total).toBe(1);
    expect((await test.call('hardship.listProcedures', { search: '张三1' })).total).toBe(0);
    const trail = JSON.stringify(
      world.raw.all("SELECT label, before, after FROM audit_trail WHERE operation LIKE 'hardship.%'"),
    );
    expect(trail).not.toContain('白血病');
    expect(trail).toContain('初审');
  });

  it('refuses hostile input in words and writes nothing', async () => {
    const { test, raw, resolutionId } = world;
    const id = await apply();
    const stored = () => ({
      steps: raw.all('SELECT * FROM hardship_steps ORDER BY file_id, sequence'),
      files: raw.all('SELECT * FROM hardship_files ORDER BY id'),
      trail: raw.get('SELECT count(*) AS rows FROM audit_trail'),
    });
    const before = stored();
    const check = one('check', '2026-03-15');
    const cases: [OperationName, unknown, string, RegExp][] = [
      ['hardship.recordSteps', { fileId: UNKNOWN, steps: [check] }, 'request.notFound', /困难档案/],
      ['hardship.recordSteps', { fileId: id, steps: [] }, 'request.invalid', /至少一步/],
      ['hardship.recordSteps', { fileId: id, steps: [{ ...check, day: '2026-02-30' }] }, 'request.invalid', /日期/],
      ['hardship.recordSteps', { fileId: id, steps: [{ ...check, staff: [] }] }, 'request.invalid', /要写初审人/],
      [
        'hardship.recordSteps',
        { fileId: id, steps: [{ ...check, outcome: 'refused' }] },
        'request.invalid',
        /依据.*没有填写/,
      ],
      ['hardship.recordSteps', { fileId: id, steps: [{ ...check, extra: 1 }] }, 'request.invalid', /不认识/],
      [
        'hardship.recordSteps',
        { fileId: id, steps: [{ ...check, day: '2026-03-16' }] },
        'hardship.stepFuture',
        /还没有到/,
      ],
      [
        'hardship.recordSteps',
        { fileId: id, steps: [{ ...check, day: '2026-03-14' }] },
        'hardship.stepBefore',
        /不能早于「申请」/,
      ],
      [
        'hardship.recordSteps',
        { fileId: id, steps: [one('filing', '2026-03-15')] },
        'hardship.stepNotAllowed',
        /下一步是「初审」/,
      ],
      [
        'hardship.recordSteps',
        { fileId: id, steps: [{ kind: 'decision', day: '2026-03-15', outcome: 'accepted' }] },
        'request.invalid',
        /没有填写/,
      ],
      [
        'hardship.recordSteps',
        {
          fileId: id,
          steps: [{ kind: 'decision', day: '2026-03-15', outcome: 'accepted', category: 'none', resolutionId }],
        },
        'request.invalid',
        /困难类别/,
      ],
      ['hardship.withdrawStep', { fileId: UNKNOWN, day: '2026-03-15', ground: 'x' }, 'request.notFound', /困难档案/],
      ['hardship.withdrawStep', { fileId: id, day: '2026-03-15', ground: ' ' }, 'request.invalid', /没有填写/],
      ['hardship.readProcedure', { fileId: UNKNOWN }, 'request.notFound', /困难档案/],
      ['hardship.foreseeNotice', { day: '2026-03-01', workingDays: 61 }, 'request.invalid', /公示工作日/],
      [
        'hardship.saveProcedureSettings',
        { noticeWorkingDays: 0, noticeNames: 'masked', retentionYears: 10 },
        'request.invalid',
        /公示工作日.*至少 1 天/,
      ],
    ];
    for (const [operation, input, code, sentence] of cases) {
      const refusal = await test.refusal(operation, input);
      expect([operation, JSON.stringify(input), refusal.code]).toEqual([operation, JSON.stringify(input), code]);
      expect(refusal.sentence).toMatch(sentence);
    }
    expect(stored()).toEqual(before);
    await record(id, check, one('visit', '2026-03-15'));
    const missing = await refused(id, { ...one('notice', '2026-03-15') }, { ...one('decision', '2026-03-15') });
    expect(missing.code).toBe('hardship.stepMissing');
    expect((await read(id)).stage).toBe('visited');
  });

  it('reads every list by an index', () => {
    const plan = (sql: string) =>
      explain(world.raw, sql, { limit: 1, offset: 0, stage: 'applied', like: '%', fileId: 'x' }).join('\n');
    expect(plan(procedureListSql({ search: '' }))).toMatch(/file USING INDEX hardship_files_in_procedure/);
    expect(plan(procedureListSql({ search: '' }))).not.toMatch(/TEMP B-TREE/);
    expect(plan(procedureListSql({ search: '', stage: 'applied' }))).toMatch(/hardship_files_by_stage \(stage=\?\)/);
    expect(plan(STEPS_OF_FILE)).toMatch(/step USING INDEX sqlite_autoindex_hardship_steps_\d \(file_id=\?\)/);
    expect(plan(STEPS_OF_FILE)).toMatch(/undo USING INDEX sqlite_autoindex_hardship_steps_\d \(undoes_id=\?\)/);
    expect(plan(COUNT_STAGES)).toMatch(/hardship_files_by_stage|hardship_files_in_procedure/);
  });
});

describe('the table of steps', () => {
  let world: World;
  beforeAll(async () => {
    world = await begin(40);
  });
  afterAll(async () => {
    world.raw.close();
    await world.test.dispose();
  });
  let used = 0;
  const record = (fileId: string, ...steps: Step[]) => world.test.call('hardship.recordSteps', { fileId, steps });

  /** A file that stands at a stage, on 2026-03-15. */
  async function fileAt({ stage, status }: Standing): Promise<string> {
    const { test, resolutionId, members } = world;
    const { id } = await test.call('hardship.save', { fields: fieldsOf(members[used++]) });
    const way = wayTo('2026-03-02', { resolutionId });
    if (stage === 'refused') {
      await record(id, {
        kind: 'check',
        day: day('2026-03-15'),
        staff: ['陈静'],
        outcome: 'refused',
        ground: '不符合',
      });
      return id;
    }
    const count = ['applied', 'checked', 'visited', 'notified', 'decided', 'filed'].indexOf(stage) + 1;
    await record(id, ...way.slice(0, count));
    if (status === 'resolved') await record(id, stepOf('resolved', day('2026-03-03'), resolutionId));
    if (status === 'closed') await record(id, stepOf('closed', day('2026-03-03'), resolutionId));
    return id;
  }

  const standings: Standing[] = [
    ...HARDSHIP_STAGES.filter((stage) => stage !== 'refused').map((stage): Standing => ({ stage, status: 'open' })),
    { stage: 'filed', status: 'resolved' },
    { stage: 'filed', status: 'closed' },
    { stage: 'refused', status: 'closed' },
  ];

  it.each(standings)(
    'walked from $stage $status: every step is taken or refused, by the engine and by the schema',
    async (standing) => {
      const id = await fileAt(standing);
      const { test, raw, resolutionId } = world;
      const state = await test.call('hardship.readProcedure', { fileId: id });
      expect(state.possible).toEqual(stepsFrom(standing));
      for (const kind of STEP_KINDS) {
        // an application at `applied` is only dated anew, which the schema sees as taken back first
        if (kind === 'application' && standing.stage === 'applied') continue;
        const allowed = mayFollow(kind, standing);
        const bySchema = () => {
          raw.run('SAVEPOINT walk');
          try {
            raw.run(
              `INSERT INTO hardship_steps (id, file_id, round, sequence, kind, day, before, recorded_at, recorded_by)
             VALUES ('forged', :id, :round, (SELECT max(sequence) + 1 FROM hardship_steps WHERE file_id = :id), :kind, '2026-03-15', '{}', '', '')`,
              { id, kind, round: state.round },
            );
          } finally {
            raw.run('ROLLBACK TO walk');
            raw.run('RELEASE walk');
          }
        };
        if (allowed) expect(bySchema).not.toThrow();
        else expect(bySchema).toThrow(/hardship\.stepOutOfTurn/);
        const step = stepOf(kind, day('2026-03-15'), resolutionId);
        if (!allowed) {
          const refusal = await test.refusal('hardship.recordSteps', { fileId: id, steps: [step] });
          expect([kind, refusal.code]).toEqual([kind, 'hardship.stepNotAllowed']);
          expect(refusal.sentence).toContain(`「${STEP_NAMES[kind]}」`);
        } else {
          await record(id, step);
          await test.call('hardship.withdrawStep', { fileId: id, day: day('2026-03-15'), ground: '试' });
          const { stage, status } = await test.call('hardship.readProcedure', { fileId: id });
          expect([kind, stage, status]).toEqual([kind, state.stage, state.status]);
        }
      }
    },
  );

  it('any order of commands never leaves a file filed without all its steps, nor aid before filing', async () => {
    const { test, raw, resolutionId, members } = world;
    type Command = StepKind | 'withdraw' | 'aid' | 'next';
    const seen = { filed: 0, aids: 0, withdrawn: 0 };
    const command = fc.record({
      kind: fc.oneof(
        { arbitrary: fc.constant<Command>('next'), weight: 3 },
        { arbitrary: fc.constantFrom<Command>(...STEP_KINDS, 'withdraw', 'aid', 'aid'), weight: 2 },
      ),
      later: fc.integer({ min: 0, max: 9 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 5, maxLength: 25 }), async (commands) => {
        const memberId = members[used % members.length];
        used += 1;
        const known = raw.get<{ id: string }>('SELECT id FROM hardship_files WHERE member_id = :memberId', {
          memberId,
        });
        const id = known?.id ?? (await test.call('hardship.save', { fields: fieldsOf(memberId) })).id;
        await test.engine.call('hardship.recordSteps', {
          fileId: id,
          steps: [{ kind: 'application', day: '2026-01-05' }],
        });
        let date = 5;
        for (const { kind: asked, later } of commands) {
          const next = asked === 'next' ? (await test.call('hardship.readProcedure', { fileId: id })).next : asked;
          if (next === undefined) continue;
          const kind = next;
          date = Math.min(date + later, 69);
          const on = day(new Date(Date.UTC(2026, 0, date)).toISOString().slice(0, 10));
          if (kind === 'withdraw') {
            const reply = await test.engine.call('hardship.withdrawStep', {
              fileId: id,
              day: '2026-03-15',
              ground: '试',
            });
            if (reply.ok) seen.withdrawn += 1;
          } else if (kind === 'aid') {
            const reply = await test.engine.call('hardship.payAid', {
              fileId: id,
              day: on,
              kind: 'medical',
              amount: 100,
              method: 'bank',
              resolutionId,
              attachmentCount: 1,
            });
            if (reply.ok) seen.aids += 1;
          } else
            await test.engine.call('hardship.recordSteps', { fileId: id, steps: [stepOf(kind, on, resolutionId)] });
          const file = raw.get<{
            stage: string;
            round: number;
            opened: string;
            consent: string | null;
            category: string;
          }>(
            'SELECT stage, round, opened_day AS opened, consent_day AS consent, category FROM hardship_files WHERE id = :id',
            { id },
          );
          if (file?.stage === 'filed') {
            seen.filed += 1;
            const live = raw.all<{ kind: string; day: string }>(
              `SELECT kind, day FROM hardship_steps AS step WHERE file_id = :id AND round = :round AND kind <> 'withdrawal'
                 AND NOT EXISTS (SELECT 1 FROM hardship_steps AS undo WHERE undo.undoes_id = step.id) ORDER BY sequence`,
              { id, round: file.round },
            );
            const kinds = new Set(live.map((step) => step.kind));
            for (const needed of ['check', 'visit', 'notice', 'decision', 'filing']) expect(kinds).toContain(needed);
            expect(file.consent).not.toBeNull();
            expect(file.category).not.toBe('none');
          }
          const early = raw.get(
            `SELECT 1 FROM aids JOIN hardship_files AS file ON file.id = aids.file_id WHERE file.id = :id
               AND (aids.day < file.opened_day OR NOT EXISTS (
                 SELECT 1 FROM hardship_steps AS step WHERE step.file_id = file.id AND step.kind = 'filing' AND step.day <= aids.day
                   AND NOT EXISTS (SELECT 1 FROM hardship_steps AS undo WHERE undo.undoes_id = step.id)))`,
            { id },
          );
          expect(early).toBeUndefined();
        }
      }),
      { numRuns: 25, seed: 20_260_315 },
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(0);
  });
});
