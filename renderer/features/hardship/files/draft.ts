import type { Day } from '#shared/calendar.ts';
import type {
  HardshipCause,
  HardshipChoices,
  HardshipFields,
  HardshipRecord,
  HouseholdMember,
} from '#shared/contract/hardship.ts';
import type { InputOf } from '#shared/contract/index.ts';
import type { Particulars } from '#shared/contract/members/particulars.ts';
import { type Fen, fen, isFen, ZERO } from '#shared/money.ts';

// A hardship file while it is being typed: everything may still be empty.

/** A field that may be left empty holds `undefined` while it is typed. */
type Open<T> = { [K in keyof T]-?: undefined extends T[K] ? Exclude<T[K], undefined> | undefined : T[K] };

export type PersonDraft = Omit<Open<HouseholdMember>, 'monthlyIncome'> & {
  key: string;
  monthlyIncome: Fen | undefined;
};
export interface ItemDraft {
  key: string;
  label: string;
  yearly: Fen | undefined;
  /** Of an income: 工资性. */
  wage: boolean;
}
type Plain = Omit<
  Open<HardshipFields>,
  'memberId' | 'people' | 'household' | 'incomes' | 'expenses' | 'cause' | 'furtherCauses'
>;
export interface FileDraft extends Plain {
  memberId: string | undefined;
  people: number | undefined;
  household: readonly PersonDraft[];
  incomes: readonly ItemDraft[];
  expenses: readonly ItemDraft[];
  cause: HardshipCause | undefined;
  furtherCauses: readonly HardshipCause[];
}

let keys = 0;
/** A key for a new row of a form, never used again. */
export function newKey(): string {
  keys += 1;
  return `row-${keys}`;
}

/** @param today the day of the application, until another is typed */
export function emptyDraft(today: Day): FileDraft {
  return {
    memberId: undefined,
    people: undefined,
    household: [],
    incomes: [],
    expenses: [],
    accidentExpense: undefined,
    place: '',
    assessedDay: today,
    cause: undefined,
    furtherCauses: [],
    healthStatus: '',
    disabilityKind: '',
    insurance: '',
    modelKind: '',
    housing: '',
    floorArea: undefined,
    address: '',
    otherPhone: '',
    postcode: '',
    workStarted: '',
    industry: '',
    workState: '',
    employer: '',
    employerKind: '',
    employerState: '',
    marital: '',
    householdKind: '',
    householdPlace: '',
    singleParent: undefined,
    selfHelp: undefined,
    zeroEmployment: undefined,
    ownMonthly: undefined,
    bankName: '',
    bankBranch: '',
    bankAccount: '',
    note: '',
  };
}

/** The form of a stored file; its figures are as of the day of the last computation. */
export function draftOf(record: HardshipRecord): FileDraft {
  const items = (list: readonly { label: string; yearly: Fen; wage?: boolean | undefined }[]) =>
    list.map(({ label, yearly, wage = false }) => ({ key: newKey(), label, yearly, wage }));
  return {
    assessedDay: record.assessments[0]?.day ?? record.reviewedDay,
    memberId: record.memberId,
    people: record.people,
    household: record.household.map((person) => ({
      ...person,
      sex: person.sex,
      birthday: person.birthday,
      finishes: person.finishes,
      key: newKey(),
    })),
    incomes: items(record.incomes),
    expenses: items(record.expenses),
    accidentExpense: record.accidentExpense,
    place: record.place,
    cause: record.cause,
    furtherCauses: record.furtherCauses,
    healthStatus: record.healthStatus,
    disabilityKind: record.disabilityKind,
    insurance: record.insurance,
    modelKind: record.modelKind,
    housing: record.housing,
    floorArea: record.floorArea,
    address: record.address,
    otherPhone: record.otherPhone,
    postcode: record.postcode,
    workStarted: record.workStarted,
    industry: record.industry,
    workState: record.workState,
    employer: record.employer,
    employerKind: record.employerKind,
    employerState: record.employerState,
    marital: record.marital,
    householdKind: record.householdKind,
    householdPlace: record.householdPlace,
    singleParent: record.singleParent,
    selfHelp: record.selfHelp,
    zeroEmployment: record.zeroEmployment,
    ownMonthly: record.ownMonthly,
    bankName: record.bankName,
    bankBranch: record.bankBranch,
    bankAccount: record.bankAccount,
    note: record.note,
  };
}

/** What the member's own 登记表 says already, for a new file; what it leaves open stays as typed. */
export function takenOver({
  employer,
  marital,
  householdKind,
  address,
  singleParent,
}: Particulars): Partial<FileDraft> {
  const said = Object.entries({ employer, marital, householdKind, address }).filter(([, text]) => text !== '');
  // on the 登记表 「单亲」 is ticked or not: not ticked is no answer
  return { ...Object.fromEntries(said), ...(singleParent ? { singleParent: true } : {}) };
}

const FIGURES = ['people', 'incomes', 'expenses', 'accidentExpense', 'place'] as const;

/** A change of the form. Figures that are changed are computed as of today, unless another day was chosen for them. */
export function changed(draft: FileDraft, initial: FileDraft, patch: Partial<FileDraft>, today: Day): FileDraft {
  const moved = FIGURES.some((field) => field in patch) && draft.assessedDay === initial.assessedDay;
  return { ...draft, ...(moved ? { assessedDay: today } : {}), ...patch };
}

const typed = (items: readonly ItemDraft[]) =>
  items
    .filter((item) => item.label.trim() !== '' || item.yearly !== undefined)
    .map((item) => ({ ...item, label: item.label.trim() }));
const expenseOf = ({ label, yearly }: ItemDraft) =>
  yearly === undefined ? [] : [{ label: label || '未写项目', yearly }];
const incomeOf = (item: ItemDraft) => expenseOf(item).map((one) => (item.wage ? { ...one, wage: true } : one));

/** What the live computation needs; undefined while that is not all there. */
export function figuresOf(draft: FileDraft): InputOf<'hardship.assess'> | undefined {
  const { people, accidentExpense, place, assessedDay } = draft;
  if (people === undefined) return undefined;
  return {
    people,
    place,
    incomes: typed(draft.incomes).flatMap(incomeOf),
    expenses: typed(draft.expenses).flatMap(expenseOf),
    ...(assessedDay === undefined ? {} : { assessedDay }),
    ...(accidentExpense === undefined ? {} : { accidentExpense }),
  };
}

/** The first thing that is not filled in, as a sentence; undefined when the file can be saved. */
export function missingIn(draft: FileDraft): string | undefined {
  if (draft.memberId === undefined) return '还没有选会员。';
  if (draft.people === undefined) return '还没有填共同生活人口。';
  if (draft.cause === undefined) return '还没有选主要致困原因。';
  for (const [name, items] of [
    ['家庭收入', draft.incomes],
    ['刚性支出', draft.expenses],
  ] as const) {
    const row = typed(items).findIndex((item) => item.label === '' || item.yearly === undefined);
    if (row >= 0) return `${name}第 ${row + 1} 行要写全项目和全年金额。`;
  }
  const person = draft.household.findIndex((one) => one.name.trim() === '' || one.relation.trim() === '');
  if (person >= 0) return `家庭成员第 ${person + 1} 行要写全姓名和关系。`;
  return undefined;
}

/** The fields as they are saved; undefined while something is missing. */
export function fieldsOf(draft: FileDraft): InputOf<'hardship.save'>['fields'] | undefined {
  const { memberId, people, cause, ...rest } = draft;
  if (memberId === undefined || people === undefined || cause === undefined) return undefined;
  return {
    ...rest,
    memberId,
    people,
    cause,
    furtherCauses: [...draft.furtherCauses],
    incomes: typed(draft.incomes).flatMap(incomeOf),
    expenses: typed(draft.expenses).flatMap(expenseOf),
    household: draft.household.map(({ key: _key, monthlyIncome, ...person }) => ({
      ...person,
      monthlyIncome: monthlyIncome ?? ZERO,
    })),
  };
}

/** Yearly incomes from the monthly ones of the member and the household, for people who fill in those first. */
export function incomesFromHousehold({
  ownMonthly,
  household,
}: Pick<FileDraft, 'ownMonthly' | 'household'>): ItemDraft[] {
  const yearly = (label: string, monthly: Fen | undefined, wage: boolean) =>
    monthly === undefined || monthly === 0 || !isFen(monthly * 12)
      ? []
      : [{ key: newKey(), label, yearly: fen(monthly * 12), wage }];
  return [
    ...yearly('本人工资', ownMonthly, true),
    ...household.flatMap(({ name, monthlyIncome }) => yearly(`${name.trim() || '家庭成员'}收入`, monthlyIncome, false)),
  ];
}

/** Until the usual answers are there. */
export const NO_CHOICES: HardshipChoices = {
  remark: '',
  health: [],
  disabilityKind: [],
  insurance: [],
  modelKind: [],
  housing: [],
  industry: [],
  workState: [],
  employerKind: [],
  employerState: [],
  marital: [],
  householdKind: [],
  political: [],
  relation: [],
  occupation: [],
  grade: [],
  wageIncome: [],
  otherIncome: [],
  expense: [],
};
