import type { Day, Month } from '#shared/calendar.ts';
import type { Window } from '#shared/contract/fields.ts';
import type { RegistrationForm, RosterLine, Sex } from '#shared/contract/members.ts';
import { maskIdentityCard, maskPhone } from '#shared/mask.ts';
import { sum } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { listMembers, type MemberFilter, readMember } from '../records/queries.ts';
import { labelOf } from '../records/save.ts';
import { registrationOf } from './save.ts';

// What 登记表 and 花名册 print. Numbers are masked; the whole ones are asked for with `askWholeNumbers`, which is on the trail.

/** @throws Refusal `request.notFound` */
export function readForm(db: Readable, id: string): RegistrationForm {
  const { wages, idNumber, phone, groupId: _, status: __, ...record } = readMember(db, id);
  const [latest] = wages;
  return {
    ...record,
    ...registrationOf(db, id),
    idNumber: maskIdentityCard(idNumber),
    phone: maskPhone(phone),
    ...(latest && latest.items.length > 0 ? { wage: sum(latest.items.map(({ amount }) => amount)) } : {}),
  };
}

/** A window of the list, each with its whole form. */
export function listForms(
  db: Readable,
  filter: MemberFilter,
  window: { offset: number; limit: number },
  today: Day,
): Window<RegistrationForm> {
  const { total, rows } = listMembers(db, filter, window, today);
  return { total, rows: rows.map(({ id }) => readForm(db, id)) };
}

interface StoredLine extends Omit<RosterLine, 'sex' | 'birthday' | 'groupName'> {
  sex: Sex | null;
  birthday: Day | null;
  groupName: string;
  joined: Day | Month | '';
}

export const ROSTER_LINES = `
  SELECT members.id AS id, number, members.name AS name, sex, birthday, ethnicity, political, education, id_number AS idNumber, phone,
         coalesce(post, '') AS post, coalesce(card_number, '') AS cardNumber, coalesce(groups.name, '') AS groupName, joined, note
  FROM json_each(:ids) AS asked JOIN members ON members.id = asked.value
  LEFT JOIN groups ON groups.id = members.group_id
  LEFT JOIN member_particulars ON member_id = members.id
  ORDER BY asked.key`;

/** A window of the list as the 花名册 prints it. */
export function listRosterLines(
  db: Readable,
  filter: MemberFilter,
  window: { offset: number; limit: number },
  today: Day,
): Window<RosterLine> {
  const { total, rows } = listMembers(db, filter, window, today);
  const lines = db.all<StoredLine>(ROSTER_LINES, { ids: JSON.stringify(rows.map(({ id }) => id)) });
  return {
    total,
    rows: lines.map(({ sex, birthday, idNumber, phone, ...line }) => ({
      ...line,
      ...(sex === null ? {} : { sex }),
      ...(birthday === null ? {} : { birthday }),
      idNumber: maskIdentityCard(idNumber),
      phone: maskPhone(phone),
    })),
  };
}

/**
 * The whole identity numbers and phones of members, for a print; ids that are no member's are left out. Who asked, for what and
 * about whom is on the trail.
 */
export function askWholeNumbers(
  context: WriteContext,
  { ids, purpose }: { ids: readonly string[]; purpose: string },
): { id: string; idNumber: string; phone: string }[] {
  const people = context.db.all<{ id: string; number: string; name: string; idNumber: string; phone: string }>(
    `SELECT members.id AS id, number, name, id_number AS idNumber, phone
     FROM json_each(:ids) AS asked JOIN members ON members.id = asked.value ORDER BY asked.key`,
    { ids: JSON.stringify(ids) },
  );
  const [first] = people;
  context.trail({
    subject: 'member',
    id: people.length === 1 && first ? first.id : '',
    label: `${purpose} ${people.length} 人`,
    after: { purpose, whole: ['身份证号', '联系电话'], members: people.map(labelOf) },
  });
  return people.map(({ id, idNumber, phone }) => ({ id, idNumber, phone }));
}
