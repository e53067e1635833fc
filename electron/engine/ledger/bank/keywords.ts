import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { BankLine } from '#shared/contract/ledger.ts';

const keywordSchema = z.array(
  z.strictObject({
    words: z.array(z.string().min(1)),
    flow: z.enum(['in', 'out']),
    /** Of 收支登记; the account behind it is the union's own choice. */
    purpose: z.string(),
    summary: z.string(),
  }),
);

/** What the bank itself books: interest, fees. */
export type BankKeyword = z.output<typeof keywordSchema>[number];

/** The words by which interest and fees are known, from `assets/bank-keywords.json`. */
export function readKeywords(assetsFolder: string): BankKeyword[] {
  return keywordSchema.parse(JSON.parse(readFileSync(join(assetsFolder, 'bank-keywords.json'), 'utf8')));
}

const BANKS = /银行|信用社|信用联社|邮储|分行|支行|营业部/;

/**
 * What a line is by its words: the direction must agree, and the other side must be the bank itself or nobody (a 管理费 paid to
 * somebody else is no bank fee).
 */
export function keywordOf(
  keywords: readonly BankKeyword[],
  { summary, counterparty, amount }: Pick<BankLine, 'summary' | 'counterparty' | 'amount'>,
): BankKeyword | undefined {
  const has = (text: string, words: readonly string[]) => words.some((word) => text.includes(word));
  return keywords.find(
    ({ words, flow }) =>
      (flow === 'in') === amount > 0 &&
      has(summary, words) &&
      (counterparty === '' || BANKS.test(counterparty) || has(counterparty, words)),
  );
}
