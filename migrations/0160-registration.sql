-- 会员登记表: what the form asks beyond the columns of the roster, the union's own fields, family, résumé and photo.

CREATE TABLE member_particulars (
  member_id      TEXT PRIMARY KEY REFERENCES members (id),
  -- 会员证号码
  card_number    TEXT NOT NULL DEFAULT '',
  -- 籍贯
  native_place   TEXT NOT NULL DEFAULT '',
  -- 工作单位 (department, school section), 职务, 职称
  employer       TEXT NOT NULL DEFAULT '',
  post           TEXT NOT NULL DEFAULT '',
  title          TEXT NOT NULL DEFAULT '',
  -- 职工类型 (在编, 合同 …), 工种, 户籍类型, 婚姻状况: as the union words them
  employment     TEXT NOT NULL DEFAULT '',
  work_kind      TEXT NOT NULL DEFAULT '',
  household_kind TEXT NOT NULL DEFAULT '',
  marital        TEXT NOT NULL DEFAULT '',
  -- 单亲: brings up a child alone
  single_parent  INTEGER NOT NULL DEFAULT 0 CONSTRAINT member_single_parent_flag CHECK (single_parent IN (0, 1)),
  email          TEXT NOT NULL DEFAULT '',
  address        TEXT NOT NULL DEFAULT '',
  -- the day of the application, '' when it is not known
  applied        TEXT NOT NULL DEFAULT '' CONSTRAINT member_applied_shape
                 CHECK (applied = '' OR applied GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX member_card_number_unique ON member_particulars (card_number) WHERE card_number <> '';

-- 家庭主要成员及其工作单位
CREATE TABLE member_family (
  member_id TEXT NOT NULL REFERENCES members (id),
  position  INTEGER NOT NULL CONSTRAINT member_family_position CHECK (position BETWEEN 1 AND 50),
  name      TEXT NOT NULL CONSTRAINT member_family_name_given CHECK (length(trim(name)) > 0),
  relation  TEXT NOT NULL DEFAULT '',
  birthday  TEXT NOT NULL DEFAULT '' CONSTRAINT member_family_birthday_shape
            CHECK (birthday = '' OR birthday GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  employer  TEXT NOT NULL DEFAULT '',
  phone     TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (member_id, position)
) STRICT, WITHOUT ROWID;

-- 个人工作简历: months may be open at either end
CREATE TABLE member_resume (
  member_id  TEXT NOT NULL REFERENCES members (id),
  position   INTEGER NOT NULL CONSTRAINT member_resume_position CHECK (position BETWEEN 1 AND 100),
  from_month TEXT NOT NULL DEFAULT '' CONSTRAINT member_resume_from_shape
             CHECK (from_month = '' OR from_month GLOB '[12][0-9][0-9][0-9]-[01][0-9]'),
  to_month   TEXT NOT NULL DEFAULT '' CONSTRAINT member_resume_to_shape
             CHECK (to_month = '' OR to_month GLOB '[12][0-9][0-9][0-9]-[01][0-9]'),
  content    TEXT NOT NULL CONSTRAINT member_resume_content_given CHECK (length(trim(content)) > 0),
  PRIMARY KEY (member_id, position)
) STRICT, WITHOUT ROWID;

-- The union's own fields on the form. A field that has values is retired, never dropped.
CREATE TABLE member_fields (
  id       TEXT PRIMARY KEY,
  title    TEXT NOT NULL CONSTRAINT member_field_title_unique UNIQUE CONSTRAINT member_field_title_given CHECK (length(trim(title)) > 0),
  kind     TEXT NOT NULL CONSTRAINT member_field_kind_known CHECK (kind IN ('text', 'day', 'number', 'choice', 'yesNo')),
  choices  TEXT NOT NULL DEFAULT '[]' CONSTRAINT member_field_choices_json CHECK (json_valid(choices)),
  position INTEGER NOT NULL,
  retired  INTEGER NOT NULL DEFAULT 0 CONSTRAINT member_field_retired_flag CHECK (retired IN (0, 1))
) STRICT;
CREATE TABLE member_field_values (
  member_id TEXT NOT NULL REFERENCES members (id),
  field_id  TEXT NOT NULL REFERENCES member_fields (id),
  value     TEXT NOT NULL CONSTRAINT member_field_value_given CHECK (length(trim(value)) > 0),
  PRIMARY KEY (member_id, field_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX member_field_values_by_field ON member_field_values (field_id, value);
CREATE TRIGGER member_fields_keep BEFORE DELETE ON member_fields
WHEN EXISTS (SELECT 1 FROM member_field_values WHERE field_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'member.ownFieldKept'); END;
-- What was answered as a day or a number is read as one for ever.
CREATE TRIGGER member_fields_stay_of_kind BEFORE UPDATE OF id, kind ON member_fields
WHEN (NEW.kind IS NOT OLD.kind OR NEW.id IS NOT OLD.id) AND EXISTS (SELECT 1 FROM member_field_values WHERE field_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'member.ownFieldKept'); END;

-- The photo on the form: one encrypted file beside the books, like the papers at vouchers.
CREATE TABLE member_photos (
  member_id TEXT PRIMARY KEY REFERENCES members (id),
  sha256    TEXT NOT NULL REFERENCES attachment_files (sha256),
  set_at    TEXT NOT NULL,
  set_by    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX member_photos_by_file ON member_photos (sha256);
CREATE TRIGGER member_photos_are_pictures BEFORE INSERT ON member_photos
WHEN (SELECT kind FROM attachment_files WHERE sha256 = NEW.sha256) NOT IN ('jpeg', 'png')
BEGIN SELECT RAISE(ABORT, 'member.photoKept'); END;
CREATE TRIGGER member_photos_stay_pictures BEFORE UPDATE OF sha256 ON member_photos
WHEN (SELECT kind FROM attachment_files WHERE sha256 = NEW.sha256) NOT IN ('jpeg', 'png')
BEGIN SELECT RAISE(ABORT, 'member.photoKept'); END;
