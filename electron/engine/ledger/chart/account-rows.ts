import { type Fen, fenFromCell, parseYuan, ZERO } from '#shared/money.ts';
import type { Cell } from '../../spreadsheet/grid.ts';
import { titleKey } from '../../spreadsheet/titles.ts';

// What budget files and opening-balance files have in common: rows that name an account, and amounts in cells.

/** What is needed of an account to recognise it. */
export interface KnownAccount {
  id: string;
  code: string;
  name: string;
  parentId: string | undefined;
}

export type FoundAccount<A extends KnownAccount> = { account: A } | { problem: string };

/**
 * Finds the account of a row by its number, else by its name alone. A number whose name says something else is refused: in the
 * 2009 chart the same numbers mean other accounts (502 was 维权支出).
 */
export function findAccount<A extends KnownAccount>(
  accounts: readonly A[],
  code: string,
  name: string,
): FoundAccount<A> {
  const digits = code.normalize('NFKC').replace(/[\s.-]/g, '');
  const key = accountKey(name);
  if (digits === '') {
    const named = key === '' ? [] : accounts.filter((account) => accountKey(account.name) === key);
    const [only] = named;
    return named.length === 1 && only ? { account: only } : { problem: '没有科目编号，名称也不在科目表里' };
  }
  const account = accounts.find((candidate) => candidate.code === digits);
  if (!account) return { problem: `科目表里没有编号 ${digits}` };
  const own = accountKey(account.name);
  if (key !== '' && !own.includes(key) && !key.includes(own))
    return { problem: `编号和名称对不上：${account.code} 是「${account.name}」` };
  return { account };
}

/** A name for comparing: `  其中:1.文体活动支出` -> `文体活动支出`. */
export function accountKey(name: string): string {
  return titleKey(name)
    .replace(/^其中/, '')
    .replace(/[^\p{Script=Han}]/gu, '');
}

/** An amount in yuan in a cell; blank and a lone dash are nothing. */
export function amountOf(cell: Cell | undefined): { value: Fen } | { problem: string } {
  if (!cell || cell.kind === 'blank' || /^[-—–]+$/.test(cell.text.trim())) return { value: ZERO };
  if (cell.kind === 'uncalculated') return { problem: '是没有算出结果的公式，请在 WPS 或 Excel 里打开保存一次' };
  if (cell.kind === 'error') return { problem: `是错误值 ${cell.text}` };
  if (cell.kind === 'day' || cell.kind === 'truth') return { problem: `不是金额（${cell.text}）` };
  const amount = cell.number === undefined ? parseYuan(cell.text) : fenFromCell(cell.number);
  if (amount.ok) return { value: amount.value };
  if (amount.problem === 'tooManyDecimals') return { problem: `多于两位小数（${cell.text}）` };
  if (amount.problem === 'tooLarge') return { problem: '太大' };
  return amount.problem === 'empty' ? { value: ZERO } : { problem: `不是金额（${cell.text.slice(0, 20)}）` };
}

/** True when `account` stands somewhere below `above`. */
export function isBelow<A extends KnownAccount>(accounts: readonly A[], account: A, above: A): boolean {
  for (let at = account.parentId; at !== undefined; ) {
    if (at === above.id) return true;
    const id = at;
    at = accounts.find((candidate) => candidate.id === id)?.parentId;
  }
  return false;
}
