import type { Day, Month } from '#shared/calendar.ts';
import type { MemberStatus, Sex, WageItem } from '#shared/contract/members.ts';
import type { Readable } from '../database.ts';
import { readWagesInForce } from './wages.ts';

/** A member as an import compares a roster row with. */
export interface KnownMember {
  id: string;
  name: string;
  number: string;
  id_number: string;
  sex: Sex | null;
  birthday: Day | null;
  phone: string;
  ethnicity: string;
  political: string;
  education: string;
  group_id: string | null;
  group_name: string;
  status: MemberStatus;
  joined: string;
  note: string;
  /** In force in the month the import asks for. */
  wages: readonly WageItem[];
}

/** All members, found by what identifies a person. Read once for an import: looking up 20,000 rows one by one is slower. */
export class People {
  readonly #byIdNumber = new Map<string, KnownMember>();
  readonly #byNumber = new Map<string, KnownMember>();
  readonly #byNameAndBirthday = new Map<string, KnownMember[]>();

  constructor(members: Iterable<KnownMember>) {
    for (const member of members) {
      if (member.id_number !== '') this.#byIdNumber.set(member.id_number, member);
      if (member.number !== '') this.#byNumber.set(member.number, member);
      if (member.birthday === null) continue;
      const key = member.name + member.birthday;
      const same = this.#byNameAndBirthday.get(key);
      if (same) same.push(member);
      else this.#byNameAndBirthday.set(key, [member]);
    }
  }

  byIdNumber(idNumber: string): KnownMember | undefined {
    return this.#byIdNumber.get(idNumber);
  }
  byNumber(number: string): KnownMember | undefined {
    return this.#byNumber.get(number);
  }
  /** Only when there is exactly one: namesakes born on the same day are different people. */
  byNameAndBirthday(name: string, birthday: string): KnownMember | undefined {
    const same = this.#byNameAndBirthday.get(name + birthday);
    return same?.length === 1 ? same[0] : undefined;
  }
}

/** @param month the month whose wages count; without it the latest */
export function readPeople(db: Readable, month: Month | undefined): People {
  const wages = readWagesInForce(db, month);
  const members = db.all<Omit<KnownMember, 'wages'>>(
    `SELECT members.id, members.name, number, id_number, sex, birthday, phone, ethnicity, political, education, group_id,
            coalesce(groups.name, '') AS group_name, status, joined, note
     FROM members LEFT JOIN groups ON groups.id = members.group_id`,
  );
  return new People(members.map((member) => ({ ...member, wages: wages.get(member.id) ?? [] })));
}
