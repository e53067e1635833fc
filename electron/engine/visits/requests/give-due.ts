import { monthNumber } from '#shared/calendar.ts';
import type { ParsedInputOf, ValueOf } from '#shared/contract/index.ts';
import { memberFilter } from '#shared/contract/members.ts';
import type { DueMember } from '#shared/contract/visits.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import { birthdaysIn } from '../../members/commands.ts';
import { makeFestival } from '../festivals/festival.ts';
import { recordVisit } from '../records/record.ts';
import { kindOf } from '../standards/kinds.ts';
import { chosenOf, DUE_NAMES } from './due.ts';
import { OCCASION_KIND } from './steps.ts';

type Given = ValueOf<'visits.giveDue'>;
type Wanted = ParsedInputOf<'visits.giveDue'>;

/**
 * Gives what is due to the chosen: birthdays of a month as one list with one voucher and one sign-off sheet, or a visit and a voucher
 * each. All or none.
 * @throws Refusal `visit.duePassed`, `visit.dueNotAsList`, `visit.dueLeftOut` (somebody could not be on the list), and those of
 *   `recordVisit` and `makeFestival`
 */
export function giveDue(context: WriteContext, input: Wanted): Given {
  const people = chosenOf(context.db, input);
  return input.way === 'list' ? giveAsList(context, input, people) : giveOneByOne(context, input, people);
}

function giveAsList(context: WriteContext, input: Wanted, people: readonly DueMember[]): Given {
  const { origin, month, day, form, goods, amount, method, approvalGround, attachmentCount, resolutionId, fundId } =
    input;
  if (origin !== 'birthday') throw refuse('visit.dueNotAsList', { what: DUE_NAMES[origin] });
  const chosen = new Set(people.map(({ memberId }) => memberId));
  const list = {
    name: `${month.slice(0, 4)} 年 ${monthNumber(month)} 月生日`,
    festival: '',
    kindId: OCCASION_KIND.birthday,
    day,
    form,
    goods,
    amountEach: amount,
    filter: memberFilter.parse({ statuses: ['active'], birthMonth: monthNumber(month) }),
    // by hand, so that the ground lets in who owes dues, as it does on every list
    include: [...chosen],
    exclude: birthdaysIn(context.db, month)
      .map(({ memberId }) => memberId)
      .filter((id) => !chosen.has(id)),
    resolutionId,
    fundId,
    approvalGround,
    method,
    stock: [],
    attachmentCount,
  };
  const { festival, leftOut } = makeFestival(context, list, true);
  // the person chose exactly these: somebody who may not be on the list is said, not passed over
  const missing = leftOut.find(({ memberId }) => chosen.has(memberId));
  if (missing) throw refuse('visit.needsApproval', { name: missing.memberName, finding: missing.sentence });
  return { people: festival.people, amount: festival.total, vouchers: [festival.voucherNumber], batchId: festival.id };
}

function giveOneByOne(context: WriteContext, input: Wanted, people: readonly DueMember[]): Given {
  const { origin, month, memberIds: _, way: __, ...giving } = input;
  const kind = kindOf(context.db, OCCASION_KIND[origin]);
  // the contract lets a list go without visitors; one by one somebody must have been there
  if (giving.visitors.length < 2) throw refuse('request.invalid', { field: '慰问人', problem: '走访要两人以上' });
  let amount: Fen = fen(0);
  const vouchers: string[] = [];
  for (const { memberId } of people) {
    const { voucherNumber } = recordVisit(context, {
      ...giving,
      memberId,
      kindId: kind.id,
      reason: origin === 'birthday' ? `${monthNumber(month)} 月会员生日` : '退休离岗',
      festival: '',
      caseName: '',
      illness: '',
      goodsLines: [],
      stock: [],
      beneficiary: '',
      relation: '',
      payeeName: '',
      payeeBank: '',
      payeeAccount: '',
      papersNote: '',
      signedBy: '',
      signedRelation: '',
    });
    vouchers.push(voucherNumber);
    amount = fen(amount + giving.amount);
  }
  return { people: people.length, amount, vouchers };
}
