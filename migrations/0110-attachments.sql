-- 凭证附件: photos and PDFs at a voucher. The files lie encrypted beside the books (附件/), each under a keyed hash of its content; what
-- they are called, at which voucher they hang and the key that opens them stand here, inside the encrypted books.

-- One random key for all files of these books. It never changes, with the passphrase neither: every file is written under it.
CREATE TABLE attachment_key (
  id  INTEGER PRIMARY KEY CONSTRAINT attachment_key_single CHECK (id = 1),
  key BLOB NOT NULL CONSTRAINT attachment_key_length CHECK (length(key) = 32)
) STRICT;
CREATE TRIGGER attachment_key_once BEFORE INSERT ON attachment_key
WHEN EXISTS (SELECT 1 FROM attachment_key)
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER attachment_key_fixed BEFORE UPDATE ON attachment_key
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER attachment_key_keep BEFORE DELETE ON attachment_key
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;

-- A content that was ever attached; the same photo at two vouchers is one file. Files are never thrown away.
CREATE TABLE attachment_files (
  sha256  TEXT PRIMARY KEY CONSTRAINT attachment_file_hash_shape CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
  kind    TEXT NOT NULL CONSTRAINT attachment_file_kind_known CHECK (kind IN ('jpeg', 'png', 'webp', 'pdf')),
  bytes   INTEGER NOT NULL CONSTRAINT attachment_file_size_range CHECK (bytes BETWEEN 1 AND 20971520),
  kept_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER attachment_files_fixed BEFORE UPDATE ON attachment_files
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER attachment_files_keep BEFORE DELETE ON attachment_files
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;

CREATE TABLE attachments (
  id          TEXT PRIMARY KEY,
  -- a draft that is thrown away takes its rows along; the files stay
  voucher_id  TEXT NOT NULL REFERENCES vouchers (id) ON DELETE CASCADE,
  position    INTEGER NOT NULL CONSTRAINT attachment_position_range CHECK (position BETWEEN 1 AND 999),
  sha256      TEXT NOT NULL REFERENCES attachment_files (sha256),
  -- what the person's file was called
  name        TEXT NOT NULL CONSTRAINT attachment_name_given CHECK (length(trim(name)) BETWEEN 1 AND 200),
  attached_at TEXT NOT NULL,
  attached_by TEXT NOT NULL,
  removed_at  TEXT,
  removed_by  TEXT,
  remove_reason TEXT,
  CONSTRAINT attachment_position_unique UNIQUE (voucher_id, position),
  CONSTRAINT attachment_removed_by_somebody CHECK (
    (removed_at IS NULL AND removed_by IS NULL AND remove_reason IS NULL)
    OR (removed_at IS NOT NULL AND removed_by IS NOT NULL AND remove_reason IS NOT NULL AND length(trim(remove_reason)) > 0))
) STRICT;
CREATE INDEX attachments_by_file ON attachments (sha256);
-- the same file does not hang at one voucher twice
CREATE UNIQUE INDEX attachment_once_a_voucher ON attachments (voucher_id, sha256) WHERE removed_at IS NULL;

CREATE TRIGGER attachments_insert_open_month BEFORE INSERT ON attachments
WHEN (SELECT periods.status FROM vouchers JOIN periods ON periods.month = vouchers.month WHERE vouchers.id = NEW.voucher_id) IS NOT 'open'
BEGIN SELECT RAISE(ABORT, 'ledger.periodClosed'); END;
CREATE TRIGGER attachments_insert_live BEFORE INSERT ON attachments
WHEN NEW.removed_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER attachments_update_open_month BEFORE UPDATE ON attachments
WHEN (SELECT periods.status FROM vouchers JOIN periods ON periods.month = vouchers.month WHERE vouchers.id = OLD.voucher_id) IS NOT 'open'
BEGIN SELECT RAISE(ABORT, 'ledger.periodClosed'); END;
-- A row changes once: it is taken off its voucher, with who, when and why.
CREATE TRIGGER attachments_only_removed BEFORE UPDATE ON attachments
WHEN OLD.removed_at IS NOT NULL OR NEW.removed_at IS NULL
  OR NEW.id IS NOT OLD.id OR NEW.voucher_id IS NOT OLD.voucher_id OR NEW.position IS NOT OLD.position OR NEW.sha256 IS NOT OLD.sha256
  OR NEW.name IS NOT OLD.name OR NEW.attached_at IS NOT OLD.attached_at OR NEW.attached_by IS NOT OLD.attached_by
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
-- While its voucher is there the row stays, also against INSERT OR REPLACE.
CREATE TRIGGER attachments_keep BEFORE DELETE ON attachments
WHEN EXISTS (SELECT 1 FROM vouchers WHERE id = OLD.voucher_id)
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
