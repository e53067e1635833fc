import type { SearchHit } from '#shared/contract/union.ts';
import { formatYuan } from '#shared/money.ts';
import type { Readable } from '../database.ts';
import { searchHardship } from '../hardship/commands.ts';
import { listVouchers } from '../ledger/commands.ts';
import { suggestMembers } from '../members/commands.ts';
import { searchVisits } from '../visits/commands.ts';

const MOST = 20;
const MOST_A_KIND = 8;

/** Ctrl+K: finds members, vouchers, hardship files and visits; personal numbers come back masked. At most 20 hits. */
export function searchEverything(db: Readable, text: string): SearchHit[] {
  const wanted = text.trim();
  if (wanted === '') return [];
  const members = suggestMembers(db, wanted, MOST_A_KIND).map(
    (member): SearchHit => ({
      kind: 'member',
      id: member.id,
      title: `${member.name} ${member.number}`.trim(),
      detail: [member.groupName, member.phoneMasked].filter(Boolean).join(' '),
    }),
  );
  const vouchers = listVouchers(db, { search: wanted, offset: 0, limit: MOST_A_KIND }).rows.map(
    (voucher): SearchHit => ({
      kind: 'voucher',
      id: voucher.id,
      title: `${voucher.month} ${voucher.number} ${voucher.summary}`,
      detail: `${voucher.day} ${formatYuan(voucher.amount)} 元`,
    }),
  );
  return [
    ...members,
    ...vouchers,
    ...searchHardship(db, wanted, MOST_A_KIND),
    ...searchVisits(db, wanted, MOST_A_KIND),
  ].slice(0, MOST);
}
