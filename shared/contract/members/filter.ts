import { z } from 'zod';
import { id, monthField, optionalText } from '../fields.ts';
import { MEMBER_STATUSES, RETAINED_KINDS } from './membership.ts';

// Which members somebody wants to see, as data: what the list, the export and the saved filters understand.

const flag = z.boolean().default(false);
const age = z.int('要写整数').min(0, '不能是负数').max(150, '最多 150').optional();
/** Values as the records have them; any one of them fits. Empty: not asked. '' stands for records that do not say. */
const oneOf = z.array(z.string().trim().max(30, '最多 30 个字')).max(50, '最多 50 个').default([]);

/** Every field narrows the list further; one that is left out asks nothing. */
export const memberFilterFields = {
  /** Words in any order; each must stand in the name, pinyin, initials, number, phone or the name of the group. */
  search: optionalText(50),
  /** This group alone, without those below it. */
  groupId: id.optional(),
  /** These groups with all below them; together with `withoutGroup`, either fits. */
  groupIds: z.array(id).max(200, '最多 200 个').default([]),
  withoutGroup: flag,
  statuses: z.array(z.enum(MEMBER_STATUSES)).max(8, '最多 8 种').default([]),
  sex: z.enum(['male', 'female']).optional(),
  /** Whole years today, both ends included. */
  ageFrom: age,
  ageTo: age,
  /** A month of the year, or whichever month it is today. */
  birthMonth: z
    .union([z.literal('this'), z.int().min(1, '不是一个月份').max(12, '不是一个月份')], '不是一个月份')
    .optional(),
  political: oneOf,
  education: oneOf,
  employment: oneOf,
  marital: oneOf,
  singleParent: flag,
  withoutIdNumber: flag,
  withoutPhone: flag,
  /** Joined in these months, both ends included. */
  joinedFrom: monthField.optional(),
  joinedTo: monthField.optional(),
  /** Keeps the membership for this reason today. */
  retained: z.enum(RETAINED_KINDS).optional(),
  /** Answers to the union's own fields; each must be there. */
  answers: z
    .array(z.strictObject({ fieldId: id, value: z.string().trim().min(1, '没有填写').max(200, '最多 200 个字') }))
    .max(10, '最多 10 项')
    .default([]),
};
export const memberFilter = z.strictObject(memberFilterFields);
/** A filter with all its fields. */
export type MemberFilter = z.output<typeof memberFilter>;
/** A filter as people write it: what it does not ask may be left out. */
export type MemberFilterInput = z.input<typeof memberFilter>;

/** A filter with a name. The union may change, order and drop all of them, those that come with the program too. */
export interface SavedFilter {
  id: string;
  name: string;
  filter: MemberFilter;
}

/** What the records say in the fields that hold free words, for choosing from. */
export interface FilterChoices {
  political: string[];
  education: string[];
  employment: string[];
  marital: string[];
}
