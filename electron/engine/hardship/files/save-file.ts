import { type Day, yearOf } from '#shared/calendar.ts';
import {
  type Assessment,
  HARDSHIP_STATUS_NAMES,
  type HardshipFields,
  type HardshipRecord,
} from '#shared/contract/hardship.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import { refuse } from '#shared/errors.ts';
import { maskBankAccount } from '#shared/mask.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable, Writable } from '../../database.ts';
import { recordApplication } from '../procedure/record.ts';
import { assess } from './assessment.ts';
import { dropFurtherCauses, writeForm, writeFurtherCauses } from './form.ts';
import { keepAssessment } from './history.ts';
import { assertOneHousehold, checkedHousehold, writeHousehold } from './household.ts';
import { getFile } from './record.ts';

/**
 * Makes an application (no id) or changes the facts of a file, and keeps the computation they rest on. An application is of the day
 * of its assessment; category, consent, opening and review come from the steps of the procedure and are not touched here.
 * @throws Refusal `hardship.fileExists`, `hardship.otherMember`, `hardship.fileSettled` (resolved or closed),
 *   `hardship.causeTwice`, `hardship.personTwice`, `hardship.householdTaken`, what `checkedHousehold` and `assess` refuse,
 *   `request.notFound`
 */
export function saveFile(context: WriteContext, input: ParsedInputOf<'hardship.save'>): HardshipRecord {
  const { db, today } = context;
  const before = input.id === undefined ? undefined : getFile(db, input.id);
  const member = requireMember(db, input.fields.memberId);
  if (before) assertMayChange(before, input.fields);
  else assertFirstFile(db, input.fields.memberId, member.name);
  assertCauses(input.fields);
  const household = checkedHousehold(input.fields.household, today);
  assertOneHousehold(db, { id: before?.id ?? '', memberName: member.name, idNumber: member.idNumber }, household);

  const day = input.fields.assessedDay ?? today;
  const assessment = assess(db, input.fields, today);
  const fields = { ...input.fields, household, place: assessment.parameters.place };
  const id = before?.id ?? context.newId();
  if (!before) insertFile(db, { id, number: nextNumber(db, yearOf(day)), fields, assessment, day });
  else updateFile(db, { id, fields, assessment });
  writeForm(db, id, fields, context.operator);
  writeFurtherCauses(db, id, fields.furtherCauses);
  writeHousehold(db, id, household);
  writeItems(db, id, fields);
  keepAssessment(context, id, { day, people: fields.people, assessment });
  if (!before) recordApplication(context, id, { day });

  const after = getFile(db, id);
  context.trail({
    subject: 'hardshipFile',
    id,
    label: `${after.number} ${after.memberName}`,
    ...(before ? { before: trailFacts(before) } : {}),
    after: { ...trailFacts(after), ...(before ? { changed: changedFields(before, after) } : {}) },
  });
  return after;
}

function requireMember(db: Readable, id: string): { name: string; idNumber: string } {
  const member = db.get<{ name: string; idNumber: string }>(
    'SELECT name, id_number AS idNumber FROM members WHERE id = :id',
    { id },
  );
  if (!member) throw refuse('request.notFound', { what: '会员' });
  return member;
}

/** 一户一档. */
function assertFirstFile(db: Readable, memberId: string, name: string): void {
  const file = db.get<{ number: string }>('SELECT number FROM hardship_files WHERE member_id = :memberId', {
    memberId,
  });
  if (file) throw refuse('hardship.fileExists', { name, number: file.number });
}

function assertMayChange({ number, memberName: name, memberId, status }: HardshipRecord, fields: HardshipFields): void {
  if (fields.memberId !== memberId) throw refuse('hardship.otherMember', { number, name });
  if (status === 'resolved' || status === 'closed')
    throw refuse('hardship.fileSettled', { name, number, status: HARDSHIP_STATUS_NAMES[status] });
}

function assertCauses({ cause, furtherCauses }: HardshipFields): void {
  const causes = [cause, ...furtherCauses];
  if (new Set(causes).size < causes.length) throw refuse('hardship.causeTwice');
}

/** `困-2026-001`, counted anew every year of application. */
function nextNumber(db: Readable, year: number): string {
  const prefix = `困-${year}-`;
  const row = db.get<{ last: number | null }>(
    `SELECT max(CAST(substr(number, :length + 1) AS INTEGER)) AS last FROM hardship_files
     WHERE number >= :prefix AND number < :prefix || ':'`,
    { prefix, length: prefix.length },
  );
  return prefix + String((row?.last ?? 0) + 1).padStart(3, '0');
}

interface Written {
  id: string;
  fields: HardshipFields;
  assessment: Assessment;
}

function columnsOf({ id, fields, assessment }: Written) {
  return {
    id,
    people: fields.people,
    accidentExpense: fields.accidentExpense,
    cause: fields.cause,
    place: fields.place,
    healthStatus: fields.healthStatus,
    housing: fields.housing,
    address: fields.address,
    bankName: fields.bankName,
    bankAccount: fields.bankAccount,
    note: fields.note,
    suggested: assessment.suggested,
    perHeadMonthly: assessment.perHeadMonthly,
    parametersId: assessment.parameters.id,
    assessment: JSON.stringify(assessment),
  };
}

/** Until the steps say otherwise, an application counts as opened and looked at on its own day, and nothing is decided. */
function insertFile(db: Writable, { number, day, ...written }: Written & { number: string; day: Day }): void {
  db.run(
    `INSERT INTO hardship_files (id, number, member_id, people, accident_expense, cause, place, category, suggested, per_head_monthly,
       parameters_id, assessment, health_status, housing, address, bank_name, bank_account, opened_day, reviewed_day, stage, note)
     VALUES (:id, :number, :memberId, :people, :accidentExpense, :cause, :place, 'none', :suggested, :perHeadMonthly, :parametersId,
       :assessment, :healthStatus, :housing, :address, :bankName, :bankAccount, :day, :day, 'applied', :note)`,
    { ...columnsOf(written), number, day, memberId: written.fields.memberId },
  );
}

function updateFile(db: Writable, written: Written): void {
  dropFurtherCauses(db, written.id);
  db.run(
    `UPDATE hardship_files SET people = :people, accident_expense = :accidentExpense, cause = :cause, place = :place,
       suggested = :suggested, per_head_monthly = :perHeadMonthly, parameters_id = :parametersId, assessment = :assessment,
       health_status = :healthStatus, housing = :housing, address = :address, bank_name = :bankName, bank_account = :bankAccount,
       note = :note
     WHERE id = :id`,
    columnsOf(written),
  );
}

function writeItems(db: Writable, fileId: string, { incomes, expenses }: HardshipFields): void {
  db.run('DELETE FROM hardship_items WHERE file_id = :fileId', { fileId });
  const insert = (
    side: 'income' | 'expense',
    line: number,
    item: { label: string; yearly: number; wage?: boolean | undefined },
  ) =>
    db.run(
      `INSERT INTO hardship_items (file_id, side, line, label, yearly, wage)
       VALUES (:fileId, :side, :line, :label, :yearly, :wage)`,
      { fileId, side, line, label: item.label, yearly: item.yearly, wage: item.wage ? 1 : 0 },
    );
  incomes.forEach((item, index) => {
    insert('income', index + 1, item);
  });
  expenses.forEach((item, index) => {
    insert('expense', index + 1, item);
  });
}

/** What the trail tells of a file. It is read in more places than the file itself, so health, family and free text
 * stay out of it. */
function trailFacts(file: HardshipRecord): Record<string, unknown> {
  const { number, status, stage, cause, furtherCauses, people, place, assessment } = file;
  return {
    number,
    status,
    stage,
    suggested: assessment.suggested,
    perHeadMonthly: assessment.perHeadMonthly,
    parametersId: assessment.parameters.id,
    place,
    cause,
    furtherCauses,
    people,
    bankAccount: maskBankAccount(file.bankAccount),
  };
}

const SENSITIVE = [
  'household',
  'incomes',
  'expenses',
  'accidentExpense',
  'healthStatus',
  'disabilityKind',
  'insurance',
  'modelKind',
  'housing',
  'floorArea',
  'address',
  'otherPhone',
  'postcode',
  'workStarted',
  'industry',
  'workState',
  'employer',
  'employerKind',
  'employerState',
  'marital',
  'householdKind',
  'householdPlace',
  'singleParent',
  'selfHelp',
  'zeroEmployment',
  'ownMonthly',
  'bankName',
  'bankBranch',
  'bankAccount',
  'note',
] as const satisfies readonly (keyof HardshipRecord)[];

/** Names of the fields that differ; their contents are in the file. */
function changedFields(before: HardshipRecord, after: HardshipRecord): string[] {
  return SENSITIVE.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
}
