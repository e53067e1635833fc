import type { Day } from '#shared/calendar.ts';
import { MEMBER_STATUS_NAMES, type RowVerdict } from '#shared/contract/members.ts';
import { fitsDay, plainName, plainNumber } from '#shared/member-checks.ts';
import type { KnownMember, People } from './people.ts';
import { changesOf, namesOfChanges, type RosterChanges, sameNumber } from './roster-changes.ts';
import type { RosterRow, RosterValues } from './roster-file.ts';
import { checkRow, NO_ID_NUMBER, type OwnFields, type RosterDraft, type RowResult } from './roster-row.ts';

/** What taking a row in would do. */
export type Judged = { verdict: RowVerdict; message: string } & (
  | { verdict: 'new'; draft: RosterDraft }
  | { verdict: 'update'; draft: RosterDraft; member: KnownMember; changes: RosterChanges }
  | { verdict: 'unchanged'; draft: RosterDraft; member: KnownMember }
  | { verdict: 'duplicate' | 'problem' | 'total' }
);

/** What {@link checkRow} said of rows that are kept from preview to take-in: it depends on nothing but the values and the day. */
const checkedBefore = new WeakMap<RosterValues, { today: Day; ownFields: OwnFields; result: RowResult }>();

function checkOnce(values: RosterValues, today: Day, ownFields: OwnFields): RowResult {
  const before = checkedBefore.get(values);
  if (before?.today === today && before.ownFields === ownFields) return before.result;
  const result = checkRow(values, today, ownFields);
  checkedBefore.set(values, { today, ownFields, result });
  return result;
}

const NO_OWN_FIELDS: OwnFields = new Map();

/**
 * Gives the rows of one file their verdicts, in order. A row is a duplicate when a row above it that can be taken in
 * carries the same identity number, staff number or number of the membership card, or is about the same member.
 */
export class RosterJudge {
  readonly #people: People;
  readonly #today: Day;
  readonly #ownFields: OwnFields;
  readonly #idNumbers = new Set<string>();
  readonly #numbers = new Set<string>();
  readonly #cards = new Set<string>();
  readonly #matched = new Set<string>();
  readonly #rows: readonly Pick<RosterRow, 'isTotal' | 'values'>[];
  #claimed: Set<string> | undefined;

  /** @param rows all rows of the file: a row without identity number never takes the member of one that has it */
  constructor(
    people: People,
    today: Day,
    ownFields: OwnFields = NO_OWN_FIELDS,
    rows: readonly Pick<RosterRow, 'isTotal' | 'values'>[] = [],
  ) {
    this.#people = people;
    this.#today = today;
    this.#ownFields = ownFields;
    this.#rows = rows;
  }

  judge(row: Pick<RosterRow, 'isTotal' | 'values'>): Judged {
    if (row.isTotal) return { verdict: 'total', message: '合计或附注行，不是会员，不收入' };
    const checked = checkOnce(row.values, this.#today, this.#ownFields);
    if (!checked.ok) return { verdict: 'problem', message: this.#problemOf(row.values, checked) };
    const { draft } = checked;
    const card = draft.particulars.cardNumber ?? '';
    // the brackets are the plain ones, as in the list of expected verdicts that rosters are checked against
    const again = (what: string): Judged => ({ verdict: 'duplicate', message: `与前面的行重复\x28${what}\x29` });
    if (draft.idNumber === '') {
      const judged = this.#match(draft, card);
      if (judged.verdict === 'problem') return judged;
    } else if (this.#idNumbers.has(draft.idNumber)) return again('身份证号');
    if (draft.number !== '' && this.#numbers.has(draft.number)) return again('职工编号');
    if (card !== '' && this.#cards.has(card)) return again('会员证号码');
    const judged = this.#match(draft, card);
    if (judged.verdict === 'problem') return judged;
    if ('member' in judged && this.#matched.has(judged.member.id)) return again('同一位会员');
    if (draft.idNumber !== '') this.#idNumbers.add(draft.idNumber);
    if (draft.number !== '') this.#numbers.add(draft.number);
    if (card !== '') this.#cards.add(card);
    if ('member' in judged) this.#matched.add(judged.member.id);
    return judged;
  }

  /** A row without identity number that has other problems too: which comes first depends on whether the person is known. */
  #problemOf(values: RosterValues, { problem, withoutIdNumber }: Extract<RowResult, { ok: false }>): string {
    if (!withoutIdNumber) return problem;
    const holder = this.#people.byNumber(plainNumber(values.number ?? ''));
    return holder && holder.name === plainName(values.name ?? '') ? problem : NO_ID_NUMBER;
  }

  #match(draft: RosterDraft, card: string): Judged {
    const problem = (message: string): Judged => ({ verdict: 'problem', message });
    const holder = draft.number === '' ? undefined : this.#people.byNumber(draft.number);
    const member = this.#memberOf(draft, holder);
    if (!member && draft.idNumber === '') {
      if (holder) return problem(`${NO_ID_NUMBER}；职工编号「${draft.number}」在名册里是「${holder.name}」`);
      return problem(NO_ID_NUMBER);
    }
    if (holder && holder !== member) return problem(`职工编号「${draft.number}」已经给了「${holder.name}」`);
    const bearer = card === '' ? undefined : this.#people.byCardNumber(card);
    if (bearer && bearer !== member) return problem(`会员证号码「${card}」已经给了「${bearer.name}」`);
    if (!member) return { verdict: 'new', message: retainedSentence('新会员', draft), draft };
    if (draft.idNumber === '' && member.id_number !== '') {
      if (draft.sex !== undefined && draft.sex !== member.sex) return problem('性别与名册里登记的不符');
      if (draft.birthdayWritten !== '' && member.birthday !== null && !fitsDay(draft.birthdayWritten, member.birthday))
        return problem('出生日期与名册里登记的不符');
    }
    const changes = changesOf(member, draft);
    const names = namesOfChanges(changes, this.#ownFields);
    const expected = draft.retired === '' ? 'active' : 'retained';
    const settled = member.status === expected || changes.retained === true;
    const status = settled ? '' : `现为${MEMBER_STATUS_NAMES[member.status]}，会籍不变`;
    if (names.length === 0)
      return { verdict: 'unchanged', message: ['与现有登记一致', status].filter(Boolean).join('；'), draft, member };
    const what = `更新${names.join('、')}`;
    const message = changes.retained ? retainedSentence(what, draft) : [what, status].filter(Boolean).join('；');
    return { verdict: 'update', message, draft, member, changes };
  }

  /**
   * By identity number, then by staff number, then by name and birthday; the last two only where they do not contradict
   * another number that stands, in the row or in the books.
   */
  #memberOf(draft: RosterDraft, holder: KnownMember | undefined): KnownMember | undefined {
    const { idNumber, number, name, birthday } = draft;
    const free = (member: KnownMember) => (this.#isClaimed(member) ? undefined : member);
    if (idNumber !== '') {
      const byIdNumber = this.#people.byIdNumber(idNumber);
      if (byIdNumber) return byIdNumber;
      if (holder?.id_number === '' && holder.name === name) return holder;
    } else if (holder) return holder.name === name ? free(holder) : undefined;
    if (birthday === undefined) return undefined;
    const namesake = this.#people.byNameAndBirthday(name, birthday);
    if (!namesake || this.#matched.has(namesake.id)) return undefined;
    if (idNumber !== '') return namesake.id_number === '' ? namesake : undefined;
    return number === '' || namesake.number === '' || sameNumber(number, namesake.number) ? free(namesake) : undefined;
  }

  /**
   * Whether a row of the file that can be taken in carries the member's identity number. Who is new with such a row is known when
   * the same file comes again: then, too, the row without the number must not be taken for them.
   */
  #isClaimed(member: KnownMember): boolean {
    if (!this.#claimed) {
      this.#claimed = new Set();
      for (const { isTotal, values } of this.#rows) {
        const checked = isTotal ? undefined : checkOnce(values, this.#today, this.#ownFields);
        if (checked?.ok && checked.draft.idNumber !== '') this.#claimed.add(checked.draft.idNumber);
      }
    }
    return member.id_number !== '' && this.#claimed.has(member.id_number);
  }
}

/** 章程第八条: retired members may keep their membership and pay no dues meanwhile. */
function retainedSentence(what: string, { retired }: RosterDraft): string {
  return retired === '' ? what : `${what}；${retired}，收为保留会籍，免交会费`;
}
