import { addDays, addYears, type Day } from '#shared/calendar.ts';
import type { HardshipReportSettings } from '#shared/contract/hardship.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { readSettings } from '../procedure/settings.ts';

/** The settings of 待办查询. */
export function readReportSettings(db: Readable): HardshipReportSettings {
  const stored = db.get<HardshipReportSettings>(
    'SELECT stalled_days AS stalledDays FROM hardship_report_settings WHERE id = 1',
  );
  if (!stored) throw new Error('the hardship lists have no settings');
  return stored;
}

/** 保存期限 as the union set it, in years, and what it rests on. */
export function readRetention(db: Readable): { retentionYears: number; retentionSource: string } {
  const { retentionYears, retentionSource } = readSettings(db);
  return { retentionYears, retentionSource };
}

/** The first day on which 保存期限 is over; of what ended on 29 February that is 1 March, as the schema counts. */
export function termOver(ended: Day, years: number): Day {
  const there = addYears(ended, years);
  return there.slice(4) === ended.slice(4) ? there : addDays(there, 1);
}

/** After how many days without a step an application stands among 办理中停滞. */
export function saveReportSettings(
  context: WriteContext,
  { stalledDays }: HardshipReportSettings,
): HardshipReportSettings {
  const { db } = context;
  const before = readReportSettings(db);
  db.run('UPDATE hardship_report_settings SET stalled_days = :stalledDays WHERE id = 1', { stalledDays });
  const after = readReportSettings(db);
  context.trail({ subject: 'hardshipReports', id: 'settings', label: '困难帮扶待办设置', before, after });
  return after;
}
