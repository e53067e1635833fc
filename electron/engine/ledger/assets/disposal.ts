import { monthOf } from '#shared/calendar.ts';
import {
  ASSET_STATUS_LABELS,
  type AssetPreview,
  DISPOSAL_LABELS,
  type DisposalInput,
  type Voucher,
} from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen, formatYuan, sum, ZERO } from '#shared/money.ts';
import type { ReadContext, WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { readResolutionTerms } from '../../union/commands.ts';
import { MONEY_ACCOUNT } from '../chart/standard-accounts.ts';
import { weighBudget } from '../entry/simple-warnings.ts';
import { assertPostable, type EntryDraft, postVoucher, type VoucherDraft } from '../vouchers/post.ts';
import { readVoucher } from '../vouchers/vouchers.ts';
import { describeEntries, readAssetAccounts } from './accounts.ts';
import { dueCards } from './depreciation.ts';
import { accumulatedOf, type CardRow, readCard } from './rows.ts';
import { readRules } from './settings.ts';

/** What `ledger.disposeAsset` would post, and what the person should think of first. */
export function previewDisposal(context: ReadContext, input: DisposalInput): Omit<AssetPreview, 'budget'> {
  const { db } = context;
  const cards = cardsOf(db, input);
  const draft = draftOf(db, input, cards);
  assertPostable(db, draft);
  return {
    entries: describeEntries(db, draft),
    cards: cards.map(({ number, name, quantity, original }) => ({ number, name, quantity, original })),
    warnings: warningsOf(context, input, cards, draft),
  };
}

/**
 * 处置: one voucher writes the cards off (借 资产基金 net, 借 累计折旧 / 贷 固定资产), with what came in (贷 其他收入) and what it cost
 * (借 其他支出; rules.md 2.1 and 3.3).
 * @throws Refusal `request.notFound`, `ledger.assetGone`, `ledger.assetDisposalEarly`, and those of posting
 */
export function disposeAsset(context: WriteContext, input: DisposalInput): Voucher {
  const { db } = context;
  const cards = cardsOf(db, input);
  const draft = draftOf(db, input, cards);
  const posted = postVoucher(context, draft);
  const id = context.newId();
  db.run(
    `INSERT INTO asset_disposals (id, kind, day, ground, resolution_id, voucher_id, proceeds, cost)
     VALUES (:id, :kind, :day, :ground, :resolutionId, :voucherId, :proceeds, :cost)`,
    {
      id,
      kind: input.kind,
      day: input.day,
      ground: input.ground,
      resolutionId: input.resolutionId,
      voucherId: posted.id,
      proceeds: input.proceeds,
      cost: input.cost,
    },
  );
  for (const card of cards)
    db.run(
      `INSERT INTO asset_disposal_cards (disposal_id, card_id, original, accumulated, status_before)
       VALUES (:id, :cardId, :original, :accumulated, :status)`,
      { id, cardId: card.id, original: card.original, accumulated: accumulatedOf(card), status: card.status },
    );
  context.trail({
    subject: 'assetDisposal',
    id,
    label: `${posted.month} ${posted.number} ${draft.summary}`,
    before: cards.map(({ number, status }) => ({ number, status })),
    after: input,
  });
  return readVoucher(db, posted.id);
}

/** @throws Refusal `request.notFound`, `ledger.assetGone`, `ledger.assetDisposalEarly` */
function cardsOf(db: Readable, { ids, day }: DisposalInput): CardRow[] {
  return [...new Set(ids)].map((id) => {
    const card = readCard(db, id);
    if (card.status === 'disposed' || card.status === 'void')
      throw refuse('ledger.assetGone', { number: card.number, status: ASSET_STATUS_LABELS[card.status] });
    const last = db.get<{ month: string | null }>(
      `SELECT max(asset_runs.month) AS month FROM asset_depreciations JOIN asset_runs ON asset_runs.id = run_id
       WHERE card_id = :id AND asset_depreciations.live = 1`,
      { id },
    )?.month;
    if (day < card.acquiredDay || (last && last > monthOf(day)))
      throw refuse('ledger.assetDisposalEarly', {
        number: card.number,
        reason: day < card.acquiredDay ? `${card.acquiredDay} 才入账` : `${last} 已提折旧`,
      });
    return card;
  });
}

function draftOf(db: Readable, input: DisposalInput, cards: readonly CardRow[]): VoucherDraft {
  const accounts = readAssetAccounts(db);
  const accumulated = sum(cards.map(accumulatedOf));
  const net = fen(sum(cards.map(({ original }) => original)) - accumulated);
  const money = MONEY_ACCOUNT[input.method];
  const entries: EntryDraft[] = [
    { accountId: accounts.fund, debit: net, credit: ZERO },
    { accountId: accounts.depreciation, debit: accumulated, credit: ZERO },
    ...originals(cards).map(([accountId, original]) => ({ accountId, debit: ZERO, credit: original })),
    { accountId: money, debit: input.proceeds, credit: ZERO },
    { accountId: accounts.proceeds, debit: ZERO, credit: input.proceeds },
    { accountId: accounts.cost, debit: input.cost, credit: ZERO },
    { accountId: money, debit: ZERO, credit: input.cost },
  ];
  return {
    day: input.day,
    summary: summaryOf(input, cards),
    source: 'assets',
    attachmentCount: input.attachmentCount,
    ...(input.resolutionId === undefined ? {} : { resolutionId: input.resolutionId }),
    entries: entries.filter(({ debit, credit }) => debit !== 0 || credit !== 0),
  };
}

/** Original values by the account that they stand on. */
function originals(cards: readonly CardRow[]): [string, Fen][] {
  const byAccount = new Map<string, Fen>();
  for (const { accountId, original } of cards)
    byAccount.set(accountId, fen((byAccount.get(accountId) ?? 0) + original));
  return [...byAccount];
}

function summaryOf({ kind }: DisposalInput, cards: readonly CardRow[]): string {
  const [first] = cards;
  const what = cards.length === 1 ? `${first?.number} ${first?.name}` : `${first?.name}等 ${cards.length} 项固定资产`;
  return `${DISPOSAL_LABELS[kind]} ${what}`.slice(0, 100);
}

function warningsOf(
  context: ReadContext,
  input: DisposalInput,
  cards: readonly CardRow[],
  draft: VoucherDraft,
): string[] {
  const { db, today } = context;
  const warnings: string[] = [];
  if (input.day > today) warnings.push(`日期 ${input.day} 还没有到，请确认。`);
  if (input.resolutionId === undefined)
    warnings.push('处置固定资产要有集体决议或上级批复，请选上决议；还没有的先补会议纪要。');
  else {
    const terms = readResolutionTerms(db, input.resolutionId);
    if (terms && terms.day > input.day) warnings.push(`决议「${terms.number}」是 ${terms.day} 作出的，晚于处置日期。`);
  }
  if (input.attachmentCount === 0) warnings.push('附件张数是 0，请附上处置审批表、回收凭据或盘点表。');
  if (input.kind === 'sold' && input.proceeds === 0) warnings.push('出售没有填收入，请核对。');
  if (input.cost > 0) warnings.push(...weighBudget(db, draft).warnings);
  if (readRules(db).depreciation !== 'off') {
    const ids = new Set(cards.map(({ id }) => id));
    const due = dueCards(db, monthOf(input.day)).filter(({ card }) => ids.has(card.id));
    if (due.length > 0)
      warnings.push(
        `${due.map(({ card }) => card.number).join('、')} 到 ${monthOf(input.day)} 还有折旧没有提；处置后不再提，要提请先计提。`,
      );
  }
  const net = cards.reduce((total, card) => total + card.original - accumulatedOf(card), 0);
  if (net > 0 && input.kind === 'scrapped')
    warnings.push(`净值还有 ${formatYuan(fen(net))} 元，提前报废请在处置依据里写明原因。`);
  return warnings;
}
