import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { crc32, deflateRawSync } from 'node:zlib';
import { CFB, utils, write } from '@e965/xlsx';
import fc from 'fast-check';
import { strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import { readXlsx, writeXlsx } from 'hucre';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Grid, MAX_CELLS, MAX_FILE_BYTES, SpreadsheetProblem } from '#electron/engine/spreadsheet/grid.ts';
import { findHeader } from '#electron/engine/spreadsheet/header.ts';
import { readGrid } from '#electron/engine/spreadsheet/read.ts';
import { type ReadLimits, readGridApart } from '#electron/engine/spreadsheet/read-apart.ts';
import { MAX_INFLATED_BYTES, MAX_PARTS, RATIO_COUNTS_FROM_BYTES } from '#electron/engine/spreadsheet/zip-guard.ts';

const kindOf = async (bytes: Uint8Array): Promise<string> => {
  try {
    await readGrid(bytes, 'x.xls');
    return 'read';
  } catch (error) {
    if (error instanceof SpreadsheetProblem) return error.kind;
    throw error;
  }
};
const WORKER = new URL('../../electron/job.ts', import.meta.url);
const kindApart = async (bytes: Uint8Array, limits: ReadLimits = {}): Promise<string> => {
  try {
    await readGridApart(bytes, 'x.xls', WORKER, limits);
    return 'read';
  } catch (error) {
    if (error instanceof SpreadsheetProblem) return error.kind;
    throw error;
  }
};
const rosterBytes = (format: string) =>
  new Uint8Array(readFileSync(new URL(`../fixtures/会员花名册.${format}`, import.meta.url)));

let plain: Uint8Array;
beforeAll(async () => {
  plain = await writeXlsx({ sheets: [{ name: '一', rows: [['姓名'], ['张三']] }] });
});

/** The plain workbook with parts put in, taken out (undefined) or with another sheet. */
const changed = (parts: Record<string, Uint8Array | undefined>): Uint8Array => {
  const all: Zippable = {};
  for (const [name, content] of Object.entries({ ...unzipSync(plain), ...parts })) if (content) all[name] = content;
  return zipSync(all, { level: 1 });
};
const withSheetData = (xml: string) =>
  changed({
    'xl/worksheets/sheet1.xml': strToU8(
      `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${xml}</sheetData></worksheet>`,
    ),
  });
const milliseconds = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};
const firstSheet = (grid: Grid) => {
  const [sheet] = grid.sheets;
  if (sheet === undefined) throw new Error('no sheet');
  return sheet;
};

describe('files that are no spreadsheets', () => {
  it.each<[string, string, Uint8Array]>([
    ['no bytes', 'empty', new Uint8Array()],
    ['white space', 'empty', strToU8(' \r\n\t\n')],
    ['a mark and nothing else', 'empty', Uint8Array.of(0xef, 0xbb, 0xbf)],
    ['a PDF', 'notASpreadsheet', strToU8('%PDF-1.7\n1 0 obj\n')],
    ['a PNG', 'notASpreadsheet', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13)],
    ['RTF', 'notASpreadsheet', strToU8('{\\rtf1\\ansi hello}')],
    ['JSON', 'notASpreadsheet', strToU8('{ "a": 1 }')],
    ['some XML', 'notASpreadsheet', strToU8('<?xml version="1.0"?><a/>')],
    ['a zip of something else', 'notASpreadsheet', zipSync({ 'a.txt': strToU8('a') })],
    ['a page without a table', 'htmlInDisguise', strToU8('<!DOCTYPE html><html><body>请登录</body></html>')],
    ['a page cut off in its table', 'damaged', strToU8('<html><table><tr><td>张三</td></tr><tr><td>李')],
  ])('%s: %s', async (_, kind, bytes) => {
    expect(await kindOf(bytes)).toBe(kind);
  });

  it('an empty table in every format', async () => {
    const blank = utils.book_new(utils.aoa_to_sheet([['  ']]), '一');
    expect(await kindOf(await writeXlsx({ sheets: [{ name: '一', rows: [] }] }))).toBe('empty');
    expect(await kindOf(new Uint8Array(write(blank, { type: 'array', bookType: 'biff8' })))).toBe('empty');
    expect(await kindOf(strToU8(',,,\n,,,\n'))).toBe('empty');
  });

  it('a Word document, old and new', async () => {
    const old = CFB.utils.cfb_new();
    CFB.utils.cfb_add(old, '/WordDocument', strToU8('text'));
    expect(await kindOf(new Uint8Array(CFB.write(old)))).toBe('notASpreadsheet');
    const types = '<Types><Override ContentType="application/vnd…wordprocessingml.document.main+xml"/></Types>';
    const recent = zipSync({ '[Content_Types].xml': strToU8(types), 'word/document.xml': strToU8('<w/>') });
    expect(await kindOf(recent)).toBe('notASpreadsheet');
  });

  it('random bytes', async () => {
    for (let i = 0; i < 50; i++) expect(await kindOf(new Uint8Array(randomBytes(4096)))).toBe('notASpreadsheet');
  });
});

describe('files behind a password', () => {
  it('an encrypted xlsx', async () => {
    const file = CFB.utils.cfb_new();
    CFB.utils.cfb_add(file, '/EncryptionInfo', strToU8('info'));
    CFB.utils.cfb_add(file, '/EncryptedPackage', randomBytes(5000));
    expect(await kindOf(new Uint8Array(CFB.write(file)))).toBe('protected');
  });

  it('an encrypted xlsx as a real writer makes it', async () => {
    const sheets = [{ name: '一', rows: [['姓名']] }];
    expect(await kindOf(await writeXlsx({ sheets, encryption: { password: '123456', spinCount: 1000 } }))).toBe(
      'protected',
    );
  });

  it('an encrypted xls', async () => {
    // A workbook stream that begins with BOF and FilePass (XOR obfuscation), as Excel 2003 writes it.
    const stream = Uint8Array.of(
      9,
      8,
      16,
      0,
      0,
      6,
      5,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0x2f,
      0,
      6,
      0,
      0,
      0,
      1,
      2,
      3,
      4,
    );
    const file = CFB.utils.cfb_new();
    CFB.utils.cfb_add(file, '/Workbook', stream);
    expect(await kindOf(new Uint8Array(CFB.write(file)))).toBe('protected');
  });

  it('a workbook whose sheets are locked against editing opens all the same', async () => {
    const sheets = [{ name: '一', rows: [['姓名']], protection: { sheet: true } }];
    expect(await kindOf(await writeXlsx({ sheets }))).toBe('read');
  });
});

describe('damaged files', () => {
  it.each(['xlsx', 'xls'])('a %s cut off anywhere is refused, never read in part', async (format) => {
    const whole = rosterBytes(format);
    for (let part = 1; part < 20; part++) {
      expect(await kindOf(whole.subarray(0, Math.floor((whole.length * part) / 20)))).toBe('damaged');
    }
  });

  it('flipped bytes in an xlsx never give another grid', async () => {
    const whole = rosterBytes('xlsx');
    const truth = await readGrid(whole, 'x');
    const change = fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
        const bytes = whole.slice();
        for (const [at, mask] of changes) bytes[at] = (bytes[at] ?? 0) ^ mask;
        const kind = await kindOf(bytes);
        if (kind === 'read') expect(await readGrid(bytes, 'x')).toEqual(truth);
      }),
      { numRuns: 60 },
    );
  });

  it('flipped bytes in an xls end in a grid or in a problem, in bounded time', async () => {
    // The format has no checksums, so a flipped byte may well read; it must only never hang or bring the program down.
    const whole = rosterBytes('xls');
    const change = fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
        const bytes = whole.slice();
        for (const [at, mask] of changes) bytes[at] = (bytes[at] ?? 0) ^ mask;
        expect(await kindApart(bytes, { milliseconds: 3000 })).toMatch(/^[a-zA-Z]+$/);
      }),
      { numRuns: 4 },
    );
  });

  it('a changed digit inside a compressed sheet does not pass', async () => {
    const bytes = zipSync(unzipSync(plain), { level: 0 });
    const at = Buffer.from(bytes).indexOf('<sheetData');
    bytes[at + 1] = 0x53;
    expect(await kindOf(bytes)).toBe('damaged');
  });

  it('a part whose name is garbled in the directory is not taken for missing', async () => {
    const bytes = plain.slice();
    const at = Buffer.from(bytes).lastIndexOf('xl/sharedStrings.xml');
    expect(at).toBeGreaterThan(0);
    bytes[at + 5] = 0x58;
    expect(await kindOf(bytes)).toBe('damaged');
  });

  it('a workbook without its sheet', async () => {
    expect(await kindOf(changed({ 'xl/worksheets/sheet1.xml': undefined }))).toBe('damaged');
  });

  it('a quote that is never closed does not swallow the rest', async () => {
    const lines = Array.from({ length: 200 }, (_, i) => `${i},张三`);
    lines[20] = '20,"李四';
    expect(await kindOf(strToU8(lines.join('\n')))).toBe('damaged');
  });
});

describe('files made to exhaust memory', () => {
  it('a small zip that unpacks beyond the cap', async () => {
    const bomb = bombOf({ 'xl/media/a.xml': MAX_INFLATED_BYTES + 1 });
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect(await kindOf(bomb)).toBe('tooLarge');
  });

  it('many parts that are harmless one by one', async () => {
    const count = Math.ceil(MAX_INFLATED_BYTES / RATIO_COUNTS_FROM_BYTES) + 1;
    const name = (part: number) => `xl/worksheets/s${part}.xml`;
    const bomb = bombOf(
      Object.fromEntries(Array.from({ length: count }, (_, i) => [name(i), RATIO_COUNTS_FROM_BYTES])),
    );
    expect(await kindOf(bomb)).toBe('tooLarge');
    expect(await kindOf(bombOf({ [name(0)]: RATIO_COUNTS_FROM_BYTES }))).toBe('read');
  });

  it('a zip that lies about its sizes', async () => {
    const bomb = bombOf({ 'xl/worksheets/sheet1.xml': 64 * 1024 * 1024 });
    const view = new DataView(bomb.buffer, bomb.byteOffset, bomb.byteLength);
    const name = Buffer.from(bomb).lastIndexOf('xl/worksheets/sheet1.xml');
    view.setUint32(name - 46 + 24, 100, true); // the unpacked size in the directory
    const before = process.memoryUsage().arrayBuffers;
    expect(await kindOf(bomb)).toBe('damaged');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(32 * 1024 * 1024);
  });

  it('more parts than any workbook has', async () => {
    const parts = Array.from({ length: MAX_PARTS + 1 }, (_, i) => [`a${i}`, new Uint8Array()]);
    expect(await kindOf(changed(Object.fromEntries(parts)))).toBe('tooLarge');
  });

  it('two cells that span the whole sheet', async () => {
    const far = withSheetData(
      '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
    );
    expect(await kindOf(far)).toBe('tooLarge');
    const near = withSheetData(
      '<row r="1"><c r="A1"><v>1</v></c></row><row r="300000"><c r="J300000"><v>1</v></c></row>',
    );
    expect(await kindOf(near)).toBe('tooLarge');
  });

  it('a cell outside any sheet, and a name that would be a prototype', async () => {
    expect(await kindOf(withSheetData('<row r="1"><c r="XFE9999999"><v>1</v></c></row>'))).toBe('damaged');
    expect(await kindOf(changed({ '__proto__/x.xml': strToU8('<a/>') }))).toBe('read');
  });

  it('a text file with too many fields, one very wide line, and a file too big to open', async () => {
    expect(await kindOf(strToU8(','.repeat(MAX_CELLS + 1)))).toBe('tooLarge');
    expect(await kindOf(strToU8(`${','.repeat(100_000)}a\n${'a\n'.repeat(100)}`))).toBe('tooLarge');
    expect(await kindOf(new Uint8Array(MAX_FILE_BYTES + 1).fill(0x61))).toBe('tooLarge');
  });

  it('a table cell that claims to span everything', async () => {
    const cell = '<td colspan="16000" rowspan="1000000">a</td>';
    const page = strToU8(`<table>${`<tr>${cell}</tr>`.repeat(500)}</table>`);
    expect(['tooLarge', 'read']).toContain(await kindOf(page));
  });
});

describe('in a thread of its own', () => {
  it('gives the same grid and the same problems', async () => {
    for (const format of ['xlsx', 'xls']) {
      expect(await readGridApart(rosterBytes(format), 'x', WORKER)).toEqual(await readGrid(rosterBytes(format), 'x'));
    }
    expect(await kindApart(strToU8('%PDF-1.7'))).toBe('notASpreadsheet');
  });

  it('gives up on a file that keeps the library busy', async () => {
    // Found by flipping bytes: these keep the .xls library going for half a minute.
    const bytes = rosterBytes('xls');
    const flips = [
      [27038, 114],
      [110, 176],
      [204, 16],
      [4156, 203],
      [26892, 4],
    ] as const;
    for (const [at, mask] of flips) bytes[at] = (bytes[at] ?? 0) ^ mask;
    expect(await kindApart(bytes, { milliseconds: 2000 })).toBe('tooLarge');
  });

  it('survives a file that fills the memory although it keeps to the caps', async () => {
    const strings = `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${'<si/>'.repeat(3_000_000)}</sst>`;
    const sheets = [{ name: '一', rows: [['姓名']] }];
    const parts = unzipSync(await writeXlsx({ sheets, stringMode: 'shared' }));
    parts['xl/sharedStrings.xml'] = strToU8(strings);
    expect(await kindApart(zipSync(parts, { level: 1 }), { heapMb: 128 })).toBe('tooLarge');
  });
});

describe('odd but honest files', () => {
  it('100,000 rows that are only formatted', async () => {
    const blank = (row: number) =>
      `<row r="${row}">${Array.from({ length: 14 }, (_, i) => `<c r="${String.fromCharCode(65 + i)}${row}" s="1"/>`).join('')}</row>`;
    const rows = Array.from({ length: 100_000 }, (_, i) => blank(i + 2)).join('');
    const bytes = withSheetData(`<row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c></row>${rows}`);
    const alone = await milliseconds(() => readXlsx(bytes));
    let grid: Grid | undefined;
    const ours = await milliseconds(async () => {
      grid = await readGrid(bytes, 'x.xlsx');
    });
    expect(grid?.sheets[0]?.rows.map((row) => row.map(({ text }) => text))).toEqual([['姓名']]);
    // The library by itself works through every one of them.
    expect(ours).toBeLessThan(alone);
  });

  it('a stray formatted cell in the last corner', async () => {
    const bytes = withSheetData(
      '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>',
    );
    expect(firstSheet(await readGrid(bytes, 'x.xlsx')).rows).toHaveLength(1);
  });

  it('300 columns', async () => {
    const names = Array.from({ length: 300 }, (_, i) => `栏目${i}`);
    names[150] = '姓名';
    names[299] = '身份证号';
    const bytes = await writeXlsx({ sheets: [{ name: '一', rows: [names, names.map((_, i) => i)] }] });
    const header = findHeader(firstSheet(await readGrid(bytes, 'x.xlsx')), [
      { field: 'name', names: ['姓名'] },
      { field: 'idNumber', names: ['身份证号'] },
    ]);
    expect(header?.columns.filter(({ field }) => field).map(({ index }) => index)).toEqual([150, 299]);
  });

  it('a chart sheet beside the data', async () => {
    const relations = new TextDecoder().decode(unzipSync(plain)['xl/_rels/workbook.xml.rels']);
    const workbook = new TextDecoder().decode(unzipSync(plain)['xl/workbook.xml']);
    const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/chartsheet';
    const bytes = changed({
      'xl/_rels/workbook.xml.rels': strToU8(
        relations.replace(
          '</Relationships>',
          `<Relationship Id="rId99" Type="${type}" Target="chartsheets/sheet1.xml"/></Relationships>`,
        ),
      ),
      'xl/workbook.xml': strToU8(workbook.replace('</sheets>', '<sheet name="图" sheetId="9" r:id="rId99"/></sheets>')),
      'xl/chartsheets/sheet1.xml': strToU8('<chartsheet><drawing/></chartsheet>'),
    });
    expect((await readGrid(bytes, 'x.xlsx')).sheets.map(({ name }) => name)).toEqual(['一']);
  });

  it('cells that begin like a formula stay text, and an ID in exponent form shows itself', async () => {
    const bytes = withSheetData(
      '<row r="1"><c r="A1" t="inlineStr"><is><t>=cmd|\'/c calc\'!A0</t></is></c><c r="B1"><v>1.1E+17</v></c></row>',
    );
    const [row] = firstSheet(await readGrid(bytes, 'x.xlsx')).rows;
    expect(row?.[0]).toMatchObject({ kind: 'text', text: "=cmd|'/c calc'!A0", fromFormula: false });
    expect(row?.[1]).toMatchObject({ kind: 'number', text: '110000000000000000', wasNumber: true });
    const [, line] = firstSheet(await readGrid(strToU8('姓名,证件\n=1+1,1.1E+17'), 'x.csv')).rows;
    expect(line?.map(({ kind, text }) => [kind, text])).toEqual([
      ['text', '=1+1'],
      ['text', '1.1E+17'],
    ]);
  });

  it('a zip64 directory, as Java writers put it into small files', async () => {
    const bytes = asZip64(plain);
    expect(firstSheet(await readGrid(bytes, 'x.xlsx')).rows).toHaveLength(2);
  });
});

/** A zip of the plain workbook and of parts of zeros, packed by zlib because fflate needs long for so many bytes. */
function bombOf(sizes: Record<string, number>): Uint8Array {
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  const zeros = Object.entries(sizes).map(([name, size]): [string, Uint8Array] => [name, Buffer.alloc(size)]);
  for (const [name, content] of Object.entries({ ...unzipSync(plain), ...Object.fromEntries(zeros) })) {
    const packed = deflateRawSync(content, { level: 1 });
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(content.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    local.push(Buffer.from('PK\x03\x04', 'latin1'), fields, Buffer.from(name), packed);
    const entry = Buffer.alloc(16);
    entry.writeUInt32LE(offset, 12);
    const made = Buffer.from('PK\x01\x02\x14\0', 'latin1');
    directory.push(made, fields, entry.subarray(2), Buffer.from(name));
    offset += 30 + Buffer.byteLength(name) + packed.length;
  }
  const count = directory.length / 4;
  const end = Buffer.alloc(18);
  end.writeUInt16LE(count, 4);
  end.writeUInt16LE(count, 6);
  end.writeUInt32LE(Buffer.concat(directory).length, 8);
  end.writeUInt32LE(offset, 12);
  return new Uint8Array(Buffer.concat([...local, ...directory, Buffer.from('PK\x05\x06', 'latin1'), end]));
}

/** Rewrites the directory of a small zip with all sizes and offsets in zip64 extra fields. */
function asZip64(zip: Uint8Array): Uint8Array {
  const source = Buffer.from(zip);
  const end = source.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const count = source.readUInt16LE(end + 10);
  const start = source.readUInt32LE(end + 16);
  const out: Buffer[] = [source.subarray(0, start)];
  let at = start;
  for (let i = 0; i < count; i++) {
    const nameEnd = at + 46 + source.readUInt16LE(at + 28);
    const head = Buffer.from(source.subarray(at, nameEnd));
    const extra = Buffer.alloc(28);
    extra.writeUInt16LE(1, 0);
    extra.writeUInt16LE(24, 2);
    extra.writeBigUInt64LE(BigInt(head.readUInt32LE(24)), 4);
    extra.writeBigUInt64LE(BigInt(head.readUInt32LE(20)), 12);
    extra.writeBigUInt64LE(BigInt(head.readUInt32LE(42)), 20);
    for (const field of [20, 24, 42]) head.writeUInt32LE(0xffffffff, field);
    const next = nameEnd + source.readUInt16LE(at + 30) + source.readUInt16LE(at + 32);
    head.writeUInt16LE(extra.length, 30);
    head.writeUInt16LE(0, 32);
    out.push(head, extra);
    at = next;
  }
  const directoryEnd = out.reduce((sum, part) => sum + part.length, 0);
  const end64 = Buffer.alloc(56);
  end64.write('PK\x06\x06', 'latin1');
  end64.writeBigUInt64LE(44n, 4);
  end64.writeBigUInt64LE(BigInt(count), 24);
  end64.writeBigUInt64LE(BigInt(count), 32);
  end64.writeBigUInt64LE(BigInt(directoryEnd - start), 40);
  end64.writeBigUInt64LE(BigInt(start), 48);
  const locator = Buffer.alloc(20);
  locator.write('PK\x06\x07', 'latin1');
  locator.writeBigUInt64LE(BigInt(directoryEnd), 8);
  locator.writeUInt32LE(1, 16);
  const tail = Buffer.alloc(22);
  tail.write('PK\x05\x06', 'latin1');
  tail.writeUInt16LE(0xffff, 8);
  tail.writeUInt16LE(0xffff, 10);
  tail.writeUInt32LE(0xffffffff, 12);
  tail.writeUInt32LE(0xffffffff, 16);
  return new Uint8Array(Buffer.concat([...out, end64, locator, tail]));
}
