import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { monthsOfYear } from '#shared/calendar.ts';
import type { Setup } from '#shared/contract/books.ts';
import { DIRECTIONS, METHODS } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import { fen, formatYuan, sum } from '#shared/money.ts';
import type { Founding } from '../../founding.ts';
import { readShippedChart } from './chart.ts';

const purposeSchema = z.array(
  z.strictObject({
    id: z.string(),
    direction: z.enum(DIRECTIONS),
    flow: z.enum(['in', 'out']),
    fixedMethod: z.enum(METHODS).optional(),
    setAside: z.string().optional(),
    label: z.string(),
    hint: z.string(),
    account: z.string(),
    oldName: z.string(),
  }),
);

/**
 * Writes the chart of accounts, the plain-word purposes, the first year's twelve months and the opening balances.
 * @param opening lines by account code, in fen; they must balance
 * @throws Refusal `setup.openingUnbalanced`, `setup.openingAccount`, `setup.openingTwice`, `setup.openingClass`,
 *   `setup.openingBothSides`
 */
export function foundLedger(founding: Founding, year: number, opening: Setup['opening']): void {
  const { db, assetsFolder } = founding;
  const chart = readShippedChart(assetsFolder);
  for (const { id, code, name, class: accountClass, side, evidence, parentId, oldName } of chart) {
    db.run(
      `INSERT INTO accounts (id, code, name, class, side, parent_id, evidence, old_name)
       VALUES (:id, :code, :name, :accountClass, :side, :parentId, :evidence, :oldName)`,
      { id, code, name, accountClass, side, parentId, evidence, oldName },
    );
  }
  const purposes = purposeSchema.parse(JSON.parse(readFileSync(join(assetsFolder, 'purposes.json'), 'utf8')));
  purposes.forEach(({ id, direction, flow, fixedMethod, setAside, label, hint, account, oldName }, position) => {
    db.run(
      `INSERT INTO purposes (id, direction, flow, fixed_method, set_aside_id, label, hint, account_id, old_name, position)
       VALUES (:id, :direction, :flow, :fixedMethod, :setAside, :label, :hint, :account, :oldName, :position)`,
      { id, direction, flow, fixedMethod, setAside, label, hint, account, oldName, position },
    );
  });
  openYear(founding, year);
  writeOpening(founding, year, opening);
}

/** Adds the twelve open months of a year; they must follow the last month there is. */
export function openYear({ db }: Pick<Founding, 'db'>, year: number): void {
  for (const month of monthsOfYear(year)) db.run('INSERT INTO periods (month) VALUES (:month)', { month });
}

function writeOpening({ db, now }: Founding, year: number, opening: Setup['opening']): void {
  const debit = sum(opening.map((line) => line.debit));
  const credit = sum(opening.map((line) => line.credit));
  if (debit !== credit) {
    throw refuse('setup.openingUnbalanced', {
      debit: formatYuan(debit),
      credit: formatYuan(credit),
      difference: formatYuan(fen(Math.abs(debit - credit))),
    });
  }
  db.run('INSERT INTO openings (year) VALUES (:year)', { year });
  const seen = new Set<string>();
  for (const line of opening) {
    if (seen.has(line.code)) throw refuse('setup.openingTwice', { code: line.code });
    seen.add(line.code);
    const account = db.get<{ id: string; name: string; class: string; children: number }>(
      `SELECT id, name, class, (SELECT count(*) FROM accounts AS child WHERE child.parent_id = accounts.id) AS children FROM accounts WHERE code = :code`,
      { code: line.code },
    );
    if (!account || account.children > 0) throw refuse('setup.openingAccount', { code: line.code });
    if (account.class === 'income' || account.class === 'expense')
      throw refuse('setup.openingClass', { code: line.code, name: account.name });
    if (line.debit !== 0 && line.credit !== 0) throw refuse('setup.openingBothSides', { code: line.code });
    if (line.debit === 0 && line.credit === 0) continue;
    db.run('INSERT INTO opening_balances (year, account_id, debit, credit) VALUES (:year, :id, :debit, :credit)', {
      year,
      id: account.id,
      debit: line.debit,
      credit: line.credit,
    });
  }
  db.run('UPDATE openings SET sealed_at = :now WHERE year = :year', { now, year });
}
