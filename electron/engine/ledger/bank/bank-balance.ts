import { type Day, firstDay, lastDay, type Month } from '#shared/calendar.ts';
import type { BankGap } from '#shared/contract/ledger.ts';
import { type Fen, fen } from '#shared/money.ts';
import type { Readable } from '../../database.ts';

/** What the bank itself says about an account up to a day. */
export interface BankSide {
  /** First day of the first statement, and the balance before it; undefined while there is none. */
  from?: Day;
  opening?: Fen;
  /** Balance at the end of the day asked for. */
  balance?: Fen;
  /** The last day that statements reach, whatever day was asked for. */
  to?: Day;
  gaps: BankGap[];
}

interface SpanRow {
  id: string;
  from: Day;
  to: Day;
  opening: Fen;
  closing: Fen;
  lines: number;
}
export const STATEMENT_SPANS = `
  SELECT id, from_day AS "from", to_day AS "to", opening, closing,
         (SELECT count(*) FROM bank_lines WHERE statement_id = bank_statements.id) AS lines
  FROM bank_statements WHERE account_id = :account ORDER BY from_day, to_day, id`;

export const LINES_THROUGH = `
  SELECT day, amount, balance FROM bank_lines WHERE account_id = :account AND day <= :through
  ORDER BY day, statement_id, position`;

/** A movement, or a stated balance without one (`amount` 0). */
interface Step {
  day: Day;
  amount: number;
  balance: number;
}

/**
 * Follows the running balance over all statements. Lines of one day that came with different files are put in the order in which
 * they join; where nothing joins there is a gap.
 */
export function readBankSide(db: Readable, accountId: string, through: Day): BankSide {
  const spans = db.all<SpanRow>(STATEMENT_SPANS, { account: accountId });
  const [first] = spans;
  if (!first) return { gaps: [] };
  const steps = db.all<Step>(LINES_THROUGH, { account: accountId, through });
  for (const span of spans) {
    // a month without movements states its balance on its last day
    if (span.lines === 0 && span.to <= through) steps.push({ day: span.to, amount: 0, balance: span.closing });
  }
  steps.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  const reached = spans.reduce((latest, { to }) => (to > latest ? to : latest), first.to);
  const [head] = inOrderOfDay(
    steps.filter(({ day }) => day === steps[0]?.day),
    undefined,
  );
  const opening = head ? fen(head.balance - head.amount) : first.opening;
  const { balance, gaps } = follow(steps, opening, first.from);
  return {
    from: first.from,
    opening,
    to: reached,
    gaps,
    ...(first.from <= through ? { balance } : {}),
  };
}

function follow(steps: readonly Step[], opening: Fen, from: Day): { balance: Fen; gaps: BankGap[] } {
  const gaps: BankGap[] = [];
  let balance: number = opening;
  let last = from;
  for (let at = 0; at < steps.length; ) {
    const day = steps[at]?.day;
    let end = at;
    while (steps[end]?.day === day) end += 1;
    for (const step of inOrderOfDay(steps.slice(at, end), balance)) {
      const off = step.balance - step.amount - balance;
      if (off !== 0) gaps.push({ after: last, before: step.day, difference: fen(off) });
      balance = step.balance;
      last = step.day;
    }
    at = end;
  }
  return { balance: fen(balance), gaps };
}

/** The steps of one day so that each begins where the one before ended, as far as that is possible. */
function inOrderOfDay(steps: readonly Step[], start: number | undefined): Step[] {
  let balance = start;
  const joins = steps.every((step) => {
    const fits = balance === undefined || step.balance - step.amount === balance;
    balance = step.balance;
    return fits;
  });
  if (joins) return [...steps];
  const left = [...steps];
  const ordered: Step[] = [];
  balance = start;
  while (left.length > 0) {
    const ends = new Set(left.map((step) => step.balance));
    const next = left.findIndex((step) => step.balance - step.amount === balance);
    // nothing joins: begin where no other step of the day ends
    const head = left.findIndex((step) => !ends.has(step.balance - step.amount));
    const [step] = left.splice(next >= 0 ? next : Math.max(head, 0), 1);
    if (!step) break;
    ordered.push(step);
    balance = step.balance;
  }
  return ordered;
}

/**
 * True when statements tell what the bank did in a month: one reaches into it, or it lies between two that join (then nothing moved,
 * or the gap says so).
 */
export function coversMonth(db: Readable, accountId: string, month: Month): boolean {
  const spans = db.all<SpanRow>(STATEMENT_SPANS, { account: accountId });
  const [begin, end] = [firstDay(month), lastDay(month)];
  if (spans.some(({ from, to }) => from <= end && to >= begin)) return true;
  const before = spans
    .filter(({ to }) => to < begin)
    .sort((a, b) => (a.to < b.to ? -1 : 1))
    .at(-1);
  const after = spans.find(({ from }) => from > end);
  return before !== undefined && after !== undefined && before.closing === after.opening;
}
