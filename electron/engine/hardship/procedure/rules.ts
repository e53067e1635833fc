import type { Day } from '#shared/calendar.ts';
import {
  HARDSHIP_STAGE_NAMES,
  mayFollow,
  nextStep,
  SIGNED_PAPER_NAMES,
  STEP_NAMES,
  type StepInput,
} from '#shared/contract/hardship.ts';
import { refuse } from '#shared/errors.ts';
import type { Readable } from '../../database.ts';
import { noticeWords } from './missing.ts';
import { type FileState, liveSteps, type StoredStep, unsignedPapers } from './state.ts';

/**
 * Whether a step may be entered now.
 * @throws Refusal `hardship.stepNotAllowed`, `hardship.stepFuture`, `hardship.stepBefore`, `hardship.stepMissing`,
 *   `hardship.stepBuiltOn`, `hardship.groundNeeded`, `request.notFound` (resolution)
 */
export function assertStep(
  db: Readable,
  state: FileState,
  steps: readonly StoredStep[],
  step: StepInput,
  today: Day,
): void {
  const { name } = state;
  const named = STEP_NAMES[step.kind];
  if (!mayFollow(step.kind, state)) {
    const next = nextStep(state);
    throw refuse('hardship.stepNotAllowed', {
      name,
      stage: standingWords(state),
      step: named,
      next: next === undefined ? '' : `，下一步是「${STEP_NAMES[next]}」`,
    });
  }
  if (step.kind === 'application' && state.stage === 'applied' && !onlyApplied(state, steps))
    throw refuse('hardship.stepBuiltOn', { name, step: named });
  for (const date of [step.day, ...signingDays(step)])
    if (date > today) throw refuse('hardship.stepFuture', { name, step: named, day: date, today });
  assertOrder(state, steps, step);
  const lacking = lackingFor(state, steps, step);
  if (lacking.length > 0) throw refuse('hardship.stepMissing', { name, step: named, missing: lacking.join('、') });
  if (decides(step) && step.category !== state.suggested && step.ground === '')
    throw refuse('hardship.groundNeeded', { name });
  if (
    'resolutionId' in step &&
    step.resolutionId !== undefined &&
    !db.get('SELECT 1 FROM resolutions WHERE id = :id', { id: step.resolutionId })
  )
    throw refuse('request.notFound', { what: '集体决议' });
}

/** Nothing followed the application of this round: it may be dated anew (补录). */
export function onlyApplied({ round }: FileState, steps: readonly StoredStep[]): boolean {
  return liveSteps(steps, round).every(({ kind }) => kind === 'application');
}

/** 审批 that accepts, and 复核: they set the category. */
function decides(step: StepInput): step is Extract<StepInput, { kind: 'decision' | 'review' }> {
  return step.kind === 'review' || (step.kind === 'decision' && step.outcome === 'accepted');
}

/** `公示中`, `在档`, `脱困`: where a file stands, for a sentence. */
function standingWords({ stage, status }: FileState): string {
  if (stage !== 'filed') return HARDSHIP_STAGE_NAMES[stage];
  return { open: '在档', resolved: '脱困', closed: '注销' }[status];
}

function signingDays(step: StepInput): Day[] {
  if (step.kind !== 'visit') return [];
  return [step.applicationDay, step.authorisationDay, step.consentDay].filter((date) => date !== undefined);
}

/** Steps go forward in time; only a signature may be entered later than it was given. */
function assertOrder(state: FileState, steps: readonly StoredStep[], step: StepInput): void {
  if (step.kind === 'signing') return;
  const last = steps.findLast(
    ({ kind, undoneDay, round }) =>
      undoneDay === null &&
      kind !== 'signing' &&
      // an application that is dated anew takes the place of this one
      !(step.kind === 'application' && state.stage === 'applied' && round === state.round),
  );
  // a file of before came without steps
  const earliest = last?.day ?? (steps.length === 0 ? state.openedDay : undefined);
  if (earliest !== undefined && step.day < earliest)
    throw refuse('hardship.stepBefore', {
      name: state.name,
      step: STEP_NAMES[step.kind],
      last: last === undefined ? '建档' : STEP_NAMES[last.kind],
      day: earliest,
    });
}

function lackingFor(state: FileState, steps: readonly StoredStep[], step: StepInput): string[] {
  const live = liveSteps(steps, state.round);
  switch (step.kind) {
    case 'notice':
    case 'filing':
      return unsignedPapers(state, live).map((paper) => `${SIGNED_PAPER_NAMES[paper]}签署日期`);
    case 'decision':
      return state.noticeUntil !== null && step.day <= state.noticeUntil ? [noticeWords(live, state.noticeUntil)] : [];
    default:
      return [];
  }
}
