import type { Entry } from '#shared/contract/ledger.ts';
import type { Readable } from '../../database.ts';
import { readAccountTree } from '../chart/accounts.ts';
import { readPurpose } from '../chart/purposes.ts';
import { ACCOUNT } from '../chart/standard-accounts.ts';
import type { VoucherDraft } from '../vouchers/post.ts';

/** Accounts that assets are booked on, by id. */
export interface AssetAccounts {
  /** 固定资产 */
  asset: string;
  /** 累计折旧 */
  depreciation: string;
  /** 资产基金 */
  fund: string;
  /** 资本性支出 */
  expense: string;
  /** 其他收入: what a disposal brings */
  proceeds: string;
  /** 其他支出: what a disposal costs */
  cost: string;
}

/** The accounts of 财会〔2021〕7号 that stand when the union has chosen none below them. */
const STANDARD = { asset: '2021:141', depreciation: '2021:142', fund: '2021:301' } as const;

/**
 * The three balance accounts are a setting, because a union may keep details below them. Income and expense follow the purposes
 * of 收支登记, which move along when such details are made.
 */
export function readAssetAccounts(db: Readable): AssetAccounts {
  const chosen = db.get<{ asset: string | null; depreciation: string | null; fund: string | null }>(
    'SELECT asset_account_id AS asset, depreciation_account_id AS depreciation, fund_account_id AS fund FROM asset_settings',
  );
  return {
    asset: chosen?.asset ?? STANDARD.asset,
    depreciation: chosen?.depreciation ?? STANDARD.depreciation,
    fund: chosen?.fund ?? STANDARD.fund,
    expense: readPurpose(db, 'ex-capital')?.accountId ?? ACCOUNT.capitalExpense,
    proceeds: readPurpose(db, 'in-disposal')?.accountId ?? '2021:408',
    cost: readPurpose(db, 'ex-other')?.accountId ?? '2021:510',
  };
}

/** A draft's entries as pages show them. */
export function describeEntries(db: Readable, draft: VoucherDraft): Entry[] {
  const accounts = new Map(readAccountTree(db).map((account) => [account.id, account]));
  return draft.entries.map((entry, index) => ({
    line: index + 1,
    accountId: entry.accountId,
    accountCode: accounts.get(entry.accountId)?.code ?? '',
    accountName: accounts.get(entry.accountId)?.name ?? '',
    summary: entry.summary ?? draft.summary,
    debit: entry.debit,
    credit: entry.credit,
  }));
}
