import type { Day } from '#shared/calendar.ts';
import type { MemberStatus, Sex, SnapshotRow } from '#shared/contract/members.ts';
import { maskIdentityCard, maskPhone } from '#shared/mask.ts';
import type { Readable } from '../../database.ts';
import { branchesOf, groupsOnDay } from '../groups/queries.ts';
import { readTree } from '../groups/tree.ts';
import { STATUS_ON_DAY } from '../records/in-month.ts';

interface StoredPerson {
  id: string;
  number: string;
  name: string;
  sex: Sex | null;
  birthday: Day | null;
  id_number: string;
  phone: string;
  ethnicity: string;
  political: string;
  education: string;
  joined: string;
  status: MemberStatus;
}

/** Everybody who had joined by the day; an unknown day of joining counts as long ago, as it does for dues. */
export const PEOPLE_ON_DAY = `
  SELECT id, number, name, sex, birthday, id_number, phone, ethnicity, political, education, joined, ${STATUS_ON_DAY} AS status
  FROM members WHERE joined <= :day ORDER BY number, name, id`;

/**
 * The roster of a day: who was a member then (active, or keeping the membership), and in which group. Of the other particulars
 * only today's are known. In the order of the numbers.
 */
export function rosterOnDay(db: Readable, day: Day): SnapshotRow[] {
  const groupOf = groupsOnDay(db, day);
  const branches = branchesOf(db);
  const groups = new Map(readTree(db).map((group) => [group.id, group]));
  const rows: SnapshotRow[] = [];
  for (const person of db.all<StoredPerson>(PEOPLE_ON_DAY, { day })) {
    const { id, sex, birthday, id_number: idNumber, phone, ...rest } = person;
    if (rest.status !== 'active' && rest.status !== 'retained') continue;
    const groupId = groupOf.get(id);
    const group = groupId === undefined ? undefined : groups.get(groupId);
    rows.push({
      ...rest,
      memberId: id,
      ...(sex === null ? {} : { sex }),
      ...(birthday === null ? {} : { birthday }),
      idNumberMasked: maskIdentityCard(idNumber),
      phoneMasked: maskPhone(phone),
      ...(group === undefined ? {} : { groupId: group.id }),
      groupName: group?.name ?? '',
      groupPath: group?.path ?? '',
      branch: group === undefined ? '' : (branches.get(group.id)?.name ?? ''),
    });
  }
  return rows;
}
