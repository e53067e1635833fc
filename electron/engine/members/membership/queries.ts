import type { Day, Month } from '#shared/calendar.ts';
import type { Window } from '#shared/contract/fields.ts';
import {
  type ApplicantRow,
  type ChangeRow,
  MEMBER_STATUSES,
  type MemberStatus,
  type MembershipChange,
  type RetainedKind,
} from '#shared/contract/members.ts';
import type { Params, Readable } from '../../database.ts';
import { likePattern } from '../../like.ts';

interface StoredChange {
  sequence: number;
  day: Day;
  month: Month;
  from_status: MemberStatus | '';
  to_status: MemberStatus;
  kind: RetainedKind | '';
  ground: string;
  approval: string;
  approved_day: Day | null;
  destination: string;
  talk_day: Day | null;
  undoes: number | null;
  undone: 0 | 1;
  operator: string;
}

const CHANGE_COLUMNS = `
  change.sequence, change.day, coalesce(change.month, substr(change.day, 1, 7)) AS month, change.from_status, change.to_status,
  change.kind, change.ground, change.approval, change.approved_day, change.destination,
  (SELECT day FROM member_talks WHERE member_talks.id = change.talk_id) AS talk_day, change.undoes,
  EXISTS (SELECT 1 FROM member_changes AS undo
          WHERE undo.member_id = change.member_id AND undo.undoes = change.sequence AND undo.undoes IS NOT NULL) AS undone,
  change.operator`;

function changeOf(row: StoredChange): MembershipChange {
  const { sequence, day, month, kind, ground, approval, destination, operator } = row;
  return {
    sequence,
    day,
    month,
    from: row.from_status,
    to: row.to_status,
    kind,
    ground,
    approval,
    ...(row.approved_day === null ? {} : { approvedDay: row.approved_day }),
    destination,
    ...(row.talk_day === null ? {} : { talkDay: row.talk_day }),
    ...(row.undoes === null ? {} : { undoes: row.undoes }),
    undone: row.undone === 1,
    operator,
  };
}

/** The membership history of one member, oldest first. */
export function listChanges(db: Readable, memberId: string): MembershipChange[] {
  return db
    .all<StoredChange>(
      `SELECT ${CHANGE_COLUMNS} FROM member_changes AS change WHERE change.member_id = :memberId ORDER BY change.sequence`,
      { memberId },
    )
    .map(changeOf);
}

/** The newest change that was not undone; undefined when there is only the entry in these books. */
export interface StandingChange {
  sequence: number;
  day: Day;
  month: Month;
  from: MemberStatus;
  to: MemberStatus;
}

export function lastStanding(db: Readable, memberId: string): StandingChange | undefined {
  return db.get<StandingChange>(
    `SELECT sequence, day, month, from_status AS "from", to_status AS "to" FROM member_changes_standing
     WHERE member_id = :memberId AND from_status <> '' ORDER BY sequence DESC LIMIT 1`,
    { memberId },
  );
}

/** True when the member has been one already: then the day of joining stays what it is. */
export function wasMember(db: Readable, memberId: string): boolean {
  return (
    db.get(
      `SELECT 1 FROM member_changes_standing WHERE member_id = :memberId AND to_status IN ('active', 'retained') LIMIT 1`,
      { memberId },
    ) !== undefined
  );
}

export interface ChangeFilter {
  fromDay: Day;
  toDay: Day;
  statuses: readonly MemberStatus[];
  search: string;
}

/** The SQL of the list of changes, for tests that look at the plan. The entry in these books is no change. */
export function changesSql(filter: ChangeFilter): { rows: string; counts: string; params: Params } {
  const { fromDay, toDay, statuses, search } = filter;
  const from = (byStatus: boolean) => `
    FROM member_changes AS change CROSS JOIN members ON members.id = change.member_id
    WHERE change.day BETWEEN :fromDay AND :toDay AND change.from_status <> ''
      ${byStatus && statuses.length > 0 ? 'AND change.to_status IN (SELECT value FROM json_each(:statuses))' : ''}
      ${search === '' ? '' : "AND members.search_text LIKE :pattern ESCAPE '\\'"}`;
  return {
    rows: `
      SELECT change.member_id, members.number, members.name,
             coalesce((SELECT name FROM groups WHERE groups.id = members.group_id), '') AS group_name, ${CHANGE_COLUMNS}
      ${from(true)} ORDER BY change.day DESC, change.member_id DESC, change.sequence DESC LIMIT :limit OFFSET :offset`,
    counts: `SELECT change.to_status AS status, count(*) AS changes ${from(false)} GROUP BY change.to_status`,
    params: {
      fromDay,
      toDay,
      ...(statuses.length === 0 ? {} : { statuses: JSON.stringify(statuses) }),
      ...(search === '' ? {} : { pattern: likePattern(search) }),
    },
  };
}

/**
 * The changes of all members between two days, the newest first.
 * @returns with how many of them led to each status, whatever statuses were asked for
 */
export function listAllChanges(
  db: Readable,
  { offset, limit, ...filter }: ChangeFilter & { offset: number; limit: number },
): Window<ChangeRow> & { counts: Record<MemberStatus, number> } {
  const { rows, counts, params } = changesSql(filter);
  const { statuses: _, ...countParams } = params;
  const counted = new Map(
    db
      .all<{ status: MemberStatus; changes: number }>(counts, countParams)
      .map(({ status, changes }): [MemberStatus, number] => [status, changes]),
  );
  const countOf = (status: MemberStatus) => counted.get(status) ?? 0;
  const asked: readonly MemberStatus[] =
    filter.statuses.length === 0 ? MEMBER_STATUSES : MEMBER_STATUSES.filter((one) => filter.statuses.includes(one));
  return {
    total: asked.reduce((total, status) => total + countOf(status), 0),
    counts: {
      applied: countOf('applied'),
      active: countOf('active'),
      retained: countOf('retained'),
      transferred: countOf('transferred'),
      withdrawn: countOf('withdrawn'),
      lapsed: countOf('lapsed'),
      expelled: countOf('expelled'),
      deceased: countOf('deceased'),
    },
    rows: db
      .all<StoredChange & { member_id: string; number: string; name: string; group_name: string }>(rows, {
        ...params,
        offset,
        limit,
      })
      .map((row) => ({
        memberId: row.member_id,
        number: row.number,
        name: row.name,
        groupName: row.group_name,
        ...changeOf(row),
      })),
  };
}

export const COUNT_APPLICANTS =
  "SELECT count(*) AS total FROM members INDEXED BY members_searched WHERE status = 'applied'";
/** With the line of the history that made them applicants. */
export const LIST_APPLICANTS = `
  SELECT members.id, members.number, members.name,
         coalesce((SELECT name FROM groups WHERE groups.id = members.group_id), '') AS groupName,
         coalesce(entered.day, '') AS since, coalesce(entered.ground, '') AS ground
  FROM members INDEXED BY members_searched
  LEFT JOIN member_changes_standing AS entered ON entered.member_id = members.id
    AND entered.sequence = (SELECT max(sequence) FROM member_changes_standing AS newest WHERE newest.member_id = members.id)
  WHERE members.status = 'applied'
  ORDER BY members.number, members.name, members.id LIMIT :limit OFFSET :offset`;

/** Whose application waits for approval, in the order of their numbers. */
export function listApplicants(db: Readable, window: { offset: number; limit: number }): Window<ApplicantRow> {
  return {
    total: db.get<{ total: number }>(COUNT_APPLICANTS)?.total ?? 0,
    rows: db.all<ApplicantRow>(LIST_APPLICANTS, window),
  };
}
