import type { Day } from '#shared/calendar.ts';
import type { ParsedInputOf, ValueOf } from '#shared/contract/index.ts';
import { type NotTaken, PREMIUM_KIND_NAMES, type PremiumBatch, type PremiumKind } from '#shared/contract/visits.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen, formatYuan, MAX_FEN, ZERO } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { type EntryDraft, MONEY_ACCOUNT, postVoucher, reverseVoucher, voucherNumber } from '../../ledger/commands.ts';
import { allParticipants } from './participants.ts';
import { requireYear, titleOfYear, type YearTerms } from './plans.ts';

interface Line {
  memberId: string;
  unionAmount: Fen;
  heldAmount: Fen;
}
interface Plan {
  year: YearTerms;
  lines: Line[];
  leftOut: NotTaken[];
  unionAmount: Fen;
  heldAmount: Fen;
}

const COLLECTED_KINDS = `
  SELECT member_id AS memberId, kind FROM insurance_lines_standing WHERE year_id = :yearId`;

/**
 * Who is due: each participant once a kind while the voucher stands. The organiser is paid for somebody only after what others owe
 * for him has come in, so that 代管经费 never goes below zero.
 * @throws Refusal `request.notFound`
 */
function plan(
  db: Readable,
  { yearId, kind, memberIds }: { yearId: string; kind: PremiumKind; memberIds: readonly string[] },
): Plan {
  const year = requireYear(db, yearId);
  const people = allParticipants(db, yearId);
  const named = new Set(memberIds);
  for (const id of named)
    if (!people.some(({ memberId }) => memberId === id)) throw refuse('request.notFound', { what: '参保人' });
  const done = new Map<string, Set<PremiumKind>>();
  for (const { memberId, kind: had } of db.all<{ memberId: string; kind: PremiumKind }>(COLLECTED_KINDS, { yearId }))
    done.set(memberId, (done.get(memberId) ?? new Set<PremiumKind>()).add(had));
  const lines: Line[] = [];
  const leftOut: NotTaken[] = [];
  for (const person of people) {
    if (named.size > 0 && !named.has(person.memberId)) continue;
    const employerHeld = year.employerHeld ? person.employerPart : ZERO;
    const held = { member: person.memberPart, employer: employerHeld, pay: fen(person.memberPart + employerHeld) }[
      kind
    ];
    const union = kind === 'pay' ? person.unionPart : ZERO;
    const had = done.get(person.memberId);
    const leave = (sentence: string) => leftOut.push({ memberId: person.memberId, memberName: person.name, sentence });
    if (held + union === 0) {
      if (named.size > 0) leave('没有要经工会收付的钱');
    } else if (had?.has(kind)) {
      if (named.size > 0) leave('已经登记过');
    } else if (kind === 'pay' && !person.collected) leave('个人或单位行政的部分还没有收到');
    else lines.push({ memberId: person.memberId, unionAmount: union, heldAmount: held });
  }
  const total = (of: 'unionAmount' | 'heldAmount') => {
    const sum = lines.reduce((all, line) => all + line[of], 0);
    if (sum > MAX_FEN) throw refuse('ledger.amountTooLarge');
    return fen(sum);
  };
  return { year, lines, leftOut, unionAmount: total('unionAmount'), heldAmount: total('heldAmount') };
}

/** What {@link postPremiums} would do. @throws Refusal `request.notFound` */
export function previewPremiums(
  db: Readable,
  input: ParsedInputOf<'visits.previewPremiums'>,
): ValueOf<'visits.previewPremiums'> {
  const { lines, leftOut, unionAmount, heldAmount } = plan(db, input);
  return { people: lines.length, unionAmount, heldAmount, total: fen(unionAmount + heldAmount), leftOut };
}

function entriesOf(
  kind: PremiumKind,
  { year, unionAmount, heldAmount }: Plan,
  input: ParsedInputOf<'visits.postPremiums'>,
): EntryDraft[] {
  const money = MONEY_ACCOUNT[input.method];
  if (kind !== 'pay')
    return [
      { accountId: money, debit: heldAmount, credit: ZERO },
      { accountId: year.heldAccountId, debit: ZERO, credit: heldAmount },
    ];
  return [
    ...(unionAmount === 0
      ? []
      : [
          {
            accountId: year.expenseAccountId,
            debit: unionAmount,
            credit: ZERO,
            ...(input.fundId === undefined ? {} : { fundId: input.fundId }),
          },
        ]),
    ...(heldAmount === 0 ? [] : [{ accountId: year.heldAccountId, debit: heldAmount, credit: ZERO }]),
    { accountId: money, debit: ZERO, credit: fen(unionAmount + heldAmount) },
  ];
}

const SUMMARIES: Readonly<Record<PremiumKind, string>> = {
  member: '代收个人保费',
  employer: '代收单位行政保费',
  pay: '付保费',
};

/**
 * Collects (借 现金/银行 贷 代管经费) or pays (借 支出 for the union's part, 借 代管经费 for what was collected, 贷 现金/银行) the
 * premiums of those who are due, with one voucher.
 * @throws Refusal `visit.insuranceNothing`, `visit.insuranceChanged`, `request.notFound`, and what `postVoucher` refuses
 */
export function postPremiums(context: WriteContext, input: ParsedInputOf<'visits.postPremiums'>): PremiumBatch {
  const { db } = context;
  const { yearId, kind, day, method } = input;
  const planned = plan(db, input);
  const { year, lines, leftOut, unionAmount, heldAmount } = planned;
  const total = fen(unionAmount + heldAmount);
  if (total === 0) throw refuse('visit.insuranceNothing', { why: leftOut[0]?.sentence ?? '没有人等着办这一步' });
  if (total !== input.total)
    throw refuse('visit.insuranceChanged', { before: formatYuan(input.total), now: formatYuan(total) });
  const voucher = postVoucher(context, {
    day,
    summary: `${SUMMARIES[kind]} ${year.planName} ${lines.length} 人`,
    source: 'visits',
    attachmentCount: input.attachmentCount,
    ...(input.resolutionId === undefined ? {} : { resolutionId: input.resolutionId }),
    entries: entriesOf(kind, planned, input),
  });
  const id = context.newId();
  db.run(
    `INSERT INTO insurance_batches (id, year_id, kind, day, method, people, union_amount, held_amount, voucher_id)
     VALUES (:id, :yearId, :kind, :day, :method, :people, :unionAmount, :heldAmount, :voucherId)`,
    { id, yearId, kind, day, method, people: lines.length, unionAmount, heldAmount, voucherId: voucher.id },
  );
  for (const line of lines)
    db.run(
      `INSERT INTO insurance_lines (batch_id, member_id, union_amount, held_amount)
       VALUES (:id, :memberId, :unionAmount, :heldAmount)`,
      { id, memberId: line.memberId, unionAmount: line.unionAmount, heldAmount: line.heldAmount },
    );
  context.trail({
    subject: 'insurancePremium',
    id,
    label: `${titleOfYear(year)} ${PREMIUM_KIND_NAMES[kind]} ${lines.length} 人 ${formatYuan(total)} 元`,
    after: { kind, day, method, people: lines.length, unionAmount, heldAmount, voucher: voucher.number },
  });
  return requireBatch(db, id).batch;
}

const BATCH = `
  SELECT batch.id, batch.year_id AS yearId, batch.kind, batch.day, batch.method, batch.people, batch.union_amount AS unionAmount,
         batch.held_amount AS heldAmount, batch.voucher_id AS voucherId, voucher.number,
         EXISTS (SELECT 1 FROM vouchers AS reversal WHERE reversal.reverses_id = batch.voucher_id) AS reversed
  FROM insurance_batches AS batch CROSS JOIN vouchers AS voucher ON voucher.id = batch.voucher_id`;
export const BATCHES_OF_YEAR = `${BATCH} WHERE batch.year_id = :yearId ORDER BY batch.day DESC, batch.id DESC`;

type StoredBatch = Omit<PremiumBatch, 'voucherNumber' | 'reversed'> & {
  yearId: string;
  number: number;
  reversed: number;
};
const toBatch = ({ yearId: _, number, reversed, ...batch }: StoredBatch): PremiumBatch => ({
  ...batch,
  voucherNumber: voucherNumber(number),
  reversed: reversed === 1,
});

/** @throws Refusal `request.notFound` */
function requireBatch(db: Readable, id: string): { batch: PremiumBatch; yearId: string } {
  const row = db.get<StoredBatch>(`${BATCH} WHERE batch.id = :id`, { id });
  if (!row) throw refuse('request.notFound', { what: '保费收付记录' });
  return { batch: toBatch(row), yearId: row.yearId };
}

/** The vouchers of a year, the newest first, those reversed too. @throws Refusal `request.notFound` */
export function listPremiums(db: Readable, yearId: string): PremiumBatch[] {
  requireYear(db, yearId);
  return db.all<StoredBatch>(BATCHES_OF_YEAR, { yearId }).map(toBatch);
}

/**
 * Reverses the voucher of a batch on `day`; its participants are due again.
 * @throws Refusal `request.notFound`, `visit.insurancePassedOn` (what was collected has been paid to the organiser) and those of `reverseVoucher`
 */
export function takeBackPremiums(
  context: WriteContext,
  { batchId, day, reason }: { batchId: string; day: Day; reason: string },
): { voucherNumber: string; people: number } {
  const { db } = context;
  const { batch, yearId } = requireBatch(db, batchId);
  const passedOn =
    batch.kind !== 'pay' &&
    db.get(
      `SELECT 1 FROM insurance_lines AS line JOIN insurance_lines_standing AS paid
         ON paid.member_id = line.member_id AND paid.year_id = :yearId AND paid.kind = 'pay' WHERE line.batch_id = :batchId LIMIT 1`,
      { yearId, batchId },
    );
  if (passedOn && !batch.reversed) throw refuse('visit.insurancePassedOn');
  const reversal = reverseVoucher(context, { voucherId: batch.voucherId, day, reason });
  context.trail({
    subject: 'insurancePremium',
    id: batchId,
    label: `撤回 ${titleOfYear(requireYear(db, yearId))} ${PREMIUM_KIND_NAMES[batch.kind]}`,
    before: { people: batch.people, unionAmount: batch.unionAmount, heldAmount: batch.heldAmount },
    after: { day, reason, voucher: reversal.number },
  });
  return { voucherNumber: reversal.number, people: batch.people };
}
