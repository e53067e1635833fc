import type { z } from 'zod';
import type { Day } from '#shared/calendar.ts';
import type { MemberRecord, memberFields } from '#shared/contract/members.ts';
import { refuse } from '#shared/errors.ts';
import { plainName, plainNumber, plainPhone, readIdentity } from '#shared/member-checks.ts';
import type { WriteContext } from '../../context.ts';
import { readMember } from './queries.ts';
import { writeWages } from './wages.ts';
import { assertFree, insertMember, type MemberFacts, updateMember } from './write.ts';

type MemberInput = z.output<typeof memberFields>;

/**
 * Makes a member (active from the start) or changes one's particulars. Sex and birthday follow from the identity number;
 * given and different, they are refused.
 * @throws Refusal `request.notFound`, `request.invalid`, `member.idNumber`, `member.idNumberTaken`, `member.numberTaken`,
 *   `member.sexMismatch`, `member.birthdayMismatch`, `member.phone`
 */
export function saveMember(context: WriteContext, input: SaveInput): MemberRecord {
  const { before, after } = writeMember(context, input);
  context.trail({ subject: 'member', id: after.id, label: labelOf(after), ...(before ? { before } : {}), after });
  return after;
}

/** What `members.save` takes. */
export interface SaveInput {
  id?: string | undefined;
  /** Of a new member; `applied` waits for the approval. */
  status?: 'applied' | 'active' | undefined;
  fields: MemberInput;
}

/** As {@link saveMember}, but the trail is the caller's. */
export function writeMember(
  context: WriteContext,
  input: SaveInput,
): { before: MemberRecord | undefined; after: MemberRecord } {
  const { db } = context;
  const before = input.id === undefined ? undefined : readMember(db, input.id);
  const facts = factsOf(context, input.fields);
  assertFree(db, facts, before?.id ?? '');
  assertStatusFits(input, before, facts);
  const applied = input.status === 'applied';
  const id =
    before?.id ?? insertMember(context, facts, input.status ?? 'active', applied ? '收到入会申请' : '登记入册');
  if (before) updateMember(context, id, facts, '修改会员资料');
  const { wage } = input.fields;
  if (wage) writeWages(db, id, wage.from, wage.items);
  return { before, after: readMember(db, id) };
}

/**
 * The status is said for a new member only; whoever has applied has no day of joining yet: membership runs from the approval
 * (会员会籍管理办法 第二至五条).
 */
function assertStatusFits(input: SaveInput, before: MemberRecord | undefined, facts: MemberFacts): void {
  if (before && input.status !== undefined) {
    throw refuse('request.invalid', { field: '状态', problem: '不能在这里改，请用「变更会籍」' });
  }
  const applied = input.status === 'applied' || (before?.status === 'applied' && facts.joined !== before.joined);
  if (applied && facts.joined !== '') {
    throw refuse('request.invalid', { field: '入会时间', problem: '要等批准入会后由程序填上' });
  }
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
