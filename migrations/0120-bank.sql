-- 现金银行: bank statements as the bank sent them, which of their lines stand for which entries (勾对), and cash counts.
-- What must never be false is enforced here: a statement is taken in and removed whole and adds up, a match holds equal sums and
-- every line and entry once. Both are written items first, head last; the deferred keys let no transaction end in between.

-- Which column of a bank's file is what, by the titles of its header; used the next time without asking.
CREATE TABLE bank_formats (
  shape   TEXT PRIMARY KEY CONSTRAINT bank_format_shape CHECK (length(shape) BETWEEN 1 AND 8000),
  -- {"0": "day", "2": "debit", …}: column index -> field
  mapping TEXT NOT NULL CONSTRAINT bank_format_mapping_json CHECK (json_valid(mapping)),
  used_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE bank_statements (
  id             TEXT PRIMARY KEY,
  account_id     TEXT NOT NULL REFERENCES accounts (id),
  -- every row of the file with its verdict; NULL for a month without movements that was typed in
  batch_id       TEXT CONSTRAINT bank_statement_batch_once UNIQUE REFERENCES import_batches (id),
  file_name      TEXT NOT NULL DEFAULT '',
  -- the bank's own account, as the file names it
  holder         TEXT NOT NULL DEFAULT '',
  account_number TEXT NOT NULL DEFAULT '',
  from_day       TEXT NOT NULL CONSTRAINT bank_statement_from_exists CHECK (date(from_day) IS from_day),
  to_day         TEXT NOT NULL CONSTRAINT bank_statement_to_exists CHECK (date(to_day) IS to_day),
  opening        INTEGER NOT NULL CONSTRAINT bank_statement_opening_range CHECK (opening BETWEEN -99999999999999 AND 99999999999999),
  closing        INTEGER NOT NULL CONSTRAINT bank_statement_closing_range CHECK (closing BETWEEN -99999999999999 AND 99999999999999),
  -- rows that an earlier statement had brought already, and what they add up to
  left_out       INTEGER NOT NULL DEFAULT 0 CONSTRAINT bank_statement_left_out_range CHECK (left_out >= 0),
  left_out_sum   INTEGER NOT NULL DEFAULT 0 CONSTRAINT bank_statement_left_out_sum_range CHECK (left_out_sum BETWEEN -4000000000000000 AND 4000000000000000),
  taken_at       TEXT NOT NULL,
  operator       TEXT NOT NULL,
  CONSTRAINT bank_statement_days_in_order CHECK (from_day <= to_day)
) STRICT;
CREATE INDEX bank_statements_by_account ON bank_statements (account_id, from_day, to_day);

CREATE TABLE bank_lines (
  id           TEXT PRIMARY KEY,
  statement_id TEXT NOT NULL REFERENCES bank_statements (id) DEFERRABLE INITIALLY DEFERRED,
  account_id   TEXT NOT NULL REFERENCES accounts (id),
  -- in the order of the running balance
  position     INTEGER NOT NULL CONSTRAINT bank_line_position_range CHECK (position BETWEEN 1 AND 1000000),
  row_number   INTEGER NOT NULL CONSTRAINT bank_line_row_range CHECK (row_number >= 1),
  day          TEXT NOT NULL CONSTRAINT bank_line_day_exists CHECK (date(day) IS day),
  -- above zero: money came into the account; below: it went out
  amount       INTEGER NOT NULL CONSTRAINT bank_line_amount_range CHECK (amount BETWEEN -99999999999999 AND 99999999999999 AND amount <> 0),
  -- after this line, as the bank states it
  balance      INTEGER NOT NULL CONSTRAINT bank_line_balance_range CHECK (balance BETWEEN -99999999999999 AND 99999999999999),
  summary      TEXT NOT NULL DEFAULT '',
  counterparty TEXT NOT NULL DEFAULT '',
  reference    TEXT NOT NULL DEFAULT '',
  -- counts lines that are alike in everything: the same statement line never comes in twice
  occurrence   INTEGER NOT NULL DEFAULT 1 CONSTRAINT bank_line_occurrence_range CHECK (occurrence >= 1),
  CONSTRAINT bank_line_once UNIQUE (account_id, day, amount, balance, reference, occurrence),
  CONSTRAINT bank_line_position_once UNIQUE (statement_id, position)
) STRICT;
CREATE INDEX bank_lines_in_order ON bank_lines (account_id, day, statement_id, position);

-- A group of lines and entries that stand for the same money; without lines (or without entries) a set-off that comes to zero.
CREATE TABLE bank_matches (
  id         TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  -- the latest day among its lines and entries: until then the group is not complete
  last_day   TEXT NOT NULL,
  made_at    TEXT NOT NULL,
  operator   TEXT NOT NULL
) STRICT;
CREATE INDEX bank_matches_in_order ON bank_matches (account_id, last_day);

CREATE TABLE bank_match_lines (
  line_id  TEXT PRIMARY KEY REFERENCES bank_lines (id),
  match_id TEXT NOT NULL REFERENCES bank_matches (id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE INDEX bank_match_lines_by_match ON bank_match_lines (match_id);

CREATE TABLE bank_match_entries (
  voucher_id TEXT NOT NULL,
  line       INTEGER NOT NULL,
  match_id   TEXT NOT NULL REFERENCES bank_matches (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (voucher_id, line),
  FOREIGN KEY (voucher_id, line) REFERENCES entries (voucher_id, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX bank_match_entries_by_match ON bank_match_entries (match_id);

-- Where the first statement begins, entries before it count as settled by the bank and later ones as not. The exceptions:
-- `outstanding`: booked before it, the bank had not moved yet; `settled`: booked after it, the bank had moved before.
CREATE TABLE bank_opening_items (
  voucher_id TEXT NOT NULL,
  line       INTEGER NOT NULL,
  kind       TEXT NOT NULL CONSTRAINT bank_opening_kind_known CHECK (kind IN ('outstanding', 'settled')),
  marked_at  TEXT NOT NULL,
  operator   TEXT NOT NULL,
  PRIMARY KEY (voucher_id, line),
  FOREIGN KEY (voucher_id, line) REFERENCES entries (voucher_id, line)
) STRICT, WITHOUT ROWID;

-- 现金盘点: what was in the safe on a day, piece by piece, against the book.
CREATE TABLE cash_counts (
  id           TEXT PRIMARY KEY,
  account_id   TEXT NOT NULL REFERENCES accounts (id),
  day          TEXT NOT NULL CONSTRAINT cash_count_day_exists CHECK (date(day) IS day),
  yuan100      INTEGER NOT NULL CONSTRAINT cash_count_100_range CHECK (yuan100 BETWEEN 0 AND 1000000),
  yuan50       INTEGER NOT NULL CONSTRAINT cash_count_50_range CHECK (yuan50 BETWEEN 0 AND 1000000),
  yuan20       INTEGER NOT NULL CONSTRAINT cash_count_20_range CHECK (yuan20 BETWEEN 0 AND 1000000),
  yuan10       INTEGER NOT NULL CONSTRAINT cash_count_10_range CHECK (yuan10 BETWEEN 0 AND 1000000),
  yuan5        INTEGER NOT NULL CONSTRAINT cash_count_5_range CHECK (yuan5 BETWEEN 0 AND 1000000),
  yuan1        INTEGER NOT NULL CONSTRAINT cash_count_1_range CHECK (yuan1 BETWEEN 0 AND 1000000),
  jiao5        INTEGER NOT NULL CONSTRAINT cash_count_05_range CHECK (jiao5 BETWEEN 0 AND 1000000),
  jiao1        INTEGER NOT NULL CONSTRAINT cash_count_01_range CHECK (jiao1 BETWEEN 0 AND 1000000),
  counted      INTEGER NOT NULL AS (yuan100 * 10000 + yuan50 * 5000 + yuan20 * 2000 + yuan10 * 1000 + yuan5 * 500 + yuan1 * 100 + jiao5 * 50 + jiao1 * 10) STORED,
  -- what the book said at the end of that day when it was counted
  book         INTEGER NOT NULL CONSTRAINT cash_count_book_range CHECK (book BETWEEN -99999999999999 AND 99999999999999),
  counted_by   TEXT NOT NULL CONSTRAINT cash_count_by_somebody CHECK (length(trim(counted_by)) > 0),
  witnessed_by TEXT NOT NULL CONSTRAINT cash_count_witnessed CHECK (length(trim(witnessed_by)) > 0),
  note         TEXT NOT NULL DEFAULT '',
  -- the voucher that took the difference into the books
  voucher_id   TEXT CONSTRAINT cash_count_voucher_once UNIQUE REFERENCES vouchers (id),
  recorded_at  TEXT NOT NULL,
  operator     TEXT NOT NULL,
  CONSTRAINT cash_count_two_people CHECK (trim(counted_by) <> trim(witnessed_by))
) STRICT;
CREATE INDEX cash_counts_in_order ON cash_counts (account_id, day, recorded_at);

-- statements -------------------------------------------------------------------------------------------------------
CREATE TRIGGER bank_lines_before_statement BEFORE INSERT ON bank_lines
WHEN EXISTS (SELECT 1 FROM bank_statements WHERE id = NEW.statement_id)
BEGIN SELECT RAISE(ABORT, 'bank.linesFinal'); END;
CREATE TRIGGER bank_lines_fixed BEFORE UPDATE ON bank_lines
BEGIN SELECT RAISE(ABORT, 'bank.linesFinal'); END;
CREATE TRIGGER bank_lines_keep BEFORE DELETE ON bank_lines
WHEN EXISTS (SELECT 1 FROM bank_statements WHERE id = OLD.statement_id)
BEGIN SELECT RAISE(ABORT, 'bank.linesFinal'); END;
CREATE TRIGGER bank_statements_whole BEFORE INSERT ON bank_statements
WHEN EXISTS (SELECT 1 FROM bank_statements WHERE id = NEW.id)
  OR NEW.opening + NEW.left_out_sum + (SELECT coalesce(sum(amount), 0) FROM bank_lines WHERE statement_id = NEW.id) <> NEW.closing
  OR EXISTS (SELECT 1 FROM bank_lines WHERE statement_id = NEW.id AND (account_id <> NEW.account_id OR day NOT BETWEEN NEW.from_day AND NEW.to_day))
BEGIN SELECT RAISE(ABORT, 'bank.statementSums'); END;
CREATE TRIGGER bank_statements_fixed BEFORE UPDATE ON bank_statements
BEGIN SELECT RAISE(ABORT, 'bank.linesFinal'); END;
CREATE TRIGGER bank_statements_keep_matched BEFORE DELETE ON bank_statements
WHEN EXISTS (SELECT 1 FROM bank_lines CROSS JOIN bank_match_lines ON bank_match_lines.line_id = bank_lines.id WHERE bank_lines.statement_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'bank.linesFinal'); END;

-- matches ----------------------------------------------------------------------------------------------------------
CREATE TRIGGER bank_match_lines_before_match BEFORE INSERT ON bank_match_lines
WHEN EXISTS (SELECT 1 FROM bank_matches WHERE id = NEW.match_id)
BEGIN SELECT RAISE(ABORT, 'bank.matchFinal'); END;
CREATE TRIGGER bank_match_lines_fixed BEFORE UPDATE ON bank_match_lines
BEGIN SELECT RAISE(ABORT, 'bank.matchFinal'); END;
CREATE TRIGGER bank_match_lines_keep BEFORE DELETE ON bank_match_lines
WHEN EXISTS (SELECT 1 FROM bank_matches WHERE id = OLD.match_id)
BEGIN SELECT RAISE(ABORT, 'bank.matchFinal'); END;
CREATE TRIGGER bank_match_entries_before_match BEFORE INSERT ON bank_match_entries
WHEN EXISTS (SELECT 1 FROM bank_matches WHERE id = NEW.match_id)
BEGIN SELECT RAISE(ABORT, 'bank.matchFinal'); END;
CREATE TRIGGER bank_match_entries_settled BEFORE INSERT ON bank_match_entries
WHEN EXISTS (SELECT 1 FROM bank_opening_items WHERE voucher_id = NEW.voucher_id AND line = NEW.line AND kind = 'settled')
BEGIN SELECT RAISE(ABORT, 'bank.markedSettled'); END;
CREATE TRIGGER bank_match_entries_fixed BEFORE UPDATE ON bank_match_entries
BEGIN SELECT RAISE(ABORT, 'bank.matchFinal'); END;
CREATE TRIGGER bank_match_entries_keep BEFORE DELETE ON bank_match_entries
WHEN EXISTS (SELECT 1 FROM bank_matches WHERE id = OLD.match_id)
BEGIN SELECT RAISE(ABORT, 'bank.matchFinal'); END;
CREATE TRIGGER bank_matches_once BEFORE INSERT ON bank_matches
WHEN EXISTS (SELECT 1 FROM bank_matches WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'bank.matchFinal'); END;
-- At least two items of one account, from posted vouchers, of equal sums.
CREATE TRIGGER bank_matches_equal BEFORE INSERT ON bank_matches
WHEN (SELECT count(*) FROM bank_match_lines WHERE match_id = NEW.id) + (SELECT count(*) FROM bank_match_entries WHERE match_id = NEW.id) < 2
  OR (SELECT coalesce(sum(bank_lines.amount), 0) FROM bank_match_lines JOIN bank_lines ON bank_lines.id = line_id WHERE match_id = NEW.id)
     <> (SELECT coalesce(sum(entries.debit - entries.credit), 0) FROM bank_match_entries AS item
         JOIN entries ON entries.voucher_id = item.voucher_id AND entries.line = item.line WHERE item.match_id = NEW.id)
  OR EXISTS (SELECT 1 FROM bank_match_lines JOIN bank_lines ON bank_lines.id = line_id
             WHERE match_id = NEW.id AND bank_lines.account_id <> NEW.account_id)
  OR EXISTS (SELECT 1 FROM bank_match_entries AS item
             JOIN entries ON entries.voucher_id = item.voucher_id AND entries.line = item.line
             JOIN vouchers ON vouchers.id = item.voucher_id
             WHERE item.match_id = NEW.id AND (entries.account_id <> NEW.account_id OR vouchers.status <> 'posted'))
  OR NEW.last_day IS NOT (SELECT max(day) FROM (
       SELECT bank_lines.day AS day FROM bank_match_lines JOIN bank_lines ON bank_lines.id = line_id WHERE match_id = NEW.id
       UNION ALL
       SELECT vouchers.day FROM bank_match_entries AS item JOIN vouchers ON vouchers.id = item.voucher_id WHERE item.match_id = NEW.id))
BEGIN SELECT RAISE(ABORT, 'bank.unequal'); END;
CREATE TRIGGER bank_matches_fixed BEFORE UPDATE ON bank_matches
BEGIN SELECT RAISE(ABORT, 'bank.matchFinal'); END;

CREATE TRIGGER bank_opening_items_unmatched BEFORE INSERT ON bank_opening_items
WHEN (NEW.kind = 'settled' AND EXISTS (SELECT 1 FROM bank_match_entries WHERE voucher_id = NEW.voucher_id AND line = NEW.line))
  OR (SELECT status FROM vouchers WHERE id = NEW.voucher_id) IS NOT 'posted'
BEGIN SELECT RAISE(ABORT, 'bank.markedSettled'); END;
CREATE TRIGGER bank_opening_items_fixed BEFORE UPDATE ON bank_opening_items
BEGIN SELECT RAISE(ABORT, 'bank.matchFinal'); END;

-- cash counts ------------------------------------------------------------------------------------------------------
CREATE TRIGGER cash_counts_insert_unbooked BEFORE INSERT ON cash_counts
WHEN NEW.voucher_id IS NOT NULL OR EXISTS (SELECT 1 FROM cash_counts WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'bank.countFinal'); END;
-- What was counted stays; only the voucher of the difference is added, or another one when that was reversed.
CREATE TRIGGER cash_counts_fixed BEFORE UPDATE OF id, account_id, day, yuan100, yuan50, yuan20, yuan10, yuan5, yuan1, jiao5, jiao1, book, counted_by, witnessed_by, note, recorded_at, operator ON cash_counts
BEGIN SELECT RAISE(ABORT, 'bank.countFinal'); END;
CREATE TRIGGER cash_counts_booked_once BEFORE UPDATE OF voucher_id ON cash_counts
WHEN NEW.voucher_id IS NULL
  OR OLD.counted = OLD.book
  OR (OLD.voucher_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM vouchers WHERE reverses_id = OLD.voucher_id AND status = 'posted'))
  OR (SELECT coalesce(sum(debit - credit), 0) FROM entries JOIN vouchers ON vouchers.id = entries.voucher_id
      WHERE entries.voucher_id = NEW.voucher_id AND entries.account_id = OLD.account_id AND vouchers.status = 'posted') <> OLD.counted - OLD.book
BEGIN SELECT RAISE(ABORT, 'bank.countFinal'); END;
CREATE TRIGGER cash_counts_keep_booked BEFORE DELETE ON cash_counts
WHEN OLD.voucher_id IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'bank.countFinal'); END;
