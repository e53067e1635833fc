import type { Day } from '#shared/calendar.ts';
import {
  type HardshipCategory,
  type OlderCategory,
  type ProcedureRecord,
  type SignedPaper,
  STEP_NAMES,
  type StepKind,
} from '#shared/contract/hardship.ts';
import type { InputOf } from '#shared/contract/index.ts';

export type StepEntry = InputOf<'hardship.recordSteps'>['steps'][number];

/** What is typed for one step, whatever its kind: fields that a kind does not have stay empty. */
export interface StepDraft {
  kind: StepKind;
  day: Day | undefined;
  /** `陈静、吴敏` */
  staff: string;
  outcome: 'passed' | 'incomplete' | 'refused' | 'accepted';
  place: string;
  record: string;
  answer: string;
  ground: string;
  continued: string;
  applicationDay: Day | undefined;
  authorisationDay: Day | undefined;
  consentDay: Day | undefined;
  untilDay: Day | undefined;
  signed: SignedPaper[];
  category: HardshipCategory | undefined;
  olderCategory: OlderCategory;
  resolutionId: string | undefined;
}

/** A step that nothing was typed for yet; `day` undefined leaves the day open (补录). */
export function emptyStep(
  kind: StepKind,
  procedure: Pick<ProcedureRecord, 'suggested' | 'category'>,
  day: Day | undefined,
): StepDraft {
  const { suggested, category } = procedure;
  const now = kind === 'review' ? category : suggested;
  return {
    kind,
    day,
    staff: '',
    outcome: kind === 'decision' ? 'accepted' : 'passed',
    place: '',
    record: '',
    answer: '',
    ground: '',
    continued: '',
    applicationDay: undefined,
    authorisationDay: undefined,
    consentDay: undefined,
    untilDay: undefined,
    signed: kind === 'signing' ? ['consent'] : [],
    category: now === 'none' ? undefined : now,
    olderCategory: '',
    resolutionId: undefined,
  };
}

/** `陈静、吴敏` as names. */
export function namesIn(text: string): string[] {
  return text
    .split(/[、,，;；\s]+/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** What is typed as the contract takes it, or what is still missing, as a sentence. */
export function stepOf(draft: StepDraft): { step: StepEntry } | { gap: string } {
  const { kind, day, record, place, ground, outcome, category, resolutionId } = draft;
  const lacks = (what: string) => ({ gap: `「${STEP_NAMES[kind]}」还没有填${what}。` });
  if (day === undefined) return lacks('日期');
  const base = { day, staff: namesIn(draft.staff) };
  switch (kind) {
    case 'application':
    case 'filing':
      return { step: { kind, ...base } };
    case 'check':
      if (base.staff.length === 0) return lacks('初审人');
      if (outcome === 'accepted') return lacks('结果');
      if (outcome !== 'passed' && ground.trim() === '')
        return lacks(outcome === 'refused' ? '不通过的原因' : '要补的材料');
      return { step: { kind, ...base, outcome, ground } };
    case 'signing':
      return draft.signed.length === 0 ? lacks('签署的文书') : { step: { kind, ...base, signed: draft.signed } };
    case 'visit':
      if (base.staff.length < 2) return lacks('调查人，入户调查要两人以上');
      if (place.trim() === '') return lacks('地点');
      if (record.trim() === '') return lacks('调查记录');
      return { step: { kind, ...base, place, record, ...signingDays(draft) } };
    case 'verification':
      return record.trim() === '' ? lacks('核对结果') : { step: { kind, ...base, record } };
    case 'notice':
      if (place.trim() === '') return lacks('公示地点');
      return { step: { kind, ...base, place, ...(category === undefined ? {} : { category }) } };
    case 'objection':
      if (record.trim() === '') return lacks('异议内容');
      return draft.answer.trim() === ''
        ? lacks('答复和处理')
        : { step: { kind, ...base, record, answer: draft.answer } };
    case 'decision':
      if (outcome === 'refused') return ground.trim() === '' ? lacks('不同意的原因') : refused();
      if (category === undefined) return lacks('认定类别');
      if (resolutionId === undefined) return lacks('集体决议');
      return {
        step: {
          kind,
          ...base,
          outcome: 'accepted',
          category,
          olderCategory: draft.olderCategory,
          ground,
          resolutionId,
        },
      };
    case 'review':
      if (base.staff.length === 0) return lacks('复核人');
      if (category === undefined) return lacks('类别');
      return { step: { kind, ...base, record, category, ground, ...decision() } };
    case 'resolved':
      if (ground.trim() === '') return lacks('依据');
      return {
        step: {
          kind,
          ...base,
          ground,
          continued: draft.continued,
          ...(draft.untilDay === undefined ? {} : { untilDay: draft.untilDay }),
          ...decision(),
        },
      };
    case 'closed':
    case 'returned':
      return ground.trim() === '' ? lacks('依据') : { step: { kind, ...base, ground } };
  }
  function decision() {
    return resolutionId === undefined ? {} : { resolutionId };
  }
  function refused(): { step: StepEntry } {
    return { step: { kind: 'decision', ...base, outcome: 'refused', ground, ...decision() } };
  }
}

function signingDays({ applicationDay, authorisationDay, consentDay }: StepDraft) {
  return {
    ...(applicationDay === undefined ? {} : { applicationDay }),
    ...(authorisationDay === undefined ? {} : { authorisationDay }),
    ...(consentDay === undefined ? {} : { consentDay }),
  };
}
