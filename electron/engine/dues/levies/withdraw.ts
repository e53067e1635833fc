import { formatMonth, type Month } from '#shared/calendar.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, sum } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import { assertMonthsOpen } from './plan.ts';

interface Withdrawable {
  id: string;
  number: string;
  name: string;
  wage: Fen;
  amount: Fen;
  paid: Fen;
  waived: Fen;
}

// Whose levy it is stands on the trail in the order of the members' numbers.
const WITHDRAWABLE = `
  SELECT levies.id, members.number, members.name, levies.wage, levies.amount, levies.paid, levies.waived
  FROM levies JOIN members ON members.id = levies.member_id
  WHERE levies.month = :month AND (:ids IS NULL OR levies.id IN (SELECT value FROM json_each(:ids)))
  ORDER BY members.number, members.name, members.id`;

/**
 * Takes levies of an open month away again (撤回计提), so that a wrong wage or rule can be mended and the month raised again.
 * What is paid or waived, be it in part, stays and is named.
 * @throws Refusal `dues.monthClosed`, `ledger.periodMissing`, `request.notFound`, `dues.nothingToWithdraw`
 */
export function withdrawLevies(
  context: WriteContext,
  { month, levyIds, reason }: { month: Month; levyIds?: readonly string[] | undefined; reason: string },
): { withdrawn: number; total: Fen; kept: { levyId: string; number: string; name: string; why: string }[] } {
  const { db } = context;
  assertMonthsOpen(db, [month]);
  const asked = db.all<Withdrawable>(WITHDRAWABLE, { month, ids: levyIds ? JSON.stringify(levyIds) : null });
  if (levyIds && asked.length < new Set(levyIds).size) throw refuse('request.notFound', { what: '应收会费' });
  const free = asked.filter(({ paid, waived }) => paid === 0 && waived === 0);
  if (free.length === 0) throw refuse('dues.nothingToWithdraw', { month: formatMonth(month) });
  for (const { id } of free) db.run('DELETE FROM levies WHERE id = :id', { id });
  const kept = asked
    .filter(({ paid, waived }) => paid > 0 || waived > 0)
    .map(({ id, number, name, paid }) => ({ levyId: id, number, name, why: paid > 0 ? '已收款' : '已减免' }));
  const total = sum(free.map(({ amount }) => amount));
  context.trail({
    subject: 'levy',
    id: month,
    label: `撤回计提${formatMonth(month)}会费 ${free.length} 人`,
    before: {
      levied: asked.length,
      withdrawn: free.map(({ number, name, wage, amount }) => [number, name, wage, amount]),
    },
    after: { reason, withdrawn: free.length, total, kept: kept.length },
  });
  return { withdrawn: free.length, total, kept };
}
