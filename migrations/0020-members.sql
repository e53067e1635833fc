-- Members, their groups, wages and changes of membership.

CREATE TABLE groups (
  id   TEXT PRIMARY KEY,
  name TEXT NOT NULL CONSTRAINT group_name_unique UNIQUE CONSTRAINT group_name_given CHECK (length(trim(name)) > 0)
) STRICT;

CREATE TABLE members (
  id          TEXT PRIMARY KEY,
  number      TEXT NOT NULL DEFAULT '',
  name        TEXT NOT NULL CONSTRAINT member_name_given CHECK (length(trim(name)) > 0),
  pinyin      TEXT NOT NULL,
  initials    TEXT NOT NULL,
  sex         TEXT CONSTRAINT member_sex_known CHECK (sex IN ('male', 'female')),
  birthday    TEXT CONSTRAINT member_birthday_shape CHECK (birthday GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  id_number   TEXT NOT NULL DEFAULT '',
  phone       TEXT NOT NULL DEFAULT '',
  ethnicity   TEXT NOT NULL DEFAULT '',
  political   TEXT NOT NULL DEFAULT '',
  education   TEXT NOT NULL DEFAULT '',
  group_id    TEXT REFERENCES groups (id),
  status      TEXT NOT NULL CONSTRAINT member_status_known
              CHECK (status IN ('applied', 'active', 'retained', 'transferred', 'withdrawn', 'lapsed', 'expelled', 'deceased')),
  joined      TEXT NOT NULL DEFAULT '',
  note        TEXT NOT NULL DEFAULT '',
  -- Name, pinyin, initials, number and phone in one lower-case text: what LIKE searches per keystroke. The triggers below
  -- keep it true: SQLite never answers a generated column from an index alone, which would double the time of a search.
  search_text TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TRIGGER members_searchable AFTER INSERT ON members
WHEN NEW.search_text IS NOT lower(NEW.name || '|' || NEW.pinyin || '|' || NEW.initials || '|' || NEW.number || '|' || NEW.phone)
BEGIN
  UPDATE members SET search_text = lower(name || '|' || pinyin || '|' || initials || '|' || number || '|' || phone) WHERE rowid = NEW.rowid;
END;
CREATE TRIGGER members_stay_searchable AFTER UPDATE OF name, pinyin, initials, number, phone, search_text ON members
WHEN NEW.search_text IS NOT lower(NEW.name || '|' || NEW.pinyin || '|' || NEW.initials || '|' || NEW.number || '|' || NEW.phone)
BEGIN
  UPDATE members SET search_text = lower(name || '|' || pinyin || '|' || initials || '|' || number || '|' || phone) WHERE rowid = NEW.rowid;
END;
CREATE UNIQUE INDEX member_number_unique ON members (number) WHERE number <> '';
CREATE UNIQUE INDEX member_id_number_unique ON members (id_number) WHERE id_number <> '';
-- Carries all that the list looks at and sorts by, so that neither a keystroke nor a filter nor a count touches the table
-- itself. Further indexes by status or group would save nothing at 20,000 members and cost every import.
CREATE INDEX members_searched ON members (number, name, id, status, group_id, search_text);

-- Wage items (岗位工资, 薪级工资 …) in force from a month on, in fen a month.
CREATE TABLE member_wages (
  member_id  TEXT NOT NULL REFERENCES members (id),
  from_month TEXT NOT NULL CONSTRAINT wage_month_shape CHECK (from_month GLOB '[12][0-9][0-9][0-9]-[01][0-9]'),
  item       TEXT NOT NULL,
  amount     INTEGER NOT NULL CONSTRAINT wage_amount_range CHECK (amount BETWEEN 0 AND 99999999999999),
  PRIMARY KEY (member_id, from_month, item)
) STRICT, WITHOUT ROWID;

-- Changes of membership: only ever added, undone by a further change.
CREATE TABLE member_changes (
  member_id   TEXT NOT NULL REFERENCES members (id),
  sequence    INTEGER NOT NULL,
  day         TEXT NOT NULL,
  from_status TEXT NOT NULL,
  to_status   TEXT NOT NULL,
  ground      TEXT NOT NULL,
  operator    TEXT NOT NULL,
  PRIMARY KEY (member_id, sequence)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER member_changes_follow BEFORE INSERT ON member_changes
WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM member_changes WHERE member_id = NEW.member_id)
BEGIN SELECT RAISE(ABORT, 'audit.appendOnly'); END;
CREATE TRIGGER member_changes_never_change BEFORE UPDATE ON member_changes
BEGIN SELECT RAISE(ABORT, 'audit.appendOnly'); END;
CREATE TRIGGER member_changes_never_shrink BEFORE DELETE ON member_changes
BEGIN SELECT RAISE(ABORT, 'audit.appendOnly'); END;
