-- 经费账. What must never be false is enforced here: a posted voucher balances and never changes, numbers have no gap,
-- nothing is written in a closed month, months close in order. The text of RAISE is the error code a person's sentence hangs on.

CREATE TABLE accounts (
  id       TEXT PRIMARY KEY,
  code     TEXT NOT NULL CONSTRAINT account_code_unique UNIQUE CONSTRAINT account_code_shape CHECK (code NOT GLOB '*[^0-9]*' AND length(code) BETWEEN 3 AND 20),
  name     TEXT NOT NULL CONSTRAINT account_name_given CHECK (length(trim(name)) > 0),
  class    TEXT NOT NULL CONSTRAINT account_class_known CHECK (class IN ('asset', 'liability', 'netAssets', 'income', 'expense')),
  side     TEXT NOT NULL CONSTRAINT account_side_known CHECK (side IN ('debit', 'credit')),
  parent_id TEXT REFERENCES accounts (id),
  -- how sure the number is; shown beside the account
  evidence TEXT NOT NULL DEFAULT '',
  retired  INTEGER NOT NULL DEFAULT 0 CONSTRAINT account_retired_flag CHECK (retired IN (0, 1))
) STRICT;
CREATE INDEX accounts_by_parent ON accounts (parent_id);

-- Plain-word choices of 收支登记, editable data.
CREATE TABLE purposes (
  id         TEXT PRIMARY KEY,
  direction  TEXT NOT NULL CONSTRAINT purpose_direction_known CHECK (direction IN ('income', 'expense', 'transfer')),
  -- whether money comes in (debit cash or bank, credit the account) or goes out (the other way round)
  flow       TEXT NOT NULL CONSTRAINT purpose_flow_known CHECK (flow IN ('in', 'out')),
  -- set when only one of the two can be meant: 提现 takes from the bank
  fixed_method TEXT CONSTRAINT purpose_method_known CHECK (fixed_method IN ('cash', 'bank')),
  -- where the part of an income goes that belongs to somebody else: what is to be remitted of a full 2 % allocation
  set_aside_id TEXT REFERENCES accounts (id),
  label      TEXT NOT NULL,
  hint       TEXT NOT NULL DEFAULT '',
  account_id TEXT NOT NULL REFERENCES accounts (id),
  old_name   TEXT NOT NULL DEFAULT '',
  position   INTEGER NOT NULL,
  CONSTRAINT purpose_flow_fits CHECK (direction = 'transfer' OR (direction = 'income') = (flow = 'in')),
  CONSTRAINT purpose_set_aside_of_income CHECK (set_aside_id IS NULL OR direction = 'income')
) STRICT;
CREATE INDEX purposes_in_order ON purposes (direction, position);

CREATE TABLE periods (
  month     TEXT PRIMARY KEY CONSTRAINT period_month_shape CHECK (month GLOB '[12][0-9][0-9][0-9]-[01][0-9]' AND substr(month, 6) BETWEEN '01' AND '12'),
  status    TEXT NOT NULL DEFAULT 'open' CONSTRAINT period_status_known CHECK (status IN ('open', 'closed')),
  closed_at TEXT,
  closed_by TEXT,
  reopen_reason TEXT NOT NULL DEFAULT '',
  CONSTRAINT period_closed_by_somebody CHECK ((status = 'closed') = (closed_at IS NOT NULL AND closed_by IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE openings (
  year      INTEGER PRIMARY KEY,
  sealed_at TEXT
) STRICT;
CREATE TABLE opening_balances (
  year       INTEGER NOT NULL REFERENCES openings (year),
  account_id TEXT NOT NULL REFERENCES accounts (id),
  debit      INTEGER NOT NULL CONSTRAINT opening_debit_range CHECK (debit BETWEEN 0 AND 99999999999999),
  credit     INTEGER NOT NULL CONSTRAINT opening_credit_range CHECK (credit BETWEEN 0 AND 99999999999999),
  PRIMARY KEY (year, account_id),
  CONSTRAINT opening_one_side CHECK (debit = 0 OR credit = 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE vouchers (
  id          TEXT PRIMARY KEY,
  month       TEXT NOT NULL REFERENCES periods (month),
  number      INTEGER CONSTRAINT voucher_number_range CHECK (number BETWEEN 1 AND 99999),
  day         TEXT NOT NULL CONSTRAINT voucher_day_shape CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
              -- date() carries 30 February over to March
              CONSTRAINT voucher_day_exists CHECK (date(day) IS day),
  status      TEXT NOT NULL CONSTRAINT voucher_status_known CHECK (status IN ('draft', 'posted')),
  summary     TEXT NOT NULL CONSTRAINT voucher_summary_given CHECK (length(trim(summary)) > 0),
  attachment_count INTEGER NOT NULL DEFAULT 0 CONSTRAINT voucher_attachments_range CHECK (attachment_count BETWEEN 0 AND 999),
  source      TEXT NOT NULL CONSTRAINT voucher_source_known CHECK (source IN ('simple', 'manual', 'dues', 'hardship', 'visits', 'assets', 'bank', 'import', 'reversal', 'closing')),
  counterparty TEXT NOT NULL DEFAULT '',
  resolution_id TEXT REFERENCES resolutions (id),
  reverses_id TEXT CONSTRAINT voucher_reversed_once UNIQUE REFERENCES vouchers (id),
  amount      INTEGER NOT NULL DEFAULT 0 CONSTRAINT voucher_amount_range CHECK (amount BETWEEN -99999999999999 AND 99999999999999),
  prepared_by TEXT NOT NULL,
  posted_at   TEXT,
  CONSTRAINT voucher_in_its_month CHECK (substr(day, 1, 7) = month),
  CONSTRAINT voucher_number_unique UNIQUE (month, number),
  -- a draft holds no number: it could push a posted voucher out of its place, or leave a gap
  CONSTRAINT voucher_posted_has_number CHECK (iif(status = 'posted', number IS NOT NULL AND posted_at IS NOT NULL, number IS NULL AND posted_at IS NULL)),
  CONSTRAINT voucher_reversal_source CHECK ((source = 'reversal') = (reverses_id IS NOT NULL)),
  CONSTRAINT voucher_closing_day CHECK (source <> 'closing' OR substr(day, 6) = '12-31')
) STRICT;
CREATE INDEX vouchers_by_source ON vouchers (source, month DESC, number DESC);
CREATE INDEX vouchers_by_resolution ON vouchers (resolution_id) WHERE resolution_id IS NOT NULL;

CREATE TABLE entries (
  voucher_id TEXT NOT NULL REFERENCES vouchers (id),
  line       INTEGER NOT NULL CONSTRAINT entry_line_range CHECK (line BETWEEN 1 AND 200),
  account_id TEXT NOT NULL REFERENCES accounts (id),
  summary    TEXT NOT NULL DEFAULT '',
  debit      INTEGER NOT NULL DEFAULT 0 CONSTRAINT entry_debit_range CHECK (debit BETWEEN -99999999999999 AND 99999999999999),
  credit     INTEGER NOT NULL DEFAULT 0 CONSTRAINT entry_credit_range CHECK (credit BETWEEN -99999999999999 AND 99999999999999),
  PRIMARY KEY (voucher_id, line),
  CONSTRAINT entry_one_side CHECK ((debit = 0) <> (credit = 0))
) STRICT, WITHOUT ROWID;
CREATE INDEX entries_by_account ON entries (account_id, voucher_id, line);

-- Turnover of each account in each month, kept by the posting trigger. Closing vouchers (年终结转) stand apart, so that
-- income and expense of a closed year can still be read. The ranges stay where sums are exact in the program (2^53).
CREATE TABLE account_months (
  account_id     TEXT NOT NULL REFERENCES accounts (id),
  month          TEXT NOT NULL REFERENCES periods (month),
  debit          INTEGER NOT NULL DEFAULT 0 CONSTRAINT turnover_debit_range CHECK (debit BETWEEN -4000000000000000 AND 4000000000000000),
  credit         INTEGER NOT NULL DEFAULT 0 CONSTRAINT turnover_credit_range CHECK (credit BETWEEN -4000000000000000 AND 4000000000000000),
  closing_debit  INTEGER NOT NULL DEFAULT 0 CONSTRAINT turnover_closing_debit_range CHECK (closing_debit BETWEEN -4000000000000000 AND 4000000000000000),
  closing_credit INTEGER NOT NULL DEFAULT 0 CONSTRAINT turnover_closing_credit_range CHECK (closing_credit BETWEEN -4000000000000000 AND 4000000000000000),
  PRIMARY KEY (account_id, month)
) STRICT, WITHOUT ROWID;

CREATE TABLE budget_lines (
  year       INTEGER NOT NULL,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  amount     INTEGER NOT NULL CONSTRAINT budget_amount_range CHECK (amount BETWEEN 0 AND 99999999999999),
  -- 上年决算 as typed or imported; used where the books do not cover the year before
  last_year  INTEGER NOT NULL DEFAULT 0 CONSTRAINT budget_last_year_range CHECK (last_year BETWEEN -99999999999999 AND 99999999999999),
  note       TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (year, account_id)
) STRICT, WITHOUT ROWID;

-- openings ---------------------------------------------------------------------------------------------------------
-- Books are opened once: a second opening would shift every balance.
CREATE TRIGGER openings_single BEFORE INSERT ON openings
WHEN EXISTS (SELECT 1 FROM openings)
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER openings_year_fixed BEFORE UPDATE OF year ON openings
WHEN NEW.year <> OLD.year
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER openings_seal_balances BEFORE UPDATE OF sealed_at ON openings
WHEN NEW.sealed_at IS NOT NULL AND (SELECT coalesce(sum(debit) - sum(credit), 0) FROM opening_balances WHERE year = NEW.year) <> 0
BEGIN SELECT RAISE(ABORT, 'ledger.unbalanced'); END;
CREATE TRIGGER openings_seal_details BEFORE UPDATE OF sealed_at ON openings
WHEN NEW.sealed_at IS NOT NULL
  AND EXISTS (SELECT 1 FROM opening_balances JOIN accounts ON accounts.id = account_id
              WHERE year = NEW.year AND (class IN ('income', 'expense') OR EXISTS (SELECT 1 FROM accounts AS child WHERE child.parent_id = accounts.id)))
BEGIN SELECT RAISE(ABORT, 'ledger.accountNotDetail'); END;
CREATE TRIGGER openings_sealed_once BEFORE UPDATE ON openings
WHEN OLD.sealed_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER openings_insert_unsealed BEFORE INSERT ON openings
WHEN NEW.sealed_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER openings_keep BEFORE DELETE ON openings
WHEN OLD.sealed_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER opening_balances_insert BEFORE INSERT ON opening_balances
WHEN (SELECT sealed_at FROM openings WHERE year = NEW.year) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER opening_balances_update BEFORE UPDATE ON opening_balances
WHEN (SELECT sealed_at FROM openings WHERE year = OLD.year) IS NOT NULL OR (SELECT sealed_at FROM openings WHERE year = NEW.year) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER opening_balances_delete BEFORE DELETE ON opening_balances
WHEN (SELECT sealed_at FROM openings WHERE year = OLD.year) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;

-- periods ----------------------------------------------------------------------------------------------------------
CREATE TRIGGER periods_insert_open BEFORE INSERT ON periods
WHEN NEW.status <> 'open' OR NEW.month <> (SELECT strftime('%Y-%m', max(month) || '-01', '+1 month') FROM periods)
BEGIN SELECT RAISE(ABORT, 'ledger.closeOrder'); END;
CREATE TRIGGER periods_close_in_order BEFORE UPDATE OF status ON periods
WHEN NEW.status = 'closed' AND OLD.status = 'open'
  AND EXISTS (SELECT 1 FROM periods WHERE month < NEW.month AND status = 'open')
BEGIN SELECT RAISE(ABORT, 'ledger.closeOrder'); END;
CREATE TRIGGER periods_close_without_drafts BEFORE UPDATE OF status ON periods
WHEN NEW.status = 'closed' AND OLD.status = 'open'
  AND EXISTS (SELECT 1 FROM vouchers WHERE month = NEW.month AND status = 'draft')
BEGIN SELECT RAISE(ABORT, 'ledger.cannotClose'); END;
-- The turnover that reports are read from is, at the latest when the month closes, what its vouchers say.
CREATE TRIGGER periods_close_turnover_is_true BEFORE UPDATE OF status ON periods
WHEN NEW.status = 'closed' AND OLD.status = 'open'
  AND EXISTS (
    SELECT account_id FROM (
      SELECT account_id, debit, credit, closing_debit, closing_credit FROM account_months WHERE month = NEW.month
      UNION ALL
      SELECT account_id, iif(source = 'closing', 0, -debit), iif(source = 'closing', 0, -credit),
             iif(source = 'closing', -debit, 0), iif(source = 'closing', -credit, 0)
      FROM vouchers JOIN entries ON entries.voucher_id = vouchers.id
      WHERE vouchers.month = NEW.month AND vouchers.status = 'posted')
    GROUP BY account_id
    HAVING sum(debit) <> 0 OR sum(credit) <> 0 OR sum(closing_debit) <> 0 OR sum(closing_credit) <> 0)
BEGIN SELECT RAISE(ABORT, 'periods_close_turnover_is_true'); END;
CREATE TRIGGER periods_reopen_latest_first BEFORE UPDATE OF status ON periods
WHEN NEW.status = 'open' AND OLD.status = 'closed'
  AND (length(trim(NEW.reopen_reason)) = 0 OR NEW.reopen_reason IS OLD.reopen_reason
       OR EXISTS (SELECT 1 FROM periods WHERE month > NEW.month AND status = 'closed'))
BEGIN SELECT RAISE(ABORT, 'ledger.closeOrder'); END;
CREATE TRIGGER periods_month_fixed BEFORE UPDATE OF month ON periods
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER periods_closed_row_fixed BEFORE UPDATE ON periods
WHEN OLD.status = 'closed' AND NEW.status = 'closed'
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER periods_keep BEFORE DELETE ON periods
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;

-- vouchers ---------------------------------------------------------------------------------------------------------
-- A voucher is written as a draft with its entries, then posted; posting is the only door.
CREATE TRIGGER vouchers_insert_draft BEFORE INSERT ON vouchers
WHEN NEW.status <> 'draft' OR EXISTS (SELECT 1 FROM vouchers WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM vouchers WHERE reverses_id = NEW.reverses_id)
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER vouchers_id_fixed BEFORE UPDATE OF id ON vouchers
WHEN NEW.id <> OLD.id
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER vouchers_insert_open_month BEFORE INSERT ON vouchers
WHEN (SELECT status FROM periods WHERE month = NEW.month) IS NOT 'open'
BEGIN SELECT RAISE(ABORT, 'ledger.periodClosed'); END;
CREATE TRIGGER vouchers_posted_fixed BEFORE UPDATE ON vouchers
WHEN OLD.status = 'posted'
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER vouchers_update_open_month BEFORE UPDATE ON vouchers
WHEN OLD.status = 'draft' AND ((SELECT status FROM periods WHERE month = OLD.month) IS NOT 'open' OR (SELECT status FROM periods WHERE month = NEW.month) IS NOT 'open')
BEGIN SELECT RAISE(ABORT, 'ledger.periodClosed'); END;
CREATE TRIGGER vouchers_delete_draft_only BEFORE DELETE ON vouchers
WHEN OLD.status = 'posted'
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER vouchers_post_balanced BEFORE UPDATE OF status ON vouchers
WHEN NEW.status = 'posted' AND OLD.status = 'draft'
  AND ((SELECT count(*) FROM entries WHERE voucher_id = NEW.id) < 2
       OR (SELECT sum(debit) - sum(credit) FROM entries WHERE voucher_id = NEW.id) <> 0
       OR NEW.amount <> (SELECT sum(debit) FROM entries WHERE voucher_id = NEW.id))
BEGIN SELECT RAISE(ABORT, 'ledger.unbalanced'); END;
CREATE TRIGGER vouchers_post_next_number BEFORE UPDATE OF status ON vouchers
WHEN NEW.status = 'posted' AND OLD.status = 'draft'
  AND NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM vouchers WHERE month = NEW.month)
BEGIN SELECT RAISE(ABORT, 'ledger.numberGap'); END;
-- Only a reversal carries negative amounts; it mirrors a posted voucher that is itself no reversal and lies not later.
CREATE TRIGGER vouchers_post_red_is_reversal BEFORE UPDATE OF status ON vouchers
WHEN NEW.status = 'posted' AND OLD.status = 'draft' AND NEW.reverses_id IS NULL
  AND EXISTS (SELECT 1 FROM entries WHERE voucher_id = NEW.id AND (debit < 0 OR credit < 0))
BEGIN SELECT RAISE(ABORT, 'ledger.unbalanced'); END;
CREATE TRIGGER vouchers_post_reversal_target BEFORE UPDATE OF status ON vouchers
WHEN NEW.status = 'posted' AND OLD.status = 'draft' AND NEW.reverses_id IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM vouchers WHERE id = NEW.reverses_id AND status = 'posted' AND reverses_id IS NULL AND source <> 'closing' AND day <= NEW.day)
BEGIN SELECT RAISE(ABORT, 'ledger.reversalNotReversed'); END;
CREATE TRIGGER vouchers_post_reversal_mirrors BEFORE UPDATE OF status ON vouchers
WHEN NEW.status = 'posted' AND OLD.status = 'draft' AND NEW.reverses_id IS NOT NULL
  AND (EXISTS (SELECT account_id, -debit, -credit, line FROM entries WHERE voucher_id = NEW.reverses_id
               EXCEPT SELECT account_id, debit, credit, line FROM entries WHERE voucher_id = NEW.id)
       OR (SELECT count(*) FROM entries WHERE voucher_id = NEW.id) <> (SELECT count(*) FROM entries WHERE voucher_id = NEW.reverses_id))
BEGIN SELECT RAISE(ABORT, 'ledger.unbalanced'); END;
CREATE TRIGGER vouchers_post_detail_accounts BEFORE UPDATE OF status ON vouchers
WHEN NEW.status = 'posted' AND OLD.status = 'draft'
  AND EXISTS (SELECT 1 FROM entries JOIN accounts AS child ON child.parent_id = entries.account_id WHERE entries.voucher_id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'ledger.accountNotDetail'); END;
CREATE TRIGGER vouchers_posted_counts AFTER UPDATE OF status ON vouchers
WHEN NEW.status = 'posted' AND OLD.status = 'draft'
BEGIN
  INSERT INTO account_months (account_id, month, debit, credit, closing_debit, closing_credit)
  SELECT account_id, NEW.month,
         sum(iif(NEW.source = 'closing', 0, debit)), sum(iif(NEW.source = 'closing', 0, credit)),
         sum(iif(NEW.source = 'closing', debit, 0)), sum(iif(NEW.source = 'closing', credit, 0))
  FROM entries WHERE voucher_id = NEW.id GROUP BY account_id
  ON CONFLICT (account_id, month) DO UPDATE SET
    debit = account_months.debit + excluded.debit, credit = account_months.credit + excluded.credit,
    closing_debit = account_months.closing_debit + excluded.closing_debit, closing_credit = account_months.closing_credit + excluded.closing_credit;
END;

-- turnover ---------------------------------------------------------------------------------------------------------
-- Only posting writes it, and posting happens in open months.
CREATE TRIGGER account_months_insert_open BEFORE INSERT ON account_months
WHEN (SELECT status FROM periods WHERE month = NEW.month) IS NOT 'open'
BEGIN SELECT RAISE(ABORT, 'ledger.periodClosed'); END;
CREATE TRIGGER account_months_update_open BEFORE UPDATE ON account_months
WHEN (SELECT status FROM periods WHERE month = OLD.month) IS NOT 'open' OR NEW.month <> OLD.month OR NEW.account_id <> OLD.account_id
BEGIN SELECT RAISE(ABORT, 'ledger.periodClosed'); END;
CREATE TRIGGER account_months_keep BEFORE DELETE ON account_months
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;

-- entries ----------------------------------------------------------------------------------------------------------
CREATE TRIGGER entries_insert_draft BEFORE INSERT ON entries
WHEN (SELECT status FROM vouchers WHERE id = NEW.voucher_id) IS NOT 'draft'
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER entries_update_draft BEFORE UPDATE ON entries
WHEN (SELECT status FROM vouchers WHERE id = OLD.voucher_id) IS NOT 'draft' OR (SELECT status FROM vouchers WHERE id = NEW.voucher_id) IS NOT 'draft'
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER entries_delete_draft BEFORE DELETE ON entries
WHEN (SELECT status FROM vouchers WHERE id = OLD.voucher_id) IS NOT 'draft'
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;

-- accounts ---------------------------------------------------------------------------------------------------------
CREATE TRIGGER accounts_used_keep BEFORE DELETE ON accounts
WHEN EXISTS (SELECT 1 FROM entries WHERE account_id = OLD.id) OR EXISTS (SELECT 1 FROM opening_balances WHERE account_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER accounts_used_fixed BEFORE UPDATE OF id, class, side ON accounts
WHEN (NEW.id <> OLD.id OR NEW.class <> OLD.class OR NEW.side <> OLD.side)
  AND (EXISTS (SELECT 1 FROM entries WHERE account_id = OLD.id) OR EXISTS (SELECT 1 FROM opening_balances WHERE account_id = OLD.id)
       OR OLD.parent_id IS NOT NULL OR EXISTS (SELECT 1 FROM accounts WHERE parent_id = OLD.id))
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
-- An account with entries of its own cannot become the sum of others, and a tree holds one class.
CREATE TRIGGER accounts_insert_under BEFORE INSERT ON accounts
WHEN NEW.parent_id IS NOT NULL
  AND (EXISTS (SELECT 1 FROM entries WHERE account_id = NEW.parent_id) OR EXISTS (SELECT 1 FROM opening_balances WHERE account_id = NEW.parent_id)
       OR NEW.class IS NOT (SELECT class FROM accounts WHERE id = NEW.parent_id))
BEGIN SELECT RAISE(ABORT, 'ledger.accountNotDetail'); END;
CREATE TRIGGER accounts_parent_fixed BEFORE UPDATE OF parent_id ON accounts
WHEN NEW.parent_id IS NOT OLD.parent_id
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;

-- decisions --------------------------------------------------------------------------------------------------------
-- What was decided stays as it was once a payment rests on it; its title and text may still be worded better.
CREATE TRIGGER resolutions_used_fixed BEFORE UPDATE OF id, number, day, amount_limit ON resolutions
WHEN (NEW.id <> OLD.id OR NEW.number <> OLD.number OR NEW.day <> OLD.day OR NEW.amount_limit IS NOT OLD.amount_limit)
  AND EXISTS (SELECT 1 FROM vouchers WHERE resolution_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'union.resolutionUsed'); END;
