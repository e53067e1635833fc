-- 会费 in full: rules with kinds of members, periods and the branch's share; when a member begins and stops to pay; waivers; receipts
-- kept as credit, released, refunded.

-- how often the union collects
ALTER TABLE dues_rules ADD COLUMN frequency TEXT NOT NULL DEFAULT 'month'
  CONSTRAINT dues_frequency_known CHECK (frequency IN ('month', 'quarter', 'halfYear', 'year'));
-- whose wage a month is computed from: its own month's, the month's before, or one month chosen for the whole period
ALTER TABLE dues_rules ADD COLUMN base_month TEXT NOT NULL DEFAULT 'own'
  CONSTRAINT dues_base_month_known CHECK (base_month IN ('own', 'previous', 'chosen'));
-- percent of what is received that a branch keeps or gets back (分会留成)
ALTER TABLE dues_rules ADD COLUMN branch_share INTEGER NOT NULL DEFAULT 0 CONSTRAINT dues_branch_share_range CHECK (branch_share BETWEEN 0 AND 100);
ALTER TABLE dues_rules ADD COLUMN note TEXT NOT NULL DEFAULT '';

-- A kind of member with dues of its own under a rule: apprentices, voluntary staff, newcomers …
CREATE TABLE dues_rule_cases (
  id           TEXT PRIMARY KEY,
  rule_id      TEXT NOT NULL REFERENCES dues_rules (id),
  position     INTEGER NOT NULL,
  name         TEXT NOT NULL CONSTRAINT dues_case_name_given CHECK (length(trim(name)) > 0),
  -- 'kind': members whose terms name it; 'newcomer': who has been a member for fewer than months_below months of the period
  applies      TEXT NOT NULL CONSTRAINT dues_case_applies_known CHECK (applies IN ('kind', 'newcomer')),
  months_below INTEGER CONSTRAINT dues_case_months_range CHECK (months_below BETWEEN 2 AND 12),
  -- a fixed amount a month, or one for the whole period; or the rule's own rate on the wage of the month before (无固定收入)
  method       TEXT NOT NULL CONSTRAINT dues_case_method_known CHECK (method IN ('flatMonth', 'flatPeriod', 'previousWage')),
  flat         INTEGER CONSTRAINT dues_case_flat_range CHECK (flat BETWEEN 0 AND 99999999999999),
  source       TEXT NOT NULL DEFAULT '',
  CONSTRAINT dues_case_name_unique UNIQUE (rule_id, name),
  CONSTRAINT dues_case_newcomer_months CHECK ((applies = 'newcomer') = (months_below IS NOT NULL)),
  CONSTRAINT dues_case_flat_amount CHECK ((method IN ('flatMonth', 'flatPeriod')) = (flat IS NOT NULL))
) STRICT;

-- What a levy was made with stays as it was: a rule that has levies is never changed, nor are its kinds.
CREATE TRIGGER dues_rules_used_fixed BEFORE UPDATE ON dues_rules WHEN EXISTS (SELECT 1 FROM levies WHERE rule_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'dues.ruleUsed'); END;
CREATE TRIGGER dues_rules_used_keep BEFORE DELETE ON dues_rules WHEN EXISTS (SELECT 1 FROM levies WHERE rule_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'dues.ruleUsed'); END;
CREATE TRIGGER dues_cases_used_insert BEFORE INSERT ON dues_rule_cases WHEN EXISTS (SELECT 1 FROM levies WHERE rule_id = NEW.rule_id)
BEGIN SELECT RAISE(ABORT, 'dues.ruleUsed'); END;
CREATE TRIGGER dues_cases_used_update BEFORE UPDATE ON dues_rule_cases
WHEN EXISTS (SELECT 1 FROM levies WHERE rule_id IN (OLD.rule_id, NEW.rule_id))
BEGIN SELECT RAISE(ABORT, 'dues.ruleUsed'); END;
CREATE TRIGGER dues_cases_used_delete BEFORE DELETE ON dues_rule_cases WHEN EXISTS (SELECT 1 FROM levies WHERE rule_id = OLD.rule_id)
BEGIN SELECT RAISE(ABORT, 'dues.ruleUsed'); END;
CREATE INDEX levies_by_rule ON levies (rule_id);

-- 起缴月, 止缴月 and the kind of a member, in force from a month on. Without a row: pays, by the rule's own rate.
CREATE TABLE dues_terms (
  member_id  TEXT NOT NULL REFERENCES members (id),
  from_month TEXT NOT NULL CONSTRAINT dues_terms_month_shape CHECK (from_month GLOB '[12][0-9][0-9][0-9]-[01][0-9]'),
  pays       INTEGER NOT NULL CONSTRAINT dues_terms_pays_flag CHECK (pays IN (0, 1)),
  -- the name of a kind; '' is the rule's own rate
  kind       TEXT NOT NULL DEFAULT '',
  -- the day of the authorisation to deduct from the payroll (代扣授权), '' without one
  authorised TEXT NOT NULL DEFAULT '',
  ground     TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (member_id, from_month)
) STRICT, WITHOUT ROWID;

-- What the sum of a levy was made of, as JSON; '' for levies made before this column, whose sum follows from wage and rule.
ALTER TABLE levies ADD COLUMN basis TEXT NOT NULL DEFAULT '' CONSTRAINT levy_basis_json CHECK (basis = '' OR json_valid(basis));
-- kept by the triggers on dues_waived: levied = paid + owed + waived
ALTER TABLE levies ADD COLUMN waived INTEGER NOT NULL DEFAULT 0 CONSTRAINT levy_waived_range CHECK (waived BETWEEN 0 AND amount - paid);
DROP INDEX levies_month_sums;
CREATE INDEX levies_month_sums ON levies (month, amount, paid, waived);
DROP INDEX levies_owed;
CREATE INDEX levies_owed ON levies (member_id, month) WHERE paid + waived < amount;
DROP TRIGGER levies_fixed;
CREATE TRIGGER levies_fixed BEFORE UPDATE OF member_id, month, rule_id, wage, cut_base, amount, levied_at, basis ON levies
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;

-- 减免: what a member need not pay for a stretch of months, with the reason and the decision.
CREATE TABLE dues_waivers (
  id            TEXT PRIMARY KEY,
  member_id     TEXT NOT NULL REFERENCES members (id),
  from_month    TEXT NOT NULL CONSTRAINT dues_waiver_from_shape CHECK (from_month GLOB '[12][0-9][0-9][0-9]-[01][0-9]'),
  to_month      TEXT NOT NULL CONSTRAINT dues_waiver_to_shape CHECK (to_month GLOB '[12][0-9][0-9][0-9]-[01][0-9]' AND to_month >= from_month),
  reason        TEXT NOT NULL CONSTRAINT dues_waiver_reason_given CHECK (length(trim(reason)) > 0),
  -- who decided it, where it is written
  decision      TEXT NOT NULL CONSTRAINT dues_waiver_decision_given CHECK (length(trim(decision)) > 0),
  day           TEXT NOT NULL,
  operator      TEXT NOT NULL,
  revoked_day   TEXT,
  revoke_reason TEXT,
  CONSTRAINT dues_waiver_revoked_with_reason CHECK ((revoked_day IS NULL) = (revoke_reason IS NULL))
) STRICT;
CREATE INDEX dues_waivers_of_member ON dues_waivers (member_id, from_month);
CREATE INDEX dues_waivers_by_day ON dues_waivers (day DESC, id DESC);
-- those in force in a month, when it is levied
CREATE INDEX dues_waivers_standing ON dues_waivers (to_month, from_month) WHERE revoked_day IS NULL;
CREATE TRIGGER dues_waivers_keep BEFORE DELETE ON dues_waivers
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
-- A waiver changes once: it is revoked.
CREATE TRIGGER dues_waivers_only_revoked BEFORE UPDATE ON dues_waivers
WHEN OLD.revoked_day IS NOT NULL OR NEW.revoked_day IS NULL OR NEW.id IS NOT OLD.id OR NEW.member_id IS NOT OLD.member_id
  OR NEW.from_month IS NOT OLD.from_month OR NEW.to_month IS NOT OLD.to_month OR NEW.reason IS NOT OLD.reason
  OR NEW.decision IS NOT OLD.decision OR NEW.day IS NOT OLD.day OR NEW.operator IS NOT OLD.operator
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;

-- What a waiver takes off a levy.
CREATE TABLE dues_waived (
  waiver_id TEXT NOT NULL REFERENCES dues_waivers (id),
  levy_id   TEXT NOT NULL REFERENCES levies (id),
  amount    INTEGER NOT NULL CONSTRAINT dues_waived_range CHECK (amount BETWEEN 1 AND 99999999999999),
  PRIMARY KEY (waiver_id, levy_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX dues_waived_of_levy ON dues_waived (levy_id);
CREATE TRIGGER dues_waived_fits BEFORE INSERT ON dues_waived
WHEN NOT EXISTS (SELECT 1 FROM dues_waivers JOIN levies USING (member_id)
                 WHERE dues_waivers.id = NEW.waiver_id AND levies.id = NEW.levy_id AND revoked_day IS NULL
                   AND levies.month BETWEEN from_month AND to_month)
BEGIN SELECT RAISE(ABORT, 'dues_waived_fits'); END;
CREATE TRIGGER dues_waived_fixed BEFORE UPDATE ON dues_waived
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER dues_waived_keep BEFORE DELETE ON dues_waived
WHEN (SELECT revoked_day FROM dues_waivers WHERE id = OLD.waiver_id) IS NULL
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER dues_waived_count AFTER INSERT ON dues_waived
BEGIN UPDATE levies SET waived = waived + NEW.amount WHERE id = NEW.levy_id; END;
CREATE TRIGGER dues_waived_uncount AFTER DELETE ON dues_waived
BEGIN UPDATE levies SET waived = waived - OLD.amount WHERE id = OLD.levy_id; END;
CREATE TRIGGER levy_waived_is_recorded BEFORE UPDATE OF waived ON levies
WHEN NEW.waived <> (SELECT coalesce(sum(amount), 0) FROM dues_waived WHERE levy_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'levy_waived_is_recorded'); END;
DROP TRIGGER levies_begin_unpaid;
CREATE TRIGGER levies_begin_unpaid BEFORE INSERT ON levies
WHEN NEW.paid <> 0 OR NEW.waived <> 0
BEGIN SELECT RAISE(ABORT, 'levy_paid_is_allocated'); END;
-- Money allocated never exceeds what is left after waivers (levy_waived_range looks only when `waived` is written).
CREATE TRIGGER levies_paid_beside_waived BEFORE UPDATE OF paid ON levies
WHEN NEW.paid + OLD.waived > OLD.amount
BEGIN SELECT RAISE(ABORT, 'levy_paid_is_allocated'); END;
DROP TRIGGER levies_paid_keep;
CREATE TRIGGER levies_paid_keep BEFORE DELETE ON levies
WHEN OLD.paid > 0 OR OLD.waived > 0
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;

-- What a payment list says, without its bytes: the same lines saved again as another file are still the same payment.
ALTER TABLE dues_batches ADD COLUMN fingerprint TEXT NOT NULL DEFAULT '';
CREATE INDEX dues_batches_by_fingerprint ON dues_batches (fingerprint) WHERE fingerprint <> '';
-- who brought the money of many (a branch, a group), '' where each pays for himself
ALTER TABLE dues_batches ADD COLUMN payer TEXT NOT NULL DEFAULT '';
-- The rows of a payroll list that were taken in, as deducted: the same row of another list of the month is the same payment.
CREATE TABLE dues_payroll_lines (
  batch_id   TEXT NOT NULL REFERENCES dues_batches (id),
  row_number INTEGER NOT NULL,
  month      TEXT NOT NULL CONSTRAINT dues_line_month_shape CHECK (month GLOB '[12][0-9][0-9][0-9]-[01][0-9]'),
  member_id  TEXT NOT NULL REFERENCES members (id),
  amount     INTEGER NOT NULL CONSTRAINT dues_line_range CHECK (amount BETWEEN 1 AND 99999999999999),
  PRIMARY KEY (batch_id, row_number)
) STRICT, WITHOUT ROWID;
CREATE INDEX dues_payroll_lines_of_month ON dues_payroll_lines (month, member_id, amount);
CREATE TRIGGER dues_payroll_lines_fixed BEFORE UPDATE ON dues_payroll_lines
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER dues_payroll_lines_keep BEFORE DELETE ON dues_payroll_lines
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
-- 交易流水号 of a transfer
ALTER TABLE dues_receipts ADD COLUMN reference TEXT NOT NULL DEFAULT '';
-- 预收: what of a receipt pays no levy and was not refunded; zero once its batch was taken back. Kept by the triggers below.
ALTER TABLE dues_receipts ADD COLUMN credit INTEGER NOT NULL DEFAULT 0 CONSTRAINT dues_receipt_credit_range CHECK (credit BETWEEN 0 AND amount);
CREATE INDEX dues_receipts_with_credit ON dues_receipts (member_id, day, id, credit) WHERE credit > 0;
DROP TRIGGER dues_receipts_fixed;
CREATE TRIGGER dues_receipts_fixed BEFORE UPDATE OF id, batch_id, member_id, amount, day, method, receipt_number, reference ON dues_receipts
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER dues_receipts_begin_unused BEFORE INSERT ON dues_receipts WHEN NEW.credit <> 0
BEGIN SELECT RAISE(ABORT, 'dues_receipt_credit_is_left'); END;
CREATE TRIGGER dues_receipts_credit AFTER INSERT ON dues_receipts
BEGIN UPDATE dues_receipts SET credit = amount WHERE id = NEW.id; END;
CREATE INDEX dues_receipts_by_number ON dues_receipts (receipt_number) WHERE receipt_number <> '';
CREATE INDEX dues_receipts_by_reference ON dues_receipts (reference) WHERE reference <> '';
-- A numbered receipt (收据) or a bank line counts once: another batch that stands may not bear it too.
CREATE TRIGGER dues_receipts_number_once BEFORE INSERT ON dues_receipts
WHEN NEW.receipt_number <> '' AND EXISTS (
  SELECT 1 FROM dues_receipts WHERE receipt_number = NEW.receipt_number AND batch_id <> NEW.batch_id
    AND NOT EXISTS (SELECT 1 FROM dues_take_backs WHERE dues_take_backs.batch_id = dues_receipts.batch_id))
BEGIN SELECT RAISE(ABORT, 'dues.receiptNumberUsed'); END;
CREATE TRIGGER dues_receipts_reference_once BEFORE INSERT ON dues_receipts
WHEN NEW.reference <> '' AND EXISTS (
  SELECT 1 FROM dues_receipts WHERE reference = NEW.reference AND batch_id <> NEW.batch_id
    AND NOT EXISTS (SELECT 1 FROM dues_take_backs WHERE dues_take_backs.batch_id = dues_receipts.batch_id))
BEGIN SELECT RAISE(ABORT, 'dues.referenceUsed'); END;

-- 退会费: credit paid back to a member, with its own voucher (借 会费收入, 贷 现金或银行).
CREATE TABLE dues_refunds (
  id             TEXT PRIMARY KEY,
  member_id      TEXT NOT NULL REFERENCES members (id),
  amount         INTEGER NOT NULL CONSTRAINT dues_refund_amount_range CHECK (amount BETWEEN 1 AND 99999999999999),
  day            TEXT NOT NULL,
  month          TEXT NOT NULL CONSTRAINT dues_refund_in_its_month CHECK (substr(day, 1, 7) = month),
  method         TEXT NOT NULL CONSTRAINT dues_refund_method_known CHECK (method IN ('cash', 'bank')),
  reason         TEXT NOT NULL CONSTRAINT dues_refund_reason_given CHECK (length(trim(reason)) > 0),
  voucher_id     TEXT NOT NULL CONSTRAINT dues_refund_voucher_once UNIQUE REFERENCES vouchers (id),
  voucher_number TEXT NOT NULL
) STRICT;
CREATE INDEX dues_refunds_of_member ON dues_refunds (member_id, day);
CREATE INDEX dues_refunds_by_month ON dues_refunds (month);
CREATE INDEX dues_refunds_by_day ON dues_refunds (day DESC, id DESC);
-- Out of which receipts it was paid; goes away again when the refund is taken back.
CREATE TABLE dues_refund_parts (
  refund_id  TEXT NOT NULL REFERENCES dues_refunds (id),
  receipt_id TEXT NOT NULL REFERENCES dues_receipts (id),
  amount     INTEGER NOT NULL CONSTRAINT dues_refund_part_range CHECK (amount BETWEEN 1 AND 99999999999999),
  PRIMARY KEY (refund_id, receipt_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX dues_refund_parts_of_receipt ON dues_refund_parts (receipt_id);
CREATE TABLE dues_refund_take_backs (
  refund_id      TEXT PRIMARY KEY REFERENCES dues_refunds (id),
  day            TEXT NOT NULL,
  month          TEXT NOT NULL CONSTRAINT dues_refund_back_in_its_month CHECK (substr(day, 1, 7) = month),
  reason         TEXT NOT NULL CONSTRAINT dues_refund_back_reason_given CHECK (length(trim(reason)) > 0),
  voucher_id     TEXT NOT NULL CONSTRAINT dues_refund_back_voucher_once UNIQUE REFERENCES vouchers (id),
  voucher_number TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX dues_refund_take_backs_by_month ON dues_refund_take_backs (month);
CREATE TRIGGER dues_refunds_match_voucher BEFORE INSERT ON dues_refunds
WHEN NOT EXISTS (SELECT 1 FROM vouchers
                 WHERE id = NEW.voucher_id AND status = 'posted' AND source = 'dues' AND amount = NEW.amount AND day = NEW.day)
BEGIN SELECT RAISE(ABORT, 'dues_batches_match_voucher'); END;
CREATE TRIGGER dues_refunds_fixed BEFORE UPDATE ON dues_refunds
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER dues_refunds_keep BEFORE DELETE ON dues_refunds
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER dues_refund_take_backs_fixed BEFORE UPDATE ON dues_refund_take_backs
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER dues_refund_take_backs_keep BEFORE DELETE ON dues_refund_take_backs
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER dues_refund_parts_fixed BEFORE UPDATE ON dues_refund_parts
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER dues_refund_parts_keep BEFORE DELETE ON dues_refund_parts
WHEN NOT EXISTS (SELECT 1 FROM dues_refund_take_backs WHERE refund_id = OLD.refund_id)
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
-- A refund comes out of its member's own credit, of money that was there on its day: received, less what pays levies, less what was refunded before.
CREATE TRIGGER dues_refund_parts_fit BEFORE INSERT ON dues_refund_parts
WHEN (SELECT member_id FROM dues_receipts WHERE id = NEW.receipt_id) IS NOT (SELECT member_id FROM dues_refunds WHERE id = NEW.refund_id)
  OR NEW.amount + (SELECT coalesce(sum(amount), 0) FROM dues_refund_parts WHERE refund_id = NEW.refund_id)
     > (SELECT amount FROM dues_refunds WHERE id = NEW.refund_id)
  OR NEW.amount + (SELECT coalesce(sum(amount), 0) FROM dues_allocations WHERE receipt_id = NEW.receipt_id)
     + (SELECT coalesce(sum(amount), 0) FROM dues_refund_parts WHERE receipt_id = NEW.receipt_id)
     > (SELECT amount FROM dues_receipts WHERE id = NEW.receipt_id)
  OR (SELECT day FROM dues_receipts WHERE id = NEW.receipt_id) > (SELECT day FROM dues_refunds WHERE id = NEW.refund_id)
  OR EXISTS (SELECT 1 FROM dues_receipts JOIN dues_take_backs USING (batch_id) WHERE dues_receipts.id = NEW.receipt_id)
BEGIN SELECT RAISE(ABORT, 'dues_allocations_fit'); END;
-- Taken back is what its reversal takes back.
CREATE TRIGGER dues_refund_take_backs_match_voucher BEFORE INSERT ON dues_refund_take_backs
WHEN NOT EXISTS (SELECT 1 FROM vouchers JOIN dues_refunds ON dues_refunds.voucher_id = vouchers.reverses_id
                 WHERE vouchers.id = NEW.voucher_id AND dues_refunds.id = NEW.refund_id AND vouchers.status = 'posted' AND vouchers.day = NEW.day)
BEGIN SELECT RAISE(ABORT, 'dues_batches_match_voucher'); END;
CREATE TRIGGER dues_take_backs_match_voucher BEFORE INSERT ON dues_take_backs
WHEN NOT EXISTS (SELECT 1 FROM vouchers JOIN dues_batches ON dues_batches.voucher_id = vouchers.reverses_id
                 WHERE vouchers.id = NEW.voucher_id AND dues_batches.id = NEW.batch_id AND vouchers.status = 'posted' AND vouchers.day = NEW.day)
BEGIN SELECT RAISE(ABORT, 'dues_batches_match_voucher'); END;
-- A batch out of which money was refunded is not taken back before that refund is.
CREATE TRIGGER dues_take_backs_unrefunded BEFORE INSERT ON dues_take_backs
WHEN EXISTS (SELECT 1 FROM dues_refund_parts JOIN dues_receipts ON dues_receipts.id = receipt_id WHERE dues_receipts.batch_id = NEW.batch_id)
BEGIN SELECT RAISE(ABORT, 'dues.batchRefunded'); END;

-- What a receipt paid becomes its member's credit again: the member had stopped paying before that month, or the levy was waived.
CREATE TABLE dues_releases (
  id         TEXT PRIMARY KEY,
  receipt_id TEXT NOT NULL REFERENCES dues_receipts (id),
  -- the levy may be withdrawn afterwards, so it is named by member (of the receipt) and month
  levy_month TEXT NOT NULL CONSTRAINT dues_release_month_shape CHECK (levy_month GLOB '[12][0-9][0-9][0-9]-[01][0-9]'),
  amount     INTEGER NOT NULL CONSTRAINT dues_release_range CHECK (amount BETWEEN 1 AND 99999999999999),
  day        TEXT NOT NULL,
  reason     TEXT NOT NULL CONSTRAINT dues_release_reason_given CHECK (length(trim(reason)) > 0),
  operator   TEXT NOT NULL,
  done       INTEGER NOT NULL DEFAULT 0 CONSTRAINT dues_release_done_flag CHECK (done IN (0, 1))
) STRICT;
CREATE INDEX dues_releases_of_receipt ON dues_releases (receipt_id, levy_month);
CREATE TRIGGER dues_releases_fit BEFORE INSERT ON dues_releases
WHEN NOT EXISTS (SELECT 1 FROM dues_allocations JOIN levies ON levies.id = levy_id
                 WHERE receipt_id = NEW.receipt_id AND month = NEW.levy_month AND dues_allocations.amount = NEW.amount)
BEGIN SELECT RAISE(ABORT, 'dues_allocations_fit'); END;
CREATE TRIGGER dues_releases_begin_undone BEFORE INSERT ON dues_releases WHEN NEW.done <> 0
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER dues_releases_keep BEFORE DELETE ON dues_releases
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
-- A release changes once: when its allocation goes.
CREATE TRIGGER dues_releases_fixed BEFORE UPDATE ON dues_releases
WHEN OLD.done = 1 OR NEW.done <> 1 OR NEW.id IS NOT OLD.id OR NEW.receipt_id IS NOT OLD.receipt_id OR NEW.levy_month IS NOT OLD.levy_month
  OR NEW.amount IS NOT OLD.amount OR NEW.day IS NOT OLD.day OR NEW.reason IS NOT OLD.reason OR NEW.operator IS NOT OLD.operator
  OR EXISTS (SELECT 1 FROM dues_allocations JOIN levies ON levies.id = levy_id WHERE receipt_id = OLD.receipt_id AND month = OLD.levy_month)
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;

-- Allocations: room for refunds, and given up also by a release.
DROP TRIGGER dues_allocations_fit;
CREATE TRIGGER dues_allocations_fit BEFORE INSERT ON dues_allocations
WHEN (SELECT member_id FROM levies WHERE id = NEW.levy_id) IS NOT (SELECT member_id FROM dues_receipts WHERE id = NEW.receipt_id)
  OR NEW.amount + (SELECT coalesce(sum(amount), 0) FROM dues_allocations WHERE receipt_id = NEW.receipt_id)
     + (SELECT coalesce(sum(amount), 0) FROM dues_refund_parts WHERE receipt_id = NEW.receipt_id)
     > (SELECT amount FROM dues_receipts WHERE id = NEW.receipt_id)
  OR EXISTS (SELECT 1 FROM dues_receipts JOIN dues_take_backs USING (batch_id) WHERE dues_receipts.id = NEW.receipt_id)
BEGIN SELECT RAISE(ABORT, 'dues_allocations_fit'); END;
DROP TRIGGER dues_allocations_keep;
CREATE TRIGGER dues_allocations_keep BEFORE DELETE ON dues_allocations
WHEN NOT EXISTS (SELECT 1 FROM dues_receipts JOIN dues_take_backs USING (batch_id) WHERE dues_receipts.id = OLD.receipt_id)
 AND NOT EXISTS (SELECT 1 FROM dues_releases JOIN levies ON levies.id = OLD.levy_id
                 WHERE receipt_id = OLD.receipt_id AND levy_month = levies.month AND dues_releases.amount = OLD.amount AND done = 0)
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER dues_allocations_released AFTER DELETE ON dues_allocations
BEGIN
  UPDATE dues_releases SET done = 1
  WHERE receipt_id = OLD.receipt_id AND done = 0 AND levy_month = (SELECT month FROM levies WHERE id = OLD.levy_id);
END;

-- An allocation only grows, out of the same receipt's credit (a waiver was revoked, so the levy is open again).
DROP TRIGGER dues_allocations_fixed;
CREATE TRIGGER dues_allocations_fixed BEFORE UPDATE ON dues_allocations
WHEN NEW.receipt_id IS NOT OLD.receipt_id OR NEW.levy_id IS NOT OLD.levy_id OR NEW.amount <= OLD.amount
  OR NEW.amount - OLD.amount > (SELECT credit FROM dues_receipts WHERE id = OLD.receipt_id)
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER dues_allocations_recount AFTER UPDATE ON dues_allocations
BEGIN
  UPDATE levies SET paid = paid + NEW.amount - OLD.amount WHERE id = NEW.levy_id;
  UPDATE dues_receipts SET credit = credit + OLD.amount - NEW.amount WHERE id = NEW.receipt_id;
END;

-- What is left of a receipt follows everything that uses it or gives it back.
CREATE TRIGGER dues_receipt_credit_is_left BEFORE UPDATE OF credit ON dues_receipts
WHEN NEW.credit <> iif(EXISTS (SELECT 1 FROM dues_take_backs WHERE batch_id = OLD.batch_id), 0,
  OLD.amount - (SELECT coalesce(sum(amount), 0) FROM dues_allocations WHERE receipt_id = OLD.id)
             - (SELECT coalesce(sum(amount), 0) FROM dues_refund_parts WHERE receipt_id = OLD.id))
BEGIN SELECT RAISE(ABORT, 'dues_receipt_credit_is_left'); END;
CREATE TRIGGER dues_allocations_use AFTER INSERT ON dues_allocations
BEGIN UPDATE dues_receipts SET credit = credit - NEW.amount WHERE id = NEW.receipt_id; END;
CREATE TRIGGER dues_allocations_give_back AFTER DELETE ON dues_allocations
WHEN NOT EXISTS (SELECT 1 FROM dues_receipts JOIN dues_take_backs USING (batch_id) WHERE dues_receipts.id = OLD.receipt_id)
BEGIN UPDATE dues_receipts SET credit = credit + OLD.amount WHERE id = OLD.receipt_id; END;
CREATE TRIGGER dues_refund_parts_use AFTER INSERT ON dues_refund_parts
BEGIN UPDATE dues_receipts SET credit = credit - NEW.amount WHERE id = NEW.receipt_id; END;
CREATE TRIGGER dues_refund_parts_give_back AFTER DELETE ON dues_refund_parts
BEGIN UPDATE dues_receipts SET credit = credit + OLD.amount WHERE id = OLD.receipt_id; END;
CREATE TRIGGER dues_take_backs_use AFTER INSERT ON dues_take_backs
BEGIN UPDATE dues_receipts SET credit = 0 WHERE batch_id = NEW.batch_id AND credit > 0; END;
