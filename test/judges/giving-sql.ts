// What was given against what was booked, in the plain SQL of the sqlite3 shell. Nothing here is shared with the program: no view of the schema
// and no query of the engine is used. Each `apart` counts what is wrong; each `seen` what was looked at, so that nothing is right for want of
// anything to look at; each `touch` spoils a copy in one place, after which `apart` must see it.

/** One thing that must hold. */
export interface Question {
  name: string;
  /** SQL with one number: how much is wrong. */
  apart: string;
  /** SQL with one number: how much there was to look at. */
  seen: string;
  /** SQL statements that spoil a copy without triggers, each by itself. */
  touches: readonly string[];
}

const RETURNED = 'EXISTS (SELECT 1 FROM visit_returns AS back WHERE back.visit_id = visits.id)';

/** What every voucher of visits and hardship is for: its own row, and the amount that row tells. */
const BEHIND = `
  SELECT voucher_id, 'visit' AS what, amount, day FROM visits WHERE batch_id IS NULL
  UNION ALL SELECT voucher_id, 'aid', amount, day FROM aids
  UNION ALL SELECT visit_batches.voucher_id, 'list', sum(visits.amount), visit_batches.day
            FROM visit_batches JOIN visits ON visits.batch_id = visit_batches.id GROUP BY visit_batches.id
  UNION ALL SELECT voucher_id, 'premium', union_amount + held_amount, day FROM insurance_batches
  UNION ALL SELECT voucher_id, 'payout', amount, day FROM insurance_payouts WHERE voucher_id IS NOT NULL
  UNION ALL SELECT voucher_id, 'collected', amount, day FROM donation_collections
  UNION ALL SELECT voucher_id, 'handed', amount, day FROM donation_handovers
  UNION ALL SELECT visit_returns.voucher_id, 'returned', sum(visits.amount), visit_returns.day
            FROM visit_returns JOIN visits ON visits.id = visit_returns.visit_id GROUP BY visit_returns.voucher_id
  UNION ALL SELECT voucher_id, 'bought', 2 * sum(quantity * unit_price), stock_moves.day
            FROM stock_moves JOIN stock_lots ON stock_lots.id = lot_id WHERE kind = 'bought' GROUP BY voucher_id
  UNION ALL SELECT voucher_id, 'counted', sum(abs(quantity) * unit_price), stock_moves.day
            FROM stock_moves JOIN stock_lots ON stock_lots.id = lot_id WHERE kind IN ('lost', 'found') GROUP BY voucher_id`;

/** What a voucher puts on the accounts of one class, or on one account. */
const ON_CLASS = (voucher: string, accountClass: string) =>
  `(SELECT coalesce(sum(debit - credit), 0) FROM entries JOIN accounts ON accounts.id = account_id
    WHERE entries.voucher_id = ${voucher} AND class = '${accountClass}')`;
const ON = (voucher: string, account: string) =>
  `(SELECT coalesce(sum(debit - credit), 0) FROM entries WHERE entries.voucher_id = ${voucher} AND account_id = '${account}')`;

/** Visits and aids by voucher; the shares that went back are in it, their voucher stands. */
const GIVEN = `
  SELECT voucher_id, method, sum(amount) AS amount FROM visits GROUP BY voucher_id, method
  UNION ALL SELECT voucher_id, method, amount FROM aids`;

/** `rows` (voucher_id, account_id, amount) on the day of each voucher, and with the other sign on the day of its reversal, by month. */
const BY_MONTH = (rows: string) => `
  SELECT vouchers.month, own.account_id, own.amount FROM (${rows}) AS own JOIN vouchers ON vouchers.id = own.voucher_id
  UNION ALL SELECT undo.month, own.account_id, -own.amount FROM (${rows}) AS own JOIN vouchers AS undo ON undo.reverses_id = own.voucher_id`;
/** Entries of posted vouchers that fit, with the sign that lets them cancel out what they book. */
const BOOKED = (fits: string) => `
  SELECT voucher.month, entries.account_id, entries.credit - entries.debit AS amount
  FROM vouchers AS voucher JOIN entries ON entries.voucher_id = voucher.id JOIN accounts ON accounts.id = entries.account_id
  LEFT JOIN vouchers AS original ON original.id = voucher.reverses_id
  WHERE voucher.status = 'posted' AND (${fits})`;
const MONTHS_APART = (rows: string, booked: string) => `
  SELECT count(*) FROM (SELECT month, account_id FROM (${rows} UNION ALL ${booked}) GROUP BY month, account_id HAVING sum(amount) <> 0)`;
const MONTHS_SEEN = (booked: string) => `SELECT count(DISTINCT month || account_id) FROM (${booked})`;

/** What was spent: visits and aids with money, goods bought for stock, the union's part of premiums. */
const SPENT = BY_MONTH(`
  SELECT visits.voucher_id, visit_kinds.account_id, visits.amount FROM visits JOIN visit_kinds ON visit_kinds.id = kind_id WHERE method <> 'stock'
  UNION ALL SELECT voucher_id, '2021:50404', amount FROM aids
  UNION ALL SELECT batch.voucher_id, year.expense_account_id, batch.union_amount
            FROM insurance_batches AS batch JOIN insurance_years AS year ON year.id = batch.year_id WHERE batch.kind = 'pay'
  UNION ALL SELECT move.voucher_id,
              (SELECT account_id FROM entries JOIN accounts ON accounts.id = account_id WHERE voucher_id = move.voucher_id AND class = 'expense'),
              sum(move.quantity * lot.unit_price)
            FROM stock_moves AS move JOIN stock_lots AS lot ON lot.id = move.lot_id WHERE move.kind = 'bought' GROUP BY move.voucher_id`);
const SPENT_BOOKED = BOOKED(
  "class = 'expense' AND coalesce(original.source, voucher.source) IN ('visits', 'hardship')",
);

/** 代管经费: premiums of members and employer, donations and payouts, in and out. */
const HELD = BY_MONTH(`
  SELECT batch.voucher_id, year.held_account_id AS account_id, iif(batch.kind = 'pay', -batch.held_amount, batch.held_amount) AS amount
  FROM insurance_batches AS batch JOIN insurance_years AS year ON year.id = batch.year_id WHERE batch.held_amount > 0
  UNION ALL SELECT payout.voucher_id, year.held_account_id, iif(payout.step = 'handed', -payout.amount, payout.amount)
            FROM insurance_payouts AS payout JOIN insurance_claims AS claim ON claim.id = payout.claim_id
            JOIN insurance_years AS year ON year.id = claim.year_id WHERE payout.step <> 'direct'
  UNION ALL SELECT collected.voucher_id, drive.held_account_id, collected.amount
            FROM donation_collections AS collected JOIN donation_drives AS drive ON drive.id = collected.drive_id
  UNION ALL SELECT handed.voucher_id, drive.held_account_id, -handed.amount
            FROM donation_handovers AS handed JOIN donation_drives AS drive ON drive.id = handed.drive_id`);
// what is held is on the credit side: turned round, it cancels out
const HELD_BOOKED = `SELECT month, account_id, -amount AS amount FROM (${BOOKED("entries.account_id = '2021:221'")})`;

const LOTS = BY_MONTH(`
  SELECT move.voucher_id, '2021:121' AS account_id, move.quantity * lot.unit_price AS amount
  FROM stock_moves AS move JOIN stock_lots AS lot ON lot.id = move.lot_id WHERE move.voucher_id IS NOT NULL`);
const LOTS_BOOKED = BOOKED("entries.account_id = '2021:121'");
const OPENING_APART = `
  SELECT (SELECT coalesce(sum(quantity * unit_price), 0) FROM stock_moves JOIN stock_lots ON stock_lots.id = lot_id WHERE kind = 'opening')
      <> (SELECT coalesce(sum(debit - credit), 0) FROM opening_balances WHERE account_id = '2021:121')`;
/** Days on which a lot holds less than nothing. */
const LOTS_BELOW = `
  SELECT count(*) FROM (
    SELECT sum(quantity) OVER (PARTITION BY lot_id ORDER BY day) AS there FROM (
      SELECT lot_id, day, quantity FROM stock_moves
      UNION ALL SELECT move.lot_id, undo.day, -move.quantity FROM stock_moves AS move JOIN vouchers AS undo ON undo.reverses_id = move.voucher_id))
  WHERE there < 0`;

export const LINES_AND_VOUCHERS: readonly Question[] = [
  {
    name: 'every voucher of visits and aids has one row behind it, of its amount and day',
    apart: `
      SELECT (SELECT count(*) FROM vouchers WHERE status = 'posted' AND source IN ('visits', 'hardship')
                AND (SELECT count(*) FROM (${BEHIND}) AS own WHERE own.voucher_id = vouchers.id AND own.amount = vouchers.amount
                       AND own.day = vouchers.day) <> 1)
           + (SELECT count(*) FROM (${BEHIND}) AS own LEFT JOIN vouchers ON vouchers.id = own.voucher_id
              WHERE vouchers.status IS NOT 'posted' OR vouchers.source <> iif(own.what = 'aid', 'hardship', 'visits'))`,
    seen: "SELECT count(*) FROM vouchers WHERE source IN ('visits', 'hardship')",
    touches: [
      'UPDATE visits SET amount = amount + 1 WHERE rowid = (SELECT max(rowid) FROM visits WHERE batch_id IS NULL)',
      'UPDATE aids SET amount = amount - 1 WHERE rowid = (SELECT max(rowid) FROM aids)',
      'DELETE FROM visits WHERE rowid = (SELECT min(rowid) FROM visits WHERE batch_id IS NOT NULL)',
      'DELETE FROM aids WHERE rowid = (SELECT min(rowid) FROM aids)',
      "UPDATE visits SET voucher_id = (SELECT id FROM vouchers WHERE source = 'simple') WHERE rowid = (SELECT max(rowid) FROM visits WHERE batch_id IS NULL)",
    ],
  },
  {
    name: 'each line of a list is on the voucher of its list, numbered once, one for a person',
    apart: `
      SELECT count(*) FROM visits JOIN visit_batches AS batch ON batch.id = visits.batch_id
      WHERE visits.voucher_id <> batch.voucher_id OR visits.day <> batch.day OR visits.amount <> batch.amount_each OR visits.method <> batch.method
        OR visits.batch_line NOT BETWEEN 1 AND batch.people`,
    seen: 'SELECT count(*) FROM visits WHERE batch_id IS NOT NULL',
    touches: [
      'UPDATE visits SET voucher_id = (SELECT max(voucher_id) FROM aids) WHERE rowid = (SELECT max(rowid) FROM visits WHERE batch_id IS NOT NULL)',
      'UPDATE visits SET amount = amount + 100 WHERE rowid = (SELECT max(rowid) FROM visits WHERE batch_id IS NOT NULL)',
    ],
  },
  {
    name: 'what visits and aids say of a voucher is what it puts on expenses, or takes out of stock',
    apart: `
      SELECT count(*) FROM (${GIVEN}) AS given
      WHERE iif(method = 'stock',
                ${ON_CLASS('given.voucher_id', 'expense')} <> 0 OR ${ON('given.voucher_id', '2021:301')} <> amount
                  OR ${ON('given.voucher_id', '2021:121')} <> -amount
                  OR -amount <> (SELECT coalesce(sum(quantity * unit_price), 0) FROM stock_moves JOIN stock_lots ON stock_lots.id = lot_id
                                 WHERE stock_moves.voucher_id = given.voucher_id AND kind = 'given'),
                ${ON_CLASS('given.voucher_id', 'expense')} <> amount OR ${ON_CLASS('given.voucher_id', 'asset')} <> -amount
                  OR ${ON('given.voucher_id', '2021:121')} <> 0)`,
    seen: `SELECT min((SELECT count(*) FROM (${GIVEN}) WHERE method <> 'stock'), (SELECT count(*) FROM (${GIVEN}) WHERE method = 'stock'))`,
    touches: [
      `UPDATE entries SET debit = debit + 1 WHERE debit > 0 AND voucher_id = (SELECT max(voucher_id) FROM aids)`,
      `UPDATE entries SET account_id = '2021:221' WHERE account_id = '2021:50105' AND voucher_id = (SELECT min(voucher_id) FROM visit_batches)`,
      `UPDATE entries SET account_id = '2021:50405' WHERE account_id = '2021:301' AND voucher_id = (SELECT max(voucher_id) FROM visits WHERE method = 'stock')`,
      `UPDATE stock_moves SET quantity = quantity - 1 WHERE id = (SELECT max(id) FROM stock_moves WHERE kind = 'given')`,
    ],
  },
  {
    name: 'of every list signed + open + returned = people, and what was returned is in its lot',
    apart: `
      SELECT count(*) FROM (
        SELECT batch.id, batch.people, batch.amount_each * batch.people AS worth,
               (SELECT amount FROM vouchers WHERE vouchers.id = batch.voucher_id) AS booked,
               sum(visits.signed_day IS NOT NULL) AS signed, sum(${RETURNED}) AS returned,
               sum(visits.signed_day IS NULL AND NOT ${RETURNED}) AS waiting, count(DISTINCT visits.batch_line) AS lines,
               (SELECT coalesce(sum(quantity * unit_price), 0) FROM stock_lots JOIN stock_moves ON lot_id = stock_lots.id
                WHERE stock_lots.batch_id = batch.id AND kind = 'returned') AS lot
        FROM visit_batches AS batch JOIN visits ON visits.batch_id = batch.id GROUP BY batch.id)
      WHERE signed + waiting + returned <> people OR lines <> people OR worth <> booked OR lot * people <> returned * worth`,
    seen: 'SELECT min((SELECT count(*) FROM visit_batches), (SELECT count(*) FROM visit_returns))',
    touches: [
      'DELETE FROM visits WHERE rowid = (SELECT max(rowid) FROM visits WHERE batch_id IS NOT NULL)',
      "UPDATE visits SET signed_day = day, signed_by = 'x' WHERE id = (SELECT max(visit_id) FROM visit_returns)",
      'DELETE FROM visit_returns WHERE visit_id = (SELECT max(visit_id) FROM visit_returns)',
      'UPDATE visit_batches SET people = people + 1 WHERE rowid = 1',
    ],
  },
  {
    name: 'every line for the bank is one visit or aid that stands, on one live list, and every list adds up',
    apart: `
      SELECT (SELECT count(*) FROM transfer_lists AS list
              WHERE (list.people, list.total) IS NOT (SELECT count(*), sum(amount) FROM transfer_lines WHERE list_id = list.id))
           + (SELECT count(*) FROM transfer_lines AS line LEFT JOIN visits ON visits.id = line.visit_id LEFT JOIN aids ON aids.id = line.aid_id
              LEFT JOIN hardship_files AS file ON file.id = aids.file_id
              WHERE line.released = 0
                AND (coalesce(visits.amount, aids.amount) IS NOT line.amount OR coalesce(visits.method, aids.method) IS NOT 'bank'
                     OR coalesce(visits.voucher_id, aids.voucher_id) IS NOT line.voucher_id
                     OR coalesce(visits.member_id, file.member_id) IS NOT line.member_id
                     OR EXISTS (SELECT 1 FROM vouchers AS undo WHERE undo.reverses_id = line.voucher_id)
                     OR EXISTS (SELECT 1 FROM visit_returns AS back WHERE back.visit_id = line.visit_id)))
           + (SELECT count(*) FROM (SELECT coalesce(visit_id, aid_id) AS given FROM transfer_lines WHERE released = 0
                                    GROUP BY given HAVING count(*) > 1))`,
    seen: `SELECT min((SELECT count(*) FROM transfer_lines WHERE visit_id IS NOT NULL), (SELECT count(*) FROM transfer_lines WHERE aid_id IS NOT NULL))`,
    touches: [
      'UPDATE transfer_lists SET total = total + 1 WHERE rowid = 1',
      'UPDATE aids SET amount = amount + 1 WHERE id = (SELECT max(aid_id) FROM transfer_lines)',
      "UPDATE visits SET method = 'cash' WHERE id = (SELECT max(visit_id) FROM transfer_lines)",
      'UPDATE transfer_lines SET member_id = (SELECT max(id) FROM members) WHERE visit_id = (SELECT max(visit_id) FROM transfer_lines)',
    ],
  },
];

export const SUMS: readonly Question[] = [
  {
    name: 'expenses of visits and aids = visits, aids, goods bought and premiums, by account and month',
    apart: MONTHS_APART(SPENT, SPENT_BOOKED),
    seen: MONTHS_SEEN(SPENT_BOOKED),
    touches: [
      'UPDATE visits SET amount = amount + 1 WHERE rowid = (SELECT min(rowid) FROM visits)',
      'DELETE FROM aids WHERE rowid = (SELECT max(rowid) FROM aids)',
      "UPDATE insurance_batches SET union_amount = union_amount - 100 WHERE id = (SELECT max(id) FROM insurance_batches WHERE kind = 'pay')",
      "UPDATE stock_moves SET quantity = quantity + 1 WHERE id = (SELECT max(id) FROM stock_moves WHERE kind = 'bought')",
      "UPDATE entries SET account_id = '2021:50405' WHERE account_id = '2021:50404' AND voucher_id = (SELECT max(voucher_id) FROM aids)",
      "UPDATE entries SET debit = debit + 1 WHERE debit < 0 AND account_id = '2021:50105'",
    ],
  },
  {
    name: 'account 121 = what the lots are worth, month by month, and no lot is below nothing',
    apart: `SELECT (${MONTHS_APART(LOTS, LOTS_BOOKED)}) + (${OPENING_APART}) + (${LOTS_BELOW})`,
    seen: MONTHS_SEEN(LOTS_BOOKED),
    touches: [
      'UPDATE stock_lots SET unit_price = unit_price + 1 WHERE rowid = 1',
      'DELETE FROM stock_moves WHERE id = (SELECT max(id) FROM stock_moves)',
      "UPDATE stock_moves SET day = '2023-01-02' WHERE id = (SELECT min(id) FROM stock_moves WHERE kind = 'given')",
      "INSERT INTO opening_balances SELECT year, '2021:121', 100, 0 FROM openings",
    ],
  },
  {
    name: 'account 221 = premiums, payouts and donations held, month by month',
    apart: MONTHS_APART(HELD, HELD_BOOKED),
    seen: MONTHS_SEEN(HELD_BOOKED),
    touches: [
      'UPDATE donation_collections SET amount = amount + 1 WHERE id = (SELECT max(id) FROM donation_collections)',
      'DELETE FROM donation_handovers WHERE id = (SELECT max(id) FROM donation_handovers)',
      "UPDATE insurance_batches SET held_amount = held_amount - 100 WHERE id = (SELECT max(id) FROM insurance_batches WHERE kind = 'pay' AND held_amount > 0)",
      "DELETE FROM insurance_payouts WHERE id = (SELECT max(id) FROM insurance_payouts WHERE step = 'handed')",
    ],
  },
];
