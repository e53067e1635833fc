import type { Day, Month } from '#shared/calendar.ts';
import type { MemberStatus, RetainedKind, Sex } from '#shared/contract/members.ts';
import { refuse } from '#shared/errors.ts';
import { defaultChangeMonth } from '#shared/membership.ts';
import { pinyinOf } from '#shared/pinyin.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { reopenGroup } from '../groups/close-group.ts';
import { recordMove } from '../groups/moves.ts';

// The statements that write members. Checks come before them (checks.ts, save.ts, roster-*.ts).

/** The particulars of a member as they are stored. */
export interface MemberFacts {
  number: string;
  name: string;
  sex: Sex | undefined;
  birthday: Day | undefined;
  idNumber: string;
  phone: string;
  ethnicity: string;
  political: string;
  education: string;
  groupId: string | undefined;
  /** A day, only a month, or '' when it is not known. */
  joined: string;
  note: string;
}

/** Writes a new member together with the first line of the membership history. */
export function insertMember(
  context: WriteContext,
  facts: MemberFacts,
  status: MemberStatus,
  ground: string,
  day: Day = context.today,
): string {
  const id = context.newId();
  context.db.run(
    `INSERT INTO members (id, number, name, pinyin, initials, sex, birthday, id_number, phone, ethnicity, political, education, group_id, status, joined, note, search_text)
     VALUES (:id, :number, :name, :pinyin, :initials, :sex, :birthday, :idNumber, :phone, :ethnicity, :political, :education, :groupId, :status, :joined, :note,
       lower(:name || '|' || :pinyin || '|' || :initials || '|' || :number || '|' || :phone))`,
    { id, status, ...columnsOf(facts) },
  );
  appendChange(context, id, 1, { day, from: '', to: status, ground });
  return id;
}

/**
 * Writes the particulars of a member. A change of the group is a move of today, kept with its ground.
 * @throws Refusal `member.groupClosed` by the schema
 */
export function updateMember(context: WriteContext, id: string, facts: MemberFacts, ground: string): void {
  const now = context.db.get<{ group_id: string | null }>('SELECT group_id FROM members WHERE id = :id', { id });
  const from = now?.group_id ?? undefined;
  if (facts.groupId !== from) recordMove(context, id, { from, to: facts.groupId, day: context.today, ground });
  context.db.run(
    `UPDATE members SET number = :number, name = :name, pinyin = :pinyin, initials = :initials, sex = :sex, birthday = :birthday,
       id_number = :idNumber, phone = :phone, ethnicity = :ethnicity, political = :political, education = :education,
       group_id = :groupId, joined = :joined, note = :note,
       search_text = lower(:name || '|' || :pinyin || '|' || :initials || '|' || :number || '|' || :phone)
     WHERE id = :id`,
    { id, ...columnsOf(facts) },
  );
}

function columnsOf(facts: MemberFacts) {
  const { full: pinyin, initials } = pinyinOf(facts.name);
  return { ...facts, pinyin, initials };
}

export interface StatusChange {
  day: Day;
  from: MemberStatus | '';
  to: MemberStatus;
  ground: string;
  /** From which month on it counts for dues; without it the default of the target state. */
  month?: Month;
  kind?: RetainedKind;
  approval?: string;
  approvedDay?: Day;
  destination?: string;
  talkId?: string;
  /** The sequence of the change that it undoes. */
  undoes?: number;
}

/** Appends to the membership history; the status that the list shows follows from it (trigger `member_status_follows`). */
export function addChange(context: WriteContext, memberId: string, change: StatusChange): void {
  const { db } = context;
  const last = db.get<{ last: number | null }>(
    'SELECT max(sequence) AS last FROM member_changes WHERE member_id = :memberId',
    { memberId },
  );
  const before = db.get<{ month: Month | '' | null }>(
    'SELECT max(month) AS month FROM member_changes_standing WHERE member_id = :memberId',
    { memberId },
  );
  const month = change.month ?? defaultChangeMonth(change.to, change.day, before?.month || undefined);
  appendChange(context, memberId, (last?.last ?? 0) + 1, { ...change, month });
}

function appendChange(context: WriteContext, memberId: string, sequence: number, change: StatusChange): void {
  context.db.run(
    `INSERT INTO member_changes (member_id, sequence, day, from_status, to_status, ground, operator, month, kind, approval,
       approved_day, destination, talk_id, undoes, recorded_at)
     VALUES (:memberId, :sequence, :day, :from, :to, :ground, :operator, :month, :kind, :approval, :approvedDay, :destination,
       :talkId, :undoes, :now)`,
    {
      memberId,
      sequence,
      day: change.day,
      from: change.from,
      to: change.to,
      ground: change.ground,
      operator: context.operator,
      month: change.month,
      kind: change.kind ?? '',
      approval: change.approval ?? '',
      approvedDay: change.approvedDay,
      destination: change.destination ?? '',
      talkId: change.talkId,
      undoes: change.undoes,
      now: context.now,
    },
  );
}

/**
 * Finds groups by name and makes those that are missing; remembers them for the length of an import. A dissolved group that a
 * roster names again is restored: names are unique in the whole union.
 */
export class GroupsByName {
  readonly #context: WriteContext;
  readonly #known: Map<string, string>;
  readonly #closed: Map<string, string>;

  constructor(context: WriteContext) {
    this.#context = context;
    const groups = context.db.all<{ id: string; name: string; closed_day: string | null }>(
      'SELECT id, name, closed_day FROM groups',
    );
    const named = (closed: boolean) =>
      new Map(groups.filter((group) => (group.closed_day !== null) === closed).map(({ id, name }) => [name, id]));
    this.#known = named(false);
    this.#closed = named(true);
  }

  /** @returns the group's id, undefined for '' */
  idOf(name: string): string | undefined {
    const known = this.#known.get(name);
    if (known !== undefined || name === '') return known;
    const closed = this.#closed.get(name);
    if (closed !== undefined) {
      reopenGroup(this.#context, { id: closed });
      this.#known.set(name, closed);
      return closed;
    }
    const id = this.#context.newId();
    this.#context.db.run('INSERT INTO groups (id, name) VALUES (:id, :name)', { id, name });
    this.#context.trail({ subject: 'group', id, label: name, after: { name } });
    this.#known.set(name, id);
    return id;
  }
}

/** @throws Refusal `member.numberTaken`, `member.idNumberTaken` when another member (not `self`) carries one of them */
export function assertFree(
  db: Readable,
  { name, number, idNumber }: Pick<MemberFacts, 'name' | 'number' | 'idNumber'>,
  self: string,
): void {
  const holder = (column: 'number' | 'id_number', value: string) =>
    value === ''
      ? undefined
      : db.get<{ name: string }>(
          `SELECT name FROM members WHERE ${column} = :value AND ${column} <> '' AND id <> :self`,
          { value, self },
        );
  const byNumber = holder('number', number);
  if (byNumber) throw refuse('member.numberTaken', { number, other: byNumber.name });
  const byIdNumber = holder('id_number', idNumber);
  if (byIdNumber) throw refuse('member.idNumberTaken', { name, other: byIdNumber.name });
}
