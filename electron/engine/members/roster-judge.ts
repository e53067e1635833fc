import type { Day } from '#shared/calendar.ts';
import {
  MEMBER_STATUS_NAMES,
  ROSTER_FIELD_NAMES,
  type RosterField,
  type RowVerdict,
  type WageItem,
} from '#shared/contract/members.ts';
import type { KnownMember, People } from './people.ts';
import type { RosterRow, RosterValues } from './roster-file.ts';
import { checkRow, type RosterDraft, type RowResult } from './roster-row.ts';

/** What taking a row in would do. */
export type Judged = { verdict: RowVerdict; message: string } & (
  | { verdict: 'new'; draft: RosterDraft }
  | { verdict: 'update'; draft: RosterDraft; member: KnownMember; changes: RosterChanges }
  | { verdict: 'unchanged'; draft: RosterDraft; member: KnownMember }
  | { verdict: 'duplicate' | 'problem' | 'total' }
);

/** New values of a member, only those that differ. Blank cells of a roster never erase what is known. */
export interface RosterChanges {
  texts: Partial<Record<'name' | 'number' | 'phone' | 'ethnicity' | 'political' | 'education' | 'note', string>>;
  joined?: string;
  /** Identity number, sex and birthday are one fact. */
  identity?: true;
  group?: string;
  wages?: WageItem[];
  /** Set when the roster says that an active member has retired. No other status is ever changed by a roster. */
  retained?: true;
}

/** What {@link checkRow} said of rows that are kept from preview to take-in: it depends on nothing but the values and the day. */
const checkedBefore = new WeakMap<RosterValues, { today: Day; result: RowResult }>();

function checkOnce(values: RosterValues, today: Day): RowResult {
  const before = checkedBefore.get(values);
  if (before?.today === today) return before.result;
  const result = checkRow(values, today);
  checkedBefore.set(values, { today, result });
  return result;
}

/**
 * Gives the rows of one file their verdicts, in order. A row is a duplicate when a row above it that can be taken in
 * carries the same identity number or staff number.
 */
export class RosterJudge {
  readonly #people: People;
  readonly #today: Day;
  readonly #idNumbers = new Set<string>();
  readonly #numbers = new Set<string>();
  readonly #matched = new Set<string>();

  constructor(people: People, today: Day) {
    this.#people = people;
    this.#today = today;
  }

  judge(row: Pick<RosterRow, 'isTotal' | 'values'>): Judged {
    if (row.isTotal) return { verdict: 'total', message: '合计或附注行，不是会员，不收入' };
    const checked = checkOnce(row.values, this.#today);
    if (!checked.ok) return { verdict: 'problem', message: checked.problem };
    const { draft } = checked;
    // the brackets are the plain ones, as in the list of expected verdicts that rosters are checked against
    if (this.#idNumbers.has(draft.idNumber)) return { verdict: 'duplicate', message: '与前面的行重复\x28身份证号\x29' };
    if (draft.number !== '' && this.#numbers.has(draft.number))
      return { verdict: 'duplicate', message: '与前面的行重复\x28职工编号\x29' };
    const judged = this.#match(draft);
    if (judged.verdict === 'problem') return judged;
    this.#idNumbers.add(draft.idNumber);
    if (draft.number !== '') this.#numbers.add(draft.number);
    if ('member' in judged) this.#matched.add(judged.member.id);
    return judged;
  }

  #match(draft: RosterDraft): Judged {
    const holder = draft.number === '' ? undefined : this.#people.byNumber(draft.number);
    const member = this.#memberOf(draft, holder);
    if (holder && holder !== member)
      return { verdict: 'problem', message: `职工编号「${draft.number}」已经给了「${holder.name}」` };
    if (!member) return { verdict: 'new', message: retainedSentence('新会员', draft), draft };
    const changes = changesOf(member, draft);
    const names = describe(changes);
    const expected = draft.retired === '' ? 'active' : 'retained';
    const settled = member.status === expected || changes.retained === true;
    const status = settled ? '' : `现为${MEMBER_STATUS_NAMES[member.status]}，会籍不变`;
    if (names.length === 0)
      return { verdict: 'unchanged', message: ['与现有登记一致', status].filter(Boolean).join(';'), draft, member };
    const what = `更新${names.join('、')}`;
    const message = changes.retained ? retainedSentence(what, draft) : [what, status].filter(Boolean).join(';');
    return { verdict: 'update', message, draft, member, changes };
  }

  /** By identity number, then by staff number, then by name and birthday; the last two only where no other number stands. */
  #memberOf(draft: RosterDraft, holder: KnownMember | undefined): KnownMember | undefined {
    const byIdNumber = this.#people.byIdNumber(draft.idNumber);
    if (byIdNumber) return byIdNumber;
    if (holder?.id_number === '' && holder.name === draft.name) return holder;
    const namesake = this.#people.byNameAndBirthday(draft.name, draft.birthday);
    return namesake?.id_number === '' && !this.#matched.has(namesake.id) ? namesake : undefined;
  }
}

/** 章程第八条: retired members may keep their membership and pay no dues meanwhile. */
function retainedSentence(what: string, { retired }: RosterDraft): string {
  return retired === '' ? what : `${what}；${retired}，收为保留会籍，免交会费`;
}

function changesOf(member: KnownMember, draft: RosterDraft): RosterChanges {
  const texts: RosterChanges['texts'] = {};
  for (const field of ['name', 'phone', 'ethnicity', 'political', 'education', 'note'] as const)
    if (draft[field] !== '' && draft[field] !== member[field]) texts[field] = draft[field];
  if (draft.number !== '' && !sameNumber(draft.number, member.number)) texts.number = draft.number;
  const { joined } = draft;
  const joinedKnown = joined === '' || member.joined === joined || member.joined.startsWith(`${joined}-`);
  const identityKnown =
    member.id_number === draft.idNumber && member.birthday === draft.birthday && member.sex === draft.sex;
  const wages = draft.wages.filter(({ item, amount }) =>
    member.wages.every((known) => known.item !== item || known.amount !== amount),
  );
  return {
    texts,
    ...(joinedKnown ? {} : { joined }),
    ...(identityKnown ? {} : { identity: true }),
    ...(draft.group === '' || draft.group === member.group_name ? {} : { group: draft.group }),
    ...(wages.length === 0 ? {} : { wages }),
    ...(draft.retired !== '' && member.status === 'active' ? { retained: true } : {}),
  };
}

/** `1` and `0001` are one number: a spreadsheet drops the zeros in front. */
function sameNumber(written: string, known: string): boolean {
  const bare = (text: string) => (/^\d+$/.test(text) ? text.replace(/^0+(?=\d)/, '') : text);
  return bare(written) === bare(known);
}

function describe(changes: RosterChanges): string[] {
  const fields: RosterField[] = [];
  for (const field of ['name', 'number'] as const) if (changes.texts[field] !== undefined) fields.push(field);
  if (changes.identity) fields.push('idNumber');
  for (const field of ['phone', 'ethnicity', 'political', 'education', 'note'] as const)
    if (changes.texts[field] !== undefined) fields.push(field);
  if (changes.group !== undefined) fields.push('group');
  if (changes.joined !== undefined) fields.push('joined');
  const names = fields.map((field) => ROSTER_FIELD_NAMES[field]);
  for (const { item } of changes.wages ?? []) names.push(item);
  if (changes.retained) names.push('会籍');
  return names;
}
