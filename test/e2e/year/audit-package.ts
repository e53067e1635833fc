import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import * as xlsx from '@e965/xlsx';
import { z } from 'zod';
import type { Desk } from './desk.ts';
import { plain } from './screen.ts';

// The files of the audit package as the committee opens them: read with another library than the one that wrote them.

const SHEETS = [
  '封面',
  '收支决算表',
  '收入支出表',
  '资产负债表',
  '科目余额表',
  '凭证清单',
  '现金日记账',
  '银行日记账',
  '会费收缴明细',
  '慰问发放签领表',
  '困难帮扶明细',
  '大额支出与集体决议对照',
  '自查结果',
];
const row = z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]));
type Row = z.output<typeof row>;

class Book {
  readonly #book: xlsx.WorkBook;
  private constructor(book: xlsx.WorkBook) {
    this.#book = book;
  }
  static async open(file: string): Promise<Book> {
    return new Book(xlsx.read(await readFile(file), { type: 'buffer', cellFormula: true }));
  }
  get sheetNames(): string[] {
    return this.#book.SheetNames;
  }
  /** All rows of a sheet; a formula stands with its cached result. */
  rows(name: string): Row[] {
    return z.array(row).parse(xlsx.utils.sheet_to_json(this.#sheet(name), { header: 1, defval: null, raw: true }));
  }
  /** The first row that has this text in one of its cells. @throws AssertionError when there is none */
  find(name: string, text: string): Row {
    const found = this.rows(name).find((cells) => cells.some((cell) => plain(String(cell ?? '')) === plain(text)));
    assert.ok(found, `${name} has no row 「${text}」`);
    return found;
  }
  formulas(name: string): number {
    const cells = Object.entries(this.#sheet(name)).filter(([address]) => !address.startsWith('!'));
    return cells.filter(([, cell]) => z.object({ f: z.string() }).safeParse(cell).success).length;
  }
  #sheet(name: string): xlsx.WorkSheet {
    const sheet = this.#book.Sheets[name];
    assert.ok(sheet, `no sheet ${name}`);
    return sheet;
  }
}

/** The numbers of a row, as text with two decimals. */
const amounts = (cells: Row): string[] =>
  cells.filter((cell) => typeof cell === 'number').map((cell) => cell.toFixed(2));

export async function auditWorkbook({ check }: Desk, file: string): Promise<void> {
  const book = await Book.open(file);
  await check('the workbook has its thirteen sheets', () => assert.deepEqual(book.sheetNames, SHEETS));
  await check('every comparison on the cover says 相符', () => {
    const lines = book.rows('封面').filter((cells) => typeof cells[0] === 'number');
    assert.ok(lines.length >= 15, `${lines.length} comparisons`);
    for (const cells of lines) assert.equal(cells.at(-1), '相符', String(cells[1]));
  });
  await check('sums are formulas with their results', () => {
    for (const name of ['收支决算表', '收入支出表', '资产负债表', '科目余额表', '银行日记账', '会费收缴明细']) {
      assert.ok(book.formulas(name) > 0, name);
    }
  });
  await check('收入支出表: 14,219.17 in, 21,548.00 out', () => {
    assert.equal(amounts(book.find('收入支出表', '收入合计'))[1], '14219.17');
    assert.equal(amounts(book.find('收入支出表', '支出合计'))[1], '21548.00');
  });
  await check('资产负债表: bank, cash and what the union has', () => {
    const last = (text: string) => amounts(book.find('资产负债表', text));
    assert.deepEqual(last('银行存款').slice(0, 2), ['186523.47', '179194.64']);
    assert.deepEqual(last('库存现金').slice(0, 2), ['1268.50', '1268.50']);
    assert.deepEqual(last('资产总计'), ['236391.97', '229063.14', '236391.97', '229063.14']);
  });
  await check('银行日记账 ends with the closing balance of the bank statement', () =>
    assert.equal(amounts(book.find('银行日记账', '本年合计及期末余额')).at(-1), '179194.64'),
  );
  await check('收支决算表 holds budget and result', () =>
    assert.deepEqual(amounts(book.find('收支决算表', '拨缴经费收入')), ['148760.00', '151920.00', '7596.00', '0.05']),
  );
  await check('会费收缴明细: 毛静轩 paid 26.05 of 27.05', () => {
    const cells = amounts(book.find('会费收缴明细', '毛静轩'));
    assert.deepEqual(cells.slice(-3), ['26.05', '27.05', '1.00']);
  });
  await check('慰问发放签领表: 叶军雨 has signed for 1,000.00', () => {
    const cells = book.rows('慰问发放签领表').find((line) => line.includes('叶军雨') && line.includes('生病住院'));
    assert.ok(cells?.includes(1000) && cells.includes('已签收'), JSON.stringify(cells));
  });
  await check('困难帮扶明细 hides who was helped, and says with what', () => {
    const text = JSON.stringify(book.rows('困难帮扶明细'));
    assert.ok(!text.includes('毛静轩') && !text.includes('330106196202036632'), '毛静轩 can be read');
    assert.ok(amounts(book.find('困难帮扶明细', '困-2026-001')).includes('3000.00'));
  });
  await check('大额支出 rests on its resolution', () =>
    assert.ok(book.find('大额支出与集体决议对照', '工委〔2026〕2号').includes('有决议')),
  );
}

export async function workingPaper({ check }: Desk, file: string): Promise<void> {
  const book = await Book.open(file);
  await check('the working paper has at least thirty items, with the columns the auditors know', () => {
    const head = book.find('审计工作底稿', '审计项目');
    for (const title of ['审计项目', '审计结果', '存在问题描述', '审计人员']) assert.ok(head.includes(title), title);
    const items = book.rows('审计工作底稿').filter((cells) => typeof cells[0] === 'number');
    assert.ok(items.length >= 30, `${items.length} items`);
  });
}
