import {
  AID_KIND_NAMES,
  type AidInput,
  type AidRow,
  type AidSource,
  type AidsInput,
  sourceOfOrigin,
} from '#shared/contract/hardship.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen, formatYuan, sum } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { ACCOUNT, listFunds, postVoucher } from '../../ledger/commands.ts';
import { type PayableFile, payableFile } from './door.ts';
import { assertWithinLimits } from './limits.ts';
import { aidOf } from './queries.ts';

interface Recipient {
  name: string;
  relation: string;
}

/**
 * Pays aid to an open file with consent, together with its voucher (借 困难职工帮扶支出, 贷 现金 or 银行存款). The
 * voucher names the file's number, not the family: vouchers are read by more people than files are.
 * @throws Refusal those of `payableFile` and `assertWithinLimits`, `hardship.noSuchRelative`, `hardship.schoolYearOnly`,
 *   `hardship.fundShort`, `hardship.relationNeeded`, `visit.signedLater`, `request.notFound` (resolution, fund), and what
 *   `postVoucher` refuses
 */
export function payAid(
  context: WriteContext,
  input: AidInput,
): { aid: AidRow; voucherId: string; voucherNumber: string } {
  const { db } = context;
  const file = payableFile(db, input.fileId, input.day);
  const recipient = recipientOf(db, file, input.recipientLine);
  const usual = recipient.name || file.name;
  const signed = signatureOf(context, input, usual);
  const source = assertFundCovers(db, input, input.amount);
  if (input.schoolYear !== '' && input.kind !== 'schooling') throw refuse('hardship.schoolYearOnly');
  const limits = assertWithinLimits(db, input, file.name);
  const summary = `困难职工帮扶 ${file.number} ${AID_KIND_NAMES[input.kind]}`;
  const voucher = postVoucher(context, {
    day: input.day,
    summary,
    source: 'hardship',
    attachmentCount: input.attachmentCount,
    resolutionId: input.resolutionId,
    entries: [
      {
        accountId: ACCOUNT.hardshipAid,
        debit: input.amount,
        credit: fen(0),
        ...(input.fundId === undefined ? {} : { fundId: input.fundId }),
      },
      { accountId: ACCOUNT[input.method], debit: fen(0), credit: input.amount },
    ],
  });
  const id = context.newId();
  db.run(
    `INSERT INTO aids (id, file_id, day, kind, amount, method, resolution_id, voucher_id, note, recipient, recipient_relation,
       school_year, source, fund_id, approval_ground, limit_sentence, signed_by, signed_relation, signed_day)
     VALUES (:id, :fileId, :day, :kind, :amount, :method, :resolutionId, :voucherId, :note, :recipient, :recipientRelation,
       :schoolYear, :source, :fundId, :approvalGround, :limitSentence, :signedBy, :signedRelation, :signedDay)`,
    {
      id,
      fileId: input.fileId,
      day: input.day,
      kind: input.kind,
      amount: input.amount,
      method: input.method,
      resolutionId: input.resolutionId,
      voucherId: voucher.id,
      note: input.note,
      recipient: recipient.name,
      recipientRelation: recipient.relation,
      schoolYear: input.schoolYear,
      source,
      fundId: input.fundId,
      ...limits,
      ...signed,
    },
  );
  const aid = aidOf(db, id);
  context.trail({ subject: 'aid', id, label: `${summary} ${formatYuan(input.amount)} 元`, after: factsOf(aid) });
  return { aid, voucherId: voucher.id, voucherNumber: voucher.number };
}

/** What the trail tells of an aid: it is read in more places than the file, so nobody of the family is named. */
function factsOf(aid: AidRow): Record<string, unknown> {
  const { memberName: _1, recipient: _2, recipientRelation: _3, signedBy: _4, signedRelation: _5, ...facts } = aid;
  return facts;
}

/**
 * Pays aid to several families on one resolution: one voucher each, all or none.
 * @throws Refusal as {@link payAid}, `hardship.aidTwiceListed`
 */
export function payAids(context: WriteContext, { lines, ...payment }: AidsInput): { aids: AidRow[]; amount: Fen } {
  const { db } = context;
  const seen = new Set<string>();
  for (const { fileId } of lines) {
    if (seen.has(fileId)) throw refuse('hardship.aidTwiceListed', { name: payableFile(db, fileId, payment.day).name });
    seen.add(fileId);
  }
  // what all take from the fund is weighed before the first is paid, so that the sentence names the whole amount
  assertFundCovers(
    db,
    payment,
    lines.reduce((total, line) => total + line.amount, 0),
  );
  const aids = lines.map((line) => payAid(context, { ...payment, ...line, signedBy: '', signedRelation: '' }).aid);
  return { aids, amount: sum(aids.map(({ amount }) => amount)) };
}

/** The household member as the file names them now, nobody for the member. @throws Refusal `hardship.noSuchRelative` */
function recipientOf(db: Readable, file: PayableFile, line: number | undefined): Recipient {
  if (line === undefined) return { name: '', relation: '' };
  const person = db.get<Recipient>(
    'SELECT name, relation FROM household_members WHERE file_id = :fileId AND line = :line',
    { fileId: file.id, line },
  );
  if (!person) throw refuse('hardship.noSuchRelative', { name: file.name });
  return person;
}

/**
 * 专款专用: a restricted fund is never spent below zero by aid.
 * @returns the source of the money: as given, else 本级工会, else what the fund's origin says
 * @throws Refusal `request.notFound`, `hardship.fundShort`
 */
function assertFundCovers(
  db: Readable,
  { fundId, source }: { fundId?: string | undefined; source?: AidSource | undefined },
  amount: number,
): AidSource {
  if (fundId === undefined) return source ?? 'own';
  const fund = listFunds(db).find(({ id }) => id === fundId);
  // an unknown or retired fund is refused by posting, with its own sentence
  if (fund && !fund.retired && fund.balance < amount)
    throw refuse('hardship.fundShort', {
      fund: fund.name,
      balance: formatYuan(fund.balance),
      amount: formatYuan(fen(amount)),
    });
  return source ?? sourceOfOrigin(fund?.origin ?? '');
}

interface Signature {
  signedBy: string;
  signedRelation: string;
  signedDay: string | undefined;
}

/**
 * Who signed, blank when nobody did yet. Whoever signs for somebody else says what they are to each other.
 * @param usual who it was for
 * @throws Refusal `visit.signedLater`, `request.invalid`, `hardship.relationNeeded`
 */
function signatureOf(
  { today }: WriteContext,
  { signedBy, signedRelation, signedDay }: Pick<AidInput, 'signedBy' | 'signedRelation' | 'signedDay'>,
  usual: string,
): Signature {
  if (signedDay === undefined) {
    if (signedBy !== '') throw refuse('request.invalid', { field: '签收日期', problem: '没有填写' });
    return { signedBy: '', signedRelation: '', signedDay: undefined };
  }
  if (signedDay > today) throw refuse('visit.signedLater', { day: signedDay });
  if (signedBy === '' || signedBy === usual) return { signedBy: usual, signedRelation: '', signedDay };
  if (signedRelation === '') throw refuse('hardship.relationNeeded', { signer: signedBy, name: usual });
  return { signedBy, signedRelation, signedDay };
}

/**
 * Signs an aid off, once.
 * @throws Refusal `visit.alreadySigned`, `visit.reversed`, `visit.signedLater`, `hardship.relationNeeded`, `request.notFound`
 */
export function signAid(context: WriteContext, input: ParsedInputOf<'hardship.signAid'>): AidRow {
  const { db } = context;
  const before = aidOf(db, input.id);
  if (before.signedDay !== undefined) throw refuse('visit.alreadySigned', { name: before.memberName });
  if (before.reversed) throw refuse('visit.reversed', { name: before.memberName });
  const signed = signatureOf(context, input, before.recipient || before.memberName);
  const { id } = input;
  db.run(
    'UPDATE aids SET signed_by = :signedBy, signed_relation = :signedRelation, signed_day = :signedDay WHERE id = :id',
    { id, ...signed },
  );
  context.trail({
    subject: 'aid',
    id,
    label: `${before.fileNumber} ${before.day} ${AID_KIND_NAMES[before.kind]} ${formatYuan(before.amount)} 元 签收`,
    after: { signedDay: signed.signedDay, forSomebodyElse: signed.signedRelation !== '' },
  });
  return aidOf(db, id);
}

/** Signs several aids off, each by the person it was for or all by one substitute; all or none. @throws Refusal as {@link signAid} */
export function signAids(
  context: WriteContext,
  { ids, ...signature }: ParsedInputOf<'hardship.signAids'>,
): { signed: number } {
  const chosen = [...new Set(ids)];
  for (const id of chosen) signAid(context, { id, ...signature });
  return { signed: chosen.length };
}
