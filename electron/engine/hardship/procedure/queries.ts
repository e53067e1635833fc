import type { Day } from '#shared/calendar.ts';
import type { Window } from '#shared/contract/fields.ts';
import {
  type HardshipStage,
  nextStep,
  type ProcedureRecord,
  type ProcedureRow,
  type ProcedureState,
  stepsFrom,
} from '#shared/contract/hardship.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import type { Params, Readable } from '../../database.ts';
import { likePattern } from '../../like.ts';
import { shownStep } from './facts.ts';
import { missingFor } from './missing.ts';
import { type FileState, type StoredStep, shownStatus, stateOf, stepsOf } from './state.ts';
import { withdrawable } from './withdraw.ts';

type Filter = Pick<ParsedInputOf<'hardship.listProcedures'>, 'stage' | 'search'>;

function whereOf({ stage, search }: Filter): string {
  const conditions = [
    stage === undefined ? "file.stage <> 'filed' AND file.stage <> 'refused'" : 'file.stage = :stage',
  ];
  if (search !== '')
    conditions.push("(members.search_text LIKE :like ESCAPE '\\' OR file.number LIKE :like ESCAPE '\\')");
  return conditions.join(' AND ');
}

/** The SQL of one window of the files on their way, newest number first. */
export function procedureListSql(filter: Filter): string {
  return `
    SELECT file.id AS fileId, coalesce(groups.name, '') AS groupName
    FROM hardship_files AS file CROSS JOIN members ON members.id = file.member_id LEFT JOIN groups ON groups.id = members.group_id
    WHERE ${whereOf(filter)} ORDER BY file.number DESC LIMIT :limit OFFSET :offset`;
}
export const COUNT_STAGES = `
  SELECT stage, count(*) AS count FROM hardship_files WHERE stage <> 'filed' GROUP BY stage`;

/** A window of the files on their way, each with what is missing, and how many are at each stage. */
export function listProcedures(
  db: Readable,
  { offset, limit, ...filter }: ParsedInputOf<'hardship.listProcedures'>,
  today: Day,
): Window<ProcedureRow> & { stages: { stage: HardshipStage; count: number }[] } {
  const params: Params = {
    ...(filter.stage === undefined ? {} : { stage: filter.stage }),
    ...(filter.search === '' ? {} : { like: likePattern(filter.search) }),
  };
  const total = db.get<{ total: number }>(
    `SELECT count(*) AS total FROM hardship_files AS file CROSS JOIN members ON members.id = file.member_id WHERE ${whereOf(filter)}`,
    params,
  );
  const rows = db
    .all<{ fileId: string; groupName: string }>(procedureListSql(filter), { ...params, limit, offset })
    .map(({ fileId, groupName }): ProcedureRow => {
      const state = stateOf(db, fileId);
      const { number, name: memberName } = state;
      return { fileId, number, memberName, groupName, ...procedureState(state, stepsOf(db, fileId), today) };
    });
  return { total: total?.total ?? 0, rows, stages: db.all(COUNT_STAGES) };
}

function procedureState(state: FileState, steps: readonly StoredStep[], today: Day): ProcedureState {
  const { stage, stageDay, round, noticeUntil } = state;
  const next = nextStep(state);
  return {
    stage,
    status: shownStatus(state),
    round,
    possible: stepsFrom(state),
    missing: missingFor(state, steps, today),
    ...(stageDay === '' ? {} : { since: stageDay }),
    ...(next === undefined ? {} : { next }),
    ...(noticeUntil === null ? {} : { noticeUntil }),
  };
}

/** The whole way of one file. @throws Refusal `request.notFound` */
export function readProcedure(db: Readable, fileId: string, today: Day): ProcedureRecord {
  const state = stateOf(db, fileId);
  const steps = stepsOf(db, fileId);
  return {
    fileId,
    number: state.number,
    memberName: state.name,
    suggested: state.suggested,
    category: state.category,
    ...procedureState(state, steps, today),
    steps: steps.map(shownStep),
    mayWithdraw: withdrawable(state, steps) !== undefined,
  };
}
