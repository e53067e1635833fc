import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { migrate, readMigrations } from '#electron/engine/books/migrate.ts';
import { Connection } from '#electron/engine/database.ts';
import { addDays, type Day, day } from '#shared/calendar.ts';
import { type MemberStatus, RETAINED_KINDS, type Sex } from '#shared/contract/members.ts';
import { pinyinOf } from '#shared/pinyin.ts';

// Members on bare tables, for properties that need many of them and nothing else of the books.

/** The schema in memory, without a union. */
export function bareTables(): Connection {
  const raw = new Database(':memory:');
  raw.pragma('foreign_keys = ON');
  raw.pragma('recursive_triggers = ON');
  const db = new Connection(raw);
  migrate(db, readMigrations(fileURLToPath(new URL('../../migrations/', import.meta.url))), '2026-01-01T00:00:00.000Z');
  return db;
}

/** Lets members live for the length of some work; afterwards the tables are as they were. */
export function withLives<T>(db: Connection, all: readonly Life[], work: () => T): T {
  db.raw.exec('BEGIN');
  try {
    live(db, all);
    return work();
  } finally {
    db.raw.exec('ROLLBACK');
  }
}

/** A member as a model knows it: what was done, in order. */
export interface Life {
  id: string;
  number: string;
  name: string;
  sex: Sex | undefined;
  birthday: Day | undefined;
  idNumber: string;
  phone: string;
  political: string;
  education: string;
  joined: string;
  /** The day of the entry in the books and the status it began with. */
  entered: Day;
  first: MemberStatus;
  group: string | undefined;
  changes: {
    day: Day;
    to: MemberStatus;
    kind: '' | 'retired' | 'unemployed' | 'other';
    ground: string;
    undo: boolean;
  }[];
  moves: { day: Day; to: string | undefined }[];
  singleParent: boolean;
  marital: string;
  employment: string;
  hasParticulars: boolean;
}

const NAMES = ['张伟', '张 伟', '李敏', '单雨桐', '买买提·依明', '买买提依明', '王芳', 'Anna Lee'] as const;
const POLITICAL = ['', '中共党员', '群众', '共青团员'] as const;
const EDUCATION = ['', '本科', '大专'] as const;
export const GROUPS = ['g0', 'g1', 'g2', 'g3'] as const;
/** g1 and g2 are below g0. */
export const PARENTS: Readonly<Record<string, string | undefined>> = { g1: 'g0', g2: 'g1' };
export const GROUP_NAMES: Readonly<Record<string, string>> = { g0: '一分会', g1: '英语组', g2: '英语二组', g3: '后勤' };

const dayFrom = (first: Day, days: number) => fc.integer({ min: 0, max: days }).map((offset) => addDays(first, offset));
const aDay = dayFrom(day('2023-01-01'), 1200);
const aBirthday = dayFrom(day('1955-01-01'), 18_500);

/** What may follow a status in these lives; all of them are let through by the schema. */
const NEXT: Readonly<Record<MemberStatus, readonly MemberStatus[]>> = {
  applied: ['active', 'withdrawn'],
  active: ['retained', 'transferred', 'withdrawn', 'deceased'],
  retained: ['active', 'transferred', 'deceased'],
  transferred: ['active'],
  withdrawn: ['active'],
  lapsed: [],
  expelled: [],
  deceased: [],
};

const step = fc.record({
  after: fc.integer({ min: 0, max: 200 }),
  pick: fc.nat(),
  undo: fc.boolean(),
  kind: fc.constantFrom('' as const, ...RETAINED_KINDS),
  ground: fc.constantFrom('退休', '本人申请', '离休手续'),
});
const particulars = fc.record({
  hasParticulars: fc.boolean(),
  singleParent: fc.boolean(),
  marital: fc.constantFrom('', '已婚', '离异'),
  employment: fc.constantFrom('', '在编', '合同制'),
});

/** A random life: entered some day, then changes and moves in the order of their days, some of the changes undone. */
const aLife = fc
  .record({
    name: fc.constantFrom(...NAMES),
    sex: fc.constantFrom<Sex | undefined>('male', 'female', undefined),
    birthday: fc.option(aBirthday, { nil: undefined }),
    withIdNumber: fc.boolean(),
    phone: fc.constantFrom('', '13800001111', '13900002222', '0571-87654321'),
    political: fc.constantFrom(...POLITICAL),
    education: fc.constantFrom(...EDUCATION),
    joinedDay: fc.option(aDay, { nil: undefined }),
    joinedMonth: fc.boolean(),
    entered: aDay,
    first: fc.constantFrom<MemberStatus>('active', 'active', 'retained', 'applied'),
    group: fc.constantFrom<string | undefined>(undefined, ...GROUPS),
    steps: fc.array(step, { maxLength: 4 }),
    moves: fc.array(fc.record({ after: fc.integer({ min: 0, max: 300 }), to: fc.constantFrom(undefined, ...GROUPS) }), {
      maxLength: 3,
    }),
    particulars,
  })
  .map(({ withIdNumber, joinedDay, joinedMonth, steps, moves, particulars: more, ...life }) => {
    const joined =
      joinedDay === undefined || life.first === 'applied' ? '' : joinedMonth ? joinedDay.slice(0, 7) : joinedDay;
    return {
      ...life,
      ...(more.hasParticulars ? more : { hasParticulars: false, singleParent: false, marital: '', employment: '' }),
      idNumber: withIdNumber ? 'given' : '',
      joined,
      changes: changesOf(life.first, life.entered, steps),
      moves: movesOf(life.group, life.entered, moves),
    };
  });

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
function changesOf(first: MemberStatus, entered: Day, steps: readonly Step[]): Life['changes'] {
  const standing: MemberStatus[] = [first];
  const changes: Life['changes'] = [];
  let on = entered;
  let undone = false;
  for (const { after, pick, undo, kind, ground } of steps) {
    on = addDays(on, after);
    const now = standing.at(-1) ?? first;
    if (undo && standing.length > 1 && !undone) {
      standing.pop();
      changes.push({ day: on, to: standing.at(-1) ?? first, kind: '', ground: '更正', undo: true });
      undone = true;
      continue;
    }
    const choices = NEXT[now];
    const to = choices[pick % Math.max(1, choices.length)];
    if (to === undefined) break;
    standing.push(to);
    changes.push({ day: on, to, kind: to === 'retained' ? kind : '', ground, undo: false });
    undone = false;
  }
  return changes;
}
function movesOf(
  first: string | undefined,
  entered: Day,
  wanted: readonly { after: number; to: string | undefined }[],
): Life['moves'] {
  const moves: Life['moves'] = [];
  let on = entered;
  let now = first;
  for (const { after, to } of wanted) {
    on = addDays(on, after);
    if (to === now) continue;
    moves.push({ day: on, to });
    now = to;
  }
  return moves;
}

/** Some members with their lives, numbered. */
export const lives: fc.Arbitrary<Life[]> = fc.array(aLife, { minLength: 1, maxLength: 14 }).map((all) =>
  all.map((life, place) => ({
    ...life,
    id: `m${place}`,
    number: String(place).padStart(4, '0'),
    idNumber: life.idNumber === '' ? '' : `id-${place}`,
  })),
);

/** Writes lives (and the groups) through the schema with all its triggers. */
function live(db: Connection, all: readonly Life[]): void {
  for (const id of GROUPS)
    db.run('INSERT INTO groups (id, name, parent_id, kind) VALUES (:id, :name, :parent, :kind)', {
      id,
      name: GROUP_NAMES[id],
      parent: PARENTS[id],
      kind: id === 'g0' ? 'branch' : 'group',
    });
  for (const life of all) enter(db, life);
}

function enter(db: Connection, life: Life): void {
  const { full: pinyin, initials } = pinyinOf(life.name);
  const { id, number, name, sex, birthday, idNumber, phone, political, education, group, first, joined, entered } =
    life;
  db.run(
    `INSERT INTO members (id, number, name, pinyin, initials, sex, birthday, id_number, phone, political, education, group_id, status, joined)
     VALUES (:id, :number, :name, :pinyin, :initials, :sex, :birthday, :idNumber, :phone, :political, :education, :group, :first, :joined)`,
    { id, number, name, pinyin, initials, sex, birthday, idNumber, phone, political, education, group, first, joined },
  );
  if (life.hasParticulars)
    db.run(
      'INSERT INTO member_particulars (member_id, single_parent, marital, employment) VALUES (:id, :single, :marital, :employment)',
      { id, single: life.singleParent ? 1 : 0, marital: life.marital, employment: life.employment },
    );
  const write = (change: {
    sequence: number;
    day: Day;
    /** The day whose month it counts from. */
    since: Day;
    from: string;
    to: string;
    kind: string;
    ground: string;
    undoes: number | null;
  }) =>
    db.run(
      `INSERT INTO member_changes (member_id, sequence, day, month, from_status, to_status, kind, ground, approval, approved_day, operator, undoes)
       VALUES (:id, :sequence, :day, substr(:since, 1, 7), :from, :to, :kind, :ground, '工会委员会', :day, '陈静', :undoes)`,
      { id, ...change },
    );
  write({ sequence: 1, day: entered, since: entered, from: '', to: first, kind: '', ground: '登记', undoes: null });
  const standing = [{ sequence: 1, status: first, day: entered }];
  for (const [place, { day: on, to, kind, ground, undo }] of life.changes.entries()) {
    const sequence = place + 2;
    const from = standing.at(-1);
    if (undo) standing.pop();
    // what undoes a change counts from the month of that change
    const since = undo ? (from?.day ?? on) : on;
    const undoes = undo ? (from?.sequence ?? null) : null;
    write({ sequence, day: on, since, from: from?.status ?? '', to, kind, ground, undoes });
    if (!undo) standing.push({ sequence, status: to, day: on });
  }
  for (const [place, { day: on, to }] of life.moves.entries())
    db.run(
      `INSERT INTO member_moves (member_id, sequence, day, from_group, to_group, ground, operator, recorded_at)
       VALUES (:id, :sequence, :on, (SELECT group_id FROM members WHERE id = :id), :to, '调动', '陈静', 'now')`,
      { id, sequence: place + 1, on, to },
    );
}

/** The status that the model has at the end of a day: what was undone never was; undefined before an application came in. */
export function statusOn(life: Life, on: Day): MemberStatus | undefined {
  const standing: { day: Day; to: MemberStatus }[] = [];
  for (const { day: changed, to, undo } of life.changes) {
    if (undo) standing.pop();
    else standing.push({ day: changed, to });
  }
  const status = standing.findLast(({ day: changed }) => changed <= on)?.to ?? life.first;
  if (status === 'applied') return life.entered <= on ? status : undefined;
  return life.joined <= on ? status : undefined;
}

export function statusNow(life: Life): MemberStatus {
  return life.changes.at(-1)?.to ?? life.first;
}
export function groupNow(life: Life): string | undefined {
  return life.moves.length === 0 ? life.group : life.moves.at(-1)?.to;
}
export function groupOn(life: Life, on: Day): string | undefined {
  const last = life.moves.findLast(({ day: moved }) => moved <= on);
  return last ? last.to : life.group;
}
/** A group with all above it. */
export function withAbove(group: string | undefined): string[] {
  const all: string[] = [];
  for (let at = group; at !== undefined; at = PARENTS[at]) all.push(at);
  return all;
}
