-- Imports of rosters and wage lists: what each row did, columns remembered by the shape of a file, and taking an import back.

ALTER TABLE import_batches ADD COLUMN kind TEXT NOT NULL DEFAULT '' CONSTRAINT import_kind_known CHECK (kind IN ('', 'roster', 'wages'));
-- what the list of imports shows: how many were added, updated …
ALTER TABLE import_batches ADD COLUMN result TEXT NOT NULL DEFAULT '{}' CONSTRAINT import_result_json CHECK (json_valid(result));
ALTER TABLE import_batches ADD COLUMN taken_back_at TEXT;
ALTER TABLE import_batches ADD COLUMN taken_back_by TEXT CONSTRAINT import_taken_back_by_somebody CHECK ((taken_back_at IS NULL) = (taken_back_by IS NULL));
UPDATE import_batches SET kind = 'roster', result = coalesce(
  (SELECT after FROM audit_trail WHERE subject = 'importBatch' AND subject_id = import_batches.id AND json_valid(after) ORDER BY sequence LIMIT 1), '{}')
WHERE feature = 'members';
CREATE INDEX import_batches_by_time ON import_batches (feature, taken_at DESC, id DESC);
-- Taken back once and for good, on the day of the import: never a day later, whatever the time zone.
CREATE TRIGGER import_batches_taken_back_once BEFORE UPDATE ON import_batches
WHEN OLD.taken_back_at IS NOT NULL
  OR (NEW.taken_back_at IS NOT NULL AND NOT coalesce(julianday(NEW.taken_back_at) - julianday(OLD.taken_at) BETWEEN 0 AND 1, 0))
BEGIN SELECT RAISE(ABORT, 'member.importTakenBack'); END;

-- What the row did to its member, as JSON: `made` 1 for a new member; else what the changed values were. '' for a row that did nothing.
ALTER TABLE import_rows ADD COLUMN effect TEXT NOT NULL DEFAULT '' CONSTRAINT import_effect_json CHECK (effect = '' OR json_valid(effect));
CREATE INDEX import_rows_of_record ON import_rows (record_id) WHERE effect <> '';

-- Groups that an import made, or restored because the file names them.
CREATE TABLE import_groups (
  batch_id TEXT NOT NULL REFERENCES import_batches (id),
  -- no reference: taking back removes a group that nobody uses
  group_id TEXT NOT NULL,
  how      TEXT NOT NULL CONSTRAINT import_group_how_known CHECK (how IN ('made', 'restored')),
  PRIMARY KEY (batch_id, group_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX import_groups_of_group ON import_groups (group_id);

-- Column index -> what it was taken in as, by the sha256 of the titles: the next file of the same shape opens with the same columns.
CREATE TABLE import_shapes (
  shape   TEXT PRIMARY KEY CONSTRAINT import_shape_hash CHECK (length(shape) = 64),
  kind    TEXT NOT NULL CONSTRAINT import_shape_kind_known CHECK (kind IN ('roster', 'wages')),
  mapping TEXT NOT NULL CONSTRAINT import_shape_json CHECK (json_valid(mapping)),
  used_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A member is never removed, with one exception: an import that is taken back removes the people whom it made and who have never
-- been anything else. A state "undone" instead would have to be left out by every list, count, levy and statistic there is or will
-- be, and would keep its number and identity number from the second import. The rest of the schema guards the exception: whatever
-- was recorded of the person meanwhile refers to the row and holds it (foreign keys), and the trail and the import keep the facts.
CREATE TRIGGER members_never_vanish BEFORE DELETE ON members
WHEN NOT EXISTS (SELECT 1 FROM import_rows JOIN import_batches ON import_batches.id = batch_id
                 WHERE record_id = OLD.id AND effect <> '' AND json_extract(effect, '$.made') = 1 AND taken_back_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'audit.appendOnly'); END;
-- Their entry goes with them, as long as it is all there is. The history of people who were members before only grows: for them an
-- import is taken back by further changes and moves.
DROP TRIGGER member_changes_never_shrink;
CREATE TRIGGER member_changes_never_shrink BEFORE DELETE ON member_changes
WHEN OLD.sequence <> 1
  OR EXISTS (SELECT 1 FROM member_changes WHERE member_id = OLD.member_id AND sequence > 1)
  OR NOT EXISTS (SELECT 1 FROM import_rows JOIN import_batches ON import_batches.id = batch_id
                 WHERE record_id = OLD.member_id AND effect <> '' AND json_extract(effect, '$.made') = 1 AND taken_back_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'audit.appendOnly'); END;
DROP TRIGGER groups_keep;
CREATE TRIGGER groups_keep BEFORE DELETE ON groups
WHEN NOT EXISTS (SELECT 1 FROM import_groups JOIN import_batches ON import_batches.id = batch_id
                 WHERE group_id = OLD.id AND how = 'made' AND taken_back_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'audit.appendOnly'); END;
