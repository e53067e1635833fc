-- 会费. A levy is one member x one month and keeps the rule that made it; receipts are allocated to levies.

CREATE TABLE dues_rules (
  id                TEXT PRIMARY KEY,
  name              TEXT NOT NULL,
  from_month        TEXT NOT NULL CONSTRAINT dues_rule_from_unique UNIQUE CONSTRAINT dues_rule_month_shape CHECK (from_month GLOB '[12][0-9][0-9][0-9]-[01][0-9]'),
  rate_basis_points INTEGER NOT NULL CONSTRAINT dues_rate_range CHECK (rate_basis_points BETWEEN 0 AND 10000),
  cut_to            INTEGER NOT NULL CONSTRAINT dues_cut_range CHECK (cut_to BETWEEN 1 AND 100000),
  -- wage items that count, as a JSON array of names; an empty array means all
  base_items        TEXT NOT NULL CONSTRAINT dues_items_json CHECK (json_valid(base_items)),
  source            TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE levies (
  id        TEXT PRIMARY KEY,
  member_id TEXT NOT NULL REFERENCES members (id),
  month     TEXT NOT NULL CONSTRAINT levy_month_shape CHECK (month GLOB '[12][0-9][0-9][0-9]-[01][0-9]'),
  rule_id   TEXT NOT NULL REFERENCES dues_rules (id),
  wage      INTEGER NOT NULL CONSTRAINT levy_wage_range CHECK (wage BETWEEN 0 AND 99999999999999),
  cut_base  INTEGER NOT NULL CONSTRAINT levy_base_range CHECK (cut_base BETWEEN 0 AND wage),
  amount    INTEGER NOT NULL CONSTRAINT levy_amount_range CHECK (amount BETWEEN 0 AND 99999999999999),
  -- kept by the triggers on dues_allocations
  paid      INTEGER NOT NULL DEFAULT 0 CONSTRAINT levy_paid_range CHECK (paid BETWEEN 0 AND amount),
  levied_at TEXT NOT NULL,
  CONSTRAINT levy_once_a_month UNIQUE (member_id, month)
) STRICT;
-- the sums of a month are read from this alone
CREATE INDEX levies_month_sums ON levies (month, amount, paid);
CREATE INDEX levies_owed ON levies (member_id, month) WHERE paid < amount;

-- One batch = one voucher: a payroll list, or a single receipt in cash or by transfer.
CREATE TABLE dues_batches (
  id         TEXT PRIMARY KEY,
  kind       TEXT NOT NULL CONSTRAINT dues_batch_kind_known CHECK (kind IN ('payroll', 'cash', 'bank')),
  day        TEXT NOT NULL,
  month      TEXT NOT NULL CONSTRAINT dues_batch_in_its_month CHECK (substr(day, 1, 7) = month),
  total      INTEGER NOT NULL CONSTRAINT dues_batch_total_range CHECK (total BETWEEN 1 AND 99999999999999),
  import_batch_id TEXT REFERENCES import_batches (id),
  voucher_id TEXT NOT NULL CONSTRAINT dues_batch_voucher_once UNIQUE REFERENCES vouchers (id),
  -- as people read it; a posted voucher keeps its number
  voucher_number TEXT NOT NULL
) STRICT;
CREATE INDEX dues_batches_by_month ON dues_batches (month, day);
CREATE INDEX dues_batches_by_day ON dues_batches (day DESC, id DESC);
CREATE INDEX dues_batches_by_import ON dues_batches (import_batch_id) WHERE import_batch_id IS NOT NULL;

-- A batch that was taken back: its voucher is reversed by this one, its allocations are gone, its receipts stay on record.
CREATE TABLE dues_take_backs (
  batch_id   TEXT PRIMARY KEY REFERENCES dues_batches (id),
  day        TEXT NOT NULL,
  month      TEXT NOT NULL CONSTRAINT dues_take_back_in_its_month CHECK (substr(day, 1, 7) = month),
  reason     TEXT NOT NULL CONSTRAINT dues_take_back_reason_given CHECK (length(trim(reason)) > 0),
  voucher_id TEXT NOT NULL CONSTRAINT dues_take_back_voucher_once UNIQUE REFERENCES vouchers (id),
  voucher_number TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX dues_take_backs_by_month ON dues_take_backs (month);

CREATE TABLE dues_receipts (
  id             TEXT PRIMARY KEY,
  batch_id       TEXT NOT NULL REFERENCES dues_batches (id),
  member_id      TEXT NOT NULL REFERENCES members (id),
  amount         INTEGER NOT NULL CONSTRAINT dues_receipt_amount_range CHECK (amount BETWEEN 1 AND 99999999999999),
  day            TEXT NOT NULL,
  method         TEXT NOT NULL CONSTRAINT dues_method_known CHECK (method IN ('payroll', 'cash', 'bank')),
  receipt_number TEXT NOT NULL DEFAULT '',
  CONSTRAINT dues_receipt_once_a_batch UNIQUE (batch_id, member_id)
) STRICT;
CREATE INDEX dues_receipts_of_member ON dues_receipts (member_id, day);

CREATE TABLE dues_allocations (
  receipt_id TEXT NOT NULL REFERENCES dues_receipts (id),
  levy_id    TEXT NOT NULL REFERENCES levies (id),
  amount     INTEGER NOT NULL CONSTRAINT dues_allocation_range CHECK (amount BETWEEN 1 AND 99999999999999),
  PRIMARY KEY (receipt_id, levy_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX dues_allocations_of_levy ON dues_allocations (levy_id);

CREATE TRIGGER dues_allocations_count AFTER INSERT ON dues_allocations
BEGIN UPDATE levies SET paid = paid + NEW.amount WHERE id = NEW.levy_id; END;
-- A receipt pays its own member's levies, no more than was received, and nothing once it was taken back.
CREATE TRIGGER dues_allocations_fit BEFORE INSERT ON dues_allocations
WHEN (SELECT member_id FROM levies WHERE id = NEW.levy_id) IS NOT (SELECT member_id FROM dues_receipts WHERE id = NEW.receipt_id)
  OR NEW.amount + (SELECT coalesce(sum(amount), 0) FROM dues_allocations WHERE receipt_id = NEW.receipt_id)
     > (SELECT amount FROM dues_receipts WHERE id = NEW.receipt_id)
  OR EXISTS (SELECT 1 FROM dues_receipts JOIN dues_take_backs USING (batch_id) WHERE dues_receipts.id = NEW.receipt_id)
BEGIN SELECT RAISE(ABORT, 'dues_allocations_fit'); END;
-- Only a batch that was taken back gives its allocations up.
CREATE TRIGGER dues_allocations_keep BEFORE DELETE ON dues_allocations
WHEN NOT EXISTS (SELECT 1 FROM dues_receipts JOIN dues_take_backs USING (batch_id) WHERE dues_receipts.id = OLD.receipt_id)
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER dues_allocations_fixed BEFORE UPDATE ON dues_allocations
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER dues_allocations_uncount AFTER DELETE ON dues_allocations
BEGIN UPDATE levies SET paid = paid - OLD.amount WHERE id = OLD.levy_id; END;
-- What stands on a posted voucher stays as it is.
CREATE TRIGGER dues_receipts_fixed BEFORE UPDATE ON dues_receipts
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER dues_receipts_keep BEFORE DELETE ON dues_receipts
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER dues_batches_fixed BEFORE UPDATE ON dues_batches
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER dues_batches_keep BEFORE DELETE ON dues_batches
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER dues_take_backs_fixed BEFORE UPDATE ON dues_take_backs
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER dues_take_backs_keep BEFORE DELETE ON dues_take_backs
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
-- A batch is the amount of its voucher, to the fen and to the day.
CREATE TRIGGER dues_batches_match_voucher BEFORE INSERT ON dues_batches
WHEN NOT EXISTS (SELECT 1 FROM vouchers
                 WHERE id = NEW.voucher_id AND status = 'posted' AND source = 'dues' AND amount = NEW.total AND day = NEW.day)
BEGIN SELECT RAISE(ABORT, 'dues_batches_match_voucher'); END;
-- What counts as paid is what was allocated; a levy begins unpaid.
CREATE TRIGGER levy_paid_is_allocated BEFORE UPDATE OF paid ON levies
WHEN NEW.paid <> (SELECT coalesce(sum(amount), 0) FROM dues_allocations WHERE levy_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'levy_paid_is_allocated'); END;
CREATE TRIGGER levies_begin_unpaid BEFORE INSERT ON levies
WHEN NEW.paid <> 0
BEGIN SELECT RAISE(ABORT, 'levy_paid_is_allocated'); END;
CREATE TRIGGER levies_paid_keep BEFORE DELETE ON levies
WHEN OLD.paid > 0
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER levies_fixed BEFORE UPDATE OF member_id, month, rule_id, wage, cut_base, amount ON levies
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
