import type { Day } from '#shared/calendar.ts';
import { type HardshipRecord, STEP_NAMES, type StepInput } from '#shared/contract/hardship.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import { workingDaysAfter } from '#shared/working-days.ts';
import type { WriteContext } from '../../context.ts';
import { assertStillOneHousehold } from '../files/household.ts';
import { getFile } from '../files/record.ts';
import { insertStep, insertWithdrawal } from './insert.ts';
import { type Moved, movedOf, moveFile, readMoved } from './moved.ts';
import { assertStep } from './rules.ts';
import { readSettings } from './settings.ts';
import { type FileState, type StepFacts, type StoredStep, stateOf, stepsOf, trailFacts } from './state.ts';

/**
 * The first step of a file that was just made in stage `applied`: 申请. Its trail is the caller's.
 * @param application the day of the application and, where known, who took it in
 */
export function recordApplication(
  context: WriteContext,
  fileId: string,
  { day, staff = [] }: { day: Day; staff?: readonly string[] },
): void {
  const state = stateOf(context.db, fileId);
  insertStep(context, state, { kind: 'application', day, staff: [...staff], note: '' }, {});
  moveFile(context.db, fileId, { ...movedOf(state), stageDay: day });
}

/**
 * Enters steps in their order, all or none. Every step is dated and stays; category, consent, opening and review of the file
 * come from here.
 * @throws Refusal what `assertStep` refuses for the first step that may not be entered, `hardship.householdTaken` (a file that comes
 *   back), `request.notFound`
 */
export function recordSteps(
  context: WriteContext,
  { fileId, steps: inputs }: ParsedInputOf<'hardship.recordSteps'>,
): HardshipRecord {
  const { db } = context;
  const before = stateOf(db, fileId);
  for (const step of inputs) recordStep(context, fileId, step);
  const after = stateOf(db, fileId);
  if (before.status !== 'open' && after.status === 'open') assertStillOneHousehold(db, fileId);
  context.trail({
    subject: 'hardshipFile',
    id: fileId,
    label: `${after.number} ${after.name} ${inputs.map(({ kind }) => STEP_NAMES[kind]).join('、')}`,
    before: trailFacts(before),
    after: { ...trailFacts(after), steps: inputs.map(({ kind, day }) => ({ kind, day })) },
  });
  return getFile(db, fileId);
}

function recordStep(context: WriteContext, fileId: string, step: StepInput): void {
  const { db } = context;
  const state = stateOf(db, fileId);
  const steps = stepsOf(db, fileId);
  assertStep(db, state, steps, step, context.today);
  if (step.kind === 'application' && state.stage === 'applied') {
    dateAnew(context, state, steps, step);
    return;
  }
  const { facts, moved } = effectOf(context, state, steps, step);
  const next = { ...movedOf(state), ...moved };
  insertStep(context, { ...state, round: next.round }, step, facts, movedOf(state));
  moveFile(db, fileId, next);
}

/** 补录: the application was entered with the day of typing; a further row takes it back, and the right day follows. */
function dateAnew(
  context: WriteContext,
  state: FileState,
  steps: readonly StoredStep[],
  step: Extract<StepInput, { kind: 'application' }>,
): void {
  const newest = steps.findLast(({ undoneDay }) => undoneDay === null);
  const before = newest === undefined ? movedOf(state) : readMoved(newest.before);
  if (newest) insertWithdrawal(context, state, newest, { day: context.today, ground: '更正申请日期' });
  insertStep(context, state, step, {}, before);
  moveFile(context.db, state.id, { ...movedOf(state), stageDay: step.day });
}

/** What a step moves on the file, and what it adds to what was entered. */
function effectOf(
  { db }: WriteContext,
  state: FileState,
  steps: readonly StoredStep[],
  step: StepInput,
): { facts: StepFacts; moved: Partial<Moved> } {
  const at = (stage: FileState['stage']): Partial<Moved> => ({ stage, stageDay: step.day });
  const only = (moved: Partial<Moved>) => ({ facts: {}, moved });
  switch (step.kind) {
    case 'application':
    case 'returned':
      return only({ ...at('applied'), status: 'open', round: state.round + 1, noticeUntil: null });
    case 'check':
      if (step.outcome === 'incomplete') return only({});
      return only(step.outcome === 'passed' ? at('checked') : refused(state, steps, step.day));
    case 'signing':
      return only(step.signed.includes('consent') ? consented(state, step.day) : {});
    case 'visit':
      return only({ ...at('visited'), ...(step.consentDay === undefined ? {} : consented(state, step.consentDay)) });
    case 'notice': {
      const workingDays = Math.max(step.workingDays ?? 0, readSettings(db).noticeWorkingDays);
      const { until, certain } = workingDaysAfter(step.day, workingDays);
      return { facts: { workingDays, until, certain }, moved: { ...at('notified'), noticeUntil: until } };
    }
    case 'decision':
      if (step.outcome === 'refused' || step.category === undefined) return only(refused(state, steps, step.day));
      return only({
        ...at('decided'),
        category: step.category,
        decisionGround: step.ground,
        ...(step.olderCategory === '' ? {} : { olderCategory: step.olderCategory }),
        resolutionId: step.resolutionId ?? null,
      });
    case 'filing':
      // a file that comes back keeps the day on which it was opened first: aids were paid on it
      return only({ ...at('filed'), reviewedDay: step.day, ...(hasBeenFiled(steps) ? {} : { openedDay: step.day }) });
    case 'review':
      return only({
        reviewedDay: step.day,
        category: step.category,
        ...(step.ground === '' ? {} : { decisionGround: step.ground }),
        ...(step.resolutionId === undefined ? {} : { resolutionId: step.resolutionId }),
      });
    case 'resolved':
      return only({ status: 'resolved', stageDay: step.day });
    case 'closed':
      return only({ status: 'closed', stageDay: step.day });
    case 'verification':
    case 'objection':
      return only({});
  }
}

/** Consent counts from the first time it was signed: a later round's must not put aids of an earlier one before it. */
function consented({ consentDay }: FileState, signed: Day): Partial<Moved> {
  return consentDay !== null && consentDay < signed ? {} : { consentDay: signed };
}

/** A file of before came without steps; its return is the first. */
function hasBeenFiled(steps: readonly StoredStep[]): boolean {
  return steps.some(({ kind, undoneDay }) => undoneDay === null && (kind === 'filing' || kind === 'returned'));
}

/** An application that was refused is closed; a file that wanted to come back stays what it was. */
function refused({ round }: FileState, steps: readonly StoredStep[], day: Day): Partial<Moved> {
  const began = steps.find((step) => step.undoneDay === null && step.round === round);
  const status = began?.kind === 'returned' ? readMoved(began.before).status : 'closed';
  return { stage: 'refused', stageDay: day, status };
}
