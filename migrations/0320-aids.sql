-- 帮扶: for whom in the family, out of whose money, under which limit, and the measures that cost nothing.
--
-- New columns of aids (final like the rest of the row, but for the sign-off):
--   recipient, recipient_relation  the household member it was for ('' = the member), as the file named them that day
--   school_year                    of 子女助学: 2026-2027
--   source                         财政 | 上级工会 | 本级工会 | 社会捐助 | 行政拨付 | 其他; '' for aids of before
--   fund_id                        专项资金 that paid; NULL for the union's own money
--   approval_ground                why it was paid over a limit
--   limit_sentence                 what the limits in force said when it was recorded
--   signed_relation                代领: what the signer is to the person it was for ('' = signed by that person)

ALTER TABLE aids ADD COLUMN recipient TEXT NOT NULL DEFAULT '';
ALTER TABLE aids ADD COLUMN recipient_relation TEXT NOT NULL DEFAULT '';
ALTER TABLE aids ADD COLUMN school_year TEXT NOT NULL DEFAULT ''
  CONSTRAINT aid_school_year_shape CHECK (school_year = '' OR (kind = 'schooling' AND school_year GLOB '[12][0-9][0-9][0-9]-[12][0-9][0-9][0-9]'));
ALTER TABLE aids ADD COLUMN source TEXT NOT NULL DEFAULT ''
  CONSTRAINT aid_source_known CHECK (source IN ('', 'finance', 'upper', 'own', 'donation', 'administration', 'other'));
ALTER TABLE aids ADD COLUMN fund_id TEXT REFERENCES funds (id);
ALTER TABLE aids ADD COLUMN approval_ground TEXT NOT NULL DEFAULT '';
ALTER TABLE aids ADD COLUMN limit_sentence TEXT NOT NULL DEFAULT '';
ALTER TABLE aids ADD COLUMN signed_relation TEXT NOT NULL DEFAULT ''
  CONSTRAINT aid_relation_needs_signer CHECK (signed_relation = '' OR signed_by <> '');
UPDATE aids SET fund_id = (SELECT entries.fund_id FROM entries
                           WHERE entries.voucher_id = aids.voucher_id AND entries.fund_id IS NOT NULL ORDER BY entries.line LIMIT 1);
CREATE INDEX aids_by_resolution ON aids (resolution_id, day);

DROP TRIGGER aids_paid_fixed;
CREATE TRIGGER aids_paid_fixed BEFORE UPDATE OF id, file_id, day, kind, amount, method, resolution_id, voucher_id, note, recipient, recipient_relation,
  school_year, source, fund_id, approval_ground, limit_sentence ON aids
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
DROP TRIGGER aids_signed_once;
CREATE TRIGGER aids_signed_once BEFORE UPDATE OF signed_by, signed_day, signed_relation ON aids
WHEN OLD.signed_day IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
-- What the row says of the fund is what the voucher took from it.
CREATE TRIGGER aids_match_fund BEFORE INSERT ON aids
WHEN (SELECT count(*) FROM entries WHERE voucher_id = NEW.voucher_id AND debit > 0 AND fund_id IS NOT NEW.fund_id) > 0
BEGIN SELECT RAISE(ABORT, 'hardship.voucherMismatch'); END;

-- Limits by day: each time, or for one family in a year; '' as kind stands for all aid together.
CREATE TABLE aid_limits (
  id       TEXT PRIMARY KEY,
  kind     TEXT NOT NULL DEFAULT '' CONSTRAINT aid_limit_kind_known CHECK (kind IN ('', 'living', 'medical', 'schooling', 'legal', 'training', 'placement')),
  shape    TEXT NOT NULL CONSTRAINT aid_limit_shape_known CHECK (shape IN ('perTime', 'perYear')),
  amount   INTEGER NOT NULL CONSTRAINT aid_limit_amount_range CHECK (amount BETWEEN 1 AND 99999999999999),
  -- what happens over it: an approval must be named, or nothing can be paid
  over     TEXT NOT NULL CONSTRAINT aid_limit_over_known CHECK (over IN ('approval', 'barred')),
  source   TEXT NOT NULL DEFAULT '',
  from_day TEXT NOT NULL CONSTRAINT aid_limit_from_exists CHECK (date(from_day) IS from_day),
  last_day TEXT CONSTRAINT aid_limit_last_exists CHECK (last_day IS NULL OR date(last_day) IS last_day),
  CONSTRAINT aid_limit_days_in_order CHECK (last_day IS NULL OR last_day >= from_day),
  CONSTRAINT aid_limit_unique UNIQUE (kind, shape, from_day)
) STRICT;

-- A limit holds until its last day, or until the day before a later one of the same kind and shape begins.
CREATE VIEW aid_limit_spans AS
  SELECT id, kind, shape, amount, over, source, from_day, last_day,
         min(coalesce(last_day, '9999-12-31'),
             coalesce((SELECT date(min(later.from_day), '-1 day') FROM aid_limits AS later
                       WHERE later.kind = aid_limits.kind AND later.shape = aid_limits.shape AND later.from_day > aid_limits.from_day),
                      '9999-12-31')) AS until_day
  FROM aid_limits;

-- The sum under a limit never passes it without an approval on record. The whole calendar year counts, reversed payments do not.
CREATE TRIGGER aids_within_limits BEFORE INSERT ON aids
WHEN EXISTS (
  SELECT 1 FROM aid_limit_spans AS span
  WHERE span.kind IN ('', NEW.kind) AND NEW.day BETWEEN span.from_day AND span.until_day
    AND (span.over = 'barred' OR NEW.approval_ground = '')
    AND NEW.amount + iif(span.shape = 'perTime', 0,
          coalesce((SELECT sum(earlier.amount) FROM aids AS earlier
                    WHERE earlier.file_id = NEW.file_id AND earlier.day BETWEEN substr(NEW.day, 1, 4) || '-01-01' AND substr(NEW.day, 1, 4) || '-12-31'
                      AND span.kind IN ('', earlier.kind)
                      AND NOT EXISTS (SELECT 1 FROM vouchers AS reversal WHERE reversal.reverses_id = earlier.voucher_id)), 0)) > span.amount)
BEGIN SELECT RAISE(ABORT, 'hardship.overLimit'); END;

-- A limit that aids were paid under never changes, and a new one begins after the last aid: the past was judged by what was in force.
CREATE TRIGGER aid_limits_begin_later BEFORE INSERT ON aid_limits
WHEN EXISTS (SELECT 1 FROM aids WHERE NEW.kind IN ('', aids.kind) AND aids.day >= NEW.from_day)
BEGIN SELECT RAISE(ABORT, 'hardship.limitPast'); END;
CREATE TRIGGER aid_limits_sealed BEFORE UPDATE OF id, kind, shape, amount, over, source, from_day ON aid_limits
WHEN EXISTS (SELECT 1 FROM aids WHERE (OLD.kind IN ('', aids.kind) AND aids.day >= OLD.from_day) OR (NEW.kind IN ('', aids.kind) AND aids.day >= NEW.from_day))
BEGIN SELECT RAISE(ABORT, 'hardship.limitSealed'); END;
CREATE TRIGGER aid_limits_end_later BEFORE UPDATE OF last_day ON aid_limits
WHEN NEW.last_day IS NOT OLD.last_day
  AND EXISTS (SELECT 1 FROM aids WHERE OLD.kind IN ('', aids.kind) AND aids.day >= OLD.from_day
                AND aids.day > min(coalesce(OLD.last_day, '9999-12-31'), coalesce(NEW.last_day, '9999-12-31')))
BEGIN SELECT RAISE(ABORT, 'hardship.limitPast'); END;
CREATE TRIGGER aid_limits_keep BEFORE DELETE ON aid_limits
WHEN EXISTS (SELECT 1 FROM aids WHERE OLD.kind IN ('', aids.kind) AND aids.day >= OLD.from_day)
BEGIN SELECT RAISE(ABORT, 'hardship.limitSealed'); END;

-- A sample to start from, after what was paid already.
INSERT INTO aid_limits (id, kind, shape, amount, over, source, from_day)
SELECT 'sample:aid-time', '', 'perTime', 300000, 'approval', '样本：山东、白银送温暖资金规定，每人次不超过 3000 元（据公开转载），请按当地文件核对后改',
       coalesce(date(max(day), '+1 day'), '2000-01-01') FROM aids;
INSERT INTO aid_limits (id, kind, shape, amount, over, source, from_day)
SELECT 'sample:aid-year', '', 'perYear', 600000, 'approval', '样本：山东、白银送温暖资金规定，每人每年不超过 6000 元（据公开转载），请按当地文件核对后改',
       coalesce(date(max(day), '+1 day'), '2000-01-01') FROM aids;

-- 不花钱的帮扶: they count as aid where somebody asks which families were never aided. Read with the file alone: they may tell of health.
CREATE TABLE aid_measures (
  id      TEXT PRIMARY KEY,
  file_id TEXT NOT NULL REFERENCES hardship_files (id),
  day     TEXT NOT NULL CONSTRAINT aid_measure_day_exists CHECK (date(day) IS day),
  what    TEXT NOT NULL CONSTRAINT aid_measure_named CHECK (length(trim(what)) > 0),
  detail  TEXT NOT NULL DEFAULT '',
  done_by TEXT NOT NULL CONSTRAINT aid_measure_by_somebody CHECK (length(trim(done_by)) > 0),
  result  TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX aid_measures_of_file ON aid_measures (file_id, day DESC, id);
CREATE INDEX aid_measures_by_day ON aid_measures (day);

-- What is offered when a measure is entered; another word that somebody types is offered from then on.
CREATE TABLE aid_measure_kinds (
  name     TEXT PRIMARY KEY,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO aid_measure_kinds (name, position) VALUES
  ('岗位调整', 1), ('心理疏导', 2), ('代销农产品', 3), ('职业培训', 4), ('职业介绍', 5), ('法律援助', 6), ('政策申请', 7), ('其他', 8);
