import type { Month } from '#shared/calendar.ts';
import type { MemberStatus, WageItem } from '#shared/contract/members.ts';
import { pinyinOf } from '#shared/pinyin.ts';
import type { WriteContext } from '../../context.ts';
import { rowsAsJson } from '../../rows-json.ts';
import type { MemberFacts } from './write.ts';

/** So many are written with one statement a table. */
const AT_ONCE = 500;

const WRITE_MEMBERS = `
  INSERT INTO members (id, number, name, pinyin, initials, sex, birthday, id_number, phone, ethnicity, political, education,
                       group_id, status, joined, note, search_text)
  SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7, value ->> 8,
         value ->> 9, value ->> 10, value ->> 11, value ->> 12, value ->> 13, value ->> 14, value ->> 15,
         lower((value ->> 2) || '|' || (value ->> 3) || '|' || (value ->> 4) || '|' || (value ->> 1) || '|' || (value ->> 8))
  FROM json_each(:rows)`;
const WRITE_ENTRIES = `
  INSERT INTO member_changes (member_id, sequence, day, from_status, to_status, ground, operator, recorded_at)
  SELECT value ->> 0, 1, :day, '', value ->> 1, value ->> 2, :operator, :now FROM json_each(:rows)`;
const WRITE_WAGES = `
  INSERT INTO member_wages (member_id, from_month, item, amount)
  SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(:rows)`;

/**
 * New members of an import, each with the first line of the history and the wage, as `insertMember` and `insertWages` write them;
 * but gathered, because 20,000 handed over one by one take twice as long. Nobody is there before `flush`.
 */
export class NewMembers {
  readonly #context: WriteContext;
  #members: unknown[][] = [];
  #entries: unknown[][] = [];
  #wages: unknown[][] = [];
  /** What needs the member's row to be there. */
  #afterwards: (() => void)[] = [];

  constructor(context: WriteContext) {
    this.#context = context;
  }

  /** @returns the id that the member will have */
  add(
    facts: MemberFacts,
    status: MemberStatus,
    ground: string,
    wage: { from: Month; items: readonly WageItem[] },
    afterwards?: (id: string) => void,
  ): string {
    const id = this.#context.newId();
    const { full, initials } = pinyinOf(facts.name);
    const { number, name, sex, birthday, idNumber, phone, ethnicity, political, education, groupId, joined, note } =
      facts;
    this.#members.push([
      id,
      number,
      name,
      full,
      initials,
      sex,
      birthday,
      idNumber,
      phone,
      ethnicity,
      political,
      education,
      groupId,
      status,
      joined,
      note,
    ]);
    this.#entries.push([id, status, ground]);
    for (const { item, amount } of wage.items) this.#wages.push([id, wage.from, item, amount]);
    if (afterwards) this.#afterwards.push(() => afterwards(id));
    if (this.#members.length >= AT_ONCE) this.flush();
    return id;
  }

  /** Writes those who were gathered. To be called before anything else is written or read about members. */
  flush(): void {
    if (this.#members.length === 0) return;
    const { db, today: day, operator, now } = this.#context;
    const [members, entries, wages, afterwards] = [this.#members, this.#entries, this.#wages, this.#afterwards];
    this.#members = [];
    this.#entries = [];
    this.#wages = [];
    this.#afterwards = [];
    db.run(WRITE_MEMBERS, { rows: rowsAsJson(members) });
    db.run(WRITE_ENTRIES, { rows: rowsAsJson(entries), day, operator, now });
    if (wages.length > 0) db.run(WRITE_WAGES, { rows: rowsAsJson(wages) });
    for (const write of afterwards) write();
  }
}
