-- Arrears of all members are read from this index alone. The condition stands with the bare column first: SQLite turns a comparison
-- round to that side before it looks whether a query implies it, so that `paid + waived < amount` never matches an index.
DROP INDEX levies_owed;
CREATE INDEX levies_owed ON levies (member_id, month, amount, paid, waived) WHERE amount > paid + waived;

-- 分会留成: the branch's part of the dues that came in, paid out by voucher; and what notices and letters say every time.

CREATE TABLE dues_settings (
  id INTEGER PRIMARY KEY CONSTRAINT dues_settings_single CHECK (id = 1),
  -- where a share is booked; chosen by the union, since no source names the account
  share_account_id TEXT REFERENCES accounts (id),
  share_basis TEXT NOT NULL DEFAULT '会费全部留在基层工会，分会留成的比例由工会决定；记哪个科目，各地做法不同，没有查到统一规定。待核，请按上级工会的要求选。',
  -- how dues are paid, whom to ask, for letters and notices
  pay_how TEXT NOT NULL DEFAULT '' CONSTRAINT dues_pay_how_length CHECK (length(pay_how) <= 200),
  contact TEXT NOT NULL DEFAULT '' CONSTRAINT dues_contact_length CHECK (length(contact) <= 100)
) STRICT;
INSERT INTO dues_settings (id) VALUES (1);
CREATE TRIGGER dues_settings_keep BEFORE DELETE ON dues_settings
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;

-- One payout = one branch, a stretch of months, one voucher (借 the account chosen, 贷 现金或银行).
CREATE TABLE dues_share_payouts (
  id             TEXT PRIMARY KEY,
  branch_id      TEXT NOT NULL REFERENCES groups (id),
  from_month     TEXT NOT NULL CONSTRAINT dues_share_from_shape CHECK (from_month GLOB '[12][0-9][0-9][0-9]-[01][0-9]'),
  to_month       TEXT NOT NULL CONSTRAINT dues_share_to_shape CHECK (to_month GLOB '[12][0-9][0-9][0-9]-[01][0-9]' AND to_month >= from_month),
  -- what the branch's members had paid in these months, as it stood on the day of the payout
  received       INTEGER NOT NULL CONSTRAINT dues_share_received_range CHECK (received BETWEEN 1 AND 99999999999999),
  percent        INTEGER NOT NULL CONSTRAINT dues_share_percent_range CHECK (percent BETWEEN 1 AND 100),
  -- the percentage cut to whole fen; what is cut off stays with the union
  amount         INTEGER NOT NULL CONSTRAINT dues_share_amount_range CHECK (amount BETWEEN 1 AND 99999999999999),
  day            TEXT NOT NULL,
  month          TEXT NOT NULL CONSTRAINT dues_share_in_its_month CHECK (substr(day, 1, 7) = month),
  method         TEXT NOT NULL CONSTRAINT dues_share_method_known CHECK (method IN ('cash', 'bank')),
  voucher_id     TEXT NOT NULL CONSTRAINT dues_share_voucher_once UNIQUE REFERENCES vouchers (id),
  voucher_number TEXT NOT NULL,
  operator       TEXT NOT NULL,
  CONSTRAINT dues_share_months_over CHECK (to_month <= month),
  CONSTRAINT dues_share_is_percent CHECK (amount = received * percent / 100)
) STRICT;
CREATE INDEX dues_share_payouts_of_branch ON dues_share_payouts (branch_id, from_month);
CREATE INDEX dues_share_payouts_by_day ON dues_share_payouts (day DESC, id DESC);

CREATE TABLE dues_share_take_backs (
  payout_id      TEXT PRIMARY KEY REFERENCES dues_share_payouts (id),
  day            TEXT NOT NULL,
  month          TEXT NOT NULL CONSTRAINT dues_share_back_in_its_month CHECK (substr(day, 1, 7) = month),
  reason         TEXT NOT NULL CONSTRAINT dues_share_back_reason_given CHECK (length(trim(reason)) > 0),
  voucher_id     TEXT NOT NULL CONSTRAINT dues_share_back_voucher_once UNIQUE REFERENCES vouchers (id),
  voucher_number TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Only a branch has a share, and no month of it is paid out twice while the first payout stands.
CREATE TRIGGER dues_share_once BEFORE INSERT ON dues_share_payouts
BEGIN
  SELECT RAISE(ABORT, 'dues.shareNoBranch') WHERE (SELECT kind FROM groups WHERE id = NEW.branch_id) IS NOT 'branch';
  SELECT RAISE(ABORT, 'dues_share_once') WHERE EXISTS (
    SELECT 1 FROM dues_share_payouts AS other
    WHERE other.branch_id = NEW.branch_id AND other.from_month <= NEW.to_month AND other.to_month >= NEW.from_month
      AND NOT EXISTS (SELECT 1 FROM dues_share_take_backs WHERE payout_id = other.id));
END;
-- A payout is the amount of its voucher, to the fen and to the day, and leaves the dues received (401) as they are.
CREATE TRIGGER dues_share_matches_voucher BEFORE INSERT ON dues_share_payouts
WHEN NOT EXISTS (SELECT 1 FROM vouchers
                 WHERE id = NEW.voucher_id AND status = 'posted' AND source = 'dues' AND amount = NEW.amount AND day = NEW.day)
  OR EXISTS (SELECT 1 FROM dues_batches WHERE voucher_id = NEW.voucher_id)
  OR EXISTS (SELECT 1 FROM dues_refunds WHERE voucher_id = NEW.voucher_id)
  OR EXISTS (SELECT 1 FROM entries JOIN accounts ON accounts.id = account_id
             WHERE voucher_id = NEW.voucher_id AND (accounts.id = '2021:401' OR accounts.class = 'income'))
BEGIN SELECT RAISE(ABORT, 'dues_share_matches_voucher'); END;
CREATE TRIGGER dues_share_payouts_fixed BEFORE UPDATE ON dues_share_payouts
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER dues_share_payouts_keep BEFORE DELETE ON dues_share_payouts
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
-- Taken back only together with its voucher.
CREATE TRIGGER dues_share_back_reverses BEFORE INSERT ON dues_share_take_backs
WHEN NOT EXISTS (SELECT 1 FROM vouchers
                 WHERE id = NEW.voucher_id AND status = 'posted' AND day = NEW.day
                   AND reverses_id = (SELECT voucher_id FROM dues_share_payouts WHERE id = NEW.payout_id))
BEGIN SELECT RAISE(ABORT, 'dues_share_matches_voucher'); END;
CREATE TRIGGER dues_share_take_backs_fixed BEFORE UPDATE ON dues_share_take_backs
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER dues_share_take_backs_keep BEFORE DELETE ON dues_share_take_backs
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
