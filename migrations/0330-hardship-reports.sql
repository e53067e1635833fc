-- 待办查询 and 脱敏处理: the settings of the lists, the indexes they read by, and what is wiped when the term is over.

CREATE TABLE hardship_report_settings (
  id           INTEGER PRIMARY KEY CONSTRAINT hardship_report_settings_single CHECK (id = 1),
  -- 办理中停滞: days without a step
  stalled_days INTEGER NOT NULL CONSTRAINT hardship_stalled_days_range CHECK (stalled_days BETWEEN 1 AND 365)
) STRICT;
INSERT INTO hardship_report_settings (id, stalled_days) VALUES (1, 30);
CREATE TRIGGER hardship_report_settings_keep BEFORE DELETE ON hardship_report_settings
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;

CREATE INDEX aids_unsigned ON aids (day, id) WHERE signed_day IS NULL;
CREATE INDEX hardship_steps_by_kind ON hardship_steps (file_id, kind, day);

-- On which day a family's matter ended, for files that stand ended: resolved, closed, or refused. What is not known is the last review.
CREATE VIEW hardship_ends AS
  SELECT file.id AS file_id,
         max(file.reviewed_day,
             coalesce((SELECT max(day) FROM hardship_changes WHERE file_id = file.id AND to_status IN ('resolved', 'closed')), ''),
             coalesce((SELECT max(day) FROM hardship_steps AS step
                       WHERE step.file_id = file.id AND step.kind IN ('resolved', 'closed')
                         AND NOT EXISTS (SELECT 1 FROM hardship_steps AS undo WHERE undo.undoes_id = step.id)), ''),
             iif(file.stage = 'refused', file.stage_day, '')) AS day
  FROM hardship_files AS file
  WHERE file.status <> 'open' OR file.stage = 'refused';

-- 脱敏处理: what the family told is gone for good; number, name, category, decisions and money stay, because vouchers rest on them.
CREATE TABLE hardship_wipes (
  id        TEXT PRIMARY KEY,
  file_id   TEXT NOT NULL REFERENCES hardship_files (id),
  day       TEXT NOT NULL CONSTRAINT hardship_wipe_day_exists CHECK (date(day) IS day),
  -- the end of the matter from which the term was counted, and the term
  ended_day TEXT NOT NULL CONSTRAINT hardship_wipe_ended_exists CHECK (date(ended_day) IS ended_day),
  years     INTEGER NOT NULL CONSTRAINT hardship_wipe_years_range CHECK (years BETWEEN 1 AND 99),
  ground    TEXT NOT NULL CONSTRAINT hardship_wipe_ground_given CHECK (length(trim(ground)) > 0),
  operator  TEXT NOT NULL,
  CONSTRAINT hardship_wipe_after_term CHECK (day >= date(ended_day, '+' || years || ' years'))
) STRICT;
CREATE INDEX hardship_wipes_of_file ON hardship_wipes (file_id, day);
CREATE TRIGGER hardship_wipes_of_ended BEFORE INSERT ON hardship_wipes
WHEN NEW.years < (SELECT retention_years FROM hardship_settings)
  OR NOT EXISTS (SELECT 1 FROM hardship_ends WHERE file_id = NEW.file_id AND day = NEW.ended_day)
BEGIN SELECT RAISE(ABORT, 'hardship.wipeTooEarly'); END;
CREATE TRIGGER hardship_wipes_never_change BEFORE UPDATE ON hardship_wipes
BEGIN SELECT RAISE(ABORT, 'audit.appendOnly'); END;
CREATE TRIGGER hardship_wipes_never_shrink BEFORE DELETE ON hardship_wipes
BEGIN SELECT RAISE(ABORT, 'audit.appendOnly'); END;

-- Histories that otherwise never change may be blanked, and only blanked, for what lay before the wipe of their file.
DROP TRIGGER hardship_changes_never_change;
CREATE TRIGGER hardship_changes_never_change BEFORE UPDATE ON hardship_changes
WHEN NEW.ground <> '' OR NEW.id IS NOT OLD.id OR NEW.file_id IS NOT OLD.file_id OR NEW.sequence IS NOT OLD.sequence OR NEW.day IS NOT OLD.day
  OR NEW.from_status IS NOT OLD.from_status OR NEW.to_status IS NOT OLD.to_status OR NEW.operator IS NOT OLD.operator
  OR NOT EXISTS (SELECT 1 FROM hardship_wipes WHERE file_id = OLD.file_id AND day >= OLD.day)
BEGIN SELECT RAISE(ABORT, 'audit.appendOnly'); END;
DROP TRIGGER hardship_steps_never_change;
CREATE TRIGGER hardship_steps_never_change BEFORE UPDATE ON hardship_steps
WHEN NEW.facts <> '{}' OR NEW.before <> '{}' OR NEW.id IS NOT OLD.id OR NEW.file_id IS NOT OLD.file_id OR NEW.round IS NOT OLD.round
  OR NEW.sequence IS NOT OLD.sequence OR NEW.kind IS NOT OLD.kind OR NEW.day IS NOT OLD.day OR NEW.people IS NOT OLD.people
  OR NEW.resolution_id IS NOT OLD.resolution_id OR NEW.undoes_id IS NOT OLD.undoes_id
  OR NEW.recorded_at IS NOT OLD.recorded_at OR NEW.recorded_by IS NOT OLD.recorded_by
  OR NOT EXISTS (SELECT 1 FROM hardship_wipes WHERE file_id = OLD.file_id AND day >= OLD.day)
BEGIN SELECT RAISE(ABORT, 'audit.appendOnly'); END;
-- What was wiped cannot be put back by taking the last step back.
CREATE TRIGGER hardship_steps_wiped_stay BEFORE INSERT ON hardship_steps
WHEN NEW.kind = 'withdrawal' AND (SELECT before FROM hardship_steps WHERE id = NEW.undoes_id) = '{}'
BEGIN SELECT RAISE(ABORT, 'hardship.fileWiped'); END;
DROP TRIGGER hardship_assessments_never_change;
CREATE TRIGGER hardship_assessments_never_change BEFORE UPDATE ON hardship_assessments
WHEN NEW.per_head_monthly <> 0 OR json_array_length(NEW.assessment, '$.steps') <> 0
  OR NEW.id IS NOT OLD.id OR NEW.file_id IS NOT OLD.file_id OR NEW.sequence IS NOT OLD.sequence OR NEW.day IS NOT OLD.day
  OR NEW.people IS NOT OLD.people OR NEW.suggested IS NOT OLD.suggested OR NEW.parameters_id IS NOT OLD.parameters_id
  OR NEW.operator IS NOT OLD.operator OR NEW.at IS NOT OLD.at
  OR NOT EXISTS (SELECT 1 FROM hardship_wipes WHERE file_id = OLD.file_id AND day >= OLD.day)
BEGIN SELECT RAISE(ABORT, 'audit.appendOnly'); END;
DROP TRIGGER aids_paid_fixed;
CREATE TRIGGER aids_paid_fixed BEFORE UPDATE OF id, file_id, day, kind, amount, method, resolution_id, voucher_id, note, recipient, recipient_relation,
  school_year, source, fund_id, approval_ground, limit_sentence ON aids
WHEN NEW.note <> '' OR NEW.recipient <> '' OR NEW.recipient_relation <> '' OR NEW.approval_ground <> ''
  OR NEW.id IS NOT OLD.id OR NEW.file_id IS NOT OLD.file_id OR NEW.day IS NOT OLD.day OR NEW.kind IS NOT OLD.kind OR NEW.amount IS NOT OLD.amount
  OR NEW.method IS NOT OLD.method OR NEW.resolution_id IS NOT OLD.resolution_id OR NEW.voucher_id IS NOT OLD.voucher_id
  OR NEW.school_year IS NOT OLD.school_year OR NEW.source IS NOT OLD.source OR NEW.fund_id IS NOT OLD.fund_id
  OR NEW.limit_sentence IS NOT OLD.limit_sentence
  OR NOT EXISTS (SELECT 1 FROM hardship_wipes WHERE file_id = OLD.file_id AND day >= OLD.day)
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
DROP TRIGGER hardship_papers_only_removed;
CREATE TRIGGER hardship_papers_only_removed BEFORE UPDATE ON hardship_papers
WHEN NEW.removed_at IS NULL
  OR NEW.id IS NOT OLD.id OR NEW.file_id IS NOT OLD.file_id OR NEW.kind IS NOT OLD.kind
  OR NEW.sha256 IS NOT OLD.sha256 OR NEW.added_at IS NOT OLD.added_at OR NEW.added_by IS NOT OLD.added_by
  OR (OLD.removed_at IS NOT NULL AND (NEW.removed_at IS NOT OLD.removed_at OR NEW.removed_by IS NOT OLD.removed_by))
  -- what the person called it may tell of an illness: its name and the ground of its removal go with the wipe
  OR ((NEW.name IS NOT OLD.name OR (OLD.removed_at IS NOT NULL AND NEW.remove_reason IS NOT OLD.remove_reason))
      AND (NEW.name <> '已脱敏' OR NOT EXISTS (SELECT 1 FROM hardship_wipes WHERE file_id = OLD.file_id)))
  OR (OLD.removed_at IS NOT NULL AND NEW.name IS OLD.name AND NEW.remove_reason IS OLD.remove_reason)
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
