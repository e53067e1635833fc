import type { AttachmentCheck } from '#shared/contract/ledger.ts';
import type { CheckResult } from '#shared/contract/review.ts';
import type { Readable } from '../database.ts';
import { checkAids } from './checks/aid-checks.ts';
import { judgeAttachmentFiles } from './checks/attachment-checks.ts';
import { checkBudget } from './checks/budget-checks.ts';
import { checkDecisions } from './checks/decision-checks.ts';
import { checkDues } from './checks/dues-checks.ts';
import { checkLedger } from './checks/ledger-checks.ts';
import { checkStock } from './checks/stock-checks.ts';
import { checkVisits } from './checks/visit-checks.ts';
import { type AuditFacts, readFacts } from './facts.ts';
import type { CheckCounts } from './package-result.ts';

/**
 * 自查 of a year: every check with what it found and, where it failed, what to do next.
 * @param attachments what became of the year's attachment files; left out where there is only a connection
 */
export function runSelfCheck(
  db: Readable,
  year: number,
  facts: AuditFacts = readFacts(db, year),
  attachments?: AttachmentCheck,
): CheckResult[] {
  return [
    ...checkLedger(db, facts),
    ...(attachments ? [judgeAttachmentFiles(attachments)] : []),
    ...checkBudget(facts),
    ...checkDues(db, facts),
    ...checkVisits(db, facts),
    ...checkStock(db, facts),
    ...checkAids(db, facts),
    ...checkDecisions(facts),
  ];
}

export function countChecks(results: readonly CheckResult[]): CheckCounts {
  return {
    passed: results.filter((result) => result.state === 'passed').length,
    failed: results.filter((result) => result.state === 'failed').length,
  };
}
