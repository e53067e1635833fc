import type { Day } from '#shared/calendar.ts';
import type { ParsedInputOf, ValueOf } from '#shared/contract/index.ts';
import {
  CLAIM_STATE_NAMES,
  type ClaimRecord,
  type ClaimRow,
  PAYOUT_STEP_NAMES,
  type PayoutStep,
} from '#shared/contract/visits.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen, formatYuan, ZERO } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { MONEY_ACCOUNT, postVoucher, reverseVoucher, voucherNumber } from '../../ledger/commands.ts';
import { requireYear } from './plans.ts';

const SUM_OF = (steps: string) =>
  `(SELECT coalesce(sum(payout.amount), 0) FROM insurance_payouts_standing AS payout WHERE payout.claim_id = claim.id AND payout.step IN (${steps}))`;
const CLAIMS = `
  SELECT claim.id, claim.year_id AS yearId, plan.name AS planName, claim.member_id AS memberId, members.name AS memberName,
         members.number AS memberNumber, coalesce(groups.name, '') AS groupName, claim.applied_day AS applied, claim.state,
         claim.decided_day AS decided, claim.amount AS approved, ${SUM_OF("'direct', 'handed'")} AS paid,
         ${SUM_OF("'received'")} - ${SUM_OF("'handed'")} AS held
  FROM insurance_claims AS claim CROSS JOIN insurance_years AS year ON year.id = claim.year_id
  CROSS JOIN insurance_plans AS plan ON plan.id = year.plan_id CROSS JOIN members ON members.id = claim.member_id
  LEFT JOIN groups ON groups.id = members.group_id`;
const OPEN = `(claim.state = 'applied' OR (claim.state = 'approved' AND ${SUM_OF("'direct', 'handed'")} < claim.amount))`;

type Filter = Pick<ParsedInputOf<'visits.listClaims'>, 'yearId' | 'openOnly'>;
function conditionsOf({ yearId, openOnly }: Filter): string {
  const conditions = [...(yearId === undefined ? [] : ['claim.year_id = :yearId']), ...(openOnly ? [OPEN] : [])];
  return conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
}
/** The SQL of one window, the newest first. What happened is not in it: it may tell of an illness. */
export const claimListSql = (filter: Filter) =>
  `${CLAIMS} ${conditionsOf(filter)} ORDER BY claim.applied_day DESC, claim.id DESC LIMIT :limit OFFSET :offset`;

type StoredClaim = Omit<ClaimRow, 'state' | 'decided' | 'approved'> & {
  state: 'applied' | 'approved' | 'refused';
  decided: Day | null;
  approved: Fen | null;
};
const toRow = ({ state, decided, approved, ...row }: StoredClaim): ClaimRow => ({
  ...row,
  state: state === 'approved' && approved !== null && row.paid >= approved ? 'paid' : state,
  ...(decided === null ? {} : { decided }),
  ...(approved === null ? {} : { approved }),
});

/** A window of claims with what they come to as a whole. */
export function listClaims(
  db: Readable,
  { offset, limit, ...filter }: ParsedInputOf<'visits.listClaims'>,
): ValueOf<'visits.listClaims'> {
  const params = { yearId: filter.yearId };
  const totals = db.get<{ total: number; approved: Fen; paid: Fen }>(
    `SELECT count(*) AS total, coalesce(sum(claim.amount), 0) AS approved, coalesce(sum(${SUM_OF("'direct', 'handed'")}), 0) AS paid
     FROM insurance_claims AS claim ${conditionsOf(filter)}`,
    params,
  );
  if (!totals) throw new Error('an aggregate without a row');
  return { ...totals, rows: db.all<StoredClaim>(claimListSql(filter), { ...params, limit, offset }).map(toRow) };
}

interface StoredPayout {
  id: string;
  step: PayoutStep;
  day: Day;
  amount: Fen;
  voucherId: string | null;
  number: number | null;
  reversed: number;
}

/** A claim with what happened. @throws Refusal `request.notFound` */
export function readClaim(db: Readable, id: string): ClaimRecord {
  const stored = db.get<StoredClaim>(`${CLAIMS} WHERE claim.id = :id`, { id });
  const own = db.get<{ event: string; decision: string }>(
    'SELECT event, decision FROM insurance_claims WHERE id = :id',
    { id },
  );
  if (!stored || !own) throw refuse('request.notFound', { what: '理赔记录' });
  const payouts = db.all<StoredPayout>(
    `SELECT payout.id, step, payout.day, payout.amount, voucher_id AS voucherId, voucher.number,
            EXISTS (SELECT 1 FROM vouchers AS reversal WHERE reversal.reverses_id = voucher_id) AS reversed
     FROM insurance_payouts AS payout LEFT JOIN vouchers AS voucher ON voucher.id = voucher_id
     WHERE claim_id = :id ORDER BY payout.day, payout.id`,
    { id },
  );
  return {
    ...toRow(stored),
    ...own,
    payouts: payouts.map(({ voucherId, number, reversed, ...payout }) => ({
      ...payout,
      reversed: reversed === 1,
      ...(voucherId === null || number === null ? {} : { voucherId, voucherNumber: voucherNumber(number) }),
    })),
  };
}

/** What the trail keeps of a claim: never what happened. */
function onTrail(
  context: WriteContext,
  claim: ClaimRecord,
  did: string,
  more: Record<string, unknown> = {},
): ClaimRecord {
  const { event, payouts: _, decision: __, ...row } = claim;
  context.trail({
    subject: 'insuranceClaim',
    id: claim.id,
    label: `${claim.planName} ${claim.memberName} ${did}`,
    after: { ...row, event: event === '' ? '没有填写' : '已填写', ...more },
  });
  return claim;
}

/**
 * Notes that a participant applied, or corrects that while the organiser has not decided.
 * @throws Refusal `visit.claimDecided`, `visit.claimOutside` (not a participant), `request.notFound`
 */
export function saveClaim(context: WriteContext, input: ParsedInputOf<'visits.saveClaim'>): ClaimRecord {
  const { db } = context;
  const { yearId, memberId } = input;
  const before = input.id === undefined ? undefined : readClaim(db, input.id);
  if (before && before.state !== 'applied') throw refuse('visit.claimDecided', { name: before.memberName });
  const year = requireYear(db, yearId);
  const member = db.get<{ name: string }>('SELECT name FROM members WHERE id = :memberId', { memberId });
  if (!member) throw refuse('request.notFound', { what: '会员' });
  if (
    !db.get('SELECT 1 FROM insurance_participants WHERE year_id = :yearId AND member_id = :memberId', {
      yearId,
      memberId,
    })
  )
    throw refuse('visit.claimOutside', { name: member.name, plan: year.planName });
  if (input.applied > context.today) throw refuse('visit.claimLater', { day: input.applied });
  if (input.applied < year.from) throw refuse('visit.claimEarly', { day: input.applied, from: year.from });
  const id = before?.id ?? context.newId();
  db.run(
    before
      ? 'UPDATE insurance_claims SET year_id = :yearId, member_id = :memberId, applied_day = :applied, event = :event WHERE id = :id'
      : 'INSERT INTO insurance_claims (id, year_id, member_id, applied_day, event) VALUES (:id, :yearId, :memberId, :applied, :event)',
    { id, yearId, memberId, applied: input.applied, event: input.event },
  );
  return onTrail(
    context,
    readClaim(db, id),
    '申请理赔',
    before ? { was: { applied: before.applied, memberName: before.memberName } } : {},
  );
}

/** @throws Refusal `visit.claimAmount`, `visit.claimPaid` (something was paid already), `visit.claimOrder`, `request.notFound` */
export function decideClaim(context: WriteContext, input: ParsedInputOf<'visits.decideClaim'>): ClaimRecord {
  const { db } = context;
  const { id, state, day, decision } = input;
  const before = readClaim(db, id);
  if ((state === 'approved') !== (input.amount !== undefined)) throw refuse('visit.claimAmount');
  if (before.payouts.some((payout) => !payout.reversed)) throw refuse('visit.claimPaid');
  if (day < before.applied) throw refuse('visit.claimOrder', { day, earlier: before.applied });
  if (day > context.today) throw refuse('visit.claimLater', { day });
  db.run(
    'UPDATE insurance_claims SET state = :state, decided_day = :day, amount = :amount, decision = :decision WHERE id = :id',
    {
      id,
      state,
      day,
      amount: input.amount,
      decision,
    },
  );
  return onTrail(context, readClaim(db, id), CLAIM_STATE_NAMES[state], { was: CLAIM_STATE_NAMES[before.state] });
}

/**
 * One step of the money: paid by the organiser to the member (no entry in these books), received by the union (借 现金/银行 贷 代管经费),
 * or handed on by it (借 代管经费 贷 现金/银行).
 * @throws Refusal `visit.claimNotApproved`, `visit.claimOverBy` with what is left, `visit.claimOrder`, `request.notFound`, those of `postVoucher`
 */
export function payClaim(context: WriteContext, input: ParsedInputOf<'visits.payClaim'>): ClaimRecord {
  const { db } = context;
  const { id, step, day, amount } = input;
  const claim = readClaim(db, id);
  if (claim.approved === undefined || claim.decided === undefined)
    throw refuse('visit.claimNotApproved', { name: claim.memberName });
  if (day < claim.decided) throw refuse('visit.claimOrder', { day, earlier: claim.decided });
  if (day > context.today) throw refuse('visit.claimLater', { day });
  const left = step === 'handed' ? claim.held : fen(claim.approved - claim.paid - claim.held);
  if (amount > left) throw refuse('visit.claimOverBy', { left: formatYuan(left) });
  const voucherId = step === 'direct' ? undefined : postStep(context, claim, input).id;
  const payoutId = context.newId();
  db.run(
    'INSERT INTO insurance_payouts (id, claim_id, step, day, amount, voucher_id) VALUES (:payoutId, :id, :step, :day, :amount, :voucherId)',
    { payoutId, id, step, day, amount, voucherId },
  );
  return onTrail(context, readClaim(db, id), `${PAYOUT_STEP_NAMES[step]} ${formatYuan(amount)} 元`, { day, amount });
}

function postStep(context: WriteContext, claim: ClaimRecord, input: ParsedInputOf<'visits.payClaim'>) {
  const { step, day, amount, method, attachmentCount } = input;
  const { heldAccountId } = requireYear(context.db, claim.yearId);
  const [debit, credit] =
    step === 'received' ? [MONEY_ACCOUNT[method], heldAccountId] : [heldAccountId, MONEY_ACCOUNT[method]];
  return postVoucher(context, {
    day,
    summary: `${step === 'received' ? '代收' : '转付'}${claim.planName}赔付款 ${claim.memberName}`,
    source: 'visits',
    counterparty: claim.memberName,
    attachmentCount,
    entries: [
      { accountId: debit, debit: amount, credit: ZERO },
      { accountId: credit, debit: ZERO, credit: amount },
    ],
  });
}

/**
 * Undoes one step.
 * @throws Refusal `request.notFound`, `visit.insurancePassedOn` (received and handed on already), those of `reverseVoucher`
 */
export function takeBackPayout(context: WriteContext, input: ParsedInputOf<'visits.takeBackPayout'>): ClaimRecord {
  const { db } = context;
  const { payoutId, day, reason } = input;
  const stored = db.get<{ claimId: string }>('SELECT claim_id AS claimId FROM insurance_payouts WHERE id = :payoutId', {
    payoutId,
  });
  if (!stored) throw refuse('request.notFound', { what: '理赔收付' });
  const claim = readClaim(db, stored.claimId);
  const payout = claim.payouts.find((candidate) => candidate.id === payoutId);
  if (!payout) throw new Error('a payout that is in no claim');
  if (payout.step === 'received' && !payout.reversed && claim.held < payout.amount)
    throw refuse('visit.insurancePassedOn');
  if (payout.voucherId === undefined) db.run('DELETE FROM insurance_payouts WHERE id = :payoutId', { payoutId });
  else reverseVoucher(context, { voucherId: payout.voucherId, day, reason });
  return onTrail(
    context,
    readClaim(db, claim.id),
    `撤回${PAYOUT_STEP_NAMES[payout.step]} ${formatYuan(payout.amount)} 元`,
    { reason },
  );
}
