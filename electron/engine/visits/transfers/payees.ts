import type { ParsedInputOf, ValueOf } from '#shared/contract/index.ts';
import { refuse } from '#shared/errors.ts';
import { maskBankAccount } from '#shared/mask.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';

/** An account that money can be sent to, unmasked. */
export interface Payee {
  payee: string;
  bank: string;
  account: string;
}

/** Digits only; undefined for what no bank would take. */
export function usableAccount(text: string): string | undefined {
  const digits = text.normalize('NFKC').replace(/[\s-]/g, '');
  return /^\d{8,32}$/.test(digits) ? digits : undefined;
}

export const PAYEES = 'SELECT member_id AS memberId, name AS payee, bank, account FROM payee_accounts';

/** The accounts that were kept for members, by member. */
export function keptPayees(db: Readable): ReadonlyMap<string, Payee> {
  return new Map(db.all<Payee & { memberId: string }>(PAYEES).map(({ memberId, ...payee }) => [memberId, payee]));
}

/**
 * Keeps where money for a member goes to. The trail and the reply carry the masked number.
 * @throws Refusal `request.notFound`
 */
export function savePayeeAccount(
  context: WriteContext,
  { memberId, name, bankName, account }: ParsedInputOf<'visits.savePayeeAccount'>,
): ValueOf<'visits.savePayeeAccount'> {
  const { db } = context;
  const member = db.get<{ name: string }>('SELECT name FROM members WHERE id = :memberId', { memberId });
  if (!member) throw refuse('request.notFound', { what: '会员' });
  const before = db.get<Payee>(`${PAYEES} WHERE member_id = :memberId`, { memberId });
  db.run(
    `INSERT INTO payee_accounts (member_id, name, bank, account, saved_at) VALUES (:memberId, :name, :bankName, :account, :now)
     ON CONFLICT (member_id) DO UPDATE SET name = excluded.name, bank = excluded.bank, account = excluded.account, saved_at = excluded.saved_at`,
    { memberId, name, bankName, account, now: context.now },
  );
  const accountMasked = maskBankAccount(account) || '***';
  context.trail({
    subject: 'payeeAccount',
    id: memberId,
    label: `${member.name} 收款账号`,
    ...(before ? { before: { payee: before.payee, account: maskBankAccount(before.account) } } : {}),
    after: { payee: name, account: accountMasked },
  });
  return { memberId, payee: name, bankName, accountMasked };
}
