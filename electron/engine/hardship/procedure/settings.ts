import type { ProcedureSettings } from '#shared/contract/hardship.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';

/** How this union does 建档办理: days of the notice, names on it, how long files are kept. */
export function readSettings(db: Readable): ProcedureSettings {
  const settings = db.get<ProcedureSettings>(
    `SELECT notice_working_days AS noticeWorkingDays, notice_source AS noticeSource, notice_names AS noticeNames,
            retention_years AS retentionYears, retention_source AS retentionSource, contact
     FROM hardship_settings`,
  );
  if (!settings) throw new Error('books without hardship settings');
  return settings;
}

/** Notices that hang already keep the days they began with. */
export function saveSettings(context: WriteContext, settings: ProcedureSettings): ProcedureSettings {
  const before = readSettings(context.db);
  context.db.run(
    `UPDATE hardship_settings SET notice_working_days = :noticeWorkingDays, notice_source = :noticeSource,
       notice_names = :noticeNames, retention_years = :retentionYears, retention_source = :retentionSource, contact = :contact`,
    { ...settings },
  );
  const after = readSettings(context.db);
  context.trail({ subject: 'hardshipParameters', id: 'procedure', label: '建档办理设置', before, after });
  return after;
}
