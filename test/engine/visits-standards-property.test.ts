import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSqliteError } from '#electron/engine/database.ts';
import { postVoucher } from '#electron/engine/ledger/commands.ts';
import { overStandards } from '#electron/engine/visits/commands.ts';
import { makeFestival } from '#electron/engine/visits/festivals/festival.ts';
import { endFestival } from '#electron/engine/visits/festivals/hand-out.ts';
import { recordVisit } from '#electron/engine/visits/records/record.ts';
import { dropStandard, endStandard, saveStandard } from '#electron/engine/visits/standards/save-limit.ts';
import { addDays, day } from '#shared/calendar.ts';
import { memberFilter } from '#shared/contract/members/filter.ts';
import { Refusal } from '#shared/errors.ts';
import { type Fen, fen } from '#shared/money.ts';
import { STANDARD_SHAPES } from '#shared/visit-limits.ts';
import { type BareBooks, bareBooks, putMembers } from './dues-support.ts';
import { aVisit, fillBank, reverse } from './visits-support.ts';

// What must hold whatever is entered in whatever order: limits of all shapes set, changed, ended and dropped between visits, lists,
// reversals, returns and late entries.

const KINDS = ['festival', 'hospital', 'birthday'];
const FESTIVALS = ['', '春节', '端午节'];
const CASES = ['', '手术'];
const ILLNESSES = ['', '甲', '乙'];
const DUES: Fen = fen(300_000);

const when = fc.integer({ min: 0, max: 364 }).map((offset) => addDays(day('2026-01-01'), offset));
const yuan = fc.integer({ min: 1, max: 12 }).map((hundreds) => fen(hundreds * 10_000));
const ground = fc.constantFrom('', '', '', '会议');
const limit = fc.record({
  do: fc.constant('limit' as const),
  level: fc.constantFrom('higher' as const, 'own' as const),
  kindIds: fc.subarray(KINDS, { minLength: 1, maxLength: 2 }),
  from: when,
  last: fc.option(when, { nil: undefined, freq: 4 }),
  shape: fc.constantFrom(...STANDARD_SHAPES),
  amount: yuan,
  times: fc.integer({ min: 1, max: 2 }),
  percent: fc.constantFrom(1, 30, 70, 100),
  festival: fc.constantFrom(...FESTIVALS),
  caseName: fc.constantFrom(...CASES),
  whenOver: fc.constantFrom('approve' as const, 'approve' as const, 'bar' as const),
});
const step = fc.oneof(
  { weight: 3, arbitrary: limit },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('give' as const),
      who: fc.nat(1),
      kindId: fc.constantFrom(...KINDS),
      on: when,
      amount: yuan,
      festival: fc.constantFrom(...FESTIVALS),
      caseName: fc.constantFrom(...CASES),
      illness: fc.constantFrom(...ILLNESSES),
      approvalGround: ground,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('list' as const),
      on: when,
      amount: yuan,
      festival: fc.constantFrom(...FESTIVALS),
      approvalGround: ground,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('reverse' as const), which: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('return' as const), which: fc.nat(), someCame: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('end' as const),
      which: fc.nat(),
      last: fc.option(when, { nil: undefined, freq: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('drop' as const), which: fc.nat() }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

interface LimitRow {
  id: string;
  level: string;
  shape: string;
  from_day: string;
  last_day: string | null;
  amount: number | null;
  times: number | null;
  percent: number | null;
  festival: string | null;
  case_name: string;
  when_over: string;
  kinds: string;
}
interface VisitRow {
  member_id: string;
  kind_id: string;
  day: string;
  festival: string;
  case_name: string;
  illness: string;
  amount: number;
  approval_ground: string;
}

/** Runs one step; what is refused leaves everything as it was. @returns whether something was done */
function take(books: BareBooks, members: readonly string[], next: Step, serial: number): boolean {
  const pick = <T>(rows: readonly T[], which: number): T | undefined => rows[which % Math.max(1, rows.length)];
  try {
    switch (next.do) {
      case 'limit': {
        const { do: _, ...input } = next;
        books.write((context) =>
          saveStandard(context, { ...input, income: 'dues', incomeOf: 'received', source: '本省', certainty: '' }),
        );
        return true;
      }
      case 'give': {
        const { do: _, who, on, ...facts } = next;
        const form = facts.kindId === 'hospital' ? 'money' : 'goods';
        books.write((context) => recordVisit(context, aVisit(members[who] ?? '', { ...facts, day: on, form })));
        return true;
      }
      case 'list':
        books.write((context) =>
          makeFestival(context, {
            name: `第 ${serial} 份`,
            festival: next.festival,
            kindId: 'festival',
            day: next.on,
            form: 'goods',
            goods: '米油',
            amountEach: next.amount,
            filter: memberFilter.parse({ statuses: ['active'] }),
            include: [],
            exclude: [],
            approvalGround: next.approvalGround,
            method: 'bank',
            stock: [],
            attachmentCount: 1,
          }),
        );
        return true;
      case 'reverse': {
        const vouchers = books.db.all<{ id: string }>(
          `SELECT DISTINCT voucher_id AS id FROM visits
           WHERE voucher_id NOT IN (SELECT reverses_id FROM vouchers WHERE reverses_id IS NOT NULL) ORDER BY 1`,
        );
        const gone = pick(vouchers, next.which);
        if (gone) books.write((context) => reverse(context, gone.id, '2026-12-31'));
        return gone !== undefined;
      }
      case 'return': {
        const lists = books.db.all<{ id: string; first: string; signed: number }>(
          `SELECT batch_id AS id, min(id) AS first, count(signed_day) AS signed FROM visits
           WHERE batch_id IS NOT NULL GROUP BY batch_id ORDER BY 1`,
        );
        const list = pick(lists, next.which);
        if (!list) return false;
        // sometimes one person came, so that only the other's share goes back
        if (next.someCame && list.signed === 0)
          books.db.run(
            "UPDATE visits SET signed_by = '本人', signed_day = day WHERE id = :first AND id NOT IN (SELECT visit_id FROM visit_returns)",
            {
              first: list.first,
            },
          );
        const end = { batchId: list.id, day: day('2026-12-31'), reason: '未领', place: '' };
        books.write((context) => endFestival({ ...context, today: end.day }, end));
        return true;
      }
      case 'end':
      case 'drop': {
        const row = pick(books.db.all<{ id: string }>('SELECT id FROM visit_limits ORDER BY id'), next.which);
        if (!row) return false;
        if (next.do === 'drop') books.write((context) => dropStandard(context, row.id));
        else books.write((context) => endStandard(context, { id: row.id, last: next.last }));
        return true;
      }
    }
  } catch (error) {
    // a reversal that the stock forbids is refused by the schema
    if (error instanceof Refusal || (isSqliteError(error) && error.message.startsWith('stock.'))) return false;
    throw error;
  }
}

const counted = (books: BareBooks) =>
  books.db.all<VisitRow>(
    `SELECT member_id, kind_id, day, festival, case_name, illness, amount, approval_ground FROM visits
     WHERE voucher_id NOT IN (SELECT reverses_id FROM vouchers WHERE reverses_id IS NOT NULL)
       AND id NOT IN (SELECT visit_id FROM visit_returns)`,
  );
const limitRows = (books: BareBooks) =>
  books.db.all<LimitRow>(
    `SELECT visit_limits.*, (SELECT group_concat(kind_id ORDER BY kind_id) FROM visit_limit_kinds WHERE limit_id = visit_limits.id) AS kinds
     FROM visit_limits`,
  );

/** The rule in the test's own words: a limit is over a visit of its kinds on its days, unless a closer one of its rule is. */
function isUnder(row: LimitRow, all: readonly LimitRow[], visit: VisitRow): boolean {
  const reaches = (one: LimitRow) =>
    one.kinds.split(',').includes(visit.kind_id) &&
    one.from_day <= visit.day &&
    visit.day <= (one.last_day ?? '9999') &&
    (one.festival === null || one.festival === visit.festival) &&
    (one.case_name === '' || one.case_name === visit.case_name);
  const rank = (one: LimitRow) => (one.case_name === '' ? 0 : 2) + (one.festival === null ? 0 : 1);
  const closer = (one: LimitRow) =>
    one.level === row.level &&
    one.shape === row.shape &&
    one.kinds === row.kinds &&
    reaches(one) &&
    rank(one) > rank(row);
  return reaches(row) && !all.some(closer);
}

/** Visits that a limit counts together, by what it counts them by. */
function groupsUnder(row: LimitRow, visits: readonly VisitRow[]): VisitRow[][] {
  const groups = new Map<string, VisitRow[]>();
  visits.forEach((visit, index) => {
    const by: Record<string, unknown> = {
      perTime: index,
      perFestival: [visit.member_id, visit.festival],
      oncePerIllness: [visit.member_id, visit.illness],
      incomeShare: 'union',
    };
    const key = JSON.stringify(by[row.shape] ?? visit.member_id);
    groups.set(key, [...(groups.get(key) ?? []), visit]);
  });
  return [...groups.values()];
}

function assertWithinLimits(books: BareBooks): void {
  const rows = limitRows(books);
  const visits = counted(books);
  for (const row of rows) {
    for (const group of groupsUnder(
      row,
      visits.filter((visit) => isUnder(row, rows, visit)),
    )) {
      const sum = group.reduce((total, visit) => total + visit.amount, 0);
      const over =
        row.times !== null
          ? group.length > row.times
          : sum > (row.amount ?? Math.floor((DUES * (row.percent ?? 0)) / 100));
      const approved = row.when_over === 'approve' && group.some((visit) => visit.approval_ground !== '');
      if (over && !approved) throw new Error(`over ${JSON.stringify(row)}: ${JSON.stringify(group)}`);
    }
  }
}

const recorded = (books: BareBooks) =>
  JSON.stringify([books.db.all('SELECT * FROM visits ORDER BY id'), overStandards(books.db, 2026)]);

describe('whatever is entered', () => {
  it('nobody, and not the union, gets more than a limit without a recorded approval; changing limits changes no visit and no judgement', () => {
    const done: Record<string, number> = {};
    const books = bareBooks();
    books.write(fillBank);
    books.db.run('DELETE FROM visit_limit_kinds');
    books.db.run('DELETE FROM visit_limits');
    books.write((context) =>
      postVoucher(context, {
        day: day('2026-01-01'),
        summary: '会费',
        source: 'manual',
        entries: [
          { accountId: '2021:102', debit: DUES, credit: fen(0) },
          { accountId: '2021:401', debit: fen(0), credit: DUES },
        ],
      }),
    );
    const members = putMembers(books.db, [
      { number: '0001', name: '张三' },
      { number: '0002', name: '李四' },
    ]);
    fc.assert(
      fc.property(fc.array(step, { minLength: 8, maxLength: 22 }), (steps) => {
        // each run starts from the same books again
        books.db.raw.exec('SAVEPOINT run');
        try {
          steps.forEach((next, serial) => {
            const changesRules = next.do === 'limit' || next.do === 'end' || next.do === 'drop';
            const before = changesRules ? recorded(books) : '';
            if (take(books, members, next, serial)) done[next.do] = (done[next.do] ?? 0) + 1;
            if (changesRules) expect(recorded(books)).toBe(before);
          });
          assertWithinLimits(books);
          for (const found of overStandards(books.db, 2026)) expect(found.ground).not.toBe('');
        } finally {
          books.db.raw.exec('ROLLBACK TO run; RELEASE run');
        }
      }),
      { numRuns: 80 },
    );
    books.dispose();
    // every step was done many times, not only refused
    for (const what of ['limit', 'give', 'list', 'reverse', 'return', 'end', 'drop'])
      expect([what, (done[what] ?? 0) > 10]).toEqual([what, true]);
  });
});
