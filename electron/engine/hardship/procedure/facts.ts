import {
  CHECK_OUTCOME_NAMES,
  CHECK_OUTCOMES,
  HARDSHIP_CATEGORIES,
  HARDSHIP_CATEGORY_NAMES,
  type HardshipStep,
  OLDER_CATEGORIES,
  OLDER_CATEGORY_NAMES,
  SIGNED_PAPER_NAMES,
  SIGNED_PAPERS,
} from '#shared/contract/hardship.ts';
import type { StepFacts, StoredStep } from './state.ts';

type Value = StepFacts[string];
const plain = (value: Value) => String(value);

/** The word for a key that was stored; the key itself for one that this program does not know. */
function named<K extends string>(keys: readonly K[], names: Readonly<Record<K, string>>): (value: Value) => string {
  return (value) => {
    const key = keys.find((candidate) => candidate === value);
    return key === undefined ? String(value) : names[key];
  };
}

const paperWord = named(SIGNED_PAPERS, SIGNED_PAPER_NAMES);
const outcomeWord = named(CHECK_OUTCOMES, CHECK_OUTCOME_NAMES);

/** What is shown of each field, in this order. */
const LINES: readonly (readonly [key: string, label: string, word: (value: Value) => string])[] = [
  ['outcome', '结果', (value) => (value === 'accepted' ? '同意建档' : outcomeWord(value))],
  ['category', '类别', named(HARDSHIP_CATEGORIES, HARDSHIP_CATEGORY_NAMES)],
  ['olderCategory', '旧口径', named(OLDER_CATEGORIES, OLDER_CATEGORY_NAMES)],
  ['place', '地点', plain],
  ['workingDays', '公示期', (value) => `${String(value)} 个工作日`],
  ['until', '公示到', plain],
  ['signed', '签署', (value) => (Array.isArray(value) ? value.map(paperWord).join('、') : String(value))],
  ['applicationDay', '申请书签署', plain],
  ['authorisationDay', '授权书签署', plain],
  ['consentDay', '告知同意书签署', plain],
  ['record', '记录', plain],
  ['answer', '答复和处理', plain],
  ['ground', '依据', plain],
  ['continued', '继续给予', plain],
  ['untilDay', '渐退期到', plain],
  ['note', '备注', plain],
];

/** A stored step as lines to read. */
export function shownStep(step: StoredStep): HardshipStep {
  const { id, round, kind, day, people: staff, facts, resolutionTitle, recordedAt, recordedBy } = step;
  return {
    id,
    round,
    kind,
    day,
    staff,
    recordedAt,
    recordedBy,
    facts: LINES.flatMap(([key, label, word]) => {
      const value = facts[key];
      return value === undefined || value === '' ? [] : [{ label, text: word(value) }];
    }),
    ...(resolutionTitle === null ? {} : { resolutionTitle }),
    ...(step.undoneDay === null
      ? {}
      : {
          withdrawn: {
            day: step.undoneDay,
            ground: String(step.undoneFacts?.['ground'] ?? ''),
            by: step.undoneBy ?? '',
          },
        }),
  };
}
