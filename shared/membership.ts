import { addMonths, type Day, type Month, monthOf } from './calendar.ts';
import type { MemberStatus } from './contract/members/membership.ts';

// 会籍 as states: which may follow which, what a change must say, and from which month on it counts for dues.

/**
 * The states that may follow a state.
 * - applied: 基层工会审核批准后入会,会籍从批准之日起算 (会员会籍管理办法,2016,第二至五条)
 * - active -> retained: 离休、退休和失业可保留会籍,免交会费 (章程第八条); back when somebody works again
 * - active -> transferred: 一次入会、动态接转 (管理办法第三条)
 * - active -> withdrawn, lapsed, expelled: 章程关于退会、视为自动退会和开除的规定. Whoever keeps the membership without paying
 *   cannot lapse for not paying.
 * - back from transferred, withdrawn, lapsed, expelled: only by a new application and its approval
 * - deceased is final; a mistake is undone
 * The trigger `member_changes_allowed` says the same.
 */
export const NEXT_STATUSES: Readonly<Record<MemberStatus, readonly MemberStatus[]>> = {
  applied: ['active', 'withdrawn', 'deceased'],
  active: ['retained', 'transferred', 'withdrawn', 'lapsed', 'expelled', 'deceased'],
  retained: ['active', 'transferred', 'withdrawn', 'expelled', 'deceased'],
  transferred: ['active', 'applied'],
  withdrawn: ['active', 'applied'],
  lapsed: ['active', 'applied'],
  expelled: ['active', 'applied'],
  deceased: [],
};

/** What a change of membership can be asked for, beyond its day. */
export type ChangeFact = 'ground' | 'kind' | 'destination' | 'approval' | 'approvedDay' | 'talkId';

/** What a change must say. */
export function requiredFacts(from: MemberStatus, to: MemberStatus): readonly ChangeFact[] {
  switch (to) {
    case 'active':
      return from === 'retained' ? ['ground'] : ['approval', 'approvedDay'];
    case 'retained':
      return ['kind', 'ground'];
    case 'transferred':
      return ['destination', 'ground'];
    case 'lapsed':
      return ['talkId', 'approval', 'approvedDay', 'ground'];
    case 'expelled':
      return ['approval', 'ground'];
    case 'applied':
    case 'withdrawn':
      return ['ground'];
    case 'deceased':
      return [];
  }
}

/** True where the change is the approval of an application, for the first time or again. */
export function isApproval(from: MemberStatus, to: MemberStatus): boolean {
  return to === 'active' && from !== 'retained' && from !== 'active';
}

/**
 * The month from which a change counts for dues unless somebody says otherwise. Who retires in September still pays for July
 * to September of a half-year (潍坊职业学院 2024: 退休者按在岗月数), so 保留会籍 counts from the month after; everything else from
 * the month of its day. Never before the month of the change that stands before it.
 */
export function defaultChangeMonth(to: MemberStatus, day: Day, before: Month | undefined): Month {
  const month = to === 'retained' ? addMonths(monthOf(day), 1) : monthOf(day);
  return before !== undefined && before > month ? before : month;
}
