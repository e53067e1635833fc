import { PARTICULAR_FIELDS, type ParticularField, type Particulars } from '#shared/contract/members/particulars.ts';
import { refuse } from '#shared/errors.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';

/** The column of each particular in `member_particulars`; for lists, filters and exports that read many at once. */
export const PARTICULAR_COLUMNS: Readonly<Record<ParticularField, string>> = {
  cardNumber: 'card_number',
  nativePlace: 'native_place',
  employer: 'employer',
  post: 'post',
  title: 'title',
  employment: 'employment',
  workKind: 'work_kind',
  householdKind: 'household_kind',
  marital: 'marital',
  singleParent: 'single_parent',
  email: 'email',
  address: 'address',
  applied: 'applied',
};

export type StoredParticulars = Omit<Particulars, 'singleParent'> & { singleParent: 0 | 1 };

const NOTHING_KNOWN: Particulars = {
  cardNumber: '',
  nativePlace: '',
  employer: '',
  post: '',
  title: '',
  employment: '',
  workKind: '',
  householdKind: '',
  marital: '',
  singleParent: false,
  email: '',
  address: '',
  applied: '',
};

const each = (write: (field: ParticularField, column: string) => string) =>
  PARTICULAR_FIELDS.map((field) => write(field, PARTICULAR_COLUMNS[field])).join(', ');
/** `card_number AS cardNumber, …` */
export const PARTICULARS_SELECTED = each((field, column) => `${column} AS ${field}`);
const WRITE = `
  INSERT INTO member_particulars (member_id, ${each((_, column) => column)}) VALUES (:memberId, ${each((field) => `:${field}`)})
  ON CONFLICT (member_id) DO UPDATE SET ${each((_, column) => `${column} = excluded.${column}`)}`;

/** A row of `member_particulars` as it is handed on. */
export function particularsOf(row: StoredParticulars): Particulars {
  return { ...row, singleParent: row.singleParent === 1 };
}

/** The particulars of one member; everything empty for somebody who has none (or is not there). */
export function readParticulars(db: Readable, memberId: string): Particulars {
  const row = db.get<StoredParticulars>(
    `SELECT ${PARTICULARS_SELECTED} FROM member_particulars WHERE member_id = :memberId`,
    { memberId },
  );
  return row ? particularsOf(row) : { ...NOTHING_KNOWN };
}

/**
 * Writes the given particulars of a member that is there; the others stay. Texts are taken as they are (trimmed and of the
 * lengths in `PARTICULAR_LENGTHS`). The row is made on the first write; nothing is written when nothing differs. The trail is
 * the caller's.
 * @returns what holds now
 * @throws Refusal `member.cardNumberTaken`
 */
export function writeParticulars(
  { db }: Pick<WriteContext, 'db'>,
  memberId: string,
  partial: Partial<Particulars>,
): Particulars {
  const before = readParticulars(db, memberId);
  const after = { ...before, ...partial };
  if (PARTICULAR_FIELDS.every((field) => after[field] === before[field])) return before;
  const { cardNumber } = after;
  const holder =
    cardNumber === ''
      ? undefined
      : db.get<{ name: string }>(
          `SELECT name FROM member_particulars JOIN members ON members.id = member_id
           WHERE card_number = :cardNumber AND card_number <> '' AND member_id <> :memberId`,
          { cardNumber, memberId },
        );
  if (holder) throw refuse('member.cardNumberTaken', { number: cardNumber, other: holder.name });
  db.run(WRITE, { memberId, ...after, singleParent: after.singleParent ? 1 : 0 });
  return after;
}
