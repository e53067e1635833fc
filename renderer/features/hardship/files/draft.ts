import type { Day } from '#shared/calendar.ts';
import type { HardshipCategory, HardshipCause, HardshipRecord } from '#shared/contract/hardship.ts';
import type { InputOf } from '#shared/contract/index.ts';
import { type Fen, fen, isFen, ZERO } from '#shared/money.ts';

// A hardship file while it is being typed: everything may still be empty.

export interface PersonDraft {
  key: string;
  name: string;
  relation: string;
  birthday: Day | undefined;
  health: string;
  occupation: string;
  monthlyIncome: Fen | undefined;
}
export interface ItemDraft {
  key: string;
  label: string;
  yearly: Fen | undefined;
}
export interface FileDraft {
  memberId: string | undefined;
  people: number | undefined;
  household: readonly PersonDraft[];
  incomes: readonly ItemDraft[];
  expenses: readonly ItemDraft[];
  accidentExpense: Fen | undefined;
  cause: HardshipCause | undefined;
  /** Undefined as long as the suggestion is followed. */
  category: HardshipCategory | undefined;
  decisionGround: string;
  resolutionId: string | undefined;
  healthStatus: string;
  housing: string;
  address: string;
  bankName: string;
  bankAccount: string;
  consentDay: Day | undefined;
  openedDay: Day | undefined;
  reviewedDay: Day | undefined;
  note: string;
}

let keys = 0;
/** A key for a new row of a form, never used again. */
export function newKey(): string {
  keys += 1;
  return `row-${keys}`;
}

export function emptyDraft(today: Day): FileDraft {
  return {
    memberId: undefined,
    people: undefined,
    household: [],
    incomes: [],
    expenses: [],
    accidentExpense: undefined,
    cause: undefined,
    category: undefined,
    decisionGround: '',
    resolutionId: undefined,
    healthStatus: '',
    housing: '',
    address: '',
    bankName: '',
    bankAccount: '',
    consentDay: undefined,
    openedDay: today,
    reviewedDay: undefined,
    note: '',
  };
}

export function draftOf(record: HardshipRecord): FileDraft {
  const items = (list: HardshipRecord['incomes']) => list.map((item) => ({ ...item, key: newKey() }));
  return {
    memberId: record.memberId,
    people: record.people,
    household: record.household.map((person) => ({ ...person, birthday: person.birthday, key: newKey() })),
    incomes: items(record.incomes),
    expenses: items(record.expenses),
    accidentExpense: record.accidentExpense,
    cause: record.cause,
    category: record.category,
    decisionGround: record.decisionGround,
    resolutionId: record.resolutionId,
    healthStatus: record.healthStatus,
    housing: record.housing,
    address: record.address,
    bankName: record.bankName,
    bankAccount: record.bankAccount,
    consentDay: record.consentDay,
    openedDay: record.openedDay,
    reviewedDay: record.reviewedDay,
    note: record.note,
  };
}

const itemsOf = (items: readonly ItemDraft[]) =>
  items
    .filter((item) => item.label.trim() !== '' || item.yearly !== undefined)
    .map(({ label, yearly }) => ({ label: label.trim(), yearly }));

/** What the live computation needs; undefined while that is not all there. */
export function figuresOf(draft: FileDraft): InputOf<'hardship.assess'> | undefined {
  const { people, openedDay, reviewedDay, accidentExpense } = draft;
  if (people === undefined || openedDay === undefined) return undefined;
  const complete = (items: readonly ItemDraft[]) =>
    itemsOf(items).flatMap(({ label, yearly }) =>
      yearly === undefined ? [] : [{ label: label || '未写项目', yearly }],
    );
  return {
    people,
    openedDay,
    incomes: complete(draft.incomes),
    expenses: complete(draft.expenses),
    ...(reviewedDay === undefined ? {} : { reviewedDay }),
    ...(accidentExpense === undefined ? {} : { accidentExpense }),
  };
}

/** The first thing that is not filled in, as a sentence; undefined when the file can be saved. */
export function missingIn(draft: FileDraft): string | undefined {
  if (draft.memberId === undefined) return '还没有选会员。';
  if (draft.openedDay === undefined) return '还没有填建档日期。';
  if (draft.people === undefined) return '还没有填共同生活人口。';
  if (draft.cause === undefined) return '还没有选主要致困原因。';
  for (const [name, items] of [
    ['家庭收入', draft.incomes],
    ['刚性支出', draft.expenses],
  ] as const) {
    const row = itemsOf(items).findIndex((item) => item.label === '' || item.yearly === undefined);
    if (row >= 0) return `${name}第 ${row + 1} 行要写全项目和全年金额。`;
  }
  const person = draft.household.findIndex((one) => one.name.trim() === '' || one.relation.trim() === '');
  if (person >= 0) return `家庭成员第 ${person + 1} 行要写全姓名和关系。`;
  return undefined;
}

/** The fields as they are saved. @param suggested taken when nothing else was decided; undefined while something is missing */
export function fieldsOf(
  draft: FileDraft,
  suggested: HardshipCategory,
): InputOf<'hardship.save'>['fields'] | undefined {
  const { memberId, people, cause, openedDay, accidentExpense, resolutionId, consentDay, reviewedDay, ...rest } = draft;
  if (memberId === undefined || people === undefined || cause === undefined || openedDay === undefined)
    return undefined;
  const items = (list: readonly ItemDraft[]) =>
    itemsOf(list).flatMap(({ label, yearly }) => (yearly === undefined ? [] : [{ label, yearly }]));
  return {
    ...rest,
    memberId,
    people,
    cause,
    openedDay,
    category: draft.category ?? suggested,
    incomes: items(draft.incomes),
    expenses: items(draft.expenses),
    household: draft.household.map(({ key: _key, birthday, monthlyIncome, ...person }) => ({
      ...person,
      ...(birthday === undefined ? {} : { birthday }),
      monthlyIncome: monthlyIncome ?? ZERO,
    })),
    ...(accidentExpense === undefined ? {} : { accidentExpense }),
    ...(resolutionId === undefined ? {} : { resolutionId }),
    ...(consentDay === undefined ? {} : { consentDay }),
    ...(reviewedDay === undefined ? {} : { reviewedDay }),
  };
}

/** Yearly incomes from the monthly ones of the household, for people who fill in the table first. */
export function incomesFromHousehold(household: readonly PersonDraft[]): ItemDraft[] {
  return household.flatMap(({ name, monthlyIncome }) =>
    monthlyIncome === undefined || monthlyIncome === 0 || !isFen(monthlyIncome * 12)
      ? []
      : [{ key: newKey(), label: `${name.trim() || '家庭成员'}收入`, yearly: fen(monthlyIncome * 12) }],
  );
}
