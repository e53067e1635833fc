import type { WriteContext } from '#electron/engine/context.ts';
import type { Writable } from '#electron/engine/database.ts';
import { ACCOUNT, postVoucher } from '#electron/engine/ledger/commands.ts';
import { recordVisit } from '#electron/engine/visits/records/record.ts';
import { day } from '#shared/calendar.ts';
import type { VisitInput } from '#shared/contract/visits.ts';
import { fen } from '#shared/money.ts';

/** A decision that payments can rest on, put in by SQL. */
export function putResolution(db: Writable, id = 'resolution-1'): string {
  db.run(
    "INSERT INTO resolutions (id, number, day, title) VALUES (:id, '2026-' || :id, '2026-01-05', '工会委员会会议纪要')",
    { id },
  );
  return id;
}

/** Money enough for any number of payments. */
export function fillBank(context: WriteContext): void {
  postVoucher(context, {
    day: day('2026-01-01'),
    summary: '拨缴经费',
    source: 'manual',
    entries: [
      { accountId: ACCOUNT.bank, debit: fen(9_000_000_000_000), credit: fen(0) },
      { accountId: '2021:402', debit: fen(0), credit: fen(9_000_000_000_000) },
    ],
  });
}

/** 红字冲销 of a voucher with two entries. */
export function reverse(context: WriteContext, voucherId: string, on: string): void {
  const entries = context.db.all<{ accountId: string; debit: number; credit: number }>(
    'SELECT account_id AS accountId, debit, credit FROM entries WHERE voucher_id = :voucherId ORDER BY line',
    { voucherId },
  );
  postVoucher(context, {
    day: day(on),
    summary: '红字冲销',
    source: 'reversal',
    reversesId: voucherId,
    entries: entries.map((entry) => ({ ...entry, debit: fen(-entry.debit), credit: fen(-entry.credit) })),
  });
}

/** A visit to a member in hospital as the form sends it, with what a test wants otherwise. */
export function aVisit(memberId: string, change: Partial<VisitInput> = {}): VisitInput {
  return {
    kindId: 'hospital',
    memberId,
    day: day('2026-03-10'),
    form: 'money',
    amount: fen(50_000),
    festival: '',
    caseName: '',
    illness: '',
    reason: '住院手术',
    goods: '',
    goodsLines: [],
    beneficiary: '',
    relation: '',
    place: '市一院',
    visitors: ['周明', '吴敏'],
    approvalGround: '',
    method: 'bank',
    stock: [],
    payeeName: '',
    payeeBank: '',
    payeeAccount: '',
    papersNote: '',
    attachmentCount: 3,
    signedBy: '',
    signedRelation: '',
    ...change,
  };
}

/** Records a visit and hands back its voucher. */
export function visitOnce(context: WriteContext, memberId: string, change: Partial<VisitInput> = {}): string {
  return recordVisit(context, aVisit(memberId, change)).voucherId;
}
