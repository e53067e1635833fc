import type { HardshipStage } from './contract/hardship/files.ts';

export type { HardshipStage } from './contract/hardship/files.ts';

// 建档办理: which step of a hardship file's way may follow where (rules.md 4.4: 申请, 初审, 入户调查, 民政核对, 公示, 审批, 建档入库; after
// that 复核, 脱困, 注销, 重新纳入). The schema refuses the same (migrations/0310-procedure.sql); a test walks the whole table.

export const HARDSHIP_STAGE_NAMES: Readonly<Record<HardshipStage, string>> = {
  applied: '待初审',
  checked: '待入户',
  visited: '待公示',
  notified: '公示中',
  decided: '待入库',
  filed: '已建档',
  refused: '未通过',
};

export const STEP_KINDS = [
  'application',
  'check',
  'signing',
  'visit',
  'verification',
  'notice',
  'objection',
  'decision',
  'filing',
  'review',
  'resolved',
  'closed',
  'returned',
] as const;
export type StepKind = (typeof STEP_KINDS)[number];
export const STEP_NAMES: Readonly<Record<StepKind, string>> = {
  application: '申请',
  check: '初审',
  signing: '签署',
  visit: '入户调查',
  verification: '民政核对',
  notice: '公示',
  objection: '公示异议',
  decision: '审批',
  filing: '建档入库',
  review: '年度复核',
  resolved: '脱困',
  closed: '注销',
  returned: '重新纳入',
};

/** As the books keep it; an application is `open` and not filed. */
export type StoredStatus = 'open' | 'resolved' | 'closed';

/** Where a file stands, as far as the order of steps goes. */
export interface Standing {
  stage: HardshipStage;
  status: StoredStatus;
}

interface StepRule {
  stages: readonly HardshipStage[];
  /** At `filed`: which of these the file must be; elsewhere the stage alone counts. */
  filedAs?: readonly StoredStatus[];
}

const RULES: Readonly<Record<StepKind, StepRule>> = {
  // at `applied` only to date the application anew, while nothing followed it
  application: { stages: ['applied', 'refused'] },
  check: { stages: ['applied'] },
  signing: { stages: ['applied', 'checked', 'visited', 'notified', 'decided', 'filed'], filedAs: ['open'] },
  visit: { stages: ['checked'] },
  verification: { stages: ['checked', 'visited'] },
  notice: { stages: ['visited'] },
  objection: { stages: ['notified'] },
  decision: { stages: ['notified'] },
  filing: { stages: ['decided'] },
  review: { stages: ['filed'], filedAs: ['open'] },
  resolved: { stages: ['filed'], filedAs: ['open'] },
  closed: { stages: ['filed'], filedAs: ['open', 'resolved'] },
  returned: { stages: ['filed'], filedAs: ['resolved', 'closed'] },
};

/** Whether a step may be entered where a file stands. The first application of a file is made with the file itself. */
export function mayFollow(kind: StepKind, { stage, status }: Standing): boolean {
  const { stages, filedAs } = RULES[kind];
  return stages.includes(stage) && (stage !== 'filed' || filedAs === undefined || filedAs.includes(status));
}

/** Every step that may be entered now, in the order of the way. */
export function stepsFrom(standing: Standing): StepKind[] {
  return STEP_KINDS.filter((kind) => mayFollow(kind, standing));
}

/** The step that leads on from a stage; undefined when nothing is waiting. */
export function nextStep({ stage, status }: Standing): StepKind | undefined {
  if (stage === 'filed') return status === 'open' ? 'review' : undefined;
  return NEXT[stage];
}
const NEXT: Readonly<Record<Exclude<HardshipStage, 'filed'>, StepKind | undefined>> = {
  applied: 'check',
  checked: 'visit',
  visited: 'notice',
  notified: 'decision',
  decided: 'filing',
  refused: undefined,
};
