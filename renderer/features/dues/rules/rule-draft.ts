import type { Month } from '#shared/calendar.ts';
import type { DuesRuleTerms } from '#shared/contract/dues.ts';
import type { DuesCase, DuesCaseMethod } from '#shared/dues-formula.ts';
import { percentText } from '#shared/dues-sentences.ts';
import { type Fen, fen } from '#shared/money.ts';

/** A kind as the form holds it: everything may still be missing. */
export interface CaseDraft {
  key: number;
  name: string;
  applies: DuesCase['applies'];
  monthsBelow: number | null;
  method: DuesCaseMethod;
  flat: Fen | undefined;
  source: string;
}

export interface RuleDraft extends Omit<DuesRuleTerms, 'rateBasisPoints' | 'cases' | 'cutTo'> {
  from: Month | undefined;
  /** Percent as typed. */
  rate: string;
  cutTo: Fen | undefined;
  cases: CaseDraft[];
}

let keys = 0;
export function nextKey(): number {
  keys += 1;
  return keys;
}

/** The form filled with a rule, a template or nothing. */
export function draftOf(terms: DuesRuleTerms, from: Month | undefined): RuleDraft {
  return {
    name: terms.name,
    from,
    rate: percentText(terms.rateBasisPoints).replace('%', ''),
    cutTo: terms.cutTo,
    baseItems: [...terms.baseItems],
    frequency: terms.frequency,
    baseMonth: terms.baseMonth,
    cases: terms.cases.map(({ name, applies, monthsBelow, method, flat, source }) => ({
      key: nextKey(),
      name,
      applies,
      monthsBelow: monthsBelow ?? null,
      method,
      flat,
      source,
    })),
    branchShare: terms.branchShare,
    source: terms.source,
    note: terms.note,
  };
}

/** 0.5 % of the wage of the month, cut to ten yuan, as the national notice has it. */
export const PLAIN_RULE: DuesRuleTerms = {
  name: '本单位标准',
  rateBasisPoints: 50,
  cutTo: fen(1000),
  baseItems: [],
  frequency: 'month',
  baseMonth: 'own',
  cases: [],
  branchShare: 0,
  source: '',
  note: '',
};

/** `0.5` -> 50; undefined when it is no percentage with at most two decimals. */
export function basisPoints(text: string): number | undefined {
  const match = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(text.normalize('NFKC').replace(/[%\s]/g, ''));
  if (!match) return undefined;
  const points = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return points <= 10_000 ? points : undefined;
}

/** What would be saved; undefined while something is missing or cannot be read. */
export function termsOf(draft: RuleDraft): DuesRuleTerms | undefined {
  const rateBasisPoints = basisPoints(draft.rate);
  if (rateBasisPoints === undefined || draft.cutTo === undefined || draft.cutTo < 1 || draft.name.trim() === '') {
    return undefined;
  }
  const cases = draft.cases.map(caseOf);
  if (cases.some((each) => each === undefined)) return undefined;
  const { name, baseItems, frequency, baseMonth, branchShare, source, note } = draft;
  return {
    name,
    rateBasisPoints,
    cutTo: draft.cutTo,
    baseItems,
    frequency,
    baseMonth,
    cases: cases.filter((each) => each !== undefined),
    branchShare,
    source,
    note,
  };
}

function caseOf({ name, applies, monthsBelow, method, flat, source }: CaseDraft): DuesCase | undefined {
  const newcomer = applies === 'newcomer';
  if (name.trim() === '' || (newcomer && monthsBelow === null)) return undefined;
  if (method !== 'previousWage' && flat === undefined) return undefined;
  return {
    name: name.trim(),
    applies,
    ...(newcomer && monthsBelow !== null ? { monthsBelow } : {}),
    method,
    ...(method !== 'previousWage' && flat !== undefined ? { flat } : {}),
    source,
  };
}
