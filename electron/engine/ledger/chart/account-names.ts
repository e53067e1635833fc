import type { OldAccountMatch } from '#shared/contract/ledger.ts';
import type { ChartVersion } from '#shared/contract/union.ts';
import { accountKey, findAccount, isBelow, type KnownAccount } from './account-rows.ts';
import type { ShippedAccount } from './chart.ts';
import type { OldChart, OldName } from './old-chart.ts';

/** An account that old names may be recognised as. */
export interface UsableAccount extends KnownAccount {
  detail: boolean;
  oldName: string;
}

export interface NameMatch<A extends UsableAccount> {
  match: Exclude<OldAccountMatch, 'chosen'>;
  /** Set for `same` and `mapped`. */
  account?: A;
  /** The likely ones, for `choose`. */
  candidates: A[];
  /** '' when there is nothing to say. */
  remark: string;
}

/** Recognises the accounts that files of other books name. Names decide, never a number alone (see old-chart.ts). */
export class AccountNames<A extends UsableAccount> {
  readonly #accounts: readonly A[];
  readonly #old: ReadonlyMap<string, OldName>;
  /** Name in the chart as shipped -> the account of these books; a union may have renamed it since. */
  readonly #shipped: ReadonlyMap<string, A>;

  /** @param accounts those that may still be used */
  constructor(accounts: readonly A[], shipped: readonly Pick<ShippedAccount, 'id' | 'name'>[], old: OldChart) {
    this.#accounts = accounts;
    const byId = new Map(accounts.map((account) => [account.id, account]));
    this.#shipped = new Map(
      shipped.flatMap(({ id, name }) => {
        const account = byId.get(id);
        return account ? [[name, account]] : [];
      }),
    );
    // 应付工资（离退休费）is written without its bracket too
    this.#old = new Map(
      old.names.flatMap((entry) => [
        [accountKey(entry.name.replace(/（[^）]*）/g, '')), entry],
        [accountKey(entry.name), entry],
      ]),
    );
  }

  /**
   * @param name as the file has it; `银行存款-工商银行` is recognised by its parts, the lowest first
   * @param above names of the accounts above it in the same file, the nearest first
   */
  find(version: ChartVersion, code: string, name: string, above: readonly string[] = []): NameMatch<A> {
    const own = version === '2009' ? this.#by2009(name) : this.#by2021(code, name);
    if (own) return own;
    const parts = name.split(/[-–—_/\\>:：|]+/).reverse();
    for (const part of [...(parts.length > 1 ? parts : []), ...above]) {
      const found = version === '2009' ? this.#by2009(part) : this.#by2021('', part);
      if (found) {
        const match = found.match === 'same' ? 'mapped' : found.match;
        return { ...found, match, remark: joined(`按「${part.trim()}」对应`, found.remark) };
      }
    }
    return {
      match: 'unknown',
      candidates: [],
      remark: name.trim() === '' ? '没有科目名称，只凭编号认不出是哪个科目' : '',
    };
  }

  #by2009(name: string): NameMatch<A> | undefined {
    const key = accountKey(name);
    const entry = key === '' ? undefined : this.#old.get(key);
    if (!entry) return this.#exact(name, '', '2021 版的名称');
    const followers = entry.followers.flatMap((follower) => this.#shipped.get(follower) ?? []);
    const [only] = followers;
    if (only && entry.followers.length === 1) return this.#land(only, name, entry.remark);
    return {
      match: 'choose',
      candidates: followers.flatMap((follower) => this.#details(follower)),
      remark: entry.remark,
    };
  }

  #by2021(code: string, name: string): NameMatch<A> | undefined {
    const exact = this.#exact(name, code, '');
    if (exact) return exact;
    const key = accountKey(name);
    const older =
      key === '' ? [] : this.#accounts.filter((account) => account.detail && accountKey(account.oldName) === key);
    if (older.length > 0) return { match: 'choose', candidates: older, remark: '2017 年的叫法' };
    if (code.trim() === '' || key === '') return undefined;
    const found = findAccount(this.#accounts, code, name);
    return 'account' in found ? this.#land(found.account, name, '') : undefined;
  }

  /** The one account of exactly this name; of several the one that carries the number too. */
  #exact(name: string, code: string, remark: string): NameMatch<A> | undefined {
    const key = accountKey(name);
    const named = key === '' ? [] : this.#accounts.filter((account) => accountKey(account.name) === key);
    const account = named.length > 1 ? named.find((candidate) => candidate.code === code.trim()) : named[0];
    if (account) {
      const differs = remark === '' && code.trim() !== '' && code.trim() !== account.code;
      return this.#land(account, name, differs ? '编号不同，按名称对应' : remark);
    }
    return named.length === 0
      ? undefined
      : { match: 'choose', candidates: named.flatMap((one) => this.#details(one)), remark };
  }

  /** Entries are made on accounts without others below them. */
  #land(account: A, written: string, remark: string): NameMatch<A> {
    if (account.detail) {
      const same = remark === '' && accountKey(written) === accountKey(account.name);
      return { match: same ? 'same' : 'mapped', account, candidates: [], remark };
    }
    return { match: 'choose', candidates: this.#details(account), remark: joined('要分到它的明细科目', remark) };
  }

  #details(account: A): A[] {
    if (account.detail) return [account];
    return this.#accounts.filter((other) => other.detail && isBelow(this.#accounts, other, account));
  }
}

function joined(...remarks: string[]): string {
  return remarks.filter((remark) => remark !== '').join('；');
}

/**
 * Which chart a list of accounts looks like: names that only one of the two has, and numbers that carry another name in the other.
 * `2021` when nothing tells them apart.
 */
export function guessVersion(
  rows: readonly { code: string; name: string }[],
  shipped: readonly Pick<ShippedAccount, 'code' | 'name'>[],
  old: OldChart,
): ChartVersion {
  const charts = { '2021': pairsOf(shipped), '2009': pairsOf(old.accounts) };
  let balance = 0;
  for (const { code, name } of rows) {
    const key = accountKey(name);
    if (key === '') continue;
    const weigh = (chart: ReadonlyMap<string, string>) =>
      chart.has(key) ? (chart.get(key) === code.trim() ? 2 : 1) : 0;
    balance += weigh(charts['2009']) - weigh(charts['2021']);
  }
  return balance > 0 ? '2009' : '2021';
}

function pairsOf(accounts: readonly { code: string; name: string }[]): Map<string, string> {
  return new Map(accounts.map(({ code, name }) => [accountKey(name), code]));
}
