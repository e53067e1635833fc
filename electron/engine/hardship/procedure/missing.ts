import { addYears, type Day, yearOf } from '#shared/calendar.ts';
import { SIGNED_PAPER_NAMES } from '#shared/contract/hardship.ts';
import { type FileState, liveSteps, type StoredStep, unsignedPapers } from './state.ts';

/**
 * What is missing for the step that leads on, in plain words: `告知同意书签署日期`, `公示未满 5 个工作日（到 2026-03-16）`. Lists show
 * it, so nothing of the family stands in it.
 */
export function missingFor(state: FileState, steps: readonly StoredStep[], today: Day): string[] {
  const live = liveSteps(steps, state.round);
  const newest = live.at(-1);
  switch (state.stage) {
    case 'applied':
      return newest?.kind === 'check' && newest.facts['outcome'] === 'incomplete' ? ['初审要补的材料'] : [];
    case 'checked':
    case 'refused':
      return [];
    case 'visited':
    case 'decided':
      return signaturesMissing(state, live);
    case 'notified':
      return [...signaturesMissing(state, live), ...noticeMissing(state, live, today)];
    case 'filed':
      if (state.status !== 'open') return [];
      return [
        ...(state.consentDay === null ? [signatureWords('consent')] : []),
        ...(state.reviewedDay <= addYears(today, -1) ? [`年度复核（上次 ${state.reviewedDay}）`] : []),
      ];
  }
}

const signatureWords = (paper: keyof typeof SIGNED_PAPER_NAMES) => `${SIGNED_PAPER_NAMES[paper]}签署日期`;

function signaturesMissing(state: FileState, live: readonly StoredStep[]): string[] {
  return unsignedPapers(state, live).map(signatureWords);
}

function noticeMissing({ noticeUntil }: FileState, live: readonly StoredStep[], today: Day): string[] {
  if (noticeUntil === null || noticeUntil < today) return [];
  return [noticeWords(live, noticeUntil)];
}

/** `公示未满 5 个工作日（到 2026-03-16）`, and that holidays were not known where they were not. */
export function noticeWords(live: readonly StoredStep[], until: Day): string {
  const notice = live.findLast(({ kind }) => kind === 'notice');
  const days = notice?.facts['workingDays'];
  const doubt =
    notice?.facts['certain'] === false ? `；${yearOf(until)} 年放假安排没有收录，只扣除了周末，请自行核对` : '';
  return `公示未满 ${String(days ?? '规定的')} 个工作日（到 ${until}${doubt}）`;
}
