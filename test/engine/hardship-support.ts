import { addDays, type Day, day } from '#shared/calendar.ts';
import type { HardshipRecord, StepInput } from '#shared/contract/hardship.ts';
import type { InputOf } from '#shared/contract/index.ts';
import { isWorkingDay, workingDaysAfter } from '#shared/working-days.ts';
import type { TestEngine } from './support.ts';

type Desk = Pick<TestEngine, 'call'>;
type Step = InputOf<'hardship.recordSteps'>['steps'][number];
type Decision = Partial<Omit<Extract<StepInput, { kind: 'decision' }>, 'kind' | 'day' | 'outcome'>>;

/** The first day of a notice that is over before a day. */
export function noticeBefore(filed: Day, workingDays = 5): Day {
  let from = addDays(filed, -workingDays - 1);
  while (!isWorkingDay(from) || workingDaysAfter(from, workingDays).until >= filed) from = addDays(from, -1);
  return from;
}

/**
 * Every step from 申请 to 建档入库 as a family goes that is filed on a day: checked, visited, signed and put on notice as late as it
 * can be, decided and filed on that day.
 */
export function wayTo(filed: string, decision: Decision & { resolutionId: string }): Step[] {
  const on = day(filed);
  const from = noticeBefore(on);
  return [
    // the application was entered with the day of typing
    { kind: 'application', day: from },
    { kind: 'check', day: from, staff: ['陈静'], outcome: 'passed' },
    {
      kind: 'visit',
      day: from,
      staff: ['陈静', '吴敏'],
      place: '家中',
      record: '入户核实，情况属实',
      applicationDay: from,
      authorisationDay: from,
      consentDay: from,
    },
    { kind: 'notice', day: from, staff: ['吴敏'], place: '工会公告栏' },
    { kind: 'decision', day: on, outcome: 'accepted', category: 'relative', ground: '工会委员会认定', ...decision },
    { kind: 'filing', day: on, staff: ['陈静'] },
  ];
}

/**
 * Makes the application of a family and takes it the whole way: on file from `filed` (default 2026-03-02).
 * The clock of the test must stand on `filed` or later.
 */
export async function fileFamily(
  test: Desk,
  fields: InputOf<'hardship.save'>['fields'],
  { filed = '2026-03-02', ...decision }: Decision & { filed?: string; resolutionId: string },
): Promise<HardshipRecord> {
  const { id } = await test.call('hardship.save', { fields });
  return test.call('hardship.recordSteps', { fileId: id, steps: wayTo(filed, decision) });
}
