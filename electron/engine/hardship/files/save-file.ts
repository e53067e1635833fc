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
import { assess } from './assessment.ts';
import { getFile } from './queries.ts';

/**
 * Opens a file (no id) or changes one, and keeps the computation it rests on.
 * @throws Refusal `hardship.fileExists`, `hardship.otherMember`, `hardship.groundNeeded` (the union decided otherwise than
 *   suggested), `hardship.noParameters`, `hardship.aidBeforeFile` (opening day moved behind a payment), `request.notFound`
 */
export function saveFile(context: WriteContext, input: ParsedInputOf<'hardship.save'>): HardshipRecord {
  const { db } = context;
  const { fields } = input;
  const before = input.id === undefined ? undefined : getFile(db, input.id);
  const name = memberName(db, fields.memberId);
  if (before) assertSameFamily(db, before, fields);
  else assertFirstFile(db, fields.memberId, name);
  if (
    fields.resolutionId !== undefined &&
    !db.get('SELECT 1 FROM resolutions WHERE id = :id', { id: fields.resolutionId })
  )
    throw refuse('request.notFound', { what: '集体决议' });
  const reviewedDay = reviewDay(fields, before ? context.today : fields.openedDay);
  const assessment = assess(db, fields, reviewedDay);
  if (fields.category !== assessment.suggested && fields.decisionGround === '')
    throw refuse('hardship.groundNeeded', { name });
  const id = before?.id ?? context.newId();
  const number = before?.number ?? nextNumber(db, yearOf(fields.openedDay));
  writeFile(db, { id, number, fields, reviewedDay, assessment, isNew: before === undefined });
  writeDetails(db, id, fields);
  const after = getFile(db, id);
  context.trail({
    subject: 'hardshipFile',
    id,
    label: `${number} ${name}`,
    ...(before ? { before: trailFacts(before) } : {}),
    after: { ...trailFacts(after), ...(before ? { changed: changedFields(before, after) } : {}) },
  });
  return after;
}

function memberName(db: Readable, id: string): string {
  const member = db.get<{ name: string }>('SELECT name FROM members WHERE id = :id', { id });
  if (!member) throw refuse('request.notFound', { what: '会员' });
  return member.name;
}

/** 一户一档. */
function assertFirstFile(db: Readable, memberId: string, name: string): void {
  const file = db.get<{ number: string }>('SELECT number FROM hardship_files WHERE member_id = :memberId', {
    memberId,
  });
  if (file) throw refuse('hardship.fileExists', { name, number: file.number });
}

function assertSameFamily(db: Readable, before: HardshipRecord, fields: HardshipFields): void {
  const { id, number, memberId, memberName: name } = before;
  if (fields.memberId !== memberId) throw refuse('hardship.otherMember', { number, name });
  const first = db.get<{ day: string | null }>('SELECT min(day) AS day FROM aids WHERE file_id = :id', { id })?.day;
  if (first && fields.openedDay > first) throw refuse('hardship.aidBeforeFile', { name, opened: fields.openedDay });
}

/** The given day, else the usual one; never before the opening. @throws Refusal `request.invalid` */
function reviewDay({ reviewedDay, openedDay }: HardshipFields, usual: Day): Day {
  if (reviewedDay === undefined) return usual < openedDay ? openedDay : usual;
  if (reviewedDay < openedDay) throw refuse('request.invalid', { field: '复核日期', problem: '不能早于建档日期' });
  return reviewedDay;
}

/** `困-2026-001`, counted anew every year of opening. */
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
  number: string;
  fields: HardshipFields;
  reviewedDay: Day;
  assessment: Assessment;
  isNew: boolean;
}

function writeFile(db: Writable, { id, number, fields, reviewedDay, assessment, isNew }: Written): void {
  const { household: _household, incomes: _incomes, expenses: _expenses, memberId, ...columns } = fields;
  const values = {
    ...columns,
    id,
    accidentExpense: fields.accidentExpense,
    resolutionId: fields.resolutionId,
    consentDay: fields.consentDay,
    reviewedDay,
    suggested: assessment.suggested,
    perHeadMonthly: assessment.perHeadMonthly,
    parametersId: assessment.parameters.id,
    assessment: JSON.stringify(assessment),
  };
  if (isNew)
    db.run(
      `INSERT INTO hardship_files (id, number, member_id, people, accident_expense, cause, category, suggested, per_head_monthly,
         parameters_id, assessment, decision_ground, resolution_id, health_status, housing, address, bank_name, bank_account,
         consent_day, opened_day, reviewed_day, note)
       VALUES (:id, :number, :memberId, :people, :accidentExpense, :cause, :category, :suggested, :perHeadMonthly,
         :parametersId, :assessment, :decisionGround, :resolutionId, :healthStatus, :housing, :address, :bankName, :bankAccount,
         :consentDay, :openedDay, :reviewedDay, :note)`,
      { ...values, number, memberId },
    );
  else
    db.run(
      `UPDATE hardship_files SET people = :people, accident_expense = :accidentExpense, cause = :cause, category = :category,
         suggested = :suggested, per_head_monthly = :perHeadMonthly, parameters_id = :parametersId, assessment = :assessment,
         decision_ground = :decisionGround, resolution_id = :resolutionId, health_status = :healthStatus, housing = :housing,
         address = :address, bank_name = :bankName, bank_account = :bankAccount, consent_day = :consentDay,
         opened_day = :openedDay, reviewed_day = :reviewedDay, note = :note
       WHERE id = :id`,
      values,
    );
}

function writeDetails(db: Writable, fileId: string, { household, incomes, expenses }: HardshipFields): void {
  db.run('DELETE FROM household_members WHERE file_id = :fileId', { fileId });
  db.run('DELETE FROM hardship_items WHERE file_id = :fileId', { fileId });
  household.forEach((person, index) => {
    db.run(
      `INSERT INTO household_members (file_id, line, name, relation, birthday, health, occupation, monthly_income)
       VALUES (:fileId, :line, :name, :relation, :birthday, :health, :occupation, :monthlyIncome)`,
      { ...person, birthday: person.birthday, fileId, line: index + 1 },
    );
  });
  for (const [side, items] of [
    ['income', incomes],
    ['expense', expenses],
  ] as const)
    items.forEach((item, index) => {
      db.run(
        'INSERT INTO hardship_items (file_id, side, line, label, yearly) VALUES (:fileId, :side, :line, :label, :yearly)',
        { ...item, fileId, side, line: index + 1 },
      );
    });
}

/** What the trail tells of a file. It is read in more places than the file itself, so health, family and free text
 * stay out of it. */
function trailFacts(file: HardshipRecord): Record<string, unknown> {
  const { number, status, category, cause, people, openedDay, reviewedDay, consentDay, assessment } = file;
  return {
    number,
    status,
    category,
    suggested: assessment.suggested,
    perHeadMonthly: assessment.perHeadMonthly,
    parametersId: assessment.parameters.id,
    cause,
    people,
    openedDay,
    reviewedDay,
    consentDay,
    bankAccount: maskBankAccount(file.bankAccount),
  };
}

const SENSITIVE = [
  'decisionGround',
  'household',
  'incomes',
  'expenses',
  'accidentExpense',
  'healthStatus',
  'housing',
  'address',
  'bankName',
  'bankAccount',
  'note',
] as const;

/** Names of the sensitive fields that differ; their contents are in the file. */
function changedFields(before: HardshipRecord, after: HardshipRecord): string[] {
  return SENSITIVE.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
}

/**
 * 脱困, 注销 or back 在档, with the day and the ground.
 * @throws Refusal `hardship.sameStatus`, `request.invalid` (a day before the opening), `request.notFound`
 */
export function changeStatus(context: WriteContext, input: ParsedInputOf<'hardship.changeStatus'>): HardshipRecord {
  const { db } = context;
  const { id, status, day, ground } = input;
  const before = getFile(db, id);
  if (before.status === status) throw refuse('hardship.sameStatus', { name: before.memberName });
  if (day < before.openedDay) throw refuse('request.invalid', { field: '日期', problem: '不能早于建档日期' });
  db.run('UPDATE hardship_files SET status = :status WHERE id = :id', { id, status });
  db.run(
    `INSERT INTO hardship_changes (id, file_id, sequence, day, from_status, to_status, ground, operator)
     VALUES (:changeId, :id, (SELECT coalesce(max(sequence), 0) + 1 FROM hardship_changes WHERE file_id = :id), :day,
             :from, :status, :ground, :operator)`,
    { changeId: context.newId(), id, day, from: before.status, status, ground, operator: context.operator },
  );
  context.trail({
    subject: 'hardshipFile',
    id,
    label: `${before.number} ${before.memberName} ${HARDSHIP_STATUS_NAMES[status]}`,
    before: { status: before.status },
    after: { status, day },
  });
  return getFile(db, id);
}
