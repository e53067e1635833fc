import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changeStatus } from '#electron/engine/members/membership/change-status.ts';
import { changesSql, LIST_APPLICANTS, lastStanding } from '#electron/engine/members/membership/queries.ts';
import { LIST_TALKS, saveTalk } from '#electron/engine/members/membership/talks.ts';
import { undoChange } from '#electron/engine/members/membership/undo-change.ts';
import {
  activeMembersWithWages,
  MEMBERS_OF_MONTH,
  STATUS_IN_MONTH,
  STATUS_ON_DAY,
} from '#electron/engine/members/records/in-month.ts';
import { saveMember } from '#electron/engine/members/records/save.ts';
import { addDays, addMonths, type Day, day, type Month, month, monthOf } from '#shared/calendar.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import { MEMBER_STATUSES, type MemberRecord, type MemberStatus, memberFields } from '#shared/contract/members.ts';
import { Refusal } from '#shared/errors.ts';
import { defaultChangeMonth, NEXT_STATUSES, requiredFacts } from '#shared/membership.ts';
import { fen } from '#shared/money.ts';
import { type BareBooks, bareBooks } from './dues-support.ts';
import { explain } from './explain.ts';
import { PASSPHRASE, startWithBooks, type TestEngine } from './support.ts';

type Change = Omit<ParsedInputOf<'members.changeStatus'>, 'id'>;

/** All that any target state asks for; `talkId` is added where there is a talk. */
const full = (status: MemberStatus, on: Day, more: Partial<Change> = {}): Change => ({
  status,
  day: on,
  ground: '依据',
  kind: 'retired',
  approval: '工会委员会第 3 次会议',
  approvedDay: on,
  destination: '滨江第二中学工会',
  ...more,
});
const fieldsOf = (name: string) => memberFields.parse({ name });

describe('on bare books', () => {
  let books: BareBooks;
  beforeAll(() => {
    books = bareBooks();
  });
  afterAll(() => books.dispose());

  let serial = 0;
  const put = (status: 'applied' | 'active' = 'active'): string => {
    serial += 1;
    return books.write((context) => saveMember(context, { status, fields: fieldsOf(`会员${serial}`) })).id;
  };
  const talk = (memberId: string, on: Day = day('2026-01-05')) =>
    books.write((context) =>
      saveTalk(context, {
        memberId,
        day: on,
        speaker: '周明',
        content: '说明不交会费的后果',
        answer: '',
        outcome: 'refused',
        monthsOwed: 6,
        owed: fen(9000),
      }),
    ).id;
  const change = (id: string, input: Change) => books.write((context) => changeStatus(context, { id, ...input }));
  const undo = (id: string, sequence: number, on: Day = day('2026-03-15')) =>
    books.write((context) => undoChange(context, { id, sequence, day: on, ground: '登记有误' }));
  const codeOf = (work: () => unknown): string => {
    try {
      work();
    } catch (error) {
      if (error instanceof Refusal) return error.detail.code;
      if (error instanceof Error) return error.message;
    }
    return '';
  };
  /** Ways from an active or applied member to each state. */
  const WAYS: Readonly<Record<MemberStatus, readonly MemberStatus[]>> = {
    applied: [],
    active: [],
    retained: ['retained'],
    transferred: ['transferred'],
    withdrawn: ['withdrawn'],
    lapsed: ['lapsed'],
    expelled: ['expelled'],
    deceased: ['deceased'],
  };
  const inState = (status: MemberStatus): string => {
    const id = put(status === 'applied' ? 'applied' : 'active');
    for (const next of WAYS[status]) change(id, full(next, day('2026-01-10'), { talkId: talk(id) }));
    return id;
  };
  const statusInMonth = (id: string, at: Month): MemberStatus | undefined =>
    books.db.get<{ status: MemberStatus }>(`SELECT ${STATUS_IN_MONTH} AS status FROM members WHERE id = :id`, {
      id,
      month: at,
    })?.status;

  describe.each(MEMBER_STATUSES)('from %s', (from) => {
    it.each(MEMBER_STATUSES)('to %s as the table says, in the program and in the schema', (to) => {
      const id = inState(from);
      const input = full(to, day('2026-02-10'), { talkId: talk(id) });
      const allowed = NEXT_STATUSES[from].includes(to);
      const code = codeOf(() => change(id, input));
      if (allowed) expect(code).toBe('');
      else if (from === to) expect(code).toBe('member.sameStatus');
      else expect(code).toBe(from === 'deceased' ? 'member.deceasedFinal' : 'member.changeNotAllowed');
      // the same by SQL, on another member in the same state
      const other = inState(from);
      const sequence = books.db.get<{ next: number }>(
        'SELECT max(sequence) + 1 AS next FROM member_changes WHERE member_id = :other',
        { other },
      )?.next;
      const raw = codeOf(() =>
        books.db.run(
          `INSERT INTO member_changes (member_id, sequence, day, from_status, to_status, ground, operator, approval, approved_day, talk_id)
           VALUES (:other, :sequence, '2026-02-10', :from, :to, 'x', 'x', 'x', '2026-02-10', :talkId)`,
          { other, sequence, from, to, talkId: talk(other) },
        ),
      );
      expect(raw).toBe(allowed ? '' : 'member.changeUnfit');
    });
  });

  it.each(MEMBER_STATUSES.flatMap((from) => NEXT_STATUSES[from].map((to) => ({ from, to }))))(
    '$from to $to asks for each of its facts',
    ({ from, to }) => {
      for (const fact of requiredFacts(from, to)) {
        const id = inState(from);
        const input = { ...full(to, day('2026-02-10'), { talkId: talk(id) }) };
        if (fact === 'ground' || fact === 'approval' || fact === 'destination') input[fact] = '';
        else delete input[fact];
        // an approval is dated by its day unless another one is said
        const filledIn = fact === 'approvedDay' && to === 'active';
        expect(codeOf(() => change(id, input))).toBe(
          filledIn ? '' : to === 'lapsed' && fact !== 'ground' ? 'member.lapseUndecided' : 'request.invalid',
        );
      }
    },
  );

  it('nobody lapses without a talk before and a decision, even by SQL', () => {
    const id = put();
    const others = talk(put());
    const late = talk(id, day('2026-02-20'));
    const lapse = (more: Partial<Change>) => codeOf(() => change(id, full('lapsed', day('2026-02-10'), more)));
    expect(lapse({})).toBe('member.lapseUndecided');
    expect(lapse({ talkId: others })).toBe('member.lapseUndecided');
    expect(lapse({ talkId: late })).toBe('member.talkAfterDecision');
    const own = talk(id);
    expect(lapse({ talkId: own, approval: '' })).toBe('member.lapseUndecided');
    for (const [talkId, approval, approvedDay] of [
      [null, '会议', '2026-02-10'],
      [others, '会议', '2026-02-10'],
      [late, '会议', '2026-02-10'],
      [own, ' ', '2026-02-10'],
      [own, '会议', null],
    ]) {
      const raw = () =>
        books.db.run(
          `INSERT INTO member_changes (member_id, sequence, day, from_status, to_status, ground, operator, approval, approved_day, talk_id)
           VALUES (:id, 2, '2026-02-10', 'active', 'lapsed', 'x', 'x', :approval, :approvedDay, :talkId)`,
          { id, talkId, approval, approvedDay },
        );
      expect(raw).toThrow('member.lapseUndecided');
    }
    expect(lapse({ talkId: own })).toBe('');
  });

  it.each([
    ['an approval without a decision', "'applied', 'active', '', '2026-02-10'", 'member.approvalMissing'],
    ['an approval without a day', "'applied', 'active', '会议', NULL", 'member.approvalMissing'],
  ])('SQL cannot write %s', (_, values, code) => {
    const id = put('applied');
    expect(() =>
      books.db.run(
        `INSERT INTO member_changes (member_id, sequence, day, ground, operator, from_status, to_status, approval, approved_day)
         VALUES (:id, 2, '2026-02-10', 'x', 'x', ${values})`,
        { id },
      ),
    ).toThrow(code);
  });

  it('SQL cannot leave the chain, run months backwards, undo what is not the newest, or set the status past the history', () => {
    const id = put();
    change(id, full('retained', day('2026-01-10')));
    change(id, full('transferred', day('2026-02-10'), { month: month('2026-04') }));
    const raw = (columns: string, values: string) => () =>
      books.db.run(
        `INSERT INTO member_changes (member_id, sequence, day, ground, operator, ${columns})
         VALUES (:id, 4, '2026-03-01', 'x', 'x', ${values})`,
        { id },
      );
    const expectUnfit = (work: () => unknown) => expect(work).toThrow('member.changeUnfit');
    expectUnfit(raw('from_status, to_status', "'active', 'retained'"));
    expectUnfit(
      raw(
        'from_status, to_status, month, approval, approved_day',
        "'transferred', 'active', '2026-03', '会议', '2026-03-01'",
      ),
    );
    expectUnfit(raw('from_status, to_status, month, undoes', "'transferred', 'active', '2026-02', 2"));
    expectUnfit(raw('from_status, to_status, month, undoes', "'transferred', 'retained', '2026-03', 3"));
    expectUnfit(raw('from_status, to_status, month, undoes', "'transferred', 'active', '2026-04', 3"));
    expectUnfit(raw('from_status, to_status, month, undoes', "'transferred', 'retained', '2026-04', 9"));
    expectUnfit(() => books.db.run("UPDATE members SET status = 'active' WHERE id = :id", { id }));
    undo(id, 3);
    // what is undone is not undone again, and an undo is not undone
    expect(codeOf(() => undo(id, 3))).toBe('member.undoNotNewest');
    expect(codeOf(() => undo(id, 4))).toBe('member.undoNotNewest');
    expect(() => books.db.run("UPDATE member_talks SET content = 'x'")).toThrow('audit.appendOnly');
    expect(() => books.db.run('DELETE FROM member_talks')).toThrow('audit.appendOnly');
  });

  it('an applicant becomes a member on the day of the approval, and is none again when that is undone', () => {
    const id = put('applied');
    const approved = change(id, full('active', day('2026-02-10')));
    expect(approved).toMatchObject({ status: 'active', joined: '2026-02-10' });
    expect(statusInMonth(id, month('2026-01'))).toBe('applied');
    expect(statusInMonth(id, month('2026-02'))).toBe('active');
    expect(undo(id, 2)).toMatchObject({ status: 'applied', joined: '' });
    expect(change(id, full('active', day('2026-03-01')))).toMatchObject({ status: 'active', joined: '2026-03-01' });
  });

  it('who comes back by a new approval keeps the first day of joining; the dues begin anew with the approval', () => {
    const id = put('applied');
    change(id, full('active', day('2025-02-10')));
    change(id, full('withdrawn', day('2025-06-10')));
    change(id, full('applied', day('2026-01-10')));
    expect(change(id, full('active', day('2026-02-10')))).toMatchObject({ status: 'active', joined: '2025-02-10' });
    const since = (at: Month) => activeMembersWithWages(books.db, at).members.find((member) => member.id === id)?.since;
    expect(since(month('2025-05'))).toBe('2025-02');
    expect(since(month('2025-06'))).toBeUndefined();
    expect(since(month('2026-01'))).toBeUndefined();
    expect(since(month('2026-03'))).toBe('2026-02');
  });

  it('who retires in September pays for September (潍坊 2024): 保留会籍 counts from the month after', () => {
    const id = put();
    change(id, full('retained', day('2025-09-10')));
    expect(statusInMonth(id, month('2025-09'))).toBe('active');
    expect(statusInMonth(id, month('2025-10'))).toBe('retained');
    expect(defaultChangeMonth('retained', day('2025-12-31'), undefined)).toBe('2026-01');
    expect(defaultChangeMonth('withdrawn', day('2025-12-31'), undefined)).toBe('2025-12');
    // a death in the month of the retirement does not count before it
    expect(change(id, full('deceased', day('2025-09-20'), { ground: '' })).changes.at(-1)).toMatchObject({
      month: '2025-10',
      ground: '',
      kind: '',
      destination: '',
    });
  });

  it('the history of a member and the status on a day are found by key', () => {
    const steps = explain(books.db, MEMBERS_OF_MONTH, { month: '2026-03' }).join();
    expect(steps).toContain('SEARCH change USING PRIMARY KEY (member_id=?)');
    expect(steps).toContain('SEARCH undo USING COVERING INDEX member_change_undone_once');
    expect(explain(books.db, `SELECT ${STATUS_ON_DAY} FROM members`, { day: '2026-03-01' }).join()).toContain(
      'SEARCH change USING PRIMARY KEY (member_id=?)',
    );
    const filter = { fromDay: day('2026-01-01'), toDay: day('2026-12-31'), statuses: [], search: '' };
    const { rows, params } = changesSql(filter);
    const listed = explain(books.db, rows, { ...params, limit: 10, offset: 0 });
    expect(listed[0]).toContain('SEARCH change USING INDEX member_changes_by_day (day>? AND day<?)');
    expect(listed.join()).not.toContain('TEMP B-TREE');
    expect(explain(books.db, LIST_TALKS, { memberId: 'x' }).join()).toContain('USING INDEX member_talks_of_member');
    expect(explain(books.db, LIST_APPLICANTS, { limit: 10, offset: 0 })[0]).toContain('members_searched');
  });

  it('any life: the status of every month and day is what a simple model says, whatever was undone', () => {
    const step = fc.record({
      undo: fc.boolean(),
      pick: fc.nat(9),
      days: fc.nat(40),
      months: fc.integer({ min: -2, max: 4 }),
      own: fc.boolean(),
    });
    const first = day('2025-01-05');
    const months = Array.from({ length: 24 }, (_, index) => addMonths(month('2024-11'), index));
    fc.assert(
      fc.property(fc.constantFrom('applied', 'active'), fc.array(step, { maxLength: 12 }), (begin, steps) => {
        const id = put(begin);
        const talkId = talk(id, day('2024-12-01'));
        const stack: { day: Day; month: Month; to: MemberStatus; sequence: number }[] = [];
        const now = (): MemberStatus => stack.at(-1)?.to ?? begin;
        let today = first;
        let sequence = 1;
        for (const { undo: undoes, pick, days, months: shift, own } of steps) {
          today = addDays(today, days);
          const top = stack.at(-1);
          if (undoes && top) {
            undo(id, top.sequence, today);
            stack.pop();
          } else {
            const next = NEXT_STATUSES[now()];
            const to = next[pick % Math.max(1, next.length)];
            if (to === undefined) continue;
            const wanted = own ? addMonths(monthOf(today), shift) : undefined;
            const at = wanted ?? defaultChangeMonth(to, today, top?.month);
            const input = full(to, today, { talkId, ...(wanted ? { month: wanted } : {}) });
            if (top && at < top.month) {
              expect(codeOf(() => change(id, input))).toBe('member.monthBackwards');
              continue;
            }
            change(id, input);
            stack.push({ day: today, month: at, to, sequence: sequence + 1 });
          }
          sequence += 1;
        }
        const last = (fits: (one: (typeof stack)[number]) => boolean) => stack.findLast(fits)?.to ?? begin;
        for (const at of months) expect(statusInMonth(id, at)).toBe(last((one) => one.month <= at));
        const onDay = books.db.get<{ status: MemberStatus }>(
          `SELECT ${STATUS_ON_DAY} AS status FROM members WHERE id = :id`,
          { id, day: '2025-04-01' },
        );
        expect(onDay?.status).toBe(last((one) => one.day <= '2025-04-01'));
        expect(books.db.get('SELECT status FROM members WHERE id = :id', { id })).toEqual({ status: now() });
        expect(lastStanding(books.db, id)?.sequence).toBe(stack.at(-1)?.sequence);
      }),
      { numRuns: 120 },
    );
  });
});

describe('in the program', () => {
  let test: TestEngine;
  beforeAll(async () => {
    test = await startWithBooks();
  });
  afterAll(() => test.dispose());
  let serial = 0;
  const save = (status?: 'applied' | 'active'): Promise<MemberRecord> => {
    serial += 1;
    return test.call('members.save', { ...(status ? { status } : {}), fields: { name: `会员${serial}` } });
  };
  let id = '';
  beforeEach(async () => {
    id = (await save()).id;
  });
  const head = async () => (await test.call('union.listTrail', { limit: 1 })).head;

  const HOSTILE: [string, string, Record<string, unknown>][] = [
    ['request.notFound', 'members.changeStatus', { id: 'nobody' }],
    ['request.invalid', 'members.changeStatus', { day: '2026-02-30' }],
    ['request.invalid', 'members.changeStatus', { month: '2026-13' }],
    ['request.invalid', 'members.changeStatus', { month: '2027-06' }],
    ['request.invalid', 'members.changeStatus', { kind: 'tired' }],
    ['request.invalid', 'members.changeStatus', { ground: ' ' }],
    ['request.invalid', 'members.changeStatus', { ground: '长'.repeat(201) }],
    ['request.invalid', 'members.changeStatus', { approvedDay: '2026-03-16' }],
    ['member.changeTooLate', 'members.changeStatus', { day: '2026-03-16' }],
    ['member.sameStatus', 'members.changeStatus', { status: 'active' }],
    ['member.changeNotAllowed', 'members.changeStatus', { status: 'applied' }],
    ['member.lapseUndecided', 'members.changeStatus', { status: 'lapsed', talkId: 'nothing' }],
    ['member.nothingToUndo', 'members.undoChange', { sequence: 1 }],
    ['request.invalid', 'members.undoChange', { sequence: -1 }],
    ['request.notFound', 'members.undoChange', { id: 'nobody', sequence: 2 }],
  ];
  it.each(HOSTILE)('%s for %s %j, and nothing is written', async (code, name, more) => {
    const usual =
      name === 'members.undoChange'
        ? { id, day: '2026-03-10', ground: '有误' }
        : { id, status: 'retained', kind: 'retired', day: '2026-03-10', ground: '退休' };
    const before = await head();
    if (name !== 'members.undoChange' && name !== 'members.changeStatus') throw new Error(name);
    const refused = await test.refusal(name, { ...usual, ...more });
    expect(refused.code).toBe(code);
    expect(refused.sentence).toMatch(/。$/);
    expect(await head()).toBe(before);
    expect((await test.call('members.get', { id })).changes).toHaveLength(1);
  });

  it('an undo says which change it undoes and stays beside it', async () => {
    await test.call('members.changeStatus', {
      id,
      status: 'transferred',
      day: day('2026-03-01'),
      ground: '调动',
      destination: '滨江第二中学工会',
    });
    const undone = await test.call('members.undoChange', {
      id,
      sequence: 2,
      day: day('2026-03-10'),
      ground: '登记有误',
    });
    expect(undone.status).toBe('active');
    expect(undone.changes).toMatchObject([
      { to: 'active', undone: false },
      { to: 'transferred', undone: true, destination: '滨江第二中学工会', month: '2026-03' },
      { from: 'transferred', to: 'active', undoes: 2, undone: false, month: '2026-03' },
    ]);
  });

  it('approves several applicants with one decision, all or none', async () => {
    const applicants = [await save('applied'), await save('applied')];
    const ids = applicants.map((member) => member.id);
    expect((await test.call('members.listApplicants', {})).rows).toMatchObject([
      { id: ids[0], ground: '收到入会申请', since: '2026-03-15' },
      { id: ids[1] },
    ]);
    const decision = {
      status: 'active',
      day: day('2026-03-12'),
      ground: '审核批准',
      approval: '3月委员会会议',
    } as const;
    const before = await head();
    expect((await test.refusal('members.changeSeveral', { ...decision, ids: [...ids, id] })).code).toBe(
      'member.sameStatus',
    );
    expect(await head()).toBe(before);
    expect((await test.call('members.listApplicants', {})).total).toBe(2);
    expect(await test.call('members.changeSeveral', { ...decision, ids: [...ids, ...ids] })).toEqual({ members: 2 });
    expect((await test.call('members.listApplicants', {})).total).toBe(0);
    for (const one of ids) {
      const record = await test.call('members.get', { id: one });
      expect(record.joined).toBe('2026-03-12');
      expect(record.changes.at(-1)).toMatchObject({ approval: '3月委员会会议', approvedDay: '2026-03-12' });
    }
  });

  it('an applicant has no day of joining yet, and the status is said for a new member only', async () => {
    const fields = { name: '新人', joined: day('2026-01-01') };
    expect((await test.refusal('members.save', { status: 'applied', fields })).code).toBe('request.invalid');
    const applicant = await save('applied');
    expect((await test.refusal('members.save', { id: applicant.id, fields })).code).toBe('request.invalid');
    expect((await test.refusal('members.save', { id, status: 'applied', fields: { name: '改' } })).code).toBe(
      'request.invalid',
    );
  });

  it('lists the changes between two days by kind, the newest first, without the entries in the books', async () => {
    const from = (await test.call('members.listChanges', { fromDay: day('2026-01-01'), toDay: day('2026-12-31') }))
      .total;
    await test.call('members.changeSeveral', {
      ids: [id],
      status: 'retained',
      kind: 'unemployed',
      day: day('2026-02-10'),
      ground: '合同到期',
    });
    const range = { fromDay: day('2026-02-10'), toDay: day('2026-02-10') };
    const found = await test.call('members.listChanges', range);
    expect(found).toMatchObject({ total: 1, counts: { retained: 1, active: 0 } });
    expect(found.rows[0]).toMatchObject({ memberId: id, kind: 'unemployed', month: '2026-03', from: 'active' });
    expect((await test.call('members.listChanges', { ...range, statuses: ['transferred'] })).total).toBe(0);
    expect((await test.call('members.listChanges', { ...range, search: '没有这个人' })).rows).toEqual([]);
    expect(
      (await test.call('members.listChanges', { fromDay: day('2026-01-01'), toDay: day('2026-12-31') })).total,
    ).toBe(from + 1);
  });

  it('keeps talks as they were, refuses one that is to come, and hides them from the committee', async () => {
    const input = {
      memberId: id,
      day: day('2026-03-10'),
      speaker: '周明',
      content: '说明章程的规定',
      outcome: 'promise',
    } as const;
    expect((await test.refusal('members.saveTalk', { ...input, day: '2026-03-16' })).code).toBe('member.talkTooLate');
    expect((await test.refusal('members.saveTalk', { ...input, memberId: 'nobody' })).code).toBe('request.notFound');
    expect((await test.refusal('members.saveTalk', { ...input, owed: -1 })).code).toBe('request.invalid');
    expect((await test.refusal('members.saveTalk', { ...input, content: ' ' })).code).toBe('request.invalid');
    await test.call('members.saveTalk', { ...input, monthsOwed: 6, owed: fen(12000), answer: '下月补缴' });
    await test.call('members.saveTalk', { ...input, day: day('2026-03-14') });
    expect(await test.call('members.listTalks', { memberId: id })).toMatchObject([
      { day: '2026-03-14', owed: 0 },
      { day: '2026-03-10', monthsOwed: 6, owed: 12000, answer: '下月补缴', operator: '陈静' },
    ]);
    const { recent } = await test.call('books.lock', {});
    const book = recent[0]?.book ?? '';
    await test.call('books.unlock', { book, passphrase: PASSPHRASE, role: 'committee' });
    for (const [name, asked] of [
      ['members.listTalks', { memberId: id }],
      ['members.listChanges', { fromDay: '2026-01-01', toDay: '2026-12-31' }],
      ['members.saveTalk', input],
      ['members.undoChange', { id, sequence: 2, day: '2026-03-10', ground: 'x' }],
    ] as const)
      expect((await test.refusal(name, asked)).code).toBe('request.notPermitted');
    await test.call('books.lock', {});
    await test.call('books.unlock', { book, passphrase: PASSPHRASE, role: 'treasurer' });
  });
});
