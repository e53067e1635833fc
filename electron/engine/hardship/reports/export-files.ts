import { HARDSHIP_STATUS_NAMES, type HardshipExportReply, type HardshipStatus } from '#shared/contract/hardship.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import { PERMISSIONS } from '#shared/contract/operation.ts';
import { refuse } from '#shared/errors.ts';
import type { ReadContext, WriteContext } from '../../context.ts';
import { saveNewWorkbook } from '../../spreadsheet/save-workbook.ts';
import { SheetBuilder, workbookBytes } from '../../spreadsheet/workbook.ts';
import { readHeading } from '../../union/commands.ts';
import { FILE_STATUS, WITH_STATUS } from '../files/status.ts';
import {
  type ExportColumn,
  type ExportedFile,
  type ExportedPerson,
  FILE_COLUMNS,
  PERSON_COLUMNS,
} from './export-columns.ts';

type Input = ParsedInputOf<'hardship.exportFiles'>;
interface Prepared {
  name: string;
  bytes: Uint8Array;
  files: number;
}

const wanted = (statuses: readonly HardshipStatus[]) =>
  statuses.map((status) => `(${WITH_STATUS[status]})`).join(' OR ');

export const exportedFilesSql = (statuses: readonly HardshipStatus[]): string => `
  SELECT file.id, file.number, ${FILE_STATUS} AS status, file.category, file.older_category AS olderCategory, members.name,
         members.ethnicity, members.sex, members.political, members.id_number AS idNumber, members.birthday,
         file.health_status AS health, form.disability_kind AS disability, form.work_state AS workState, form.model_kind AS modelKind,
         file.housing, form.floor_area AS floorArea, members.phone, form.other_phone AS otherPhone, form.postcode,
         form.work_started AS workStarted, form.industry, form.marital, form.household_kind AS householdKind, file.address, form.employer,
         form.employer_kind AS employerKind, form.employer_state AS employerState, form.single_parent AS singleParent,
         form.own_monthly AS ownMonthly,
         coalesce((SELECT sum(yearly) FROM hardship_items WHERE file_id = file.id AND side = 'income' AND wage = 0), 0) AS otherYearly,
         coalesce((SELECT sum(yearly) FROM hardship_items WHERE file_id = file.id AND side = 'income'), 0) AS totalYearly,
         file.people, file.per_head_monthly AS perHeadMonthly, form.household_place AS householdPlace, form.insurance,
         form.self_help AS selfHelp, form.zero_employment AS zeroEmployment, file.cause,
         coalesce((SELECT group_concat(cause, ',') FROM (SELECT cause FROM hardship_further_causes WHERE file_id = file.id ORDER BY position)), '')
           AS furtherCauses,
         file.bank_name AS bankName, form.bank_branch AS bankBranch, file.bank_account AS bankAccount, file.note, form.recorder,
         file.opened_day AS openedDay, file.reviewed_day AS reviewedDay, coalesce(groups.name, '') AS groupName
  FROM hardship_files AS file CROSS JOIN members ON members.id = file.member_id
  LEFT JOIN hardship_forms AS form ON form.file_id = file.id LEFT JOIN groups ON groups.id = members.group_id
  WHERE ${wanted(statuses)} ORDER BY file.number`;

export const exportedPeopleSql = (statuses: readonly HardshipStatus[]): string => `
  SELECT file.number, person.name, person.relation, person.sex, person.political, person.id_number AS idNumber, person.birthday,
         person.insurance, person.health, person.monthly_income AS monthlyIncome, person.occupation, person.workplace, person.grade,
         person.finishes
  FROM hardship_files AS file CROSS JOIN household_members AS person ON person.file_id = file.id
  WHERE ${wanted(statuses)} ORDER BY file.number, person.line`;

/**
 * The files as a workbook to type into 帮扶系统 from: 困难职工 and 家庭成员, columns as 困难职工档案登记表 has them (export-columns.ts). Masked
 * unless asked: identity and phone numbers, accounts, addresses, health, work and school of the family.
 * @throws Refusal `request.notPermitted`, `hardship.purposeNeeded` (whole content without saying what for), `hardship.exportEmpty`, `file.gone`
 */
export async function prepareFiles(context: ReadContext, input: Input): Promise<Prepared> {
  const { db, today, role } = context;
  const { masked, statuses, purpose } = input;
  context.chosenFolder(input.folder);
  if (!masked && !PERMISSIONS[role].includes('viewPersonal')) throw refuse('request.notPermitted');
  if (!masked && purpose === '') throw refuse('hardship.purposeNeeded');
  const files = db.all<ExportedFile>(exportedFilesSql(statuses));
  if (files.length === 0) throw refuse('hardship.exportEmpty');
  const people = db.all<ExportedPerson>(exportedPeopleSql(statuses));
  const unit = readHeading(db).name;
  const head = [unit, masked ? '敏感内容已遮盖' : '含完整内容，请妥善保管、用后销毁', `导出日期：${today}`];
  const bytes = await workbookBytes({
    unitName: unit,
    title: '困难职工档案',
    sheets: [
      sheetOf('困难职工', [...head, wordsOf(statuses)], FILE_COLUMNS, files, masked, 5),
      sheetOf('家庭成员', head, PERSON_COLUMNS, people, masked, 2),
    ],
    writtenAt: context.clock.now().toISOString(),
  });
  return { name: `困难职工档案-${today}${masked ? '' : '-完整'}`, bytes, files: files.length };
}

const wordsOf = (statuses: readonly HardshipStatus[]) =>
  `范围：${statuses.map((status) => HARDSHIP_STATUS_NAMES[status]).join('、')}`;

function sheetOf<T>(
  name: string,
  subtitle: readonly string[],
  columns: readonly ExportColumn<T>[],
  rows: readonly T[],
  masked: boolean,
  freezeColumns: number,
): SheetBuilder {
  const sheet = new SheetBuilder(name, {
    title: name,
    subtitle,
    columns: columns.map(({ spec }) => spec),
    landscape: true,
    filter: true,
    freezeColumns,
  });
  sheet.rows(rows.length, () => rows.map((row) => columns.map(({ cell }) => cell(row, masked))));
  return sheet;
}

/** Writes the workbook; who took how many files, masked or whole and what for, is on the trail. @throws Refusal `file.saveFailed`, `file.gone` */
export function exportFiles(
  context: WriteContext,
  { masked, statuses, purpose, folder }: Input,
  { name, bytes, files }: Prepared,
): HardshipExportReply {
  const chosen = context.chosenFolder(folder);
  const fileName = saveNewWorkbook(chosen, name, bytes);
  context.trail({
    subject: 'hardshipReports',
    id: 'files',
    label: masked ? fileName : `${fileName}（完整内容）`,
    after: { folder: chosen.name, files, statuses, masked, ...(masked ? {} : { purpose }) },
  });
  return { fileName, files };
}
