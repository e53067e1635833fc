import { type Day, dayOf, type Month, monthOf } from '#shared/calendar.ts';
import type { InputOf } from '#shared/contract/index.ts';
import type { MemberRecord, Sex, WageItem } from '#shared/contract/members.ts';
import type { Fen } from '#shared/money.ts';

/** What the form holds while somebody types. */
export interface MemberDraft {
  name: string;
  number: string;
  idNumber: string;
  sex: Sex | undefined;
  birthday: Day | undefined;
  phone: string;
  groupId: string | undefined;
  joined: Day | Month | '';
  ethnicity: string;
  political: string;
  education: string;
  note: string;
  wageFrom: Month | undefined;
  wages: readonly WageLine[];
}
export interface WageLine {
  key: number;
  item: string;
  amount: Fen | undefined;
}

/** The items that dues of public institutions are computed from (岗位工资 + 薪级工资); others can be added. */
const USUAL_ITEMS = ['岗位工资', '薪级工资'];

/** An empty form, or a record as the form shows it. */
export function draftOf(record: MemberRecord | undefined): MemberDraft {
  const [wage] = record?.wages ?? [];
  const items: readonly Partial<WageItem>[] = wage ? wage.items : USUAL_ITEMS.map((item) => ({ item }));
  return {
    name: record?.name ?? '',
    number: record?.number ?? '',
    idNumber: record?.idNumber ?? '',
    sex: record?.sex,
    birthday: record?.birthday,
    phone: record?.phone ?? '',
    groupId: record?.groupId,
    joined: record?.joined ?? '',
    ethnicity: record?.ethnicity ?? '',
    political: record?.political ?? '',
    education: record?.education ?? '',
    note: record?.note ?? '',
    wageFrom: wage?.from ?? monthOf(dayOf(new Date())),
    wages: items.map(({ item = '', amount }, key) => ({ key, item, amount })),
  };
}

export function isChanged(draft: MemberDraft, record: MemberRecord | undefined): boolean {
  return JSON.stringify(draft) !== JSON.stringify(draftOf(record));
}

/** A wage item that has an amount but no name would be lost without a word. */
export function hasNamelessWage({ wages }: MemberDraft): boolean {
  return wages.some(({ item, amount }) => item.trim() === '' && amount !== undefined);
}

/** The fields as the engine wants them. The wage goes along only when it was changed. */
export function fieldsOf(draft: MemberDraft, record: MemberRecord | undefined): InputOf<'members.save'>['fields'] {
  const { sex, birthday, groupId, joined, wageFrom, wages, ...texts } = draft;
  const before = draftOf(record);
  const items = wages.flatMap(({ item, amount }) =>
    item.trim() === '' || amount === undefined ? [] : [{ item: item.trim(), amount }],
  );
  const known = (record?.wages.length ?? 0) > 0;
  const wageChanged = JSON.stringify([wageFrom, wages]) !== JSON.stringify([before.wageFrom, before.wages]);
  // sex and birthday of a member with an identity number are read from it
  const derived = draft.idNumber.trim() !== '';
  return {
    ...texts,
    joined,
    ...(derived || sex === undefined ? {} : { sex }),
    ...(derived || birthday === undefined ? {} : { birthday }),
    ...(groupId === undefined ? {} : { groupId }),
    ...(wageChanged && wageFrom !== undefined && (known || items.length > 0)
      ? { wage: { from: wageFrom, items } }
      : {}),
  };
}
