-- 慰问申请: asked for, decided, given; who signed in place of the person; goods that never outgrow what was paid.

-- 代领人与本人的关系, '' when the person signed
ALTER TABLE visits ADD COLUMN signed_relation TEXT NOT NULL DEFAULT ''
  CONSTRAINT visit_signed_relation_whole CHECK (signed_relation = '' OR signed_day IS NOT NULL);
CREATE TRIGGER visits_signer_fixed BEFORE UPDATE OF signed_relation ON visits
WHEN OLD.signed_day IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;

CREATE TRIGGER visit_goods_within_amount BEFORE INSERT ON visit_goods
WHEN NEW.quantity * NEW.unit_price + coalesce((SELECT sum(quantity * unit_price) FROM visit_goods WHERE visit_id = NEW.visit_id), 0)
     > (SELECT amount FROM visits WHERE id = NEW.visit_id)
BEGIN SELECT RAISE(ABORT, 'visit.goodsMismatch'); END;

CREATE TABLE visit_requests (
  id          TEXT PRIMARY KEY,
  -- what made it: somebody, a birthday, a retirement, or the three fields of a hospital stay or a bereavement
  origin      TEXT NOT NULL CONSTRAINT visit_request_origin_known CHECK (origin IN ('manual', 'birthday', 'retirement', 'hospital', 'bereavement')),
  kind_id     TEXT NOT NULL REFERENCES visit_kinds (id),
  member_id   TEXT NOT NULL REFERENCES members (id),
  status      TEXT NOT NULL CONSTRAINT visit_request_status_known CHECK (status IN ('draft', 'requested', 'approved', 'refused', 'dropped', 'given')),
  asked_by    TEXT NOT NULL DEFAULT '',
  asked_day   TEXT NOT NULL CONSTRAINT visit_request_asked_shape CHECK (asked_day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  -- the day of what happened: admission, death, the birthday in its year
  event_day   TEXT NOT NULL CONSTRAINT visit_request_event_shape CHECK (event_day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  reason      TEXT NOT NULL DEFAULT '',
  form        TEXT CONSTRAINT visit_request_form_known CHECK (form IN ('goods', 'coupon', 'money')),
  goods       TEXT NOT NULL DEFAULT '',
  amount      INTEGER CONSTRAINT visit_request_amount_range CHECK (amount BETWEEN 1 AND 99999999999999),
  case_name   TEXT NOT NULL DEFAULT '',
  beneficiary TEXT NOT NULL DEFAULT '',
  relation    TEXT NOT NULL DEFAULT '',
  decided_day TEXT CONSTRAINT visit_request_decided_shape CHECK (decided_day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  decided_by  TEXT NOT NULL DEFAULT '',
  -- what the decision rests on; over a standard it is the ground of the approval
  ground      TEXT NOT NULL DEFAULT '',
  resolution_id TEXT REFERENCES resolutions (id),
  visit_id    TEXT CONSTRAINT visit_request_paid_once UNIQUE REFERENCES visits (id),
  CONSTRAINT visit_request_complete CHECK (status IN ('draft', 'dropped') OR (form IS NOT NULL AND amount IS NOT NULL AND reason <> '' AND asked_by <> '')),
  CONSTRAINT visit_request_decided_whole CHECK ((decided_day IS NULL) = (decided_by = '')),
  CONSTRAINT visit_request_decided CHECK (CASE status WHEN 'draft' THEN decided_day IS NULL WHEN 'requested' THEN decided_day IS NULL
                                                      WHEN 'dropped' THEN 1 ELSE decided_day IS NOT NULL END),
  CONSTRAINT visit_request_given_whole CHECK ((status = 'given') = (visit_id IS NOT NULL))
) STRICT;
CREATE INDEX visit_requests_by_day ON visit_requests (asked_day DESC, id);
CREATE INDEX visit_requests_by_status ON visit_requests (status, asked_day DESC, id);
CREATE INDEX visit_requests_of_member ON visit_requests (member_id, kind_id, event_day);
-- a birthday and a retirement are asked for or put aside once a year
CREATE UNIQUE INDEX visit_request_once_a_year ON visit_requests (member_id, origin, substr(event_day, 1, 4)) WHERE origin IN ('birthday', 'retirement');

-- Where a request has been, only ever added.
CREATE TABLE visit_request_changes (
  request_id  TEXT NOT NULL REFERENCES visit_requests (id),
  sequence    INTEGER NOT NULL,
  day         TEXT NOT NULL,
  from_status TEXT NOT NULL,
  to_status   TEXT NOT NULL,
  note        TEXT NOT NULL DEFAULT '',
  visit_id    TEXT REFERENCES visits (id),
  operator    TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  PRIMARY KEY (request_id, sequence)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER visit_request_changes_follow BEFORE INSERT ON visit_request_changes
WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM visit_request_changes WHERE request_id = NEW.request_id)
  OR NEW.from_status IS NOT coalesce((SELECT to_status FROM visit_request_changes WHERE request_id = NEW.request_id AND sequence = NEW.sequence - 1), '')
BEGIN SELECT RAISE(ABORT, 'audit.appendOnly'); END;
CREATE TRIGGER visit_request_changes_never_change BEFORE UPDATE ON visit_request_changes
BEGIN SELECT RAISE(ABORT, 'audit.appendOnly'); END;
CREATE TRIGGER visit_request_changes_never_shrink BEFORE DELETE ON visit_request_changes
BEGIN SELECT RAISE(ABORT, 'audit.appendOnly'); END;

CREATE TRIGGER visit_requests_begin BEFORE INSERT ON visit_requests
WHEN NEW.status NOT IN ('draft', 'requested', 'dropped') OR NEW.decided_day IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'visit.requestFinal'); END;
-- No step without its row in the history, which is written first.
CREATE TRIGGER visit_requests_history BEFORE UPDATE OF status, visit_id ON visit_requests
WHEN NOT EXISTS (SELECT 1 FROM visit_request_changes AS latest
                 WHERE latest.request_id = NEW.id AND latest.to_status = NEW.status AND latest.visit_id IS NEW.visit_id
                   AND latest.sequence = (SELECT max(sequence) FROM visit_request_changes WHERE request_id = NEW.id))
BEGIN SELECT RAISE(ABORT, 'audit.appendOnly'); END;
-- What was given is left only when its voucher was reversed (红字冲销).
CREATE TRIGGER visit_requests_steps BEFORE UPDATE OF status, visit_id ON visit_requests
WHEN NOT CASE OLD.status
  WHEN 'draft' THEN NEW.status IN ('draft', 'requested', 'dropped')
  WHEN 'requested' THEN NEW.status IN ('requested', 'approved', 'refused', 'dropped')
  WHEN 'approved' THEN NEW.status IN ('given', 'dropped')
  WHEN 'given' THEN NEW.status IN ('given', 'dropped')
    AND EXISTS (SELECT 1 FROM visits JOIN vouchers AS reversal ON reversal.reverses_id = visits.voucher_id WHERE visits.id = OLD.visit_id)
  ELSE 0 END
BEGIN SELECT RAISE(ABORT, 'visit.requestFinal'); END;
-- What was decided stays as it was decided.
CREATE TRIGGER visit_requests_facts_fixed BEFORE UPDATE OF kind_id, member_id, asked_by, asked_day, event_day, reason, form, goods, amount,
  case_name, beneficiary, relation ON visit_requests
WHEN OLD.status NOT IN ('draft', 'requested')
BEGIN SELECT RAISE(ABORT, 'visit.requestFinal'); END;
CREATE TRIGGER visit_requests_decision_fixed BEFORE UPDATE OF decided_day, decided_by, ground, resolution_id ON visit_requests
WHEN OLD.status <> 'requested'
BEGIN SELECT RAISE(ABORT, 'visit.requestFinal'); END;
CREATE TRIGGER visit_requests_origin_fixed BEFORE UPDATE OF id, origin ON visit_requests
BEGIN SELECT RAISE(ABORT, 'visit.requestFinal'); END;
CREATE TRIGGER visit_requests_keep BEFORE DELETE ON visit_requests
BEGIN SELECT RAISE(ABORT, 'visit.requestFinal'); END;
-- What is given is what was approved: the same person, kind and form, and never more.
CREATE TRIGGER visit_requests_given_right BEFORE UPDATE OF visit_id ON visit_requests
WHEN NEW.visit_id IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM visits
                  WHERE visits.id = NEW.visit_id AND visits.batch_id IS NULL AND visits.member_id = NEW.member_id AND visits.kind_id = NEW.kind_id
                    AND visits.form = NEW.form AND visits.amount <= NEW.amount
                    AND NOT EXISTS (SELECT 1 FROM vouchers AS reversal WHERE reversal.reverses_id = visits.voucher_id))
BEGIN SELECT RAISE(ABORT, 'visit.requestMismatch'); END;
