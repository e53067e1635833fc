import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Fen, parseYuan, ZERO } from '#shared/money.ts';
import { projectRoot } from '../runtime.ts';

// What the sample files of test/fixtures say, read here by their own means: the program is held against them.

const fixture = (name: string): Promise<Buffer> => readFile(join(projectRoot, 'test/fixtures', name));

const expectedRoster = z.object({
  rows: z.number(),
  clean: z.number(),
  problems: z.array(z.object({ row: z.number(), problem: z.string() })),
});

/** The verdicts that the roster must get. */
export async function readExpectedRoster(): Promise<z.output<typeof expectedRoster>> {
  return expectedRoster.parse(JSON.parse((await fixture('会员花名册.expected.json')).toString('utf8')));
}

export interface BankLine {
  day: string;
  summary: string;
  paidOut: Fen;
  paidIn: Fen;
  balance: Fen;
}

/** The bank's own list of March 2026. Seen from the bank: debit is what left the account. */
export async function readBankStatement(): Promise<BankLine[]> {
  const text = new TextDecoder('gb18030', { fatal: true }).decode(await fixture('银行对账单-202603.csv'));
  return text.split(/\r?\n/).flatMap((line) => {
    const day = /^(\d{4})(\d{2})(\d{2}),/.exec(line);
    if (!day) return [];
    const [, summary = '', paidOut = '', paidIn = '', balance = ''] = cellsOf(line);
    return [
      {
        day: day.slice(1).join('-'),
        summary,
        paidOut: yuan(paidOut),
        paidIn: yuan(paidIn),
        balance: yuan(balance),
      },
    ];
  });
}

/** Cells of one line; amounts with thousands separators stand in quotation marks. */
function cellsOf(line: string): string[] {
  return [...line.matchAll(/("[^"]*"|[^,]*)(?:,|$)/g)].map(([, cell = '']) => cell.replaceAll('"', '').trim());
}

/** `12,660.00` -> fen; nothing is zero. @throws Error for anything else */
export function yuan(text: string): Fen {
  const read = parseYuan(text);
  if (read.ok) return read.value;
  if (read.problem === 'empty') return ZERO;
  throw new Error(`not an amount: ${text}`);
}
