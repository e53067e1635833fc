import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WriteContext } from '#electron/engine/context.ts';
import type { Connection } from '#electron/engine/database.ts';
import { moveMember } from '#electron/engine/members/groups/moves.ts';
import { addChange } from '#electron/engine/members/records/write.ts';
import { compareRosters, LAST_CHANGES } from '#electron/engine/members/snapshots/compare.ts';
import {
  LIST_SNAPSHOTS,
  lastHalfYear,
  SNAPSHOT_MATCH,
  SNAPSHOT_ORDER,
  SNAPSHOT_ROWS,
  snapshotRows,
} from '#electron/engine/members/snapshots/queries.ts';
import { PEOPLE_ON_DAY, rosterOnDay } from '#electron/engine/members/snapshots/roster-on-day.ts';
import { takeSnapshot } from '#electron/engine/members/snapshots/take-snapshot.ts';
import { readGrid } from '#electron/engine/spreadsheet/read.ts';
import { addDays, type Day, day } from '#shared/calendar.ts';
import { type MemberStatus, memberFields } from '#shared/contract/members.ts';
import { explain, secondConnection } from './explain.ts';
import { idNumberOf } from './members-support.ts';
import { startWithBooks, type TestEngine } from './support.ts';

const nobody = () => {
  throw new Error('not part of this test');
};
/** A command's context on a bare connection; `today` moves as the test says. */
function contextOf(db: Connection, today: Day): WriteContext {
  let ids = 0;
  return {
    db,
    clock: { now: () => new Date(`${today}T02:00:00.000Z`) },
    today,
    now: `${today}T02:00:00.000Z`,
    operator: '陈静',
    role: 'treasurer',
    assetsFolder: '',
    attachmentStore: { keep: nobody, read: nobody },
    chosenFile: nobody,
    chosenFolder: nobody,
    newId: () => {
      ids += 1;
      return `${today}-${ids}`;
    },
    trail: () => undefined,
    schedule: nobody,
  };
}

describe('a kept roster', () => {
  let test: TestEngine;
  let db: Connection;
  let branch: string;
  let group: string;
  let other: string;
  const people: Record<string, string> = {};
  beforeAll(async () => {
    test = await startWithBooks();
    db = await secondConnection(test);
    branch = (await test.call('members.saveGroup', { name: '初中分会', kind: 'branch' })).id;
    group = (await test.call('members.saveGroup', { name: '数学组', parentId: branch })).id;
    other = (await test.call('members.saveGroup', { name: '后勤组' })).id;
    const add = async (name: string, more: object) => {
      const fields = memberFields.parse({ name, ...more });
      people[name] = (await test.call('members.save', { fields })).id;
    };
    const idNumber = idNumberOf(7);
    await add('甲一', { number: '001', idNumber, phone: '13800001234', groupId: group, joined: '2015-09-01' });
    await add('乙二', { number: '002', groupId: other, joined: '2016-09' });
    await add('丙三', { number: '003', joined: '2026-03-02', political: '群众' });
    await add('丁四', { number: '004', groupId: group });
  });
  afterAll(async () => {
    db.close();
    await test.dispose();
  });
  const idOf = (name: string) => people[name] ?? '';
  const take = (name: string, on: string) => test.call('members.takeSnapshot', { name, day: day(on) });

  it('shows who was a member on its day and where, and stays as it was', async () => {
    const before = await take('二月底', '2026-02-28');
    expect(before).toMatchObject({ members: 3, active: 3, day: '2026-02-28', takenBy: '陈静' });
    const list = async (id: string) => (await test.call('members.listSnapshotRows', { id })).rows;
    const rows = await list(before.id);
    expect(rows.map(({ name }) => name)).toEqual(['甲一', '乙二', '丁四']);
    expect(rows[0]).toMatchObject({
      groupName: '数学组',
      groupPath: '初中分会 / 数学组',
      branch: '初中分会',
      idNumberMasked: `330203********${idNumberOf(7).slice(14)}`,
      phoneMasked: '138****1234',
      sex: 'female',
    });
    expect(rows[1]).toMatchObject({ groupName: '后勤组', branch: '' });
    expect(rows[2]).not.toHaveProperty('birthday');
    await test.call('members.saveGroup', { id: group, name: '数学教研组', parentId: branch });
    expect(await list(before.id)).toEqual(rows);
    const found = await test.call('members.listSnapshotRows', { id: before.id, search: '甲' });
    expect([found.total, found.rows[0]?.name]).toEqual([1, '甲一']);
    expect((await test.call('members.listSnapshotRows', { id: before.id, search: '%' })).total).toBe(0);
    expect((await test.call('members.listSnapshotRows', { id: before.id, offset: 2, limit: 1 })).total).toBe(3);
  });

  it('is compared with a later one or with today: joined, left and why, moved, changed', async () => {
    const [first] = (await test.call('members.listSnapshots', {})).snapshots;
    const leave = { day: day('2026-03-05'), ground: '工作调动' };
    await test.call('members.changeStatus', {
      id: idOf('乙二'),
      status: 'transferred',
      destination: '区教育工会',
      ...leave,
    });
    const retired = { status: 'retained' as const, kind: 'retired' as const, day: day('2026-03-06'), ground: '退休' };
    await test.call('members.changeStatus', { id: idOf('丁四'), ...retired });
    await test.call('members.moveMembers', {
      ids: [idOf('甲一')],
      moveTo: other,
      day: day('2026-03-07'),
      ground: '调岗',
    });
    const comparison = await test.call('members.compareSnapshots', { from: first?.id ?? '' });
    expect(comparison).toEqual({
      earlier: { name: '二月底', day: '2026-02-28', members: 3 },
      later: { name: '现在的名册', day: '2026-03-15', members: 3 },
      joined: [
        { memberId: idOf('丙三'), number: '003', name: '丙三', groupPath: '', joined: '2026-03-02', status: 'active' },
      ],
      left: [
        {
          memberId: idOf('乙二'),
          number: '002',
          name: '乙二',
          groupPath: '后勤组',
          joined: '2016-09',
          status: 'transferred',
          change: { day: '2026-03-05', to: 'transferred', ground: '工作调动', destination: '区教育工会' },
        },
      ],
      moved: [{ memberId: idOf('甲一'), number: '001', name: '甲一', from: '初中分会 / 数学组', to: '后勤组' }],
      changed: [
        {
          memberId: idOf('丁四'),
          number: '004',
          name: '丁四',
          changes: [{ field: 'status', from: '在册', to: '保留会籍' }],
        },
      ],
    });
    const between = await take('三月六日', '2026-03-06');
    const both = { from: between.id, to: first?.id ?? '' };
    expect(await test.call('members.compareSnapshots', both)).toMatchObject({
      earlier: { name: '二月底' },
      later: { name: '三月六日' },
      left: [{ name: '乙二' }],
      moved: [],
    });
  });

  it('is written to a workbook, and so is a comparison', async () => {
    const [latest] = (await test.call('members.listSnapshots', {})).snapshots;
    const id = latest?.id ?? '';
    mkdirSync(join(test.folder, '导出'));
    const folder = test.engine.registerPath(join(test.folder, '导出'));
    const sheetsOf = async (fileName: string) => {
      const { sheets } = await readGrid(readFileSync(join(test.folder, '导出', fileName)), fileName);
      return new Map(sheets.map(({ name, rows }) => [name, rows.map((row) => row.map((cell) => cell.text).join('|'))]));
    };
    const roster = await test.call('members.exportSnapshot', { id, folder });
    const lines = (await sheetsOf(roster.fileName)).get('会员名册') ?? [];
    expect(lines.find((line) => line.includes('甲一'))).toContain('138****1234');
    expect(lines.join()).not.toContain(idNumberOf(7));
    expect(lines.join()).not.toContain('13800001234');
    const first = (await test.call('members.listSnapshots', {})).snapshots.at(-1);
    const compared = await test.call('members.exportComparison', { from: first?.id ?? '', folder });
    const sheets = await sheetsOf(compared.fileName);
    expect([...sheets.keys()]).toEqual(['汇总', '新增', '减少', '调动', '资料变化']);
    expect(sheets.get('减少')?.join()).toContain('转入区教育工会');
    expect(sheets.get('调动')?.join()).toContain('后勤组');
  });

  it('refuses a day to come, a name that is taken, a day without members, and what is no day; nothing is written', async () => {
    const stored = () => db.all('SELECT * FROM roster_snapshots');
    const before = stored();
    const code = async (input: object) => (await test.refusal('members.takeSnapshot', input)).code;
    expect(await code({ name: '明天', day: '2026-03-16' })).toBe('member.snapshotTooLate');
    expect(await code({ name: '二月底', day: '2026-03-01' })).toBe('member.snapshotExists');
    expect(await code({ name: '不存在', day: '2026-02-30' })).toBe('request.invalid');
    expect(await code({ name: '  ', day: '2026-03-01' })).toBe('request.invalid');
    expect((await test.refusal('members.listSnapshotRows', { id: 'nothing' })).code).toBe('request.notFound');
    expect((await test.refusal('members.compareSnapshots', { from: 'nothing' })).code).toBe('request.notFound');
    expect((await test.refusal('members.compareSnapshots', { from: "' OR 1=1 --" })).code).toBe('request.invalid');
    const nowhere = { id: 'nothing', folder: 'nothing-here' };
    expect((await test.refusal('members.exportSnapshot', nowhere)).code).toBe('file.gone');
    expect(stored()).toEqual(before);
  });

  it('never changes, not by raw SQL either', () => {
    const refused = (sql: string) => expect(() => db.run(sql), sql).toThrow('audit.appendOnly');
    refused("UPDATE roster_snapshots SET name = 'x'");
    refused('UPDATE roster_snapshots SET sealed = 0');
    refused('UPDATE roster_snapshots SET members = members + 1');
    refused('DELETE FROM roster_snapshots');
    refused("UPDATE roster_snapshot_rows SET name = 'x'");
    refused('DELETE FROM roster_snapshot_rows');
    refused('INSERT OR REPLACE INTO roster_snapshot_rows SELECT * FROM roster_snapshot_rows');
    refused('INSERT OR REPLACE INTO roster_snapshots SELECT * FROM roster_snapshots');
    refused(
      `INSERT INTO roster_snapshot_rows SELECT snapshot_id, '${idOf('丙三')}', number, name, sex, birthday, id_number_masked,
         phone_masked, ethnicity, political, education, joined, status, group_id, group_name, group_path, branch
       FROM roster_snapshot_rows WHERE name = '丁四' AND snapshot_id = (SELECT id FROM roster_snapshots WHERE name = '二月底')`,
    );
    const open = (id: string, members: number, sealed: number) =>
      `INSERT INTO roster_snapshots (id, name, day, members, active, sealed, taken_at, taken_by)
       VALUES ('${id}', '${id}', '2026-03-01', ${members}, 0, ${sealed}, 'x', 'x')`;
    refused(open('born-sealed', 1, 1));
    db.raw.exec('SAVEPOINT trial');
    db.run(open('half', 2, 0));
    refused("UPDATE roster_snapshots SET sealed = 1 WHERE id = 'half'");
    db.raw.exec('ROLLBACK TO trial; RELEASE trial');
  });

  it('is read by its indexes', () => {
    const window = ' LIMIT 100 OFFSET 0';
    const plan = explain(db, SNAPSHOT_ROWS + SNAPSHOT_MATCH + SNAPSHOT_ORDER + window, { id: 'x', search: '%a%' });
    expect(plan.join()).toContain('roster_snapshot_rows_in_order (snapshot_id=?)');
    expect(plan.join()).not.toContain('TEMP B-TREE');
    expect(explain(db, LIST_SNAPSHOTS).join()).toContain('roster_snapshots_by_day');
    const people = explain(db, PEOPLE_ON_DAY, { day: '2026-01-01' }).join('\n');
    const changes = explain(db, LAST_CHANGES, { day: '2026-01-01', ids: '[]' }).join('\n');
    for (const text of [people, changes]) expect(text).not.toMatch(/SCAN (change|later|stands|member_changes)\b/);
    expect(changes).not.toContain('SCAN members');
  });
});

it('a half-year that has ended without a kept roster is proposed, once there is somebody to keep', async () => {
  expect(lastHalfYear(day('2026-06-30'))).toEqual({ name: '2025 年下半年', day: '2025-12-31' });
  expect(lastHalfYear(day('2026-07-01'))).toEqual({ name: '2026 年上半年', day: '2026-06-30' });
  const test = await startWithBooks();
  expect(await test.call('members.listSnapshots', {})).toEqual({ snapshots: [] });
  expect((await test.refusal('members.takeSnapshot', { name: '空', day: '2026-03-01' })).code).toBe(
    'member.snapshotEmpty',
  );
  await test.call('members.save', { fields: memberFields.parse({ name: '甲一' }) });
  const { proposal } = await test.call('members.listSnapshots', {});
  expect(proposal).toEqual({ name: '2025 年下半年', day: '2025-12-31' });
  if (proposal) await test.call('members.takeSnapshot', proposal);
  expect((await test.call('members.listSnapshots', {})).proposal).toBeUndefined();
  test.setNow('2026-07-02T02:00:00.000Z');
  expect((await test.call('members.listSnapshots', {})).proposal?.name).toBe('2026 年上半年');
  await test.dispose();
});

it('the roster of any day, and what changed between two days, follow from the history as from a diary', async () => {
  const test = await startWithBooks();
  const db = await secondConnection(test);
  const groups = ['ga', 'gb', undefined];
  const names = ['m0', 'm1', 'm2', 'm3'];
  for (const id of ['ga', 'gb']) db.run('INSERT INTO groups (id, name) VALUES (:id, :id)', { id });
  const start = day('2026-01-10');
  const next: Partial<Record<MemberStatus, MemberStatus[]>> = {
    active: ['retained', 'withdrawn'],
    retained: ['active', 'withdrawn'],
    withdrawn: ['active'],
  };
  interface State {
    group: string | undefined;
    status: MemberStatus;
  }
  const step = fc.record({ who: fc.nat(3), gap: fc.nat(6), what: fc.constantFrom('move', 'status'), pick: fc.nat(2) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 16 }), fc.nat(40), fc.nat(40), (steps, one, two) => {
      db.raw.exec('SAVEPOINT trial');
      try {
        const diary = new Map<Day, Map<string, State>>();
        const now = new Map(names.map((id): [string, State] => [id, { group: undefined, status: 'active' }]));
        for (const id of names) {
          db.run(
            `INSERT INTO members (id, number, name, pinyin, initials, status, joined)
             VALUES (:id, :id, :id, 'x', 'x', 'active', '2020-01-01')`,
            { id },
          );
          const entry = { day: start, from: '' as const, to: 'active' as const, ground: '登记' };
          addChange(contextOf(db, start), id, entry);
        }
        const snapshot = () => new Map([...now].map(([id, state]): [string, State] => [id, { ...state }]));
        let today = start;
        diary.set(start, snapshot());
        for (const { who, gap, what, pick } of steps) {
          today = addDays(today, gap);
          const id = names[who] ?? '';
          const state = now.get(id);
          if (!state) continue;
          if (what === 'move') {
            state.group = groups[pick];
            moveMember(contextOf(db, today), id, { to: state.group, day: today, ground: '调' });
          } else {
            const choices = next[state.status] ?? [];
            const to = choices[pick % choices.length] ?? 'active';
            const approved = { approval: '会议', approvedDay: today };
            addChange(contextOf(db, today), id, { day: today, from: state.status, to, ground: '变', ...approved });
            state.status = to;
          }
          diary.set(today, snapshot());
        }
        const last = addDays(today, 1);
        const onDay = (at: Day) => [...diary].findLast(([from]) => from <= at)?.[1] ?? new Map<string, State>();
        const isOn = (state: State | undefined) => state?.status === 'active' || state?.status === 'retained';
        const [early, late] = [addDays(start, Math.min(one, two)), addDays(start, Math.max(one, two))];
        for (const at of [start, early, last]) {
          const wanted = [...onDay(at)].filter(([, state]) => isOn(state));
          expect(rosterOnDay(db, at).map(({ memberId, groupId, status }) => [memberId, groupId, status])).toEqual(
            wanted.map(([id, { group, status }]) => [id, group, status]),
          );
        }
        const context = contextOf(db, late > last ? late : last);
        const keep = (name: string, at: Day) =>
          rosterOnDay(db, at).length === 0 ? undefined : takeSnapshot(context, { name, day: at, note: '' });
        const [before, after] = [keep('前', early), keep('后', late)];
        if (!before || !after) return;
        expect(snapshotRows(db, before.id)).toEqual(rosterOnDay(db, early));
        const [was, is] = [onDay(early), onDay(late)];
        const comparison = compareRosters(db, context.today, before.id, after.id);
        const ids = (list: { memberId: string }[]) => list.map(({ memberId }) => memberId);
        expect(ids(comparison.joined)).toEqual(names.filter((id) => !isOn(was.get(id)) && isOn(is.get(id))));
        expect(ids(comparison.left)).toEqual(names.filter((id) => isOn(was.get(id)) && !isOn(is.get(id))));
        const stayed = names.filter((id) => isOn(was.get(id)) && isOn(is.get(id)));
        expect(ids(comparison.moved)).toEqual(stayed.filter((id) => was.get(id)?.group !== is.get(id)?.group));
        expect(ids(comparison.changed)).toEqual(stayed.filter((id) => was.get(id)?.status !== is.get(id)?.status));
        for (const gone of comparison.left) expect([gone.status, gone.change?.to]).toEqual(['withdrawn', 'withdrawn']);
        expect(comparison.earlier.members + comparison.joined.length - comparison.left.length).toBe(
          comparison.later.members,
        );
      } finally {
        db.raw.exec('ROLLBACK TO trial; RELEASE trial');
      }
    }),
    { numRuns: 120 },
  );
  db.close();
  await test.dispose();
});
