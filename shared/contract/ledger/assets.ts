import { z } from 'zod';
import {
  amountFen,
  count,
  dayField,
  fileToken,
  id,
  monthField,
  nothing,
  optionalText,
  positiveFen,
  text,
  yearField,
} from '../fields.ts';
import { output, read, write } from '../operation.ts';
import {
  ASSET_SOURCES,
  ASSET_STATUSES,
  ASSET_USES,
  type AssetCategory,
  type AssetDetail,
  type AssetList,
  type AssetPreview,
  type AssetSettings,
  type AssetTie,
  COUNT_RESULTS,
  type DepreciationPreview,
  type DepreciationTable,
  DISPOSAL_KINDS,
  type Stocktake,
  type StocktakeSheet,
} from './asset-cards.ts';
import { METHODS } from './entry.ts';
import type { Voucher } from './vouchers.ts';

export * from './asset-cards.ts';

const quantity = z.int('要写整数').min(1, '至少是 1').max(99_999, '最多 99999');
const usefulMonths = z.int('要写整数').min(1, '至少 1 个月').max(1200, '最多 1200 个月').optional();
const placeFields = { department: optionalText(40), keeper: optionalText(40), place: optionalText(60) };

const describeFields = {
  name: text(60),
  categoryId: id,
  model: optionalText(60),
  unit: optionalText(10),
  /** Left out: not depreciated. */
  usefulMonths,
  note: optionalText(200),
};

export const assetItemFields = z.strictObject({
  ...describeFields,
  ...placeFields,
  /** The next free number of the year when left out; only where one card is made. */
  number: text(30).optional(),
  quantity,
  /** Of all pieces together. */
  amount: positiveFen,
  /** A card for every piece instead of one for all. */
  separate: z.boolean().default(false),
});
export type AssetItem = z.output<typeof assetItemFields>;

export const purchaseFields = z.strictObject({
  source: z.enum(ASSET_SOURCES),
  day: dayField,
  /** Only for `bought`. */
  method: z.enum(METHODS).default('bank'),
  summary: text(100),
  counterparty: optionalText(60),
  attachmentCount: count(999).default(0),
  resolutionId: id.optional(),
  /** 专项资金 that pays for it; only for `bought`. */
  fundId: id.optional(),
  assets: z.array(assetItemFields).min(1, '至少一项').max(30, '最多 30 项'),
  /** What a stock-take found without a card and this makes one of; only for `found`. */
  foundId: id.optional(),
});
export type PurchaseInput = z.output<typeof purchaseFields>;

export const disposalFields = z.strictObject({
  ids: z.array(id).min(1, '至少选一张卡片').max(200, '一次最多 200 张'),
  kind: z.enum(DISPOSAL_KINDS),
  day: dayField,
  /** 处置依据: who approved it, what was found. */
  ground: text(200),
  resolutionId: id.optional(),
  attachmentCount: count(999).default(0),
  proceeds: amountFen,
  cost: amountFen,
  method: z.enum(METHODS).default('bank'),
});
export type DisposalInput = z.output<typeof disposalFields>;

const takeBackFields = z.strictObject({ id, day: dayField, reason: text(100) });
const runFields = z.strictObject({ month: monthField, catchUp: z.boolean().default(false) });

export const assetsOperations = {
  'ledger.readAssetSettings': read('view', nothing, output<AssetSettings>()),
  'ledger.saveAssetSettings': write(
    'keep',
    z.strictObject({
      generalThreshold: amountFen,
      specialThreshold: amountFen,
      leastMonths: count(120),
      thresholdBasis: optionalText(300),
      depreciation: z.enum(['off', 'straightLine']),
      firstMonth: z.enum(['purchase', 'next']),
      residualPercent: count(99),
      depreciationBasis: optionalText(300),
      assetAccountId: id,
      depreciationAccountId: id,
      fundAccountId: id,
    }),
    output<AssetSettings>(),
  ),
  /** Adds a category, or changes one when `id` is given. Cards keep the life they have. */
  'ledger.saveAssetCategory': write(
    'keep',
    z.strictObject({
      id: id.optional(),
      name: text(30),
      usefulMonths,
      special: z.boolean().default(false),
      remark: optionalText(300),
      retired: z.boolean().default(false),
    }),
    output<AssetCategory>(),
  ),
  'ledger.listAssets': read(
    'view',
    z.strictObject({
      search: optionalText(50),
      /** `present`: neither disposed of nor void. */
      status: z.enum(['present', 'all', ...ASSET_STATUSES]).default('present'),
      department: z.string().trim().max(40, '最多 40 个字').optional(),
      categoryId: id.optional(),
    }),
    output<AssetList>(),
  ),
  'ledger.getAsset': read('view', z.strictObject({ id }), output<AssetDetail>()),
  /** 账账核对 with the accounts, at the beginning of the books and now. */
  'ledger.readAssetTies': read('view', nothing, output<AssetTie[]>()),
  /** What describes a card; what it cost and where it is have operations of their own. */
  'ledger.saveAsset': write(
    'keep',
    z.strictObject({ id, number: text(30), quantity, ...describeFields }),
    output<AssetDetail>(),
  ),
  /** A card that was there before the books began, or its correction when `id` is given (its place is then left as it is). */
  'ledger.saveOpeningAsset': write(
    'keep',
    z.strictObject({
      id: id.optional(),
      number: text(30).optional(),
      ...describeFields,
      ...placeFields,
      quantity,
      acquiredDay: dayField,
      original: positiveFen,
      accumulated: amountFen,
    }),
    output<AssetDetail>(),
  ),
  'ledger.dropOpeningAsset': write('keep', z.strictObject({ id }), output<{ dropped: string }>()),
  /** 变更部门、使用人、地点、状态; what is left out stays. */
  'ledger.moveAssets': write(
    'keep',
    z.strictObject({
      ids: z.array(id).min(1, '至少选一张卡片').max(500, '一次最多 500 张'),
      day: dayField,
      department: z.string().trim().max(40, '最多 40 个字').optional(),
      keeper: z.string().trim().max(40, '最多 40 个字').optional(),
      place: z.string().trim().max(60, '最多 60 个字').optional(),
      use: z.enum(ASSET_USES).optional(),
      reason: optionalText(100),
    }),
    output<{ moved: number }>(),
  ),
  /** What `ledger.buyAsset` would post and which cards it would make. */
  'ledger.previewPurchase': read('keep', purchaseFields, output<AssetPreview>()),
  /** 购置入账: one voucher with both entries (财会〔2021〕7号), and the cards. What was given to the union has the second entry only. */
  'ledger.buyAsset': write('keep', purchaseFields, output<{ voucher: Voucher; cards: string[] }>()),
  /** Reverses the voucher (`id`); its cards become void. */
  'ledger.takeBackPurchase': write('keep', takeBackFields, output<Voucher>()),
  'ledger.readDepreciation': read('view', z.strictObject({ year: yearField }), output<DepreciationTable>()),
  'ledger.previewDepreciation': read('keep', runFields, output<DepreciationPreview>()),
  'ledger.runDepreciation': write(
    'keep',
    runFields.extend({ attachmentCount: count(999).default(0) }),
    output<Voucher>(),
  ),
  /** Reverses a depreciation voucher (`id`), the last one first; its months are free again. */
  'ledger.takeBackDepreciation': write('keep', takeBackFields, output<Voucher>()),
  'ledger.previewDisposal': read('keep', disposalFields, output<Omit<AssetPreview, 'budget'>>()),
  'ledger.disposeAsset': write('keep', disposalFields, output<Voucher>()),
  /** Reverses a disposal voucher (`id`); its cards are what they were before. */
  'ledger.takeBackDisposal': write('keep', takeBackFields, output<Voucher>()),
  'ledger.listStocktakes': read('view', nothing, output<Stocktake[]>()),
  'ledger.readStocktake': read('view', z.strictObject({ id }), output<StocktakeSheet>()),
  /** 开始盘点: lists every card that is neither disposed of nor void. One at a time. */
  'ledger.startStocktake': write(
    'keep',
    z.strictObject({ day: dayField, counters: optionalText(100), note: optionalText(200) }),
    output<StocktakeSheet>(),
  ),
  'ledger.saveStocktakeLines': write(
    'keep',
    z.strictObject({
      id,
      lines: z
        .array(z.strictObject({ cardId: id, result: z.enum(COUNT_RESULTS).optional(), note: optionalText(100) }))
        .min(1, '至少一行')
        .max(5000, '最多 5000 行'),
    }),
    output<StocktakeSheet>(),
  ),
  /** 盘盈: what was found without a card. */
  'ledger.saveStocktakeFound': write(
    'keep',
    z.strictObject({
      id,
      foundId: id.optional(),
      name: text(60),
      model: optionalText(60),
      quantity,
      place: optionalText(60),
      note: optionalText(100),
    }),
    output<StocktakeSheet>(),
  ),
  'ledger.dropStocktakeFound': write('keep', z.strictObject({ id, foundId: id }), output<StocktakeSheet>()),
  /** Every card must have a result; afterwards the stock-take stays as it is. */
  'ledger.finishStocktake': write(
    'keep',
    z.strictObject({ id, day: dayField, counters: text(100), note: optionalText(200) }),
    output<StocktakeSheet>(),
  ),
  /** Takes a stock-take away that is not finished. */
  'ledger.dropStocktake': write('keep', z.strictObject({ id }), output<{ dropped: string }>()),
  /** 固定资产台账 at the end of a month, as a workbook in a folder the person picked. */
  'ledger.exportAssets': write(
    'keep',
    z.strictObject({ folder: fileToken, month: monthField }),
    output<{ fileName: string; cards: number }>(),
  ),
};
