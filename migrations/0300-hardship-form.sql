-- 困难职工档案登记表: the whole form, both systems of categories, parameters by place, every computation kept.

-- Several places may have a line from the same day. The old constraint cannot be dropped, so the table is made anew under its own
-- name; files refer to it by name, and whether each reference still finds its row is checked when the upgrade commits.
PRAGMA defer_foreign_keys = ON;
CREATE TABLE hardship_parameters_kept AS SELECT * FROM hardship_parameters;
DROP TABLE hardship_parameters;
CREATE TABLE hardship_parameters (
  id                        TEXT PRIMARY KEY,
  place                     TEXT NOT NULL CONSTRAINT hardship_parameters_place_given CHECK (length(trim(place)) > 0),
  from_day                  TEXT NOT NULL CONSTRAINT hardship_parameters_from_shape CHECK (from_day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  minimum_living            INTEGER NOT NULL CONSTRAINT hardship_minimum_range CHECK (minimum_living BETWEEN 1 AND 99999999999999),
  deep_multiple_percent     INTEGER NOT NULL CONSTRAINT hardship_deep_range CHECK (deep_multiple_percent BETWEEN 1 AND 1000),
  relative_multiple_percent INTEGER NOT NULL CONSTRAINT hardship_relative_range CHECK (relative_multiple_percent BETWEEN 1 AND 1000),
  accident_share_percent    INTEGER NOT NULL CONSTRAINT hardship_accident_range CHECK (accident_share_percent BETWEEN 1 AND 1000),
  source                    TEXT NOT NULL DEFAULT '',
  CONSTRAINT hardship_parameters_of_place_once UNIQUE (place, from_day)
) STRICT;
INSERT INTO hardship_parameters (id, place, from_day, minimum_living, deep_multiple_percent, relative_multiple_percent, accident_share_percent, source)
SELECT id, place, from_day, minimum_living, deep_multiple_percent, relative_multiple_percent, accident_share_percent, source
FROM hardship_parameters_kept;
DROP TABLE hardship_parameters_kept;

-- 测算地区: the place whose line applies (户口行政区划 or 居住地)
ALTER TABLE hardship_files ADD COLUMN place TEXT NOT NULL DEFAULT '';
-- 旧口径 (低保户, 低保边缘户, 意外致困户): chosen by the union, never computed; '' when it is not used
ALTER TABLE hardship_files ADD COLUMN older_category TEXT NOT NULL DEFAULT ''
  CONSTRAINT hardship_older_category_known CHECK (older_category IN ('', 'subsistence', 'marginal', 'accidental'));
UPDATE hardship_files SET place = (SELECT place FROM hardship_parameters WHERE id = hardship_files.parameters_id);

-- What the form asks about the member beyond the member's record and the file itself. Kinds are as the union words them: no list of
-- values is certain everywhere. NULL and '' mean that nothing was answered.
CREATE TABLE hardship_forms (
  file_id         TEXT PRIMARY KEY REFERENCES hardship_files (id),
  -- 残疾类别
  disability_kind TEXT NOT NULL DEFAULT '',
  -- 医保状况
  insurance       TEXT NOT NULL DEFAULT '',
  -- 劳模类型
  model_kind      TEXT NOT NULL DEFAULT '',
  -- 建筑面积, in hundredths of a square metre
  floor_area      INTEGER CONSTRAINT hardship_floor_area_range CHECK (floor_area BETWEEN 0 AND 10000000),
  -- 其他联系方式, 邮编
  other_phone     TEXT NOT NULL DEFAULT '',
  postcode        TEXT NOT NULL DEFAULT '' CONSTRAINT hardship_postcode_shape CHECK (postcode = '' OR postcode GLOB '[0-9][0-9][0-9][0-9][0-9][0-9]'),
  -- 参加工作时间: a day, only a month, or ''
  work_started    TEXT NOT NULL DEFAULT '' CONSTRAINT hardship_work_started_shape
                  CHECK (work_started = '' OR work_started GLOB '[12][0-9][0-9][0-9]-[01][0-9]'
                         OR work_started GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  -- 所属行业, 工作状态, 工作单位, 单位性质, 企业状况
  industry        TEXT NOT NULL DEFAULT '',
  work_state      TEXT NOT NULL DEFAULT '',
  employer        TEXT NOT NULL DEFAULT '',
  employer_kind   TEXT NOT NULL DEFAULT '',
  employer_state  TEXT NOT NULL DEFAULT '',
  -- 婚姻状况, 户口类型, 户口行政区划
  marital         TEXT NOT NULL DEFAULT '',
  household_kind  TEXT NOT NULL DEFAULT '',
  household_place TEXT NOT NULL DEFAULT '',
  -- 是否单亲, 有无自救能力, 是否零就业家庭
  single_parent   INTEGER CONSTRAINT hardship_single_parent_flag CHECK (single_parent IN (0, 1)),
  self_help       INTEGER CONSTRAINT hardship_self_help_flag CHECK (self_help IN (0, 1)),
  zero_employment INTEGER CONSTRAINT hardship_zero_employment_flag CHECK (zero_employment IN (0, 1)),
  -- 本人月平均收入, fen
  own_monthly     INTEGER CONSTRAINT hardship_own_monthly_range CHECK (own_monthly BETWEEN 0 AND 99999999999999),
  -- 支行
  bank_branch     TEXT NOT NULL DEFAULT '',
  -- 建档人: who entered the file
  recorder        TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
INSERT INTO hardship_forms (file_id) SELECT id FROM hardship_files;

-- 次要致困原因: at most three, none twice, none the main one.
CREATE TABLE hardship_further_causes (
  file_id  TEXT NOT NULL REFERENCES hardship_files (id),
  position INTEGER NOT NULL CONSTRAINT hardship_further_causes_three CHECK (position BETWEEN 1 AND 3),
  cause    TEXT NOT NULL,
  PRIMARY KEY (file_id, position),
  CONSTRAINT hardship_further_cause_once UNIQUE (file_id, cause)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER hardship_further_cause_not_main BEFORE INSERT ON hardship_further_causes
WHEN EXISTS (SELECT 1 FROM hardship_files WHERE id = NEW.file_id AND cause = NEW.cause)
BEGIN SELECT RAISE(ABORT, 'hardship.causeTwice'); END;
CREATE TRIGGER hardship_further_cause_stays_not_main BEFORE UPDATE ON hardship_further_causes
WHEN EXISTS (SELECT 1 FROM hardship_files WHERE id = NEW.file_id AND cause = NEW.cause)
BEGIN SELECT RAISE(ABORT, 'hardship.causeTwice'); END;
CREATE TRIGGER hardship_main_cause_not_further BEFORE UPDATE OF cause ON hardship_files
WHEN EXISTS (SELECT 1 FROM hardship_further_causes WHERE file_id = NEW.id AND cause = NEW.cause)
BEGIN SELECT RAISE(ABORT, 'hardship.causeTwice'); END;

-- 家庭成员: `occupation` is 身份 (在校学生, 无业 …), `workplace` 单位或学校, `grade` 年级, `finishes` the year in which school ends.
ALTER TABLE household_members ADD COLUMN sex TEXT CONSTRAINT household_sex_known CHECK (sex IN ('male', 'female'));
ALTER TABLE household_members ADD COLUMN political TEXT NOT NULL DEFAULT '';
ALTER TABLE household_members ADD COLUMN id_number TEXT NOT NULL DEFAULT ''
  CONSTRAINT household_id_number_shape CHECK (id_number = '' OR (length(id_number) = 18 AND substr(id_number, 1, 17) NOT GLOB '*[^0-9]*'));
ALTER TABLE household_members ADD COLUMN insurance TEXT NOT NULL DEFAULT '';
ALTER TABLE household_members ADD COLUMN workplace TEXT NOT NULL DEFAULT '';
ALTER TABLE household_members ADD COLUMN grade TEXT NOT NULL DEFAULT '';
ALTER TABLE household_members ADD COLUMN finishes INTEGER CONSTRAINT household_finishes_range CHECK (finishes BETWEEN 1950 AND 2199);
-- nobody stands twice in one household; the second column finds the other files in which somebody stands
CREATE UNIQUE INDEX household_members_once ON household_members (id_number, file_id) WHERE id_number <> '';

-- 工资性收入, apart from the family's other income (家庭其他非薪资年收入)
ALTER TABLE hardship_items ADD COLUMN wage INTEGER NOT NULL DEFAULT 0
  CONSTRAINT hardship_item_wage_flag CHECK (wage = 0 OR (wage = 1 AND side = 'income'));
UPDATE hardship_items SET wage = 1 WHERE side = 'income' AND label LIKE '%工资%';

-- Every computation that a file ever rested on, only ever added: what a yearly review is compared with.
CREATE TABLE hardship_assessments (
  id               TEXT PRIMARY KEY,
  file_id          TEXT NOT NULL REFERENCES hardship_files (id),
  sequence         INTEGER NOT NULL,
  -- 测算日期: the line in force on it was used
  day              TEXT NOT NULL CONSTRAINT hardship_assessment_day_shape CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  people           INTEGER NOT NULL CONSTRAINT hardship_assessment_people_range CHECK (people BETWEEN 1 AND 30),
  per_head_monthly INTEGER NOT NULL,
  suggested        TEXT NOT NULL CONSTRAINT hardship_assessment_suggested_known CHECK (suggested IN ('deep', 'relative', 'accidental', 'none')),
  parameters_id    TEXT NOT NULL REFERENCES hardship_parameters (id),
  assessment       TEXT NOT NULL CONSTRAINT hardship_assessments_json CHECK (json_valid(assessment)),
  -- who and when; '' for computations of before this history was kept
  operator         TEXT NOT NULL,
  at               TEXT NOT NULL,
  CONSTRAINT hardship_assessment_sequence UNIQUE (file_id, sequence)
) STRICT;
CREATE INDEX hardship_assessments_by_parameters ON hardship_assessments (parameters_id, file_id);
INSERT INTO hardship_assessments (id, file_id, sequence, day, people, per_head_monthly, suggested, parameters_id, assessment, operator, at)
SELECT id, id, 1, reviewed_day, people, per_head_monthly, suggested, parameters_id, assessment, '', '' FROM hardship_files;
CREATE TRIGGER hardship_assessments_follow BEFORE INSERT ON hardship_assessments
WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM hardship_assessments WHERE file_id = NEW.file_id)
BEGIN SELECT RAISE(ABORT, 'audit.appendOnly'); END;
CREATE TRIGGER hardship_assessments_never_change BEFORE UPDATE ON hardship_assessments
BEGIN SELECT RAISE(ABORT, 'audit.appendOnly'); END;
CREATE TRIGGER hardship_assessments_never_shrink BEFORE DELETE ON hardship_assessments
BEGIN SELECT RAISE(ABORT, 'audit.appendOnly'); END;
-- A line that a computation rests on stays; its figures may be corrected, the computations keep theirs.
CREATE TRIGGER hardship_parameters_used_keep BEFORE DELETE ON hardship_parameters
WHEN EXISTS (SELECT 1 FROM hardship_assessments WHERE parameters_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
