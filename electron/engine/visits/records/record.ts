import { goodsText, type VisitGoods, type VisitInput, type VisitRecord, worthOf } from '#shared/contract/visits.ts';
import { refuse } from '#shared/errors.ts';
import { maskBankAccount } from '#shared/mask.ts';
import { formatYuan } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import type { Writable } from '../../database.ts';
import { requireMember } from '../../members/commands.ts';
import { assertNotAskedFor, fulfilRequest } from '../requests/steps.ts';
import { assertFestivalNamed } from '../standards/festival-names.ts';
import { payGiving } from '../stock/pay-giving.ts';
import { lotOf } from '../stock/take.ts';
import { judgeGiving } from './judged.ts';
import { getVisit } from './queries.ts';
import { signerOf } from './sign.ts';

/**
 * Records one visit together with its voucher, and with it fulfils the approved request that it is for, if there is one.
 * @throws Refusal `visit.formBarred`, `visit.barred`, `visit.needsApproval` (over a limit and no ground given), `visit.goodsMismatch`,
 *   `visit.payeeIncomplete`, `visit.signedLater`, `visit.requestState`, `visit.requestMismatch`, `visit.requestWaiting` (it was approved
 *   as a request and is recorded past it), `visit.givenEarly`, `visit.festivalUnnamed`, `request.notFound` (member, kind, festival, resolution, request), and what
 *   `payGiving` refuses
 */
export function recordVisit(
  context: WriteContext,
  input: VisitInput,
): { visit: VisitRecord; voucherId: string; voucherNumber: string } {
  const { db } = context;
  const { kindId, day, form, amount } = input;
  const member = requireMember(db, input.memberId);
  const { kind, sentence } = judgeGiving(
    db,
    { kindId, day, form, festival: input.festival, caseName: input.caseName },
    member,
    { amount, illness: input.illness, ground: input.approvalGround },
  );
  assertFestivalNamed(db, kind, input);
  if (input.requestId === undefined) assertNotAskedFor(db, member, kind);
  const goods = goodsOf(context, input);
  const payee = payeeOf(input);
  const signedBy = signerOf(context, input, input.beneficiary === '' ? member.name : input.beneficiary);
  const voucher = payGiving(context, kind, { ...input, summary: `${kind.name}慰问 ${member.name}` });
  const id = context.newId();
  db.run(INSERT_VISIT, {
    id,
    kindId,
    memberId: member.id,
    day,
    reason: input.reason,
    form,
    goods: input.goods === '' ? goodsText(goods) : input.goods,
    amount,
    method: input.method,
    festival: input.festival,
    caseName: input.caseName,
    illness: input.illness,
    beneficiary: input.beneficiary,
    relation: input.relation,
    place: input.place,
    visitors: JSON.stringify(input.visitors),
    resolutionId: input.resolutionId,
    approvalGround: input.approvalGround,
    standardSentence: sentence,
    ...payee,
    papersNote: input.papersNote,
    attachmentCount: input.attachmentCount,
    voucherId: voucher.id,
    signedBy,
    signedRelation: signedBy === '' ? '' : input.signedRelation,
    signedDay: input.signedDay,
  });
  writeGoods(db, id, goods);
  const visit = getVisit(db, id);
  context.trail({
    subject: 'visit',
    id,
    label: `${day} ${kind.name} ${member.name} ${formatYuan(amount)} 元`,
    after: forTrail(visit),
  });
  if (input.requestId !== undefined) fulfilRequest(context, input.requestId, visit);
  return { visit: getVisit(db, id), voucherId: voucher.id, voucherNumber: voucher.number };
}

const INSERT_VISIT = `
  INSERT INTO visits (id, kind_id, member_id, day, reason, form, goods, amount, method, festival, case_name, illness, beneficiary, relation,
                      place, visitors, resolution_id, approval_ground, standard_sentence, payee_name, payee_bank, payee_account, papers_note,
                      attachment_count, voucher_id, signed_by, signed_relation, signed_day)
  VALUES (:id, :kindId, :memberId, :day, :reason, :form, :goods, :amount, :method, :festival, :caseName, :illness, :beneficiary, :relation,
          :place, :visitors, :resolutionId, :approvalGround, :standardSentence, :payeeName, :payeeBank, :payeeAccount, :papersNote,
          :attachmentCount, :voucherId, :signedBy, :signedRelation, :signedDay)`;

/** The trail is read by many: no illness, and of the account only its last four digits. */
function forTrail({ illness: _, payeeAccount, ...visit }: VisitRecord): unknown {
  return { ...visit, ...(payeeAccount === '' ? {} : { payeeAccount: maskBankAccount(payeeAccount) }) };
}

/**
 * The goods line by line: as they were entered, or as they lie in the lots that they are taken from.
 * @throws Refusal `visit.goodsMismatch` (their worth is not the amount, or goods are given as money), `stock.notMoney`, `request.notFound` (lot)
 */
function goodsOf({ db }: WriteContext, { goodsLines, stock, method, form, amount }: VisitInput): readonly VisitGoods[] {
  if (method === 'stock' && form === 'money') throw refuse('stock.notMoney');
  if (method === 'stock') return stock.map(({ lotId, quantity }) => ({ ...lotOf(db, lotId), quantity }));
  if (goodsLines.length > 0 && (form === 'money' || worthOf(goodsLines) !== amount))
    throw refuse('visit.goodsMismatch');
  return goodsLines;
}

function writeGoods(db: Writable, visitId: string, goods: readonly VisitGoods[]): void {
  goods.forEach(({ name, unit, quantity, unitPrice }, index) => {
    db.run(
      `INSERT INTO visit_goods (visit_id, line, name, unit, quantity, unit_price)
       VALUES (:visitId, :line, :name, :unit, :quantity, :unitPrice)`,
      { visitId, line: index + 1, name, unit, quantity, unitPrice },
    );
  });
}

/**
 * A transfer names whose account it goes to wholly or not at all.
 * @returns the three, the account without its spaces
 * @throws Refusal `visit.payeeIncomplete`, `request.invalid` (an account that is none, or with another method)
 */
function payeeOf({ method, payeeName, payeeBank, payeeAccount: written }: VisitInput): {
  payeeName: string;
  payeeBank: string;
  payeeAccount: string;
} {
  const payeeAccount = written.replace(/[\s-]/g, '');
  const payee = { payeeName, payeeBank, payeeAccount };
  if (payeeName + payeeBank + payeeAccount === '') return payee;
  if (method !== 'bank') throw refuse('request.invalid', { field: '收款账号', problem: '只有银行支付才填写' });
  const missing = [
    payeeName === '' ? '收款人' : '',
    payeeBank === '' ? '开户行' : '',
    payeeAccount === '' ? '账号' : '',
  ].filter((name) => name !== '');
  if (missing.length > 0) throw refuse('visit.payeeIncomplete', { field: missing.join('、') });
  if (!/^\d{8,32}$/.test(payeeAccount))
    throw refuse('request.invalid', { field: '收款账号', problem: '应是 8 到 32 位数字' });
  return payee;
}
