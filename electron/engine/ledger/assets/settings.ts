import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import type { AssetCategory, AssetSettings } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import type { Fen } from '#shared/money.ts';
import type { ReadContext, WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { type AssetAccounts, readAssetAccounts } from './accounts.ts';
import { replanUntouched } from './replan.ts';

const shippedSchema = z.array(
  z.strictObject({
    id: z.string(),
    name: z.string(),
    usefulMonths: z.int().optional(),
    special: z.boolean(),
    remark: z.string(),
  }),
);

interface CategoryRow {
  id: string;
  name: string;
  usefulMonths: number | null;
  special: number;
  remark: string;
  retired: number;
}

export const LIST_CATEGORIES =
  'SELECT id, name, useful_months AS usefulMonths, special, remark, retired FROM asset_categories ORDER BY retired, position';

/** The union's categories; the list that ships until it has its own. */
export function listCategories({ db, assetsFolder }: Pick<ReadContext, 'db' | 'assetsFolder'>): AssetCategory[] {
  const rows = db.all<CategoryRow>(LIST_CATEGORIES);
  if (rows.length === 0)
    return readShipped(assetsFolder).map(({ usefulMonths, ...category }) => ({
      ...category,
      retired: false,
      ...(usefulMonths === undefined ? {} : { usefulMonths }),
    }));
  return rows.map(toCategory);
}

function readShipped(assetsFolder: string): z.output<typeof shippedSchema> {
  return shippedSchema.parse(JSON.parse(readFileSync(join(assetsFolder, 'asset-categories.json'), 'utf8')));
}

function toCategory({ usefulMonths, special, retired, ...row }: CategoryRow): AssetCategory {
  return {
    ...row,
    special: special === 1,
    retired: retired === 1,
    ...(usefulMonths === null ? {} : { usefulMonths }),
  };
}

/** Books that were made before categories came, and new ones, take the list that ships when a category is first needed. */
export function ensureCategories({ db, assetsFolder }: Pick<WriteContext, 'db' | 'assetsFolder'>): void {
  if (db.get('SELECT 1 FROM asset_categories LIMIT 1')) return;
  readShipped(assetsFolder).forEach(({ id, name, usefulMonths, special, remark }, position) => {
    db.run(
      `INSERT INTO asset_categories (id, name, useful_months, special, remark, position)
       VALUES (:id, :name, :usefulMonths, :special, :remark, :position)`,
      { id, name, usefulMonths, special: special ? 1 : 0, remark, position },
    );
  });
}

/** @throws Refusal `ledger.assetCategoryMissing` for one that is unknown or retired */
export function categoryOf(
  context: Pick<ReadContext, 'db' | 'assetsFolder'>,
  id: string,
  retiredToo = false,
): AssetCategory {
  const category = listCategories(context).find((candidate) => candidate.id === id);
  if (!category || (category.retired && !retiredToo))
    throw refuse('ledger.assetCategoryMissing', { category: category?.name ?? '' });
  return category;
}

/** @throws Refusal `request.notFound`, `ledger.assetCategoryTaken` */
export function saveCategory(
  context: WriteContext,
  { id: given, ...fields }: ParsedInputOf<'ledger.saveAssetCategory'>,
): AssetCategory {
  ensureCategories(context);
  const { db } = context;
  const before = given === undefined ? undefined : listCategories(context).find(({ id }) => id === given);
  if (given !== undefined && !before) throw refuse('request.notFound', { what: '资产类别' });
  const id = given ?? context.newId();
  if (db.get('SELECT 1 FROM asset_categories WHERE name = :name AND id <> :id', { name: fields.name, id }))
    throw refuse('ledger.assetCategoryTaken', { name: fields.name });
  const params = {
    id,
    name: fields.name,
    usefulMonths: fields.usefulMonths,
    special: fields.special ? 1 : 0,
    remark: fields.remark,
    retired: fields.retired ? 1 : 0,
  };
  if (before)
    db.run(
      `UPDATE asset_categories SET name = :name, useful_months = :usefulMonths, special = :special, remark = :remark, retired = :retired
       WHERE id = :id`,
      params,
    );
  else
    db.run(
      `INSERT INTO asset_categories (id, name, useful_months, special, remark, retired, position)
       VALUES (:id, :name, :usefulMonths, :special, :remark, :retired, (SELECT coalesce(max(position), 0) + 1 FROM asset_categories))`,
      params,
    );
  context.trail({ subject: 'assetCategory', id, label: fields.name, ...(before ? { before } : {}), after: fields });
  return categoryOf(context, id, true);
}

export type AssetRules = Omit<
  AssetSettings,
  'categories' | 'assetAccountId' | 'depreciationAccountId' | 'fundAccountId'
>;

export function readRules(db: Readable): AssetRules {
  const rules = db.get<AssetRules & { generalThreshold: Fen }>(
    `SELECT general_threshold AS generalThreshold, special_threshold AS specialThreshold, least_months AS leastMonths,
            threshold_basis AS thresholdBasis, depreciation, first_month AS firstMonth, residual_percent AS residualPercent,
            depreciation_basis AS depreciationBasis
     FROM asset_settings`,
  );
  if (!rules) throw new Error('books without asset settings');
  return rules;
}

export function readSettings(context: Pick<ReadContext, 'db' | 'assetsFolder'>): AssetSettings {
  const { asset, depreciation, fund } = readAssetAccounts(context.db);
  return {
    ...readRules(context.db),
    assetAccountId: asset,
    depreciationAccountId: depreciation,
    fundAccountId: fund,
    categories: listCategories(context),
  };
}

/**
 * First month and residual count for new cards, and for those that nothing was depreciated of yet.
 * @throws Refusal `ledger.accountMissing`, `ledger.accountNotDetail`, `ledger.assetAccountClass`
 */
export function saveSettings(context: WriteContext, input: ParsedInputOf<'ledger.saveAssetSettings'>): AssetSettings {
  const before = readSettings(context);
  const { assetAccountId, depreciationAccountId, fundAccountId, ...rules } = input;
  assertAccounts(context.db, { asset: assetAccountId, depreciation: depreciationAccountId, fund: fundAccountId });
  context.db.run(
    `UPDATE asset_settings SET general_threshold = :generalThreshold, special_threshold = :specialThreshold,
            least_months = :leastMonths, threshold_basis = :thresholdBasis, depreciation = :depreciation, first_month = :firstMonth,
            residual_percent = :residualPercent, depreciation_basis = :depreciationBasis, asset_account_id = :assetAccountId,
            depreciation_account_id = :depreciationAccountId, fund_account_id = :fundAccountId`,
    { ...rules, assetAccountId, depreciationAccountId, fundAccountId },
  );
  const replanned =
    before.firstMonth !== input.firstMonth || before.residualPercent !== input.residualPercent
      ? replanUntouched(context.db, input)
      : 0;
  const { categories: _, ...told } = before;
  context.trail({
    subject: 'assetSettings',
    id: '1',
    label: '固定资产设置',
    before: told,
    after: { ...input, replanned },
  });
  return readSettings(context);
}

function assertAccounts(db: Readable, chosen: Pick<AssetAccounts, 'asset' | 'depreciation' | 'fund'>): void {
  const classes = { asset: 'asset', depreciation: 'asset', fund: 'netAssets' } as const;
  const seen = new Set<string>();
  for (const key of ['asset', 'depreciation', 'fund'] as const) {
    const id = chosen[key];
    const account = db.get<{ code: string; name: string; class: string; retired: number; children: number }>(
      `SELECT code, name, class, retired, (SELECT count(*) FROM accounts AS child WHERE child.parent_id = accounts.id) AS children
       FROM accounts WHERE id = :id`,
      { id },
    );
    if (!account || account.retired === 1) throw refuse('ledger.accountMissing', { account: account?.name ?? id });
    const label = `${account.code} ${account.name}`;
    if (account.children > 0) throw refuse('ledger.accountNotDetail', { account: label });
    if (account.class !== classes[key] || seen.has(id)) throw refuse('ledger.assetAccountClass', { account: label });
    seen.add(id);
  }
}
