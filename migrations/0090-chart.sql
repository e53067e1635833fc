-- 科目: the union's own detail accounts, the names of 2017 beside each account, purposes that a person may change, and what
-- vouchers of old books were called there.

ALTER TABLE accounts ADD COLUMN old_name TEXT NOT NULL DEFAULT '';
-- made by the union, not part of the chart that ships
ALTER TABLE accounts ADD COLUMN own INTEGER NOT NULL DEFAULT 0 CONSTRAINT account_own_flag CHECK (own IN (0, 1));
ALTER TABLE purposes ADD COLUMN own INTEGER NOT NULL DEFAULT 0 CONSTRAINT purpose_own_flag CHECK (own IN (0, 1));
ALTER TABLE purposes ADD COLUMN retired INTEGER NOT NULL DEFAULT 0 CONSTRAINT purpose_retired_flag CHECK (retired IN (0, 1));

-- A posted voucher that came out of older books: which file, and its month and number there.
CREATE TABLE old_vouchers (
  voucher_id TEXT PRIMARY KEY REFERENCES vouchers (id),
  batch_id   TEXT NOT NULL REFERENCES import_batches (id),
  month      TEXT NOT NULL CONSTRAINT old_voucher_month_shape CHECK (month GLOB '[12][0-9][0-9][0-9]-[01][0-9]'),
  number     TEXT NOT NULL CONSTRAINT old_voucher_number_given CHECK (length(trim(number)) > 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX old_vouchers_by_number ON old_vouchers (month, number);
CREATE INDEX old_vouchers_by_batch ON old_vouchers (batch_id);
-- The same file is taken once.
CREATE UNIQUE INDEX import_batches_old_books ON import_batches (sha256) WHERE feature = 'ledger' AND json_extract(mapping, '$.kind') = 'oldBooks';

CREATE TRIGGER old_vouchers_imported BEFORE INSERT ON old_vouchers
WHEN (SELECT source FROM vouchers WHERE id = NEW.voucher_id) IS NOT 'import' OR EXISTS (SELECT 1 FROM old_vouchers WHERE voucher_id = NEW.voucher_id)
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER old_vouchers_never_change BEFORE UPDATE ON old_vouchers
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER old_vouchers_never_shrink BEFORE DELETE ON old_vouchers
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;

-- The accounts of the regulation may be renamed, renumbered and retired, but they stay: the program posts to them by their id.
CREATE TRIGGER accounts_standard_keep BEFORE DELETE ON accounts
WHEN OLD.own = 0
BEGIN SELECT RAISE(ABORT, 'ledger.accountStandard'); END;
CREATE TRIGGER accounts_own_fixed BEFORE UPDATE OF own ON accounts
WHEN NEW.own <> OLD.own
BEGIN SELECT RAISE(ABORT, 'ledger.accountStandard'); END;
CREATE TRIGGER accounts_own_hangs BEFORE INSERT ON accounts
WHEN NEW.own = 1 AND NEW.parent_id IS NULL
BEGIN SELECT RAISE(ABORT, 'ledger.accountStandard'); END;
-- Entries are made on accounts without others below them; so is what a purpose stands for.
CREATE TRIGGER purposes_detail_insert BEFORE INSERT ON purposes
WHEN EXISTS (SELECT 1 FROM accounts WHERE parent_id IN (NEW.account_id, NEW.set_aside_id))
BEGIN SELECT RAISE(ABORT, 'purposes_detail_insert'); END;
CREATE TRIGGER purposes_detail_update BEFORE UPDATE OF account_id, set_aside_id ON purposes
WHEN EXISTS (SELECT 1 FROM accounts WHERE parent_id IN (NEW.account_id, NEW.set_aside_id))
BEGIN SELECT RAISE(ABORT, 'purposes_detail_update'); END;

-- Books that were made before: the same names and purposes that new books get from the program's lists.
WITH names (id, old_name) AS (VALUES
  ('2021:401', '会费收入'),
  ('2021:402', '拨缴经费收入'),
  ('2021:403', '上级工会补助收入'),
  ('2021:40301', '上级工会补助收入'),
  ('2021:40302', '上级工会补助收入'),
  ('2021:405', '行政补助收入'),
  ('2021:406', '事业收入'),
  ('2021:407', '投资收益'),
  ('2021:408', '其他收入'),
  ('2021:501', '职工活动支出'),
  ('2021:50101', '职工教育支出'),
  ('2021:50102', '文体活动支出'),
  ('2021:50103', '宣传活动支出'),
  ('2021:50104', '其他活动支出'),
  ('2021:50105', '职工集体福利支出'),
  ('2021:50106', '其他活动支出'),
  ('2021:50301', '专项业务费'),
  ('2021:50302', '专项业务费'),
  ('2021:50303', '专项业务费'),
  ('2021:50304', '专项业务费'),
  ('2021:50305', '其他维权支出'),
  ('2021:504', '维权支出'),
  ('2021:50401', '劳动关系协调费'),
  ('2021:50402', '劳动保护费'),
  ('2021:50403', '法律援助费'),
  ('2021:50404', '困难职工帮扶费'),
  ('2021:50405', '送温暖费'),
  ('2021:50406', '其他维权支出'),
  ('2021:505', '业务支出'),
  ('2021:50501', '培训费'),
  ('2021:50502', '会议费'),
  ('2021:50503', '专项业务费'),
  ('2021:50504', '其他业务支出'),
  ('2021:507', '资本性支出'),
  ('2021:509', '事业支出'),
  ('2021:510', '其他支出')
)
UPDATE accounts SET old_name = (SELECT names.old_name FROM names WHERE names.id = accounts.id) WHERE id IN (SELECT id FROM names);
UPDATE purposes SET position = position * 10;
INSERT INTO purposes (id, direction, flow, label, hint, account_id, old_name, position)
SELECT 'in-allocation-refunded', 'income', 'in', '上级全额返还的拨缴经费', '小微企业等按政策先上缴、后全额返还的经费，全部归本会；政策期限请看上级工会的通知',
       '2021:402', '拨缴经费收入', (SELECT position + 5 FROM purposes WHERE id = 'in-allocation-full')
WHERE EXISTS (SELECT 1 FROM purposes WHERE id = 'in-allocation-full');
INSERT INTO purposes (id, direction, flow, label, hint, account_id, old_name, position)
SELECT 'in-surplus', 'income', 'in', '盘盈资产处理收入', '盘点多出的物品、设备，经批准处理后收到的钱',
       '2021:408', '其他收入', (SELECT position + 5 FROM purposes WHERE id = 'in-disposal')
WHERE EXISTS (SELECT 1 FROM purposes WHERE id = 'in-disposal');
WITH names (account_id, old_name) AS (VALUES
  ('2021:50301', '专项业务费'), ('2021:50302', '专项业务费'), ('2021:50303', '专项业务费'), ('2021:50304', '专项业务费'),
  ('2021:50401', '劳动关系协调费'), ('2021:50402', '劳动保护费'), ('2021:50403', '法律援助费'), ('2021:50404', '困难职工帮扶费'),
  ('2021:50405', '送温暖费'), ('2021:50501', '培训费'), ('2021:50502', '会议费'), ('2021:50503', '专项业务费')
)
UPDATE purposes SET old_name = (SELECT names.old_name FROM names WHERE names.account_id = purposes.account_id) WHERE account_id IN (SELECT account_id FROM names);
