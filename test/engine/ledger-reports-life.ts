import fc from 'fast-check';
import type { WriteContext } from '#electron/engine/context.ts';
import type { Connection } from '#electron/engine/database.ts';
import { readAccountTree } from '#electron/engine/ledger/chart/accounts.ts';
import { closeMonth, closeYear } from '#electron/engine/ledger/close/close.ts';
import { openNextYear } from '#electron/engine/ledger/close/reopen.ts';
import { postVoucher, reverseVoucher } from '#electron/engine/ledger/commands.ts';
import { appendTrail } from '#electron/engine/trail.ts';
import { addDays, addMonths, day, month } from '#shared/calendar.ts';
import { Refusal } from '#shared/errors.ts';
import { fen } from '#shared/money.ts';

// Random lives of the ledger for the properties of its reports: two years, funds, reversals, years carried forward or left open.

interface Line {
  account: number;
  amount: number;
  debit: boolean;
  /** 0 for none. */
  fund: number;
}
export type Step =
  | { kind: 'post'; day: number; lines: Line[] }
  | { kind: 'reverse'; target: number; later: number }
  | { kind: 'openYear' }
  | { kind: 'closeYear'; year: number };

const DAYS = fc.oneof(
  { weight: 3, arbitrary: fc.nat(364) },
  { weight: 2, arbitrary: fc.integer({ min: 365, max: 729 }) },
);
const line: fc.Arbitrary<Line> = fc.record({
  account: fc.nat(200),
  amount: fc.integer({ min: 1, max: 5_000_000 }),
  debit: fc.boolean(),
  fund: fc.nat(2),
});
const post = fc.record({
  kind: fc.constant('post' as const),
  day: DAYS,
  lines: fc.array(line, { minLength: 1, maxLength: 4 }),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 10, arbitrary: post },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('reverse' as const), target: fc.nat(20), later: fc.nat(60) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('closeYear' as const), year: fc.constantFrom(2026, 2027) }) },
);
/** A life that begins with the second year opened early, so that postings fall into both. */
export const life: fc.Arbitrary<Step[]> = fc
  .array(step, { minLength: 3, maxLength: 16, size: 'max' })
  .map((steps): Step[] => [{ kind: 'openYear' }, ...steps]);

let last = 0;

/** What the server hands to a command. */
export function commandContext(db: Connection): WriteContext {
  const nobody = (): never => {
    throw new Error('no file is chosen here');
  };
  const now = '2028-06-01T00:00:00.000Z';
  return {
    db,
    clock: { now: () => new Date(now) },
    today: day('2028-06-01'),
    operator: '陈静',
    role: 'treasurer',
    assetsFolder: '',
    chosenFile: nobody,
    chosenFolder: nobody,
    attachmentStore: { keep: nobody, read: nobody },
    now,
    newId: () => {
      last += 1;
      return `life-${last}`;
    },
    trail: (entry) => appendTrail(db, now, '陈静', 'ledger.postVoucher', entry),
    schedule: () => '',
  };
}

/** Lives the steps, those that the ledger refuses left out. @returns how many of each kind were taken */
export function live(db: Connection, steps: readonly Step[], funds: readonly string[]): Record<Step['kind'], number> {
  const context = commandContext(db);
  const accounts = readAccountTree(db).filter(({ detail }) => detail);
  const posted: { id: string; day: ReturnType<typeof day> }[] = [];
  const taken = { post: 0, reverse: 0, openYear: 0, closeYear: 0 };
  for (const action of steps) {
    try {
      db.transaction(() => perform(context, action, { accounts, funds, posted }));
      taken[action.kind] += 1;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  return taken;
}

interface World {
  accounts: ReturnType<typeof readAccountTree>;
  funds: readonly string[];
  posted: { id: string; day: ReturnType<typeof day> }[];
}

function perform(context: WriteContext, action: Step, { accounts, funds, posted }: World): void {
  if (action.kind === 'openYear') openNextYear(context);
  else if (action.kind === 'closeYear') {
    closeMonth(context, month(`${action.year}-11`));
    closeYear(context, action.year);
  } else if (action.kind === 'reverse') {
    const original = posted[action.target % Math.max(1, posted.length)];
    if (!original) return;
    const red = addDays(original.day, action.later);
    posted.push({ id: reverseVoucher(context, { voucherId: original.id, day: red, reason: '错' }).id, day: red });
  } else {
    const on = addDays(day('2026-01-01'), action.day);
    const entries = action.lines.map(({ account, amount, debit, fund }) => {
      const chosen = accounts[account % accounts.length];
      const fundId = chosen?.class === 'income' || chosen?.class === 'expense' ? funds[fund - 1] : undefined;
      return {
        accountId: chosen?.id ?? '',
        debit: fen(debit ? amount : 0),
        credit: fen(debit ? 0 : amount),
        ...(fundId === undefined ? {} : { fundId }),
      };
    });
    const rest = entries.reduce((total, { debit, credit }) => total + debit - credit, 0);
    entries.push({ accountId: '2021:102', debit: fen(Math.max(-rest, 0)), credit: fen(Math.max(rest, 0)) });
    posted.push({ id: postVoucher(context, { day: on, summary: '随机', source: 'manual', entries }).id, day: on });
  }
}

/** The twenty-four months of a life, and a range among them. */
export const MONTHS = Array.from({ length: 24 }, (_, index) => addMonths(month('2026-01'), index));
export const range = fc.tuple(fc.nat(23), fc.nat(23)).map(([a, b]) => ({
  from: MONTHS[Math.min(a, b)] ?? month('2026-01'),
  to: MONTHS[Math.max(a, b)] ?? month('2026-01'),
}));
