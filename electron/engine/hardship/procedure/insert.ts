import type { Day } from '#shared/calendar.ts';
import type { StepInput } from '#shared/contract/hardship.ts';
import type { WriteContext } from '../../context.ts';
import { type Moved, movedOf } from './moved.ts';
import type { FileState, StepFacts, StoredStep } from './state.ts';

/** Writes one step; the schema refuses one that may not follow here. */
export function insertStep(
  context: WriteContext,
  state: FileState,
  step: StepInput,
  facts: StepFacts,
  before: Moved = movedOf(state),
): void {
  const { kind, day, staff, ...entered } = step;
  const { resolutionId, ...written } = 'resolutionId' in entered ? entered : { ...entered, resolutionId: undefined };
  context.db.run(
    `INSERT INTO hardship_steps (id, file_id, round, sequence, kind, day, people, facts, resolution_id, before, recorded_at, recorded_by)
     VALUES (:id, :fileId, :round, (SELECT coalesce(max(sequence), 0) + 1 FROM hardship_steps WHERE file_id = :fileId), :kind, :day,
             :people, :facts, :resolutionId, :before, :now, :operator)`,
    {
      id: context.newId(),
      fileId: state.id,
      round: state.round,
      kind,
      day,
      people: JSON.stringify(staff),
      facts: JSON.stringify({ ...written, ...facts }),
      resolutionId,
      before: JSON.stringify(before),
      now: context.now,
      operator: context.operator,
    },
  );
}

/** Writes the row that takes a step back; what the file says is the caller's. */
export function insertWithdrawal(
  context: WriteContext,
  state: FileState,
  step: StoredStep,
  { day, ground }: { day: Day; ground: string },
): void {
  context.db.run(
    `INSERT INTO hardship_steps (id, file_id, round, sequence, kind, day, facts, undoes_id, before, recorded_at, recorded_by)
     VALUES (:id, :fileId, :round, (SELECT max(sequence) + 1 FROM hardship_steps WHERE file_id = :fileId), 'withdrawal', :day, :facts,
             :undoesId, :before, :now, :operator)`,
    {
      id: context.newId(),
      fileId: state.id,
      round: state.round,
      day,
      facts: JSON.stringify({ ground }),
      undoesId: step.id,
      before: JSON.stringify(movedOf(state)),
      now: context.now,
      operator: context.operator,
    },
  );
}
