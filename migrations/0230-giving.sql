-- 慰问: how a visit was paid and to whose account, for which festival, case and illness it was given, what goods it was, and what went
-- back because nobody fetched it.

ALTER TABLE visits ADD COLUMN method TEXT NOT NULL DEFAULT 'bank' CONSTRAINT visit_method_known CHECK (method IN ('cash', 'bank', 'stock'));
-- 春节 …: what a limit per festival counts by; '' outside of festivals
ALTER TABLE visits ADD COLUMN festival TEXT NOT NULL DEFAULT '';
-- 手术 …: a case for which a kind has a limit of its own; '' for the usual one
ALTER TABLE visits ADD COLUMN case_name TEXT NOT NULL DEFAULT '';
-- 病种, for limits once an illness a year; health is sensitive, so it is read with the visit alone and stands in no list
ALTER TABLE visits ADD COLUMN illness TEXT NOT NULL DEFAULT '';
-- whose account a transfer goes to
ALTER TABLE visits ADD COLUMN payee_name TEXT NOT NULL DEFAULT '';
ALTER TABLE visits ADD COLUMN payee_bank TEXT NOT NULL DEFAULT '';
ALTER TABLE visits ADD COLUMN payee_account TEXT NOT NULL DEFAULT '';
-- what was lacking in the papers when it was given, '' when nothing was
ALTER TABLE visits ADD COLUMN papers_note TEXT NOT NULL DEFAULT '';
UPDATE visits SET method = 'cash'
WHERE EXISTS (SELECT 1 FROM entries WHERE entries.voucher_id = visits.voucher_id AND entries.account_id = '2021:101' AND entries.credit > 0);

DROP TRIGGER visits_paid_fixed;
CREATE TRIGGER visits_paid_fixed BEFORE UPDATE OF id, batch_id, batch_line, kind_id, member_id, day, reason, form, goods, amount, beneficiary,
  relation, place, visitors, resolution_id, approval_ground, standard_sentence, attachment_count, voucher_id, method, festival, case_name,
  illness, payee_name, payee_bank, payee_account, papers_note ON visits
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;

-- 慰问品 by item, where the goods of a visit were entered so; their worth is the amount of the visit.
CREATE TABLE visit_goods (
  visit_id   TEXT NOT NULL REFERENCES visits (id),
  line       INTEGER NOT NULL CONSTRAINT visit_goods_line_range CHECK (line BETWEEN 1 AND 99),
  name       TEXT NOT NULL CONSTRAINT visit_goods_named CHECK (length(trim(name)) > 0),
  unit       TEXT NOT NULL DEFAULT '',
  quantity   INTEGER NOT NULL CONSTRAINT visit_goods_quantity_range CHECK (quantity BETWEEN 1 AND 1000000),
  unit_price INTEGER NOT NULL CONSTRAINT visit_goods_price_range CHECK (unit_price BETWEEN 0 AND 99999999999999),
  PRIMARY KEY (visit_id, line)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER visit_goods_fixed BEFORE UPDATE ON visit_goods
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER visit_goods_keep BEFORE DELETE ON visit_goods
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;

-- The lists of festivals: the same of a whole list.
DROP TRIGGER visit_batches_fixed;
ALTER TABLE visit_batches ADD COLUMN method TEXT NOT NULL DEFAULT 'bank' CONSTRAINT visit_batch_method_known CHECK (method IN ('cash', 'bank', 'stock'));
ALTER TABLE visit_batches ADD COLUMN festival TEXT NOT NULL DEFAULT '';
UPDATE visit_batches SET method = 'cash'
WHERE EXISTS (SELECT 1 FROM entries WHERE entries.voucher_id = visit_batches.voucher_id AND entries.account_id = '2021:101' AND entries.credit > 0);
CREATE TRIGGER visit_batches_fixed BEFORE UPDATE ON visit_batches
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;

-- 未领退回: a line of a list that nobody signed for; its goods are in stock from then on. It counts in no sum and no standard.
CREATE TABLE visit_returns (
  visit_id   TEXT PRIMARY KEY REFERENCES visits (id),
  day        TEXT NOT NULL CONSTRAINT visit_return_day_shape CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  reason     TEXT NOT NULL,
  -- the second entry that puts the goods into stock
  voucher_id TEXT NOT NULL REFERENCES vouchers (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX visit_returns_by_voucher ON visit_returns (voucher_id);
CREATE TRIGGER visit_returns_unsigned BEFORE INSERT ON visit_returns
WHEN NOT EXISTS (SELECT 1 FROM visits WHERE id = NEW.visit_id AND signed_day IS NULL AND batch_id IS NOT NULL AND day <= NEW.day)
  OR EXISTS (SELECT 1 FROM vouchers JOIN visits ON visits.voucher_id = vouchers.reverses_id WHERE visits.id = NEW.visit_id)
BEGIN SELECT RAISE(ABORT, 'visit.notReturnable'); END;
CREATE TRIGGER visit_returns_fixed BEFORE UPDATE ON visit_returns
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER visit_returns_keep BEFORE DELETE ON visit_returns
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER visits_returned_unsigned BEFORE UPDATE OF signed_by, signed_day ON visits
WHEN EXISTS (SELECT 1 FROM visit_returns WHERE visit_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'visit.notReturnable'); END;
