import type { Day } from '#shared/calendar.ts';
import type { Window } from '#shared/contract/fields.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import type { DonationMove, Drive, DriveRecord } from '#shared/contract/visits.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen, formatYuan } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { voucherNumber } from '../../ledger/commands.ts';
import { readHeading } from '../../union/commands.ts';
import { assertHeldAccount } from '../account-checks.ts';

const DRIVES = `
  SELECT drive.id, drive.name, drive.day, drive.purpose, drive.beneficiary, drive.notice, drive.resolution_id AS resolutionId,
         resolutions.number || ' ' || resolutions.title AS resolution, drive.held_account_id AS heldAccountId,
         account.code || ' ' || account.name AS heldAccount, drive.closed_day AS closedDay,
         (SELECT coalesce(sum(gifts), 0) FROM donation_collections_standing WHERE drive_id = drive.id) AS gifts,
         (SELECT count(DISTINCT gift.member_id) FROM donation_collections_standing AS collection
          CROSS JOIN donation_gifts AS gift ON gift.collection_id = collection.id WHERE collection.drive_id = drive.id) AS givers,
         (SELECT coalesce(sum(amount), 0) FROM donation_collections_standing WHERE drive_id = drive.id) AS collected,
         (SELECT coalesce(sum(amount), 0) FROM donation_handovers_standing WHERE drive_id = drive.id) AS handedOver
  FROM donation_drives AS drive CROSS JOIN accounts AS account ON account.id = drive.held_account_id
  LEFT JOIN resolutions ON resolutions.id = drive.resolution_id`;
export const DRIVE_LIST_SQL = `${DRIVES} ORDER BY drive.day DESC, drive.id DESC LIMIT :limit OFFSET :offset`;

type StoredDrive = Omit<Drive, 'resolutionId' | 'resolution' | 'closedDay' | 'left'> & {
  resolutionId: string | null;
  resolution: string | null;
  closedDay: Day | null;
};
function toDrive({ resolutionId, resolution, closedDay, ...row }: StoredDrive): Drive {
  return {
    ...row,
    left: fen(row.collected - row.handedOver),
    ...(resolutionId === null ? {} : { resolutionId, resolution: resolution ?? '' }),
    ...(closedDay === null ? {} : { closedDay }),
  };
}

/** Drives with what was collected and handed over, the newest first. */
export function listDrives(db: Readable, { offset, limit }: { offset: number; limit: number }): Window<Drive> {
  return {
    total: db.get<{ total: number }>('SELECT count(*) AS total FROM donation_drives')?.total ?? 0,
    rows: db.all<StoredDrive>(DRIVE_LIST_SQL, { offset, limit }).map(toDrive),
  };
}

/** @throws Refusal `request.notFound` */
export function requireDrive(db: Readable, id: string): Drive {
  const stored = db.get<StoredDrive>(`${DRIVES} WHERE drive.id = :id`, { id });
  if (!stored) throw refuse('request.notFound', { what: '募捐活动' });
  return toDrive(stored);
}

const MOVE = `move.day, move.method, move.amount, move.voucher_id AS voucherId, voucher.number, voucher.attachment_count AS attachmentCount,
  EXISTS (SELECT 1 FROM vouchers AS reversal WHERE reversal.reverses_id = move.voucher_id) AS reversed`;
export const MOVES_OF_DRIVE = `
  SELECT move.id, 'collection' AS kind, ${MOVE}, move.gifts, '' AS receiver, '' AS receiptNumber
  FROM donation_collections AS move CROSS JOIN vouchers AS voucher ON voucher.id = move.voucher_id WHERE move.drive_id = :id
  UNION ALL
  SELECT move.id, 'handover' AS kind, ${MOVE}, 0 AS gifts, move.receiver, move.receipt_number AS receiptNumber
  FROM donation_handovers AS move CROSS JOIN vouchers AS voucher ON voucher.id = move.voucher_id WHERE move.drive_id = :id
  ORDER BY 3, 1`;
type StoredMove = Omit<DonationMove, 'voucherNumber' | 'reversed'> & { number: number; reversed: number };

/** A drive with every collection and handing over, the oldest first. @throws Refusal `request.notFound` */
export function readDrive(db: Readable, id: string): DriveRecord {
  const drive = requireDrive(db, id);
  const moves = db.all<StoredMove>(MOVES_OF_DRIVE, { id }).map(({ number, reversed, ...move }) => ({
    ...move,
    voucherNumber: voucherNumber(number),
    reversed: reversed === 1,
  }));
  return { ...drive, moves, unionName: readHeading(db).name };
}

/** The facts of a drive that the trail keeps. */
const factsOf = ({ name, day, purpose, beneficiary, notice, resolution, heldAccount }: Drive) => ({
  name,
  day,
  purpose,
  beneficiary,
  notice,
  resolution,
  heldAccount,
});

/**
 * Makes a drive (no id) or changes what is known of it.
 * @throws Refusal `visit.driveTaken`, `visit.heldAccount`, `visit.driveInUse` (another account after money came in), `visit.driveClosed`,
 *   `visit.donationEarly`, `request.notFound`
 */
export function saveDrive(context: WriteContext, input: ParsedInputOf<'visits.saveDrive'>): DriveRecord {
  const { db } = context;
  const before = input.id === undefined ? undefined : readDrive(db, input.id);
  if (before?.closedDay !== undefined) throw refuse('visit.driveClosed');
  const id = before?.id ?? context.newId();
  const { name, day } = input;
  if (db.get('SELECT 1 FROM donation_drives WHERE name = :name AND day = :day AND id <> :id', { name, day, id }))
    throw refuse('visit.driveTaken', { name, day });
  assertHeldAccount(db, input.heldAccountId);
  const first = before?.moves[0];
  if (first && before.heldAccountId !== input.heldAccountId) throw refuse('visit.driveInUse');
  if (first && first.day < day) throw refuse('visit.donationEarly', { day: first.day, from: day });
  if (
    input.resolutionId !== undefined &&
    !db.get('SELECT 1 FROM resolutions WHERE id = :id', { id: input.resolutionId })
  )
    throw refuse('request.notFound', { what: '集体决议' });
  const values = { ...input, id, resolutionId: input.resolutionId };
  db.run(
    before
      ? `UPDATE donation_drives SET name = :name, day = :day, purpose = :purpose, beneficiary = :beneficiary, notice = :notice,
                resolution_id = :resolutionId, held_account_id = :heldAccountId WHERE id = :id`
      : `INSERT INTO donation_drives (id, name, day, purpose, beneficiary, notice, resolution_id, held_account_id)
         VALUES (:id, :name, :day, :purpose, :beneficiary, :notice, :resolutionId, :heldAccountId)`,
    values,
  );
  const after = readDrive(db, id);
  context.trail({
    subject: 'donationDrive',
    id,
    label: `${after.day} ${after.name}`,
    ...(before ? { before: factsOf(before) } : {}),
    after: factsOf(after),
  });
  return after;
}

/** @throws Refusal `visit.driveInUse`, `request.notFound` */
export function dropDrive(context: WriteContext, id: string): { left: number } {
  const { db } = context;
  const drive = readDrive(db, id);
  if (drive.moves.length > 0) throw refuse('visit.driveInUse');
  db.run('DELETE FROM donation_drives WHERE id = :id', { id });
  context.trail({ subject: 'donationDrive', id, label: `${drive.day} ${drive.name}`, before: factsOf(drive) });
  return { left: db.get<{ left: number }>('SELECT count(*) AS left FROM donation_drives')?.left ?? 0 };
}

/** @throws Refusal `visit.driveOpen`, `visit.driveEmpty`, `visit.driveClosed`, `visit.donationEarly`, `request.notFound` */
export function closeDrive(context: WriteContext, { id, day }: { id: string; day: Day }): DriveRecord {
  const { db } = context;
  const drive = readDrive(db, id);
  if (drive.closedDay !== undefined) throw refuse('visit.driveClosed');
  if (drive.collected === 0) throw refuse('visit.driveEmpty');
  if (drive.left !== 0) throw refuse('visit.driveOpen');
  const last = drive.moves.at(-1)?.day ?? drive.day;
  if (day < last) throw refuse('visit.donationEarly', { day, from: last });
  db.run('UPDATE donation_drives SET closed_day = :day WHERE id = :id', { id, day });
  context.trail({
    subject: 'donationDrive',
    id,
    label: `结束 ${drive.name}，共 ${formatYuan(drive.collected)} 元`,
    after: { closedDay: day, collected: drive.collected, handedOver: drive.handedOver },
  });
  return readDrive(db, id);
}

/** @throws Refusal `visit.driveNotClosed`, `request.notFound` */
export function reopenDrive(context: WriteContext, { id, reason }: { id: string; reason: string }): DriveRecord {
  const { db } = context;
  const drive = requireDrive(db, id);
  if (drive.closedDay === undefined) throw refuse('visit.driveNotClosed');
  db.run('UPDATE donation_drives SET closed_day = NULL WHERE id = :id', { id });
  context.trail({
    subject: 'donationDrive',
    id,
    label: `重新打开 ${drive.name}`,
    before: { closedDay: drive.closedDay },
    after: { reason },
  });
  return readDrive(db, id);
}

/** What the union holds of all drives: collected and not handed over yet. */
export function donationsHeld(db: Readable): Fen {
  const row = db.get<{ held: number }>(
    `SELECT (SELECT coalesce(sum(amount), 0) FROM donation_collections_standing)
          - (SELECT coalesce(sum(amount), 0) FROM donation_handovers_standing) AS held`,
  );
  return fen(row?.held ?? 0);
}
