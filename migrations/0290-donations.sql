-- 捐款 (慈善一日捐 …): money that givers entrusted to the union and that it hands over. It is 代管经费 from the first to the last fen, never dues
-- and never income of the union. A collection or a handing over stands as long as its voucher is not reversed (红字冲销).

CREATE TABLE donation_drives (
  id          TEXT PRIMARY KEY,
  name        TEXT NOT NULL CONSTRAINT donation_drive_named CHECK (length(trim(name)) > 0),
  day         TEXT NOT NULL CONSTRAINT donation_drive_day_shape CHECK (date(day) IS day),
  purpose     TEXT NOT NULL DEFAULT '',
  beneficiary TEXT NOT NULL DEFAULT '',
  -- 通知、倡议书 it rests on
  notice      TEXT NOT NULL DEFAULT '',
  resolution_id TEXT REFERENCES resolutions (id),
  held_account_id TEXT NOT NULL REFERENCES accounts (id),
  closed_day  TEXT,
  CONSTRAINT donation_drive_unique UNIQUE (name, day)
) STRICT;
CREATE INDEX donation_drives_by_day ON donation_drives (day DESC, id DESC);

CREATE TABLE donation_collections (
  id         TEXT PRIMARY KEY,
  drive_id   TEXT NOT NULL REFERENCES donation_drives (id),
  day        TEXT NOT NULL,
  method     TEXT NOT NULL CONSTRAINT donation_collection_method_known CHECK (method IN ('cash', 'bank')),
  gifts      INTEGER NOT NULL CONSTRAINT donation_collection_gifts_range CHECK (gifts BETWEEN 1 AND 1000000),
  amount     INTEGER NOT NULL CONSTRAINT donation_collection_amount_range CHECK (amount BETWEEN 1 AND 99999999999999),
  voucher_id TEXT NOT NULL CONSTRAINT donation_collection_voucher_once UNIQUE REFERENCES vouchers (id)
) STRICT;
CREATE INDEX donation_collections_of_drive ON donation_collections (drive_id, day);
CREATE INDEX donation_collections_by_day ON donation_collections (day);
CREATE TABLE donation_gifts (
  collection_id TEXT NOT NULL REFERENCES donation_collections (id),
  line      INTEGER NOT NULL CONSTRAINT donation_gift_line_range CHECK (line BETWEEN 1 AND 1000000),
  member_id TEXT REFERENCES members (id),
  -- somebody who is no member; '' and no member: anonymous
  giver     TEXT NOT NULL DEFAULT '',
  amount    INTEGER NOT NULL CONSTRAINT donation_gift_amount_range CHECK (amount BETWEEN 1 AND 99999999999999),
  PRIMARY KEY (collection_id, line),
  CONSTRAINT donation_gift_one_giver CHECK (member_id IS NULL OR giver = ''),
  CONSTRAINT donation_gift_once UNIQUE (collection_id, member_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX donation_gifts_of_member ON donation_gifts (member_id) WHERE member_id IS NOT NULL;

CREATE TABLE donation_handovers (
  id             TEXT PRIMARY KEY,
  drive_id       TEXT NOT NULL REFERENCES donation_drives (id),
  day            TEXT NOT NULL,
  method         TEXT NOT NULL CONSTRAINT donation_handover_method_known CHECK (method IN ('cash', 'bank')),
  receiver       TEXT NOT NULL CONSTRAINT donation_receiver_named CHECK (length(trim(receiver)) > 0),
  receipt_number TEXT NOT NULL DEFAULT '',
  amount         INTEGER NOT NULL CONSTRAINT donation_handover_amount_range CHECK (amount BETWEEN 1 AND 99999999999999),
  voucher_id     TEXT NOT NULL CONSTRAINT donation_handover_voucher_once UNIQUE REFERENCES vouchers (id)
) STRICT;
CREATE INDEX donation_handovers_of_drive ON donation_handovers (drive_id, day);
CREATE INDEX donation_handovers_by_day ON donation_handovers (day);

CREATE VIEW donation_collections_standing AS
SELECT * FROM donation_collections WHERE NOT EXISTS (SELECT 1 FROM vouchers AS reversal WHERE reversal.reverses_id = voucher_id);
CREATE VIEW donation_handovers_standing AS
SELECT * FROM donation_handovers WHERE NOT EXISTS (SELECT 1 FROM vouchers AS reversal WHERE reversal.reverses_id = voucher_id);

-- Each is the amount of its own voucher and touches neither income nor expense.
CREATE TRIGGER donation_collections_fit BEFORE INSERT ON donation_collections
BEGIN
  SELECT RAISE(ABORT, 'visit.donationMismatch') WHERE NOT EXISTS (
    SELECT 1 FROM vouchers WHERE id = NEW.voucher_id AND status = 'posted' AND source = 'visits' AND amount = NEW.amount AND day = NEW.day)
    OR NOT EXISTS (SELECT 1 FROM entries JOIN donation_drives ON donation_drives.id = NEW.drive_id AND held_account_id = account_id
                   WHERE voucher_id = NEW.voucher_id AND credit = NEW.amount)
    OR EXISTS (SELECT 1 FROM entries JOIN accounts ON accounts.id = account_id
               WHERE voucher_id = NEW.voucher_id AND accounts.class IN ('income', 'expense'));
  SELECT RAISE(ABORT, 'visit.driveClosed') WHERE (SELECT closed_day FROM donation_drives WHERE id = NEW.drive_id) IS NOT NULL;
END;
CREATE TRIGGER donation_gifts_fit BEFORE INSERT ON donation_gifts
WHEN NOT EXISTS (
  SELECT 1 FROM donation_collections AS collection WHERE collection.id = NEW.collection_id AND NEW.line <= collection.gifts
    AND NEW.amount + (SELECT coalesce(sum(amount), 0) FROM donation_gifts WHERE collection_id = NEW.collection_id) <= collection.amount)
BEGIN SELECT RAISE(ABORT, 'visit.donationMismatch'); END;
CREATE TRIGGER donation_handovers_fit BEFORE INSERT ON donation_handovers
BEGIN
  SELECT RAISE(ABORT, 'visit.donationMismatch') WHERE NOT EXISTS (
    SELECT 1 FROM vouchers WHERE id = NEW.voucher_id AND status = 'posted' AND source = 'visits' AND amount = NEW.amount AND day = NEW.day)
    OR NOT EXISTS (SELECT 1 FROM entries JOIN donation_drives ON donation_drives.id = NEW.drive_id AND held_account_id = account_id
                   WHERE voucher_id = NEW.voucher_id AND debit = NEW.amount);
  SELECT RAISE(ABORT, 'visit.driveClosed') WHERE (SELECT closed_day FROM donation_drives WHERE id = NEW.drive_id) IS NOT NULL;
  SELECT RAISE(ABORT, 'visit.donationHanded') WHERE NEW.amount + (
    SELECT coalesce(sum(amount), 0) FROM donation_handovers_standing WHERE drive_id = NEW.drive_id) > (
    SELECT coalesce(sum(amount), 0) FROM donation_collections_standing WHERE drive_id = NEW.drive_id);
END;
CREATE TRIGGER donation_collections_fixed BEFORE UPDATE ON donation_collections BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER donation_collections_keep BEFORE DELETE ON donation_collections BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER donation_gifts_fixed BEFORE UPDATE ON donation_gifts BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER donation_gifts_keep BEFORE DELETE ON donation_gifts BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER donation_handovers_fixed BEFORE UPDATE ON donation_handovers BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER donation_handovers_keep BEFORE DELETE ON donation_handovers BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;

-- A drive is closed only when everything is handed over, and what it rests on stays.
CREATE TRIGGER donation_drives_close BEFORE UPDATE OF closed_day ON donation_drives
WHEN NEW.closed_day IS NOT NULL AND (
  (SELECT coalesce(sum(amount), 0) FROM donation_collections_standing WHERE drive_id = NEW.id) = 0
  OR (SELECT coalesce(sum(amount), 0) FROM donation_collections_standing WHERE drive_id = NEW.id)
    <> (SELECT coalesce(sum(amount), 0) FROM donation_handovers_standing WHERE drive_id = NEW.id))
BEGIN SELECT RAISE(ABORT, 'visit.driveOpen'); END;
CREATE TRIGGER donation_drives_insert_open BEFORE INSERT ON donation_drives
WHEN NEW.closed_day IS NOT NULL BEGIN SELECT RAISE(ABORT, 'visit.driveOpen'); END;
CREATE TRIGGER donation_accounts_in_use BEFORE UPDATE OF held_account_id ON donation_drives
WHEN NEW.held_account_id <> OLD.held_account_id AND EXISTS (SELECT 1 FROM donation_collections WHERE drive_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'visit.driveInUse'); END;
CREATE TRIGGER donation_vouchers_reversed BEFORE INSERT ON vouchers
WHEN NEW.reverses_id IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'visit.driveClosed') FROM donation_drives WHERE closed_day IS NOT NULL AND (
    id = (SELECT drive_id FROM donation_collections WHERE voucher_id = NEW.reverses_id)
    OR id = (SELECT drive_id FROM donation_handovers WHERE voucher_id = NEW.reverses_id));
  SELECT RAISE(ABORT, 'visit.donationHanded') FROM donation_collections AS taken WHERE taken.voucher_id = NEW.reverses_id
    AND (SELECT coalesce(sum(amount), 0) FROM donation_collections_standing WHERE drive_id = taken.drive_id) - taken.amount
      < (SELECT coalesce(sum(amount), 0) FROM donation_handovers_standing WHERE drive_id = taken.drive_id);
END;
