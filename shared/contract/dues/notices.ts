import { z } from 'zod';
import type { Day, Month } from '../../calendar.ts';
import type { Fen } from '../../money.ts';
import { fileToken, id, monthField, nothing, optionalText, yearField } from '../fields.ts';
import { output, read, write } from '../operation.ts';

/** Months of one disclosure at most: what fits across a sheet. */
export const MOST_DISCLOSED_MONTHS = 12;

/** What one member has paid for one month by now; null where nothing was paid, levied or asked for. */
export type DisclosedMonth = { paid: Fen; full: boolean } | null;

export interface DisclosureRow {
  memberId: string;
  number: string;
  name: string;
  groupName: string;
  /** One a month of the disclosure, in order. */
  months: DisclosedMonth[];
  paid: Fen;
}

/** 会费收缴公示: who has paid for which months, by groups. */
export interface Disclosure {
  from: Month;
  to: Month;
  months: Month[];
  rows: DisclosureRow[];
  /** A column's sum: how many paid in full, and what came in for the month. */
  totals: { month: Month; members: number; paid: Fen }[];
  paid: Fen;
  /** Members with anything paid. */
  members: number;
  asOf: Day;
}

/** What a certificate says of one month. */
export interface CertifiedMonth {
  month: Month;
  amount: Fen;
  paid: Fen;
  waived: Fen;
}

export interface Certificate {
  memberId: string;
  number: string;
  name: string;
  groupName: string;
  from: Month;
  to: Month;
  months: CertifiedMonth[];
  /** Months for which anything was paid. */
  paidMonths: number;
  paid: Fen;
  receipts: { number: string; day: Day; amount: Fen }[];
  today: Day;
}

/** For the yearly report to the members' meeting (rules.md 1.2: 每年至少一次向会员大会报告收缴与使用). */
export interface DuesYearReport {
  year: number;
  members: number;
  levied: Fen;
  waived: Fen;
  /** Paid on the levies of the year by now. */
  paid: Fen;
  owed: Fen;
  /** Came in during the year, for whatever months, less what went back: the year's dues on account 401. */
  received: Fen;
  /** Hundredths of a percent of what was to be paid after waivers, cut; undefined when nothing was. */
  rate?: number;
  /** Ready to be read out. */
  sentence: string;
}

export interface NoticeTexts {
  /** How dues are paid; '' until it was written once. */
  payHow: string;
  /** Whom to ask. */
  contact: string;
}

const disclosed = {
  from: monthField,
  to: monthField,
  /** With all groups below it. */
  groupId: id.optional(),
  /** Also who has not paid: without it a member without any payment is left out. */
  unpaidToo: z.boolean().default(false),
};
const certified = { memberId: id, from: monthField, to: monthField };

export const noticesOperations = {
  'dues.readDisclosure': read('view', z.strictObject(disclosed), output<Disclosure>()),
  'dues.exportDisclosure': write(
    'keep',
    z.strictObject({ ...disclosed, withAmounts: z.boolean().default(false), folder: fileToken }),
    output<{ fileName: string; members: number }>(),
  ),
  'dues.readYearReport': read('view', z.strictObject({ year: yearField }), output<DuesYearReport>()),
  'dues.readCertificate': read('viewPersonal', z.strictObject(certified), output<Certificate>()),
  /** Leaves on the trail that a certificate was made out. */
  'dues.noteCertificate': write('keep', z.strictObject(certified), output<{ paid: Fen }>()),
  'dues.readNoticeTexts': read('view', nothing, output<NoticeTexts>()),
  'dues.saveNoticeTexts': write(
    'keep',
    z.strictObject({ payHow: optionalText(200), contact: optionalText(100) }),
    output<NoticeTexts>(),
  ),
};
