import type { z } from 'zod';
import type { Day } from '#shared/calendar.ts';
import {
  MEMBER_STATUS_NAMES,
  type MemberRecord,
  type MemberStatus,
  type memberFields,
} from '#shared/contract/members.ts';
import { refuse } from '#shared/errors.ts';
import { plainName, plainNumber, plainPhone, readIdentity } from '#shared/member-checks.ts';
import type { WriteContext } from '../context.ts';
import { readMember } from './queries.ts';
import { writeWages } from './wages.ts';
import { addChange, assertFree, insertMember, type MemberFacts, updateMember } from './write.ts';

type MemberInput = z.output<typeof memberFields>;

/**
 * Makes a member (active from the start) or changes one's particulars. Sex and birthday follow from the identity number;
 * given and different, they are refused.
 * @throws Refusal `request.notFound`, `request.invalid`, `member.idNumber`, `member.idNumberTaken`, `member.numberTaken`,
 *   `member.sexMismatch`, `member.birthdayMismatch`, `member.phone`
 */
export function saveMember(
  context: WriteContext,
  input: { id?: string | undefined; fields: MemberInput },
): MemberRecord {
  const { db } = context;
  const before = input.id === undefined ? undefined : readMember(db, input.id);
  const facts = factsOf(context, input.fields);
  assertFree(db, facts, before?.id ?? '');
  const id = before?.id ?? insertMember(context, facts, 'active', '登记入册');
  if (before) updateMember(db, id, facts);
  const { wage } = input.fields;
  if (wage) writeWages(db, id, wage.from, wage.items);
  const after = readMember(db, id);
  context.trail({ subject: 'member', id, label: labelOf(after), ...(before ? { before } : {}), after });
  return after;
}

/** The checked particulars. */
function factsOf(context: WriteContext, input: MemberInput): MemberFacts {
  const name = plainName(input.name);
  if (name === '') throw refuse('request.invalid', { field: '姓名', problem: '没有填写' });
  const { number: idNumber, sex, birthday } = identityOf(context.today, name, input);
  const phone = plainPhone(input.phone);
  if (phone === undefined) throw refuse('member.phone', { phone: input.phone });
  if (input.groupId !== undefined && !context.db.get('SELECT 1 FROM groups WHERE id = :id', { id: input.groupId }))
    throw refuse('request.notFound', { what: '工会小组' });
  const { ethnicity, political, education, groupId, joined, note } = input;
  return {
    name,
    number: plainNumber(input.number),
    idNumber,
    sex,
    birthday,
    phone,
    ethnicity,
    political,
    education,
    groupId,
    joined,
    note,
  };
}

/** A member without an identity card (yet) is allowed here; a roster row is not. */
function identityOf(
  today: Day,
  name: string,
  input: MemberInput,
): Pick<MemberFacts, 'sex' | 'birthday'> & { number: string } {
  const { sex, birthday } = input;
  if (input.idNumber === '') return { number: '', sex, birthday };
  const identity = readIdentity(input.idNumber, today);
  if (!identity.ok) throw refuse('member.idNumber', { name, problem: identity.problem });
  if (sex !== undefined && sex !== identity.sex) throw refuse('member.sexMismatch', { name });
  if (birthday !== undefined && birthday !== identity.birthday) throw refuse('member.birthdayMismatch', { name });
  return identity;
}

/** What a person recognises a member by. */
export function labelOf({ number, name }: { number: string; name: string }): string {
  return [number, name].filter(Boolean).join(' ');
}

export interface StatusInput {
  id: string;
  status: MemberStatus;
  day: Day;
  ground: string;
}

/**
 * Changes the membership status; the history keeps day, ground and operator. Changes come in the order of their days; the
 * first line, the entry in these books, does not count, because somebody may have retired before the books began.
 * @throws Refusal `request.notFound`, `member.sameStatus`, `member.changeTooLate`, `member.changeTooEarly`
 */
export function changeStatus(context: WriteContext, { id, status, day, ground }: StatusInput): MemberRecord {
  const before = readMember(context.db, id);
  const { name } = before;
  if (before.status === status) throw refuse('member.sameStatus', { name, status: MEMBER_STATUS_NAMES[status] });
  if (day > context.today) throw refuse('member.changeTooLate', { name, day });
  const last = before.changes.slice(1).at(-1);
  if (last && day < last.day) throw refuse('member.changeTooEarly', { name, day: last.day });
  addChange(context, id, { day, from: before.status, to: status, ground });
  context.trail({
    subject: 'member',
    id,
    label: labelOf(before),
    before: { status: before.status },
    after: { status, day, ground },
  });
  return readMember(context.db, id);
}

/**
 * Makes a group or renames one.
 * @throws Refusal `member.groupExists`, `request.notFound`
 */
export function saveGroup(context: WriteContext, input: { id?: string | undefined; name: string }): { id: string } {
  const { db } = context;
  const name = plainName(input.name);
  const before =
    input.id === undefined
      ? undefined
      : db.get<{ id: string; name: string }>('SELECT id, name FROM groups WHERE id = :id', { id: input.id });
  if (input.id !== undefined && !before) throw refuse('request.notFound', { what: '工会小组' });
  if (name === '') throw refuse('request.invalid', { field: '工会小组', problem: '没有填写' });
  const same = db.get<{ id: string }>('SELECT id FROM groups WHERE name = :name', { name });
  if (same && same.id !== before?.id) throw refuse('member.groupExists', { name });
  const id = before?.id ?? context.newId();
  db.run('INSERT INTO groups (id, name) VALUES (:id, :name) ON CONFLICT (id) DO UPDATE SET name = excluded.name', {
    id,
    name,
  });
  context.trail({
    subject: 'group',
    id,
    label: name,
    ...(before ? { before: { name: before.name } } : {}),
    after: { name },
  });
  return { id };
}
