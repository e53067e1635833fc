import type { Day } from '#shared/calendar.ts';
import type { ParsedInputOf, ValueOf } from '#shared/contract/index.ts';
import { ANONYMOUS, type DriveRecord, type GiverCandidate } from '#shared/contract/visits.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, formatYuan, MAX_FEN, sum, ZERO } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { MONEY_ACCOUNT, postVoucher, reverseVoucher, voucherNumber } from '../../ledger/commands.ts';
import { listMembersWith, readMemberNames } from '../../members/commands.ts';
import { readDrive, requireDrive } from './drives.ts';

/** Members who may give, in the order of their numbers, with what stands of their gifts to this drive. @throws Refusal `request.notFound` */
export function listGiverCandidates(
  db: Readable,
  input: ParsedInputOf<'visits.listGiverCandidates'>,
): GiverCandidate[] {
  requireDrive(db, input.driveId);
  const given = new Map(
    db
      .all<{ memberId: string; amount: Fen }>(
        `SELECT gift.member_id AS memberId, sum(gift.amount) AS amount
         FROM donation_collections_standing AS collection CROSS JOIN donation_gifts AS gift ON gift.collection_id = collection.id
         WHERE collection.drive_id = :driveId AND gift.member_id IS NOT NULL GROUP BY gift.member_id`,
        { driveId: input.driveId },
      )
      .map(({ memberId, amount }) => [memberId, amount]),
  );
  const words = input.search.split(/\s+/).filter(Boolean);
  return listMembersWith(db, input)
    .filter(({ name, number, groupName }) => words.every((word) => `${name} ${number} ${groupName}`.includes(word)))
    .map(({ id, number, name, groupName }) => ({
      memberId: id,
      number,
      name,
      groupName,
      given: given.get(id) ?? ZERO,
    }));
}

const GIFTS = (standingOnly: boolean) => `
  FROM donation_collections AS collection CROSS JOIN donation_gifts AS gift ON gift.collection_id = collection.id
  CROSS JOIN vouchers AS voucher ON voucher.id = collection.voucher_id
  LEFT JOIN members ON members.id = gift.member_id LEFT JOIN groups ON groups.id = members.group_id
  WHERE collection.drive_id = :driveId ${
    standingOnly
      ? 'AND NOT EXISTS (SELECT 1 FROM vouchers AS reversal WHERE reversal.reverses_id = collection.voucher_id)'
      : ''
  }`;
/** The SQL of one window, in the order in which the gifts came in. */
export const giftListSql = (standingOnly: boolean) => `
  SELECT gift.collection_id AS collectionId, gift.line, collection.day, gift.member_id AS memberId, coalesce(members.number, '') AS number,
         coalesce(members.name, nullif(gift.giver, ''), '${ANONYMOUS}') AS name, coalesce(groups.name, '') AS groupName, gift.amount,
         voucher.number AS voucher,
         EXISTS (SELECT 1 FROM vouchers AS reversal WHERE reversal.reverses_id = collection.voucher_id) AS reversed
  ${GIFTS(standingOnly)} ORDER BY collection.day, gift.collection_id, gift.line LIMIT :limit OFFSET :offset`;

interface StoredGift {
  collectionId: string;
  line: number;
  day: Day;
  memberId: string | null;
  number: string;
  name: string;
  groupName: string;
  amount: Fen;
  voucher: number;
  reversed: number;
}

/** A window of the gifts of a drive; `amount` is the sum of those that stand. @throws Refusal `request.notFound` */
export function listGifts(db: Readable, input: ParsedInputOf<'visits.listGifts'>): ValueOf<'visits.listGifts'> {
  const { driveId, standingOnly, offset, limit } = input;
  const { collected } = requireDrive(db, driveId);
  const total = db.get<{ total: number }>(`SELECT count(*) AS total ${GIFTS(standingOnly)}`, { driveId })?.total ?? 0;
  const rows = db.all<StoredGift>(giftListSql(standingOnly), { driveId, offset, limit });
  return {
    total,
    amount: collected,
    rows: rows.map(({ memberId, voucher, reversed, ...gift }) => ({
      ...gift,
      ...(memberId === null ? {} : { memberId }),
      voucherNumber: voucherNumber(voucher),
      reversed: reversed === 1,
    })),
  };
}

/** @throws Refusal `visit.driveClosed`, `visit.donationEarly`, `request.notFound` */
function openDrive(db: Readable, id: string, day: Day) {
  const drive = requireDrive(db, id);
  if (drive.closedDay !== undefined) throw refuse('visit.driveClosed');
  if (day < drive.day) throw refuse('visit.donationEarly', { day, from: drive.day });
  return drive;
}

/**
 * What came in, with one voucher: 借 现金/银行 贷 代管经费. A member stands once in a collection and may give again in another.
 * @throws Refusal `visit.donationTwice`, `visit.driveClosed`, `visit.donationEarly`, `request.notFound`, `request.invalid` (a member and a
 *   name for one gift, or a sum too large), those of `postVoucher`
 */
export function collectDonations(context: WriteContext, input: ParsedInputOf<'visits.collectDonations'>): DriveRecord {
  const { db } = context;
  const { driveId, day, method, gifts } = input;
  const drive = openDrive(db, driveId, day);
  assertGivers(db, gifts);
  if (gifts.reduce((all, gift) => all + gift.amount, 0) > MAX_FEN) throw refuse('ledger.amountTooLarge');
  const total = sum(gifts.map(({ amount }) => amount));
  const voucher = postVoucher(context, {
    day,
    summary: `代收捐款 ${drive.name} ${gifts.length} 笔`,
    source: 'visits',
    attachmentCount: input.attachmentCount,
    ...(drive.resolutionId === undefined ? {} : { resolutionId: drive.resolutionId }),
    entries: [
      { accountId: MONEY_ACCOUNT[method], debit: total, credit: ZERO },
      { accountId: drive.heldAccountId, debit: ZERO, credit: total },
    ],
  });
  const id = context.newId();
  db.run(
    `INSERT INTO donation_collections (id, drive_id, day, method, gifts, amount, voucher_id)
     VALUES (:id, :driveId, :day, :method, :gifts, :total, :voucherId)`,
    { id, driveId, day, method, gifts: gifts.length, total, voucherId: voucher.id },
  );
  gifts.forEach((gift, index) => {
    db.run(
      'INSERT INTO donation_gifts (collection_id, line, member_id, giver, amount) VALUES (:id, :line, :memberId, :giver, :amount)',
      {
        id,
        line: index + 1,
        memberId: gift.memberId,
        giver: gift.giver,
        amount: gift.amount,
      },
    );
  });
  context.trail({
    subject: 'donation',
    id,
    label: `${drive.name} 收 ${gifts.length} 笔 ${formatYuan(total)} 元`,
    after: { drive: drive.name, day, method, gifts: gifts.length, amount: total, voucher: voucher.number },
  });
  return readDrive(db, driveId);
}

function assertGivers(db: Readable, gifts: ParsedInputOf<'visits.collectDonations'>['gifts']): void {
  const ids = gifts.flatMap(({ memberId }) => (memberId === undefined ? [] : [memberId]));
  const names = readMemberNames(db, ids);
  const seen = new Set<string>();
  for (const { memberId, giver } of gifts) {
    if (memberId === undefined) continue;
    const member = names.get(memberId);
    if (!member) throw refuse('request.notFound', { what: '会员' });
    if (giver !== '') throw refuse('request.invalid', { field: '捐款人', problem: '已经选了会员，不用再填姓名' });
    if (seen.has(memberId)) throw refuse('visit.donationTwice', { name: member.name });
    seen.add(memberId);
  }
}

/**
 * Hands money over with one voucher: 借 代管经费 贷 现金/银行; never more than is held of this drive.
 * @throws Refusal `visit.donationOver`, `visit.driveClosed`, `visit.donationEarly`, `request.notFound`, those of `postVoucher`
 */
export function handOverDonations(
  context: WriteContext,
  input: ParsedInputOf<'visits.handOverDonations'>,
): DriveRecord {
  const { db } = context;
  const { driveId, day, method, receiver, receiptNumber, amount } = input;
  const drive = openDrive(db, driveId, day);
  if (amount > drive.left) throw refuse('visit.donationOver', { left: formatYuan(drive.left) });
  const voucher = postVoucher(context, {
    day,
    summary: `转交捐款 ${drive.name} ${receiver}`,
    source: 'visits',
    counterparty: receiver,
    attachmentCount: input.attachmentCount,
    ...(drive.resolutionId === undefined ? {} : { resolutionId: drive.resolutionId }),
    entries: [
      { accountId: drive.heldAccountId, debit: amount, credit: ZERO },
      { accountId: MONEY_ACCOUNT[method], debit: ZERO, credit: amount },
    ],
  });
  const id = context.newId();
  db.run(
    `INSERT INTO donation_handovers (id, drive_id, day, method, receiver, receipt_number, amount, voucher_id)
     VALUES (:id, :driveId, :day, :method, :receiver, :receiptNumber, :amount, :voucherId)`,
    { id, driveId, day, method, receiver, receiptNumber, amount, voucherId: voucher.id },
  );
  context.trail({
    subject: 'donation',
    id,
    label: `${drive.name} 转交 ${receiver} ${formatYuan(amount)} 元`,
    after: { drive: drive.name, day, method, receiver, receiptNumber, amount, voucher: voucher.number },
  });
  return readDrive(db, driveId);
}

/**
 * Reverses the voucher of a collection or of a handing over on `day`; its money counts no more.
 * @throws Refusal `visit.driveClosed`, `visit.donationHanded`, `request.notFound`, those of `reverseVoucher`
 */
export function takeBackDonation(
  context: WriteContext,
  { moveId, day, reason }: { moveId: string; day: Day; reason: string },
): DriveRecord {
  const { db } = context;
  const found = db.get<{ driveId: string }>(
    `SELECT drive_id AS driveId FROM donation_collections WHERE id = :moveId
     UNION ALL SELECT drive_id FROM donation_handovers WHERE id = :moveId`,
    { moveId },
  );
  if (!found) throw refuse('request.notFound', { what: '捐款收付' });
  const drive = readDrive(db, found.driveId);
  const move = drive.moves.find(({ id }) => id === moveId);
  if (!move) throw new Error('a move that is in no drive');
  if (drive.closedDay !== undefined) throw refuse('visit.driveClosed');
  if (move.kind === 'collection' && !move.reversed && drive.left < move.amount) throw refuse('visit.donationHanded');
  const reversal = reverseVoucher(context, { voucherId: move.voucherId, day, reason });
  context.trail({
    subject: 'donation',
    id: moveId,
    label: `${drive.name} 撤回${move.kind === 'collection' ? '收款' : '转交'} ${formatYuan(move.amount)} 元`,
    before: { amount: move.amount, gifts: move.gifts, receiver: move.receiver },
    after: { day, reason, voucher: reversal.number },
  });
  return readDrive(db, drive.id);
}
