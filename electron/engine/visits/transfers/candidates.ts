import type { Day } from '#shared/calendar.ts';
import type { ParsedInputOf, ValueOf } from '#shared/contract/index.ts';
import { festivalTitle, type TransferCandidate, type TransferSource } from '#shared/contract/visits.ts';
import { maskBankAccount } from '#shared/mask.ts';
import { type Fen, sum } from '#shared/money.ts';
import type { Params, Readable } from '../../database.ts';
import { type AidToTransfer, aidsToTransfer, aidToTransfer } from '../../hardship/commands.ts';
import { NOT_REVERSED, RETURNED } from '../records/reversed.ts';
import { keptPayees, type Payee, usableAccount } from './payees.ts';

/** A visit or an aid with all that a line needs; the account unmasked. */
export interface Payable {
  source: TransferSource;
  id: string;
  day: Day;
  memberId: string;
  memberName: string;
  memberNumber: string;
  groupName: string;
  what: string;
  /** What the bank reads: no kind of visit or aid, they may tell of health. */
  purpose: string;
  amount: Fen;
  voucherId: string;
  byBank: boolean;
  /** Its voucher stands, and it was not returned. */
  stands: boolean;
  /** 年节: goods or coupons only, so its money goes to the shop and to nobody's own account (总工办发〔2017〕32号, rules.md 2.4). */
  festival: boolean;
  /** Number of the live list it is on, '' for none. */
  listed: string;
  payee: Payee | undefined;
}

const LISTED = (column: 'visit_id' | 'aid_id', id: string) => `
  coalesce((SELECT number FROM transfer_lines INDEXED BY ${column === 'visit_id' ? 'transfer_visit_once' : 'transfer_aid_once'}
            JOIN transfer_lists ON transfer_lists.id = transfer_lines.list_id
            WHERE transfer_lines.${column} = ${id} AND transfer_lines.released = 0), '')`;

const VISITS = `
  SELECT visits.id, visits.day, visits.member_id AS memberId, members.name AS memberName, members.number AS memberNumber,
         coalesce(groups.name, '') AS groupName, kind.name AS kindName, kind.festival, batch.name AS batchName, visits.amount,
         visits.voucher_id AS voucherId, visits.method, visits.payee_name AS payee, visits.payee_bank AS bank,
         visits.payee_account AS account, ${NOT_REVERSED} AND NOT ${RETURNED} AS stands, ${LISTED('visit_id', 'visits.id')} AS listed,
         coalesce(file.bank_name, '') AS fileBank, coalesce(file.bank_account, '') AS fileAccount
  FROM visits CROSS JOIN visit_kinds AS kind ON kind.id = visits.kind_id CROSS JOIN members ON members.id = visits.member_id
  LEFT JOIN groups ON groups.id = members.group_id LEFT JOIN visit_batches AS batch ON batch.id = visits.batch_id
  LEFT JOIN hardship_files AS file ON file.member_id = visits.member_id`;

type Filter = ParsedInputOf<'visits.listTransferCandidates'>;

/** The SQL of the visits that a list may still take, and its parameters. */
export function visitCandidatesSql({ from, last, kindId, batchId, moneyOnly }: Filter): {
  sql: string;
  params: Params;
} {
  const conditions = [
    batchId === undefined ? 'visits.day BETWEEN :from AND :last' : 'visits.batch_id = :batchId',
    "visits.method = 'bank'",
    NOT_REVERSED,
    `NOT ${RETURNED}`,
    'kind.festival = 0',
    'NOT EXISTS (SELECT 1 FROM transfer_lines WHERE transfer_lines.visit_id = visits.id AND transfer_lines.released = 0)',
  ];
  if (kindId !== undefined) conditions.push('visits.kind_id = :kindId');
  if (moneyOnly && batchId === undefined) conditions.push("visits.form = 'money'");
  const order = batchId === undefined ? 'visits.day DESC, visits.id' : 'visits.batch_line';
  return {
    sql: `${VISITS} WHERE ${conditions.join(' AND ')} ORDER BY ${order}`,
    params: {
      ...(batchId === undefined ? { from, last } : { batchId }),
      ...(kindId === undefined ? {} : { kindId }),
    },
  };
}

interface StoredVisit {
  id: string;
  day: Day;
  memberId: string;
  memberName: string;
  memberNumber: string;
  groupName: string;
  kindName: string;
  festival: number;
  batchName: string | null;
  amount: Fen;
  voucherId: string;
  method: string;
  payee: string;
  bank: string;
  account: string;
  stands: number;
  listed: string;
  fileBank: string;
  fileAccount: string;
}

/** The account of the visit itself, else the one kept for the member, else that of the family's file. */
function payableVisit(stored: StoredVisit, kept: ReadonlyMap<string, Payee>): Payable {
  const { kindName, festival, batchName, method, payee, bank, account, stands, fileBank, fileAccount, ...row } = stored;
  const own = usableAccount(account);
  const what = batchName === null ? kindName : festivalTitle(batchName);
  return {
    ...row,
    source: 'visit',
    what,
    purpose: batchName === null ? '工会慰问金' : what,
    byBank: method === 'bank',
    stands: stands === 1,
    festival: festival === 1,
    payee:
      own === undefined
        ? (kept.get(row.memberId) ?? payeeOf(row.memberName, fileBank, fileAccount))
        : { payee: payee || row.memberName, bank, account: own },
  };
}

function payeeOf(name: string, bank: string, text: string): Payee | undefined {
  const account = usableAccount(text);
  return account === undefined ? undefined : { payee: name, bank, account };
}

/** The account that the family's file names, else the one kept for the member. */
function payableAid(aid: AidToTransfer, listed: string, kept: ReadonlyMap<string, Payee>): Payable {
  const { bankName, bankAccount, method, reversed, kind: _kind, ...row } = aid;
  return {
    ...row,
    source: 'aid',
    what: '困难帮扶',
    purpose: '工会帮扶金',
    byBank: method === 'bank',
    stands: !reversed,
    festival: false,
    listed,
    payee: payeeOf(row.memberName, bankName, bankAccount) ?? kept.get(row.memberId),
  };
}

/** What a list may still take, the latest first (a list of visits in the order of its sheet). Accounts are masked. */
export function listTransferCandidates(db: Readable, filter: Filter): ValueOf<'visits.listTransferCandidates'> {
  const kept = keptPayees(db);
  const found: Payable[] = [];
  if (filter.source !== 'aid') {
    const { sql, params } = visitCandidatesSql(filter);
    found.push(...db.all<StoredVisit>(sql, params).map((visit) => payableVisit(visit, kept)));
  }
  if (filter.source !== 'visit' && filter.kindId === undefined && filter.batchId === undefined) {
    const listed = listedAids(db);
    for (const aid of aidsToTransfer(db, { from: filter.from, to: filter.last }))
      if (!listed.has(aid.id)) found.push(payableAid(aid, '', kept));
    found.sort((a, b) => (a.day === b.day ? 0 : a.day < b.day ? 1 : -1));
  }
  const rows = found.map(candidateOf);
  return {
    rows,
    amount: sum(rows.map(({ amount }) => amount)),
    lacking: rows.filter(({ ready }) => !ready).length,
  };
}

function candidateOf({
  payee,
  purpose: _purpose,
  voucherId: _voucher,
  byBank: _bank,
  stands: _stands,
  festival: _festival,
  listed: _listed,
  ...row
}: Payable): TransferCandidate {
  return {
    ...row,
    payee: payee?.payee ?? '',
    bankName: payee?.bank ?? '',
    accountMasked: payee ? maskBankAccount(payee.account) : '',
    ready: payee !== undefined,
  };
}

export const LISTED_AIDS =
  'SELECT aid_id AS id FROM transfer_lines INDEXED BY transfer_aid_once WHERE aid_id IS NOT NULL AND released = 0';

function listedAids(db: Readable): ReadonlySet<string> {
  return new Set(db.all<{ id: string }>(LISTED_AIDS).map(({ id }) => id));
}

/** One visit or aid, whatever its state; undefined for an unknown id. */
export function readPayable(
  db: Readable,
  source: TransferSource,
  id: string,
  kept: ReadonlyMap<string, Payee>,
): Payable | undefined {
  if (source === 'visit') {
    const visit = db.get<StoredVisit>(`${VISITS} WHERE visits.id = :id`, { id });
    return visit && payableVisit(visit, kept);
  }
  const aid = aidToTransfer(db, id);
  if (!aid) return undefined;
  const listed = db.get<{ listed: string }>(`SELECT ${LISTED('aid_id', ':id')} AS listed`, { id })?.listed ?? '';
  return payableAid(aid, listed, kept);
}
