import { z } from 'zod';
import { fileToken, id, nothing, yearField } from './fields.ts';
import { output, read, write } from './operation.ts';

/** One line of the self-check (自查). */
export interface CheckResult {
  id: string;
  group: string;
  title: string;
  state: 'passed' | 'failed' | 'notApplicable';
  /** What was found, naming the record when something is wrong. */
  finding: string;
  /** What to do next when it failed. */
  next: string;
}

export interface AuditPackageRecord {
  id: string;
  year: number;
  madeAt: string;
  folderName: string;
  files: { name: string; sha256: string; bytes: number }[];
  trailHead: string;
  checksPassed: number;
  checksFailed: number;
}

export const reviewOperations = {
  'review.runSelfCheck': read('review', z.strictObject({ year: yearField }), output<CheckResult[]>()),
  'review.listPackages': read('review', nothing, output<AuditPackageRecord[]>()),
  /** Writes 送审包 for a year into a folder the person picked; a job. The export stands on the audit trail. */
  'review.exportPackage': write(
    'review',
    z.strictObject({ year: yearField, folder: fileToken }),
    output<{ job: string }>(),
  ),
  /** The years that have vouchers. */
  'review.listYears': read('review', nothing, output<{ year: number; vouchers: number; closedMonths: number }[]>()),
  'review.getPackage': read('review', z.strictObject({ id }), output<AuditPackageRecord>()),
};
