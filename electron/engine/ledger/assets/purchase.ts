import type { AssetCategory, AssetItem, AssetPreview, PurchaseInput, Voucher } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen, formatYuan, sum, ZERO } from '#shared/money.ts';
import type { ReadContext, WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { MONEY_ACCOUNT } from '../chart/standard-accounts.ts';
import { paymentWarnings, weighBudget } from '../entry/simple-warnings.ts';
import { assertPostable, type EntryDraft, postVoucher, type VoucherDraft } from '../vouchers/post.ts';
import { readVoucher } from '../vouchers/vouchers.ts';
import { describeEntries, readAssetAccounts } from './accounts.ts';
import { assertNumberFree, insertCard, nextNumbers } from './cards.ts';
import { categoryOf, ensureCategories, readRules } from './settings.ts';
import { linkFound } from './stocktake-found.ts';

/** A card that a purchase makes. */
interface Piece extends Omit<AssetItem, 'amount' | 'separate' | 'number'> {
  number: string;
  original: Fen;
}

/** More cards than this in one go are a slip of the finger in the quantity. */
const MOST_CARDS = 500;

/** What `ledger.buyAsset` would post and make, its effect on the budget, and what the person should think of first. */
export function previewPurchase(context: ReadContext, input: PurchaseInput): AssetPreview {
  const { db } = context;
  const pieces = piecesOf(context, input);
  const draft = draftOf(db, input);
  assertPostable(db, draft);
  const weight = input.source === 'bought' ? weighBudget(db, draft) : { warnings: [] };
  return {
    entries: describeEntries(db, draft),
    cards: pieces.map(({ number, name, quantity, original }) => ({ number, name, quantity, original })),
    ...('line' in weight && weight.line ? { budget: weight.line } : {}),
    warnings: [...weight.warnings, ...warningsOf(context, input, draft), ...thresholdHints(context, input)],
  };
}

/**
 * 购置入账 (财会〔2021〕7号; rules.md 3.3 双分录): posts 借 资本性支出 / 贷 bank or cash and 借 固定资产 / 贷 资产基金 in one voucher, and
 * makes its cards. What was given to the union, or found, has the second entry only.
 * @throws Refusal `ledger.assetPieces`, `ledger.assetNumberTaken`, `ledger.assetCategoryMissing`, `ledger.assetGivenFund`, and those of
 *   posting
 */
export function buyAsset(context: WriteContext, input: PurchaseInput): { voucher: Voucher; cards: string[] } {
  ensureCategories(context);
  const { db } = context;
  const pieces = piecesOf(context, input);
  const posted = postVoucher(context, draftOf(db, input));
  const cards = pieces.map((piece) =>
    insertCard(context, {
      number: piece.number,
      name: piece.name,
      categoryId: piece.categoryId,
      model: piece.model,
      quantity: piece.quantity,
      unit: piece.unit,
      way: input.source,
      acquiredDay: input.day,
      original: piece.original,
      openingAccumulated: ZERO,
      usefulMonths: piece.usefulMonths,
      department: piece.department,
      keeper: piece.keeper,
      place: piece.place,
      note: piece.note,
      voucherId: posted.id,
    }),
  );
  const [first] = cards;
  if (input.foundId !== undefined && first !== undefined) linkFound(db, input.foundId, first);
  context.trail({
    subject: 'asset',
    id: posted.id,
    label: `${posted.month} ${posted.number} ${input.summary}`,
    after: { source: input.source, cards: pieces },
  });
  return { voucher: readVoucher(db, posted.id), cards };
}

/** @throws Refusal `ledger.assetGivenFund` when what was given names 专项资金 */
function draftOf(db: Readable, input: PurchaseInput): VoucherDraft {
  const accounts = readAssetAccounts(db);
  const amount = fen(totalOf(input));
  const own: EntryDraft[] = [
    { accountId: accounts.asset, debit: amount, credit: ZERO },
    { accountId: accounts.fund, debit: ZERO, credit: amount },
  ];
  if (input.source !== 'bought' && input.fundId !== undefined) throw refuse('ledger.assetGivenFund');
  const paid: EntryDraft[] = [
    {
      accountId: accounts.expense,
      debit: amount,
      credit: ZERO,
      ...(input.fundId === undefined ? {} : { fundId: input.fundId }),
    },
    { accountId: MONEY_ACCOUNT[input.method], debit: ZERO, credit: amount },
  ];
  return {
    day: input.day,
    summary: input.summary,
    source: 'assets',
    attachmentCount: input.attachmentCount,
    counterparty: input.counterparty,
    ...(input.resolutionId === undefined ? {} : { resolutionId: input.resolutionId }),
    entries: input.source === 'bought' ? [...paid, ...own] : own,
  };
}

function totalOf({ assets }: PurchaseInput): Fen {
  return sum(assets.map(({ amount }) => amount));
}

/** @throws Refusal `ledger.assetPieces`, `ledger.assetNumberTaken`, `ledger.assetCategoryMissing` */
function piecesOf(context: Pick<ReadContext, 'db' | 'assetsFolder'>, { assets, day }: PurchaseInput): Piece[] {
  const counts = assets.map((item) => (item.separate ? item.quantity : 1));
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total > MOST_CARDS) throw refuse('ledger.assetPieces', { cards: total, most: MOST_CARDS });
  const free = nextNumbers(context.db, day, total + assets.length).values();
  const used = new Set<string>();
  return assets.flatMap(({ amount, separate, number: given, ...item }, index) => {
    categoryOf(context, item.categoryId);
    const count = counts[index] ?? 1;
    if (amount < count) throw refuse('ledger.assetTooLittle', { name: item.name, amount: formatYuan(amount) });
    if (given !== undefined) {
      if (count > 1) throw refuse('ledger.assetOneNumber', { name: item.name });
      assertNumberFree(context.db, given);
    }
    return splitEvenly(amount, count).map((original): Piece => {
      let number = given;
      while (number === undefined || (given === undefined && used.has(number))) number = free.next().value ?? '';
      if (used.has(number)) throw refuse('ledger.assetNumberTaken', { number, name: item.name });
      used.add(number);
      return { ...item, number, original, quantity: separate ? 1 : item.quantity };
    });
  });
}

/** The same for every piece, to the fen; the first ones take what cannot be divided. */
export function splitEvenly(amount: Fen, count: number): Fen[] {
  const rest = amount % count;
  const each = (amount - rest) / count;
  return Array.from({ length: count }, (_, index) => fen(each + (index < rest ? 1 : 0)));
}

function warningsOf(context: ReadContext, input: PurchaseInput, draft: VoucherDraft): string[] {
  const amount = totalOf(input);
  if (input.source === 'bought') return paymentWarnings(context, { ...draft, amount });
  const papers = { granted: '调拨单', donated: '捐赠协议或清单', found: '盘点表' }[input.source];
  return [
    ...(draft.day > context.today ? [`日期 ${draft.day} 还没有到，请确认。`] : []),
    ...(input.attachmentCount === 0 ? [`附件张数是 0，请附上${papers}等凭据。`] : []),
  ];
}

/** 固定资产起点: only a hint, the union decides (rules.md 3.3; the figures are its setting). */
function thresholdHints(context: ReadContext, { assets }: PurchaseInput): string[] {
  const rules = readRules(context.db);
  return assets.flatMap((item) => {
    const category: AssetCategory = categoryOf(context, item.categoryId);
    const least = category.special ? rules.specialThreshold : rules.generalThreshold;
    const hints: string[] = [];
    if (item.amount < least * item.quantity) {
      const price = fen(Math.floor(item.amount / item.quantity));
      hints.push(
        `「${item.name}」单价 ${formatYuan(price)} 元，不到固定资产起点 ${formatYuan(least)} 元（起点在“设置”里，待核）；不作固定资产的，请到收支登记直接记支出。`,
      );
    }
    if (item.usefulMonths !== undefined && item.usefulMonths <= rules.leastMonths)
      hints.push(`「${item.name}」预计只用 ${item.usefulMonths} 个月；固定资产要使用 ${rules.leastMonths} 个月以上。`);
    return hints;
  });
}
