import { z } from 'zod';
import type { Day, Month } from '../../calendar.ts';
import type { Fen } from '../../money.ts';
import {
  amountFen,
  count,
  dayField,
  id,
  monthField,
  nothing,
  optionalText,
  text,
  type Window,
  windowFields,
} from '../fields.ts';
import { output, read, write } from '../operation.ts';
import { memberFilterFields } from './filter.ts';
import type { MemberStatus, MembershipChange } from './membership.ts';

export type Sex = 'male' | 'female';
export const SEX_NAMES: Readonly<Record<Sex, string>> = { male: '男', female: '女' };

/** One row of the member list; personal numbers are masked. */
export interface MemberRow {
  id: string;
  number: string;
  name: string;
  sex?: Sex;
  birthday?: Day;
  groupName: string;
  status: MemberStatus;
  phoneMasked: string;
  idNumberMasked: string;
  /** `YYYY-MM-DD` or only `YYYY-MM`. */
  joined: string;
}

/** One item of the monthly wage that dues are computed from. */
export interface WageItem {
  item: string;
  amount: Fen;
}

export interface MemberRecord {
  id: string;
  number: string;
  name: string;
  sex?: Sex;
  birthday?: Day;
  idNumber: string;
  phone: string;
  ethnicity: string;
  political: string;
  education: string;
  groupId?: string;
  groupName: string;
  status: MemberStatus;
  joined: Day | Month | '';
  note: string;
  /** Newest first; each set replaces the one before from its month on. */
  wages: { from: Month; items: WageItem[] }[];
  /** Oldest first. */
  changes: MembershipChange[];
}

export const memberFields = z.strictObject({
  number: optionalText(30),
  name: text(30),
  sex: z.enum(['male', 'female']).optional(),
  birthday: dayField.optional(),
  idNumber: optionalText(30),
  phone: optionalText(30),
  ethnicity: optionalText(20),
  political: optionalText(20),
  education: optionalText(20),
  groupId: id.optional(),
  joined: z.union([dayField, monthField, z.literal('')]).default(''),
  note: optionalText(500),
  wage: z
    .strictObject({
      from: monthField,
      items: z.array(z.strictObject({ item: text(20), amount: amountFen })).max(10, '最多 10 项'),
    })
    .optional(),
});

export const recordsOperations = {
  'members.list': read('view', z.strictObject({ ...memberFilterFields, ...windowFields }), output<Window<MemberRow>>()),
  'members.count': read('view', nothing, output<{ byStatus: Record<MemberStatus, number>; tray: number }>()),
  'members.get': read('viewPersonal', z.strictObject({ id }), output<MemberRecord>()),
  /**
   * Makes a member (no id) or changes one. A new one is in the books as active unless `status` says that the application still
   * waits for approval. Status changes go through `members.changeStatus`.
   */
  'members.save': write(
    'keep',
    z.strictObject({ id: id.optional(), status: z.enum(['applied', 'active']).optional(), fields: memberFields }),
    output<MemberRecord>(),
  ),
  /** For person pickers: at most `limit` members whose name, pinyin, initials, number, phone or group fit. */
  'members.suggest': read(
    'view',
    z.strictObject({ search: optionalText(50), limit: count(50).default(20) }),
    output<MemberRow[]>(),
  ),
};
