-- 转账清单: visits and aids that are paid by transfer, handed to the bank as one list. What must never be false: each is on one live list at
-- most, so that nobody is paid twice; a list adds up; what is on an open list is not taken back behind its back.

-- Where money goes to, kept for the next time.
CREATE TABLE payee_accounts (
  member_id TEXT PRIMARY KEY REFERENCES members (id),
  -- who holds the account: the member, or somebody of the family
  name      TEXT NOT NULL CONSTRAINT payee_named CHECK (length(trim(name)) > 0),
  bank      TEXT NOT NULL DEFAULT '',
  account   TEXT NOT NULL CONSTRAINT payee_account_shape CHECK (account NOT GLOB '*[^0-9]*' AND length(account) BETWEEN 8 AND 32),
  saved_at  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE transfer_lists (
  id              TEXT PRIMARY KEY,
  number          TEXT NOT NULL CONSTRAINT transfer_number_unique UNIQUE,
  day             TEXT NOT NULL CONSTRAINT transfer_day_exists CHECK (date(day) IS day),
  -- the union's own account, as it writes it to the bank
  from_account    TEXT NOT NULL DEFAULT '',
  people          INTEGER NOT NULL CONSTRAINT transfer_people_range CHECK (people BETWEEN 1 AND 30000),
  total           INTEGER NOT NULL CONSTRAINT transfer_total_range CHECK (total BETWEEN 1 AND 99999999999999),
  -- `making` only while its lines are written
  status          TEXT NOT NULL CONSTRAINT transfer_status_known CHECK (status IN ('making', 'open', 'paid', 'withdrawn')),
  paid_day        TEXT CONSTRAINT transfer_paid_day_exists CHECK (paid_day IS NULL OR date(paid_day) IS paid_day),
  withdrawn_day   TEXT,
  withdrawn_reason TEXT NOT NULL DEFAULT '',
  operator        TEXT NOT NULL,
  CONSTRAINT transfer_paid_whole CHECK ((status = 'paid') = (paid_day IS NOT NULL) AND (paid_day IS NULL OR paid_day >= day)),
  CONSTRAINT transfer_withdrawn_whole CHECK ((status = 'withdrawn') = (withdrawn_day IS NOT NULL AND length(trim(withdrawn_reason)) > 0))
) STRICT;
CREATE INDEX transfer_lists_by_day ON transfer_lists (day DESC, number DESC);

CREATE TABLE transfer_lines (
  list_id    TEXT NOT NULL REFERENCES transfer_lists (id),
  line       INTEGER NOT NULL CONSTRAINT transfer_line_range CHECK (line >= 1),
  visit_id   TEXT REFERENCES visits (id),
  aid_id     TEXT REFERENCES aids (id),
  voucher_id TEXT NOT NULL REFERENCES vouchers (id),
  member_id  TEXT NOT NULL REFERENCES members (id),
  payee      TEXT NOT NULL CONSTRAINT transfer_payee_named CHECK (length(trim(payee)) > 0),
  bank       TEXT NOT NULL DEFAULT '',
  account    TEXT NOT NULL CONSTRAINT transfer_account_shape CHECK (account NOT GLOB '*[^0-9]*' AND length(account) BETWEEN 8 AND 32),
  amount     INTEGER NOT NULL CONSTRAINT transfer_amount_range CHECK (amount BETWEEN 1 AND 99999999999999),
  purpose    TEXT NOT NULL,
  -- 1 once its list was withdrawn
  released   INTEGER NOT NULL DEFAULT 0 CONSTRAINT transfer_released_flag CHECK (released IN (0, 1)),
  PRIMARY KEY (list_id, line),
  CONSTRAINT transfer_one_source CHECK ((visit_id IS NULL) <> (aid_id IS NULL))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX transfer_visit_once ON transfer_lines (visit_id) WHERE visit_id IS NOT NULL AND released = 0;
CREATE UNIQUE INDEX transfer_aid_once ON transfer_lines (aid_id) WHERE aid_id IS NOT NULL AND released = 0;
CREATE INDEX transfer_lines_by_voucher ON transfer_lines (voucher_id);

CREATE TRIGGER transfer_lists_begin BEFORE INSERT ON transfer_lists
WHEN NEW.status <> 'making'
BEGIN SELECT RAISE(ABORT, 'transfer.final'); END;
CREATE TRIGGER transfer_lists_fixed BEFORE UPDATE OF id, number, day, from_account, people, total, operator ON transfer_lists
BEGIN SELECT RAISE(ABORT, 'transfer.final'); END;
CREATE TRIGGER transfer_lists_steps BEFORE UPDATE OF status, paid_day, withdrawn_day, withdrawn_reason ON transfer_lists
WHEN NOT ((OLD.status = 'making' AND NEW.status = 'open') OR (OLD.status = 'open' AND NEW.status IN ('paid', 'withdrawn')))
BEGIN SELECT RAISE(ABORT, 'transfer.final'); END;
CREATE TRIGGER transfer_lists_add_up BEFORE UPDATE OF status ON transfer_lists
WHEN NEW.status = 'open'
  AND (SELECT count(*) = NEW.people AND max(line) = NEW.people AND sum(amount) = NEW.total FROM transfer_lines WHERE list_id = NEW.id) IS NOT 1
BEGIN SELECT RAISE(ABORT, 'transfer.mismatch'); END;
CREATE TRIGGER transfer_lists_free AFTER UPDATE OF status ON transfer_lists
WHEN NEW.status = 'withdrawn'
BEGIN UPDATE transfer_lines SET released = 1 WHERE list_id = NEW.id; END;
CREATE TRIGGER transfer_lists_keep BEFORE DELETE ON transfer_lists
BEGIN SELECT RAISE(ABORT, 'transfer.final'); END;

-- A line is a visit or an aid that stands and is paid by transfer, with its whole amount.
CREATE TRIGGER transfer_lines_match BEFORE INSERT ON transfer_lines
WHEN (SELECT status FROM transfer_lists WHERE id = NEW.list_id) IS NOT 'making' OR NEW.released <> 0
  OR EXISTS (SELECT 1 FROM vouchers WHERE reverses_id = NEW.voucher_id)
  OR NOT (EXISTS (SELECT 1 FROM visits JOIN transfer_lists ON transfer_lists.id = NEW.list_id
                  WHERE visits.id = NEW.visit_id AND visits.method = 'bank' AND visits.amount = NEW.amount AND visits.voucher_id = NEW.voucher_id
                    AND visits.member_id = NEW.member_id AND visits.day <= transfer_lists.day
                    AND NOT EXISTS (SELECT 1 FROM visit_returns WHERE visit_returns.visit_id = visits.id))
          OR EXISTS (SELECT 1 FROM aids JOIN hardship_files ON hardship_files.id = aids.file_id JOIN transfer_lists ON transfer_lists.id = NEW.list_id
                     WHERE aids.id = NEW.aid_id AND aids.method = 'bank' AND aids.amount = NEW.amount AND aids.voucher_id = NEW.voucher_id
                       AND hardship_files.member_id = NEW.member_id AND aids.day <= transfer_lists.day))
BEGIN SELECT RAISE(ABORT, 'transfer.mismatch'); END;
CREATE TRIGGER transfer_lines_fixed BEFORE UPDATE ON transfer_lines
WHEN NOT (OLD.released = 0 AND NEW.released = 1 AND (SELECT status FROM transfer_lists WHERE id = OLD.list_id) = 'withdrawn'
          AND NEW.list_id = OLD.list_id AND NEW.line = OLD.line AND NEW.visit_id IS OLD.visit_id AND NEW.aid_id IS OLD.aid_id
          AND NEW.voucher_id = OLD.voucher_id AND NEW.member_id = OLD.member_id AND NEW.payee = OLD.payee AND NEW.bank = OLD.bank
          AND NEW.account = OLD.account AND NEW.amount = OLD.amount AND NEW.purpose = OLD.purpose)
BEGIN SELECT RAISE(ABORT, 'transfer.final'); END;
CREATE TRIGGER transfer_lines_keep BEFORE DELETE ON transfer_lines
BEGIN SELECT RAISE(ABORT, 'transfer.final'); END;

-- While the bank has the list, what is on it is not taken back: the list is withdrawn first.
CREATE TRIGGER vouchers_on_open_transfer BEFORE INSERT ON vouchers
WHEN NEW.reverses_id IS NOT NULL
  AND EXISTS (SELECT 1 FROM transfer_lines JOIN transfer_lists ON transfer_lists.id = transfer_lines.list_id
              WHERE transfer_lines.voucher_id = NEW.reverses_id AND transfer_lists.status = 'open')
BEGIN SELECT RAISE(ABORT, 'transfer.onOpenList'); END;
CREATE TRIGGER visit_returns_not_transferred BEFORE INSERT ON visit_returns
WHEN EXISTS (SELECT 1 FROM transfer_lines WHERE visit_id = NEW.visit_id AND released = 0)
BEGIN SELECT RAISE(ABORT, 'transfer.onOpenList'); END;
