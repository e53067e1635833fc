import { SEX_NAMES } from '#shared/contract/members.ts';
import { PERMISSIONS } from '#shared/contract/operation.ts';
import { refuse } from '#shared/errors.ts';
import { maskIdentityCard, maskPhone } from '#shared/mask.ts';
import { fen } from '#shared/money.ts';
import type { ReadContext, WriteContext } from '../../context.ts';
import { saveNewWorkbook } from '../../spreadsheet/save-workbook.ts';
import { type ColumnSpec, SheetBuilder, workbookBytes } from '../../spreadsheet/workbook.ts';
import { readHeading } from '../../union/commands.ts';
import { allParticipants } from './participants.ts';
import { requireYear, titleOfYear } from './plans.ts';

const COLUMNS: readonly ColumnSpec[] = [
  { header: '序号', width: 6, kind: 'integer' },
  { header: '编号', width: 10, kind: 'text' },
  { header: '姓名', width: 12, kind: 'text' },
  { header: '性别', width: 6, kind: 'text', align: 'center' },
  { header: '身份证号', width: 21, kind: 'text' },
  { header: '联系电话', width: 15, kind: 'text' },
  { header: '工会小组', width: 18, kind: 'text' },
  { header: '份数', width: 7, kind: 'integer' },
  { header: '工会承担', width: 12, kind: 'amount' },
  { header: '个人缴纳', width: 12, kind: 'amount' },
  { header: '单位行政缴纳', width: 13, kind: 'amount' },
  { header: '保费合计', width: 13, kind: 'amount' },
];

export interface ExportInput {
  yearId: string;
  masked: boolean;
  folder: string;
}
interface Prepared {
  name: string;
  bytes: Uint8Array;
  people: number;
}

/**
 * The participants of a year as the organiser wants them. Numbers are masked unless the person asked otherwise.
 * @throws Refusal `request.notPermitted`, `request.notFound`, `visit.insuranceNobody`, `file.gone`
 */
export async function prepareParticipants(context: ReadContext, input: ExportInput): Promise<Prepared> {
  const { db, role, today } = context;
  context.chosenFolder(input.folder);
  if (!input.masked && !PERMISSIONS[role].includes('viewPersonal')) throw refuse('request.notPermitted');
  const year = requireYear(db, input.yearId);
  const people = allParticipants(db, input.yearId);
  if (people.length === 0) throw refuse('visit.insuranceNobody');
  const numbers = new Map(
    db
      .all<{ id: string; idNumber: string; phone: string }>(
        `SELECT members.id, id_number AS idNumber, phone
         FROM insurance_participants AS person CROSS JOIN members ON members.id = person.member_id WHERE person.year_id = :yearId`,
        { yearId: input.yearId },
      )
      .map((row) => [row.id, row]),
  );
  const unit = readHeading(db).name;
  const sheet = new SheetBuilder('参保名单', {
    title: `${year.planName}参保名单`,
    subtitle: [
      unit,
      `${year.from} 至 ${year.to}，共 ${people.length} 人${input.masked ? '' : '，含完整号码，请妥善保管'}`,
      `单位：元　${today}`,
    ],
    columns: COLUMNS,
    landscape: true,
    filter: true,
    freezeColumns: 3,
  });
  const first = sheet.nextRow;
  people.forEach((person, index) => {
    const { idNumber = '', phone = '' } = numbers.get(person.memberId) ?? {};
    const row = sheet.nextRow;
    sheet.row([
      { integer: index + 1 },
      person.number,
      person.name,
      person.sex === '' ? null : SEX_NAMES[person.sex],
      input.masked ? maskIdentityCard(idNumber) : idNumber,
      input.masked ? maskPhone(phone) : phone,
      person.groupName,
      { integer: person.shares },
      { fen: person.unionPart },
      { fen: person.memberPart },
      { fen: person.employerPart },
      {
        formula: `${sheet.address(8, row)}+${sheet.address(9, row)}+${sheet.address(10, row)}`,
        result: { fen: fen(person.unionPart + person.memberPart + person.employerPart) },
      },
    ]);
  });
  const range = { first, last: sheet.lastRow };
  const total = (of: (person: (typeof people)[number]) => number) =>
    people.reduce((all, person) => all + of(person), 0);
  sheet.row(
    [
      null,
      null,
      { text: '合计' },
      null,
      null,
      null,
      { text: `${people.length} 人` },
      { formula: sheet.sum(7, range), result: { integer: total((person) => person.shares) } },
      { formula: sheet.sum(8, range), result: { fen: fen(total((person) => person.unionPart)) } },
      { formula: sheet.sum(9, range), result: { fen: fen(total((person) => person.memberPart)) } },
      { formula: sheet.sum(10, range), result: { fen: fen(total((person) => person.employerPart)) } },
      {
        formula: sheet.sum(11, range),
        result: { fen: fen(total((person) => person.unionPart + person.memberPart + person.employerPart)) },
      },
    ],
    { total: true },
  );
  const bytes = await workbookBytes({
    unitName: unit,
    title: `${year.planName}参保名单`,
    sheets: [sheet],
    writtenAt: context.clock.now().toISOString(),
  });
  return { name: `${year.planName}参保名单-${year.from}`, bytes, people: people.length };
}

/** Writes the workbook; that whole numbers went out is on the trail. @throws Refusal `file.saveFailed`, `file.gone` */
export function exportParticipants(
  context: WriteContext,
  { yearId, masked, folder }: ExportInput,
  { name, bytes, people }: Prepared,
): { fileName: string; people: number } {
  const chosen = context.chosenFolder(folder);
  const fileName = saveNewWorkbook(chosen, name.replace(/[\\/:*?"<>|]/g, ' '), bytes);
  context.trail({
    subject: 'insuranceExport',
    id: yearId,
    label: masked ? fileName : `${fileName}（完整号码）`,
    after: { folder: chosen.name, people, masked, year: titleOfYear(requireYear(context.db, yearId)) },
  });
  return { fileName, people };
}
