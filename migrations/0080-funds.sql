-- 专项资金: money that may be spent on one purpose only (困难帮扶, 送温暖, 劳模 …). An entry carries the fund it belongs to; at year's end
-- what a fund took in and spent goes through 工会资金结转 under its name, so that each fund's balance stands alone.

CREATE TABLE funds (
  id       TEXT PRIMARY KEY,
  name     TEXT NOT NULL CONSTRAINT fund_name_given CHECK (length(trim(name)) > 0) CONSTRAINT fund_name_unique UNIQUE,
  -- what it may be spent on, in the words of the grant
  purpose  TEXT NOT NULL DEFAULT '',
  -- who gave it: 上级工会, 财政 …
  origin   TEXT NOT NULL DEFAULT '',
  position INTEGER NOT NULL DEFAULT 0,
  retired  INTEGER NOT NULL DEFAULT 0 CONSTRAINT fund_retired_flag CHECK (retired IN (0, 1))
) STRICT;
CREATE INDEX funds_in_order ON funds (retired, position, id);

-- How the opening balance of 工会资金结转 divides among the funds; what is not divided stands as 未分到专项.
CREATE TABLE fund_openings (
  year    INTEGER NOT NULL REFERENCES openings (year),
  fund_id TEXT NOT NULL REFERENCES funds (id),
  amount  INTEGER NOT NULL CONSTRAINT fund_opening_range CHECK (amount BETWEEN -99999999999999 AND 99999999999999),
  PRIMARY KEY (year, fund_id)
) STRICT, WITHOUT ROWID;

ALTER TABLE entries ADD COLUMN fund_id TEXT REFERENCES funds (id);
CREATE INDEX entries_by_fund ON entries (fund_id, voucher_id) WHERE fund_id IS NOT NULL;

-- Cash is not earmarked, what it was received for is.
CREATE TRIGGER entries_fund_insert BEFORE INSERT ON entries
WHEN NEW.fund_id IS NOT NULL AND (SELECT class FROM accounts WHERE id = NEW.account_id) NOT IN ('income', 'expense', 'netAssets')
BEGIN SELECT RAISE(ABORT, 'ledger.fundAccount'); END;
CREATE TRIGGER entries_fund_update BEFORE UPDATE ON entries
WHEN NEW.fund_id IS NOT NULL AND (SELECT class FROM accounts WHERE id = NEW.account_id) NOT IN ('income', 'expense', 'netAssets')
BEGIN SELECT RAISE(ABORT, 'ledger.fundAccount'); END;
-- A reversal takes back what was spent from a fund in that same fund.
CREATE TRIGGER vouchers_post_reversal_funds BEFORE UPDATE OF status ON vouchers
WHEN NEW.status = 'posted' AND OLD.status = 'draft' AND NEW.reverses_id IS NOT NULL
  AND EXISTS (SELECT 1 FROM entries AS red JOIN entries AS original ON original.voucher_id = NEW.reverses_id AND original.line = red.line
              WHERE red.voucher_id = NEW.id AND red.fund_id IS NOT original.fund_id)
BEGIN SELECT RAISE(ABORT, 'ledger.unbalanced'); END;
-- A fund that entries name stays.
CREATE TRIGGER funds_used_keep BEFORE DELETE ON funds
WHEN EXISTS (SELECT 1 FROM entries WHERE fund_id = OLD.id) OR EXISTS (SELECT 1 FROM fund_openings WHERE fund_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
