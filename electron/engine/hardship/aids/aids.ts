import { AID_KIND_NAMES, type AidInput, type AidRow } from '#shared/contract/hardship.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import { refuse } from '#shared/errors.ts';
import { fen, formatYuan } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { ACCOUNT, postVoucher } from '../../ledger/commands.ts';
import { aidOf } from '../files/queries.ts';

interface PayableFile {
  number: string;
  name: string;
  status: string;
  category: string;
  opened: string;
  consent: string | null;
}

/**
 * Pays aid to an open file with consent, together with its voucher (借 困难职工帮扶支出, 贷 现金 or 银行存款). The
 * voucher names the file's number, not the family: vouchers are read by more people than files are.
 * @throws Refusal `hardship.noFile`, `hardship.notDecided`, `hardship.noConsent`, `hardship.aidBeforeFile`,
 *   `visit.signedLater`, `request.notFound` (file, resolution), and what `postVoucher` refuses
 */
export function payAid(
  context: WriteContext,
  input: AidInput,
): { aid: AidRow; voucherId: string; voucherNumber: string } {
  const { db } = context;
  const file = payableFile(db, input);
  const signedBy = signerOf(context, input, file.name);
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
    `INSERT INTO aids (id, file_id, day, kind, amount, method, resolution_id, voucher_id, signed_by, signed_day, note)
     VALUES (:id, :fileId, :day, :kind, :amount, :method, :resolutionId, :voucherId, :signedBy, :signedDay, :note)`,
    {
      id,
      fileId: input.fileId,
      day: input.day,
      kind: input.kind,
      amount: input.amount,
      method: input.method,
      resolutionId: input.resolutionId,
      voucherId: voucher.id,
      signedBy,
      signedDay: input.signedDay,
      note: input.note,
    },
  );
  const aid = aidOf(db, id);
  const { memberName: _name, ...facts } = aid;
  context.trail({ subject: 'aid', id, label: `${summary} ${formatYuan(input.amount)} 元`, after: facts });
  return { aid, voucherId: voucher.id, voucherNumber: voucher.number };
}

/** 先建档、后帮扶 (rules.md 4.4). */
function payableFile(db: Readable, { fileId, day }: AidInput): PayableFile {
  const file = db.get<PayableFile>(
    `SELECT file.number, members.name, file.status, file.category, file.opened_day AS opened, file.consent_day AS consent
     FROM hardship_files AS file JOIN members ON members.id = file.member_id WHERE file.id = :fileId`,
    { fileId },
  );
  if (!file) throw refuse('request.notFound', { what: '困难档案' });
  const { name, status, category, opened, consent } = file;
  if (status !== 'open') throw refuse('hardship.noFile', { name });
  if (category === 'none') throw refuse('hardship.notDecided', { name });
  if (consent === null) throw refuse('hardship.noConsent', { name });
  if (day < opened) throw refuse('hardship.aidBeforeFile', { name, opened });
  return file;
}

/** Who signed, '' when nobody did yet. @throws Refusal `visit.signedLater`, `request.invalid` */
function signerOf(
  { today }: WriteContext,
  { signedBy, signedDay }: Pick<AidInput, 'signedBy' | 'signedDay'>,
  usual: string,
): string {
  if (signedDay === undefined) {
    if (signedBy !== '') throw refuse('request.invalid', { field: '签收日期', problem: '没有填写' });
    return '';
  }
  if (signedDay > today) throw refuse('visit.signedLater', { day: signedDay });
  return signedBy === '' ? usual : signedBy;
}

/** Signs an aid off, once. @throws Refusal `visit.alreadySigned`, `visit.reversed`, `visit.signedLater`, `request.notFound` */
export function signAid(context: WriteContext, input: ParsedInputOf<'hardship.signAid'>): AidRow {
  const { db } = context;
  const before = aidOf(db, input.id);
  if (before.signedDay !== undefined) throw refuse('visit.alreadySigned', { name: before.memberName });
  if (before.reversed) throw refuse('visit.reversed', { name: before.memberName });
  const signedBy = signerOf(context, input, before.memberName);
  const { id, signedDay } = input;
  db.run('UPDATE aids SET signed_by = :signedBy, signed_day = :signedDay WHERE id = :id', { id, signedBy, signedDay });
  context.trail({
    subject: 'aid',
    id,
    label: `${before.day} ${AID_KIND_NAMES[before.kind]} ${formatYuan(before.amount)} 元 签收`,
    after: { signedBy, signedDay },
  });
  return aidOf(db, id);
}
