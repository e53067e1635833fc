import { ACCOUNT } from '#electron/engine/ledger/commands.ts';
import { seeded } from '#electron/engine/practice/chance.ts';
import { month } from '#shared/calendar.ts';
import type { BigUnion } from './big-union.ts';
import type { Line, Result } from './line.ts';
import { takeTurns, withRange } from './measure.ts';
import { measurePeers } from './peers.ts';
import { SECOND_YEAR } from './posting.ts';

const YEAR = { from: month(`${SECOND_YEAR}-01`), to: month(`${SECOND_YEAR}-12`) };
const BANK = { accountId: ACCOUNT.bank, ...YEAR };
const CASH = { accountId: ACCOUNT.cash, ...YEAR };
/** One screen of the list and what is drawn ahead of it. */
const LIMIT = 100;
const ROUNDS = { runs: 21, warmUps: 3 };
const GOAL_RATIO = 1;

// the plainest way to ask the same: every entry of the account in the year, with its voucher
const DETAIL_FLOOR = `
  SELECT vouchers.day, vouchers.number, entries.summary, entries.debit, entries.credit
  FROM vouchers CROSS JOIN entries ON entries.voucher_id = vouchers.id
  WHERE vouchers.month BETWEEN :from AND :to AND entries.account_id = :accountId ORDER BY vouchers.day, vouchers.number`;
const SEARCH_FLOOR = "SELECT count(*) FROM vouchers WHERE summary LIKE '%' || :typed || '%'";

/** 明细账 of one account and the search among all vouchers, each against reading what is asked for without any help. */
export const ledgerLists: Line = {
  number: 7,
  title: '明细账 of one account and voucher search, 100,000 vouchers in the books',
  measure: async (union) => {
    const [detail, search] = [await measureDetail(union), await measureSearch(union)];
    return {
      results: [...detail.results, ...search.results],
      notes: [...new Set([...detail.notes, ...search.notes])],
    };
  },
};

async function measureDetail(union: BigUnion): Promise<{ results: Result[]; notes: string[] }> {
  const { call } = await union.withVouchers();
  const raw = await union.raw();
  const { total } = await call('ledger.listDetail', { ...BANK, limit: 1 });
  const chance = seeded(11);
  // two accounts in turn, so that nothing of the last answer helps
  const opening = await takeTurns(
    ROUNDS,
    (run) => call('ledger.listDetail', { ...(run % 2 === 0 ? BANK : CASH), limit: LIMIT }),
    () => raw.all(DETAIL_FLOOR, BANK),
  );
  const scrolling = await takeTurns(
    ROUNDS,
    () => call('ledger.listDetail', { ...BANK, offset: chance.whole(0, total - LIMIT), limit: LIMIT }),
    () => raw.all(DETAIL_FLOOR, BANK),
  );
  const peers = await measurePeers(union, opening.ours.median, () => [
    'register',
    '资产:102 银行存款',
    '--begin',
    `${SECOND_YEAR}-01-01`,
  ]);
  return {
    results: [
      line('明细账 of a year, opening it', 'raw read of all its entries', opening),
      line('明细账 of a year, scrolling in it', 'raw read of all its entries', scrolling),
      ...peers.results,
    ],
    notes: [`明细账 of 银行存款: ${total} lines, of which a window of ${LIMIT} is asked for`, ...peers.notes],
  };
}

async function measureSearch(union: BigUnion): Promise<{ results: Result[]; notes: string[] }> {
  const { call } = await union.withVouchers();
  const raw = await union.raw();
  const chance = seeded(12);
  const wanted = Array.from({ length: ROUNDS.runs + ROUNDS.warmUps }, () => `第 ${chance.whole(10_000, 30_000)} 笔`);
  const typed = (run: number) => wanted[run % wanted.length] ?? '';
  const search = await takeTurns(
    ROUNDS,
    (run) => call('ledger.listVouchers', { search: typed(run), limit: LIMIT }),
    (run) => raw.all(SEARCH_FLOOR, { typed: typed(run) }),
  );
  const peers = await measurePeers(union, search.ours.median, (name) =>
    name === 'hledger' ? ['register', `desc:${typed(0)}`] : ['register', 'payee', typed(0)],
  );
  return {
    results: [line('voucher search by summary', 'raw LIKE over the vouchers', search), ...peers.results],
    notes: peers.notes,
  };
}

function line(what: string, floorName: string, { ours, floor }: Awaited<ReturnType<typeof takeTurns>>): Result {
  const ratio = ours.median / floor.median;
  return {
    what,
    ours: withRange(ours),
    cpu: ours.cpu,
    floor: `${floorName}: ${withRange(floor)}`,
    ratio,
    goal: what.includes('search') ? '' : 'ratio <= 1.0',
    ...(what.includes('search') ? {} : { met: ratio <= GOAL_RATIO }),
  };
}
