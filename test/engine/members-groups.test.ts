import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '#electron/engine/database.ts';
import { LEADERS_IN_OFFICE, LEADERS_OF_GROUP } from '#electron/engine/members/groups/leaders.ts';
import { moveMember } from '#electron/engine/members/groups/moves.ts';
import {
  COUNT_GROUP_MOVES,
  groupMembersPage,
  groupMembersSql,
  MOVES_OF_GROUP,
  MOVES_OF_MEMBER,
} from '#electron/engine/members/groups/people.ts';
import { branchesOf, COUNT_BY_GROUP, groupsOnDay } from '#electron/engine/members/groups/queries.ts';
import { addDays, day, month } from '#shared/calendar.ts';
import { memberFields } from '#shared/contract/members.ts';
import { Refusal } from '#shared/errors.ts';
import { explain, secondConnection } from './explain.ts';
import { idNumberOf, roster } from './members-support.ts';
import { startWithBooks, type TestEngine } from './support.ts';

let test: TestEngine;
let db: Connection;
beforeAll(async () => {
  test = await startWithBooks();
  db = await secondConnection(test);
});
afterAll(async () => {
  db.close();
  await test.dispose();
});

let serial = 0;
const unique = (what: string) => {
  serial += 1;
  return `${what}${serial}`;
};
const group = async (name: string, more: { kind?: 'branch' | 'group'; parentId?: string; position?: number } = {}) =>
  (await test.call('members.saveGroup', { name, ...more })).id;
const member = async (name: string, groupId?: string) =>
  (await test.call('members.save', { fields: memberFields.parse({ name, ...(groupId ? { groupId } : {}) }) })).id;
const move = (ids: string[], moveTo: string, on = '2026-03-10', ground = '调整分组') =>
  test.call('members.moveMembers', { ids, moveTo, day: day(on), ground });
const nodeOf = async (id: string) =>
  (await test.call('members.readGroupTree', {})).groups.find((node) => node.id === id);
const leave = (id: string, status: 'retained' | 'withdrawn' | 'transferred') =>
  test.call('members.changeStatus', {
    id,
    status,
    day: day('2026-03-01'),
    ground: '本人申请',
    ...(status === 'retained' ? { kind: 'retired' } : {}),
    ...(status === 'transferred' ? { destination: '区教育工会' } : {}),
  });
const moves = (memberId: string) =>
  db.all<{ day: string; from_group: string | null; to_group: string | null; ground: string }>(
    'SELECT day, from_group, to_group, ground FROM member_moves WHERE member_id = :memberId ORDER BY sequence',
    { memberId },
  );
const lastTrail = () =>
  db.get<{ operation: string; label: string; before: string; after: string }>(
    'SELECT operation, label, before, after FROM audit_trail ORDER BY sequence DESC LIMIT 1',
  );

describe('the tree', () => {
  it('stands in order, says each path, and counts own and total active members', async () => {
    const branch = await group(unique('初中分会'), { kind: 'branch', position: 2 });
    const second = await group(unique('乙组'), { parentId: branch, position: 2 });
    const first = await group(unique('丙组'), { parentId: branch, position: 1 });
    const below = await group(unique('备课组'), { parentId: second });
    await member('甲一', branch);
    await member('甲二', below);
    const retired = await member('甲三', below);
    await leave(retired, 'retained');
    const { groups } = await test.call('members.readGroupTree', {});
    const here = groups.filter(({ id }) => [branch, second, first, below].includes(id));
    expect(here.map(({ id, depth, active, total, living }) => [id, depth, active, total, living])).toEqual([
      [branch, 1, 1, 2, 1],
      [first, 2, 0, 0, 0],
      [second, 2, 0, 1, 0],
      [below, 3, 1, 1, 2],
    ]);
    expect(here[3]?.path).toBe(`${here[0]?.name} / ${here[2]?.name} / ${here[3]?.name}`);
    const listed = await test.call('members.listGroups', {});
    expect(listed.filter(({ id }) => id === below)).toMatchObject([{ members: 2, active: 1, parentId: second }]);
  });

  it('gives each group its topmost branch', async () => {
    const outer = await group(unique('外分会'), { kind: 'branch' });
    const inner = await group(unique('内分会'), { kind: 'branch', parentId: outer });
    const leaf = await group(unique('叶组'), { parentId: inner });
    const alone = await group(unique('独组'));
    const branches = branchesOf(db);
    for (const id of [outer, inner, leaf]) expect(branches.get(id)?.id).toBe(outer);
    expect(branches.has(alone)).toBe(false);
  });

  it('refuses circles, a sixth level, a branch below a group, in the operation and in SQL', async () => {
    const chain = [await group(unique('级'), { kind: 'branch' })];
    for (let level = 2; level <= 5; level += 1) chain.push(await group(unique('级'), { parentId: chain.at(-1) ?? '' }));
    const [top = '', second = '', , , deepest = ''] = chain;
    const lone = await group(unique('散分会'), { kind: 'branch' });
    const code = async (input: object) => (await test.refusal('members.saveGroup', input)).code;
    const place = (id: string, parentId: string) => `UPDATE groups SET parent_id = '${parentId}' WHERE id = '${id}'`;
    const name = unique('新');
    expect(await code({ id: top, name, kind: 'branch', parentId: deepest })).toBe('member.groupCircle');
    expect(() => db.run(place(top, deepest))).toThrow('member.groupCircle');
    expect(await code({ id: second, name, parentId: second })).toBe('member.groupCircle');
    expect(() => db.run(place(second, second))).toThrow('member.groupCircle');
    expect(await code({ name, parentId: deepest })).toBe('member.groupTooDeep');
    expect(() => db.run(`INSERT INTO groups (id, name, parent_id) VALUES ('x', 'x', '${deepest}')`)).toThrow(
      'member.groupTooDeep',
    );
    expect(await code({ id: top, name, kind: 'branch', parentId: lone })).toBe('member.groupTooDeep');
    expect(() => db.run(place(top, lone))).toThrow('member.groupTooDeep');
    expect(await code({ id: lone, name, kind: 'branch', parentId: second })).toBe('member.branchUnderGroup');
    expect(() => db.run(place(lone, second))).toThrow('member.branchUnderGroup');
    const below = await group(unique('子分会'), { kind: 'branch', parentId: lone });
    expect(await code({ id: lone, name, kind: 'group' })).toBe('member.branchUnderGroup');
    expect(() => db.run(`UPDATE groups SET kind = 'group' WHERE id = '${lone}'`)).toThrow('member.branchUnderGroup');
    expect(() => db.run(`DELETE FROM groups WHERE id = '${below}'`)).toThrow('audit.appendOnly');
    expect((await nodeOf(top))?.depth).toBe(1);
  });

  it('takes any order of placings and stays a tree: what the operation refuses and takes, the schema does too', () => {
    const ids = ['t0', 't1', 't2', 't3', 't4', 't5', 't6'];
    const step = fc.record({
      child: fc.nat(6),
      parent: fc.option(fc.nat(6)),
      kind: fc.constantFrom('branch', 'group'),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        db.raw.exec('SAVEPOINT trial');
        try {
          const parents = new Map<string, string | null>();
          const kinds = new Map<string, string>();
          for (const id of ids) {
            db.run('INSERT INTO groups (id, name) VALUES (:id, :id)', { id });
            parents.set(id, null);
            kinds.set(id, 'group');
          }
          for (const { child, parent, kind } of steps) {
            const id = `t${child}`;
            const parentId = parent === null ? null : `t${parent}`;
            const nextParents = new Map(parents).set(id, parentId);
            const nextKinds = new Map(kinds).set(id, kind);
            const good = ids.every((start) => {
              let above = nextParents.get(start) ?? null;
              if (above !== null && nextKinds.get(start) === 'branch' && nextKinds.get(above) === 'group') return false;
              let levels = 1;
              for (; above !== null && levels <= 8; above = nextParents.get(above) ?? null) levels += 1;
              return levels <= 5;
            });
            const write = () =>
              db.run('UPDATE groups SET parent_id = :parentId, kind = :kind WHERE id = :id', { id, parentId, kind });
            if (good) {
              write();
              parents.set(id, parentId);
              kinds.set(id, kind);
            } else expect(write).toThrow(/^member\./);
          }
        } finally {
          db.raw.exec('ROLLBACK TO trial; RELEASE trial');
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('dissolving', () => {
  it('is refused while members or groups are in it, and says the way out', async () => {
    const name = unique('语文组');
    const full = await group(name);
    const one = await member('乙一', full);
    const close = { id: full, day: day('2026-03-12'), ground: '合并' };
    expect((await test.refusal('members.closeGroup', close)).sentence).toContain(`「${name}」里还有 1 名会员`);
    expect(() => db.run(`UPDATE groups SET closed_day = '2026-03-12' WHERE id = '${full}'`)).toThrow(
      'member.groupInUse',
    );
    await move([one], '');
    const below = await group(unique('下级'), { parentId: full });
    expect((await test.refusal('members.closeGroup', close)).code).toBe('member.groupHasChildren');
    await test.call('members.closeGroup', { ...close, id: below });
    expect(await test.call('members.closeGroup', close)).toEqual({ moved: 0, groups: 0 });
    expect((await test.call('members.listGroups', {})).some(({ id }) => id === full)).toBe(false);
    expect((await nodeOf(full))?.closedDay).toBe('2026-03-12');
  });

  it('closed is closed: nobody gets in, nothing is put below it, its name is taken; restored it lives again', async () => {
    const name = unique('体育组');
    const shut = await group(name);
    await test.call('members.closeGroup', { id: shut, day: day('2026-03-12'), ground: '撤销' });
    const one = await member('丙一');
    expect(
      (await test.refusal('members.moveMembers', { ids: [one], moveTo: shut, day: '2026-03-12', ground: 'x' })).code,
    ).toBe('member.groupClosed');
    expect((await test.refusal('members.save', { id: one, fields: { name: '丙一', groupId: shut } })).code).toBe(
      'member.groupClosed',
    );
    expect((await test.refusal('members.save', { fields: { name: '丙二', groupId: shut } })).code).toBe(
      'member.groupClosed',
    );
    expect((await test.refusal('members.saveGroup', { name })).code).toBe('member.groupExistsClosed');
    expect((await test.refusal('members.saveGroup', { name: unique('x'), parentId: shut })).code).toBe(
      'member.groupClosed',
    );
    expect((await test.refusal('members.closeGroup', { id: shut, day: '2026-03-12', ground: 'x' })).code).toBe(
      'member.groupClosed',
    );
    expect(moves(one)).toEqual([]);
    await test.call('members.reopenGroup', { id: shut });
    expect((await test.refusal('members.reopenGroup', { id: shut })).code).toBe('member.groupNotClosed');
    await move([one], shut);
    expect((await nodeOf(shut))?.active).toBe(1);
  });

  it('a roster that names a dissolved group restores it', async () => {
    const name = unique('音乐组');
    const shut = await group(name);
    await test.call('members.closeGroup', { id: shut, day: day('2026-03-12'), ground: '撤销' });
    const file = roster(test, [{ name: '吴一', idNumber: idNumberOf(401), group: name }]);
    await test.call('members.takeRoster', { file, wageFrom: month('2026-01') });
    expect(await nodeOf(shut)).toMatchObject({ active: 1 });
    expect((await nodeOf(shut))?.closedDay).toBeUndefined();
  });

  it('merges: everybody and the groups below go along, offices end, those who left stay where they were', async () => {
    const from = await group(unique('旧分会'), { kind: 'branch' });
    const into = await group(unique('新分会'), { kind: 'branch' });
    const below = await group(unique('组'), { parentId: from });
    const one = await member('丁一', from);
    const gone = await member('丁二', from);
    const deep = await member('丁三', below);
    await leave(gone, 'withdrawn');
    await test.call('members.setLeader', { groupId: from, memberId: one, office: '分会主席', day: day('2026-01-01') });
    const done = await test.call('members.closeGroup', {
      id: from,
      day: day('2026-03-12'),
      ground: '合并',
      moveTo: into,
    });
    expect(done).toEqual({ moved: 1, groups: 1 });
    expect(moves(one)).toEqual([{ day: '2026-03-12', from_group: from, to_group: into, ground: '合并' }]);
    expect(moves(gone)).toEqual([]);
    expect(moves(deep)).toEqual([]);
    expect((await nodeOf(below))?.parentId).toBe(into);
    expect((await nodeOf(from))?.leaders).toEqual([]);
    expect(await test.call('members.listGroupLeaders', { groupId: from })).toMatchObject([
      { name: '丁一', to: '2026-03-12' },
    ]);
  });

  it('into a group below it: what is below goes up a level', async () => {
    const outer = await group(unique('大组'));
    const inner = await group(unique('小组'), { parentId: outer });
    const one = await member('戊一', outer);
    await test.call('members.closeGroup', { id: outer, day: day('2026-03-12'), ground: '拆', moveTo: inner });
    expect((await nodeOf(inner))?.parentId).toBeUndefined();
    expect(moves(one).at(-1)?.to_group).toBe(inner);
  });
});

describe('moving', () => {
  it('takes many at once, passes over who is there, and names all on one trail row', async () => {
    const target = await group(unique('到组'));
    const ids = [await member('己一'), await member('己二'), await member('己三', target)];
    const before = db.get<{ rows: number }>('SELECT count(*) AS rows FROM audit_trail')?.rows ?? 0;
    expect(await move([...ids, ...ids], target)).toEqual({ moved: 2, already: 1 });
    expect(db.get<{ rows: number }>('SELECT count(*) AS rows FROM audit_trail')?.rows).toBe(before + 1);
    const trail = lastTrail();
    for (const name of ['己一', '己二']) expect(trail?.before).toContain(name);
    expect(trail?.before).not.toContain('己三');
    expect(
      (await test.refusal('members.moveMembers', { ids, moveTo: target, day: '2026-03-12', ground: 'x' })).code,
    ).toBe('member.moveNobody');
  });

  it('is all or nobody, never in the future, never before the last move, and needs a ground', async () => {
    const target = await group(unique('到组'));
    const other = await group(unique('别组'));
    const [one, two] = [await member('庚一'), await member('庚二')];
    await move([two], other, '2026-03-10');
    const code = async (input: object) =>
      (
        await test.refusal('members.moveMembers', {
          ids: [one, two],
          moveTo: target,
          day: '2026-03-10',
          ground: 'x',
          ...input,
        })
      ).code;
    expect(await code({ day: '2026-03-09' })).toBe('member.moveTooEarly');
    expect(await code({ day: '2026-03-16' })).toBe('member.moveTooLate');
    expect(await code({ day: '2026-02-30' })).toBe('request.invalid');
    expect(await code({ ground: ' ' })).toBe('request.invalid');
    expect(await code({ ids: [] })).toBe('request.invalid');
    expect(await code({ ids: [one, 'nobody'] })).toBe('request.notFound');
    expect(await code({ moveTo: 'nowhere' })).toBe('request.notFound');
    expect(await code({ moveTo: "' OR 1=1 --" })).toBe('request.invalid');
    expect(moves(one)).toEqual([]);
    expect(moves(two)).toHaveLength(1);
  });

  it('from the record and from a roster is kept too', async () => {
    const [first, second] = [await group(unique('甲组')), await group(unique('乙组'))];
    const fields = { name: '辛一', idNumber: idNumberOf(402), groupId: first };
    const { id } = await test.call('members.save', { fields: memberFields.parse(fields) });
    expect(moves(id)).toEqual([]);
    await test.call('members.save', { id, fields: memberFields.parse({ ...fields, groupId: second }) });
    await test.call('members.save', { id, fields: memberFields.parse({ ...fields, groupId: second, note: 'x' }) });
    const name = (await nodeOf(first))?.name ?? '';
    const file = roster(test, [{ name: '辛一', idNumber: idNumberOf(402), group: name }], 'b.csv');
    await test.call('members.takeRoster', { file, wageFrom: month('2026-01') });
    expect(moves(id)).toEqual([
      { day: '2026-03-15', from_group: first, to_group: second, ground: '修改会员资料' },
      { day: '2026-03-15', from_group: second, to_group: first, ground: '花名册「b.csv」' },
    ]);
    expect(await test.call('members.listMemberMoves', { id })).toMatchObject([
      { from: name, ground: '修改会员资料', operator: '陈静' },
      { to: name, ground: '花名册「b.csv」' },
    ]);
  });

  it('without its record, or out of order, is refused by the schema; the record never changes', async () => {
    const [first, second] = [await group(unique('组')), await group(unique('组'))];
    const id = await member('壬一', first);
    await move([id], second, '2026-03-05');
    const insert = (sequence: number, on: string, from: string | null, to: string | null) => () =>
      db.run(`INSERT INTO member_moves VALUES (:id, :sequence, :on, :from, :to, 'x', 'x', 'x')`, {
        id,
        sequence,
        on,
        from,
        to,
      });
    expect(() => db.run('UPDATE members SET group_id = :first WHERE id = :id', { id, first })).toThrow(
      'member.moveUnrecorded',
    );
    expect(() => db.run('UPDATE members SET group_id = NULL WHERE id = :id', { id })).toThrow('member.moveUnrecorded');
    expect(insert(3, '2026-03-06', second, first)).toThrow('member.moveOutOfOrder');
    expect(insert(2, '2026-03-04', second, first)).toThrow('member.moveOutOfOrder');
    expect(insert(2, '2026-03-06', first, second)).toThrow('member.moveOutOfOrder');
    expect(insert(2, '2026-03-06', second, second)).toThrow('member_move_elsewhere');
    expect(() => db.run("UPDATE member_moves SET ground = 'y'")).toThrow('audit.appendOnly');
    expect(() => db.run('DELETE FROM member_moves')).toThrow('audit.appendOnly');
    const [row] = moves(id);
    expect(() =>
      db.run(`INSERT OR REPLACE INTO member_moves VALUES (:id, 1, '2026-03-05', NULL, NULL, 'x', 'x', 'x')`, { id }),
    ).toThrow();
    expect(moves(id)).toEqual([row]);
    // nobody without a move may be set to 未分组 either: no newest move is not the same as a move to nowhere
    const still = await member('壬二', first);
    expect(() => db.run('UPDATE members SET group_id = NULL WHERE id = :still', { still })).toThrow(
      'member.moveUnrecorded',
    );
  });

  it('history: a group sees who came, who went and who moved within, between two days', async () => {
    const branch = await group(unique('分会'), { kind: 'branch' });
    const [left, right] = [
      await group(unique('左'), { parentId: branch }),
      await group(unique('右'), { parentId: branch }),
    ];
    const id = await member('癸一');
    await move([id], left, '2026-01-05');
    await move([id], right, '2026-02-05');
    await move([id], '', '2026-03-05');
    const ways = async (input: object) =>
      (await test.call('members.listGroupMoves', { groupId: branch, ...input })).rows.map(({ day: on, way }) => [
        on,
        way,
      ]);
    expect(await ways({})).toEqual([
      ['2026-03-05', 'out'],
      ['2026-02-05', 'within'],
      ['2026-01-05', 'in'],
    ]);
    expect(await ways({ from: day('2026-01-06'), to: day('2026-02-05') })).toEqual([['2026-02-05', 'within']]);
    expect(await ways({ below: false })).toEqual([]);
    expect(await ways({ groupId: left })).toEqual([
      ['2026-02-05', 'out'],
      ['2026-01-05', 'in'],
    ]);
    expect((await test.call('members.listGroupMoves', { groupId: branch, limit: 1 })).total).toBe(3);
  });

  it('the group on any day follows from the moves as from a simple model', async () => {
    const groups = [await group(unique('模')), await group(unique('模')), undefined];
    const people = [await member('模一', groups[0]), await member('模二')];
    const context = {
      db,
      today: day('2026-03-15'),
      now: '2026-03-15T02:00:00.000Z',
      operator: '陈静',
    };
    const step = fc.record({ who: fc.nat(1), to: fc.nat(2), on: fc.nat(30) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        db.raw.exec('SAVEPOINT trial');
        try {
          // what a person would write into a diary: from that day on, that group
          const diary = people.map((_, who) => [{ from: day('2000-01-01'), group: who === 0 ? groups[0] : undefined }]);
          for (const { who, to, on } of steps) {
            const id = people[who] ?? '';
            const at = addDays(day('2026-02-10'), on);
            const pages = diary[who] ?? [];
            const last = pages.at(-1);
            const target = groups[to];
            const allowed = target === last?.group || at >= (last?.from ?? '');
            const act = () => moveMember(context, id, { to: target, day: at, ground: 'x' });
            if (!allowed) expect(act).toThrow(Refusal);
            else if (act().moved) pages.push({ from: at, group: target });
          }
          for (const on of [-400, 0, 1, 5, 12, 20, 29, 30, 33]) {
            const at = addDays(day('2026-02-10'), on);
            const found = groupsOnDay(db, at);
            people.forEach((id, who) => {
              expect(found.get(id)).toBe(diary[who]?.findLast(({ from }) => from <= at)?.group);
            });
          }
        } finally {
          db.raw.exec('ROLLBACK TO trial; RELEASE trial');
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('leaders', () => {
  it('take office from a day, follow one another, and stay on the list of those before', async () => {
    const groupId = await group(unique('组'));
    const [one, two] = [await member('子一', groupId), await member('子二')];
    const office = '组长';
    const first = await test.call('members.setLeader', { groupId, memberId: one, office, day: day('2025-01-01') });
    expect((await nodeOf(groupId))?.leaders).toMatchObject([{ name: '子一', office, from: '2025-01-01' }]);
    await test.call('members.setLeader', {
      groupId,
      memberId: two,
      office,
      day: day('2026-03-01'),
      replaces: first.id,
    });
    expect((await nodeOf(groupId))?.leaders).toMatchObject([{ name: '子二', from: '2026-03-01' }]);
    expect(await test.call('members.listGroupLeaders', { groupId })).toMatchObject([
      { name: '子二' },
      { name: '子一', to: '2026-03-01' },
    ]);
    // who leaves the union keeps the office until it is ended; the status says it
    await leave(two, 'transferred');
    expect((await nodeOf(groupId))?.leaders).toMatchObject([{ name: '子二', status: 'transferred' }]);
  });

  it('must be members; an office is held once and ended once', async () => {
    const groupId = await group(unique('组'));
    const other = await group(unique('组'));
    const [one, gone] = [await member('丑一', groupId), await member('丑二', groupId)];
    await leave(gone, 'withdrawn');
    const set = { groupId, memberId: one, office: '组长', day: '2026-03-01' };
    const code = async (input: object) => (await test.refusal('members.setLeader', { ...set, ...input })).code;
    expect(await code({ memberId: gone })).toBe('member.leaderNotMember');
    expect(await code({ memberId: 'nobody' })).toBe('request.notFound');
    expect(await code({ groupId: 'nowhere' })).toBe('request.notFound');
    expect(await code({ day: '2026-03-16' })).toBe('member.leaderTooLate');
    expect(await code({ day: '2026-02-30' })).toBe('request.invalid');
    expect(await code({ office: ' ' })).toBe('request.invalid');
    expect(await code({ replaces: 'nobody' })).toBe('request.notFound');
    const { id } = await test.call('members.setLeader', { ...set, day: day(set.day) });
    expect(await code({})).toBe('member.leaderAlready');
    expect(await code({ groupId: other, replaces: id })).toBe('request.notFound');
    const end = async (input: object) =>
      (await test.refusal('members.endLeader', { id, day: '2026-03-10', ...input })).code;
    expect(await end({ day: '2026-02-28' })).toBe('member.leaderDays');
    expect(await end({ day: '2026-03-16' })).toBe('member.leaderTooLate');
    expect(await end({ id: 'nobody' })).toBe('request.notFound');
    await test.call('members.endLeader', { id, day: day('2026-03-10') });
    expect(await end({})).toBe('member.leaderEnded');
    expect(() => db.run(`UPDATE group_leaders SET to_day = NULL WHERE id = '${id}'`)).toThrow('audit.appendOnly');
    expect(() => db.run(`UPDATE group_leaders SET office = 'x' WHERE id = '${id}'`)).toThrow('audit.appendOnly');
    expect(() => db.run('DELETE FROM group_leaders')).toThrow('audit.appendOnly');
  });
});

describe('lists', () => {
  it('the members of a group, with those below, by status and by a few letters; ids of all', async () => {
    const branch = await group(unique('分会'), { kind: 'branch' });
    const below = await group(unique('组'), { parentId: branch });
    const [one, two] = [await member('寅一', branch), await member('卯二', below)];
    await leave(two, 'retained');
    const list = async (input: object) => {
      const filter = { groupId: branch, ...input };
      const { rows, total } = await test.call('members.listGroupMembers', filter);
      expect(total).toBe(rows.length);
      const ids = rows.map(({ id }) => id);
      expect(await test.call('members.listGroupMemberIds', filter)).toEqual(ids);
      return ids;
    };
    expect(await list({})).toEqual(expect.arrayContaining([one, two]));
    expect(await list({ below: false })).toEqual([one]);
    expect(await list({ statuses: ['retained'] })).toEqual([two]);
    expect(await list({ search: 'MAOER' })).toEqual([two]);
    expect(await list({ search: '%' })).toEqual([]);
    await move([one], '');
    expect(await list({ groupId: '' })).toContain(one);
    expect((await test.refusal('members.listGroupMembers', { groupId: 'nowhere' })).code).toBe('request.notFound');
  });

  it('read by their indexes', () => {
    const window = { limit: 100, offset: 0 };
    const groups = JSON.stringify(['g']);
    expect(explain(db, COUNT_BY_GROUP)).toContain('SCAN members USING COVERING INDEX members_searched');
    for (const groupId of ['', 'g']) {
      const { from, params } = groupMembersSql(db, { groupId, below: true, statuses: ['active'], search: 'a' });
      const plan = explain(db, groupMembersPage(from), { ...params, ...window });
      expect(plan).toContain('SCAN members USING COVERING INDEX members_searched');
      expect(plan.join()).toContain('SEARCH members USING INTEGER PRIMARY KEY');
      expect(plan.join()).toMatch(
        /SEARCH member_moves USING (PRIMARY KEY|INDEX sqlite_autoindex_member_moves_1) \(member_id=\?\)/,
      );
    }
    const span = { groups, from: '2026-01-01', to: '2026-12-31' };
    for (const sql of [COUNT_GROUP_MOVES, MOVES_OF_GROUP]) {
      const plan = explain(db, sql, { ...span, ...window }).join('\n');
      expect(plan).toContain('member_moves_into (to_group=? AND day>? AND day<?)');
      expect(plan).toContain('member_moves_out_of (from_group=? AND day>? AND day<?)');
      expect(plan).not.toMatch(/SCAN (members|member_moves)\b/);
    }
    expect(explain(db, MOVES_OF_MEMBER, { id: 'm' }).join()).toContain(
      'SEARCH member_moves USING PRIMARY KEY (member_id=?)',
    );
    expect(explain(db, LEADERS_OF_GROUP, { groupId: 'g' }).join()).toContain('group_leaders_of_group (group_id=?)');
    expect(explain(db, LEADERS_IN_OFFICE).join()).not.toContain('SCAN members');
  });
});
