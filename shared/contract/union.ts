import { z } from 'zod';
import type { Day, Month } from '../calendar.ts';
import type { Fen } from '../money.ts';
import { setup } from './books.ts';
import {
  amountFen,
  dayField,
  fileToken,
  id,
  nothing,
  optionalText,
  text,
  type Window,
  windowFields,
} from './fields.ts';
import { output, read, write } from './operation.ts';

export interface UnionProfile {
  name: string;
  creditCode: string;
  superiors: string[];
  chair: string;
  accountant: string;
  cashier: string;
  reviewDirector: string;
  reviewMembers: string[];
  chart: '2021';
  practice: boolean;
  /** First year the books cover. */
  firstYear: number;
  /** The year of the open month. */
  fiscalYear: number;
  /** First month not yet closed, or undefined when every month of every year is closed. */
  openMonth?: Month;
  /** Expenses from this amount on need a resolution (集体决议) in the audit package. */
  largeExpense: Fen;
  /** Share of dues and funds that stays with the branch etc. come later; 上解 ratio is data, never checked hard. */
  remittancePercent: number;
  /** Every posted voucher must be reviewed by a second person before its month is closed. */
  secondReview: boolean;
}

/** 集体决议 (会议纪要): the decision that payments rest on. */
export interface Resolution {
  id: string;
  number: string;
  day: Day;
  title: string;
  body: string;
  /** Upper limit that was decided, if any. */
  limit?: Fen;
  /** What rests on it so far. */
  used: Fen;
}

export interface WorkbenchTask {
  kind:
    | 'noMembers'
    | 'noBudget'
    | 'levyMissing'
    | 'arrears'
    | 'sixMonths'
    | 'applicants'
    | 'rosterUnkept'
    | 'unsignedVisits'
    | 'visitRequests'
    | 'birthdays'
    | 'insuranceRenewals'
    | 'openDrives'
    | 'staleHardshipFiles'
    | 'hardshipReviewDue'
    | 'stalledHardship'
    | 'unsignedAids'
    | 'hardshipUniversity'
    | 'hardshipRetention'
    | 'monthOpen'
    | 'trayRows'
    | 'draftVouchers';
  /** One sentence of state. */
  sentence: string;
  count: number;
  page: 'members' | 'dues' | 'hardship' | 'visits' | 'ledger';
}

export interface Workbench {
  year: number;
  month?: Month;
  tasks: WorkbenchTask[];
  /** 库存现金 + 银行存款 now. */
  cash: Fen;
  bank: Fen;
  /** 工会资金结余 including this year's surplus so far. */
  fundBalance: Fen;
  income: { actual: Fen; budget: Fen };
  expense: { actual: Fen; budget: Fen };
  /** First-level accounts with a budget or an actual. */
  lines: { code: string; name: string; direction: 'income' | 'expense'; actual: Fen; budget: Fen }[];
  months: { month: Month; income: Fen; expense: Fen }[];
  members: { active: number; retained: number };
}

export interface SearchHit {
  kind: 'member' | 'voucher' | 'hardshipFile' | 'visit';
  id: string;
  title: string;
  detail: string;
}

/** Charts of accounts that files may come with: 财会〔2021〕7号 and 财会〔2009〕7号. The same number means other accounts in them. */
export const CHART_VERSIONS = ['2021', '2009'] as const;
export type ChartVersion = (typeof CHART_VERSIONS)[number];

export interface OpeningPreview {
  fileName: string;
  /** Which chart the file's accounts were read by. */
  version: ChartVersion;
  /** What the names in the file look like. */
  guess: ChartVersion;
  lines: {
    row: number;
    /** The account of the new books; of a line with `choose` as the file has it. */
    code: string;
    name: string;
    /** The account as the file has it. */
    source: { code: string; name: string };
    debit: Fen;
    credit: Fen;
    /** How the old account became the new one, or what to think of. */
    remark?: string;
    problem?: string;
    /** The amount could not be read and must be typed anew. */
    retype?: true;
    /** The person must say which account is meant; `candidates` are the numbers of the likely ones. */
    choose?: { candidates: string[] };
  }[];
  debit: Fen;
  credit: Fen;
  balanced: boolean;
  /** debit - credit */
  difference: Fen;
}

export interface TrailRow {
  sequence: number;
  at: string;
  operator: string;
  operation: string;
  /** In words. */
  what: string;
  label: string;
  before: string;
  after: string;
  hash: string;
}

export interface ChartAccount {
  id: string;
  code: string;
  name: string;
  class: AccountClass;
  side: 'debit' | 'credit';
  /** Remark on how sure the number is; shown beside the account. */
  evidence: string;
  /** Has no accounts below it, so entries may be made on it. */
  detail: boolean;
}
export type AccountClass = 'asset' | 'liability' | 'netAssets' | 'income' | 'expense';

export const unionOperations = {
  'union.readProfile': read('view', nothing, output<UnionProfile>()),
  'union.saveProfile': write(
    'keep',
    setup
      .pick({
        name: true,
        creditCode: true,
        superiors: true,
        chair: true,
        accountant: true,
        cashier: true,
        reviewDirector: true,
        reviewMembers: true,
      })
      .extend({
        largeExpense: amountFen,
        remittancePercent: z.int().min(0, '不能小于 0').max(100, '不能大于 100'),
        /** Stays as it is when left out. */
        secondReview: z.boolean().optional(),
      }),
    output<UnionProfile & { warnings: string[] }>(),
  ),
  'union.readWorkbench': read('view', nothing, output<Workbench>()),
  /** Ctrl+K: members, vouchers, hardship files, visits. At most 20 hits. */
  'union.search': read('view', z.strictObject({ text: optionalText(50) }), output<SearchHit[]>()),
  'union.listResolutions': read('view', nothing, output<Resolution[]>()),
  'union.saveResolution': write(
    'keep',
    z.strictObject({
      id: id.optional(),
      number: text(40),
      day: dayField,
      title: text(100),
      body: optionalText(2000),
      limit: amountFen.optional(),
    }),
    output<Resolution>(),
  ),
  'union.listTrail': read(
    'view',
    z.strictObject({ ...windowFields }),
    output<Window<TrailRow> & { head: string; intact: boolean }>(),
  ),
  /** The chart of accounts that ships with the program, before any books exist. */
  'union.readChart': read('public', nothing, output<ChartAccount[]>()),
  /** Reads an opening-balance file before the books exist. */
  'union.previewOpening': read(
    'public',
    z.strictObject({ file: fileToken, version: z.enum(CHART_VERSIONS).optional() }),
    output<OpeningPreview>(),
  ),
};
