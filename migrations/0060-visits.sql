-- 慰问: kinds and standards are the union's data; every yuan given is one line on a sign-off sheet and in a voucher.

CREATE TABLE visit_kinds (
  id         TEXT PRIMARY KEY,
  name       TEXT NOT NULL CONSTRAINT visit_kind_name_unique UNIQUE,
  -- allowed forms, a JSON array of goods | coupon | money
  forms      TEXT NOT NULL CONSTRAINT visit_forms_json CHECK (json_valid(forms)),
  account_id TEXT NOT NULL REFERENCES accounts (id),
  papers     TEXT NOT NULL DEFAULT '',
  -- what forms and account rest on, and how sure that is
  basis      TEXT NOT NULL DEFAULT '',
  festival   INTEGER NOT NULL DEFAULT 0 CONSTRAINT visit_festival_flag CHECK (festival IN (0, 1)),
  position   INTEGER NOT NULL
) STRICT;
CREATE INDEX visit_kinds_in_order ON visit_kinds (position);

CREATE TABLE visit_standards (
  id       TEXT PRIMARY KEY,
  kind_id  TEXT NOT NULL REFERENCES visit_kinds (id),
  from_day TEXT NOT NULL,
  shape    TEXT NOT NULL CONSTRAINT visit_shape_known CHECK (shape IN ('perTime', 'perYear', 'timesPerYear')),
  amount   INTEGER CONSTRAINT visit_standard_amount_range CHECK (amount BETWEEN 1 AND 99999999999999),
  times    INTEGER CONSTRAINT visit_standard_times_range CHECK (times BETWEEN 1 AND 99),
  source   TEXT NOT NULL DEFAULT '',
  CONSTRAINT visit_standard_complete CHECK (iif(shape = 'timesPerYear', times IS NOT NULL, amount IS NOT NULL)),
  CONSTRAINT visit_standard_unique UNIQUE (kind_id, shape, from_day)
) STRICT;

CREATE TABLE visit_batches (
  id          TEXT PRIMARY KEY,
  name        TEXT NOT NULL,
  kind_id     TEXT NOT NULL REFERENCES visit_kinds (id),
  day         TEXT NOT NULL,
  goods       TEXT NOT NULL,
  amount_each INTEGER NOT NULL CONSTRAINT visit_batch_amount_range CHECK (amount_each BETWEEN 1 AND 99999999999999),
  people      INTEGER NOT NULL CONSTRAINT visit_batch_people_range CHECK (people BETWEEN 1 AND 1000000),
  resolution_id TEXT REFERENCES resolutions (id),
  voucher_id  TEXT NOT NULL CONSTRAINT visit_batch_voucher_once UNIQUE REFERENCES vouchers (id)
) STRICT;
CREATE INDEX visit_batches_by_day ON visit_batches (day DESC, id);

CREATE TABLE visits (
  id          TEXT PRIMARY KEY,
  batch_id    TEXT REFERENCES visit_batches (id),
  -- 序号 on the batch's sign-off sheet
  batch_line  INTEGER,
  kind_id     TEXT NOT NULL REFERENCES visit_kinds (id),
  member_id   TEXT NOT NULL REFERENCES members (id),
  day         TEXT NOT NULL CONSTRAINT visit_day_shape CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  reason      TEXT NOT NULL,
  form        TEXT NOT NULL CONSTRAINT visit_form_known CHECK (form IN ('goods', 'coupon', 'money')),
  goods       TEXT NOT NULL DEFAULT '',
  amount      INTEGER NOT NULL CONSTRAINT visit_amount_range CHECK (amount BETWEEN 1 AND 99999999999999),
  beneficiary TEXT NOT NULL DEFAULT '',
  relation    TEXT NOT NULL DEFAULT '',
  place       TEXT NOT NULL DEFAULT '',
  visitors    TEXT NOT NULL DEFAULT '[]' CONSTRAINT visit_visitors_json CHECK (json_valid(visitors)),
  resolution_id TEXT REFERENCES resolutions (id),
  approval_ground TEXT NOT NULL DEFAULT '',
  -- what the standards in force said when it was recorded
  standard_sentence TEXT NOT NULL DEFAULT '',
  attachment_count INTEGER NOT NULL DEFAULT 0,
  voucher_id  TEXT NOT NULL REFERENCES vouchers (id),
  signed_by   TEXT NOT NULL DEFAULT '',
  signed_day  TEXT,
  CONSTRAINT visit_signed_whole CHECK ((signed_day IS NULL) = (signed_by = '')),
  CONSTRAINT visit_batch_line_whole CHECK ((batch_id IS NULL) = (batch_line IS NULL)),
  CONSTRAINT visit_once_a_batch UNIQUE (batch_id, member_id),
  CONSTRAINT visit_line_once UNIQUE (batch_id, batch_line)
) STRICT;
CREATE INDEX visits_by_day ON visits (day DESC, id);
CREATE INDEX visits_by_kind ON visits (kind_id, day DESC, id);
CREATE INDEX visits_of_member ON visits (member_id, kind_id, day);
CREATE INDEX visits_unsigned ON visits (day DESC, id) WHERE signed_day IS NULL;
CREATE UNIQUE INDEX visit_single_voucher_once ON visits (voucher_id) WHERE batch_id IS NULL;

-- Every yuan given is in one voucher: a single visit is the whole of its voucher, a batch is people x amount.
CREATE TRIGGER visit_batches_match_voucher BEFORE INSERT ON visit_batches
WHEN NOT EXISTS (SELECT 1 FROM vouchers
                 WHERE id = NEW.voucher_id AND status = 'posted' AND source = 'visits' AND amount = NEW.amount_each * NEW.people AND day = NEW.day)
BEGIN SELECT RAISE(ABORT, 'visit.voucherMismatch'); END;
CREATE TRIGGER visits_match_voucher BEFORE INSERT ON visits
WHEN NEW.batch_id IS NULL
  AND NOT EXISTS (SELECT 1 FROM vouchers
                  WHERE id = NEW.voucher_id AND status = 'posted' AND source = 'visits' AND amount = NEW.amount AND day = NEW.day)
BEGIN SELECT RAISE(ABORT, 'visit.voucherMismatch'); END;
CREATE TRIGGER visits_match_batch BEFORE INSERT ON visits
WHEN NEW.batch_id IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM visit_batches AS batch
                  WHERE batch.id = NEW.batch_id AND batch.voucher_id = NEW.voucher_id AND batch.kind_id = NEW.kind_id
                    AND batch.day = NEW.day AND batch.amount_each = NEW.amount AND NEW.batch_line BETWEEN 1 AND batch.people)
BEGIN SELECT RAISE(ABORT, 'visit.voucherMismatch'); END;
-- once paid only the sign-off may still be added
CREATE TRIGGER visits_paid_fixed BEFORE UPDATE OF id, batch_id, batch_line, kind_id, member_id, day, reason, form, goods, amount, beneficiary,
  relation, place, visitors, resolution_id, approval_ground, standard_sentence, attachment_count, voucher_id ON visits
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER visits_signed_once BEFORE UPDATE OF signed_by, signed_day ON visits
WHEN OLD.signed_day IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER visits_keep BEFORE DELETE ON visits
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER visit_batches_fixed BEFORE UPDATE ON visit_batches
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER visit_batches_keep BEFORE DELETE ON visit_batches
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
