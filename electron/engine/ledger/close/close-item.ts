import type { CloseItem } from '#shared/contract/ledger.ts';

/** A check that bars closing. @param problem what is said when it is not ok */
export const must = (label: string, ok: boolean, problem: string): CloseItem => ({
  label,
  ok,
  blocking: true,
  detail: ok ? '' : problem,
});
/** A check that is only pointed out. */
export const should = (label: string, ok: boolean, problem: string): CloseItem => ({
  label,
  ok,
  blocking: false,
  detail: ok ? '' : problem,
});
