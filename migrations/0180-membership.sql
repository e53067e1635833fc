-- 会籍变动 in full: the month from which dues follow, kind, approval, destination, the talk it rests on, what it undoes; and the
-- records of talks (谈话教育记录) that must come before anybody is deemed to have left.

CREATE TABLE member_talks (
  id          TEXT PRIMARY KEY,
  member_id   TEXT NOT NULL REFERENCES members (id),
  day         TEXT NOT NULL CONSTRAINT member_talk_day_shape CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  -- who talked to the member
  speaker     TEXT NOT NULL CONSTRAINT member_talk_speaker_given CHECK (length(trim(speaker)) > 0),
  content     TEXT NOT NULL CONSTRAINT member_talk_content_given CHECK (length(trim(content)) > 0),
  -- what the member said: a good reason, a promise, a refusal
  answer      TEXT NOT NULL DEFAULT '',
  outcome     TEXT NOT NULL CONSTRAINT member_talk_outcome_known CHECK (outcome IN ('reason', 'promise', 'refused', 'other')),
  -- what was owed on that day, as the treasurer saw it: months and fen
  months_owed INTEGER NOT NULL DEFAULT 0 CONSTRAINT member_talk_months_range CHECK (months_owed BETWEEN 0 AND 1200),
  owed        INTEGER NOT NULL DEFAULT 0 CONSTRAINT member_talk_owed_range CHECK (owed BETWEEN 0 AND 99999999999999),
  operator    TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX member_talks_of_member ON member_talks (member_id, day DESC, id DESC);
CREATE TRIGGER member_talks_never_change BEFORE UPDATE ON member_talks
BEGIN SELECT RAISE(ABORT, 'audit.appendOnly'); END;
CREATE TRIGGER member_talks_never_shrink BEFORE DELETE ON member_talks
BEGIN SELECT RAISE(ABORT, 'audit.appendOnly'); END;

-- NULL: the month of the day, as before this column was there
ALTER TABLE member_changes ADD COLUMN month TEXT CONSTRAINT member_change_month_shape CHECK (month GLOB '[12][0-9][0-9][0-9]-[01][0-9]');
-- why membership is kept: retired (退休、离休), unemployed (失业), other; '' where it does not apply
ALTER TABLE member_changes ADD COLUMN kind TEXT NOT NULL DEFAULT '' CONSTRAINT member_change_kind_known CHECK (kind IN ('', 'retired', 'unemployed', 'other'));
-- 批准: the meeting, document or person; and its day
ALTER TABLE member_changes ADD COLUMN approval TEXT NOT NULL DEFAULT '';
ALTER TABLE member_changes ADD COLUMN approved_day TEXT CONSTRAINT member_change_approved_shape CHECK (approved_day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
-- 转入单位
ALTER TABLE member_changes ADD COLUMN destination TEXT NOT NULL DEFAULT '';
ALTER TABLE member_changes ADD COLUMN talk_id TEXT REFERENCES member_talks (id);
-- the sequence of the change that this one undoes
ALTER TABLE member_changes ADD COLUMN undoes INTEGER;
ALTER TABLE member_changes ADD COLUMN recorded_at TEXT NOT NULL DEFAULT '';

-- A change is undone once.
CREATE UNIQUE INDEX member_change_undone_once ON member_changes (member_id, undoes) WHERE undoes IS NOT NULL;
CREATE INDEX member_changes_by_day ON member_changes (day, member_id, sequence);

-- What a member's history amounts to: the changes that were not undone, without the undoing ones. Their months never run backwards.
-- The entry in these books (no from_status) says nothing of when; its month is '', before any month.
CREATE VIEW member_changes_standing AS
  SELECT member_id, sequence, day,
         CASE from_status WHEN '' THEN '' ELSE coalesce(month, substr(day, 1, 7)) END AS month,
         from_status, to_status, kind, ground, approval
  FROM member_changes AS change
  WHERE undoes IS NULL
    AND NOT EXISTS (SELECT 1 FROM member_changes AS undo
                    WHERE undo.member_id = change.member_id AND undo.undoes = change.sequence AND undo.undoes IS NOT NULL);

-- A change begins where the one before ended.
CREATE TRIGGER member_changes_chain BEFORE INSERT ON member_changes
WHEN NEW.from_status IS NOT coalesce(
  (SELECT to_status FROM member_changes WHERE member_id = NEW.member_id AND sequence = NEW.sequence - 1), NEW.from_status)
BEGIN SELECT RAISE(ABORT, 'member.changeUnfit'); END;
-- Which states may follow which: shared/membership.ts says why; a test proves that both say the same.
CREATE TRIGGER member_changes_allowed BEFORE INSERT ON member_changes
WHEN NEW.from_status <> '' AND NEW.undoes IS NULL AND (NEW.from_status, NEW.to_status) NOT IN (VALUES
  ('applied', 'active'), ('applied', 'withdrawn'), ('applied', 'deceased'),
  ('active', 'retained'), ('active', 'transferred'), ('active', 'withdrawn'), ('active', 'lapsed'), ('active', 'expelled'), ('active', 'deceased'),
  ('retained', 'active'), ('retained', 'transferred'), ('retained', 'withdrawn'), ('retained', 'expelled'), ('retained', 'deceased'),
  ('transferred', 'applied'), ('transferred', 'active'), ('withdrawn', 'applied'), ('withdrawn', 'active'),
  ('lapsed', 'applied'), ('lapsed', 'active'), ('expelled', 'applied'), ('expelled', 'active'))
BEGIN SELECT RAISE(ABORT, 'member.changeUnfit'); END;
-- Membership runs from an approval (会员会籍管理办法 第二至五条), and nobody is expelled without a decision.
CREATE TRIGGER member_changes_approved BEFORE INSERT ON member_changes
WHEN NEW.undoes IS NULL
 AND ((NEW.to_status = 'active' AND NEW.from_status NOT IN ('', 'retained') AND (trim(NEW.approval) = '' OR NEW.approved_day IS NULL))
      OR (NEW.to_status = 'expelled' AND NEW.from_status <> '' AND trim(NEW.approval) = ''))
BEGIN SELECT RAISE(ABORT, 'member.approvalMissing'); END;
CREATE TRIGGER member_changes_months_follow BEFORE INSERT ON member_changes
WHEN NEW.from_status <> '' AND NEW.undoes IS NULL
 AND coalesce(NEW.month, substr(NEW.day, 1, 7)) < (SELECT max(month) FROM member_changes_standing WHERE member_id = NEW.member_id)
BEGIN SELECT RAISE(ABORT, 'member.changeUnfit'); END;
-- What is undone is the newest change that stands, back to where it came from and in the month it counted from.
CREATE TRIGGER member_changes_undo_newest BEFORE INSERT ON member_changes
WHEN NEW.undoes IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM member_changes_standing
  WHERE member_id = NEW.member_id AND sequence = NEW.undoes AND from_status <> ''
    AND from_status = NEW.to_status AND to_status = NEW.from_status AND month = NEW.month
    AND sequence = (SELECT max(sequence) FROM member_changes_standing WHERE member_id = NEW.member_id))
BEGIN SELECT RAISE(ABORT, 'member.changeUnfit'); END;
-- The status that lists show is where the history ends.
CREATE TRIGGER member_status_follows AFTER INSERT ON member_changes
WHEN (SELECT status FROM members WHERE id = NEW.member_id) IS NOT NEW.to_status
BEGIN UPDATE members SET status = NEW.to_status WHERE id = NEW.member_id; END;
CREATE TRIGGER member_status_by_history BEFORE UPDATE OF status ON members
WHEN NEW.status IS NOT coalesce(
  (SELECT to_status FROM member_changes WHERE member_id = NEW.id ORDER BY sequence DESC LIMIT 1), NEW.status)
BEGIN SELECT RAISE(ABORT, 'member.changeUnfit'); END;

-- Nobody is deemed to have left by themselves: 视为自动退会 rests on a talk with this member and on a decision with its day
-- (会员会籍管理办法; 章程: 没有正当理由连续六个月不交纳会费、不参加组织生活，经教育拒不改正).
CREATE TRIGGER member_changes_lapse_decided BEFORE INSERT ON member_changes
WHEN NEW.to_status = 'lapsed' AND NEW.from_status <> '' AND NEW.undoes IS NULL
 AND (trim(NEW.approval) = '' OR NEW.approved_day IS NULL
      OR (SELECT member_id FROM member_talks WHERE id = NEW.talk_id) IS NOT NEW.member_id
      OR (SELECT day FROM member_talks WHERE id = NEW.talk_id) > NEW.approved_day)
BEGIN SELECT RAISE(ABORT, 'member.lapseUndecided'); END;
