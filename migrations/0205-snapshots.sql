-- 名册存档: the roster of one day, kept for good; unions keep one a half-year.

CREATE TABLE roster_snapshots (
  id       TEXT PRIMARY KEY,
  -- 2026 年上半年
  name     TEXT NOT NULL CONSTRAINT snapshot_name_unique UNIQUE CONSTRAINT snapshot_name_given CHECK (length(trim(name)) > 0),
  -- whose membership and group are shown: those of this day
  day      TEXT NOT NULL CONSTRAINT snapshot_day_shape CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  note     TEXT NOT NULL DEFAULT '',
  members  INTEGER NOT NULL CONSTRAINT snapshot_members_range CHECK (members > 0),
  -- of them active; the others keep their membership (保留会籍)
  active   INTEGER NOT NULL CONSTRAINT snapshot_active_range CHECK (active BETWEEN 0 AND members),
  -- 1 once all its rows are there; nothing is added afterwards
  sealed   INTEGER NOT NULL DEFAULT 0 CONSTRAINT snapshot_sealed_flag CHECK (sealed IN (0, 1)),
  taken_at TEXT NOT NULL,
  taken_by TEXT NOT NULL
) STRICT;
CREATE INDEX roster_snapshots_by_day ON roster_snapshots (day DESC, taken_at DESC);

-- Everything as it was written then, names of groups included: what is renamed later stays here under its old name. Personal
-- numbers are kept masked; the member's own record has them whole.
CREATE TABLE roster_snapshot_rows (
  snapshot_id      TEXT NOT NULL REFERENCES roster_snapshots (id),
  member_id        TEXT NOT NULL REFERENCES members (id),
  number           TEXT NOT NULL,
  name             TEXT NOT NULL,
  sex              TEXT,
  birthday         TEXT,
  id_number_masked TEXT NOT NULL,
  phone_masked     TEXT NOT NULL,
  ethnicity        TEXT NOT NULL,
  political        TEXT NOT NULL,
  education        TEXT NOT NULL,
  joined           TEXT NOT NULL,
  status           TEXT NOT NULL CONSTRAINT snapshot_row_status_known CHECK (status IN ('active', 'retained')),
  group_id         TEXT REFERENCES groups (id),
  group_name       TEXT NOT NULL,
  group_path       TEXT NOT NULL,
  branch           TEXT NOT NULL,
  PRIMARY KEY (snapshot_id, member_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX roster_snapshot_rows_in_order ON roster_snapshot_rows (snapshot_id, number, name);
-- an import that is taken back asks of each member whom it made whether a kept roster names them
CREATE INDEX roster_snapshot_rows_of_member ON roster_snapshot_rows (member_id);

CREATE TRIGGER roster_snapshots_begin_open BEFORE INSERT ON roster_snapshots WHEN NEW.sealed <> 0
BEGIN SELECT RAISE(ABORT, 'audit.appendOnly'); END;
-- The only change is the sealing, and only of what is whole.
CREATE TRIGGER roster_snapshots_seal_once BEFORE UPDATE ON roster_snapshots
WHEN OLD.sealed <> 0 OR NEW.sealed <> 1
  OR NEW.id IS NOT OLD.id OR NEW.name IS NOT OLD.name OR NEW.day IS NOT OLD.day OR NEW.note IS NOT OLD.note
  OR NEW.members IS NOT OLD.members OR NEW.active IS NOT OLD.active
  OR NEW.taken_at IS NOT OLD.taken_at OR NEW.taken_by IS NOT OLD.taken_by
  OR NEW.members IS NOT (SELECT count(*) FROM roster_snapshot_rows WHERE snapshot_id = NEW.id)
  OR NEW.active IS NOT (SELECT count(*) FROM roster_snapshot_rows WHERE snapshot_id = NEW.id AND status = 'active')
BEGIN SELECT RAISE(ABORT, 'audit.appendOnly'); END;
CREATE TRIGGER roster_snapshots_never_shrink BEFORE DELETE ON roster_snapshots
BEGIN SELECT RAISE(ABORT, 'audit.appendOnly'); END;
CREATE TRIGGER roster_snapshot_rows_sealed BEFORE INSERT ON roster_snapshot_rows
WHEN (SELECT sealed FROM roster_snapshots WHERE id = NEW.snapshot_id) IS NOT 0
BEGIN SELECT RAISE(ABORT, 'audit.appendOnly'); END;
CREATE TRIGGER roster_snapshot_rows_never_change BEFORE UPDATE ON roster_snapshot_rows
BEGIN SELECT RAISE(ABORT, 'audit.appendOnly'); END;
CREATE TRIGGER roster_snapshot_rows_never_shrink BEFORE DELETE ON roster_snapshot_rows
BEGIN SELECT RAISE(ABORT, 'audit.appendOnly'); END;
