import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { REPORT_FORMS, type ReportForm, type ReportFormName } from '#shared/contract/ledger.ts';
import type { AccountClass } from '#shared/contract/union.ts';
import type { ReadContext, WriteContext } from '../../context.ts';

// The printed forms as data: assets/report-rows.json says which rows there are, and report_forms what the union calls them.

const row = z.strictObject({
  key: z.string(),
  name: z.string(),
  /** The row shows the balance of this account. */
  account: z.string().optional(),
  /** An account on the other side of its class (累计折旧): shown as a positive amount that is taken off. */
  reduces: z.boolean().default(false),
  /** Besides the account, what is not carried forward yet: of the funds (restricted), or of the money that is free. */
  result: z.enum(['restricted', 'free']).optional(),
  /** The place of first-level accounts of this class that no other row shows. */
  rest: z.enum(['asset', 'liability', 'netAssets']).optional(),
  plus: z.array(z.string()).optional(),
  minus: z.array(z.string()).default([]),
  right: z.boolean().default(false),
});
const form = z.strictObject({ title: z.string(), number: z.string(), remark: z.string(), rows: z.array(row) });
const forms = z.strictObject({ incomeExpense: form, balanceSheet: form, settlement: form });

export type FormRow = z.output<typeof row> & {
  rest?: Extract<AccountClass, 'asset' | 'liability' | 'netAssets'> | undefined;
};
export interface Form extends Omit<z.output<typeof form>, 'rows'> {
  rows: FormRow[];
  /** The name of a row. @throws RangeError for a key that is not in the file */
  name(key: string): string;
}

/** What is shipped. @throws ZodError for a file that is not of this shape (a programming error) */
export function readShippedForms(assetsFolder: string): z.output<typeof forms> {
  return forms.parse(JSON.parse(readFileSync(join(assetsFolder, 'report-rows.json'), 'utf8')));
}

interface StoredForm {
  number: string;
  names: string;
}
const STORED = 'SELECT number, names FROM report_forms WHERE report = :report';

/** A form with the union's own number and names. */
export function readForm({ db, assetsFolder }: Pick<ReadContext, 'db' | 'assetsFolder'>, report: ReportFormName): Form {
  const shipped = readShippedForms(assetsFolder)[report];
  const stored = db.get<StoredForm>(STORED, { report });
  const names = namesOf(stored);
  const rows = shipped.rows.map((one) => ({ ...one, name: names.get(one.key) ?? one.name }));
  const byKey = new Map(rows.map(({ key, name }) => [key, name]));
  return {
    ...shipped,
    number: stored?.number ?? shipped.number,
    rows,
    name: (key) => {
      const name = byKey.get(key);
      if (name === undefined) throw new RangeError(`no row ${key} in the form`);
      return name;
    },
  };
}

function namesOf(stored: StoredForm | undefined): Map<string, string> {
  return new Map(Object.entries(z.record(z.string(), z.string()).parse(JSON.parse(stored?.names ?? '{}'))));
}

function shownForm(context: Pick<ReadContext, 'db' | 'assetsFolder'>, report: ReportFormName): ReportForm {
  const shipped = new Map(
    readShippedForms(context.assetsFolder)[report].rows.map(({ key, name }) => [key, name] as const),
  );
  const { title, number, remark, rows } = readForm(context, report);
  return {
    report,
    title,
    number,
    remark,
    rows: rows.map(({ key, name }) => ({ line: key, name, shipped: shipped.get(key) ?? name })),
  };
}

export function listReportForms(context: Pick<ReadContext, 'db' | 'assetsFolder'>): ReportForm[] {
  return REPORT_FORMS.map((report) => shownForm(context, report));
}

/** Keeps the number and those names that differ from the shipped ones; names of rows that the form does not have are dropped. */
export function saveReportForm(
  context: WriteContext,
  {
    report,
    number,
    names,
  }: { report: ReportFormName; number: string; names: readonly { line: string; name: string }[] },
): ReportForm {
  const before = shownForm(context, report);
  const shipped = new Map(before.rows.map((one) => [one.line, one.shipped]));
  const own = names.filter(({ line, name }) => shipped.has(line) && shipped.get(line) !== name);
  context.db.run(
    `INSERT INTO report_forms (report, number, names) VALUES (:report, :number, :names)
     ON CONFLICT (report) DO UPDATE SET number = excluded.number, names = excluded.names`,
    { report, number, names: JSON.stringify(Object.fromEntries(own.map(({ line, name }) => [line, name]))) },
  );
  const after = shownForm(context, report);
  const said = ({ number: of, rows }: ReportForm) => ({ number: of, names: rows.map(({ name }) => name) });
  context.trail({ subject: 'reportForm', id: report, label: before.title, before: said(before), after: said(after) });
  return after;
}
