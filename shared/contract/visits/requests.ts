import { z } from 'zod';
import type { Day, Month } from '../../calendar.ts';
import type { Fen } from '../../money.ts';
import {
  count,
  dayField,
  id,
  monthField,
  optionalText,
  positiveFen,
  text,
  type Window,
  windowFields,
} from '../fields.ts';
import { output, read, write } from '../operation.ts';
import { VISIT_FORMS, type VisitForm } from './standards.ts';

/** What made a request: somebody, a birthday, a retirement, or the three fields of a hospital stay or a bereavement. */
export const REQUEST_ORIGINS = ['manual', 'birthday', 'retirement', 'hospital', 'bereavement'] as const;
export type RequestOrigin = (typeof REQUEST_ORIGINS)[number];

/** 起草 -> 申请 -> 决定 -> 已发放; refused and dropped are ends. */
export const REQUEST_STATUSES = ['draft', 'requested', 'approved', 'refused', 'dropped', 'given'] as const;
export type RequestStatus = (typeof REQUEST_STATUSES)[number];
export const REQUEST_STATUS_NAMES: Readonly<Record<RequestStatus, string>> = {
  draft: '草稿',
  requested: '待决定',
  approved: '待发放',
  refused: '不同意',
  dropped: '不再办理',
  given: '已发放',
};

/** The occasions that need three fields only, and the kind of visit behind each. */
export const QUICK_OCCASIONS = ['hospital', 'memberDeath', 'relativeDeath'] as const;
export type QuickOccasion = (typeof QUICK_OCCASIONS)[number];
export const QUICK_OCCASION_NAMES: Readonly<Record<QuickOccasion, string>> = {
  hospital: '住院',
  memberDeath: '会员去世',
  relativeDeath: '直系亲属去世',
};

export interface VisitRequest {
  id: string;
  origin: RequestOrigin;
  /** A request whose visit was reversed (红字冲销) is `approved` again. */
  status: RequestStatus;
  kindId: string;
  kindName: string;
  memberId: string;
  memberName: string;
  memberNumber: string;
  groupName: string;
  askedBy: string;
  askedDay: Day;
  /** The day of what happened. */
  eventDay: Day;
  reason: string;
  form?: VisitForm;
  goods: string;
  amount?: Fen;
  decidedDay?: Day;
  /** The visit that it was given with; also a reversed one, until it is given again. */
  visitId?: string;
  /** It was given and its voucher was reversed: it may be given again. */
  reversed: boolean;
  /** Given, and signed for. */
  signed: boolean;
}

/** One step of a request's way; only ever added. */
export interface RequestChange {
  sequence: number;
  day: Day;
  from: RequestStatus | '';
  to: RequestStatus;
  note: string;
  operator: string;
  visitId?: string;
}

export interface VisitRequestRecord extends VisitRequest {
  caseName: string;
  beneficiary: string;
  relation: string;
  decidedBy: string;
  ground: string;
  resolutionId?: string;
  resolutionTitle?: string;
  voucherId?: string;
  voucherNumber?: string;
  changes: RequestChange[];
}

/** Somebody whose birthday or retirement of the month nobody has seen to yet. */
export interface DueMember {
  memberId: string;
  memberNumber: string;
  memberName: string;
  groupName: string;
  /** The birthday in this year, or the day of retirement. */
  day: Day;
}
/** What is due by itself in a month, with what it is usually given. */
export interface DueList {
  origin: 'birthday' | 'retirement';
  month: Month;
  kindId: string;
  kindName: string;
  forms: VisitForm[];
  form?: VisitForm;
  goods: string;
  amount?: Fen;
  people: DueMember[];
}
/** What needs somebody, first things first. */
export interface VisitTasks {
  birthdays: DueList;
  retirements: DueList;
  drafts: number;
  requested: number;
  approved: number;
  unsigned: number;
}

const dueOrigin = z.enum(['birthday', 'retirement']);
const people = z.array(id).min(1, '没有选人').max(2000, '最多 2000 人');

const requestFields = z.strictObject({
  id: id.optional(),
  memberId: id,
  kindId: id,
  askedBy: optionalText(30),
  askedDay: dayField,
  eventDay: dayField,
  reason: optionalText(100),
  form: z.enum(VISIT_FORMS).optional(),
  goods: optionalText(100),
  amount: positiveFen.optional(),
  caseName: optionalText(20),
  beneficiary: optionalText(30),
  relation: optionalText(20),
  /** Asks for it now; else it is kept as a draft. */
  submit: z.boolean().default(true),
});

export const requestsOperations = {
  'visits.listRequests': read(
    'view',
    z.strictObject({
      search: optionalText(50),
      status: z.enum(REQUEST_STATUSES).optional(),
      memberId: id.optional(),
      year: z.int().min(1950).max(2199).optional(),
      ...windowFields,
    }),
    output<Window<VisitRequest> & { amount: Fen }>(),
  ),
  'visits.getRequest': read('view', z.strictObject({ id }), output<VisitRequestRecord>()),
  /** Makes a request or changes one that nobody decided on yet. */
  'visits.saveRequest': write('keep', requestFields, output<VisitRequestRecord>()),
  /** A hospital stay or a bereavement in three fields; the rest comes from what is usual and from the standards. */
  'visits.quickRequest': write(
    'keep',
    z.strictObject({ memberId: id, occasion: z.enum(QUICK_OCCASIONS), eventDay: dayField }),
    output<VisitRequestRecord>(),
  ),
  'visits.decideRequest': write(
    'keep',
    z.strictObject({
      id,
      approved: z.boolean(),
      day: dayField,
      decidedBy: text(40),
      ground: optionalText(200),
      resolutionId: id.optional(),
    }),
    output<VisitRequestRecord>(),
  ),
  /** 不再办理. */
  'visits.dropRequest': write('keep', z.strictObject({ id, ground: text(200) }), output<VisitRequestRecord>()),
  /** Birthdays and retirements of a month that nobody saw to, and how many requests wait. Writes nothing. */
  'visits.readTasks': read('view', z.strictObject({ month: monthField }), output<VisitTasks>()),
  /** Puts birthdays or retirements of a month aside, so that they are not due any more this year. */
  'visits.dropDue': write(
    'keep',
    z.strictObject({ origin: dueOrigin, month: monthField, memberIds: people, ground: text(200) }),
    output<{ dropped: number }>(),
  ),
  /** Gives what is due to several at once: one list with one voucher, or a visit and a voucher each, all or none. */
  'visits.giveDue': write(
    'keep',
    z.strictObject({
      origin: dueOrigin,
      month: monthField,
      memberIds: people,
      way: z.enum(['list', 'single']),
      day: dayField,
      form: z.enum(['goods', 'coupon']),
      goods: text(100),
      amount: positiveFen,
      method: z.enum(['cash', 'bank']),
      visitors: z.array(text(20)).max(10, '最多 10 人').default([]),
      place: optionalText(60),
      resolutionId: id.optional(),
      fundId: id.optional(),
      approvalGround: optionalText(200),
      attachmentCount: count(999).default(0),
    }),
    output<{ people: number; amount: Fen; vouchers: string[]; batchId?: string }>(),
  ),
};
