import { ageOn } from '#shared/age.ts';
import { type Day, isDay } from '#shared/calendar.ts';
import {
  LIST_COLUMN_NAMES,
  LIST_COLUMNS,
  type ListColumn,
  MASKED_COLUMNS,
  MEMBER_STATUS_NAMES,
  type MemberFilter,
  type MemberStatus,
  type ParticularField,
  SEX_NAMES,
  type Sex,
} from '#shared/contract/members.ts';
import { PERMISSIONS } from '#shared/contract/operation.ts';
import { refuse } from '#shared/errors.ts';
import { maskIdentityCard, maskPhone } from '#shared/mask.ts';
import type { ReadContext, WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { saveNewWorkbook } from '../../spreadsheet/save-workbook.ts';
import { type CellSpec, type ColumnSpec, SheetBuilder, workbookBytes } from '../../spreadsheet/workbook.ts';
import { readHeading } from '../../union/commands.ts';
import { requireOwnField } from '../registration/own-fields.ts';
import { PARTICULARS_SELECTED } from '../registration/particulars.ts';
import { type Conditions, filterConditions, matching } from './conditions.ts';

export interface ExportInput {
  filter: MemberFilter;
  /** Of LIST_COLUMNS, or `field:` and the id of an own field. */
  columns: readonly string[];
  masked: boolean;
  folder: string;
}

interface PreparedList {
  name: string;
  bytes: Uint8Array;
  members: number;
}

/** One member with all that a column may show; the names of the columns are those of the contract. */
interface ExportedMember extends Record<Exclude<ParticularField, 'singleParent'>, string | null> {
  singleParent: 0 | 1 | null;
  id: string;
  number: string;
  name: string;
  sex: Sex | null;
  birthday: Day | null;
  idNumber: string;
  phone: string;
  ethnicity: string;
  political: string;
  education: string;
  group: string;
  status: MemberStatus;
  joined: string;
  note: string;
}

/** All members that fit, in the order of the list. */
export const exportedSql = (conditions: Conditions) => `
  SELECT members.id, number, members.name AS name, sex, birthday, id_number AS idNumber, phone, ethnicity, political, education,
         coalesce(groups.name, '') AS "group", status, joined, note, ${PARTICULARS_SELECTED}
  FROM members LEFT JOIN groups ON groups.id = members.group_id LEFT JOIN member_particulars ON member_id = members.id
  WHERE members.rowid IN (SELECT rowid FROM ${matching(conditions)})
  ORDER BY number, members.name, members.id`;

/**
 * Makes the workbook in memory, so that nothing is on the disk before the export stands on the trail.
 * @throws Refusal `request.notPermitted` for whole numbers without the right to see them, `member.exportEmpty`,
 *   `request.invalid` or `request.notFound` for a column that is asked twice or is not there, `file.gone`
 */
export async function prepareListExport(context: ReadContext, input: ExportInput): Promise<PreparedList> {
  const { db, today, role } = context;
  context.chosenFolder(input.folder);
  if (!input.masked && !PERMISSIONS[role].includes('viewPersonal')) throw refuse('request.notPermitted');
  if (new Set(input.columns).size < input.columns.length)
    throw refuse('request.invalid', { field: '导出的列', problem: '有一列选了两次' });
  const columns = input.columns.map((key) => columnOf(db, key, input.masked, today));
  const conditions = filterConditions(db, input.filter, today);
  const members = db.all<ExportedMember>(exportedSql(conditions), conditions.params);
  if (members.length === 0) throw refuse('member.exportEmpty');
  const unit = readHeading(db).name;
  const sheet = new SheetBuilder('会员名册', {
    title: '会员名册',
    subtitle: [unit, `共 ${members.length} 人${input.masked ? '' : '，含完整号码，请妥善保管'}`, `导出日期：${today}`],
    columns: columns.map(({ spec }) => spec),
    landscape: columns.length > 6,
    filter: true,
    freezeColumns: columns.findIndex(({ key }) => key === 'name') + 1,
  });
  sheet.rows(members.length, () => members.map((member, index) => columns.map(({ cell }) => cell(member, index))));
  const bytes = await workbookBytes({
    unitName: unit,
    title: '会员名册',
    sheets: [sheet],
    writtenAt: context.clock.now().toISOString(),
  });
  return { name: `会员名册-${today}`, bytes, members: members.length };
}

/** Writes the workbook; who took which columns of how many members is on the trail. @throws Refusal `file.saveFailed`, `file.gone` */
export function exportList(
  context: WriteContext,
  { filter, columns, masked, folder }: ExportInput,
  { name, bytes, members }: PreparedList,
): { fileName: string; members: number } {
  const chosen = context.chosenFolder(folder);
  const fileName = saveNewWorkbook(chosen, name, bytes);
  context.trail({
    subject: 'memberExport',
    id: 'list',
    label: masked ? fileName : `${fileName}（完整号码）`,
    after: { folder: chosen.name, members, columns, masked, filter },
  });
  return { fileName, members };
}

interface ExportColumn {
  key: string;
  spec: ColumnSpec;
  cell: (member: ExportedMember, index: number) => CellSpec;
}

const WIDTHS: Partial<Record<ListColumn, number>> = {
  sequence: 6,
  sex: 6,
  age: 6,
  name: 12,
  birthday: 12,
  idNumber: 21,
  phone: 15,
  political: 14,
  group: 18,
  address: 30,
  employer: 20,
  note: 24,
  email: 22,
  cardNumber: 18,
  singleParent: 6,
};

/** @throws Refusal `request.invalid` */
function columnOf(db: Readable, key: string, masked: boolean, today: Day): ExportColumn {
  if (key.startsWith('field:')) return ownColumn(db, key);
  const column = LIST_COLUMNS.find((one) => one === key);
  if (column === undefined) throw refuse('request.invalid', { field: '导出的列', problem: '里有一列不存在' });
  const hidden = masked && MASKED_COLUMNS.includes(column);
  const numbers = column === 'sequence' || column === 'age';
  return {
    key,
    spec: {
      header: LIST_COLUMN_NAMES[column],
      width: WIDTHS[column] ?? 12,
      kind: numbers ? 'integer' : column === 'birthday' ? 'day' : 'text',
      ...(column === 'sex' || column === 'singleParent' || numbers ? { align: 'center' } : {}),
    },
    cell: (member, index) => cellOf(column, member, index, hidden, today),
  };
}

function cellOf(column: ListColumn, member: ExportedMember, index: number, hidden: boolean, today: Day): CellSpec {
  switch (column) {
    case 'sequence':
      return { integer: index + 1 };
    case 'sex':
      return member.sex && SEX_NAMES[member.sex];
    case 'birthday':
      return member.birthday && { day: member.birthday };
    case 'age':
      return member.birthday && { integer: Math.max(0, ageOn(member.birthday, today)) };
    case 'status':
      return MEMBER_STATUS_NAMES[member.status];
    case 'joined':
      return isDay(member.joined) ? { day: member.joined } : member.joined;
    case 'singleParent':
      return member.singleParent === 1 ? '是' : null;
    case 'idNumber':
      return hidden ? maskIdentityCard(member.idNumber) : member.idNumber;
    case 'phone':
      return hidden ? maskPhone(member.phone) : member.phone;
    case 'email':
    case 'address':
      return hidden ? hide(member[column]) : member[column];
    default:
      // as text, whatever it begins with: a name like =1+1 stays a name
      return member[column];
  }
}

/** That there is something, and nothing of what. */
const hide = (text: string | null) => (text === null || text === '' ? text : '***');

/** @throws Refusal `request.notFound` */
function ownColumn(db: Readable, key: string): ExportColumn {
  const fieldId = key.slice('field:'.length);
  const { title } = requireOwnField(db, fieldId);
  const answers = new Map(
    db
      .all<{ id: string; value: string }>(
        'SELECT member_id AS id, value FROM member_field_values WHERE field_id = :fieldId',
        {
          fieldId,
        },
      )
      .map(({ id, value }) => [id, value]),
  );
  return {
    key,
    spec: { header: title, width: 14, kind: 'text' },
    cell: ({ id }) => answers.get(id) ?? null,
  };
}
