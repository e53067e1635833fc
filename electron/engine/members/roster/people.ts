import type { Day, Month } from '#shared/calendar.ts';
import type { Particulars } from '#shared/contract/members/registration.ts';
import type { MemberStatus, Sex, WageItem } from '#shared/contract/members.ts';
import type { Readable } from '../../database.ts';
import { readWagesInForce } from '../records/wages.ts';
import { PARTICULARS_SELECTED, particularsOf, type StoredParticulars } from '../registration/particulars.ts';

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
  /** Only when the import asks for them; absent for somebody of whom nothing is registered. */
  particulars?: Particulars;
  /** Answers to the union's own fields, only when the import asks for them. */
  own?: Readonly<Record<string, string>>;
}

/** All members, found by what identifies a person. Read once for an import: looking up 20,000 rows one by one is slower. */
export class People {
  readonly #byIdNumber = new Map<string, KnownMember>();
  readonly #byNumber = new Map<string, KnownMember>();
  readonly #byNameAndBirthday = new Map<string, KnownMember[]>();
  readonly #byCardNumber = new Map<string, KnownMember>();

  constructor(members: Iterable<KnownMember>) {
    for (const member of members) {
      if (member.id_number !== '') this.#byIdNumber.set(member.id_number, member);
      if (member.number !== '') this.#byNumber.set(member.number, member);
      const card = member.particulars?.cardNumber ?? '';
      if (card !== '') this.#byCardNumber.set(card, member);
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
  byCardNumber(cardNumber: string): KnownMember | undefined {
    return this.#byCardNumber.get(cardNumber);
  }
  /** Only when there is exactly one: namesakes born on the same day are different people. */
  byNameAndBirthday(name: string, birthday: string): KnownMember | undefined {
    const same = this.#byNameAndBirthday.get(name + birthday);
    return same?.length === 1 ? same[0] : undefined;
  }
}

/** What of the registration an import looks at; reading it for 20,000 members takes its time. */
export interface Wanted {
  particulars: boolean;
  own: boolean;
}

/** @param month the month whose wages count; without it the latest */
export function readPeople(db: Readable, month: Month | undefined, wanted: Wanted): People {
  const wages = readWagesInForce(db, month);
  const particulars = wanted.particulars ? readAllParticulars(db) : undefined;
  const own = wanted.own ? readAllOwnValues(db) : undefined;
  const members = db.all<Omit<KnownMember, 'wages'>>(
    `SELECT members.id, members.name, number, id_number, sex, birthday, phone, ethnicity, political, education, group_id,
            coalesce(groups.name, '') AS group_name, status, joined, note
     FROM members LEFT JOIN groups ON groups.id = members.group_id`,
  );
  return new People(
    members.map((member) => {
      const known = particulars?.get(member.id);
      const answers = own?.get(member.id);
      return {
        ...member,
        wages: wages.get(member.id) ?? [],
        ...(known ? { particulars: known } : {}),
        ...(answers ? { own: answers } : {}),
      };
    }),
  );
}

function readAllParticulars(db: Readable): Map<string, Particulars> {
  const rows = db.all<StoredParticulars & { memberId: string }>(
    `SELECT member_id AS memberId, ${PARTICULARS_SELECTED} FROM member_particulars`,
  );
  return new Map(rows.map(({ memberId, ...row }) => [memberId, particularsOf(row)]));
}

function readAllOwnValues(db: Readable): Map<string, Record<string, string>> {
  const answers = new Map<string, Record<string, string>>();
  for (const { memberId, fieldId, value } of db.all<{ memberId: string; fieldId: string; value: string }>(
    'SELECT member_id AS memberId, field_id AS fieldId, value FROM member_field_values ORDER BY member_id, field_id',
  )) {
    const known = answers.get(memberId);
    if (known) known[fieldId] = value;
    else answers.set(memberId, { [fieldId]: value });
  }
  return answers;
}
