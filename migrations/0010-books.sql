-- The union itself, its officers, the decisions payments rest on, source rows of imports, and the audit trail.

CREATE TABLE union_profile (
  id              INTEGER PRIMARY KEY CONSTRAINT union_profile_single CHECK (id = 1),
  name            TEXT NOT NULL CONSTRAINT union_name_given CHECK (length(trim(name)) > 0),
  credit_code     TEXT NOT NULL DEFAULT '',
  superiors       TEXT NOT NULL DEFAULT '[]' CONSTRAINT union_superiors_json CHECK (json_valid(superiors)),
  chart           TEXT NOT NULL CONSTRAINT union_chart_known CHECK (chart IN ('2009', '2021')),
  first_year      INTEGER NOT NULL CONSTRAINT union_first_year_range CHECK (first_year BETWEEN 1950 AND 2199),
  practice        INTEGER NOT NULL DEFAULT 0 CONSTRAINT union_practice_flag CHECK (practice IN (0, 1)),
  large_expense   INTEGER NOT NULL DEFAULT 500000 CONSTRAINT union_large_expense_range CHECK (large_expense BETWEEN 0 AND 99999999999999),
  remittance_percent INTEGER NOT NULL DEFAULT 40 CONSTRAINT union_remittance_range CHECK (remittance_percent BETWEEN 0 AND 100),
  created_at      TEXT NOT NULL
) STRICT;

CREATE TABLE officers (
  id       TEXT PRIMARY KEY,
  office   TEXT NOT NULL CONSTRAINT officer_office_known CHECK (office IN ('chair', 'accountant', 'cashier', 'reviewDirector', 'reviewMember')),
  name     TEXT NOT NULL CONSTRAINT officer_name_given CHECK (length(trim(name)) > 0),
  position INTEGER NOT NULL DEFAULT 0,
  from_day TEXT NOT NULL,
  to_day   TEXT
) STRICT;
CREATE INDEX officers_by_office ON officers (office, to_day, position);

-- 集体决议 (会议纪要)
CREATE TABLE resolutions (
  id           TEXT PRIMARY KEY,
  number       TEXT NOT NULL CONSTRAINT resolution_number_unique UNIQUE,
  day          TEXT NOT NULL CONSTRAINT resolution_day_shape CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  title        TEXT NOT NULL CONSTRAINT resolution_title_given CHECK (length(trim(title)) > 0),
  body         TEXT NOT NULL DEFAULT '',
  amount_limit INTEGER CONSTRAINT resolution_limit_range CHECK (amount_limit BETWEEN 0 AND 99999999999999)
) STRICT;
CREATE INDEX resolutions_by_day ON resolutions (day DESC, number);

-- Every source row of every import, with its verdict; rejected rows stay in the tray until mended or dropped.
CREATE TABLE import_batches (
  id        TEXT PRIMARY KEY,
  feature   TEXT NOT NULL CONSTRAINT import_feature_known CHECK (feature IN ('members', 'dues', 'ledger', 'union')),
  file_name TEXT NOT NULL,
  sha256    TEXT NOT NULL CONSTRAINT import_sha256_shape CHECK (length(sha256) = 64),
  mapping   TEXT NOT NULL DEFAULT '{}' CONSTRAINT import_mapping_json CHECK (json_valid(mapping)),
  taken_at  TEXT NOT NULL,
  operator  TEXT NOT NULL
) STRICT;
CREATE INDEX import_batches_by_file ON import_batches (feature, sha256);

CREATE TABLE import_rows (
  id         TEXT PRIMARY KEY,
  batch_id   TEXT NOT NULL REFERENCES import_batches (id),
  row_number INTEGER NOT NULL,
  source     TEXT NOT NULL CONSTRAINT import_row_json CHECK (json_valid(source)),
  verdict    TEXT NOT NULL,
  message    TEXT NOT NULL DEFAULT '',
  state      TEXT NOT NULL CONSTRAINT import_row_state_known CHECK (state IN ('taken', 'tray', 'mended', 'dropped', 'ignored')),
  record_id  TEXT,
  CONSTRAINT import_row_unique UNIQUE (batch_id, row_number)
) STRICT;
CREATE INDEX import_rows_in_tray ON import_rows (batch_id, row_number) WHERE state = 'tray';

-- Audit trail: append-only, each row chained to the one before it by its hash.
CREATE TABLE audit_trail (
  sequence      INTEGER PRIMARY KEY,
  at            TEXT NOT NULL,
  operator      TEXT NOT NULL,
  operation     TEXT NOT NULL,
  subject       TEXT NOT NULL,
  subject_id    TEXT NOT NULL,
  label         TEXT NOT NULL,
  before        TEXT NOT NULL DEFAULT '',
  after         TEXT NOT NULL DEFAULT '',
  previous_hash TEXT NOT NULL,
  hash          TEXT NOT NULL CONSTRAINT audit_hash_unique UNIQUE CONSTRAINT audit_hash_shape CHECK (length(hash) = 64)
) STRICT;

CREATE TRIGGER audit_trail_chained BEFORE INSERT ON audit_trail
WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM audit_trail)
  OR NEW.previous_hash IS NOT coalesce((SELECT hash FROM audit_trail ORDER BY sequence DESC LIMIT 1), '')
  OR EXISTS (SELECT 1 FROM audit_trail WHERE hash = NEW.hash)
BEGIN SELECT RAISE(ABORT, 'audit.appendOnly'); END;
CREATE TRIGGER audit_trail_never_changes BEFORE UPDATE ON audit_trail
BEGIN SELECT RAISE(ABORT, 'audit.appendOnly'); END;
CREATE TRIGGER audit_trail_never_shrinks BEFORE DELETE ON audit_trail
BEGIN SELECT RAISE(ABORT, 'audit.appendOnly'); END;
