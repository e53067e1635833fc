-- 建档办理: how far a hardship file has come, the steps it came by, its papers, and what the union prints. Files of before were on
-- file already.

ALTER TABLE hardship_files ADD COLUMN stage TEXT NOT NULL DEFAULT 'filed'
  CONSTRAINT hardship_stage_known CHECK (stage IN ('applied', 'checked', 'visited', 'notified', 'decided', 'filed', 'refused'));
-- since when it is at this stage; '' for files of before
ALTER TABLE hardship_files ADD COLUMN stage_day TEXT NOT NULL DEFAULT '';
-- which application this is: 重新申请 and 重新纳入 begin another one
ALTER TABLE hardship_files ADD COLUMN round INTEGER NOT NULL DEFAULT 1 CONSTRAINT hardship_round_range CHECK (round BETWEEN 1 AND 99);
-- last day of the public notice of this round; the decision is made on a later day
ALTER TABLE hardship_files ADD COLUMN notice_until TEXT;
CREATE INDEX hardship_files_by_stage ON hardship_files (stage, number);
CREATE INDEX hardship_files_in_procedure ON hardship_files (number) WHERE stage <> 'filed';

-- 先建档、后帮扶: an application is no file yet.
DROP TRIGGER aids_need_open_file;
CREATE TRIGGER aids_need_open_file BEFORE INSERT ON aids
WHEN NOT EXISTS (SELECT 1 FROM hardship_files
                 WHERE id = NEW.file_id AND status = 'open' AND stage = 'filed' AND consent_day <= NEW.day AND opened_day <= NEW.day)
BEGIN SELECT RAISE(ABORT, 'hardship.aidNeedsFile'); END;

CREATE TRIGGER hardship_files_begin_applied BEFORE INSERT ON hardship_files
WHEN NEW.stage IS NOT 'applied'
BEGIN SELECT RAISE(ABORT, 'hardship.stepOutOfTurn'); END;

-- One dated step of the way, only ever added. What was entered by mistake is taken back by a further row.
CREATE TABLE hardship_steps (
  id            TEXT PRIMARY KEY,
  file_id       TEXT NOT NULL REFERENCES hardship_files (id),
  round         INTEGER NOT NULL CONSTRAINT hardship_step_round_range CHECK (round BETWEEN 1 AND 99),
  sequence      INTEGER NOT NULL CONSTRAINT hardship_step_sequence_range CHECK (sequence BETWEEN 1 AND 9999),
  kind          TEXT NOT NULL CONSTRAINT hardship_step_kind_known CHECK (kind IN ('application', 'check', 'signing', 'visit', 'verification',
                  'notice', 'objection', 'decision', 'filing', 'review', 'resolved', 'closed', 'returned', 'withdrawal')),
  day           TEXT NOT NULL CONSTRAINT hardship_step_day_shape CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  -- names of who did it
  people        TEXT NOT NULL DEFAULT '[]' CONSTRAINT hardship_step_people_json CHECK (json_valid(people)),
  -- what belongs to this kind of step; its shape is in the contract
  facts         TEXT NOT NULL DEFAULT '{}' CONSTRAINT hardship_step_facts_json CHECK (json_valid(facts)),
  resolution_id TEXT REFERENCES resolutions (id),
  -- a withdrawal names the step that it takes back
  undoes_id     TEXT CONSTRAINT hardship_step_undone_once UNIQUE REFERENCES hardship_steps (id),
  -- what the file said before this step: a withdrawal puts it back
  before        TEXT NOT NULL CONSTRAINT hardship_step_before_json CHECK (json_valid(before)),
  recorded_at   TEXT NOT NULL,
  recorded_by   TEXT NOT NULL,
  CONSTRAINT hardship_step_sequence_unique UNIQUE (file_id, sequence),
  CONSTRAINT hardship_step_undoes CHECK ((kind = 'withdrawal') = (undoes_id IS NOT NULL))
) STRICT;
CREATE TRIGGER hardship_steps_never_change BEFORE UPDATE ON hardship_steps
BEGIN SELECT RAISE(ABORT, 'audit.appendOnly'); END;
CREATE TRIGGER hardship_steps_never_shrink BEFORE DELETE ON hardship_steps
BEGIN SELECT RAISE(ABORT, 'audit.appendOnly'); END;
CREATE TRIGGER hardship_steps_in_order BEFORE INSERT ON hardship_steps
WHEN NEW.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM hardship_steps WHERE file_id = NEW.file_id)
BEGIN SELECT RAISE(ABORT, 'hardship.stepOutOfTurn'); END;
-- Which step may follow where; shared/hardship-procedure.ts says the same and a test compares them.
CREATE TRIGGER hardship_steps_in_turn BEFORE INSERT ON hardship_steps
WHEN NEW.kind <> 'withdrawal' AND NOT EXISTS (
  SELECT 1 FROM hardship_files AS file WHERE file.id = NEW.file_id AND CASE NEW.kind
    WHEN 'application' THEN file.stage = 'refused'
      OR (file.stage = 'applied' AND NOT EXISTS (
        SELECT 1 FROM hardship_steps AS step WHERE step.file_id = NEW.file_id AND step.round = NEW.round AND step.kind <> 'withdrawal'
          AND NOT EXISTS (SELECT 1 FROM hardship_steps AS undo WHERE undo.undoes_id = step.id)))
    WHEN 'check' THEN file.stage = 'applied'
    WHEN 'signing' THEN file.stage <> 'refused' AND (file.stage <> 'filed' OR file.status = 'open')
    WHEN 'visit' THEN file.stage = 'checked'
    WHEN 'verification' THEN file.stage IN ('checked', 'visited')
    WHEN 'notice' THEN file.stage = 'visited'
    WHEN 'objection' THEN file.stage = 'notified'
    WHEN 'decision' THEN file.stage = 'notified'
    WHEN 'filing' THEN file.stage = 'decided'
    WHEN 'review' THEN file.stage = 'filed' AND file.status = 'open'
    WHEN 'resolved' THEN file.stage = 'filed' AND file.status = 'open'
    WHEN 'closed' THEN file.stage = 'filed' AND file.status IN ('open', 'resolved')
    WHEN 'returned' THEN file.stage = 'filed' AND file.status IN ('resolved', 'closed')
    ELSE 0 END)
BEGIN SELECT RAISE(ABORT, 'hardship.stepOutOfTurn'); END;
CREATE TRIGGER hardship_decision_after_notice BEFORE INSERT ON hardship_steps
WHEN NEW.kind = 'decision' AND EXISTS (
  SELECT 1 FROM hardship_files WHERE id = NEW.file_id AND stage = 'notified' AND (notice_until IS NULL OR notice_until >= NEW.day))
BEGIN SELECT RAISE(ABORT, 'hardship.noticeRuns'); END;
-- Only the newest step that was not taken back can be taken back, of its own file.
CREATE TRIGGER hardship_withdrawal_of_newest BEFORE INSERT ON hardship_steps
WHEN NEW.kind = 'withdrawal' AND NEW.undoes_id IS NOT (
  SELECT id FROM hardship_steps AS step
  WHERE file_id = NEW.file_id AND kind <> 'withdrawal'
    AND NOT EXISTS (SELECT 1 FROM hardship_steps AS undo WHERE undo.undoes_id = step.id)
  ORDER BY sequence DESC LIMIT 1)
BEGIN SELECT RAISE(ABORT, 'hardship.stepOutOfTurn'); END;
-- A file that aid was paid on stays filed.
CREATE TRIGGER hardship_filing_with_aids BEFORE INSERT ON hardship_steps
WHEN NEW.kind = 'withdrawal' AND EXISTS (
  SELECT 1 FROM hardship_steps AS undone JOIN aids ON aids.file_id = undone.file_id AND aids.day >= undone.day
  WHERE undone.id = NEW.undoes_id AND undone.kind = 'filing')
BEGIN SELECT RAISE(ABORT, 'hardship.stepOutOfTurn'); END;
-- A stage is reached by the newest step and by nothing else.
CREATE TRIGGER hardship_stage_needs_step BEFORE UPDATE OF stage ON hardship_files
WHEN NEW.stage IS NOT OLD.stage AND NOT EXISTS (
  SELECT 1 FROM hardship_steps AS step
  WHERE step.file_id = NEW.id AND step.sequence = (SELECT max(sequence) FROM hardship_steps WHERE file_id = NEW.id)
    AND CASE step.kind
      WHEN 'check' THEN OLD.stage = 'applied' AND NEW.stage IN ('checked', 'refused')
      WHEN 'visit' THEN OLD.stage = 'checked' AND NEW.stage = 'visited'
      WHEN 'notice' THEN OLD.stage = 'visited' AND NEW.stage = 'notified'
      WHEN 'decision' THEN OLD.stage = 'notified' AND NEW.stage IN ('decided', 'refused')
      WHEN 'filing' THEN OLD.stage = 'decided' AND NEW.stage = 'filed' AND NEW.consent_day IS NOT NULL AND NEW.category <> 'none'
      WHEN 'application' THEN OLD.stage = 'refused' AND NEW.stage = 'applied'
      WHEN 'returned' THEN OLD.stage = 'filed' AND NEW.stage = 'applied'
      -- back to where the step that is taken back began
      WHEN 'withdrawal' THEN NEW.stage = (SELECT json_extract(undone.before, '$.stage') FROM hardship_steps AS undone WHERE undone.id = step.undoes_id)
      ELSE 0 END)
BEGIN SELECT RAISE(ABORT, 'hardship.stepOutOfTurn'); END;

-- 附件 of a file: scans and photos, encrypted beside the books. A row changes once, when it is removed.
CREATE TABLE hardship_papers (
  id            TEXT PRIMARY KEY,
  file_id       TEXT NOT NULL REFERENCES hardship_files (id),
  kind          TEXT NOT NULL CONSTRAINT hardship_paper_kind_known CHECK (kind IN ('application', 'identityCard', 'household', 'income', 'medical',
                  'schooling', 'contract', 'authorisation', 'consent', 'notice', 'minutes', 'visitPhoto', 'bankCard', 'other')),
  name          TEXT NOT NULL CONSTRAINT hardship_paper_name_given CHECK (length(trim(name)) BETWEEN 1 AND 200),
  sha256        TEXT NOT NULL REFERENCES attachment_files (sha256),
  added_at      TEXT NOT NULL,
  added_by      TEXT NOT NULL,
  removed_at    TEXT,
  removed_by    TEXT,
  remove_reason TEXT,
  CONSTRAINT hardship_paper_removed_by_somebody CHECK (
    (removed_at IS NULL AND removed_by IS NULL AND remove_reason IS NULL)
    OR (removed_at IS NOT NULL AND removed_by IS NOT NULL AND remove_reason IS NOT NULL AND length(trim(remove_reason)) > 0))
) STRICT;
CREATE INDEX hardship_papers_of_file ON hardship_papers (file_id, kind, added_at);
CREATE INDEX hardship_papers_by_content ON hardship_papers (sha256);
CREATE UNIQUE INDEX hardship_paper_once_a_file ON hardship_papers (file_id, sha256) WHERE removed_at IS NULL;
CREATE TRIGGER hardship_papers_insert_live BEFORE INSERT ON hardship_papers
WHEN NEW.removed_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER hardship_papers_only_removed BEFORE UPDATE ON hardship_papers
WHEN OLD.removed_at IS NOT NULL OR NEW.removed_at IS NULL
  OR NEW.id IS NOT OLD.id OR NEW.file_id IS NOT OLD.file_id OR NEW.kind IS NOT OLD.kind OR NEW.name IS NOT OLD.name
  OR NEW.sha256 IS NOT OLD.sha256 OR NEW.added_at IS NOT OLD.added_at OR NEW.added_by IS NOT OLD.added_by
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER hardship_papers_keep BEFORE DELETE ON hardship_papers
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;

-- What the check of kept files looks at beside the vouchers' papers and the members' photos. A paper of a file is named by its kind
-- and the file's number: what the person called it may tell of an illness.
CREATE VIEW kept_papers AS
SELECT attachment_files.sha256 AS sha256, attachment_files.bytes AS bytes,
       CASE hardship_papers.kind WHEN 'application' THEN '申请书' WHEN 'identityCard' THEN '身份证' WHEN 'household' THEN '户口本'
         WHEN 'income' THEN '收入证明' WHEN 'medical' THEN '病历和票据' WHEN 'schooling' THEN '学籍和学费' WHEN 'contract' THEN '劳动合同'
         WHEN 'authorisation' THEN '授权书' WHEN 'consent' THEN '同意书' WHEN 'notice' THEN '公示单' WHEN 'minutes' THEN '会议纪要'
         WHEN 'visitPhoto' THEN '入户照片' WHEN 'bankCard' THEN '银行卡' ELSE '其他' END AS name,
       '困难档案 ' || hardship_files.number AS whose
FROM hardship_papers JOIN attachment_files ON attachment_files.sha256 = hardship_papers.sha256
JOIN hardship_files ON hardship_files.id = hardship_papers.file_id;

-- How this union does it: one row.
CREATE TABLE hardship_settings (
  id                  INTEGER PRIMARY KEY CONSTRAINT hardship_settings_single CHECK (id = 1),
  notice_working_days INTEGER NOT NULL CONSTRAINT hardship_notice_days_range CHECK (notice_working_days BETWEEN 1 AND 60),
  notice_source       TEXT NOT NULL DEFAULT '',
  -- 公示单: 王某某, or the whole name
  notice_names        TEXT NOT NULL DEFAULT 'masked' CONSTRAINT hardship_notice_names_known CHECK (notice_names IN ('masked', 'whole')),
  retention_years     INTEGER NOT NULL CONSTRAINT hardship_retention_years_range CHECK (retention_years BETWEEN 1 AND 99),
  retention_source    TEXT NOT NULL DEFAULT '',
  -- where to object and ask: on the notice and on the consent
  contact             TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TRIGGER hardship_settings_keep BEFORE DELETE ON hardship_settings
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
INSERT INTO hardship_settings (id, notice_working_days, notice_source, retention_years, retention_source)
VALUES (1, 5, '某县总工会建档流程：公示不少于 5 个工作日；以当地工会规定为准', 10, '档案保存年限没有查到统一规定，按本单位档案制度填写（待核）');

-- 告知与单独同意书, 授权书 …: the union's own wording; without a row the shipped text is printed.
CREATE TABLE hardship_texts (
  kind       TEXT PRIMARY KEY CONSTRAINT hardship_text_kind_known CHECK (kind IN ('application', 'authorisation', 'consent', 'notice')),
  body       TEXT NOT NULL CONSTRAINT hardship_text_given CHECK (length(trim(body)) BETWEEN 1 AND 8000),
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;
