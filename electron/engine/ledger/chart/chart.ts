import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AccountClass, ChartAccount } from '#shared/contract/union.ts';

const CLASSES: Readonly<Record<string, AccountClass>> = {
  资产: 'asset',
  负债: 'liability',
  净资产: 'netAssets',
  收入: 'income',
  支出: 'expense',
};

/** An account of the chart as shipped, with the account it hangs under. */
export interface ShippedAccount extends ChartAccount {
  parentId: string | undefined;
  /** The name in 总工办发〔2017〕32号; '' where that document has none. */
  oldName: string;
}

/**
 * The 2021 chart (财会〔2021〕7号) that a grassroots union uses, from `assets/accounts-2021.csv`. Ids are `2021:<code>` and
 * stay when a union renumbers; numbers that are not confirmed carry their remark in `evidence`.
 */
export function readShippedChart(assetsFolder: string): ShippedAccount[] {
  const rows = readCsv(assetsFolder, 'accounts-2021.csv').map(
    ([code = '', name = '', className = '', side = '', scope = '', evidence = '', oldName = '']) => ({
      code,
      name,
      className,
      side,
      scope,
      evidence,
      oldName,
    }),
  );
  const used = rows.filter((row) => row.scope === '基层');
  const codes = used.map((row) => row.code);
  const parentOf = (code: string) =>
    codes.filter((other) => other !== code && code.startsWith(other)).sort((a, b) => b.length - a.length)[0];
  return used.map((row) => {
    const accountClass = CLASSES[row.className];
    if (!accountClass) throw new Error(`accounts-2021.csv: unknown class ${row.className}`);
    const parent = parentOf(row.code);
    return {
      id: `2021:${row.code}`,
      code: row.code,
      name: row.name,
      class: accountClass,
      side: row.side === '借' ? 'debit' : 'credit',
      evidence: row.evidence,
      detail: !codes.some((other) => parentOf(other) === row.code),
      parentId: parent === undefined ? undefined : `2021:${parent}`,
      oldName: row.oldName,
    };
  });
}

/** The data lines of a list that ships with the program; its fields hold no commas. */
export function readCsv(assetsFolder: string, file: string): string[][] {
  const lines = readFileSync(join(assetsFolder, file), 'utf8').trim().split(/\r?\n/);
  return lines.slice(1).map((line) => line.split(','));
}
