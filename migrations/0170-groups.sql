-- 分会 and 工会小组 as a tree with leaders, and who was where when.

ALTER TABLE groups ADD COLUMN parent_id TEXT REFERENCES groups (id);
ALTER TABLE groups ADD COLUMN kind TEXT NOT NULL DEFAULT 'group' CONSTRAINT group_kind_known CHECK (kind IN ('branch', 'group'));
-- the order among groups with the same parent; equal positions go by name
ALTER TABLE groups ADD COLUMN position INTEGER NOT NULL DEFAULT 0 CONSTRAINT group_position_range CHECK (position BETWEEN 0 AND 9999);
-- the day on which it was dissolved; NULL while it stands
ALTER TABLE groups ADD COLUMN closed_day TEXT CONSTRAINT group_closed_shape CHECK (closed_day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
CREATE INDEX groups_by_parent ON groups (parent_id, position, name);

-- A new group has nobody below it, so only its place is looked at.
CREATE TRIGGER groups_insert_place BEFORE INSERT ON groups WHEN NEW.parent_id IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'member.groupCircle') WHERE NEW.parent_id = NEW.id;
  SELECT RAISE(ABORT, 'member.groupTooDeep') WHERE 4 < (
    WITH RECURSIVE above (id, height) AS (
      SELECT NEW.parent_id, 1
      UNION ALL
      SELECT groups.parent_id, height + 1 FROM above JOIN groups ON groups.id = above.id WHERE groups.parent_id IS NOT NULL AND height < 6)
    SELECT max(height) FROM above);
  SELECT RAISE(ABORT, 'member.branchUnderGroup') WHERE NEW.kind = 'branch' AND (SELECT kind FROM groups WHERE id = NEW.parent_id) = 'group';
  SELECT RAISE(ABORT, 'member.groupClosed') WHERE NEW.closed_day IS NULL AND (SELECT closed_day FROM groups WHERE id = NEW.parent_id) IS NOT NULL;
END;
-- Never a circle, never more than five levels, never a branch below a group.
CREATE TRIGGER groups_update_place BEFORE UPDATE OF parent_id, kind, closed_day ON groups
BEGIN
  SELECT RAISE(ABORT, 'member.groupCircle') WHERE EXISTS (
    WITH RECURSIVE above (id) AS (
      SELECT NEW.parent_id
      UNION
      SELECT groups.parent_id FROM above JOIN groups ON groups.id = above.id)
    SELECT 1 FROM above WHERE id = NEW.id);
  SELECT RAISE(ABORT, 'member.groupTooDeep') WHERE 5 < (
    WITH RECURSIVE above (id, height) AS (
      SELECT NEW.parent_id, 1 WHERE NEW.parent_id IS NOT NULL
      UNION ALL
      SELECT groups.parent_id, height + 1 FROM above JOIN groups ON groups.id = above.id WHERE groups.parent_id IS NOT NULL AND height < 6)
    SELECT coalesce(max(height), 0) FROM above) + (
    WITH RECURSIVE below (id, height) AS (
      SELECT NEW.id, 1
      UNION ALL
      SELECT groups.id, height + 1 FROM below JOIN groups ON groups.parent_id = below.id WHERE height < 6)
    SELECT max(height) FROM below);
  SELECT RAISE(ABORT, 'member.branchUnderGroup') WHERE NEW.kind = 'branch' AND (SELECT kind FROM groups WHERE id = NEW.parent_id) = 'group';
  SELECT RAISE(ABORT, 'member.branchUnderGroup')
  WHERE NEW.kind = 'group' AND EXISTS (SELECT 1 FROM groups WHERE parent_id = NEW.id AND kind = 'branch');
  SELECT RAISE(ABORT, 'member.groupClosed') WHERE NEW.closed_day IS NULL AND (SELECT closed_day FROM groups WHERE id = NEW.parent_id) IS NOT NULL;
  -- dissolved only when nobody who is a member, and no group that stands, is left in it
  SELECT RAISE(ABORT, 'member.groupInUse')
  WHERE NEW.closed_day IS NOT NULL AND OLD.closed_day IS NULL
    AND (EXISTS (SELECT 1 FROM members WHERE group_id = NEW.id AND status IN ('applied', 'active', 'retained'))
         OR EXISTS (SELECT 1 FROM groups WHERE parent_id = NEW.id AND closed_day IS NULL));
END;
CREATE TRIGGER groups_keep BEFORE DELETE ON groups
BEGIN SELECT RAISE(ABORT, 'audit.appendOnly'); END;

-- 组长, 副组长, 分会主席, 委员 …: from a day on, until a day (that day itself no more).
CREATE TABLE group_leaders (
  id        TEXT PRIMARY KEY,
  group_id  TEXT NOT NULL REFERENCES groups (id),
  member_id TEXT NOT NULL REFERENCES members (id),
  office    TEXT NOT NULL CONSTRAINT group_leader_office_given CHECK (length(trim(office)) > 0),
  from_day  TEXT NOT NULL CONSTRAINT group_leader_from_shape CHECK (from_day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  to_day    TEXT CONSTRAINT group_leader_to_shape CHECK (to_day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  CONSTRAINT group_leader_days CHECK (to_day >= from_day)
) STRICT;
CREATE INDEX group_leaders_of_group ON group_leaders (group_id, from_day DESC, id DESC);
CREATE INDEX group_leaders_of_member ON group_leaders (member_id, from_day DESC, id DESC);
CREATE UNIQUE INDEX group_leader_once ON group_leaders (group_id, member_id, office) WHERE to_day IS NULL;
-- The end of an office is added once; nothing else about it changes.
CREATE TRIGGER group_leaders_only_end BEFORE UPDATE ON group_leaders
WHEN OLD.to_day IS NOT NULL OR NEW.id IS NOT OLD.id OR NEW.group_id IS NOT OLD.group_id OR NEW.member_id IS NOT OLD.member_id
  OR NEW.office IS NOT OLD.office OR NEW.from_day IS NOT OLD.from_day
BEGIN SELECT RAISE(ABORT, 'audit.appendOnly'); END;
CREATE TRIGGER group_leaders_never_shrink BEFORE DELETE ON group_leaders
BEGIN SELECT RAISE(ABORT, 'audit.appendOnly'); END;

-- Who went from where to where (NULL: in no group). The group on a day is the from_group of the first move dated later, else
-- today's. Only ever added; a wrong one is put right by a further move.
CREATE TABLE member_moves (
  member_id   TEXT NOT NULL REFERENCES members (id),
  sequence    INTEGER NOT NULL,
  day         TEXT NOT NULL CONSTRAINT member_move_day_shape CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  from_group  TEXT REFERENCES groups (id),
  to_group    TEXT REFERENCES groups (id),
  ground      TEXT NOT NULL,
  operator    TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  PRIMARY KEY (member_id, sequence),
  CONSTRAINT member_move_elsewhere CHECK (from_group IS NOT to_group)
) STRICT, WITHOUT ROWID;
CREATE INDEX member_moves_into ON member_moves (to_group, day);
CREATE INDEX member_moves_out_of ON member_moves (from_group, day);
-- Numbered without gaps, in the order of their days, each from where the member is.
CREATE TRIGGER member_moves_follow BEFORE INSERT ON member_moves
WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM member_moves WHERE member_id = NEW.member_id)
  OR NEW.day < (SELECT day FROM member_moves WHERE member_id = NEW.member_id ORDER BY sequence DESC LIMIT 1)
  OR NEW.from_group IS NOT (SELECT group_id FROM members WHERE id = NEW.member_id)
BEGIN SELECT RAISE(ABORT, 'member.moveOutOfOrder'); END;
CREATE TRIGGER member_moves_into_standing BEFORE INSERT ON member_moves
WHEN (SELECT closed_day FROM groups WHERE id = NEW.to_group) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'member.groupClosed'); END;
-- A move takes the member along, so that neither is ever true without the other.
CREATE TRIGGER member_moves_carry AFTER INSERT ON member_moves
BEGIN UPDATE members SET group_id = NEW.to_group WHERE id = NEW.member_id; END;
CREATE TRIGGER member_moves_never_change BEFORE UPDATE ON member_moves
BEGIN SELECT RAISE(ABORT, 'audit.appendOnly'); END;
CREATE TRIGGER member_moves_never_shrink BEFORE DELETE ON member_moves
BEGIN SELECT RAISE(ABORT, 'audit.appendOnly'); END;

CREATE TRIGGER members_group_by_move BEFORE UPDATE OF group_id ON members
WHEN NEW.group_id IS NOT OLD.group_id
 AND NOT EXISTS (SELECT 1 FROM member_moves WHERE member_id = NEW.id AND to_group IS NEW.group_id
                 AND sequence = (SELECT max(sequence) FROM member_moves WHERE member_id = NEW.id))
BEGIN SELECT RAISE(ABORT, 'member.moveUnrecorded'); END;
CREATE TRIGGER members_into_standing BEFORE INSERT ON members
WHEN (SELECT closed_day FROM groups WHERE id = NEW.group_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'member.groupClosed'); END;
