-- 预算: a draft until it is adopted by a resolution (决议), then only changed by adjustments (预算调整), each kept as it was decided.
-- Also what the union decided about both, and how the opening balance of 工会资金结转 divides among the funds.

CREATE TABLE ledger_settings (
  id INTEGER PRIMARY KEY CONSTRAINT ledger_settings_single CHECK (id = 1),
  budget_adjustments_per_year INTEGER NOT NULL DEFAULT 1 CONSTRAINT budget_adjustments_range CHECK (budget_adjustments_per_year BETWEEN 1 AND 12),
  -- what that number rests on
  budget_adjustments_basis TEXT NOT NULL DEFAULT '总工办发〔2017〕32号：预算调整原则上每年一次'
) STRICT;
INSERT INTO ledger_settings (id) VALUES (1);

-- In which way the union is paid its 拨缴经费, from a month on: all of it, part to be remitted; only its share; all of it, to keep.
CREATE TABLE allocation_ways (
  from_month TEXT PRIMARY KEY CONSTRAINT allocation_way_month_shape CHECK (from_month GLOB '[12][0-9][0-9][0-9]-[01][0-9]' AND substr(from_month, 6) BETWEEN '01' AND '12'),
  way  TEXT NOT NULL CONSTRAINT allocation_way_known CHECK (way IN ('full', 'net', 'refunded')),
  note TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

-- The two lines at the head of the income side that are no account: 上年结转 and 动用以前年度结余.
CREATE TABLE budget_heads (
  year   INTEGER NOT NULL,
  head   TEXT NOT NULL CONSTRAINT budget_head_known CHECK (head IN ('carriedOver', 'reserves')),
  amount INTEGER NOT NULL CONSTRAINT budget_head_amount_range CHECK (amount BETWEEN 0 AND 99999999999999),
  last_year INTEGER NOT NULL DEFAULT 0 CONSTRAINT budget_head_last_year_range CHECK (last_year BETWEEN -99999999999999 AND 99999999999999),
  note   TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (year, head)
) STRICT, WITHOUT ROWID;

-- An adoption entered by mistake is withdrawn, with its reason, and stays on record.
CREATE TABLE budget_adoptions (
  id   TEXT PRIMARY KEY,
  year INTEGER NOT NULL,
  day  TEXT NOT NULL CONSTRAINT budget_adoption_day_exists CHECK (date(day) IS day),
  resolution_id TEXT NOT NULL REFERENCES resolutions (id),
  adopted_at TEXT NOT NULL,
  adopted_by TEXT NOT NULL,
  withdrawn_at TEXT,
  withdrawn_by TEXT,
  withdrawn_reason TEXT NOT NULL DEFAULT '',
  CONSTRAINT budget_adoption_withdrawn_whole CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL) AND (withdrawn_at IS NULL) = (length(trim(withdrawn_reason)) = 0))
) STRICT;
CREATE UNIQUE INDEX budget_adopted_once ON budget_adoptions (year) WHERE withdrawn_at IS NULL;
CREATE INDEX budget_adoptions_by_resolution ON budget_adoptions (resolution_id);

CREATE TABLE budget_adjustments (
  id   TEXT PRIMARY KEY,
  adoption_id TEXT NOT NULL REFERENCES budget_adoptions (id),
  year INTEGER NOT NULL,
  number INTEGER NOT NULL,
  day  TEXT NOT NULL CONSTRAINT budget_adjustment_day_exists CHECK (date(day) IS day),
  resolution_id TEXT NOT NULL REFERENCES resolutions (id),
  reason TEXT NOT NULL CONSTRAINT budget_adjustment_reason_given CHECK (length(trim(reason)) > 0),
  adjusted_at TEXT NOT NULL,
  adjusted_by TEXT NOT NULL,
  -- set once its lines are written; nothing can be added afterwards
  sealed INTEGER NOT NULL DEFAULT 0 CONSTRAINT budget_adjustment_sealed_flag CHECK (sealed IN (0, 1)),
  CONSTRAINT budget_adjustment_number_unique UNIQUE (year, number)
) STRICT;
CREATE INDEX budget_adjustments_by_adoption ON budget_adjustments (adoption_id);
CREATE INDEX budget_adjustments_by_resolution ON budget_adjustments (resolution_id);

CREATE TABLE budget_adjustment_lines (
  adjustment_id TEXT NOT NULL REFERENCES budget_adjustments (id),
  line       INTEGER NOT NULL CONSTRAINT budget_adjustment_line_range CHECK (line BETWEEN 1 AND 300),
  account_id TEXT REFERENCES accounts (id),
  head       TEXT CONSTRAINT budget_adjustment_head_known CHECK (head IN ('carriedOver', 'reserves')),
  -- 调整前, 调整数, 调整后
  original   INTEGER NOT NULL CONSTRAINT budget_adjustment_original_range CHECK (original BETWEEN 0 AND 99999999999999),
  change     INTEGER NOT NULL CONSTRAINT budget_adjustment_changes CHECK (change <> 0),
  adjusted   INTEGER NOT NULL CONSTRAINT budget_adjustment_adjusted_range CHECK (adjusted BETWEEN 0 AND 99999999999999),
  note       TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (adjustment_id, line),
  CONSTRAINT budget_adjustment_of_one CHECK ((account_id IS NULL) <> (head IS NULL)),
  CONSTRAINT budget_adjustment_adds_up CHECK (original + change = adjusted),
  CONSTRAINT budget_adjustment_account_once UNIQUE (adjustment_id, account_id),
  CONSTRAINT budget_adjustment_head_once UNIQUE (adjustment_id, head)
) STRICT, WITHOUT ROWID;

-- an adopted budget ------------------------------------------------------------------------------------------------
CREATE TRIGGER budget_lines_adopted_insert BEFORE INSERT ON budget_lines
WHEN EXISTS (SELECT 1 FROM budget_adoptions WHERE year = NEW.year AND withdrawn_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'ledger.budgetSealed'); END;
CREATE TRIGGER budget_lines_adopted_update BEFORE UPDATE ON budget_lines
WHEN EXISTS (SELECT 1 FROM budget_adoptions WHERE year IN (OLD.year, NEW.year) AND withdrawn_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'ledger.budgetSealed'); END;
CREATE TRIGGER budget_lines_adopted_delete BEFORE DELETE ON budget_lines
WHEN EXISTS (SELECT 1 FROM budget_adoptions WHERE year = OLD.year AND withdrawn_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'ledger.budgetSealed'); END;
CREATE TRIGGER budget_heads_adopted_insert BEFORE INSERT ON budget_heads
WHEN EXISTS (SELECT 1 FROM budget_adoptions WHERE year = NEW.year AND withdrawn_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'ledger.budgetSealed'); END;
CREATE TRIGGER budget_heads_adopted_update BEFORE UPDATE ON budget_heads
WHEN EXISTS (SELECT 1 FROM budget_adoptions WHERE year IN (OLD.year, NEW.year) AND withdrawn_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'ledger.budgetSealed'); END;
CREATE TRIGGER budget_heads_adopted_delete BEFORE DELETE ON budget_heads
WHEN EXISTS (SELECT 1 FROM budget_adoptions WHERE year = OLD.year AND withdrawn_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'ledger.budgetSealed'); END;

CREATE TRIGGER budget_adoptions_insert BEFORE INSERT ON budget_adoptions
WHEN NEW.withdrawn_at IS NOT NULL OR NOT EXISTS (SELECT 1 FROM budget_lines WHERE year = NEW.year)
  OR EXISTS (SELECT 1 FROM budget_adoptions WHERE id = NEW.id OR (year = NEW.year AND withdrawn_at IS NULL))
BEGIN SELECT RAISE(ABORT, 'ledger.budgetSealed'); END;
-- The one change an adoption takes is its withdrawal, and that only while nothing was adjusted.
CREATE TRIGGER budget_adoptions_withdraw_only BEFORE UPDATE ON budget_adoptions
WHEN OLD.withdrawn_at IS NOT NULL OR NEW.withdrawn_at IS NULL
  OR NEW.id <> OLD.id OR NEW.year <> OLD.year OR NEW.day <> OLD.day OR NEW.resolution_id <> OLD.resolution_id
  OR NEW.adopted_at <> OLD.adopted_at OR NEW.adopted_by <> OLD.adopted_by
  OR EXISTS (SELECT 1 FROM budget_adjustments WHERE adoption_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'ledger.budgetSealed'); END;
CREATE TRIGGER budget_adoptions_keep BEFORE DELETE ON budget_adoptions
BEGIN SELECT RAISE(ABORT, 'ledger.budgetSealed'); END;

-- adjustments ------------------------------------------------------------------------------------------------------
CREATE TRIGGER budget_adjustments_insert BEFORE INSERT ON budget_adjustments
WHEN NEW.sealed <> 0
  OR NOT EXISTS (SELECT 1 FROM budget_adoptions WHERE id = NEW.adoption_id AND year = NEW.year AND withdrawn_at IS NULL)
  OR EXISTS (SELECT 1 FROM budget_adjustments WHERE id = NEW.id OR (year = NEW.year AND sealed = 0))
  OR NEW.number <> 1 + (SELECT count(*) FROM budget_adjustments WHERE year = NEW.year)
  OR NEW.number > (SELECT budget_adjustments_per_year FROM ledger_settings)
BEGIN SELECT RAISE(ABORT, 'ledger.budgetSealed'); END;
CREATE TRIGGER budget_adjustments_seal_only BEFORE UPDATE ON budget_adjustments
WHEN OLD.sealed = 1 OR NEW.sealed = 0 OR NEW.id <> OLD.id OR NEW.adoption_id <> OLD.adoption_id OR NEW.year <> OLD.year
  OR NEW.number <> OLD.number OR NEW.day <> OLD.day OR NEW.resolution_id <> OLD.resolution_id OR NEW.reason <> OLD.reason
  OR NEW.adjusted_at <> OLD.adjusted_at OR NEW.adjusted_by <> OLD.adjusted_by
  OR NOT EXISTS (SELECT 1 FROM budget_adjustment_lines WHERE adjustment_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'ledger.budgetSealed'); END;
CREATE TRIGGER budget_adjustments_keep BEFORE DELETE ON budget_adjustments
BEGIN SELECT RAISE(ABORT, 'ledger.budgetSealed'); END;
-- What a line says it was before is what it was: the adopted amount and every change since.
CREATE TRIGGER budget_adjustment_lines_insert BEFORE INSERT ON budget_adjustment_lines
WHEN (SELECT sealed FROM budget_adjustments WHERE id = NEW.adjustment_id) IS NOT 0
  OR EXISTS (SELECT 1 FROM budget_adjustment_lines WHERE adjustment_id = NEW.adjustment_id
             AND (line = NEW.line OR account_id IS NEW.account_id AND NEW.account_id IS NOT NULL OR head IS NEW.head AND NEW.head IS NOT NULL))
  OR NEW.account_id IS NOT NULL AND (SELECT class FROM accounts WHERE id = NEW.account_id) IS NOT 'income'
     AND (SELECT class FROM accounts WHERE id = NEW.account_id) IS NOT 'expense'
  OR NEW.original <> coalesce(
       iif(NEW.head IS NULL,
           (SELECT amount FROM budget_lines WHERE account_id = NEW.account_id
            AND year = (SELECT year FROM budget_adjustments WHERE id = NEW.adjustment_id)),
           (SELECT amount FROM budget_heads WHERE head = NEW.head
            AND year = (SELECT year FROM budget_adjustments WHERE id = NEW.adjustment_id))), 0)
     + coalesce((SELECT sum(earlier.change) FROM budget_adjustments JOIN budget_adjustment_lines AS earlier ON earlier.adjustment_id = budget_adjustments.id
                 WHERE budget_adjustments.year = (SELECT year FROM budget_adjustments WHERE id = NEW.adjustment_id)
                   AND earlier.account_id IS NEW.account_id AND earlier.head IS NEW.head), 0)
BEGIN SELECT RAISE(ABORT, 'ledger.budgetSealed'); END;
CREATE TRIGGER budget_adjustment_lines_fixed BEFORE UPDATE ON budget_adjustment_lines
BEGIN SELECT RAISE(ABORT, 'ledger.budgetSealed'); END;
CREATE TRIGGER budget_adjustment_lines_keep BEFORE DELETE ON budget_adjustment_lines
BEGIN SELECT RAISE(ABORT, 'ledger.budgetSealed'); END;

-- What was decided stays as it was once a budget rests on it.
CREATE TRIGGER resolutions_budget_fixed BEFORE UPDATE OF id, number, day, amount_limit ON resolutions
WHEN (NEW.id <> OLD.id OR NEW.number <> OLD.number OR NEW.day <> OLD.day OR NEW.amount_limit IS NOT OLD.amount_limit)
  AND (EXISTS (SELECT 1 FROM budget_adoptions WHERE resolution_id = OLD.id AND withdrawn_at IS NULL)
       OR EXISTS (SELECT 1 FROM budget_adjustments WHERE resolution_id = OLD.id))
BEGIN SELECT RAISE(ABORT, 'ledger.budgetResolutionFixed'); END;

-- the funds' opening -----------------------------------------------------------------------------------------------
-- Together not more than stood on 工会资金结转 and its detail accounts (two levels), and only until the first year is carried forward.
CREATE TRIGGER fund_openings_insert BEFORE INSERT ON fund_openings
WHEN NEW.amount < 0
  OR NEW.amount + coalesce((SELECT sum(amount) FROM fund_openings WHERE year = NEW.year AND fund_id <> NEW.fund_id), 0)
     > coalesce((SELECT sum(credit - debit) FROM opening_balances JOIN accounts ON accounts.id = account_id LEFT JOIN accounts AS above ON above.id = accounts.parent_id
                 WHERE year = NEW.year AND '2021:321' IN (accounts.id, accounts.parent_id, above.parent_id)), 0)
BEGIN SELECT RAISE(ABORT, 'ledger.fundOpeningTooMuch'); END;
CREATE TRIGGER fund_openings_insert_early BEFORE INSERT ON fund_openings
WHEN (SELECT status FROM periods WHERE month = NEW.year || '-12') IS 'closed'
  OR EXISTS (SELECT 1 FROM vouchers WHERE source = 'closing' AND month = NEW.year || '-12')
BEGIN SELECT RAISE(ABORT, 'ledger.fundOpeningFinal'); END;
CREATE TRIGGER fund_openings_fixed BEFORE UPDATE ON fund_openings
BEGIN SELECT RAISE(ABORT, 'ledger.fundOpeningFinal'); END;
CREATE TRIGGER fund_openings_delete BEFORE DELETE ON fund_openings
WHEN (SELECT status FROM periods WHERE month = OLD.year || '-12') IS 'closed'
  OR EXISTS (SELECT 1 FROM vouchers WHERE source = 'closing' AND month = OLD.year || '-12')
BEGIN SELECT RAISE(ABORT, 'ledger.fundOpeningFinal'); END;
