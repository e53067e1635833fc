import type { Day } from '#shared/calendar.ts';
import type {
  HardshipCategory,
  HardshipCause,
  HardshipStage,
  HardshipStatus,
  OlderCategory,
} from '#shared/contract/hardship.ts';
import type { Readable } from '../../database.ts';
import { studiesIn } from './task-sql.ts';

/** A file with what statistics count it by; category, cause and family are as they stand now. */
export interface CountedFile {
  id: string;
  category: HardshipCategory;
  olderCategory: OlderCategory;
  cause: HardshipCause;
  woman: boolean;
  singleParent: boolean;
  people: number;
  /** Students among the household. */
  students: number;
  openedDay: Day;
  /** What became of it, oldest first. */
  events: readonly FileEvent[];
}

/** From this day on the file stands so. */
export interface FileEvent {
  day: Day;
  status: HardshipStatus;
}

interface StoredFile {
  id: string;
  category: HardshipCategory;
  olderCategory: OlderCategory;
  cause: HardshipCause;
  sex: string | null;
  singleParent: number;
  people: number;
  students: number;
  status: string;
  stage: HardshipStage;
  stageDay: string;
  openedDay: Day;
}

export const COUNTED_FILES = `
  SELECT file.id, file.category, file.older_category AS olderCategory, file.cause, members.sex,
         coalesce(form.single_parent, particulars.single_parent, 0) AS singleParent, file.people,
         (SELECT count(*) FROM household_members AS person WHERE person.file_id = file.id
            AND ${studiesIn(':year')}) AS students,
         file.status, file.stage, file.stage_day AS stageDay, file.opened_day AS openedDay
  FROM hardship_files AS file CROSS JOIN members ON members.id = file.member_id
  LEFT JOIN hardship_forms AS form ON form.file_id = file.id
  LEFT JOIN member_particulars AS particulars ON particulars.member_id = file.member_id
  ORDER BY file.number`;

/** Changes of before the procedure was kept, then the steps that were not taken back. */
export const FILE_EVENTS = `
  SELECT file_id AS fileId, day, to_status AS kind, 0 AS later, sequence FROM hardship_changes
  UNION ALL
  SELECT file_id, day, kind, 1, sequence FROM hardship_steps AS step
  WHERE kind IN ('application', 'filing', 'resolved', 'closed', 'returned')
    AND NOT EXISTS (SELECT 1 FROM hardship_steps AS undo WHERE undo.undoes_id = step.id)
  ORDER BY fileId, day, later, sequence`;

const STATUS_OF: Readonly<Record<string, HardshipStatus>> = {
  application: 'applying',
  returned: 'applying',
  filing: 'open',
  open: 'open',
  resolved: 'resolved',
  closed: 'closed',
};

/** Every file with its life. @param year of the statistics: who finishes school before it studies no more */
export function countedFiles(db: Readable, year: number): CountedFile[] {
  const events = new Map<string, FileEvent[]>();
  for (const { fileId, day, kind } of db.all<{ fileId: string; day: Day; kind: string }>(FILE_EVENTS)) {
    const status = STATUS_OF[kind];
    if (status === undefined) continue;
    const list = events.get(fileId) ?? [];
    list.push({ day, status });
    events.set(fileId, list);
  }
  return db.all<StoredFile>(COUNTED_FILES, { year }).map((stored) => {
    const { sex, singleParent, status: _status, stage: _stage, stageDay: _stageDay, ...file } = stored;
    return {
      ...file,
      woman: sex === 'female',
      singleParent: singleParent === 1,
      events: lifeOf(stored, events.get(stored.id) ?? []),
    };
  });
}

/** Files of before the procedure began with their opening; an application that has no step yet began with its entry. */
function lifeOf({ stage, openedDay }: StoredFile, events: readonly FileEvent[]): FileEvent[] {
  if (stage === 'filed' && !events.some(({ status }) => status === 'open'))
    return [{ day: openedDay, status: 'open' as const }, ...events];
  if (events.length === 0) return [{ day: openedDay, status: 'applying' }];
  const [first] = events;
  // old files: their first change was away from 在档, which they were since their opening
  if (first && (first.status === 'resolved' || first.status === 'closed'))
    return [{ day: openedDay < first.day ? openedDay : first.day, status: 'open' }, ...events];
  return [...events];
}

/** How the file stood at the end of a day; undefined before it was there. */
export function statusOn({ events }: Pick<CountedFile, 'events'>, on: Day): HardshipStatus | undefined {
  return events.findLast(({ day }) => day <= on)?.status;
}

/** How often it came to a status between two days, both included. */
export function timesOf({ events }: Pick<CountedFile, 'events'>, wanted: HardshipStatus, from: Day, to: Day): number {
  return events.filter(({ day, status }) => status === wanted && day >= from && day <= to).length;
}
