import type { Day } from '#shared/calendar.ts';
import type { MemberStatus, Sex } from '#shared/contract/members.ts';
import { refuse } from '#shared/errors.ts';
import { pinyinOf } from '#shared/pinyin.ts';
import type { WriteContext } from '../context.ts';
import type { Readable, Writable } from '../database.ts';

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

export function updateMember(db: Writable, id: string, facts: MemberFacts): void {
  db.run(
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
}

/** Appends to the membership history and sets the status that the list shows. */
export function addChange(context: WriteContext, memberId: string, change: StatusChange): void {
  const last = context.db.get<{ last: number | null }>(
    'SELECT max(sequence) AS last FROM member_changes WHERE member_id = :memberId',
    { memberId },
  );
  appendChange(context, memberId, (last?.last ?? 0) + 1, change);
  context.db.run('UPDATE members SET status = :to WHERE id = :memberId', { memberId, to: change.to });
}

function appendChange(context: WriteContext, memberId: string, sequence: number, change: StatusChange): void {
  context.db.run(
    `INSERT INTO member_changes (member_id, sequence, day, from_status, to_status, ground, operator)
     VALUES (:memberId, :sequence, :day, :from, :to, :ground, :operator)`,
    { memberId, sequence, ...change, operator: context.operator },
  );
}

/** Finds groups by name and makes those that are missing; remembers them for the length of an import. */
export class GroupsByName {
  readonly #context: WriteContext;
  readonly #known: Map<string, string>;

  constructor(context: WriteContext) {
    this.#context = context;
    const groups = context.db.all<{ id: string; name: string }>('SELECT id, name FROM groups');
    this.#known = new Map(groups.map(({ id, name }) => [name, id]));
  }

  /** @returns the group's id, undefined for '' */
  idOf(name: string): string | undefined {
    const known = this.#known.get(name);
    if (known !== undefined || name === '') return known;
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
