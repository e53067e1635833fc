import { z } from 'zod';
import type { Day } from '../../calendar.ts';
import type { Fen } from '../../money.ts';
import {
  count,
  dayField,
  fileToken,
  id,
  nothing,
  optionalText,
  positiveFen,
  text,
  type Window,
  windowFields,
  yearField,
} from '../fields.ts';
import { output, read, write } from '../operation.ts';
import { AID_KINDS, AID_SOURCES, type AidKind, type AidSource } from './aid-kinds.ts';
import type { HardshipCategory } from './files.ts';
import { measureOperations } from './measures.ts';

export interface AidRow {
  id: string;
  fileId: string;
  fileNumber: string;
  memberName: string;
  /** The household member it was for, '' when it was the member; masked in lists, whole within the file. */
  recipient: string;
  recipientRelation: string;
  /** `2026-2027` for 子女助学, else ''. */
  schoolYear: string;
  day: Day;
  kind: AidKind;
  amount: Fen;
  method: 'cash' | 'bank';
  /** '' for aids recorded before sources were kept. */
  source: AidSource | '';
  /** 专项资金 that paid, '' for the union's own money. */
  fundName: string;
  resolutionId: string;
  resolutionTitle: string;
  /** It was paid over a limit, on an approval that stands with the aid. */
  approved: boolean;
  signedBy: string;
  /** 代领: what the signer is to the person it was for; '' when that person signed. */
  signedRelation: string;
  signedDay?: Day;
  voucherId: string;
  voucherNumber: string;
  /** Its voucher was reversed (红字冲销): it stays in the list and counts nowhere. */
  reversed: boolean;
}

export const LIMIT_SHAPES = ['perTime', 'perYear'] as const;
export type AidLimitShape = (typeof LIMIT_SHAPES)[number];
export const LIMIT_SHAPE_NAMES: Readonly<Record<AidLimitShape, string>> = {
  perTime: '每人次',
  perYear: '每人每年',
};
export const LIMIT_OVERS = ['approval', 'barred'] as const;
export type AidLimitOver = (typeof LIMIT_OVERS)[number];
export const LIMIT_OVER_NAMES: Readonly<Record<AidLimitOver, string>> = {
  approval: '要写审批依据',
  barred: '不能发放',
};

/** A limit of aid as dated data. */
export interface AidLimit {
  id: string;
  /** Absent: all aid together. */
  kind?: AidKind;
  shape: AidLimitShape;
  amount: Fen;
  over: AidLimitOver;
  /** The paper it stands in, and how sure that is. */
  source: string;
  from: Day;
  last?: Day;
  /** Last day on which it holds, a later limit of the same kind and shape taken into account; absent: until further notice. */
  until?: Day;
  /** Aid was paid under it: it is only ended, never changed. */
  sealed: boolean;
}

/** What one limit says of a payment. */
export interface LimitFinding {
  limitId: string;
  /** `每人每年不超过 6,000.00 元，本年已发 2,000.00 元，还可发 4,000.00 元` */
  sentence: string;
  /** What may still be paid under it; below zero never. */
  left: Fen;
  exceeded: boolean;
  over: AidLimitOver;
}

/** What a family had this year and what the limits leave, for the form that pays. */
export interface AidCheck {
  /** Paid to the family in the calendar year of the day, reversed payments left out. */
  year: Fen;
  times: number;
  findings: LimitFinding[];
  /** Over a limit that an approval may pass. */
  needsApproval: boolean;
  /** Over a limit that nothing passes. */
  barred: boolean;
}

/** Why somebody cannot be given aid now, in one sentence, and where to go on. */
export interface AidObstacle {
  sentence: string;
  /** `newFile`: make a file (or record a visit instead); `procedure`: bring the application on; `file`: complete the file. */
  wayOut: 'newFile' | 'procedure' | 'file';
}
export interface AidDoor {
  memberId: string;
  memberName: string;
  fileId?: string;
  fileNumber?: string;
  /** Whom in the family it can be for besides the member; names masked. */
  household: { line: number; name: string; relation: string }[];
  obstacle?: AidObstacle;
}

/** A family that can be given aid, for a list of several. */
export interface AidCandidate {
  fileId: string;
  fileNumber: string;
  memberName: string;
  groupName: string;
  category: HardshipCategory;
  /** Paid this calendar year, reversed payments left out. */
  year: Fen;
}

/** 困难帮扶发放签领表. */
export interface AidSheet {
  unionName: string;
  /** Of all lines, when they rest on one resolution; else ''. */
  resolution: string;
  lines: {
    id: string;
    fileNumber: string;
    name: string;
    groupName: string;
    category: HardshipCategory;
    kind: AidKind;
    recipient: string;
    amount: Fen;
    day: Day;
    signedBy: string;
    signedRelation: string;
    signedDay: Day | '';
    voucherNumber: string;
  }[];
  total: Fen;
}

const schoolYear = z
  .string()
  .trim()
  .refine((value) => value === '' || isSchoolYear(value), '要写成 2026-2027 的样子')
  .default('');

function isSchoolYear(value: string): boolean {
  const match = /^([12]\d{3})-([12]\d{3})$/.exec(value);
  return match !== null && Number(match[2]) === Number(match[1]) + 1;
}

const payment = {
  day: dayField,
  kind: z.enum(AID_KINDS),
  method: z.enum(['cash', 'bank']),
  resolutionId: id,
  /** 专项资金 that pays; left out for the union's own money. */
  fundId: id.optional(),
  /** Left out: 本级工会, or what the fund's origin says. */
  source: z.enum(AID_SOURCES).optional(),
  schoolYear,
  attachmentCount: count(999).default(0),
  note: optionalText(200),
};

const aidFields = z.strictObject({
  ...payment,
  fileId: id,
  amount: positiveFen,
  /** Line of the household member it is for (1 is the first); left out for the member. */
  recipientLine: z.int('要写整数').min(1, '没有这一行').max(30, '没有这一行').optional(),
  /** Why it is paid over a limit. */
  approvalGround: optionalText(200),
  signedBy: optionalText(30),
  signedRelation: optionalText(20),
  signedDay: dayField.optional(),
});
export type AidInput = z.output<typeof aidFields>;

const aidsFields = z.strictObject({
  ...payment,
  lines: z
    .array(z.strictObject({ fileId: id, amount: positiveFen, approvalGround: optionalText(200) }))
    .min(1, '没有选择家庭')
    .max(500, '一次最多 500 户'),
});
export type AidsInput = z.output<typeof aidsFields>;

const limitFields = z.strictObject({
  kind: z.enum(AID_KINDS).optional(),
  shape: z.enum(LIMIT_SHAPES),
  amount: positiveFen,
  over: z.enum(LIMIT_OVERS),
  source: optionalText(200),
  from: dayField,
  last: dayField.optional(),
});
export type AidLimitFields = z.output<typeof limitFields>;

const listFilter = {
  year: yearField,
  kind: z.enum(AID_KINDS).optional(),
  source: z.enum(AID_SOURCES).optional(),
};

export const aidsOperations = {
  /** 先建档、后帮扶: an aid needs an open file with consent; makes its voucher on 困难职工帮扶支出. */
  'hardship.payAid': write('keep', aidFields, output<{ aid: AidRow; voucherId: string; voucherNumber: string }>()),
  /** Many families on one resolution: one voucher an aid, all or none. */
  'hardship.payAids': write('keep', aidsFields, output<{ aids: AidRow[]; amount: Fen }>()),
  'hardship.signAid': write(
    'keep',
    z.strictObject({ id, signedBy: text(30), signedRelation: optionalText(20), signedDay: dayField }),
    output<AidRow>(),
  ),
  /** Several lines of a sheet at once: each signed by the person it was for, or all by one who fetched it for them. */
  'hardship.signAids': write(
    'keep',
    z.strictObject({
      ids: z.array(id).min(1, '没有选择').max(500, '一次最多 500 笔'),
      signedDay: dayField,
      signedBy: optionalText(30),
      signedRelation: optionalText(20),
    }),
    output<{ signed: number }>(),
  ),
  'hardship.listAids': read(
    'view',
    z.strictObject({ ...listFilter, ...windowFields }),
    /** `amount`, `families` and `unsigned` are of all that fit, reversed payments left out. */
    output<Window<AidRow> & { amount: Fen; families: number; unsigned: number; measures: number }>(),
  ),
  /** All aids of one family, the latest first, names whole. */
  'hardship.listAidsOfFile': read('viewPersonal', z.strictObject({ fileId: id }), output<AidRow[]>()),
  /** What the limits leave for one family, before anything is paid. */
  'hardship.checkAid': read(
    'keep',
    z.strictObject({ fileId: id, day: dayField, kind: z.enum(AID_KINDS), amount: positiveFen.optional() }),
    output<AidCheck>(),
  ),
  /** Whether a member can be given aid on a day, and if not the way out. */
  'hardship.checkRecipient': read('keep', z.strictObject({ memberId: id, day: dayField }), output<AidDoor>()),
  'hardship.listAidCandidates': read('keep', z.strictObject({ day: dayField }), output<AidCandidate[]>()),
  /** The sheet to be signed, of chosen aids or of all on a resolution; reversed ones stay out. Who may not see personal files gets masked names. */
  'hardship.readAidSheet': read(
    'view',
    z.strictObject({
      ids: z.array(id).max(500, '一次最多 500 笔').default([]),
      resolutionId: id.optional(),
      masked: z.boolean().default(false),
    }),
    output<AidSheet>(),
  ),
  /** The aids of a year as a workbook; whole names and numbers only when asked for. */
  'hardship.exportAids': write(
    'keep',
    z.strictObject({ ...listFilter, masked: z.boolean().default(true), folder: fileToken }),
    output<{ fileName: string; aids: number }>(),
  ),

  'hardship.listAidLimits': read('view', nothing, output<AidLimit[]>()),
  'hardship.saveAidLimit': write(
    'keep',
    z.strictObject({ id: id.optional(), fields: limitFields }),
    output<AidLimit[]>(),
  ),
  'hardship.dropAidLimit': write('keep', z.strictObject({ id }), output<AidLimit[]>()),

  ...measureOperations,
};
