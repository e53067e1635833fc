import { z } from 'zod';
import type { AuditPackageRecord } from '#shared/contract/review.ts';
import { refuse } from '#shared/errors.ts';
import type { Readable } from '../database.ts';
import { listPeriods, yearsOfBooks } from '../ledger/commands.ts';

const COLUMNS = 'id, year, made_at, folder_name, files, trail_head, checks_passed, checks_failed';
export const LIST_PACKAGES = `SELECT ${COLUMNS} FROM audit_packages ORDER BY made_at DESC, id`;

interface PackageRow {
  id: string;
  year: number;
  made_at: string;
  folder_name: string;
  /** JSON array of files */
  files: string;
  trail_head: string;
  checks_passed: number;
  checks_failed: number;
}

const filesSchema = z.array(z.strictObject({ name: z.string(), sha256: z.string(), bytes: z.number() }));

const recordOf = (row: PackageRow): AuditPackageRecord => ({
  id: row.id,
  year: row.year,
  madeAt: row.made_at,
  folderName: row.folder_name,
  files: filesSchema.parse(JSON.parse(row.files)),
  trailHead: row.trail_head,
  checksPassed: row.checks_passed,
  checksFailed: row.checks_failed,
});

/** Every audit package that was made, the newest first. */
export function listPackages(db: Readable): AuditPackageRecord[] {
  return db.all<PackageRow>(LIST_PACKAGES).map(recordOf);
}

/** @throws Refusal `request.notFound` */
export function getPackage(db: Readable, id: string): AuditPackageRecord {
  const row = db.get<PackageRow>(`SELECT ${COLUMNS} FROM audit_packages WHERE id = :id`, { id });
  if (!row) throw refuse('request.notFound', { what: '送审包' });
  return recordOf(row);
}

/** The years that have vouchers, the newest first, with how far they are closed. */
export function listYears(db: Readable): { year: number; vouchers: number; closedMonths: number }[] {
  return yearsOfBooks(db)
    .map((year) => {
      const { periods } = listPeriods(db, year);
      return {
        year,
        vouchers: periods.reduce((total, period) => total + period.vouchers, 0),
        closedMonths: periods.filter((period) => period.status === 'closed').length,
      };
    })
    .filter(({ vouchers }) => vouchers > 0)
    .toReversed();
}
