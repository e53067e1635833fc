import { type Day, monthOf } from '#shared/calendar.ts';
import { type Fen, sum } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { listRenewals } from '../insurance/renewals.ts';
import { dueIn } from '../requests/due.ts';
import { countRequests } from '../requests/queries.ts';
import { visitsWorkbench } from './lines.ts';

/** What the first page says of the visits. */
export interface VisitsToDo {
  unsigned: number;
  /** Requests that wait for a decision. */
  requested: number;
  /** Birthdays of the month that nobody saw to yet. */
  birthdays: number;
  /** Members whose insurance ends soon or was not renewed; somebody in two plans counts twice. */
  renewals: number;
  /** Drives that are not closed and hold money, and how much. */
  drives: number;
  driveMoney: Fen;
}

const OPEN_DRIVES = `
  SELECT (SELECT coalesce(sum(amount), 0) FROM donation_collections_standing WHERE drive_id = drive.id)
       - (SELECT coalesce(sum(amount), 0) FROM donation_handovers_standing WHERE drive_id = drive.id) AS left
  FROM donation_drives AS drive WHERE drive.closed_day IS NULL`;

export function visitsToDo(db: Readable, today: Day): VisitsToDo {
  const open = db
    .all<{ left: Fen }>(OPEN_DRIVES)
    .map(({ left }) => left)
    .filter((left) => left > 0);
  return {
    unsigned: visitsWorkbench(db).unsigned,
    requested: countRequests(db).requested,
    birthdays: dueIn(db, 'birthday', monthOf(today)).length,
    renewals: listRenewals(db, today).length,
    drives: open.length,
    driveMoney: sum(open),
  };
}
