import type { Day } from '#shared/calendar.ts';
import type { InputOf } from '#shared/contract/index.ts';
import { type VisitForm, type VisitMethod, type VisitRequestRecord, worthOf } from '#shared/contract/visits.ts';
import type { Fen } from '#shared/money.ts';

/** One line of goods while it is being typed. */
export interface GoodsDraft {
  name: string;
  unit: string;
  quantity: number | undefined;
  unitPrice: Fen | undefined;
}
/** What is taken out of a lot; name, unit and price are the lot's. */
export interface StockDraft {
  lotId: string;
  quantity: number;
  unitPrice: Fen;
}

/** One visit while it is being typed. */
export interface VisitDraft {
  memberId: string | undefined;
  /** Shown before the member has been searched for. */
  memberName: string;
  kindId: string | undefined;
  day: Day | undefined;
  festival: string;
  caseName: string;
  illness: string;
  reason: string;
  form: VisitForm | undefined;
  goods: string;
  /** Empty: the goods stand in one text and the amount is typed. */
  goodsLines: readonly GoodsDraft[];
  typedAmount: Fen | undefined;
  method: VisitMethod;
  stock: readonly StockDraft[];
  payeeName: string;
  payeeBank: string;
  payeeAccount: string;
  beneficiary: string;
  relation: string;
  place: string;
  visitors: readonly string[];
  resolutionId: string | undefined;
  /** 专项资金 that pays. */
  fundId: string | undefined;
  approvalGround: string;
  /** Papers of the kind that are there. */
  papers: readonly string[];
  attachmentCount: number;
  signedDay: Day | undefined;
  signedBy: string;
  signedRelation: string;
  /** The approved request that is given. */
  requestId: string | undefined;
}

export function emptyVisit(today: Day): VisitDraft {
  return {
    memberId: undefined,
    memberName: '',
    kindId: undefined,
    day: today,
    festival: '',
    caseName: '',
    illness: '',
    reason: '',
    form: undefined,
    goods: '',
    goodsLines: [],
    typedAmount: undefined,
    method: 'bank',
    stock: [],
    payeeName: '',
    payeeBank: '',
    payeeAccount: '',
    beneficiary: '',
    relation: '',
    place: '',
    visitors: ['', ''],
    resolutionId: undefined,
    fundId: undefined,
    approvalGround: '',
    papers: [],
    attachmentCount: 0,
    signedDay: undefined,
    signedBy: '',
    signedRelation: '',
    requestId: undefined,
  };
}

/** The visit as its request was approved. */
export function visitFromRequest(request: VisitRequestRecord, today: Day): VisitDraft {
  return {
    ...emptyVisit(today),
    memberId: request.memberId,
    memberName: request.memberName,
    kindId: request.kindId,
    caseName: request.caseName,
    reason: request.reason,
    form: request.form,
    goods: request.goods,
    typedAmount: request.amount,
    beneficiary: request.beneficiary,
    relation: request.relation,
    resolutionId: request.resolutionId,
    approvalGround: request.ground,
    requestId: request.id,
  };
}

/** What is given: the worth of the goods line by line or out of stock, else what was typed. */
export function amountOf({ method, stock, goodsLines, form, typedAmount }: VisitDraft): Fen | undefined {
  if (method === 'stock') return stock.length === 0 ? undefined : worthOf(stock);
  if (form === 'money' || goodsLines.length === 0) return typedAmount;
  const lines = goodsLines.flatMap(({ quantity, unitPrice }) =>
    quantity === undefined || unitPrice === undefined ? [] : [{ quantity, unitPrice }],
  );
  return lines.length < goodsLines.length ? undefined : worthOf(lines);
}

/** What the standards are asked about; undefined while it is not all there. */
export function questionOf(draft: VisitDraft): InputOf<'visits.check'> | undefined {
  const { memberId, kindId, day, form, festival, caseName, illness } = draft;
  const amount = amountOf(draft);
  if (!memberId || !kindId || !day || !form || amount === undefined || amount <= 0) return undefined;
  return { memberId, kindId, day, form, amount, festival, caseName, illness };
}

/** The fields that are still empty, by name. */
export function missingFields(draft: VisitDraft): ReadonlySet<keyof VisitDraft> {
  const missing = new Set<keyof VisitDraft>();
  for (const field of ['memberId', 'kindId', 'day', 'form'] as const)
    if (draft[field] === undefined) missing.add(field);
  if (draft.reason.trim() === '') missing.add('reason');
  if (namesOf(draft.visitors).length < 2) missing.add('visitors');
  if (draft.method === 'stock' ? draft.stock.length === 0 : false) missing.add('stock');
  else if (amountOf(draft) === undefined) missing.add(draft.goodsLines.length > 0 ? 'goodsLines' : 'typedAmount');
  return missing;
}

const namesOf = (visitors: readonly string[]) => visitors.map((name) => name.trim()).filter((name) => name !== '');

/**
 * The visit as it is recorded; undefined while something is missing.
 * @param paperItems the papers that its kind asks for
 */
export function visitOf(draft: VisitDraft, paperItems: readonly string[]): InputOf<'visits.record'> | undefined {
  const question = questionOf(draft);
  if (question?.amount === undefined || missingFields(draft).size > 0) return undefined;
  const { reason, goods, beneficiary, relation, place, method, approvalGround, attachmentCount } = draft;
  const { signedBy, signedRelation, payeeName, payeeBank, payeeAccount } = draft;
  const byLine = method !== 'stock' && draft.form !== 'money';
  const lacking = draft.papers.length === 0 ? [] : paperItems.filter((item) => !draft.papers.includes(item));
  return {
    ...question,
    amount: question.amount,
    reason,
    goods: method === 'stock' ? '' : goods,
    beneficiary,
    relation,
    place,
    method,
    approvalGround,
    attachmentCount,
    signedBy,
    signedRelation,
    visitors: namesOf(draft.visitors),
    ...(byLine && draft.goodsLines.length > 0 ? { goods: '', goodsLines: wholeLines(draft.goodsLines) } : {}),
    ...(method === 'stock' ? { stock: draft.stock.map(({ lotId, quantity }) => ({ lotId, quantity })) } : {}),
    ...(method === 'bank' ? { payeeName, payeeBank, payeeAccount } : {}),
    ...(lacking.length === 0 ? {} : { papersNote: `欠缺：${lacking.join('、')}` }),
    ...(draft.resolutionId === undefined ? {} : { resolutionId: draft.resolutionId }),
    ...(draft.fundId === undefined || method === 'stock' ? {} : { fundId: draft.fundId }),
    ...(draft.signedDay === undefined ? {} : { signedDay: draft.signedDay }),
    ...(draft.requestId === undefined ? {} : { requestId: draft.requestId }),
  };
}

function wholeLines(lines: readonly GoodsDraft[]): NonNullable<InputOf<'visits.record'>['goodsLines']> {
  return lines.flatMap(({ name, unit, quantity, unitPrice }) =>
    quantity === undefined || unitPrice === undefined ? [] : [{ name, unit, quantity, unitPrice }],
  );
}
