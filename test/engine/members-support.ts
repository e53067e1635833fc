import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RosterPreview } from '#shared/contract/members.ts';
import { identityCheckCharacter } from '#shared/identity-card.ts';
import type { TestEngine } from './support.ts';

/** A roster row as people write it; fields left out are blank cells. */
export type RosterLine = {
  name?: string;
  sex?: string;
  birthday?: string;
  idNumber?: string;
  number?: string;
  group?: string;
  postWage?: string;
  gradeWage?: string;
  phone?: string;
  joined?: string;
  note?: string;
};
const TITLES: Record<keyof RosterLine, string> = {
  name: '姓名',
  sex: '性别',
  birthday: '出生年月',
  idNumber: '身份证号码',
  number: '职工编号',
  group: '工会小组',
  postWage: '岗位工资',
  gradeWage: '薪级工资',
  phone: '联系电话',
  joined: '入会时间',
  note: '备注',
};
const FIELDS = [
  'name',
  'sex',
  'birthday',
  'idNumber',
  'number',
  'group',
  'postWage',
  'gradeWage',
  'phone',
  'joined',
  'note',
] as const;

/** The identity number of a woman born on 1980-01-05 (or of a man), the `serial`-th (0 to 499). */
export function idNumberOf(serial: number, sex: 'male' | 'female' = 'female'): string {
  const order = serial * 2 + (sex === 'male' ? 1 : 0);
  const first17 = `33020319800105${String(order).padStart(3, '0')}`;
  return first17 + identityCheckCharacter(first17);
}

/** Writes a roster as CSV (UTF-8) with the header in row 1. @returns its file token */
export function roster(test: TestEngine, lines: readonly RosterLine[], fileName = '花名册.csv'): string {
  const rows = [FIELDS.map((field) => TITLES[field]), ...lines.map((line) => FIELDS.map((field) => line[field] ?? ''))];
  const file = join(test.folder, fileName);
  writeFileSync(file, rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n'));
  return test.engine.registerPath(file);
}

/** Writes any table as CSV (UTF-8). @returns its file token */
export function csv(test: TestEngine, rows: readonly (readonly string[])[], fileName = '表.csv'): string {
  const file = join(test.folder, fileName);
  writeFileSync(file, rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n'));
  return test.engine.registerPath(file);
}

/** Row -> [verdict, message]. */
export function verdicts(preview: RosterPreview): Record<number, [string, string]> {
  return Object.fromEntries(preview.rows.map(({ row, verdict, message }) => [row, [verdict, message]]));
}
