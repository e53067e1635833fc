import { type Day, formatMonth, type Month } from '#shared/calendar.ts';
import type { WaiverPreview } from '#shared/contract/dues.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen, sum } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { labelOf, type MemberBrief, readMemberNames } from '../../members/commands.ts';
import { applyWaiver, applyWaiversOf } from './apply.ts';

// 减免 need a reason and a decision, take off what is owed, and never touch what was paid.

/** A waiver longer than this is a slip of the hand. */
const MOST_MONTHS = 120;
const NAMED = 50;

interface Stretch {
  memberIds: readonly string[];
  fromMonth: Month;
  toMonth: Month;
}

/** The levies of several members in a stretch of months, looked up member by member. */
export const LEVIES_IN_STRETCH = `
  SELECT members.name, levies.month, levies.paid, levies.amount - levies.paid - levies.waived AS owed
  FROM json_each(:memberIds) AS chosen CROSS JOIN members ON members.id = chosen.value
  CROSS JOIN levies ON levies.member_id = members.id AND levies.month BETWEEN :fromMonth AND :toMonth
  ORDER BY members.number, members.name, levies.month`;

/** What a waiver would do now. @throws Refusal `request.invalid`, `request.notFound` */
export function previewWaiver(db: Readable, { memberIds, fromMonth, toMonth }: Stretch): WaiverPreview {
  const members = requireMembers(db, memberIds);
  assertStretch(fromMonth, toMonth);
  const levies = db.all<{ name: string; month: Month; paid: Fen; owed: Fen }>(LEVIES_IN_STRETCH, {
    memberIds: JSON.stringify([...members.keys()]),
    fromMonth,
    toMonth,
  });
  const open = levies.filter(({ owed }) => owed > 0);
  const paid = levies.filter((levy) => levy.paid > 0);
  return {
    members: members.size,
    levies: open.length,
    amount: sum(open.map(({ owed }) => owed)),
    paidLevies: paid.length,
    paidAmount: sum(paid.map((levy) => levy.paid)),
    paid: paid.slice(0, NAMED).map((levy) => ({ name: levy.name, month: levy.month, amount: levy.paid })),
  };
}

export interface WaiverInput extends Stretch {
  reason: string;
  decision: string;
  day: Day;
}

/**
 * Writes a waiver for each member and takes off what is owed.
 * @throws Refusal `request.invalid`, `request.notFound`, `dues.waiverTooLate`
 */
export function saveWaiver(
  context: WriteContext,
  { memberIds, ...input }: WaiverInput,
): { waivers: number; levies: number; amount: Fen } {
  const { db, today } = context;
  const members = requireMembers(db, memberIds);
  assertStretch(input.fromMonth, input.toMonth);
  if (input.day > today) throw refuse('dues.waiverTooLate', { day: input.day });
  const applied = [...members.values()].map((member) => addWaiver(context, member, input));
  return {
    waivers: members.size,
    levies: applied.reduce((levies, one) => levies + one.levies, 0),
    amount: sum(applied.map(({ amount }) => amount)),
  };
}

/** One waiver of one member, already checked. */
export function addWaiver(
  context: WriteContext,
  member: Pick<MemberBrief, 'id' | 'number' | 'name'>,
  input: Omit<WaiverInput, 'memberIds'>,
): { levies: number; amount: Fen } {
  const { db, operator } = context;
  const id = context.newId();
  const { fromMonth, toMonth, reason, decision, day } = input;
  db.run(
    `INSERT INTO dues_waivers (id, member_id, from_month, to_month, reason, decision, day, operator)
     VALUES (:id, :memberId, :fromMonth, :toMonth, :reason, :decision, :day, :operator)`,
    { id, memberId: member.id, fromMonth, toMonth, reason, decision, day, operator },
  );
  const { levies, amount } = applyWaiver(context, id);
  context.trail({
    subject: 'duesWaiver',
    id,
    label: `减免 ${labelOf(member)} ${stretchText(fromMonth, toMonth)}会费`,
    after: { member: member.id, ...input, levies, amount },
  });
  return { levies, amount };
}

interface StoredWaiver {
  id: string;
  member_id: string;
  number: string;
  name: string;
  from_month: Month;
  to_month: Month;
  day: Day;
  revoked_day: Day | null;
}

/** @throws Refusal `request.notFound`, `dues.waiverRevoked` */
function requireStanding(db: Readable, id: string): StoredWaiver {
  const waiver = db.get<StoredWaiver>(
    `SELECT dues_waivers.id, member_id, members.number, members.name, from_month, to_month, day, revoked_day
     FROM dues_waivers JOIN members ON members.id = member_id WHERE dues_waivers.id = :id`,
    { id },
  );
  if (!waiver) throw refuse('request.notFound', { what: '会费减免' });
  if (waiver.revoked_day !== null) {
    throw refuse('dues.waiverRevoked', { name: waiver.name, day: waiver.revoked_day });
  }
  return waiver;
}

/**
 * Takes off what has come to be owed in the waiver's months since.
 * @throws Refusal `request.notFound`, `dues.waiverRevoked`, `dues.waiverNothingOwed`
 */
export function applyAgain(context: WriteContext, { id }: { id: string }): { levies: number; amount: Fen } {
  const waiver = requireStanding(context.db, id);
  const { levies, amount } = applyWaiver(context, id);
  if (levies === 0) throw refuse('dues.waiverNothingOwed', { name: waiver.name });
  context.trail({
    subject: 'duesWaiver',
    id,
    label: `补减 ${labelOf(waiver)} ${stretchText(waiver.from_month, waiver.to_month)}会费`,
    after: { levies, amount },
  });
  return { levies, amount };
}

/**
 * Revokes a waiver: what it took off is owed again, unless another waiver that stands covers it.
 * @returns what is owed again
 * @throws Refusal `request.notFound`, `dues.waiverRevoked`, `dues.waiverTooLate`, `dues.waiverRevokedEarly`
 */
export function revokeWaiver(
  context: WriteContext,
  { id, day, reason }: { id: string; day: Day; reason: string },
): { levies: number; amount: Fen } {
  const { db, today } = context;
  const waiver = requireStanding(db, id);
  if (day > today) throw refuse('dues.waiverTooLate', { day });
  if (day < waiver.day) throw refuse('dues.waiverRevokedEarly', { day: waiver.day });
  const waived = db.all<{ levy_id: string; amount: Fen }>(
    'SELECT levy_id, amount FROM dues_waived WHERE waiver_id = :id',
    { id },
  );
  const total = sum(waived.map(({ amount }) => amount));
  db.run('UPDATE dues_waivers SET revoked_day = :day, revoke_reason = :reason WHERE id = :id', { id, day, reason });
  db.run('DELETE FROM dues_waived WHERE waiver_id = :id', { id });
  const levyIds = waived.map(({ levy_id }) => levy_id);
  const byOthers = applyWaiversOf(context, waiver.member_id, levyIds);
  const result = { levies: waived.length - byOthers.levies, amount: fen(total - byOthers.amount) };
  context.trail({
    subject: 'duesWaiver',
    id,
    label: `撤销减免 ${labelOf(waiver)} ${stretchText(waiver.from_month, waiver.to_month)}会费`,
    before: { waived: total },
    after: { revoked: day, reason, owedAgain: result.amount },
  });
  return result;
}

function assertStretch(from: Month, to: Month): void {
  const months =
    (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5)) - Number(from.slice(5)) + 1;
  if (months < 1) throw refuse('request.invalid', { field: '截止月份', problem: '早于起始月份' });
  if (months > MOST_MONTHS) {
    throw refuse('request.invalid', { field: '截止月份', problem: `离起始月份超过 ${MOST_MONTHS / 12} 年` });
  }
}

/** Each once. @throws Refusal `request.notFound` */
export function requireMembers(db: Readable, ids: readonly string[]): Map<string, MemberBrief> {
  const members = readMemberNames(db, ids);
  if (ids.some((id) => !members.has(id))) throw refuse('request.notFound', { what: '会员' });
  return members;
}

/** `2026年3月`, or `2026年3月至5月` as two whole months. */
export function stretchText(from: Month, to: Month): string {
  return from === to ? formatMonth(from) : `${formatMonth(from)}至${formatMonth(to)}`;
}
