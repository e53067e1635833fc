import type { CreditRow } from '#shared/contract/dues.ts';
import type { ParsedInputOf, ValueOf } from '#shared/contract/index.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen, formatYuan, sum, ZERO } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { likePattern } from '../../like.ts';
import { requireMember } from '../../members/commands.ts';
import { applyCreditOf, creditOf, creditsNow } from './credit.ts';

// Those with credit stand in the partial index, grouped by member already; they are few and are sorted by number.
const creditors = (search: boolean) => `
  FROM (SELECT member_id, sum(credit) AS credit, min(day) AS since FROM dues_receipts INDEXED BY dues_receipts_with_credit
        WHERE credit > 0 GROUP BY member_id) AS creditor
  CROSS JOIN members ON members.id = creditor.member_id
  ${search ? "WHERE members.search_text LIKE :pattern ESCAPE '\\'" : ''}`;

/** The SQL of the list of credits and of its sums, for tests that look at the plan. */
export function creditListSql(search: boolean): { rows: string; sums: string } {
  return {
    rows: `
      SELECT members.id AS memberId, members.number, members.name, members.status, creditor.credit, creditor.since,
             coalesce((SELECT name FROM groups WHERE groups.id = members.group_id), '') AS groupName,
             (SELECT coalesce(sum(amount - paid - waived), 0) FROM levies INDEXED BY levies_owed
              WHERE levies.member_id = members.id AND paid + waived < amount) AS owed
      ${creditors(search)} ORDER BY members.number, members.name, members.id LIMIT :limit OFFSET :offset`,
    sums: `SELECT count(*) AS total, coalesce(sum(creditor.credit), 0) AS credit ${creditors(search)}`,
  };
}

/** Who has paid in advance, in the order of their numbers. */
export function listCredits(
  db: Readable,
  { search, offset, limit }: ParsedInputOf<'dues.listCredits'>,
): ValueOf<'dues.listCredits'> {
  const sql = creditListSql(search !== '');
  const params = search === '' ? {} : { pattern: likePattern(search) };
  const { total = 0, credit = 0 } = db.get<{ total: number; credit: number }>(sql.sums, params) ?? {};
  return { total, credit: fen(credit), rows: db.all<CreditRow>(sql.rows, { ...params, offset, limit }) };
}

/**
 * Pays open levies out of credit on a person's word, also where money was released before.
 * @throws Refusal `request.notFound`, `dues.nothingToApply`
 */
export function applyCreditNow(
  context: WriteContext,
  { memberIds }: ParsedInputOf<'dues.applyCredit'>,
): ValueOf<'dues.applyCredit'> {
  const { db } = context;
  const wanted = memberIds ?? [...creditsNow(db).keys()];
  let members = 0;
  let amount: Fen = ZERO;
  for (const memberId of new Set(wanted)) {
    const { number, name } = requireMember(db, memberId);
    const months = applyCreditOf(db, memberId);
    if (months.length === 0) continue;
    const used = sum(months.map((each) => each.amount));
    members += 1;
    amount = fen(amount + used);
    context.trail({
      subject: 'duesCredit',
      id: memberId,
      label: `${number} ${name} 预收抵会费 ${formatYuan(used)} 元`.trim(),
      after: { months, credit: creditOf(db, memberId) },
    });
  }
  if (members === 0) throw refuse('dues.nothingToApply');
  return { members, amount };
}
