-- 困难职工档案: one file a household; the computation suggests, the union decides. Sensitive personal information.

CREATE TABLE hardship_parameters (
  id                        TEXT PRIMARY KEY,
  place                     TEXT NOT NULL,
  from_day                  TEXT NOT NULL CONSTRAINT hardship_parameters_from_unique UNIQUE,
  minimum_living            INTEGER NOT NULL CONSTRAINT hardship_minimum_range CHECK (minimum_living BETWEEN 1 AND 99999999999999),
  deep_multiple_percent     INTEGER NOT NULL CONSTRAINT hardship_deep_range CHECK (deep_multiple_percent BETWEEN 1 AND 1000),
  relative_multiple_percent INTEGER NOT NULL CONSTRAINT hardship_relative_range CHECK (relative_multiple_percent BETWEEN 1 AND 1000),
  accident_share_percent    INTEGER NOT NULL CONSTRAINT hardship_accident_range CHECK (accident_share_percent BETWEEN 1 AND 1000),
  source                    TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE hardship_files (
  id               TEXT PRIMARY KEY,
  number           TEXT NOT NULL CONSTRAINT hardship_number_unique UNIQUE,
  member_id        TEXT NOT NULL CONSTRAINT hardship_one_file_a_member UNIQUE REFERENCES members (id),
  people           INTEGER NOT NULL CONSTRAINT hardship_people_range CHECK (people BETWEEN 1 AND 30),
  accident_expense INTEGER CONSTRAINT hardship_accident_expense_range CHECK (accident_expense BETWEEN 0 AND 99999999999999),
  cause            TEXT NOT NULL,
  category         TEXT NOT NULL CONSTRAINT hardship_category_known CHECK (category IN ('deep', 'relative', 'accidental', 'none')),
  suggested        TEXT NOT NULL CONSTRAINT hardship_suggested_known CHECK (suggested IN ('deep', 'relative', 'accidental', 'none')),
  per_head_monthly INTEGER NOT NULL,
  parameters_id    TEXT NOT NULL REFERENCES hardship_parameters (id),
  -- the whole computation as it stood when the file was saved, parameters included
  assessment       TEXT NOT NULL CONSTRAINT hardship_assessment_json CHECK (json_valid(assessment)),
  decision_ground  TEXT NOT NULL DEFAULT '',
  resolution_id    TEXT REFERENCES resolutions (id),
  health_status    TEXT NOT NULL DEFAULT '',
  housing          TEXT NOT NULL DEFAULT '',
  address          TEXT NOT NULL DEFAULT '',
  bank_name        TEXT NOT NULL DEFAULT '',
  bank_account     TEXT NOT NULL DEFAULT '',
  consent_day      TEXT,
  opened_day       TEXT NOT NULL,
  reviewed_day     TEXT NOT NULL,
  status           TEXT NOT NULL DEFAULT 'open' CONSTRAINT hardship_status_known CHECK (status IN ('open', 'resolved', 'closed')),
  note             TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX hardship_files_by_status ON hardship_files (status, number);
CREATE INDEX hardship_files_stale ON hardship_files (status, reviewed_day);

CREATE TABLE household_members (
  file_id        TEXT NOT NULL REFERENCES hardship_files (id),
  line           INTEGER NOT NULL,
  name           TEXT NOT NULL,
  relation       TEXT NOT NULL,
  birthday       TEXT,
  health         TEXT NOT NULL DEFAULT '',
  occupation     TEXT NOT NULL DEFAULT '',
  monthly_income INTEGER NOT NULL CONSTRAINT household_income_range CHECK (monthly_income BETWEEN 0 AND 99999999999999),
  PRIMARY KEY (file_id, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE hardship_items (
  file_id TEXT NOT NULL REFERENCES hardship_files (id),
  side    TEXT NOT NULL CONSTRAINT hardship_item_side_known CHECK (side IN ('income', 'expense')),
  line    INTEGER NOT NULL,
  label   TEXT NOT NULL,
  yearly  INTEGER NOT NULL CONSTRAINT hardship_item_range CHECK (yearly BETWEEN 0 AND 99999999999999),
  PRIMARY KEY (file_id, side, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE aids (
  id            TEXT PRIMARY KEY,
  file_id       TEXT NOT NULL REFERENCES hardship_files (id),
  day           TEXT NOT NULL,
  kind          TEXT NOT NULL CONSTRAINT aid_kind_known CHECK (kind IN ('living', 'medical', 'schooling', 'legal', 'training', 'placement')),
  amount        INTEGER NOT NULL CONSTRAINT aid_amount_range CHECK (amount BETWEEN 1 AND 99999999999999),
  method        TEXT NOT NULL CONSTRAINT aid_method_known CHECK (method IN ('cash', 'bank')),
  resolution_id TEXT NOT NULL REFERENCES resolutions (id),
  voucher_id    TEXT NOT NULL CONSTRAINT aid_voucher_once UNIQUE REFERENCES vouchers (id),
  signed_by     TEXT NOT NULL DEFAULT '',
  signed_day    TEXT,
  note          TEXT NOT NULL DEFAULT '',
  CONSTRAINT aid_signed_whole CHECK ((signed_day IS NULL) = (signed_by = ''))
) STRICT;
CREATE INDEX aids_by_day ON aids (day DESC, id);
CREATE INDEX aids_of_file ON aids (file_id, day);

-- Changes of a file's status, only ever added.
CREATE TABLE hardship_changes (
  id          TEXT PRIMARY KEY,
  file_id     TEXT NOT NULL REFERENCES hardship_files (id),
  sequence    INTEGER NOT NULL,
  day         TEXT NOT NULL,
  from_status TEXT NOT NULL,
  to_status   TEXT NOT NULL,
  ground      TEXT NOT NULL,
  operator    TEXT NOT NULL,
  CONSTRAINT hardship_change_sequence UNIQUE (file_id, sequence)
) STRICT;
CREATE TRIGGER hardship_changes_never_change BEFORE UPDATE ON hardship_changes
BEGIN SELECT RAISE(ABORT, 'audit.appendOnly'); END;
CREATE TRIGGER hardship_changes_never_shrink BEFORE DELETE ON hardship_changes
BEGIN SELECT RAISE(ABORT, 'audit.appendOnly'); END;

-- 先建档、后帮扶, and every yuan paid is the amount of one voucher.
CREATE TRIGGER aids_need_open_file BEFORE INSERT ON aids
WHEN NOT EXISTS (SELECT 1 FROM hardship_files
                 WHERE id = NEW.file_id AND status = 'open' AND consent_day IS NOT NULL AND opened_day <= NEW.day)
BEGIN SELECT RAISE(ABORT, 'hardship.aidNeedsFile'); END;
CREATE TRIGGER aids_match_voucher BEFORE INSERT ON aids
WHEN NOT EXISTS (SELECT 1 FROM vouchers
                 WHERE id = NEW.voucher_id AND status = 'posted' AND source = 'hardship' AND amount = NEW.amount AND day = NEW.day)
BEGIN SELECT RAISE(ABORT, 'hardship.voucherMismatch'); END;
CREATE TRIGGER aids_paid_fixed BEFORE UPDATE OF id, file_id, day, kind, amount, method, resolution_id, voucher_id, note ON aids
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER aids_signed_once BEFORE UPDATE OF signed_by, signed_day ON aids
WHEN OLD.signed_day IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER aids_keep BEFORE DELETE ON aids
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER hardship_files_keep BEFORE DELETE ON hardship_files
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER hardship_files_whose_fixed BEFORE UPDATE OF id, number, member_id ON hardship_files
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
