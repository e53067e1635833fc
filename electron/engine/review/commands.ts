import { basename } from 'node:path';
import { refuse } from '#shared/errors.ts';
import type { WriteContext } from '../context.ts';
import type { Writable } from '../database.ts';
import type { JobOutcome } from '../jobs/protocol.ts';
import { listPeriods } from '../ledger/commands.ts';
import { appendTrail } from '../trail.ts';

/**
 * Orders the audit package of a year: leaves the trail row that is the last one the package's cover shows, and starts the job.
 * @returns the job's id
 * @throws Refusal `review.yearEmpty`, `file.gone` (folder token), `job.busy`
 */
export function orderPackage(
  context: WriteContext,
  { year, folder }: { year: number; folder: string },
): { job: string } {
  const chosen = context.chosenFolder(folder);
  const { periods } = listPeriods(context.db, year);
  if (periods.every(({ vouchers }) => vouchers === 0)) throw refuse('review.yearEmpty', { year });
  const packageId = context.newId();
  context.trail({
    subject: 'auditPackage',
    id: packageId,
    label: `${year} 年度送审包`,
    after: { year, folder: chosen.name },
  });
  const { operator, now } = context;
  return { job: context.schedule({ kind: 'auditPackage', packageId, year, folder: chosen.path, operator, now }) };
}

/** Keeps the record of an audit package that was made, with its trail row. */
export function recordPackage(
  db: Writable,
  outcome: Extract<JobOutcome, { kind: 'auditPackage' }>,
  now: string,
  operator: string,
): void {
  const { packageId: id, year, files, trailHead, checks } = outcome;
  const folderName = basename(outcome.folder);
  db.run(
    `INSERT INTO audit_packages (id, year, made_at, folder_name, files, trail_head, checks_passed, checks_failed)
     VALUES (:id, :year, :now, :folderName, :files, :trailHead, :passed, :failed)`,
    { id, year, now, folderName, files: JSON.stringify(files), trailHead, ...checks },
  );
  appendTrail(db, now, operator, 'review.exportPackage', {
    subject: 'auditPackage',
    id,
    label: folderName,
    after: { year, files, trailHead, checks },
  });
}
