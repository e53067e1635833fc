import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CFB, utils, write } from '@e965/xlsx';
import { strToU8, zipSync } from 'fflate';
import { readXlsx, writeXlsx } from 'hucre';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '#electron/engine/database.ts';
import { month } from '#shared/calendar.ts';
import { secondConnection } from './explain.ts';
import { idNumberOf, verdicts } from './members-support.ts';
import { FIXTURES, startWithBooks, type TestEngine } from './support.ts';

// Hostile files, each with its sentence, nothing written and nothing lost: a refused file leaves the books as they were, a file that
// can be read is kept row by row.

const wageFrom = month('2026-01');
let test: TestEngine;
let db: Connection;
beforeAll(async () => {
  test = await startWithBooks();
  db = await secondConnection(test);
});
afterAll(async () => {
  db.close();
  await test.dispose();
});

type Table = readonly (readonly (string | number | null)[])[];
const HEADER = ['姓名', '身份证号', '职工编号', '联系电话', '备注'];
const GOOD: Table = [HEADER, ['武英娜', idNumberOf(1), '0001', '13800000001', '']];

let files = 0;
function handOver(name: string, bytes: Uint8Array): string {
  files += 1;
  const path = join(test.folder, `${files}-${name}`);
  writeFileSync(path, bytes);
  return test.engine.registerPath(path);
}
const csvText = (table: Table) => table.map((row) => row.map((cell) => `"${cell ?? ''}"`).join(',')).join('\r\n');
const xlsx = (...tables: Table[]) =>
  writeXlsx({ sheets: tables.map((rows, index) => ({ name: `表${index + 1}`, rows: rows.map((row) => [...row]) })) });
function xls(...tables: Table[]): Uint8Array {
  const book = utils.book_new();
  tables.forEach((rows, index) => {
    utils.book_append_sheet(book, utils.aoa_to_sheet(rows.map((row) => [...row])), `表${index + 1}`);
  });
  return new Uint8Array(write(book, { type: 'buffer', bookType: 'biff8' }));
}
const utf16 = (text: string, order: 'le' | 'be') => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return order === 'le' ? bytes : Buffer.from(bytes).swap16();
};
/** The GBK bytes of the few signs that are needed here; everything else is ASCII. */
const GBK: Readonly<Record<string, string>> = {
  姓: 'd0d5',
  名: 'c3fb',
  身: 'c9ed',
  份: 'b7dd',
  证: 'd6a4',
  号: 'bac5',
  张: 'd5c5',
  三: 'c8fd',
};
const gbk = (text: string) =>
  Buffer.concat([...text].map((sign) => (GBK[sign] ? Buffer.from(GBK[sign], 'hex') : Buffer.from(sign, 'latin1'))));

/** A workbook around hand-written rows, for what no writer produces. */
function rawWorkbook(sheetData: string, merges = ''): Uint8Array {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const parts = {
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    '_rels/.rels': `<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="表1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${sheetData}</sheetData>${merges}</worksheet>`,
  };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));
}
const textCell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
const headerXml = `<row r="1">${textCell('A1', '姓名')}${textCell('B1', '身份证号')}${textCell('C1', '岗位工资')}</row>`;

const HTML = '<html><head><meta charset="utf-8"></head><body>';
const HTML_TABLE = `${HTML}<table><tr><td>姓名</td><td>身份证号</td></tr><tr><td>武英娜</td><td>${idNumberOf(1)}</td></tr></table></body></html>`;

/** A small file that unpacks to more than is ever read. */
function bomb(): Uint8Array {
  return zipSync({
    '[Content_Types].xml': strToU8('<Types>spreadsheetml</Types>'),
    'xl/worksheets/sheet1.xml': new Uint8Array(210 * 1024 * 1024),
  });
}

async function encrypted(): Promise<Uint8Array> {
  return writeXlsx({ sheets: [{ name: '表1', rows: [HEADER] }], encryption: { password: '123456', spinCount: 1000 } });
}
function encryptedXls(): Uint8Array {
  const stream = Buffer.from('0908100000060500000000000000000000000000', 'hex');
  const filePass = Buffer.from('2f000600000001020304', 'hex');
  const file = CFB.utils.cfb_new();
  CFB.utils.cfb_add(file, '/Workbook', Buffer.concat([stream, filePass]));
  return new Uint8Array(CFB.write(file));
}

const stored = () =>
  ['members', 'member_wages', 'groups', 'import_batches', 'import_rows', 'import_shapes', 'audit_trail'].map((table) =>
    JSON.stringify(db.all(`SELECT * FROM ${table}`)),
  );

const READ = '读不出表格，请用 WPS 或 Excel 打开后另存为 xlsx 再试。';
const NO_HEADER = '里没有找到表头，表头里至少要有：姓名、身份证号；请检查后再选。';
const NO_ROWS = '表头下面没有数据行，请检查后再选。';
const EMPTY = '是空的，请换一个文件。';
const PROTECTED = '有打开密码，请先在 WPS 或 Excel 里取消密码再试。';
const LARGE = '太大，超出可读取的范围，请只保留需要的表再试。';

describe('files that cannot be taken in', () => {
  const fixture = readFileSync(join(FIXTURES, '会员花名册.xlsx'));
  const oldFixture = readFileSync(join(FIXTURES, '会员花名册.xls'));
  it.each<[string, string, () => Uint8Array | Promise<Uint8Array>, string]>([
    ['no bytes at all', '空.xlsx', () => new Uint8Array(), EMPTY],
    ['no bytes at all', '空.csv', () => new Uint8Array(), EMPTY],
    ['blank lines only', '空行.csv', () => strToU8('\r\n , ,\r\n'), EMPTY],
    ['a workbook without a cell', '空表.xlsx', () => xlsx([]), EMPTY],
    ['an old workbook without a cell', '空表.xls', () => xls([]), EMPTY],
    ['a header without rows', '只有表头.xlsx', () => xlsx([HEADER]), NO_ROWS],
    ['a header and its sum', '只有合计.csv', () => strToU8(csvText([HEADER, ['合计', '', '', '', '0']])), NO_ROWS],
    [
      'no header',
      '没有表头.csv',
      () =>
        strToU8(
          csvText([
            ['甲', '乙'],
            ['丙', '丁'],
          ]),
        ),
      NO_HEADER,
    ],
    ['Big5 text', '编码.csv', () => Buffer.from('a96da657,a8adb0c0\r\na54ca55e,31', 'hex'), NO_HEADER],
    ['rubbish', '乱.csv', () => randomBytes(5000), READ],
    ['a picture', '照片.xlsx', () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), READ],
    ['a PDF', '扫描件.xlsx', () => strToU8('%PDF-1.7\n%âãÏÓ\n'), READ],
    ['a web page without a table', '网页.xlsx', () => strToU8(`${HTML}<p>请先登录</p></body></html>`), READ],
    ['a quote that is not closed', '引号.csv', () => strToU8(`姓名,身份证号\n"武英娜,1\n${'行,2\n'.repeat(80)}`), READ],
    ['a workbook cut off', '残.xlsx', () => fixture.subarray(0, fixture.length / 2), READ],
    ['an old workbook cut off', '残.xls', () => oldFixture.subarray(0, oldFixture.length / 2), READ],
    ['a zip of something else', '压缩包.xlsx', () => zipSync({ '说明.txt': strToU8('文字') }), READ],
    ['a password', '加密.xlsx', encrypted, PROTECTED],
    ['a password on an old workbook', '加密.xls', encryptedXls, PROTECTED],
    ['a zip bomb', '炸弹.xlsx', bomb, LARGE],
  ])('%s (%s)', async (_, name, bytes, sentence) => {
    const content = await bytes();
    const file = handOver(name, content);
    const before = stored();
    const said = `文件「${files}-${name}」${sentence}`;
    expect((await test.refusal('members.takeRoster', { file, wageFrom })).sentence).toBe(said);
    // the old format is read in a thread of its own, which takes its time to start: once is enough
    if (content[0] !== 0xd0) {
      expect((await test.refusal('members.previewRoster', { file })).sentence).toBe(said);
      const wages = await test.refusal('members.previewWages', { file, month: wageFrom });
      expect(wages.sentence).toBe(said.replace('姓名、身份证号', '职工编号、姓名'));
    }
    expect(stored()).toEqual(before);
  });

  it('a file that is gone, and a sheet that is not there', async () => {
    const before = stored();
    expect((await test.refusal('members.previewRoster', { file: 'no-such-token' })).code).toBe('file.gone');
    const file = handOver('两张.xlsx', await xlsx(GOOD, [['别的']]));
    expect((await test.refusal('members.previewRoster', { file, sheet: '表3' })).sentence).toContain('没有叫「表3」的');
    expect((await test.refusal('members.previewRoster', { file, sheet: '表2' })).code).toBe('file.noHeader');
    expect(stored()).toEqual(before);
  });
});

describe('files that look wrong and are read all the same', () => {
  it.each<[string, string, () => Uint8Array | Promise<Uint8Array>, string]>([
    ['UTF-8 without a mark', '一.csv', () => strToU8(csvText(GOOD)), '武英娜'],
    ['UTF-8 with a mark', '一.csv', () => strToU8(`\ufeff${csvText(GOOD)}`), '武英娜'],
    ['UTF-16 as Windows writes it', '一.csv', () => utf16(csvText(GOOD), 'le'), '武英娜'],
    ['UTF-16 the other way round', '一.txt', () => utf16(csvText(GOOD).replaceAll(',', '\t'), 'be'), '武英娜'],
    ['GBK', '一.csv', () => gbk(`姓名,身份证号\r\n张三,${idNumberOf(1)}`), '张三'],
    ['an HTML table named .xls', '导出.xls', () => strToU8(HTML_TABLE), '武英娜'],
    ['an HTML table named .xlsx', '导出.xlsx', () => strToU8(HTML_TABLE), '武英娜'],
    ['an xlsx named .csv', '改名.csv', () => xlsx(GOOD), '武英娜'],
    ['an xls named .xlsx', '改名.xlsx', () => xls(GOOD), '武英娜'],
  ])('%s (%s)', async (_, name, bytes, person) => {
    const { rows, counts } = await test.call('members.previewRoster', { file: handOver(name, await bytes()) });
    expect(counts).toMatchObject({ new: 1, problem: 0 });
    expect(rows[0]).toMatchObject({ row: 2, name: person });
  });

  it.each([
    ['xlsx', xlsx],
    ['xls', xls],
  ])('an ID stored as a number, or as 1.1E+17: the row waits, nothing is guessed (%s)', async (format, make) => {
    const table: Table = [
      HEADER,
      ['甲一', Number('330203198001050017'), '', '', ''],
      ['乙二', '1.1E+17', '', '', ''],
      ['丙三', "'330203198001050017", '', '', ''],
      ['丁四', 1.1e17, '', '', ''],
    ];
    const file = handOver(`科学计数.${format}`, await make(table));
    const said = verdicts(await test.call('members.previewRoster', { file }));
    const lost = '身份证号被存成数字\x2c末位已丢失';
    expect([2, 3, 5].map((row) => said[row])).toEqual([
      ['problem', lost],
      ['problem', lost],
      ['problem', lost],
    ]);
    expect(said[4]?.[0]).toBe('problem');
  });

  it('formulas: a result counts, an error or a missing result does not', async () => {
    const rows = [
      `<row r="2">${textCell('A2', '甲一')}${textCell('B2', idNumberOf(31))}<c r="C2"><f>1000+2</f><v>1002</v></c></row>`,
      `<row r="3">${textCell('A3', '乙二')}${textCell('B3', idNumberOf(32))}<c r="C3" t="e"><f>A9/0</f><v>#DIV/0!</v></c></row>`,
      `<row r="4">${textCell('A4', '丙三')}<c r="B4" t="e"><v>#REF!</v></c></row>`,
      `<row r="5"><c r="A5" t="e"><v>#N/A</v></c>${textCell('B5', idNumberOf(33))}</row>`,
      `<row r="6">${textCell('A6', '丁四')}${textCell('B6', idNumberOf(34))}<c r="C6"><f>1+1</f></c></row>`,
    ];
    const file = handOver('公式.xlsx', rawWorkbook(headerXml + rows.join('')));
    const said = verdicts(await test.call('members.previewRoster', { file }));
    expect(said).toEqual({
      2: ['new', '新会员'],
      3: ['problem', '「岗位工资」是算不出结果的公式，请改成值'],
      4: ['problem', '「身份证号」是算不出结果的公式，请改成值'],
      5: ['problem', '「姓名」是算不出结果的公式，请改成值'],
      6: ['problem', '「岗位工资」是算不出结果的公式，请改成值'],
    });
  });

  it.each([
    ['xlsx', xlsx],
    ['csv', (table: Table) => strToU8(csvText(table))],
  ])('300 columns: what is known is taken in, what is not is kept (%s)', async (format, make) => {
    const more = Array.from({ length: 295 }, (_, index) => `栏目${index + 1}`);
    const table: Table = [
      [...HEADER, ...more],
      ['宽一', idNumberOf(41), 'W1', '', '', ...more.map((_, index) => `值${index + 1}`)],
    ];
    const file = handOver(`宽.${format}`, await make(table));
    const { columns, counts } = await test.call('members.previewRoster', { file });
    expect(columns).toHaveLength(300);
    expect(columns.filter(({ field }) => field !== undefined)).toHaveLength(5);
    expect(counts.problem).toBe(0);
    const { batch } = await test.call('members.takeRoster', { file, wageFrom });
    const row = db.get<{ source: string }>('SELECT source FROM import_rows WHERE batch_id = :batch', { batch });
    expect(row?.source).toContain('值295');
  });

  it.each([
    ['xlsx', xlsx],
    ['xls', xls],
  ])('two sheets: the better one is proposed, the chosen one is kept to the end (%s)', async (format, make) => {
    const other: Table = [
      ['姓名', '身份证号'],
      ['另一', idNumberOf(format === 'xls' ? 51 : 52)],
    ];
    const file = handOver(`两张.${format}`, await make(GOOD, other));
    const first = await test.call('members.previewRoster', { file });
    expect(first).toMatchObject({ sheets: ['表1', '表2'], sheet: '表1' });
    const chosen = await test.call('members.previewRoster', { file, sheet: '表2', wageFrom });
    expect(chosen.rows.map(({ name }) => name)).toEqual(['另一']);
    const mapping = { '0': 'name', '1': 'idNumber' } as const;
    expect(await test.call('members.takeRoster', { file, sheet: '表2', mapping, wageFrom })).toMatchObject({
      added: 1,
    });
    expect((await test.call('members.list', { search: '武英娜' })).total).toBe(0);
  });

  it('100,000 formatted blank rows under the data count as nothing', async () => {
    let blanks = '';
    for (let row = 3; row <= 100_002; row += 1)
      blanks += `<row r="${row}" s="1"><c r="A${row}" s="0"/><c r="B${row}" s="0"/></row>`;
    const person = `<row r="2">${textCell('A2', '甲一')}${textCell('B2', idNumberOf(61))}</row>`;
    const file = handOver('空行.xlsx', rawWorkbook(headerXml + person + blanks));
    const { rows, counts } = await test.call('members.previewRoster', { file });
    expect(rows).toHaveLength(1);
    expect(counts.new).toBe(1);
    const lines = handOver('空行.csv', strToU8(`${csvText(GOOD)}\r\n${',,,,\r\n'.repeat(100_000)}`));
    expect((await test.call('members.previewRoster', { file: lines })).rows).toHaveLength(1);
  });

  it.each([
    ['xlsx', xlsx],
    ['xls', xls],
    ['csv', (table: Table) => strToU8(csvText(table))],
  ])('text that begins with = stays text, also in the lists that are written later (%s)', async (format, make) => {
    const serial = 70 + format.length + (format === 'xls' ? 10 : format === 'csv' ? 20 : 0);
    const evil = `=HYPERLINK(1)${format}`;
    const file = handOver(`等号.${format}`, await make([HEADER, [evil, idNumberOf(serial), '', '', '=1+1']]));
    expect(await test.call('members.takeRoster', { file, wageFrom })).toMatchObject({ added: 1, tray: 0 });
    const [row] = (await test.call('members.list', { search: evil })).rows;
    expect(await test.call('members.get', { id: row?.id ?? '' })).toMatchObject({ name: evil, note: '=1+1' });
    const folder = test.engine.registerPath(test.folder);
    const { fileName } = await test.call('members.exportList', {
      filter: { search: evil },
      columns: ['name', 'note'],
      folder,
    });
    const { sheets } = await readXlsx(readFileSync(join(test.folder, fileName)), { readStyles: false });
    const cells = [...(sheets[0]?.cells?.values() ?? [])];
    expect(cells.filter(({ formula }) => formula !== undefined)).toEqual([]);
    expect(JSON.stringify(sheets[0]?.rows)).toContain(evil);
  });

  it('merged headers over two rows, and a title merged over all', async () => {
    const rows = [
      `<row r="1">${textCell('A1', '2026 年会员花名册')}</row>`,
      `<row r="2">${textCell('A2', '姓名')}${textCell('B2', '证件')}${textCell('D2', '工资')}</row>`,
      `<row r="3">${textCell('B3', '身份证号')}${textCell('C3', '会员证号')}${textCell('D3', '岗位工资')}${textCell('E3', '薪级工资')}</row>`,
      `<row r="4">${textCell('A4', '合并')}${textCell('B4', idNumberOf(81))}${textCell('C4', 'H9')}${textCell('D4', '3000')}${textCell('E4', '500')}</row>`,
    ];
    const merged = ['A1:E1', 'A2:A3', 'B2:C2', 'D2:E2'].map((ref) => `<mergeCell ref="${ref}"/>`).join('');
    const file = handOver('合并.xlsx', rawWorkbook(rows.join(''), `<mergeCells>${merged}</mergeCells>`));
    const { headerRows, columns, counts } = await test.call('members.previewRoster', { file });
    expect(headerRows).toEqual([2, 3]);
    expect(columns.map(({ field }) => field)).toEqual(['name', 'idNumber', 'cardNumber', 'postWage', 'gradeWage']);
    expect(counts.new).toBe(1);
  });
});
