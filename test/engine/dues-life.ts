import fc from 'fast-check';
import type { WriteContext } from '#electron/engine/context.ts';
import type { Readable } from '#electron/engine/database.ts';
import { raiseLevy } from '#electron/engine/dues/levies/levies.ts';
import { withdrawLevies } from '#electron/engine/dues/levies/withdraw.ts';
import { recordReceipts } from '#electron/engine/dues/receipts/collect.ts';
import { applyCreditNow } from '#electron/engine/dues/receipts/credit-list.ts';
import { takePayroll } from '#electron/engine/dues/receipts/payroll.ts';
import type { PayrollFile } from '#electron/engine/dues/receipts/payroll-file.ts';
import { recordReceipt, takeBackBatch } from '#electron/engine/dues/receipts/receipts.ts';
import { refundCredit, takeBackRefund } from '#electron/engine/dues/receipts/refunds.ts';
import { releasePayment } from '#electron/engine/dues/receipts/release.ts';
import { revokeWaiver, saveWaiver } from '#electron/engine/dues/waivers/waivers.ts';
import { changeStatus } from '#electron/engine/members/membership/change-status.ts';
import { day, type Month, month } from '#shared/calendar.ts';
import { fen } from '#shared/money.ts';
import type { NewMember } from './dues-support.ts';

// The lives that dues can lead, step by step, with what each step has to do to the books. A step is judged by the state before
// it: what every levy has been paid by must change exactly as worked out here, by the simplest means.

// wage in yuan -> dues in fen, worked out by hand from 《关于收交工会会费的通知》 (0.5 %, tens of yuan)
export const PEOPLE: (NewMember & { dues: number })[] = [
  { number: '0001', name: '侯梅玉', wage: 4567, dues: 2280 },
  { number: '0002', name: '崔超', wage: 3080, dues: 1540 },
  { number: '0003', name: '黎玉明', wage: 999, dues: 495 },
  { number: '0004', name: '陈秀桂', wage: 5, dues: 0 },
];
/** Across a year's end. */
export const MONTHS = ['2026-11', '2026-12', '2027-01', '2027-02'].map(month);
const monthAt = (at: number): Month => MONTHS[at] ?? month('2026-11');
const dayIn = (at: number) => day(`${monthAt(at)}-15`);

export type Step =
  | { kind: 'levy'; month: number }
  | { kind: 'withdraw'; month: number }
  | { kind: 'pay'; member: number; month: number; share: number; payMonth: number }
  | {
      kind: 'payMany';
      members: number[];
      amounts: number[];
      upTo: number;
      only: boolean;
      over: boolean;
      payMonth: number;
    }
  | { kind: 'payroll'; month: number; amounts: number[]; over: boolean; unowed: boolean; payMonth: number }
  | { kind: 'takeBack'; batch: number; payMonth: number }
  | { kind: 'applyCredit'; member: number }
  | { kind: 'release'; member: number; month: number }
  | { kind: 'refund'; member: number; share: number; payMonth: number }
  | { kind: 'takeBackRefund'; refund: number; payMonth: number }
  | { kind: 'waive'; member: number; month: number; length: number }
  | { kind: 'revoke'; waiver: number }
  | { kind: 'retire'; member: number; month: number }
  | { kind: 'rejoin'; member: number; month: number };

const index = (max: number) => fc.integer({ min: 0, max });
const kind = <K extends Step['kind']>(value: K) => fc.constant(value);
const amount = fc.oneof(fc.integer({ min: 0, max: 6000 }), fc.constantFrom(2280, 1540, 495));
const amounts = fc.array(amount, { minLength: 4, maxLength: 4 });
const [member, at, payMonth] = [index(3), index(3), index(3)];

export const step: fc.Arbitrary<Step> = fc.oneof(
  { arbitrary: fc.record({ kind: kind('levy'), month: at }), weight: 3 },
  fc.record({ kind: kind('withdraw'), month: at }),
  {
    arbitrary: fc.record({ kind: kind('pay'), member, month: at, share: fc.integer({ min: 1, max: 120 }), payMonth }),
    weight: 2,
  },
  {
    arbitrary: fc.record({
      kind: kind('payMany'),
      members: fc.uniqueArray(member, { minLength: 1, maxLength: 4 }),
      amounts,
      upTo: at,
      only: fc.boolean(),
      over: fc.boolean(),
      payMonth,
    }),
    weight: 2,
  },
  {
    arbitrary: fc.record({
      kind: kind('payroll'),
      month: at,
      amounts,
      over: fc.boolean(),
      unowed: fc.boolean(),
      payMonth,
    }),
    weight: 3,
  },
  { arbitrary: fc.record({ kind: kind('takeBack'), batch: index(5), payMonth }), weight: 2 },
  { arbitrary: fc.record({ kind: kind('applyCredit'), member }), weight: 3 },
  { arbitrary: fc.record({ kind: kind('release'), member, month: at }), weight: 2 },
  {
    arbitrary: fc.record({ kind: kind('refund'), member, share: fc.integer({ min: 1, max: 110 }), payMonth }),
    weight: 2,
  },
  fc.record({ kind: kind('takeBackRefund'), refund: index(2), payMonth }),
  fc.record({ kind: kind('waive'), member, month: at, length: index(2) }),
  fc.record({ kind: kind('revoke'), waiver: index(2) }),
  fc.record({ kind: kind('retire'), member, month: at }),
  fc.record({ kind: kind('rejoin'), member, month: at }),
);

interface Batch {
  id: string;
  month: Month;
  /** Member -> fen. */
  amounts: Map<number, number>;
  /** Rows of a payroll list of this month, as `member amount`. */
  rows: { month: Month; keys: string[] } | undefined;
  back?: Month;
}
interface Refund {
  id: string;
  member: number;
  amount: number;
  month: Month;
  back?: Month;
}

/** What the books should say of the money, kept from what was brought and given back alone. */
export class Model {
  batches: Batch[] = [];
  refunds: Refund[] = [];
  waivers = 0;
  /** `member month` of payments that a person released and whose levy stands. */
  released = new Set<string>();

  received(who: number): number {
    return this.batches.reduce((sum, { amounts: own, back }) => sum + (back ? 0 : (own.get(who) ?? 0)), 0);
  }
  refunded(who: number): number {
    return this.refunds.reduce((sum, refund) => sum + (refund.back || refund.member !== who ? 0 : refund.amount), 0);
  }
  income(of: Month): number {
    const total = (own: Map<number, number>) => [...own.values()].reduce((sum, each) => sum + each, 0);
    const batches = this.batches.reduce(
      (sum, batch) =>
        sum + (batch.month === of ? total(batch.amounts) : 0) - (batch.back === of ? total(batch.amounts) : 0),
      0,
    );
    return this.refunds.reduce(
      (sum, refund) => sum - (refund.month === of ? refund.amount : 0) + (refund.back === of ? refund.amount : 0),
      batches,
    );
  }
  hasRow(of: Month, key: string): boolean {
    return this.batches.some(({ back, rows }) => !back && rows?.month === of && rows.keys.includes(key));
  }
}

interface LevyState {
  id: string;
  member: number;
  month: Month;
  amount: number;
  paid: number;
  waived: number;
  open: number;
}
export type State = Map<string, LevyState>;
const keyOf = (who: number, of: Month) => `${who} ${of}`;

/** Every levy as it stands, by member and month. */
export function readState(db: Readable, ids: readonly string[]): State {
  const rows = db.all<LevyState & { memberId: string }>(
    `SELECT id, member_id AS memberId, month, amount, paid, waived, amount - paid - waived AS open FROM levies ORDER BY month`,
  );
  return new Map(
    rows.map(({ memberId, ...levy }) => {
      const who = ids.indexOf(memberId);
      return [keyOf(who, levy.month), { ...levy, member: who }];
    }),
  );
}

const creditsOf = (db: Readable, ids: readonly string[]) =>
  ids.map(
    (id) =>
      db.get<{ credit: number }>(
        `SELECT coalesce(sum(amount), 0)
                - (SELECT coalesce(sum(dues_allocations.amount), 0) FROM dues_allocations JOIN levies ON levies.id = levy_id
                   WHERE levies.member_id = :id)
                - (SELECT coalesce(sum(dues_refund_parts.amount), 0) FROM dues_refund_parts
                   JOIN dues_refunds ON dues_refunds.id = refund_id WHERE dues_refunds.member_id = :id) AS credit
         FROM dues_receipts WHERE member_id = :id AND batch_id NOT IN (SELECT batch_id FROM dues_take_backs)`,
        { id },
      )?.credit ?? 0,
  );

/** What a step adds to (or takes from) what levies are paid by; levies that go are not asked. */
export type Change = Map<string, number>;

/** Thrown when there is nothing to do the step on. */
export class Idle extends Error {}

/** Pays `money` to the levies of one member in this order. @returns what is left */
function spread(change: Change, levies: readonly LevyState[], money: number): number {
  let left = money;
  for (const levy of levies) {
    const key = keyOf(levy.member, levy.month);
    const part = Math.min(levy.open - (change.get(key) ?? 0), left);
    if (part > 0) change.set(key, (change.get(key) ?? 0) + part);
    left -= Math.max(part, 0);
  }
  return left;
}

let files = 0;
function listOf(given: readonly number[]): PayrollFile {
  files += 1;
  return {
    fileName: `代扣${files}.csv`,
    sha256: files.toString(16).padStart(64, '0'),
    sheet: '代扣',
    columns: {},
    lines: PEOPLE.map(({ number, name }, row) => ({
      row: row + 2,
      number,
      numberLostZeros: false,
      name,
      amount: { ok: true as const, value: fen(given[row] ?? 0) },
      amountText: '',
      kind: 'record' as const,
      source: [number, name],
    })),
  };
}

/**
 * Does one step on the books and on the model.
 * @returns how the levies' paid sums have to change by it
 * @throws Refusal what the program refuses, {@link Idle} when there is nothing to do it on; the model is as it was then
 */
export function take(context: WriteContext, model: Model, ids: readonly string[], action: Step): Change {
  const { db } = context;
  const before = readState(db, ids);
  const of = (who: number) => [...before.values()].filter((levy) => levy.member === who);
  const idOf = (who: number) => ids[who] ?? '';
  const change: Change = new Map();
  switch (action.kind) {
    case 'levy': {
      const credits = creditsOf(db, ids);
      const at = monthAt(action.month);
      raiseLevy(context, { month: at });
      // waivers come first; then credit pays what is open, but what was released does not creep back
      for (const levy of readState(db, ids).values()) {
        const key = keyOf(levy.member, levy.month);
        const paid = before.get(key)?.paid ?? 0;
        if (levy.month !== at || model.released.has(key)) continue;
        const part = Math.min(credits[levy.member] ?? 0, levy.amount - levy.waived - paid);
        if (part > 0) change.set(key, part);
      }
      return change;
    }
    case 'withdraw': {
      withdrawLevies(context, { month: monthAt(action.month), reason: '工资有误' });
      for (const { member: who, month: at, paid, waived } of before.values())
        if (at === monthAt(action.month) && paid === 0 && waived === 0) model.released.delete(keyOf(who, at));
      return change;
    }
    case 'pay': {
      const levy = before.get(keyOf(action.member, monthAt(action.month)));
      if (!levy || levy.amount === 0) throw new Idle();
      const money = Math.max(1, Math.floor((levy.amount * action.share) / 100));
      recordReceipt(context, {
        levyId: levy.id,
        amount: fen(money),
        method: action.share % 2 === 0 ? 'cash' : 'bank',
        day: dayIn(action.payMonth),
        receiptNumber: '',
        reference: '',
      });
      addBatch(db, model, action.payMonth, new Map([[action.member, money]]));
      return change.set(keyOf(action.member, levy.month), money);
    }
    case 'payMany': {
      const upTo = monthAt(action.upTo);
      const brought = new Map<number, number>();
      const lines = action.members.map((who, row) => {
        const given = action.amounts[row] ?? 0;
        const open = of(who).filter((levy) => levy.open > 0);
        const named = open.filter((levy) => levy.month === upTo);
        const due = (action.only ? named : open.filter((levy) => levy.month <= upTo)).reduce(
          (sum, levy) => sum + levy.open,
          0,
        );
        const money = given === 0 ? due : given;
        brought.set(who, money);
        spread(change, action.only ? [...named, ...open.filter((levy) => levy.month !== upTo)] : open, money);
        return {
          memberId: idOf(who),
          ...(given === 0 ? {} : { amount: fen(given) }),
          receiptNumber: '',
          reference: '',
        };
      });
      recordReceipts(context, {
        upTo,
        ...(action.only ? { only: upTo } : {}),
        lines,
        overToCredit: action.over,
        method: 'bank',
        day: dayIn(action.payMonth),
        receiptNumber: '',
        reference: '',
        payer: '',
        attachmentCount: 1,
      });
      addBatch(db, model, action.payMonth, brought);
      return change;
    }
    case 'payroll': {
      const at = monthAt(action.month);
      const brought = new Map<number, number>();
      const keys: string[] = [];
      PEOPLE.forEach((_, who) => {
        const money = action.amounts[who] ?? 0;
        const key = `${who} ${money}`;
        if (money === 0 || model.hasRow(at, key)) return;
        const levy = before.get(keyOf(who, at));
        const owes = (levy?.open ?? 0) > 0;
        if (!owes && !action.unowed) return;
        const earlier = of(who).filter((each) => each.month < at);
        const left = spread(change, levy && owes ? [levy, ...earlier] : earlier, money);
        brought.set(who, owes && !action.over ? money - left : money);
        keys.push(key);
      });
      takePayroll(context, listOf(action.amounts), {
        month: at,
        day: dayIn(action.payMonth),
        attachmentCount: 1,
        overToCredit: action.over,
        unowedToCredit: action.unowed,
      });
      addBatch(db, model, action.payMonth, brought, { month: at, keys });
      return change;
    }
    case 'takeBack': {
      const batch = model.batches[action.batch % Math.max(1, model.batches.length)];
      if (!batch) throw new Idle();
      const pays = db.all<{ memberId: string; month: Month; amount: number }>(
        `SELECT levies.member_id AS memberId, levies.month, sum(dues_allocations.amount) AS amount
         FROM dues_receipts JOIN dues_allocations ON receipt_id = dues_receipts.id JOIN levies ON levies.id = levy_id
         WHERE batch_id = :id GROUP BY levies.id`,
        { id: batch.id },
      );
      takeBackBatch(context, { batchId: batch.id, day: dayIn(action.payMonth), reason: '名单有误' });
      batch.back = monthAt(action.payMonth);
      for (const { memberId, month: at, amount: part } of pays) change.set(keyOf(ids.indexOf(memberId), at), -part);
      return change;
    }
    case 'applyCredit': {
      const credit = creditsOf(db, ids)[action.member] ?? 0;
      applyCreditNow(context, { memberIds: [idOf(action.member)] });
      spread(change, of(action.member), credit);
      return change;
    }
    case 'release': {
      const key = keyOf(action.member, monthAt(action.month));
      const levy = before.get(key);
      if (!levy) throw new Idle();
      const { withdrawn } = releasePayment(context, { levyId: levy.id, reason: '不用缴' });
      if (withdrawn) model.released.delete(key);
      else model.released.add(key);
      return change.set(key, -levy.paid);
    }
    case 'refund': {
      const credit = creditsOf(db, ids)[action.member] ?? 0;
      const money = Math.max(1, Math.floor((credit * action.share) / 100));
      const { refundId } = refundCredit(context, {
        memberId: idOf(action.member),
        amount: fen(money),
        method: 'bank',
        day: dayIn(action.payMonth),
        reason: '退休',
        attachmentCount: 1,
      });
      model.refunds.push({ id: refundId, member: action.member, amount: money, month: monthAt(action.payMonth) });
      return change;
    }
    case 'takeBackRefund': {
      const refund = model.refunds[action.refund % Math.max(1, model.refunds.length)];
      if (!refund) throw new Idle();
      takeBackRefund(context, { refundId: refund.id, day: dayIn(action.payMonth), reason: '没有领' });
      refund.back = monthAt(action.payMonth);
      return change;
    }
    case 'waive': {
      saveWaiver(context, {
        memberIds: [idOf(action.member)],
        fromMonth: monthAt(action.month),
        toMonth: monthAt(Math.min(3, action.month + action.length)),
        reason: '困难',
        decision: '工会委员会会议',
        day: context.today,
      });
      return change;
    }
    case 'revoke': {
      const [waiver] = db.all<{ id: string }>('SELECT id FROM dues_waivers ORDER BY id LIMIT 1 OFFSET :at', {
        at: action.waiver,
      });
      if (!waiver) throw new Idle();
      revokeWaiver(context, { id: waiver.id, day: context.today, reason: '不再困难' });
      return change;
    }
    case 'retire':
    case 'rejoin':
      changeStatus(context, {
        id: idOf(action.member),
        status: action.kind === 'retire' ? 'retained' : 'active',
        day: context.today,
        month: monthAt(action.month),
        ground: '退休返聘',
        ...(action.kind === 'retire' ? { kind: 'retired' as const } : {}),
        approval: '工会委员会会议',
        approvedDay: context.today,
      });
      return change;
  }
}

function addBatch(
  db: Readable,
  model: Model,
  payMonth: number,
  brought: Map<number, number>,
  rows?: Batch['rows'],
): void {
  const { id } = db.get<{ id: string }>('SELECT max(id) AS id FROM dues_batches') ?? { id: '' };
  model.batches.push({ id, month: monthAt(payMonth), amounts: brought, rows });
}
