-- 慰问标准: limits of every shape as dated data, over one kind or several together; kinds with papers by item, cases, default amount; the
-- list of festivals. A limit that a visit was judged under is sealed: it may only get a last day that reaches behind no visit.

ALTER TABLE visit_kinds ADD COLUMN paper_items TEXT NOT NULL DEFAULT '[]' CONSTRAINT visit_kind_papers_json CHECK (json_valid(paper_items));
-- the papers stood in one text, parted by full-width semicolons
UPDATE visit_kinds SET paper_items = '[' || replace(json_quote(papers), char(65307), '","') || ']' WHERE trim(papers) <> '';
ALTER TABLE visit_kinds DROP COLUMN papers;
ALTER TABLE visit_kinds ADD COLUMN default_amount INTEGER CONSTRAINT visit_kind_amount_range CHECK (default_amount BETWEEN 1 AND 99999999999999);
-- only for members who pay dues
ALTER TABLE visit_kinds ADD COLUMN payers_only INTEGER NOT NULL DEFAULT 0 CONSTRAINT visit_kind_payers_flag CHECK (payers_only IN (0, 1));
-- 手术 …: what may be said of a visit so that a limit of its own applies; a JSON array of names
ALTER TABLE visit_kinds ADD COLUMN case_names TEXT NOT NULL DEFAULT '[]' CONSTRAINT visit_kind_cases_json CHECK (json_valid(case_names));
-- who may and may not be given this, in words
ALTER TABLE visit_kinds ADD COLUMN remark TEXT NOT NULL DEFAULT '';
ALTER TABLE visit_kinds ADD COLUMN retired INTEGER NOT NULL DEFAULT 0 CONSTRAINT visit_kind_retired_flag CHECK (retired IN (0, 1));
UPDATE visit_kinds SET case_names = '["手术"]' WHERE id = 'hospital';

-- A form that visits were given in stays allowed, else they would be judged otherwise than on their day; the kind can be retired instead.
CREATE TRIGGER visit_kinds_used_forms BEFORE UPDATE OF forms, festival ON visit_kinds
WHEN EXISTS (SELECT 1 FROM visits WHERE kind_id = OLD.id
             AND ((form = 'money' AND NEW.festival = 1 AND OLD.festival = 0)
                  -- else 年节 could be given in money by calling it something else
                  OR (NEW.festival = 0 AND OLD.festival = 1)
                  OR (form IN (SELECT value FROM json_each(OLD.forms)) AND form NOT IN (SELECT value FROM json_each(NEW.forms)))))
BEGIN SELECT RAISE(ABORT, 'visit.kindFormUsed'); END;

-- 总工办发〔2017〕32号 names these seven; a union adds the festivals of its own place (自治区以上批准的少数民族节日).
CREATE TABLE visit_festivals (
  name     TEXT PRIMARY KEY CONSTRAINT visit_festival_named CHECK (length(trim(name)) BETWEEN 1 AND 20),
  note     TEXT NOT NULL DEFAULT '',
  retired  INTEGER NOT NULL DEFAULT 0 CONSTRAINT visit_festival_retired_flag CHECK (retired IN (0, 1)),
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX visit_festivals_in_order ON visit_festivals (position);
INSERT INTO visit_festivals (name, note, position) VALUES
  ('元旦', '总工办发〔2017〕32号', 1), ('春节', '总工办发〔2017〕32号', 2), ('清明节', '总工办发〔2017〕32号', 3),
  ('劳动节', '总工办发〔2017〕32号', 4), ('端午节', '总工办发〔2017〕32号', 5), ('中秋节', '总工办发〔2017〕32号', 6),
  ('国庆节', '总工办发〔2017〕32号', 7);
CREATE TRIGGER visit_festivals_keep_names BEFORE UPDATE OF name ON visit_festivals
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;

CREATE TABLE visit_limits (
  id        TEXT PRIMARY KEY,
  -- who set it: 上级 (province and the like) or 本单位; both apply, so the tighter one decides
  level     TEXT NOT NULL CONSTRAINT visit_limit_level_known CHECK (level IN ('higher', 'own')),
  shape     TEXT NOT NULL CONSTRAINT visit_limit_shape_known
            CHECK (shape IN ('perTime', 'perYear', 'timesPerYear', 'perFestival', 'oncePerIllness', 'incomeShare')),
  from_day  TEXT NOT NULL CONSTRAINT visit_limit_from_exists CHECK (date(from_day) IS from_day),
  last_day  TEXT CONSTRAINT visit_limit_last_exists CHECK (last_day IS NULL OR (date(last_day) IS last_day AND last_day >= from_day)),
  amount    INTEGER CONSTRAINT visit_limit_amount_range CHECK (amount BETWEEN 1 AND 99999999999999),
  times     INTEGER CONSTRAINT visit_limit_times_range CHECK (times BETWEEN 1 AND 99),
  percent   INTEGER CONSTRAINT visit_limit_percent_range CHECK (percent BETWEEN 1 AND 100),
  -- of which income of the year: all of it, 会费, 拨缴经费 (the union's own share), both together
  income    TEXT CONSTRAINT visit_limit_income_known CHECK (income IN ('all', 'dues', 'allocation', 'duesAndAllocation')),
  -- as budgeted, or as it came in so far
  income_of TEXT CONSTRAINT visit_limit_income_of_known CHECK (income_of IN ('budget', 'received')),
  -- one festival instead of every one
  festival  TEXT REFERENCES visit_festivals (name),
  -- applies to visits of this case INSTEAD of the same limit without a case
  case_name TEXT NOT NULL DEFAULT '',
  when_over TEXT NOT NULL DEFAULT 'approve' CONSTRAINT visit_limit_over_known CHECK (when_over IN ('approve', 'bar')),
  source    TEXT NOT NULL DEFAULT '',
  -- how sure the source is: the original was read, somebody else quotes it, from memory; '' when nobody said
  certainty  TEXT NOT NULL DEFAULT '' CONSTRAINT visit_limit_certainty_known CHECK (certainty IN ('', 'read', 'quoted', 'memory')),
  -- the set of samples it was taken from, '' for one of the union's own
  sample    TEXT NOT NULL DEFAULT '',
  CONSTRAINT visit_limit_amount_whole CHECK ((amount IS NOT NULL) = (shape IN ('perTime', 'perYear', 'perFestival'))),
  CONSTRAINT visit_limit_times_whole CHECK ((times IS NOT NULL) = (shape IN ('timesPerYear', 'oncePerIllness'))),
  CONSTRAINT visit_limit_share_whole CHECK ((shape = 'incomeShare') = (percent IS NOT NULL)
    AND (percent IS NULL) = (income IS NULL) AND (percent IS NULL) = (income_of IS NULL)),
  CONSTRAINT visit_limit_festival_whole CHECK (festival IS NULL OR shape = 'perFestival'),
  CONSTRAINT visit_limit_case_whole CHECK (case_name = '' OR shape <> 'incomeShare')
) STRICT;
CREATE INDEX visit_limits_by_festival ON visit_limits (festival) WHERE festival IS NOT NULL;

CREATE TABLE visit_limit_kinds (
  limit_id TEXT NOT NULL REFERENCES visit_limits (id),
  kind_id  TEXT NOT NULL REFERENCES visit_kinds (id),
  PRIMARY KEY (limit_id, kind_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX visit_limit_kinds_by_kind ON visit_limit_kinds (kind_id);

-- the old limits: the newest of a kind and shape took the place of the one before
INSERT INTO visit_limits (id, level, shape, from_day, last_day, amount, times, source, sample)
SELECT id, 'higher', shape, from_day,
       date((SELECT min(later.from_day) FROM visit_standards AS later
             WHERE later.kind_id = visit_standards.kind_id AND later.shape = visit_standards.shape AND later.from_day > visit_standards.from_day), '-1 day'),
       iif(shape = 'timesPerYear', NULL, amount), iif(shape = 'timesPerYear', times, NULL), source,
       iif(source LIKE '样本%', 'founding', '')
FROM visit_standards;
INSERT INTO visit_limit_kinds (limit_id, kind_id) SELECT id, kind_id FROM visit_standards;
DROP TABLE visit_standards;

-- Every visit that counts (neither reversed nor returned) with the limits over it, on whatever day.
CREATE VIEW visit_limit_visits AS
SELECT visit_limits.id AS limit_id, visits.id AS visit_id, visits.day
FROM visit_limits
CROSS JOIN visit_limit_kinds ON visit_limit_kinds.limit_id = visit_limits.id
CROSS JOIN visits ON visits.kind_id = visit_limit_kinds.kind_id
WHERE (visit_limits.festival IS NULL OR visits.festival = visit_limits.festival)
  AND (visit_limits.case_name = '' OR visits.case_name = visit_limits.case_name)
  AND NOT EXISTS (SELECT 1 FROM vouchers AS reversal WHERE reversal.reverses_id = visits.voucher_id)
  AND NOT EXISTS (SELECT 1 FROM visit_returns WHERE visit_returns.visit_id = visits.id);

CREATE TRIGGER visit_limits_sealed BEFORE UPDATE OF id, level, shape, from_day, amount, times, percent, income, income_of, festival, case_name,
  when_over, source, certainty, sample ON visit_limits
WHEN EXISTS (SELECT 1 FROM visit_limit_visits AS used
             WHERE used.limit_id = OLD.id AND used.day BETWEEN OLD.from_day AND coalesce(OLD.last_day, '9999-12-31'))
BEGIN SELECT RAISE(ABORT, 'visit.limitSealed'); END;
CREATE TRIGGER visit_limits_sealed_keep BEFORE DELETE ON visit_limits
WHEN EXISTS (SELECT 1 FROM visit_limit_visits AS used
             WHERE used.limit_id = OLD.id AND used.day BETWEEN OLD.from_day AND coalesce(OLD.last_day, '9999-12-31'))
BEGIN SELECT RAISE(ABORT, 'visit.limitSealed'); END;
-- a changed limit that was not sealed must not reach behind visits either
CREATE TRIGGER visit_limits_reach_back AFTER UPDATE OF shape, from_day, festival, case_name ON visit_limits
WHEN EXISTS (SELECT 1 FROM visit_limit_visits AS used
             WHERE used.limit_id = NEW.id AND used.day BETWEEN NEW.from_day AND coalesce(NEW.last_day, '9999-12-31'))
BEGIN SELECT RAISE(ABORT, 'visit.limitReachesBack'); END;
-- a last day neither leaves a visit behind nor takes one in
CREATE TRIGGER visit_limits_end AFTER UPDATE OF last_day ON visit_limits
WHEN EXISTS (SELECT 1 FROM visit_limit_visits AS used
             WHERE used.limit_id = NEW.id AND used.day >= NEW.from_day
               AND used.day > min(coalesce(OLD.last_day, '9999-12-31'), coalesce(NEW.last_day, '9999-12-31'))
               AND used.day <= max(coalesce(OLD.last_day, '9999-12-31'), coalesce(NEW.last_day, '9999-12-31')))
BEGIN SELECT RAISE(ABORT, 'visit.limitReachesBack'); END;

CREATE TRIGGER visit_limit_kinds_reach_back AFTER INSERT ON visit_limit_kinds
WHEN EXISTS (SELECT 1 FROM visit_limit_visits AS used JOIN visit_limits ON visit_limits.id = used.limit_id
             WHERE used.limit_id = NEW.limit_id
               AND used.day BETWEEN visit_limits.from_day AND coalesce(visit_limits.last_day, '9999-12-31'))
BEGIN SELECT RAISE(ABORT, 'visit.limitReachesBack'); END;
CREATE TRIGGER visit_limit_kinds_fixed BEFORE UPDATE ON visit_limit_kinds
BEGIN SELECT RAISE(ABORT, 'visit.limitSealed'); END;
CREATE TRIGGER visit_limit_kinds_sealed BEFORE DELETE ON visit_limit_kinds
WHEN EXISTS (SELECT 1 FROM visit_limit_visits AS used JOIN visit_limits ON visit_limits.id = used.limit_id
             WHERE used.limit_id = OLD.limit_id
               AND used.day BETWEEN visit_limits.from_day AND coalesce(visit_limits.last_day, '9999-12-31'))
BEGIN SELECT RAISE(ABORT, 'visit.limitSealed'); END;
