import { readFileSync } from 'node:fs';
import { CFB, utils, write } from '@e965/xlsx';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { writeXlsx } from 'hucre';
import { describe, expect, it } from 'vitest';
import { plainNumber } from '#electron/engine/spreadsheet/cells.ts';
import { dataRows } from '#electron/engine/spreadsheet/data-rows.ts';
import type { Cell, Grid, GridSheet } from '#electron/engine/spreadsheet/grid.ts';
import { findHeader, findHeaderInGrid, guessMapping, type Vocabulary } from '#electron/engine/spreadsheet/header.ts';
import { readGrid } from '#electron/engine/spreadsheet/read.ts';
import { sniffDelimiter } from '#electron/engine/spreadsheet/read-text.ts';
import { titleKey } from '#electron/engine/spreadsheet/titles.ts';
import expected from '../fixtures/会员花名册.expected.json' with { type: 'json' };

const fixture = (name: string) => readGrid(readFileSync(new URL(`../fixtures/${name}`, import.meta.url)), name);
const sheetOf = (grid: Grid): GridSheet => {
  const [sheet] = grid.sheets;
  if (sheet === undefined) throw new Error('no sheet');
  return sheet;
};
const csv = async (text: string, name = '表.csv') => sheetOf(await readGrid(strToU8(text), name));
const texts = (row: readonly Cell[] | undefined) => row?.map((cell) => cell.text);
const cellAt = (sheet: GridSheet, row: number, index: number): Cell => {
  const cell = sheet.rows[row - 1]?.[index];
  if (cell === undefined) throw new Error(`no cell ${row},${index}`);
  return cell;
};

const ROSTER = [
  { field: 'name', names: ['姓名', '会员姓名'] },
  { field: 'sex', names: ['性别'] },
  { field: 'idNumber', names: ['身份证号', '身份证号码'] },
  { field: 'number', names: ['职工编号', '工号'] },
  { field: 'group', names: ['工会小组'] },
  { field: 'phone', names: ['联系电话', '手机'] },
  { field: 'joined', names: ['入会时间'] },
] as const satisfies Vocabulary<string>;

const PAYROLL = [
  { field: 'number', names: ['职工编号'] },
  { field: 'name', names: ['姓名'] },
  { field: 'amount', names: ['代扣会费'] },
] as const satisfies Vocabulary<string>;

/** A workbook of one sheet around hand-written sheet XML, for what no writer produces. Style 1 is a date, 2 is 57. */
function workbookOf(sheetXml: string, sharedStrings: string[] = [], workbookExtra = ''): Uint8Array {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const files = {
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    '_rels/.rels': `<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}">${workbookExtra}<sheets><sheet name="一" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/><Relationship Id="rId3" Type="${office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${main}"><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="57"/></cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${main}">${sharedStrings.map((text) => `<si>${text}</si>`).join('')}</sst>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}">${sheetXml}</worksheet>`,
  };
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
}

/** Changes records of a binary workbook in place. */
function patchRecords(file: Buffer, stream: string, change: (type: number, data: Buffer) => void): Uint8Array {
  const container = CFB.read(file, { type: 'buffer' });
  const content = Buffer.from(CFB.find(container, stream).content);
  for (let at = 0; at + 4 <= content.length; at += 4 + content.readUInt16LE(at + 2)) {
    change(content.readUInt16LE(at), content.subarray(at + 4, at + 4 + content.readUInt16LE(at + 2)));
  }
  CFB.find(container, stream).content = content;
  return new Uint8Array(CFB.write(container));
}

describe('the messy roster', () => {
  it('gives the same grid from xlsx and xls', async () => {
    const [xlsx, xls] = await Promise.all([fixture('会员花名册.xlsx'), fixture('会员花名册.xls')]);
    expect(xls).toEqual(xlsx);
  });

  it.each(['xlsx', 'xls'])('keeps row numbers, texts, days and numbers apart (%s)', async (format) => {
    const sheet = sheetOf(await fixture(`会员花名册.${format}`));
    expect(sheet.rows).toHaveLength(327);
    expect(texts(sheet.rows[4])?.slice(0, 5)).toEqual(['1', '侯梅玉', '男', '1975.04', '370202197504152315']);
    expect(cellAt(sheet, 5, 7)).toMatchObject({ kind: 'text', text: '0001', wasNumber: false });
    expect(cellAt(sheet, 5, 12)).toMatchObject({ kind: 'day', text: '1994-11-01', day: '1994-11-01' });
    expect(cellAt(sheet, 5, 9)).toMatchObject({ kind: 'number', text: '4222', number: 4222 });
    expect(sheet.rows[165]?.every((cell) => cell.kind === 'blank')).toBe(true);
    expect(sheet.merges).toContainEqual({ top: 3, left: 1, bottom: 3, right: 6 });
  });

  it('shows exactly the ID numbers that were stored as numbers', async () => {
    const sheet = sheetOf(await fixture('会员花名册.xlsx'));
    const lost = expected.problems.filter(({ problem }) => problem.includes('存成数字')).map(({ row }) => row);
    const found = sheet.rows.flatMap((row, r) => (row[4]?.wasNumber ? [r + 1] : []));
    expect(found).toEqual(lost);
    expect(cellAt(sheet, 22, 4).text).toBe('330203197608303000');
  });

  it('has a two-level header on rows 3 and 4', async () => {
    const sheet = sheetOf(await fixture('会员花名册.xlsx'));
    const header = findHeader(sheet, ROSTER, { required: ['name'] });
    expect(header).toMatchObject({ headerRows: [3, 4], firstDataRow: 5 });
    expect(header?.columns.map(({ title }) => title)).toEqual([
      ...['序号', '基本信息/姓名', '基本信息/性别', '基本信息/出生年月', '基本信息/身份证号码', '基本信息/政治面貌'],
      ...['基本信息/学历', '工作信息/职工编号', '工作信息/工会小组', '工作信息/岗位工资', '工作信息/薪级工资'],
      ...['联系电话', '入会时间', '备注'],
    ]);
    expect(new Map(header?.columns.map(({ field, index }) => [field, index])).get('phone')).toBe(11);
    expect(header?.columns.filter(({ field }) => field !== undefined)).toHaveLength(ROSTER.length);
  });

  it('has as many records as expected, and one total row', async () => {
    const sheet = sheetOf(await fixture('会员花名册.xls'));
    const header = findHeader(sheet, ROSTER);
    const rows = header ? [...dataRows(sheet, header)] : [];
    expect(rows.filter(({ isTotal }) => !isTotal)).toHaveLength(expected.rows);
    expect(rows.filter(({ isTotal }) => isTotal).map(({ row }) => row)).toEqual([327]);
    const nameless = rows.filter(({ cells, isTotal }) => !isTotal && cells[1]?.kind === 'blank').map(({ row }) => row);
    expect(nameless).toEqual(expected.problems.filter(({ problem }) => problem === '缺姓名').map(({ row }) => row));
  });
});

describe('the other real files', () => {
  it('payroll deductions in GBK', async () => {
    const sheet = sheetOf(await fixture('工资代扣会费-202603.csv'));
    expect(sheet.name).toBe('工资代扣会费-202603');
    expect(texts(sheet.rows[1])).toEqual(['0001', '侯梅玉', '26.50']);
    const header = findHeader(sheet, PAYROLL);
    expect(header?.columns.map(({ field }) => field)).toEqual(['number', 'name', 'amount']);
  });

  it('bank statement in GBK with four lines above its header', async () => {
    const sheet = sheetOf(await fixture('银行对账单-202603.csv'));
    const header = findHeader(sheet, [
      { field: 'day', names: ['交易日期'] },
      { field: 'paid', names: ['借方发生额'] },
      { field: 'received', names: ['贷方发生额'] },
    ]);
    expect(header?.headerRows).toEqual([5, 5]);
    expect(texts(sheet.rows[5])?.slice(0, 5)).toEqual(['20260302', '拨缴经费', '', '12,660.00', '199,183.47']);
  });

  it('opening balances and budget', async () => {
    const opening = sheetOf(await fixture('年初余额-2026.xlsx'));
    expect(texts(opening.rows[2])).toEqual(['102', '银行存款', '186523.47', '']);
    const budget = sheetOf(await fixture('预算-2026.xlsx'));
    const header = findHeader(budget, [
      { field: 'code', names: ['编号'] },
      { field: 'amount', names: ['本年预算数'] },
    ]);
    expect(header?.headerRows).toEqual([3, 3]);
    const totals = header ? [...dataRows(budget, header)].filter(({ isTotal }) => isTotal) : [];
    expect(totals.map(({ cells }) => cells[1]?.text)).toEqual(['本年收入合计', '本年支出合计']);
    // 累计结余 is an account, not a sum.
    const accounts = [...dataRows(opening, { headerRows: [1, 1], firstDataRow: 2 })];
    expect(accounts.some(({ isTotal }) => isTotal)).toBe(false);
  });
});

describe('cells', () => {
  it('writes numbers as plain digits, of which 15 are true', () => {
    expect(plainNumber(3.30203e17)).toBe('330203000000000000');
    expect(plainNumber(0.1 + 0.2)).toBe('0.3');
    expect(plainNumber(-0)).toBe('0');
    expect(plainNumber(1.5e-9)).toBe('0.0000000015');
    expect(plainNumber(-2.5e21)).toBe('-2500000000000000000000');
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: -1e300, max: 1e300 }), (value) => {
        const text = plainNumber(value);
        expect(text).toMatch(/^-?\d+(\.\d+)?$/);
        expect(Number(text)).toBe(Number(value.toPrecision(15)) + 0);
      }),
    );
  });

  it('names formulas, errors, unsaved results and truth values', async () => {
    const bytes = workbookOf(
      `<sheetData><row r="1">
        <c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="e"><v>#REF!</v></c><c r="C1" t="e"><f>A1/0</f><v>#DIV/0!</v></c>
        <c r="D1"><f>B1*2</f></c><c r="E1" t="b"><v>1</v></c><c r="F1" t="str"><f>"a"</f><v>a</v></c>
        <c r="G1" t="inlineStr"><is><t>=HYPERLINK("x")</t></is></c><c r="H1" s="1"><f>TODAY()</f><v>46082</v></c>
      </row></sheetData>`,
    );
    const [row] = sheetOf(await readGrid(bytes, 'x')).rows;
    expect(row?.map(({ kind, text, fromFormula }) => [kind, text, fromFormula])).toEqual([
      ['number', '2', true],
      ['error', '#REF!', false],
      ['error', '#DIV/0!', true],
      ['uncalculated', '', true],
      ['truth', 'TRUE', false],
      ['text', 'a', true],
      ['text', '=HYPERLINK("x")', false],
      ['day', '2026-03-01', true],
    ]);
  });

  it('names the same in xls', async () => {
    const sheet = utils.aoa_to_sheet([[1, true, '=x']]);
    sheet['D1'] = { t: 'e', v: 23 };
    sheet['E1'] = { t: 'n', v: 46082, z: 'yyyy"年"m"月"d"日"' };
    sheet['!ref'] = 'A1:E1';
    const bytes = new Uint8Array(write(utils.book_new(sheet, '一'), { type: 'array', bookType: 'biff8' }));
    const [row] = sheetOf(await readGrid(bytes, 'x')).rows;
    expect(row?.map(({ kind, text }) => [kind, text])).toEqual([
      ['number', '1'],
      ['truth', 'TRUE'],
      ['text', '=x'],
      ['error', '#REF!'],
      ['day', '2026-03-01'],
    ]);
  });

  it('reads an xls date whose Chinese format is only a number, and Chinese text of Excel 95', async () => {
    const sheet = utils.aoa_to_sheet([['ABCD', 40603]]);
    sheet['B1'] = { t: 'n', v: 40603, z: 'yyyy-mm-dd' };
    const book = utils.book_new(sheet, 'S');
    const recent = patchRecords(write(book, { type: 'buffer', bookType: 'biff8' }), '/Workbook', (type, data) => {
      // The cell's format becomes number 57, and no record says what 57 looks like.
      if (type === 0x041e) data.writeUInt16LE(300, 0);
      if (type === 0x00e0 && data.readUInt16LE(2) > 0) data.writeUInt16LE(57, 2);
    });
    expect(cellAt(sheetOf(await readGrid(recent, 'x')), 1, 1)).toMatchObject({ kind: 'day', text: '2011-03-01' });
    const old = patchRecords(write(book, { type: 'buffer', bookType: 'biff5' }), '/Book', (type, data) => {
      if (type === 0x0042) data.writeUInt16LE(936, 0);
      const at = data.indexOf('ABCD');
      if (at >= 0) Buffer.from('d0d5c3fb', 'hex').copy(data, at);
    });
    expect(cellAt(sheetOf(await readGrid(old, 'x')), 1, 0).text).toBe('姓名');
  });

  it('reads dates in the built-in Chinese formats, in the 1904 system, and days without end', async () => {
    const cells =
      '<sheetData><row r="1"><c r="A1" s="2"><v>40603</v></c><c r="B1" s="1"><v>2958465</v></c><c r="C1" s="1"><v>0.5</v></c><c r="D1" s="1"><v>1e300</v></c></row></sheetData>';
    const [row] = sheetOf(await readGrid(workbookOf(cells), 'x')).rows;
    expect(row?.map(({ kind, text }) => [kind, text])).toEqual([
      ['day', '2011-03-01'],
      ['text', '9999-12-31'],
      ['number', '0.5'],
      ['error', '#NUM!'],
    ]);
    const in1904 = await readGrid(workbookOf(cells, [], '<workbookPr date1904="1"/>'), 'x');
    expect(cellAt(sheetOf(in1904), 1, 0).text).toBe('2015-03-02');
  });

  it('joins rich text and leaves readings aside', async () => {
    const bytes = workbookOf('<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>', [
      '<r><t>侯</t></r><r><rPr><b/></rPr><t>梅玉</t></r><rPh sb="0" eb="1"><t>hou</t></rPh>',
    ]);
    expect(cellAt(sheetOf(await readGrid(bytes, 'x')), 1, 0).text).toBe('侯梅玉');
  });

  it('takes an empty cell of the shared-text type as blank, not as the first shared text', async () => {
    const bytes = workbookOf(
      '<sheetData><row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="s"/><c r="C1" t="s"></c><c r="D1" t="s"><v>1</v></c></row></sheetData>',
      ['<t>标题</t>', '<t>有</t>'],
    );
    expect(texts(sheetOf(await readGrid(bytes, 'x')).rows[0])).toEqual(['有', '', '', '有']);
  });

  it('keeps blank rows at the top and in between, and marks hidden sheets', async () => {
    const bytes = await writeXlsx({
      sheets: [
        { name: '空', rows: [[null]] },
        { name: '藏', rows: [['甲']], hidden: true },
        { name: '名单', rows: [[null], [null, '姓名'], [null], [null, ' '], [null, '张三']] },
      ],
    });
    const { sheets } = await readGrid(bytes, 'x.xlsx');
    expect(sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
      ['藏', true],
      ['名单', false],
    ]);
    expect(sheets[1]?.rows.map(texts)).toEqual([
      ['', ''],
      ['', '姓名'],
      ['', ''],
      ['', ''],
      ['', '张三'],
    ]);
  });
});

describe('text files', () => {
  it.each([
    ['UTF-8', strToU8('姓名,工号\n张三,0001')],
    ['UTF-8 with mark', strToU8('\ufeff姓名,工号\n张三,0001')],
    ['UTF-16 as Excel saves Unicode text', new Uint8Array(Buffer.from('\ufeff姓名\t工号\r\n张三\t0001', 'utf16le'))],
    ['GBK', Uint8Array.from(Buffer.from('d0d5c3fb2cb9a4bac50ad5c5c8fd2c30303031', 'hex'))],
  ])('%s', async (_, bytes) => {
    expect(sheetOf(await readGrid(bytes, 'x.csv')).rows.map(texts)).toEqual([
      ['姓名', '工号'],
      ['张三', '0001'],
    ]);
  });

  it('reads a rare name that only GB18030 has', async () => {
    const bytes = Uint8Array.from(Buffer.from('d0d5c3fb2cb1b80a9835f8372c31', 'hex'));
    const text = cellAt(sheetOf(await readGrid(bytes, 'x.csv')), 2, 0).text;
    expect(text.codePointAt(0)).toBe(
      new TextDecoder('gb18030').decode(Uint8Array.of(0x98, 0x35, 0xf8, 0x37)).codePointAt(0),
    );
    expect(text.codePointAt(0)).toBeGreaterThan(0xffff);
  });

  it('keeps what is quoted together and counts records', async () => {
    const sheet = await csv('姓名,住址,金额\n张三,"滨江路1号,\n2幢","1,200.00"\n李四,,"说""好"""\n');
    expect(sheet.rows.map(texts)).toEqual([
      ['姓名', '住址', '金额'],
      ['张三', '滨江路1号,\n2幢', '1,200.00'],
      ['李四', '', '说"好"'],
    ]);
  });

  it.each([
    [',', '标题\n甲;乙,丙\n1,2\n3,4'],
    ['\t', '姓名\t说明\n张三\t一,二,三\n李四\t好\n王五\t行'],
    [';', '姓名;金额\n张三;1,50\n李四;2'],
    [',', '姓名,金额\n张三,26\n李四,30'],
  ])('sees that fields are separated by %j', (delimiter, text) => {
    expect(sniffDelimiter(text)).toBe(delimiter);
  });

  it('reads an HTML table under the name of .xls, whatever its style', async () => {
    const html = `<html><head><meta charset="gb2312"><style>td{}</style></head><body><TABLE><tr><td COLSPAN=2>名单</td></tr>
      <tr><th>姓&nbsp;名</th><th>工号<br>(新)</th></tr><tr><td>张三</td><td>0001</td></tr></TABLE></body></html>`;
    const sheet = sheetOf(await readGrid(strToU8(html), '名单.xls'));
    expect(sheet.rows.map(texts)).toEqual([
      ['名单', ''],
      ['姓 名', '工号\n(新)'],
      ['张三', '0001'],
    ]);
    expect(sheet.merges).toEqual([{ top: 1, left: 0, bottom: 1, right: 1 }]);
  });

  it('reads the XML spreadsheet of Excel 2003', async () => {
    const book = utils.book_new(
      utils.aoa_to_sheet([
        ['姓名', '工号'],
        ['张三', '0001'],
      ]),
      '一',
    );
    const text: string = write(book, { type: 'string', bookType: 'xlml' });
    expect(sheetOf(await readGrid(strToU8(text), 'x.xls')).rows.map(texts)).toEqual([
      ['姓名', '工号'],
      ['张三', '0001'],
    ]);
  });
});

describe('finding the header', () => {
  it('reads through blanks, punctuation, brackets, units and line breaks', async () => {
    const sheet = await csv('"* 姓 名:","职工\n编号","代扣会费(元)",部门/科室\n张三,1,2,3');
    const header = findHeader(sheet, [...PAYROLL, { field: 'group', names: ['部门'] }], { required: ['amount'] });
    expect(header?.columns).toEqual([
      { index: 0, title: '姓名', levels: ['姓名'], field: 'name' },
      { index: 1, title: '职工编号', levels: ['职工编号'], field: 'number' },
      { index: 2, title: '代扣会费(元)', levels: ['代扣会费(元)'], field: 'amount' },
      { index: 3, title: '部门/科室', levels: ['部门/科室'], field: 'group' },
    ]);
  });

  it('takes in groups above and merged names below, when nothing there is a known name', async () => {
    const merges = [
      { startRow: 1, startCol: 0, endRow: 2, endCol: 0 },
      { startRow: 1, startCol: 1, endRow: 2, endCol: 1 },
      { startRow: 1, startCol: 2, endRow: 1, endCol: 3 },
      { startRow: 0, startCol: 0, endRow: 0, endCol: 3 },
    ];
    const rows = [['工资表'], ['姓名', '工号', '工资', null], [null, null, '岗位', '薪级'], ['张三', '1', 2, 3]];
    const sheet = sheetOf(await readGrid(await writeXlsx({ sheets: [{ name: '一', rows, merges }] }), 'x'));
    const header = findHeader(sheet, ROSTER);
    expect(header?.headerRows).toEqual([2, 3]);
    expect(header?.columns.map(({ title }) => title)).toEqual(['姓名', '工号', '工资/岗位', '工资/薪级']);

    const groups = [
      { startRow: 1, startCol: 0, endRow: 1, endCol: 1 },
      { startRow: 1, startCol: 2, endRow: 1, endCol: 3 },
    ];
    const grouped = [['名单'], ['基本', null, '联系', null], ['姓名', '性别', '手机', '备注'], ['张三', '男', '1', '']];
    const other = sheetOf(
      await readGrid(await writeXlsx({ sheets: [{ name: '一', rows: grouped, merges: groups }] }), 'x'),
    );
    expect(findHeader(other, ROSTER)?.headerRows).toEqual([2, 3]);
    expect(findHeader(other, ROSTER)?.columns[2]?.title).toBe('联系/手机');
  });

  it('reads two levels from a text file, which has no merged cells', async () => {
    const sheet = await csv('序号,基本信息,,联系电话\n,姓名,性别,\n1,张三,男,138');
    const header = findHeader(sheet, ROSTER);
    expect(header?.headerRows).toEqual([1, 2]);
    expect(header?.columns.map(({ title }) => title)).toEqual(['序号', '基本信息/姓名', '基本信息/性别', '联系电话']);
  });

  it('knows a name that only the levels together make', async () => {
    const sheet = await csv('日期,借方,,\n,金额,笔数,余额\n1,2,3,4');
    const header = findHeader(sheet, [
      { field: 'day', names: ['日期'] },
      { field: 'paid', names: ['借方金额'] },
    ]);
    expect(header?.columns[1]?.field).toBe('paid');
  });

  it('gives undefined when too few names are known or a required one is missing', async () => {
    const sheet = await csv('姓名,爱好\n张三,钓鱼\n性别,男');
    expect(findHeader(sheet, ROSTER)).toBeUndefined();
    expect(findHeader(sheet, ROSTER, { atLeast: 1 })?.headerRows).toEqual([1, 1]);
    expect(findHeader(await csv('姓名,性别\n张三,男'), ROSTER, { required: ['idNumber'] })).toBeUndefined();
  });

  it('chooses the sheet that fits best', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: '说明',
          rows: [
            ['姓名', '性别'],
            ['填真实姓名', '男或女'],
          ],
        },
        {
          name: '名单',
          rows: [
            ['姓名', '性别', '工号'],
            ['张三', '男', '1'],
          ],
        },
      ],
    });
    expect(findHeaderInGrid(await readGrid(bytes, 'x'), ROSTER)?.sheet.name).toBe('名单');
  });

  it('maps each field and each column once, exact names first', () => {
    const columns = [['姓名(曾用)'], ['姓名'], ['姓名'], ['手机']].map((levels, index) => ({ index, levels }));
    expect([...guessMapping(columns, ROSTER)]).toEqual([
      ['name', 1],
      ['phone', 3],
    ]);
  });

  it('finds the header under any number of title lines', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('', '某某单位', '填报:某某,日期:某日'), { maxLength: 20 }),
        async (above) => {
          const sheet = await csv([...above, '姓名,性别,工号', '张三,男,1'].join('\n'));
          const header = findHeader(sheet, ROSTER);
          expect(header?.headerRows).toEqual([above.length + 1, above.length + 1]);
        },
      ),
    );
  });
});

describe('data rows', () => {
  it('passes over blank rows and repeated titles and headers, and marks sums', async () => {
    const page = '名单,,\n姓名,工号,金额\n';
    const sheet = await csv(`${page}张三,1,2\n本页小计,,2\n\n${page}李四,2,3\n合 计,,5\n总计:2人,,5\n制表:王五,,`);
    const header = findHeader(sheet, [...PAYROLL, { field: 'number', names: ['工号'] }]);
    const rows = header ? [...dataRows(sheet, header)] : [];
    expect(rows.map(({ row, isTotal, cells }) => [row, isTotal, cells[0]?.text])).toEqual([
      [3, false, '张三'],
      [4, true, '本页小计'],
      [8, false, '李四'],
      [9, true, '合 计'],
      [10, true, '总计:2人'],
      [11, false, '制表:王五'],
    ]);
  });
});

describe('titleKey', () => {
  it('is letters and digits alone, full-width and capitals made plain, whatever stands in a cell', () => {
    const units = fc.oneof(
      fc.integer({ min: 0x4dfe, max: 0x9fff }).map((unit) => String.fromCodePoint(unit)),
      fc.constantFrom('Ａ', '１', 'a', 'Z', '9', ' ', '\u3000', '\n', '(', ':', '㈱', '\uf900', '\u0301'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    );
    fc.assert(
      fc.property(fc.string({ unit: units }), (text) => {
        const plain = text.normalize('NFKC').toLowerCase();
        expect(titleKey(text)).toBe([...plain].filter((sign) => /[\p{L}\p{N}]/u.test(sign)).join(''));
      }),
      { numRuns: 500 },
    );
  });
});
