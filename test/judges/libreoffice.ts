import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type CellObject, read, type WorkBook } from '@e965/xlsx';
import { SheetBuilder, writeWorkbook } from '#electron/engine/spreadsheet/workbook.ts';
import { fen } from '#shared/money.ts';
import { type Judge, runProgram, type Verdict } from './judge.ts';

/** Fewer formulas than this in an audit workbook mean that sums were written as plain figures. */
const LEAST_FORMULAS = { 送审工作簿: 100, 审计工作底稿: 30 } as const;
const HALF_A_FEN = 0.005;
const NOISE = 1e-9;

/**
 * LibreOffice recalculates every workbook from its plain figures, and each formula must come to the result that the program
 * has kept in the file. A workbook with one wrong result proves first that the judge sees such a thing at all.
 */
export const libreOffice: Judge = {
  name: 'LibreOffice',
  programs: ['soffice', 'libreoffice'],
  async judge(program, { folder, workbooks }) {
    const office = new Office(program, join(folder, 'libreoffice'));
    const verdicts = [await seesAWrongResult(office, folder)];
    for (const file of workbooks) verdicts.push(...compare(file, office.recalculate(file)));
    return verdicts;
  },
};

class Office {
  readonly #program: string;
  readonly #profile: string;
  readonly #folder: string;

  constructor(program: string, folder: string) {
    this.#program = program;
    this.#profile = join(folder, 'profile');
    this.#folder = folder;
    mkdirSync(join(this.#profile, 'user'), { recursive: true });
    // 0: always recalculate on loading; out of the box it trusts the results in the file
    writeFileSync(
      join(this.#profile, 'user', 'registrymodifications.xcu'),
      `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
`,
    );
  }

  /** @returns the workbook as it is after recalculation */
  recalculate(file: string): WorkBook {
    const target = join(this.#folder, basename(dirname(dirname(file))), basename(dirname(file)));
    mkdirSync(target, { recursive: true });
    runProgram(this.#program, [
      `-env:UserInstallation=${pathToFileURL(this.#profile).href}`,
      '--headless',
      '--norestore',
      '--convert-to',
      'xlsx:Calc MS Excel 2007 XML',
      '--outdir',
      target,
      file,
    ]);
    return readWorkbook(join(target, basename(file)));
  }
}

const readWorkbook = (file: string): WorkBook => read(readFileSync(file), { cellFormula: true });

async function seesAWrongResult(office: Office, folder: string): Promise<Verdict> {
  const file = join(folder, 'wrong-result.xlsx');
  const sheet = new SheetBuilder('合计', { title: '合计', columns: [{ header: '金额', width: 12, kind: 'amount' }] });
  const first = sheet.row([{ fen: fen(100) }]);
  sheet.row([{ formula: `${sheet.address(0, first)}+1`, result: { fen: fen(300) } }]);
  await writeWorkbook(file, { unitName: '', title: '', sheets: [sheet], writtenAt: '2026-04-08T02:00:00.000Z' });
  const [verdict] = compare(file, office.recalculate(file));
  return { name: 'a wrong cached result is noticed', ok: verdict?.ok === false, detail: verdict?.detail ?? '' };
}

/** Every formula cell of the file against the same cell after recalculation. */
function compare(file: string, recalculated: WorkBook): Verdict[] {
  const written = readWorkbook(file);
  const title = basename(file, '.xlsx');
  const name = [dirname(dirname(file)), dirname(file), file].map((path) => basename(path)).join('/');
  const differences: string[] = [];
  const errors: string[] = [];
  let formulas = 0;
  for (const sheetName of written.SheetNames) {
    const sheet = written.Sheets[sheetName] ?? {};
    const judged = recalculated.Sheets[sheetName] ?? {};
    for (const [address, cell] of cellsOf(sheet)) {
      const other: CellObject | undefined = judged[address];
      if (cell.t === 'e' || other?.t === 'e') errors.push(`${sheetName}!${address}`);
      if (cell.f === undefined) continue;
      formulas += 1;
      if (!isSame(cell, other))
        differences.push(`${sheetName}!${address} ${String(cell.v)} <> ${String(other?.v)} (${cell.f.slice(0, 80)})`);
    }
  }
  const least = title === '送审工作簿' || title === '审计工作底稿' ? LEAST_FORMULAS[title] : 1;
  return [
    {
      name: `${name}: recalculated results`,
      ok: differences.length === 0,
      detail: differences.slice(0, 5).join('; ') || `${formulas} formulas`,
    },
    { name: `${name}: no error cell`, ok: errors.length === 0, detail: errors.slice(0, 5).join('; ') },
    { name: `${name}: at least ${least} formulas`, ok: formulas >= least, detail: String(formulas) },
  ];
}

function cellsOf(sheet: WorkBook['Sheets'][string]): [string, CellObject][] {
  return Object.entries(sheet).filter(([address]) => !address.startsWith('!'));
}

/** Amounts to the fen, other figures to the noise of binary floats, text letter by letter; an empty text may be no cell. */
function isSame(cell: CellObject, other: CellObject | undefined): boolean {
  if (cell.t !== 'n') return String(cell.v ?? '') === String(other?.v ?? '');
  if (typeof cell.v !== 'number' || typeof other?.v !== 'number') return false;
  const isAmount = Number.isInteger(Math.round(cell.v * 1e6) / 1e4);
  return Math.abs(cell.v - other.v) < (isAmount ? HALF_A_FEN : Math.max(NOISE, Math.abs(cell.v) * NOISE));
}
