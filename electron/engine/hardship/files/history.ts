import type { Day } from '#shared/calendar.ts';
import type { Assessment, KeptAssessment } from '#shared/contract/hardship.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { storedAssessment } from './assessment.ts';

// 测算记录: every computation a file rested on, so that yearly reviews can be compared. Rows are only ever added.

export const ASSESSMENTS_OF_FILE = `
  SELECT day, people, assessment, operator, at FROM hardship_assessments WHERE file_id = :fileId ORDER BY sequence DESC`;

/** The computations of a file, newest first. */
export function assessmentsOf(db: Readable, fileId: string): KeptAssessment[] {
  return db
    .all<Omit<KeptAssessment, 'assessment'> & { assessment: string }>(ASSESSMENTS_OF_FILE, { fileId })
    .map((row) => ({ ...row, assessment: storedAssessment(row.assessment) }));
}

/** Keeps a computation, unless it says the very same as the last one of this file. */
export function keepAssessment(
  context: WriteContext,
  fileId: string,
  { day, people, assessment }: { day: Day; people: number; assessment: Assessment },
): void {
  const { db, operator, now } = context;
  const json = JSON.stringify(assessment);
  const last = db.get<{ sequence: number; json: string }>(
    `SELECT sequence, assessment AS json FROM hardship_assessments WHERE file_id = :fileId ORDER BY sequence DESC LIMIT 1`,
    { fileId },
  );
  if (last?.json === json) return;
  db.run(
    `INSERT INTO hardship_assessments (id, file_id, sequence, day, people, per_head_monthly, suggested, parameters_id, assessment,
       operator, at)
     VALUES (:id, :fileId, :sequence, :day, :people, :perHeadMonthly, :suggested, :parametersId, :json, :operator, :now)`,
    {
      id: context.newId(),
      fileId,
      sequence: (last?.sequence ?? 0) + 1,
      day,
      people,
      perHeadMonthly: assessment.perHeadMonthly,
      suggested: assessment.suggested,
      parametersId: assessment.parameters.id,
      json,
      operator,
      now,
    },
  );
}
