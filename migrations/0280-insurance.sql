-- 互助保障 (职工医疗互助, 安康保险 …): who takes part in which year of which plan, who pays the premium, what was claimed. Names, premiums
-- and accounts are the union's data. A premium or a payout stands as long as its voucher is not reversed (红字冲销).

CREATE TABLE insurance_plans (
  id        TEXT PRIMARY KEY,
  name      TEXT NOT NULL CONSTRAINT insurance_plan_name_unique UNIQUE CONSTRAINT insurance_plan_named CHECK (length(trim(name)) > 0),
  organiser TEXT NOT NULL DEFAULT '',
  -- 住院医疗, 意外伤害, 女职工特疾 …: the union's own words
  kind      TEXT NOT NULL DEFAULT '',
  note      TEXT NOT NULL DEFAULT '',
  -- nobody is asked to renew it any more
  retired   INTEGER NOT NULL DEFAULT 0 CONSTRAINT insurance_plan_retired_flag CHECK (retired IN (0, 1))
) STRICT;

CREATE TABLE insurance_years (
  id            TEXT PRIMARY KEY,
  plan_id       TEXT NOT NULL REFERENCES insurance_plans (id),
  from_day      TEXT NOT NULL CONSTRAINT insurance_from_shape CHECK (date(from_day) IS from_day),
  to_day        TEXT NOT NULL CONSTRAINT insurance_to_shape CHECK (date(to_day) IS to_day AND to_day >= from_day),
  -- of one share, and who pays how much of it
  premium       INTEGER NOT NULL CONSTRAINT insurance_premium_range CHECK (premium BETWEEN 1 AND 999999999),
  union_part    INTEGER NOT NULL CONSTRAINT insurance_union_range CHECK (union_part >= 0),
  member_part   INTEGER NOT NULL CONSTRAINT insurance_member_range CHECK (member_part >= 0),
  employer_part INTEGER NOT NULL CONSTRAINT insurance_employer_range CHECK (employer_part >= 0),
  -- the employer's part goes through the union (代管经费); otherwise the employer pays the organiser itself and it is not in these books
  employer_held INTEGER NOT NULL DEFAULT 0 CONSTRAINT insurance_employer_held_flag CHECK (employer_held IN (0, 1)),
  max_shares    INTEGER NOT NULL DEFAULT 1 CONSTRAINT insurance_shares_range CHECK (max_shares BETWEEN 1 AND 99),
  women_only    INTEGER NOT NULL DEFAULT 0 CONSTRAINT insurance_women_flag CHECK (women_only IN (0, 1)),
  expense_account_id TEXT NOT NULL REFERENCES accounts (id),
  held_account_id    TEXT NOT NULL REFERENCES accounts (id),
  note          TEXT NOT NULL DEFAULT '',
  CONSTRAINT insurance_parts_whole CHECK (union_part + member_part + employer_part = premium)
) STRICT;
CREATE UNIQUE INDEX insurance_years_of_plan ON insurance_years (plan_id, from_day);
CREATE INDEX insurance_years_by_day ON insurance_years (from_day);
-- terms of one plan do not overlap: a member is never in it twice
CREATE TRIGGER insurance_years_apart BEFORE INSERT ON insurance_years
WHEN EXISTS (SELECT 1 FROM insurance_years WHERE plan_id = NEW.plan_id AND from_day <= NEW.to_day AND to_day >= NEW.from_day)
BEGIN SELECT RAISE(ABORT, 'visit.insuranceOverlap'); END;
CREATE TRIGGER insurance_years_stay_apart BEFORE UPDATE ON insurance_years
WHEN EXISTS (SELECT 1 FROM insurance_years
             WHERE plan_id = NEW.plan_id AND id <> NEW.id AND from_day <= NEW.to_day AND to_day >= NEW.from_day)
BEGIN SELECT RAISE(ABORT, 'visit.insuranceOverlap'); END;

CREATE TABLE insurance_participants (
  year_id       TEXT NOT NULL REFERENCES insurance_years (id),
  member_id     TEXT NOT NULL REFERENCES members (id),
  shares        INTEGER NOT NULL CONSTRAINT insurance_own_shares_range CHECK (shares BETWEEN 1 AND 99),
  -- for all shares together
  union_part    INTEGER NOT NULL CONSTRAINT insurance_own_union_range CHECK (union_part >= 0),
  member_part   INTEGER NOT NULL CONSTRAINT insurance_own_member_range CHECK (member_part >= 0),
  employer_part INTEGER NOT NULL CONSTRAINT insurance_own_employer_range CHECK (employer_part >= 0),
  CONSTRAINT insurance_once_a_year PRIMARY KEY (year_id, member_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX insurance_participants_of_member ON insurance_participants (member_id, year_id);

-- One batch = one voucher. member, employer: collected (借 现金/银行 贷 代管经费); pay: paid to the organiser (借 支出 + 代管经费 贷 现金/银行).
CREATE TABLE insurance_batches (
  id           TEXT PRIMARY KEY,
  year_id      TEXT NOT NULL REFERENCES insurance_years (id),
  kind         TEXT NOT NULL CONSTRAINT insurance_batch_kind_known CHECK (kind IN ('member', 'employer', 'pay')),
  day          TEXT NOT NULL,
  method       TEXT NOT NULL CONSTRAINT insurance_batch_method_known CHECK (method IN ('cash', 'bank')),
  people       INTEGER NOT NULL CONSTRAINT insurance_batch_people_range CHECK (people BETWEEN 1 AND 1000000),
  union_amount INTEGER NOT NULL CONSTRAINT insurance_batch_union_range CHECK (union_amount BETWEEN 0 AND 99999999999999),
  held_amount  INTEGER NOT NULL CONSTRAINT insurance_batch_held_range CHECK (held_amount BETWEEN 0 AND 99999999999999),
  voucher_id   TEXT NOT NULL CONSTRAINT insurance_batch_voucher_once UNIQUE REFERENCES vouchers (id),
  CONSTRAINT insurance_batch_collects_for_others CHECK (kind = 'pay' OR union_amount = 0),
  CONSTRAINT insurance_batch_has_money CHECK (union_amount + held_amount > 0)
) STRICT;
CREATE INDEX insurance_batches_of_year ON insurance_batches (year_id, day);
CREATE INDEX insurance_batches_by_day ON insurance_batches (day, kind);
CREATE TABLE insurance_lines (
  batch_id     TEXT NOT NULL REFERENCES insurance_batches (id),
  member_id    TEXT NOT NULL REFERENCES members (id),
  union_amount INTEGER NOT NULL CONSTRAINT insurance_line_union_range CHECK (union_amount >= 0),
  held_amount  INTEGER NOT NULL CONSTRAINT insurance_line_held_range CHECK (held_amount >= 0),
  PRIMARY KEY (batch_id, member_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX insurance_lines_of_member ON insurance_lines (member_id, batch_id);
CREATE VIEW insurance_lines_standing AS
SELECT lines.batch_id, batches.year_id, batches.kind, batches.day, lines.member_id, lines.union_amount, lines.held_amount
FROM insurance_lines AS lines JOIN insurance_batches AS batches ON batches.id = lines.batch_id
WHERE NOT EXISTS (SELECT 1 FROM vouchers AS reversal WHERE reversal.reverses_id = batches.voucher_id);

CREATE TRIGGER insurance_batches_match_voucher BEFORE INSERT ON insurance_batches
WHEN NOT EXISTS (SELECT 1 FROM vouchers WHERE id = NEW.voucher_id AND status = 'posted' AND source = 'visits'
                   AND amount = NEW.union_amount + NEW.held_amount AND day = NEW.day)
BEGIN SELECT RAISE(ABORT, 'visit.insuranceMismatch'); END;
-- A line is what its participant owes, once; what belongs to others is passed on only after it came in.
CREATE TRIGGER insurance_lines_fit BEFORE INSERT ON insurance_lines
BEGIN
  SELECT RAISE(ABORT, 'visit.insuranceMismatch') WHERE NOT EXISTS (
    SELECT 1 FROM insurance_batches AS batch
    JOIN insurance_years AS year ON year.id = batch.year_id
    JOIN insurance_participants AS person ON person.year_id = batch.year_id AND person.member_id = NEW.member_id
    WHERE batch.id = NEW.batch_id
      AND NEW.union_amount = iif(batch.kind = 'pay', person.union_part, 0)
      AND NEW.held_amount = CASE batch.kind WHEN 'member' THEN person.member_part
                            WHEN 'employer' THEN person.employer_part * year.employer_held
                            ELSE person.member_part + person.employer_part * year.employer_held END
      AND NEW.union_amount + NEW.held_amount > 0);
  SELECT RAISE(ABORT, 'visit.insurancePaid') WHERE EXISTS (
    SELECT 1 FROM insurance_batches AS batch
    JOIN insurance_lines AS earlier ON earlier.member_id = NEW.member_id
    JOIN insurance_batches AS other ON other.id = earlier.batch_id
    WHERE batch.id = NEW.batch_id AND other.year_id = batch.year_id AND other.kind = batch.kind
      AND NOT EXISTS (SELECT 1 FROM vouchers AS reversal WHERE reversal.reverses_id = other.voucher_id));
  SELECT RAISE(ABORT, 'visit.insuranceNotCollected')
  FROM insurance_batches AS batch WHERE batch.id = NEW.batch_id AND batch.kind = 'pay' AND NEW.held_amount > coalesce((
    SELECT sum(held_amount) FROM insurance_lines_standing AS held
    WHERE held.member_id = NEW.member_id AND held.year_id = batch.year_id AND held.kind <> 'pay'), 0);
  SELECT RAISE(ABORT, 'visit.insuranceMismatch')
  FROM insurance_batches AS batch WHERE batch.id = NEW.batch_id AND (
    batch.people < 1 + (SELECT count(*) FROM insurance_lines WHERE batch_id = NEW.batch_id)
    OR batch.union_amount < NEW.union_amount + (SELECT coalesce(sum(union_amount), 0) FROM insurance_lines WHERE batch_id = NEW.batch_id)
    OR batch.held_amount < NEW.held_amount + (SELECT coalesce(sum(held_amount), 0) FROM insurance_lines WHERE batch_id = NEW.batch_id));
END;
CREATE TRIGGER insurance_batches_fixed BEFORE UPDATE ON insurance_batches BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER insurance_batches_keep BEFORE DELETE ON insurance_batches BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER insurance_lines_fixed BEFORE UPDATE ON insurance_lines BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER insurance_lines_keep BEFORE DELETE ON insurance_lines BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;

-- Who takes part: within the terms of the year, and fixed once a premium stands.
CREATE TRIGGER insurance_participants_fit BEFORE INSERT ON insurance_participants
BEGIN
  SELECT RAISE(ABORT, 'visit.insuranceParts') WHERE NOT EXISTS (
    SELECT 1 FROM insurance_years WHERE id = NEW.year_id AND NEW.shares <= max_shares
      AND NEW.union_part + NEW.member_part + NEW.employer_part = premium * NEW.shares);
  SELECT RAISE(ABORT, 'visit.insuranceWomenOnly') WHERE EXISTS (
    SELECT 1 FROM insurance_years JOIN members ON members.id = NEW.member_id
    WHERE insurance_years.id = NEW.year_id AND women_only = 1 AND members.sex IS NOT 'female');
END;
CREATE TRIGGER insurance_participants_change BEFORE UPDATE ON insurance_participants
BEGIN
  SELECT RAISE(ABORT, 'visit.insurancePaid') WHERE NEW.year_id <> OLD.year_id OR NEW.member_id <> OLD.member_id
    OR EXISTS (SELECT 1 FROM insurance_lines_standing WHERE member_id = OLD.member_id AND year_id = OLD.year_id);
  SELECT RAISE(ABORT, 'visit.insuranceParts') WHERE NOT EXISTS (
    SELECT 1 FROM insurance_years WHERE id = NEW.year_id AND NEW.shares <= max_shares
      AND NEW.union_part + NEW.member_part + NEW.employer_part = premium * NEW.shares);
END;
CREATE TRIGGER insurance_years_in_use BEFORE UPDATE OF plan_id, premium, union_part, member_part, employer_part, employer_held, max_shares, women_only
ON insurance_years
WHEN (NEW.plan_id, NEW.premium, NEW.union_part, NEW.member_part, NEW.employer_part, NEW.employer_held, NEW.max_shares, NEW.women_only)
  IS NOT (OLD.plan_id, OLD.premium, OLD.union_part, OLD.member_part, OLD.employer_part, OLD.employer_held, OLD.max_shares, OLD.women_only)
  AND EXISTS (SELECT 1 FROM insurance_participants WHERE year_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'visit.insuranceInUse'); END;
CREATE TRIGGER insurance_accounts_in_use BEFORE UPDATE OF expense_account_id, held_account_id ON insurance_years
WHEN (NEW.expense_account_id, NEW.held_account_id) IS NOT (OLD.expense_account_id, OLD.held_account_id)
  AND EXISTS (SELECT 1 FROM insurance_batches WHERE year_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'visit.insuranceInUse'); END;

-- 理赔. `event` may tell of an illness: it is read with the claim alone and stands in no list.
CREATE TABLE insurance_claims (
  id           TEXT PRIMARY KEY,
  year_id      TEXT NOT NULL,
  member_id    TEXT NOT NULL,
  applied_day  TEXT NOT NULL CONSTRAINT insurance_claim_day_shape CHECK (date(applied_day) IS applied_day),
  event        TEXT NOT NULL DEFAULT '',
  state        TEXT NOT NULL DEFAULT 'applied' CONSTRAINT insurance_claim_state_known CHECK (state IN ('applied', 'approved', 'refused')),
  decided_day  TEXT,
  amount       INTEGER CONSTRAINT insurance_claim_amount_range CHECK (amount BETWEEN 1 AND 99999999999999),
  decision     TEXT NOT NULL DEFAULT '',
  FOREIGN KEY (year_id, member_id) REFERENCES insurance_participants (year_id, member_id),
  CONSTRAINT insurance_claim_decided_whole CHECK ((state = 'applied') = (decided_day IS NULL)),
  CONSTRAINT insurance_claim_amount_whole CHECK ((state = 'approved') = (amount IS NOT NULL)),
  CONSTRAINT insurance_claim_in_order CHECK (decided_day IS NULL OR decided_day >= applied_day)
) STRICT;
CREATE INDEX insurance_claims_by_day ON insurance_claims (applied_day DESC, id DESC);
CREATE INDEX insurance_claims_of_person ON insurance_claims (year_id, member_id);
-- direct: the organiser paid the member; received, handed: through the union's account (代管经费 in and out)
CREATE TABLE insurance_payouts (
  id         TEXT PRIMARY KEY,
  claim_id   TEXT NOT NULL REFERENCES insurance_claims (id),
  step       TEXT NOT NULL CONSTRAINT insurance_payout_step_known CHECK (step IN ('direct', 'received', 'handed')),
  day        TEXT NOT NULL CONSTRAINT insurance_payout_day_shape CHECK (date(day) IS day),
  amount     INTEGER NOT NULL CONSTRAINT insurance_payout_amount_range CHECK (amount BETWEEN 1 AND 99999999999999),
  voucher_id TEXT CONSTRAINT insurance_payout_voucher_once UNIQUE REFERENCES vouchers (id),
  CONSTRAINT insurance_payout_voucher_whole CHECK ((step = 'direct') = (voucher_id IS NULL))
) STRICT;
CREATE INDEX insurance_payouts_of_claim ON insurance_payouts (claim_id, step);
CREATE INDEX insurance_payouts_by_day ON insurance_payouts (day, step);
CREATE VIEW insurance_payouts_standing AS
SELECT * FROM insurance_payouts
WHERE voucher_id IS NULL OR NOT EXISTS (SELECT 1 FROM vouchers AS reversal WHERE reversal.reverses_id = voucher_id);

CREATE TRIGGER insurance_payouts_fit BEFORE INSERT ON insurance_payouts
BEGIN
  SELECT RAISE(ABORT, 'visit.insuranceMismatch') WHERE NEW.step <> 'direct' AND NOT EXISTS (
    SELECT 1 FROM vouchers WHERE id = NEW.voucher_id AND status = 'posted' AND source = 'visits' AND amount = NEW.amount AND day = NEW.day);
  SELECT RAISE(ABORT, 'visit.claimOver') WHERE NEW.step <> 'handed' AND NEW.amount + (
    SELECT coalesce(sum(amount), 0) FROM insurance_payouts_standing WHERE claim_id = NEW.claim_id AND step <> 'handed') > coalesce((
    SELECT amount FROM insurance_claims WHERE id = NEW.claim_id), 0);
  SELECT RAISE(ABORT, 'visit.claimOver') WHERE NEW.step = 'handed' AND NEW.amount + (
    SELECT coalesce(sum(amount), 0) FROM insurance_payouts_standing WHERE claim_id = NEW.claim_id AND step = 'handed') > (
    SELECT coalesce(sum(amount), 0) FROM insurance_payouts_standing WHERE claim_id = NEW.claim_id AND step = 'received');
END;
CREATE TRIGGER insurance_payouts_fixed BEFORE UPDATE ON insurance_payouts BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER insurance_payouts_keep BEFORE DELETE ON insurance_payouts WHEN OLD.voucher_id IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER insurance_claims_paid BEFORE UPDATE ON insurance_claims
WHEN EXISTS (SELECT 1 FROM insurance_payouts_standing WHERE claim_id = OLD.id)
  AND (NEW.year_id, NEW.member_id, NEW.state, NEW.amount, NEW.decided_day) IS NOT (OLD.year_id, OLD.member_id, OLD.state, OLD.amount, OLD.decided_day)
BEGIN SELECT RAISE(ABORT, 'visit.claimPaid'); END;
CREATE TRIGGER insurance_participants_keep BEFORE DELETE ON insurance_participants
BEGIN
  SELECT RAISE(ABORT, 'visit.insurancePaid')
  WHERE EXISTS (SELECT 1 FROM insurance_lines_standing WHERE member_id = OLD.member_id AND year_id = OLD.year_id);
  SELECT RAISE(ABORT, 'visit.insuranceHasClaims')
  WHERE EXISTS (SELECT 1 FROM insurance_claims WHERE year_id = OLD.year_id AND member_id = OLD.member_id);
END;

-- What was passed on to the organiser, or to the member, must have come in: its coming in is not reversed before it.
CREATE TRIGGER insurance_collected_first BEFORE INSERT ON vouchers
WHEN NEW.reverses_id IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'visit.insurancePassedOn') WHERE EXISTS (
    SELECT 1 FROM insurance_batches AS batch JOIN insurance_lines AS line ON line.batch_id = batch.id
    JOIN insurance_lines_standing AS paid ON paid.member_id = line.member_id AND paid.year_id = batch.year_id AND paid.kind = 'pay'
    WHERE batch.voucher_id = NEW.reverses_id AND batch.kind <> 'pay');
  SELECT RAISE(ABORT, 'visit.insurancePassedOn') FROM insurance_payouts AS received
  WHERE received.voucher_id = NEW.reverses_id AND received.step = 'received'
    AND (SELECT coalesce(sum(amount), 0) FROM insurance_payouts_standing WHERE claim_id = received.claim_id AND step = 'received') - received.amount
      < (SELECT coalesce(sum(amount), 0) FROM insurance_payouts_standing WHERE claim_id = received.claim_id AND step = 'handed');
END;
