import type { Day } from '#shared/calendar.ts';
import { type Fen, fen, formatYuan, ZERO } from '#shared/money.ts';
import type { FileRow, StatementFile } from './statement-file.ts';

/** A movement in the order of the running balance. */
export interface ChainRow extends FileRow {
  day: Day;
  balance: Fen;
  /** Its balance does not follow from the row before; says by how much. */
  broken?: string;
}

export interface Chain {
  /** Oldest first. */
  rows: ChainRow[];
  /** Balance before the first row. */
  opening?: Fen;
  closing?: Fen;
  /** What was found out about the file: newest first, 借方 meaning income. */
  notes: string[];
}

type Balanced = FileRow & { balance: Fen };
const movements = (rows: readonly FileRow[]) => rows.filter((row) => row.kind === 'movement' || row.kind === 'problem');

/**
 * Puts the movements of a file into the order of its running balance (banks also list the newest first) and checks every row against
 * the one before it. Where a bank means income by 借方, the balances show it and the signs are turned. Rows with problems take part in
 * the check, so that one slip is not told twice.
 * @param typedOpening the balance before the first row, for a file that states none
 */
export function chainOf(file: Pick<StatementFile, 'rows' | 'facts' | 'hasBalance'>, typedOpening?: Fen): Chain {
  const notes: string[] = [];
  const listed = movements(file.rows);
  if (!file.hasBalance) {
    const rows = daysDescend(listed) ? [...listed].reverse() : listed;
    const opening = typedOpening ?? file.facts.opening;
    return opening === undefined ? { rows: [], notes } : { ...withBalances(rows, opening), notes };
  }
  const balanced = listed.flatMap((row): Balanced[] =>
    row.balance === undefined ? [] : [{ ...row, balance: row.balance }],
  );
  const { rows, reversed, turned } = bestOrder(balanced);
  if (reversed) notes.push('文件是从新到旧排的，已按从旧到新导入。');
  if (turned) notes.push('按余额推算，这家银行把收入写在借方、支出写在贷方，已换过来。');
  const stated = file.rows.find((row) => row.kind === 'opening' && isBefore(row, listed, reversed))?.balance;
  const [first] = rows;
  if (!first) {
    const only = stated ?? file.facts.opening ?? file.facts.closing;
    return { rows: [], notes, ...(only === undefined ? {} : { opening: only, closing: only }) };
  }
  const opening = stated ?? file.facts.opening ?? typedOpening ?? fen(first.balance - first.amount);
  return { ...check(rows, opening), notes };
}

/** An opening row stands above the movements, or below them where the newest comes first. */
function isBefore(row: FileRow, listed: readonly FileRow[], reversed: boolean): boolean {
  const edge = reversed ? listed.at(-1)?.row : listed[0]?.row;
  return edge === undefined || (reversed ? row.row > edge : row.row < edge);
}

function daysDescend(rows: readonly FileRow[]): boolean {
  const days = rows.flatMap(({ day }) => (day === undefined ? [] : [day]));
  const [first, last] = [days[0], days.at(-1)];
  return first !== undefined && last !== undefined && first > last;
}

function links(rows: readonly Balanced[], sign: 1 | -1): number {
  return rows.filter((row, at) => {
    const before = rows[at - 1];
    return before !== undefined && before.balance + sign * row.amount === row.balance;
  }).length;
}

function bestOrder(rows: readonly Balanced[]): { rows: Balanced[]; reversed: boolean; turned: boolean } {
  const backwards = [...rows].reverse();
  const up = links(rows, 1);
  const down = links(backwards, 1);
  const reversed = down > up || (down === up && daysDescend(rows));
  const ordered = reversed ? backwards : [...rows];
  if (Math.max(up, down) > 0 || rows.length < 3) return { rows: ordered, reversed, turned: false };
  // nothing fits as it stands; with every sign turned everything must fit before it is believed
  for (const [candidate, isReversed] of [
    [rows, false],
    [backwards, true],
  ] as const) {
    if (links(candidate, -1) !== rows.length - 1) continue;
    const turned = candidate.map((row) => ({ ...row, amount: fen(-row.amount) }));
    return { rows: turned, reversed: isReversed, turned: true };
  }
  return { rows: ordered, reversed, turned: false };
}

function check(rows: readonly Balanced[], opening: Fen): Pick<Chain, 'rows' | 'opening' | 'closing'> {
  const checked: ChainRow[] = [];
  let balance = opening;
  let latest: Day | undefined;
  for (const row of rows) {
    const expected = fen(balance + row.amount);
    const off = fen(row.balance - expected);
    balance = row.balance;
    if (row.day === undefined) continue;
    const { day, late } = inOrder(row.day, latest);
    latest = day;
    checked.push({
      ...row,
      day,
      ...(late ? { message: `原日期 ${row.day}，按入账先后记在 ${day}` } : {}),
      ...(off === 0 ? {} : { broken: brokenText(row, checked.length === 0, expected, off) }),
    });
  }
  return { rows: checked, opening, closing: balance };
}

function brokenText(row: Balanced, first: boolean, expected: Fen, off: Fen): string {
  const before = first ? '期初余额' : '上一笔余额';
  return `第 ${row.row} 行余额接不上：按${before}应为 ${formatYuan(expected)} 元，这里写的是 ${formatYuan(row.balance)} 元，可能少了 ${formatYuan(fen(Math.abs(off)))} 元的${off > 0 ? '收入' : '支出'}`;
}

/** A bank may book a day late: in the order of the balance the days must not go back. */
function inOrder(day: Day, latest: Day | undefined): { day: Day; late: boolean } {
  return latest !== undefined && day < latest ? { day: latest, late: true } : { day, late: false };
}

function withBalances(rows: readonly FileRow[], opening: Fen): Pick<Chain, 'rows' | 'opening' | 'closing'> {
  let balance = opening;
  let latest: Day | undefined;
  const done: ChainRow[] = [];
  for (const row of rows) {
    balance = fen(balance + row.amount);
    if (row.day === undefined) continue;
    const { day, late } = inOrder(row.day, latest);
    latest = day;
    done.push({ ...row, day, balance, ...(late ? { message: `原日期 ${row.day}，记在 ${day}` } : {}) });
  }
  return { rows: done, opening, closing: balance };
}

/** What came in and what went out. */
export function totalsOf(rows: readonly ChainRow[]): { received: Fen; paid: Fen } {
  let [received, paid]: [number, number] = [ZERO, ZERO];
  for (const { amount } of rows) {
    if (amount > 0) received += amount;
    else paid -= amount;
  }
  return { received: fen(received), paid: fen(paid) };
}
