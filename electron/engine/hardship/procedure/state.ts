import { z } from 'zod';
import type { Day } from '#shared/calendar.ts';
import type { HardshipCategory, HardshipStage, HardshipStatus, SignedPaper } from '#shared/contract/hardship.ts';
import { SIGNED_PAPERS } from '#shared/contract/hardship.ts';
import { refuse } from '#shared/errors.ts';
import type { StepKind, StoredStatus } from '#shared/hardship-procedure.ts';
import type { Readable } from '../../database.ts';

/** What the procedure moves on a file. */
export interface FileState {
  id: string;
  number: string;
  name: string;
  stage: HardshipStage;
  /** '' for files of before. */
  stageDay: Day | '';
  status: StoredStatus;
  round: number;
  suggested: HardshipCategory;
  category: HardshipCategory;
  decisionGround: string;
  olderCategory: string;
  resolutionId: string | null;
  consentDay: Day | null;
  openedDay: Day;
  reviewedDay: Day;
  noticeUntil: Day | null;
}

const STATE = `
  SELECT file.id, file.number, members.name, file.stage, file.stage_day AS stageDay, file.status, file.round, file.suggested,
         file.category, file.decision_ground AS decisionGround, file.older_category AS olderCategory,
         file.resolution_id AS resolutionId, file.consent_day AS consentDay, file.opened_day AS openedDay,
         file.reviewed_day AS reviewedDay, file.notice_until AS noticeUntil
  FROM hardship_files AS file JOIN members ON members.id = file.member_id`;

/** @throws Refusal `request.notFound` */
export function stateOf(db: Readable, fileId: string): FileState {
  const state = db.get<FileState>(`${STATE} WHERE file.id = :fileId`, { fileId });
  if (!state) throw refuse('request.notFound', { what: '困难档案' });
  return state;
}

/** What pages call status: an application is 办理中 until it is filed. */
export function shownStatus({ stage, status }: Pick<FileState, 'stage' | 'status'>): HardshipStatus {
  return status === 'open' && stage !== 'filed' ? 'applying' : status;
}

/** What the trail tells: never what was written about the family. */
export function trailFacts(state: FileState): Record<string, unknown> {
  const { stage, round, category, openedDay, reviewedDay, noticeUntil } = state;
  return { stage, status: shownStatus(state), round, category, openedDay, reviewedDay, noticeUntil };
}

const factValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
/** What was entered with a step, by field. */
export type StepFacts = z.output<typeof storedFacts>;
const storedFacts = z.record(z.string(), factValue);
const storedPeople = z.array(z.string());

/** One step as it lies in the books, with who took it back. */
export interface StoredStep {
  id: string;
  round: number;
  sequence: number;
  kind: StepKind;
  day: Day;
  people: string[];
  facts: StepFacts;
  /** The file before this step, JSON. */
  before: string;
  resolutionTitle: string | null;
  recordedAt: string;
  recordedBy: string;
  undoneDay: Day | null;
  undoneFacts: StepFacts | undefined;
  undoneBy: string | null;
}

export const STEPS_OF_FILE = `
  SELECT step.id, step.round, step.sequence, step.kind, step.day, step.people, step.facts, step.before,
         resolutions.title AS resolutionTitle, step.recorded_at AS recordedAt, step.recorded_by AS recordedBy,
         undo.day AS undoneDay, undo.facts AS undoneFacts, undo.recorded_by AS undoneBy
  FROM hardship_steps AS step LEFT JOIN hardship_steps AS undo ON undo.undoes_id = step.id
  LEFT JOIN resolutions ON resolutions.id = step.resolution_id
  WHERE step.file_id = :fileId AND step.kind <> 'withdrawal' ORDER BY step.sequence`;

type Row = Omit<StoredStep, 'people' | 'facts' | 'undoneFacts'> & {
  people: string;
  facts: string;
  undoneFacts: string | null;
};

/** Every step of a file, oldest first; those that were taken back carry who did and when. */
export function stepsOf(db: Readable, fileId: string): StoredStep[] {
  return db.all<Row>(STEPS_OF_FILE, { fileId }).map((row) => ({
    ...row,
    people: storedPeople.parse(JSON.parse(row.people)),
    facts: storedFacts.parse(JSON.parse(row.facts)),
    undoneFacts: row.undoneFacts === null ? undefined : storedFacts.parse(JSON.parse(row.undoneFacts)),
  }));
}

/** Those that count: not taken back, of the round that runs. */
export function liveSteps(steps: readonly StoredStep[], round: number): StoredStep[] {
  return steps.filter((step) => step.undoneDay === null && step.round === round);
}

const FACT_OF_SIGNATURE: Readonly<Record<SignedPaper, string>> = {
  application: 'applicationDay',
  authorisation: 'authorisationDay',
  consent: 'consentDay',
};

/** The papers that were not signed yet. Consent once given holds in later rounds too. */
export function unsignedPapers(state: FileState, live: readonly StoredStep[]): SignedPaper[] {
  return SIGNED_PAPERS.filter((paper) => {
    if (paper === 'consent') return state.consentDay === null;
    return !live.some(({ kind, facts }) =>
      kind === 'signing'
        ? Array.isArray(facts['signed']) && facts['signed'].includes(paper)
        : facts[FACT_OF_SIGNATURE[paper]] !== undefined,
    );
  });
}
