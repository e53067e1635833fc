import { addMonths, formatMonth, lastDay, type Month, month as monthText } from '#shared/calendar.ts';
import type { DepreciationLine, DepreciationPreview, Voucher } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen, formatYuan, sum, ZERO } from '#shared/money.ts';
import type { ReadContext, WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { assertPostable, postVoucher, type VoucherDraft } from '../vouchers/post.ts';
import { readVoucher } from '../vouchers/vouchers.ts';
import { describeEntries, readAssetAccounts } from './accounts.ts';
import { monthsFrom, plannedAmount } from './plan.ts';
import { accumulatedOf, CARDS, type CardRow, rowPlan } from './rows.ts';
import { readRules } from './settings.ts';
import { lastRunMonth } from './take-back.ts';

/** One month of one card that was not taken yet. */
interface DueMonth {
  month: Month;
  amount: Fen;
}

interface DueCard {
  card: CardRow;
  /** Oldest first; the month that was asked for stands last when it is due. */
  months: DueMonth[];
}

export const DUE_CARDS = `${CARDS}
  WHERE card.status IN ('inUse', 'idle', 'repair') AND card.plan_from <= :month AND card.original - card.residual > card.opening_accumulated
  ORDER BY card.number`;
export const TAKEN_MONTHS = 'SELECT month FROM asset_depreciations WHERE card_id = :id AND live = 1';

/** What of each card is due up to a month and not taken yet. */
export function dueCards(db: Readable, month: Month): DueCard[] {
  return db.all<CardRow>(DUE_CARDS, { month }).flatMap((card): DueCard[] => {
    const months = dueMonths(db, card, month);
    return months.length === 0 ? [] : [{ card, months }];
  });
}

function dueMonths(db: Readable, card: CardRow, until: Month): DueMonth[] {
  const plan = rowPlan(card);
  if (!plan) return [];
  const taken = new Set(db.all<{ month: Month }>(TAKEN_MONTHS, { id: card.id }).map(({ month }) => month));
  const count = Math.min(plan.months, monthsFrom(plan.from, until) + 1);
  let left = card.original - card.residual - accumulatedOf(card);
  const due: DueMonth[] = [];
  for (let index = 0; index < count; index += 1) {
    const month = addMonths(plan.from, index);
    if (taken.has(month)) continue;
    // never below what is to stay
    const amount = fen(Math.min(left, plannedAmount(plan, index)));
    if (amount <= 0) continue;
    left -= amount;
    due.push({ month, amount });
  }
  return due;
}

interface Prepared {
  preview: Omit<DepreciationPreview, 'entries'>;
  draft: VoucherDraft;
  taken: { cardId: string; month: Month; amount: Fen }[];
}

/**
 * @throws Refusal `ledger.depreciationOff`, `ledger.depreciationDone` when this month or a later one was taken,
 *   `ledger.depreciationNothing`
 */
function prepare(db: Readable, month: Month, catchUp: boolean): Prepared {
  if (readRules(db).depreciation === 'off') throw refuse('ledger.depreciationOff');
  const last = lastRunMonth(db);
  if (last !== undefined && last >= month)
    throw refuse('ledger.depreciationDone', { month: formatMonth(monthText(last)) });
  const due = dueCards(db, month);
  const missed = due.map(({ months }) => months.filter((one) => one.month < month)).filter(({ length }) => length > 0);
  const chosen = due
    .map(({ card, months }) => ({ card, months: catchUp ? months : months.filter((one) => one.month === month) }))
    .filter(({ months }) => months.length > 0);
  const lines = chosen.map(({ card, months }): DepreciationLine => {
    const amount = sum(months.map((one) => one.amount));
    return {
      cardId: card.id,
      number: card.number,
      name: card.name,
      months: months.map((one) => one.month),
      amount,
      netAfter: fen(card.original - accumulatedOf(card) - amount),
    };
  });
  const amount = sum(lines.map((line) => line.amount));
  const skipped = {
    cards: missed.length,
    months: missed.flat().length,
    amount: sum(missed.flat().map((one) => one.amount)),
  };
  if (amount === 0) {
    if (skipped.amount > 0)
      throw refuse('ledger.depreciationOnlyMissed', { month: formatMonth(month), months: skipped.months });
    throw refuse('ledger.depreciationNothing', { month: formatMonth(month) });
  }
  const caughtUp = catchUp && skipped.months > 0;
  const accounts = readAssetAccounts(db);
  const draft: VoucherDraft = {
    day: lastDay(month),
    summary: caughtUp
      ? `计提${formatMonth(month)}固定资产折旧（含补提以前月份 ${formatYuan(skipped.amount)} 元）`
      : `计提${formatMonth(month)}固定资产折旧`,
    source: 'assets',
    entries: [
      { accountId: accounts.fund, debit: amount, credit: ZERO },
      { accountId: accounts.depreciation, debit: ZERO, credit: amount },
    ],
  };
  return {
    preview: { month, day: draft.day, lines, amount, missed: skipped, notes: notesOf(db, chosen, skipped, catchUp) },
    draft,
    taken: chosen.flatMap(({ card, months }) => months.map((one) => ({ cardId: card.id, ...one }))),
  };
}

/** Sentences that stop nothing: missed months, and cards whose life is over and that are written down in one go. */
function notesOf(
  db: Readable,
  chosen: readonly DueCard[],
  missed: DepreciationPreview['missed'],
  catchUp: boolean,
): string[] {
  const notes: string[] = [];
  if (missed.months > 0) {
    const what = `${missed.cards} 张卡片以前有 ${missed.months} 个月没有提，共 ${formatYuan(missed.amount)} 元`;
    notes.push(catchUp ? `${what}，这次一并补提。` : `${what}；这次不补，要补请勾选“补提以前月份”。`);
  }
  const rule = readRules(db).firstMonth;
  const over = chosen.filter(
    ({ card }) =>
      card.way === 'opening' &&
      card.planMonths === 1 &&
      card.planFrom !== null &&
      monthsFrom(monthText(card.acquiredDay.slice(0, 7)), card.planFrom) >
        (card.usefulMonths ?? 0) - (rule === 'next' ? 0 : 1),
  );
  if (over.length > 0)
    notes.push(
      `${over.map(({ card }) => card.number).join('、')} 建账时已过使用年限，剩下的净值这个月一次提完；不想这样，请先在卡片上改使用年限。`,
    );
  return notes;
}

/** What `ledger.runDepreciation` would post. @throws Refusal as {@link prepare}, and those of posting */
export function previewDepreciation(
  { db }: Pick<ReadContext, 'db'>,
  { month, catchUp }: { month: Month; catchUp: boolean },
): DepreciationPreview {
  const { preview, draft } = prepare(db, month, catchUp);
  assertPostable(db, draft);
  return { ...preview, entries: describeEntries(db, draft) };
}

/**
 * 计提折旧 of a month: one voucher 借 资产基金 / 贷 累计折旧 (财会〔2021〕7号; rules.md 3.3), dated its last day. Months that were missed are
 * taken only when asked.
 * @throws Refusal as {@link prepare}, and those of posting
 */
export function runDepreciation(
  context: WriteContext,
  { month, catchUp, attachmentCount }: { month: Month; catchUp: boolean; attachmentCount: number },
): Voucher {
  const { db } = context;
  const { draft, taken, preview } = prepare(db, month, catchUp);
  const posted = postVoucher(context, { ...draft, attachmentCount });
  const runId = context.newId();
  db.run('INSERT INTO asset_runs (id, month, voucher_id) VALUES (:runId, :month, :voucherId)', {
    runId,
    month,
    voucherId: posted.id,
  });
  for (const { cardId, month: of, amount } of taken)
    db.run('INSERT INTO asset_depreciations (run_id, card_id, month, amount) VALUES (:runId, :cardId, :of, :amount)', {
      runId,
      cardId,
      of,
      amount,
    });
  context.trail({
    subject: 'assetDepreciation',
    id: runId,
    label: `${draft.summary} ${posted.number}`,
    after: { month, catchUp, amount: preview.amount, lines: preview.lines },
  });
  return readVoucher(db, posted.id);
}
