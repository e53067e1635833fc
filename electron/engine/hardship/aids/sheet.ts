import type { Day } from '#shared/calendar.ts';
import {
  AID_KIND_NAMES,
  AID_SOURCE_NAMES,
  type AidKind,
  type AidSheet,
  type AidSource,
  HARDSHIP_CATEGORY_NAMES,
  type HardshipCategory,
} from '#shared/contract/hardship.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import { PERMISSIONS } from '#shared/contract/operation.ts';
import { refuse } from '#shared/errors.ts';
import { maskBankAccount, maskIdentityCard, maskName } from '#shared/mask.ts';
import { type Fen, fen, sum } from '#shared/money.ts';
import type { ReadContext, WriteContext } from '../../context.ts';
import { voucherNumber } from '../../ledger/commands.ts';
import { saveNewWorkbook } from '../../spreadsheet/save-workbook.ts';
import { type CellSpec, type ColumnSpec, SheetBuilder, workbookBytes } from '../../spreadsheet/workbook.ts';
import { readHeading } from '../../union/commands.ts';
import { AID_STANDS, aidConditions } from './queries.ts';

const SELECTED = `
  SELECT aids.id, file.number AS fileNumber, members.name, members.id_number AS idNumber, file.bank_account AS bankAccount,
         coalesce(groups.name, '') AS groupName, file.category, aids.kind, aids.recipient, aids.recipient_relation AS recipientRelation,
         aids.school_year AS schoolYear, aids.amount, aids.method, aids.day, aids.source, coalesce(funds.name, '') AS fundName,
         resolutions.number || ' ' || resolutions.title AS resolution, aids.signed_by AS signedBy,
         aids.signed_relation AS signedRelation, coalesce(aids.signed_day, '') AS signedDay, voucher.number AS voucherNumber,
         NOT ${AID_STANDS} AS reversed`;
const JOINS = `
  CROSS JOIN hardship_files AS file ON file.id = aids.file_id CROSS JOIN members ON members.id = file.member_id
  CROSS JOIN resolutions ON resolutions.id = aids.resolution_id CROSS JOIN vouchers AS voucher ON voucher.id = aids.voucher_id
  LEFT JOIN funds ON funds.id = aids.fund_id LEFT JOIN groups ON groups.id = members.group_id`;

interface Printed {
  id: string;
  fileNumber: string;
  name: string;
  idNumber: string;
  bankAccount: string;
  groupName: string;
  category: HardshipCategory;
  kind: AidKind;
  recipient: string;
  recipientRelation: string;
  schoolYear: string;
  amount: Fen;
  method: 'cash' | 'bank';
  day: Day;
  source: AidSource | '';
  fundName: string;
  resolution: string;
  signedBy: string;
  signedRelation: string;
  signedDay: Day | '';
  voucherNumber: number;
  reversed: number;
}

/** The aids of a signing sheet, in the order of days and vouchers. */
export const SHEET_OF_RESOLUTION = `${SELECTED} FROM aids ${JOINS}
  WHERE aids.resolution_id = :resolutionId AND ${AID_STANDS} ORDER BY aids.day, voucher.number`;
export const SHEET_OF_CHOSEN = `${SELECTED} FROM json_each(:ids) AS chosen CROSS JOIN aids ON aids.id = chosen.value ${JOINS}
  WHERE ${AID_STANDS} ORDER BY aids.day, voucher.number`;

const readsPersons = (role: ReadContext['role']) => PERMISSIONS[role].includes('viewPersonal');

/**
 * 困难帮扶发放签领表 of chosen aids, or of all that rest on one resolution; reversed ones stay out. Who may not see personal files
 * gets every name masked.
 * @throws Refusal `hardship.noAidsToPrint`
 */
export function readAidSheet(
  { db, role }: ReadContext,
  { ids, resolutionId, masked }: ParsedInputOf<'hardship.readAidSheet'>,
): AidSheet {
  const rows =
    resolutionId === undefined
      ? db.all<Printed>(SHEET_OF_CHOSEN, { ids: JSON.stringify([...new Set(ids)]) })
      : db.all<Printed>(SHEET_OF_RESOLUTION, { resolutionId });
  const first = rows[0];
  if (!first) throw refuse('hardship.noAidsToPrint');
  const shown = (name: string) => (masked || !readsPersons(role) ? maskName(name) : name);
  return {
    unionName: readHeading(db).name,
    resolution: rows.every(({ resolution }) => resolution === first.resolution) ? first.resolution : '',
    lines: rows.map((row) => ({
      id: row.id,
      fileNumber: row.fileNumber,
      name: shown(row.name),
      groupName: row.groupName,
      category: row.category,
      kind: row.kind,
      // children are among them: whole only on the sheet that is signed
      recipient: row.recipient === '' ? '' : `${row.recipientRelation}${shown(row.recipient)}`,
      amount: row.amount,
      day: row.day,
      signedBy: shown(row.signedBy),
      signedRelation: row.signedRelation,
      signedDay: row.signedDay,
      voucherNumber: voucherNumber(row.voucherNumber),
    })),
    total: sum(rows.map(({ amount }) => amount)),
  };
}

const COLUMNS: readonly ColumnSpec[] = [
  { header: '序号', width: 6, kind: 'integer', align: 'center' },
  { header: '档案号', width: 14, kind: 'text' },
  { header: '姓名', width: 10, kind: 'text' },
  { header: '身份证号', width: 21, kind: 'text' },
  { header: '银行账号', width: 23, kind: 'text' },
  { header: '工会小组', width: 16, kind: 'text' },
  { header: '困难类别', width: 10, kind: 'text' },
  { header: '帮扶项目', width: 10, kind: 'text' },
  { header: '帮扶对象', width: 12, kind: 'text' },
  { header: '学年', width: 11, kind: 'text' },
  { header: '日期', width: 12, kind: 'day' },
  { header: '金额', width: 13, kind: 'amount' },
  { header: '方式', width: 6, kind: 'text', align: 'center' },
  { header: '资金来源', width: 10, kind: 'text' },
  { header: '专项资金', width: 16, kind: 'text' },
  { header: '集体决议', width: 26, kind: 'text' },
  { header: '凭证', width: 16, kind: 'text' },
  { header: '签收人', width: 10, kind: 'text' },
  { header: '代领关系', width: 10, kind: 'text' },
  { header: '签收日期', width: 12, kind: 'day' },
  { header: '说明', width: 10, kind: 'text' },
];
const AMOUNT = 11;

type ExportInput = ParsedInputOf<'hardship.exportAids'>;
interface PreparedAids {
  name: string;
  bytes: Uint8Array;
  aids: number;
}

/**
 * The aids of a year as a workbook in memory, so that nothing is on the disk before the export stands on the trail. Names and
 * numbers are masked unless asked for. Reversed aids are in it, marked, and not in the total.
 * @throws Refusal `hardship.noAidsToExport`, `request.notPermitted`, `file.gone`
 */
export async function prepareAidExport(
  context: ReadContext,
  { masked, folder, ...filter }: ExportInput,
): Promise<PreparedAids> {
  const { db, clock, role } = context;
  context.chosenFolder(folder);
  if (!masked && !readsPersons(role)) throw refuse('request.notPermitted');
  const { where, params } = aidConditions(filter);
  const rows = db.all<Printed>(
    `${SELECTED} FROM aids ${JOINS} WHERE ${where} ORDER BY aids.day, voucher.number`,
    params,
  );
  if (rows.length === 0) throw refuse('hardship.noAidsToExport', { year: filter.year });
  const unit = readHeading(db).name;
  const title = `${filter.year} 年困难帮扶发放明细`;
  const sheet = new SheetBuilder('帮扶明细', {
    title,
    subtitle: [`单位：${unit}`, masked ? '姓名和号码已遮挡' : '含完整姓名和号码，请妥善保管', '单位：元'],
    columns: COLUMNS,
    landscape: true,
    filter: true,
    freezeColumns: 3,
  });
  rows.forEach((row, index) => {
    sheet.row(cellsOf(row, index, masked));
  });
  const total = sum(rows.filter(({ reversed }) => reversed === 0).map(({ amount }) => amount));
  const standing = rows.filter(({ reversed }) => reversed === 0).length;
  sheet.row(
    COLUMNS.map((_, column): CellSpec => {
      if (column === 1) return `合计 ${standing} 笔`;
      return column === AMOUNT ? { fen: total } : null;
    }),
    { total: true },
  );
  const bytes = await workbookBytes({ unitName: unit, title, sheets: [sheet], writtenAt: clock.now().toISOString() });
  return { name: `困难帮扶发放明细-${filter.year}`, bytes, aids: rows.length };
}

function cellsOf(row: Printed, index: number, masked: boolean): CellSpec[] {
  const name = (text: string) => (masked ? maskName(text) : text);
  return [
    { integer: index + 1 },
    row.fileNumber,
    name(row.name),
    masked ? maskIdentityCard(row.idNumber) : row.idNumber,
    masked ? maskBankAccount(row.bankAccount) : row.bankAccount,
    row.groupName,
    HARDSHIP_CATEGORY_NAMES[row.category],
    AID_KIND_NAMES[row.kind],
    row.recipient === '' ? '本人' : `${row.recipientRelation}${name(row.recipient)}`,
    row.schoolYear,
    { day: row.day },
    // a reversed payment stays in sight and out of the sum
    { fen: row.reversed === 1 ? fen(0) : row.amount },
    row.method === 'cash' ? '现金' : '银行',
    row.source === '' ? '' : AID_SOURCE_NAMES[row.source],
    row.fundName,
    row.resolution,
    `${row.day.slice(0, 7)} ${voucherNumber(row.voucherNumber)}`,
    name(row.signedBy),
    row.signedRelation,
    row.signedDay === '' ? null : { day: row.signedDay },
    row.reversed === 1 ? '已冲销' : '',
  ];
}

/** Writes the workbook; that whole names and numbers were asked for is on the trail. @throws Refusal `file.saveFailed`, `file.gone` */
export function exportAids(
  context: WriteContext,
  { masked, folder, ...filter }: ExportInput,
  { name, bytes, aids }: PreparedAids,
): { fileName: string; aids: number } {
  const chosen = context.chosenFolder(folder);
  const fileName = saveNewWorkbook(chosen, name, bytes);
  context.trail({
    subject: 'aidExport',
    id: String(filter.year),
    label: masked ? fileName : `${fileName}（完整姓名和号码）`,
    after: { folder: chosen.name, aids, masked, ...filter },
  });
  return { fileName, aids };
}
