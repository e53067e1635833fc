import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { read, type WorkBook } from '@e965/xlsx';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  type CellSpec,
  type RowSpec,
  SheetBuilder,
  type SheetSpec,
  sheetReference,
  sumFormula,
  tieOut,
  type WorkbookSpec,
  workbookBytes,
  writeWorkbook,
} from '#electron/engine/spreadsheet/workbook.ts';
import { columnLetter } from '#electron/engine/spreadsheet/workbook-formulas.ts';
import { lineCount, spreadOver } from '#electron/engine/spreadsheet/workbook-layout.ts';
import { day } from '#shared/calendar.ts';
import { fen, sum } from '#shared/money.ts';

const JOURNAL: SheetSpec = {
  title: '现金日记账',
  subtitle: ['编制单位:滨江实验学校工会', '2026 年度', '单位:元'],
  columns: [
    { header: '日期', width: 12, kind: 'day' },
    { header: '摘要', width: 30, kind: 'text' },
    { header: '金额', width: 15, kind: 'amount' },
  ],
};
const FIRST_ROW = 4;

function workbook(...sheets: SheetBuilder[]): WorkbookSpec {
  return { unitName: '滨江实验学校工会', title: '送审工作簿', sheets, writtenAt: '2027-01-15T02:00:00Z' };
}

/** Reads with a library that is not the one under test. */
async function readBack(...sheets: SheetBuilder[]): Promise<WorkBook> {
  return read(await workbookBytes(workbook(...sheets)), { cellFormula: true, cellNF: true, cellStyles: true });
}

async function partsOf(...sheets: SheetBuilder[]): Promise<Record<string, string>> {
  const files = unzipSync(await workbookBytes(workbook(...sheets)));
  return Object.fromEntries(Object.entries(files).map(([path, bytes]) => [path, strFromU8(bytes)]));
}

function* manyRows(count: number, onDraw: (index: number) => void = () => undefined): Generator<RowSpec> {
  for (let index = 0; index < count; index++) {
    onDraw(index);
    yield [{ day: day('2026-03-05') }, `慰问职工 第${index}次`, { fen: fen(index) }];
  }
}

describe('cells', () => {
  test('every kind of value arrives as what it is', async () => {
    const sheet = new SheetBuilder('明细', JOURNAL);
    sheet.row([{ day: day('2026-03-05') }, '0012', { fen: fen(-12_345_678_901_234) }]);
    sheet.row([{ integer: 320 }, { ratio: 0.985 }, null]);
    const cells = (await readBack(sheet)).Sheets['明细'];
    expect(cells?.['A4']).toMatchObject({ t: 'n', v: 46_086, z: 'yyyy-mm-dd' });
    expect(cells?.['B4']).toMatchObject({ t: 's', v: '0012', z: '@' });
    expect(cells?.['C4']).toMatchObject({ t: 'n', v: -123_456_789_012.34 });
    expect(cells?.['C4']?.z).toMatch(/^#,##0\.00.*;\[Red\]-#,##0\.00/);
    expect(cells?.['A5']).toMatchObject({ t: 'n', v: 320 });
    expect(cells?.['B5']).toMatchObject({ t: 'n', v: 0.985 });
    expect(cells?.['C5']?.v).toBeUndefined();
  });

  test('an amount stands in the file with its two decimals, never as a rounded float', async () => {
    const sheet = new SheetBuilder('明细', JOURNAL);
    sheet.row([null, '三角三分', { fen: fen(33) }]);
    expect((await partsOf(sheet))['xl/worksheets/sheet1.xml']).toContain('<v>0.33</v>');
  });

  test('a formula keeps its result and stays a formula', async () => {
    const sheet = new SheetBuilder('明细', JOURNAL);
    const first = sheet.row([null, '甲', { fen: fen(1005) }]);
    const last = sheet.row([null, '乙', { fen: fen(2010) }]);
    const formula = sheet.sum(2, { first, last });
    const row = sheet.row([null, '合计', { formula, result: { fen: fen(3015) } }], { total: true });
    expect(formula).toBe('SUM(C4:C5)');
    const cells = (await readBack(sheet)).Sheets['明细'];
    expect(cells?.[sheet.address(2, row)]).toMatchObject({ t: 'n', v: 30.15, f: 'SUM(C4:C5)' });
  });

  test.each(['=1+1', '+86 571', '-红字', '@SUM(A1)', '\t=1', '#N/A', '1e5', 'TRUE', '_x0041_', '<b>&"\'', ' 前后 '])(
    'the text %j stays that text',
    async (text) => {
      const sheet = new SheetBuilder('明细', JOURNAL);
      sheet.row([text, { text }, text]);
      const cells = (await readBack(sheet)).Sheets['明细'];
      for (const address of ['A4', 'B4', 'C4']) {
        expect(cells?.[address]).toMatchObject({ t: 's', v: text, z: '@' });
        expect(cells?.[address]?.f).toBeUndefined();
      }
    },
  );

  test('any text at all comes back, but for line ends and characters without a shape', async () => {
    const texts = fc.sample(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), { numRuns: 300, seed: 7 });
    const sheet = new SheetBuilder('明细', JOURNAL);
    for (const text of texts) sheet.row([null, `文${text}`, null]);
    const cells = (await readBack(sheet)).Sheets['明细'];
    for (const [index, text] of texts.entries()) {
      const expected = text
        .toWellFormed()
        .replace(/\r\n?/g, '\n')
        // biome-ignore lint/suspicious/noControlCharactersInRegex: the characters that XML cannot hold
        .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '');
      expect(cells?.[`B${FIRST_ROW + index}`]?.v).toBe(`文${expected}`);
    }
  });

  test('what cannot be written is refused, not bent', async () => {
    const bad: CellSpec[] = [
      { integer: 1.5 },
      { ratio: Number.NaN },
      { formula: '=SUM(A1)', result: { integer: 1 } },
      { formula: '', result: { integer: 1 } },
    ];
    for (const cell of bad) {
      const sheet = new SheetBuilder('明细', JOURNAL);
      sheet.row([cell]);
      await expect(workbookBytes(workbook(sheet))).rejects.toThrow(RangeError);
    }
    const wide = new SheetBuilder('明细', JOURNAL);
    wide.row(['1', '2', '3', '4']);
    await expect(workbookBytes(workbook(wide))).rejects.toThrow(RangeError);
  });
});

describe('places and formulas', () => {
  test('rows are numbered from the top, whatever stands above them', async () => {
    const grouped = new SheetBuilder('余额', {
      title: '科目余额表',
      columns: [
        { header: '科目', width: 20, kind: 'text' },
        { header: '借方', width: 15, kind: 'amount', group: '期末余额' },
        { header: '贷方', width: 15, kind: 'amount', group: '期末余额' },
      ],
    });
    const row = grouped.row(['银行存款', { fen: fen(100) }, null]);
    expect([grouped.headerRow, row]).toEqual([3, 4]);
    const book = await readBack(grouped);
    expect(book.Sheets['余额']?.[grouped.address(1, row)]?.v).toBe(1);
    expect([book.Sheets['余额']?.['B2']?.v, book.Sheets['余额']?.['B3']?.v]).toEqual(['期末余额', '借方']);
    const merged = (book.Sheets['余额']?.['!merges'] ?? []).map(({ s, e }) => [s.r, s.c, e.r, e.c]);
    expect(merged).toEqual(
      expect.arrayContaining([
        [0, 0, 0, 2],
        [1, 0, 2, 0],
        [1, 1, 1, 2],
      ]),
    );
  });

  test('streamed rows have their places before they are drawn', async () => {
    const sheet = new SheetBuilder('明细', JOURNAL);
    const before = sheet.row([null, '上年结转', { fen: fen(5) }]);
    const range = sheet.rows(3, () => manyRows(3));
    const after = sheet.row([null, '合计', null], { total: true });
    expect([before, range, after]).toEqual([4, { first: 5, last: 7 }, 8]);
    const cells = (await readBack(sheet)).Sheets['明细'];
    expect([cells?.['B5']?.v, cells?.['B7']?.v, cells?.['B8']?.v]).toEqual([
      '慰问职工 第0次',
      '慰问职工 第2次',
      '合计',
    ]);
    expect(cells?.['!ref']).toBe('A1:C8');
  });

  test('a sum over no rows is zero and counts no other cell', () => {
    const sheet = new SheetBuilder('明细', JOURNAL);
    expect(
      sheet.sum(
        2,
        sheet.rows(0, () => []),
      ),
    ).toBe('0');
    expect(sumFormula(27, { first: 4, last: 9 })).toBe('SUM(AB4:AB9)');
  });

  test('letters count like Excel', () => {
    expect([0, 25, 26, 51, 52, 701, 702, 16_383].map(columnLetter)).toEqual([
      'A',
      'Z',
      'AA',
      'AZ',
      'BA',
      'ZZ',
      'AAA',
      'XFD',
    ]);
    expect(() => columnLetter(16_384)).toThrow(RangeError);
  });

  test('a reference to another sheet is quoted', () => {
    expect(sheetReference('收支决算表', 'D12')).toBe("'收支决算表'!D12");
    expect(new SheetBuilder("三月's (1)", JOURNAL).reference(2, 4)).toBe("'三月''s (1)'!C4");
  });

  test('a tie-out cell says 相符 or the difference, and is red when it differs', async () => {
    expect(tieOut('A1', 'B1', fen(0))).toMatchObject({ result: { text: '相符' } });
    expect(tieOut('A1', 'B1', fen(-5))).toMatchObject({ result: { text: '差额 -0.05' } });
    expect(tieOut('A1', 'B1', fen(123_456)).formula).toBe(
      'IF(ROUND((A1)-(B1),2)=0,"相符","差额 "&TEXT((A1)-(B1),"0.00"))',
    );
    const sheet = new SheetBuilder('核对', JOURNAL);
    const row = sheet.row([{ fen: fen(1) }, { fen: fen(2) }, tieOut('A4', 'B4', fen(-1))]);
    const xml = (await partsOf(sheet))['xl/worksheets/sheet1.xml'] ?? '';
    expect(xml).toMatch(new RegExp(`<conditionalFormatting sqref="C${row}">.*LEFT\\(C${row},2\\)="差额"`));
    expect(xml).toContain('t="str"');
  });

  test.each(['', '一'.repeat(32), '甲/乙', '[表]', "'表", 'History', '表?'])('the sheet name %j is refused', (name) => {
    expect(() => new SheetBuilder(name, JOURNAL)).toThrow(RangeError);
  });
});

describe('paper', () => {
  test('A4, one page wide, header lines repeated and frozen, pages numbered, unit in the header', async () => {
    const sheet = new SheetBuilder("日记账's", { ...JOURNAL, landscape: true, freezeColumns: 1 });
    sheet.row([null, '甲', null]);
    const spec = { ...workbook(sheet), unitName: '3 号厂 & 幼儿园工会' };
    const files = unzipSync(await workbookBytes(spec));
    const xml = strFromU8(files['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    expect(xml).toContain('<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>');
    expect(xml).toContain('fitToPage="1"');
    expect(xml).toContain('第 &amp;P 页 共 &amp;N 页');
    expect(xml).toContain('3 号厂 &amp;&amp; 幼儿园工会');
    expect(xml).toContain('<pane xSplit="1" ySplit="3" topLeftCell="B4" state="frozen"');
    const names = strFromU8(files['xl/workbook.xml'] ?? new Uint8Array());
    expect(names).toContain(`<definedName name="_xlnm.Print_Titles" localSheetId="0">'日记账''s'!$1:$3</definedName>`);
  });

  test('a cover is one page without repeated lines', async () => {
    const columns = [10, 20, 20].map((width) => ({ header: '', width, kind: 'text' as const }));
    const cover = new SheetBuilder('封面', { title: '送审工作簿', layout: 'cover', columns });
    cover.labelled('单位名称:', '滨江实验学校工会');
    const parts = await partsOf(cover);
    expect(parts['xl/worksheets/sheet1.xml']).toContain('fitToHeight="1"');
    expect(parts['xl/worksheets/sheet1.xml']).not.toContain('<pane');
    expect(parts['xl/workbook.xml']).not.toContain('Print_Titles');
  });

  test('every cell of the table has a box, blanks and short rows too', async () => {
    const sheet = new SheetBuilder('明细', JOURNAL);
    sheet.row(['只有一格']);
    const parts = await partsOf(sheet);
    const styles = [...(parts['xl/worksheets/sheet1.xml'] ?? '').matchAll(/<c r="[ABC]4" s="(\d+)"/g)].map(
      ([, number]) => Number(number),
    );
    const xfs = [...(parts['xl/styles.xml']?.split('<cellXfs')[1] ?? '').matchAll(/<xf [^>]*borderId="(\d+)"/g)];
    expect(styles).toHaveLength(3);
    for (const style of styles) expect(Number(xfs[style]?.[1])).toBeGreaterThan(0);
  });

  test('text lines are counted with Chinese characters two wide', () => {
    expect(lineCount('慰问品', 10)).toBe(1);
    expect(lineCount('一二三四五六', 10)).toBe(2);
    expect(lineCount('甲\n乙\n丙', 10)).toBe(3);
  });

  test('parts of a line share out all columns, in order, none left over', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 30 }), { minLength: 1, maxLength: 6 }),
        fc.array(fc.integer({ min: 3, max: 60 }), { minLength: 1, maxLength: 14 }),
        (parts, widths) => {
          const spans = spreadOver(
            parts,
            widths.map((width) => ({ header: '', width, kind: 'text' })),
          );
          if (parts.length > widths.length) return spans === undefined;
          const covered = (spans ?? []).flatMap(({ first, last }) =>
            Array.from({ length: last - first + 1 }, (_, i) => first + i),
          );
          return spans?.length === parts.length && covered.join() === widths.map((_, index) => index).join();
        },
      ),
    );
  });
});

describe('writing', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'workbook-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function longSheet(count: number, announced = count, onDraw?: (index: number) => void): SheetBuilder {
    const sheet = new SheetBuilder('明细', JOURNAL);
    const range = sheet.rows(announced, () => manyRows(count, onDraw));
    const total = sum(Array.from({ length: count }, (_, index) => fen(index)));
    sheet.row([null, '合计', { formula: sheet.sum(2, range), result: { fen: total } }], { total: true });
    return sheet;
  }

  test('the file is what the returned size and sha256 say, and nothing else is left', async () => {
    const path = join(folder, '送审工作簿.xlsx');
    const { size, sha256 } = await writeWorkbook(path, workbook(longSheet(10)));
    const bytes = readFileSync(path);
    expect([bytes.length, createHash('sha256').update(bytes).digest('hex')]).toEqual([size, sha256]);
    expect(readdirSync(folder)).toEqual(['送审工作簿.xlsx']);
  });

  test('the same input makes the same bytes; another instant makes others', async () => {
    const first = await workbookBytes(workbook(longSheet(2000)));
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2031-07-01T08:00:00Z') });
    const nextYears = await workbookBytes(workbook(longSheet(2000)));
    vi.useRealTimers();
    expect(Buffer.compare(first, nextYears)).toBe(0);
    // The zip's own date fields: 1980-01-01 00:00.
    expect([...first.slice(10, 14)]).toEqual([0, 0, 0x21, 0]);
    const later = { ...workbook(longSheet(2000)), writtenAt: '2028-01-15T02:00:00Z' };
    expect(Buffer.compare(first, await workbookBytes(later))).not.toBe(0);
  });

  test('progress rises to the number of all rows', async () => {
    const seen: [number, number][] = [];
    await workbookBytes(workbook(longSheet(2500)), { onProgress: (done, total) => seen.push([done, total]) });
    expect(seen).toEqual([
      [1000, 2504],
      [2000, 2504],
      [2504, 2504],
    ]);
  });

  test('cancelling stops the drawing of rows and leaves no file', async () => {
    const stop = new AbortController();
    let drawn = 0;
    const sheet = longSheet(50_000, 50_000, () => {
      drawn += 1;
    });
    const onProgress = (done: number) => {
      if (done >= 2000) stop.abort();
    };
    const path = join(folder, '送审工作簿.xlsx');
    await expect(writeWorkbook(path, workbook(sheet), { onProgress, signal: stop.signal })).rejects.toThrow('abort');
    expect(drawn).toBeLessThanOrEqual(3000);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a cancelled export closes its source', async () => {
    let closed = false;
    const sheet = new SheetBuilder('明细', JOURNAL);
    sheet.rows(50_000, function* () {
      try {
        yield* manyRows(50_000);
      } finally {
        closed = true;
      }
    });
    const stop = new AbortController();
    const options = { onProgress: () => stop.abort(), signal: stop.signal };
    await expect(writeWorkbook(join(folder, 'a.xlsx'), workbook(sheet), options)).rejects.toThrow();
    expect(closed).toBe(true);
  });

  test('an older export under the same name survives a failed one', async () => {
    const path = join(folder, '送审工作簿.xlsx');
    const { sha256 } = await writeWorkbook(path, workbook(longSheet(1)));
    await expect(writeWorkbook(path, workbook(longSheet(5, 6)))).rejects.toThrow(RangeError);
    expect(createHash('sha256').update(readFileSync(path)).digest('hex')).toBe(sha256);
    expect(readdirSync(folder)).toEqual(['送审工作簿.xlsx']);
  });

  test('rows are drawn only as the file is written, so a long list never stands in memory', async () => {
    let ahead = 0;
    let drawn = 0;
    const sheet = longSheet(30_000, 30_000, () => {
      drawn += 1;
    });
    const onProgress = (done: number) => {
      ahead = Math.max(ahead, drawn - done);
    };
    await workbookBytes(workbook(sheet), { onProgress });
    expect(drawn).toBe(30_000);
    expect(ahead).toBeLessThanOrEqual(1);
  });

  test.each([
    [5, 6],
    [6, 5],
  ])(
    '%i rows where %i were announced is an error, since every address below would be wrong',
    async (count, announced) => {
      await expect(workbookBytes(workbook(longSheet(count, announced)))).rejects.toThrow(/announced/);
    },
  );

  test('several long sheets in one file keep their own rows', async () => {
    const other = new SheetBuilder('银行日记账', JOURNAL);
    other.rows(1500, () => manyRows(1500));
    const { Sheets, SheetNames } = await readBack(longSheet(1200), other);
    expect(SheetNames).toEqual(['明细', '银行日记账']);
    expect(Sheets['明细']?.['C1204']).toMatchObject({ v: 7194, f: 'SUM(C4:C1203)' });
    expect(Sheets['银行日记账']?.['C1503']?.v).toBe(14.99);
  });
});
