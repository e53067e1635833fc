-- 凭证: drafts that are kept until they are posted, review by a second person, templates for what repeats, and the summaries that
-- were used before.

-- drafts -----------------------------------------------------------------------------------------------------------
-- A kept draft is a row of `vouchers`; its lines stand here and not in `entries`, because they may still lack account, amount or
-- balance, and because nothing that sums entries can then ever meet them. Posting turns them into entries.
CREATE TABLE draft_lines (
  voucher_id TEXT NOT NULL REFERENCES vouchers (id) ON DELETE CASCADE,
  line       INTEGER NOT NULL CONSTRAINT draft_line_range CHECK (line BETWEEN 1 AND 200),
  account_id TEXT REFERENCES accounts (id),
  summary    TEXT NOT NULL DEFAULT '',
  debit      INTEGER NOT NULL DEFAULT 0 CONSTRAINT draft_debit_range CHECK (debit BETWEEN 0 AND 99999999999999),
  credit     INTEGER NOT NULL DEFAULT 0 CONSTRAINT draft_credit_range CHECK (credit BETWEEN 0 AND 99999999999999),
  fund_id    TEXT REFERENCES funds (id),
  PRIMARY KEY (voucher_id, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX draft_lines_by_account ON draft_lines (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX draft_lines_by_fund ON draft_lines (fund_id) WHERE fund_id IS NOT NULL;
CREATE INDEX vouchers_drafts ON vouchers (day DESC, id DESC) WHERE status = 'draft';

CREATE TRIGGER draft_lines_insert_draft BEFORE INSERT ON draft_lines
WHEN (SELECT status FROM vouchers WHERE id = NEW.voucher_id) IS NOT 'draft'
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER draft_lines_update_draft BEFORE UPDATE ON draft_lines
WHEN (SELECT status FROM vouchers WHERE id = NEW.voucher_id) IS NOT 'draft'
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
-- What was written on a draft is in its entries when it is posted, not left behind.
CREATE TRIGGER vouchers_post_without_draft_lines BEFORE UPDATE OF status ON vouchers
WHEN NEW.status = 'posted' AND OLD.status = 'draft' AND EXISTS (SELECT 1 FROM draft_lines WHERE voucher_id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'vouchers_post_without_draft_lines'); END;

-- review -----------------------------------------------------------------------------------------------------------
-- Whether every posted voucher must be reviewed by somebody else before its month closes; the union decides.
ALTER TABLE union_profile ADD COLUMN second_review INTEGER NOT NULL DEFAULT 0 CONSTRAINT union_second_review_flag CHECK (second_review IN (0, 1));

CREATE TABLE voucher_reviews (
  voucher_id  TEXT PRIMARY KEY REFERENCES vouchers (id),
  reviewed_by TEXT NOT NULL CONSTRAINT review_by_somebody CHECK (length(reviewed_by) > 0 AND reviewed_by = trim(reviewed_by)),
  reviewed_at TEXT NOT NULL CONSTRAINT review_at_given CHECK (length(reviewed_at) > 0)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER voucher_reviews_posted BEFORE INSERT ON voucher_reviews
WHEN NOT EXISTS (SELECT 1 FROM vouchers WHERE id = NEW.voucher_id AND status = 'posted' AND source <> 'closing')
BEGIN SELECT RAISE(ABORT, 'ledger.reviewPosted'); END;
CREATE TRIGGER voucher_reviews_second_person BEFORE INSERT ON voucher_reviews
WHEN (SELECT trim(prepared_by) FROM vouchers WHERE id = NEW.voucher_id) IS NEW.reviewed_by
BEGIN SELECT RAISE(ABORT, 'ledger.reviewOwn'); END;
CREATE TRIGGER voucher_reviews_open_month BEFORE INSERT ON voucher_reviews
WHEN (SELECT periods.status FROM vouchers JOIN periods ON periods.month = vouchers.month WHERE vouchers.id = NEW.voucher_id) IS NOT 'open'
BEGIN SELECT RAISE(ABORT, 'ledger.periodClosed'); END;
CREATE TRIGGER voucher_reviews_once BEFORE INSERT ON voucher_reviews
WHEN EXISTS (SELECT 1 FROM voucher_reviews WHERE voucher_id = NEW.voucher_id)
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER voucher_reviews_fixed BEFORE UPDATE ON voucher_reviews
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER voucher_reviews_withdrawn_while_open BEFORE DELETE ON voucher_reviews
WHEN (SELECT periods.status FROM vouchers JOIN periods ON periods.month = vouchers.month WHERE vouchers.id = OLD.voucher_id) IS NOT 'open'
BEGIN SELECT RAISE(ABORT, 'ledger.periodClosed'); END;
-- Closing vouchers (年终结转) are made by the program in the moment that closes December; nobody could review them before.
CREATE TRIGGER periods_close_reviewed BEFORE UPDATE OF status ON periods
WHEN NEW.status = 'closed' AND OLD.status = 'open' AND (SELECT second_review FROM union_profile) = 1
  AND EXISTS (SELECT 1 FROM vouchers WHERE month = NEW.month AND status = 'posted' AND source <> 'closing'
              AND NOT EXISTS (SELECT 1 FROM voucher_reviews WHERE voucher_id = vouchers.id))
BEGIN SELECT RAISE(ABORT, 'ledger.cannotClose'); END;

-- templates --------------------------------------------------------------------------------------------------------
CREATE TABLE voucher_templates (
  id           TEXT PRIMARY KEY,
  name         TEXT NOT NULL CONSTRAINT voucher_template_name_given CHECK (length(trim(name)) > 0) CONSTRAINT voucher_template_name_unique UNIQUE,
  summary      TEXT NOT NULL DEFAULT '',
  counterparty TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE voucher_template_lines (
  template_id TEXT NOT NULL REFERENCES voucher_templates (id) ON DELETE CASCADE,
  line        INTEGER NOT NULL CONSTRAINT voucher_template_line_range CHECK (line BETWEEN 1 AND 200),
  account_id  TEXT REFERENCES accounts (id),
  summary     TEXT NOT NULL DEFAULT '',
  side        TEXT NOT NULL CONSTRAINT voucher_template_side_known CHECK (side IN ('debit', 'credit')),
  -- left open where it differs every time
  amount      INTEGER CONSTRAINT voucher_template_amount_range CHECK (amount BETWEEN 1 AND 99999999999999),
  fund_id     TEXT REFERENCES funds (id),
  PRIMARY KEY (template_id, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX voucher_template_lines_by_account ON voucher_template_lines (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX voucher_template_lines_by_fund ON voucher_template_lines (fund_id) WHERE fund_id IS NOT NULL;

-- An account that a draft or a template names stays; it can be retired.
CREATE TRIGGER accounts_drafted_keep BEFORE DELETE ON accounts
WHEN EXISTS (SELECT 1 FROM draft_lines WHERE account_id = OLD.id) OR EXISTS (SELECT 1 FROM voucher_template_lines WHERE account_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'ledger.accountInDraft'); END;
CREATE TRIGGER funds_drafted_keep BEFORE DELETE ON funds
WHEN EXISTS (SELECT 1 FROM draft_lines WHERE fund_id = OLD.id) OR EXISTS (SELECT 1 FROM voucher_template_lines WHERE fund_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;

-- summaries --------------------------------------------------------------------------------------------------------
-- What people wrote as summary, to be offered again; posting keeps it. `sound` and `initials` are pinyin, empty until the summary is
-- used once more after this file came into the books.
CREATE TABLE summary_uses (
  text      TEXT PRIMARY KEY CONSTRAINT summary_use_given CHECK (length(trim(text)) > 0),
  sound     TEXT NOT NULL DEFAULT '',
  initials  TEXT NOT NULL DEFAULT '',
  uses      INTEGER NOT NULL CONSTRAINT summary_uses_range CHECK (uses BETWEEN 1 AND 999999999),
  last_used TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- holds all that is searched, so that a text that nobody wrote is not there without looking into the table row by row
CREATE INDEX summary_uses_in_order ON summary_uses (uses DESC, last_used DESC, text, sound, initials);
INSERT INTO summary_uses (text, uses, last_used)
SELECT text, count(*), max(posted_at) FROM (
  SELECT id, summary AS text, posted_at FROM vouchers WHERE status = 'posted' AND source IN ('simple', 'manual', 'assets', 'bank')
  UNION
  SELECT vouchers.id, entries.summary, vouchers.posted_at FROM vouchers JOIN entries ON entries.voucher_id = vouchers.id
  WHERE vouchers.status = 'posted' AND vouchers.source IN ('simple', 'manual', 'assets', 'bank'))
WHERE length(trim(text)) > 0 GROUP BY text;
