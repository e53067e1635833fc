import { z } from 'zod';
import type { Day, Month } from '../../calendar.ts';
import type { Fen } from '../../money.ts';
import { count, dayField, fileToken, id, monthField, nothing, optionalText, text, type Window } from '../fields.ts';
import { output, read, write } from '../operation.ts';
import { memberFilterFields } from './filter.ts';
import { PARTICULAR_LENGTHS, type Particulars } from './particulars.ts';
import { type MemberRecord, recordsOperations, type Sex } from './records.ts';

// Lists and filters name the particulars too; they stand apart so that those need not load this file.
export * from './particulars.ts';

/** What kind of answer an own field takes. */
export const OWN_FIELD_KINDS = ['text', 'day', 'number', 'choice', 'yesNo'] as const;
export type OwnFieldKind = (typeof OWN_FIELD_KINDS)[number];
export const OWN_FIELD_KIND_NAMES: Readonly<Record<OwnFieldKind, string>> = {
  text: '文字',
  day: '日期',
  number: '数字',
  choice: '选项',
  yesNo: '是否',
};
/** The two answers of a 是否 field, as they are kept. */
export const YES_NO = ['是', '否'] as const;

/** 自定栏目: a field that the union itself added to the form. */
export interface OwnField {
  id: string;
  title: string;
  kind: OwnFieldKind;
  /** Of a field of kind `choice`, in the order they are offered. */
  choices: string[];
  /** Not asked any more; what it holds stays. */
  retired: boolean;
  /** How many members have an answer. */
  used: number;
}

/** 家庭主要成员 */
export interface FamilyMember {
  name: string;
  relation: string;
  birthday: Day | '';
  employer: string;
  phone: string;
}

/** One line of 个人工作简历; either end may be open. */
export interface ResumeLine {
  fromMonth: Month | '';
  toMonth: Month | '';
  content: string;
}

export const PHOTO_KINDS = ['jpeg', 'png'] as const;
export type PhotoKind = (typeof PHOTO_KINDS)[number];
export const MAX_PHOTO_BYTES = 5 * 1024 * 1024;
/** A photo of more dots than this is no photo for a form, and would fill the memory when it is shown. */
export const MAX_PHOTO_DOTS = 40_000_000;

export interface PhotoFacts {
  kind: PhotoKind;
  bytes: number;
  /** Changes whenever the photo does. */
  sha256: string;
  /** ISO UTC. */
  setAt: string;
  setBy: string;
}

/** A photo for showing. */
export interface Photo {
  kind: PhotoKind;
  /** The file itself, base64. */
  content: string;
}

/** The registration of one member, beyond the record. */
export interface Registration {
  particulars: Particulars;
  /** By id of the own field; retired fields that have an answer too. */
  values: Record<string, string>;
  family: FamilyMember[];
  resume: ResumeLine[];
  photo?: PhotoFacts;
}

/** One 《工会会员登记表》 as it is printed. */
export interface RegistrationForm extends Registration {
  id: string;
  number: string;
  name: string;
  sex?: Sex;
  birthday?: Day;
  ethnicity: string;
  political: string;
  education: string;
  /** Masked unless the whole number was asked for. */
  idNumber: string;
  phone: string;
  groupName: string;
  joined: Day | Month | '';
  note: string;
  /** The latest monthly wage in fen; absent when none is known. */
  wage?: Fen;
  /** Oldest first; the approval and what the 备注 of the form must say (rules.md 1.3). */
  changes: MemberRecord['changes'];
}

/** One line of the printed 会员花名册. */
export interface RosterLine {
  id: string;
  number: string;
  name: string;
  sex?: Sex;
  birthday?: Day;
  ethnicity: string;
  political: string;
  education: string;
  idNumber: string;
  phone: string;
  post: string;
  cardNumber: string;
  groupName: string;
  joined: Day | Month | '';
  note: string;
}

const monthOrNone = z.union([monthField, z.literal('')], '不是一个月份，请写成 2005-06').default('');
const dayOrNone = z.union([dayField, z.literal('')], '不是一个存在的日期').default('');
const L = PARTICULAR_LENGTHS;

export const registrationFields = z.strictObject({
  particulars: z.strictObject({
    cardNumber: optionalText(L.cardNumber),
    nativePlace: optionalText(L.nativePlace),
    employer: optionalText(L.employer),
    post: optionalText(L.post),
    title: optionalText(L.title),
    employment: optionalText(L.employment),
    workKind: optionalText(L.workKind),
    householdKind: optionalText(L.householdKind),
    marital: optionalText(L.marital),
    singleParent: z.boolean().default(false),
    email: optionalText(L.email),
    address: optionalText(L.address),
    applied: dayOrNone,
  }),
  /** Answers by own field; a field that is left out keeps its answer, '' clears it. */
  values: z.record(id, z.string().trim().max(200, '最多 200 个字')).default({}),
  family: z
    .array(
      z.strictObject({
        name: text(30),
        relation: optionalText(20),
        birthday: dayOrNone,
        employer: optionalText(100),
        phone: optionalText(30),
      }),
    )
    .max(50, '最多 50 人')
    .default([]),
  resume: z
    .array(z.strictObject({ fromMonth: monthOrNone, toMonth: monthOrNone, content: text(300) }))
    .max(100, '最多 100 段')
    .default([]),
});

export const registrationOperations = {
  'members.getRegistration': read('viewPersonal', z.strictObject({ id }), output<Registration>()),
  /**
   * The whole record with its registration: what `members.save` takes, the form, and a photo that replaces the one before
   * (or `remove`). One command, one row on the trail.
   */
  'members.saveRegistration': write(
    'keep',
    z.strictObject({
      ...recordsOperations['members.save'].input.shape,
      registration: registrationFields,
      photo: z.union([z.strictObject({ file: fileToken }), z.literal('remove')], '请重新选择照片').optional(),
    }),
    output<{ record: MemberRecord; registration: Registration }>(),
  ),
  'members.readPhoto': read('viewPersonal', z.strictObject({ id }), output<Photo | undefined>()),
  /** Looks at a chosen photo before it is saved: refused as saving would refuse it. */
  'members.previewPhoto': read('keep', z.strictObject({ file: fileToken }), output<Photo>()),

  /** The own fields in their order, retired ones last. */
  'members.listFields': read('view', nothing, output<OwnField[]>()),
  /**
   * Adds an own field (no id) or changes one. A field that has answers keeps its kind, and the choices that are in use.
   */
  'members.saveField': write(
    'keep',
    z.strictObject({
      id: id.optional(),
      title: text(20),
      kind: z.enum(OWN_FIELD_KINDS),
      choices: z.array(text(30)).max(50, '最多 50 个').default([]),
    }),
    output<OwnField[]>(),
  ),
  /** Every field that is in use, in the order in which they shall stand. */
  'members.orderFields': write(
    'keep',
    z.strictObject({ ids: z.array(id).max(100, '最多 100 个') }),
    output<OwnField[]>(),
  ),
  /** Stops asking for it, or asks again; answers stay. */
  'members.retireField': write('keep', z.strictObject({ id, retired: z.boolean() }), output<OwnField[]>()),
  /** Throws away a field that nobody has an answer to. */
  'members.removeField': write('keep', z.strictObject({ id }), output<OwnField[]>()),

  /** 登记表 of one member, or of a window of the list; numbers masked. */
  'members.listForms': read(
    'viewPersonal',
    z.strictObject({
      ...memberFilterFields,
      id: id.optional(),
      offset: count(10_000_000).default(0),
      limit: z.int().min(1).max(100).default(20),
    }),
    output<Window<RegistrationForm>>(),
  ),
  /** 花名册 of a window of the list; numbers masked. */
  'members.listRosterLines': read(
    'view',
    z.strictObject({
      ...memberFilterFields,
      offset: count(10_000_000).default(0),
      limit: z.int().min(1).max(500).default(500),
    }),
    output<Window<RosterLine>>(),
  ),
  /**
   * The whole numbers for a print: identity number and phone of so many members. The asking is on the trail, with what is
   * printed and for whom.
   */
  'members.askWholeNumbers': write(
    'keep',
    z.strictObject({ ids: z.array(id).min(1, '没有选择').max(500, '一次最多 500 人'), purpose: text(100) }),
    output<{ id: string; idNumber: string; phone: string }[]>(),
  ),
};
