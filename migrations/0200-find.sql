-- Finding members: what filters look at, filters with names, pairs that are not the same person.

-- All that a filter asks of the record itself, in the order of the list: the table itself is read for the rows of the window only.
-- A keystroke without further filters keeps to the smaller members_searched.
CREATE INDEX members_filtered ON members (number, name, id, status, group_id, search_text, sex, birthday, political, education, joined, id_number, phone);
CREATE INDEX member_particulars_found ON member_particulars (single_parent, marital, employment);
-- who keeps the membership for which reason; the ground is what older books say instead of the kind
CREATE INDEX member_changes_retained ON member_changes (kind, ground, undoes, member_id, sequence) WHERE to_status = 'retained';

CREATE TABLE saved_filters (
  id         TEXT PRIMARY KEY,
  name       TEXT NOT NULL CONSTRAINT saved_filter_name_unique UNIQUE CONSTRAINT saved_filter_name_given CHECK (length(trim(name)) > 0),
  -- MemberFilter of shared/contract/members/filter.ts; what it does not ask may be left out
  definition TEXT NOT NULL CONSTRAINT saved_filter_definition_object CHECK (json_valid(definition) AND json_type(definition) = 'object'),
  position   INTEGER NOT NULL
) STRICT;
-- 以下 includes the number itself (民法典 第一千二百五十九条).
INSERT INTO saved_filters (id, name, definition, position) VALUES
  ('shipped:single-mothers', '单亲女职工', '{"statuses":["active"],"sex":"female","singleParent":true}', 1),
  ('shipped:retired', '退休', '{"statuses":["retained"],"retained":"retired"}', 2),
  ('shipped:birthdays', '本月生日', '{"statuses":["active"],"birthMonth":"this"}', 3),
  ('shipped:party', '党员', '{"statuses":["active","retained"],"political":["中共党员","党员","中共预备党员","预备党员"]}', 4),
  ('shipped:no-id', '无身份证号', '{"statuses":["applied","active","retained"],"withoutIdNumber":true}', 5),
  ('shipped:women', '女职工', '{"statuses":["active"],"sex":"female"}', 6),
  ('shipped:young', '35 岁以下', '{"statuses":["active"],"ageTo":35}', 7);

-- Two records of which somebody said that they are two people. It goes with a record that an import takes back.
CREATE TABLE member_distinct (
  first_id   TEXT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
  second_id  TEXT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
  operator   TEXT NOT NULL,
  decided_at TEXT NOT NULL,
  PRIMARY KEY (first_id, second_id),
  CONSTRAINT member_distinct_ordered CHECK (first_id < second_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX member_distinct_second ON member_distinct (second_id);
