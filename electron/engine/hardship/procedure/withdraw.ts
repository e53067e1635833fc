import { type HardshipRecord, STEP_NAMES } from '#shared/contract/hardship.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import { refuse } from '#shared/errors.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { assertStillOneHousehold } from '../files/household.ts';
import { getFile } from '../files/record.ts';
import { insertWithdrawal } from './insert.ts';
import { moveFile, readMoved, WIPED } from './moved.ts';
import { type FileState, type StoredStep, stateOf, stepsOf, trailFacts } from './state.ts';

/**
 * Takes back the newest step that counts, with the day and the ground: a further row that puts the file back as it stood before.
 * @throws Refusal `hardship.nothingToWithdraw`, `hardship.stepBuiltOn` (aid was paid since), `hardship.stepBefore`,
 *   `hardship.stepFuture`, `hardship.householdTaken` (a file that comes back), `request.notFound`
 */
export function withdrawStep(
  context: WriteContext,
  { fileId, day, ground }: ParsedInputOf<'hardship.withdrawStep'>,
): HardshipRecord {
  const { db } = context;
  const state = stateOf(db, fileId);
  const steps = stepsOf(db, fileId);
  const newest = withdrawable(state, steps);
  if (!newest) throw refuse('hardship.nothingToWithdraw', { name: state.name });
  const named = STEP_NAMES[newest.kind];
  if (day > context.today)
    throw refuse('hardship.stepFuture', { name: state.name, step: '撤回', day, today: context.today });
  if (day < newest.day)
    throw refuse('hardship.stepBefore', { name: state.name, step: '撤回', last: named, day: newest.day });
  if (builtOn(db, state, newest)) throw refuse('hardship.stepBuiltOn', { name: state.name, step: named });
  insertWithdrawal(context, state, newest, { day, ground });
  const back = readMoved(newest.before);
  // the older category is also a field of the form: only a decision moved it
  const olderCategory = newest.kind === 'decision' ? back.olderCategory : state.olderCategory;
  moveFile(db, fileId, { ...back, olderCategory });
  if (state.status !== 'open' && back.status === 'open') assertStillOneHousehold(db, fileId);
  context.trail({
    subject: 'hardshipFile',
    id: fileId,
    label: `${state.number} ${state.name} 撤回${named}`,
    before: trailFacts(state),
    after: { ...trailFacts(stateOf(db, fileId)), withdrawn: { kind: newest.kind, day: newest.day } },
  });
  return getFile(db, fileId);
}

/** The newest step that counts; not the application that the file began with, and nothing of a file that was wiped. */
export function withdrawable(state: FileState, steps: readonly StoredStep[]): StoredStep | undefined {
  const newest = steps.findLast(({ undoneDay }) => undoneDay === null);
  if (newest?.kind === 'application' && state.round === 1) return undefined;
  return newest?.before === WIPED ? undefined : newest;
}

/** Aid paid on the strength of the step, reversed or not: its row stays for ever. */
function builtOn(db: Readable, { id: fileId, consentDay }: FileState, { kind, day, before }: StoredStep): boolean {
  // of files of before: the consent was signed when they were on file already
  const gaveConsent = consentDay !== null && readMoved(before).consentDay === null;
  if (kind !== 'filing' && kind !== 'review' && !gaveConsent) return false;
  return db.get('SELECT 1 FROM aids WHERE file_id = :fileId AND day >= :day', { fileId, day }) !== undefined;
}
