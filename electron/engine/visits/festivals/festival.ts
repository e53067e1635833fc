import type { Day } from '#shared/calendar.ts';
import type { ValueOf } from '#shared/contract/index.ts';
import {
  type FestivalInput,
  type FestivalRow,
  festivalTitle,
  type LeftOut,
  type VisitGoods,
} from '#shared/contract/visits.ts';
import { refuse } from '#shared/errors.ts';
import { formatYuan } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { rowsAsJson } from '../../rows-json.ts';
import { objectionOf, sentenceOf } from '../records/judged.ts';
import { payGiving } from '../stock/pay-giving.ts';
import { lotOf } from '../stock/take.ts';
import { type Plan, planFestival, type Wanted } from './plan.ts';
import { festivalOf } from './queries.ts';

/** What {@link makeFestival} would do. @throws Refusal those of {@link planFestival} */
export function previewFestival(db: Readable, wanted: Wanted, today: Day): ValueOf<'visits.previewFestival'> {
  const { listed, leftOut, total, whole, payers } = planFestival(db, wanted, today);
  return {
    people: listed.length,
    total,
    listed: listed.map(({ findings: _, ...row }) => row),
    leftOut,
    whole,
    payers,
  };
}

/**
 * Makes the list of a festival: one batch, one visit a member, ONE voucher for the total.
 * @param anyKind a list of another kind than festivals (birthdays of a month)
 * @throws Refusal those of {@link planFestival}, `visit.allLeftOut`, `visit.needsApproval` or `visit.wholeBarred` (a limit of the whole union), and those of `payGiving`
 */
export function makeFestival(
  context: WriteContext,
  input: FestivalInput,
  anyKind = false,
): { festival: FestivalRow; leftOut: LeftOut[] } {
  const { db, today } = context;
  const plan = planFestival(db, input, today, anyKind);
  const { kind, listed, leftOut, total, whole } = plan;
  const people = listed.length;
  if (people === 0) throw refuse('visit.allLeftOut', { people: leftOut.length, finding: leftOut[0]?.sentence ?? '' });
  if (whole.some(({ bars }) => bars))
    throw refuse('visit.wholeBarred', { name: input.name, finding: objectionOf(whole) });
  if (whole.some(({ ok }) => !ok) && input.approvalGround === '')
    throw refuse('visit.needsApproval', { name: `${input.name}名单`, finding: objectionOf(whole) });
  const goodsEach = input.stock.map(({ lotId, each }): VisitGoods => {
    const { name, unit, unitPrice } = lotOf(db, lotId);
    return { name, unit, unitPrice, quantity: each };
  });
  const voucher = payGiving(context, kind, {
    ...input,
    amount: total,
    summary: `${festivalTitle(input.name)} ${people} 人 ${input.goods}`,
    stock: input.stock.map(({ lotId, each }) => ({ lotId, quantity: each * people })),
  });
  const id = context.newId();
  writeList(context, { id, voucherId: voucher.id, input, plan, goodsEach });
  const { filter, include, exclude, ...said } = input;
  context.trail({
    subject: 'visitBatch',
    id,
    label: `${input.name} ${people} 人 ${formatYuan(total)} 元`,
    after: {
      ...said,
      filter,
      included: include.length,
      excluded: exclude.length,
      people,
      total,
      voucherId: voucher.id,
      leftOut: leftOut.length,
    },
  });
  return { festival: festivalOf(db, id), leftOut };
}

interface List {
  id: string;
  voucherId: string;
  input: FestivalInput;
  plan: Plan;
  /** What each one gets, where it comes out of lots. */
  goodsEach: readonly VisitGoods[];
}

/** Writes the batch and its lines, thousands of them as one statement. */
function writeList({ db, newId }: WriteContext, { id, voucherId, input, plan, goodsEach }: List): void {
  const { kind, listed, whole } = plan;
  const shared = {
    batchId: id,
    kindId: kind.id,
    day: input.day,
    goods: input.goods,
    amount: input.amountEach,
    resolutionId: input.resolutionId,
    voucherId,
    method: input.method,
    festival: input.festival,
  };
  db.run(
    `INSERT INTO visit_batches (id, name, kind_id, day, goods, amount_each, people, resolution_id, voucher_id, method, festival)
     VALUES (:batchId, :name, :kindId, :day, :goods, :amount, :people, :resolutionId, :voucherId, :method, :festival)`,
    { ...shared, name: input.name, people: listed.length },
  );
  const lines = listed.map(({ memberId, findings }, index) => [
    newId(),
    index + 1,
    memberId,
    sentenceOf([...findings, ...whole]),
  ]);
  db.run(
    `INSERT INTO visits (id, batch_id, batch_line, kind_id, member_id, day, reason, form, goods, amount, resolution_id, approval_ground,
                         standard_sentence, voucher_id, method, festival)
     SELECT value ->> 0, :batchId, value ->> 1, :kindId, value ->> 2, :day, :reason, :form, :goods, :amount, :resolutionId, :approvalGround,
            value ->> 3, :voucherId, :method, :festival
     FROM json_each(:lines)`,
    {
      ...shared,
      reason: input.name,
      form: input.form,
      approvalGround: input.approvalGround,
      lines: rowsAsJson(lines),
    },
  );
  if (goodsEach.length === 0) return;
  const goods = goodsEach.map(({ name, unit, quantity, unitPrice }, index) => [
    index + 1,
    name,
    unit,
    quantity,
    unitPrice,
  ]);
  db.run(
    `INSERT INTO visit_goods (visit_id, line, name, unit, quantity, unit_price)
     SELECT visits.id, goods.value ->> 0, goods.value ->> 1, goods.value ->> 2, goods.value ->> 3, goods.value ->> 4
     FROM visits CROSS JOIN json_each(:goods) AS goods WHERE visits.batch_id = :batchId`,
    { batchId: id, goods: rowsAsJson(goods) },
  );
}
