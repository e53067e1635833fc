-- 慰问品库存 (库存物品, 2021:121 beside 资产基金 2021:301): lots with one whole-fen price each, and what moved in and out with which voucher.

-- how many of a list have signed, from the index alone
CREATE INDEX visits_of_batch ON visits (batch_id, signed_day) WHERE batch_id IS NOT NULL;

CREATE TABLE stock_lots (
  id         TEXT PRIMARY KEY,
  name       TEXT NOT NULL CONSTRAINT stock_lot_named CHECK (length(trim(name)) > 0),
  unit       TEXT NOT NULL DEFAULT '',
  unit_price INTEGER NOT NULL CONSTRAINT stock_lot_price_range CHECK (unit_price BETWEEN 1 AND 99999999999999),
  -- opening: there when the books began; returned: what nobody of a list fetched
  origin     TEXT NOT NULL CONSTRAINT stock_lot_origin_known CHECK (origin IN ('opening', 'bought', 'returned')),
  batch_id   TEXT REFERENCES visit_batches (id),
  invoice    TEXT NOT NULL DEFAULT '',
  place      TEXT NOT NULL DEFAULT '',
  note       TEXT NOT NULL DEFAULT '',
  CONSTRAINT stock_lot_of_batch CHECK ((origin = 'returned') = (batch_id IS NOT NULL))
) STRICT;
CREATE INDEX stock_lots_of_batch ON stock_lots (batch_id) WHERE batch_id IS NOT NULL;
CREATE TRIGGER stock_lots_fixed BEFORE UPDATE OF id, name, unit, unit_price, origin, batch_id, invoice ON stock_lots
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
CREATE TRIGGER stock_lots_keep BEFORE DELETE ON stock_lots
WHEN OLD.origin <> 'opening' OR EXISTS (SELECT 1 FROM stock_moves WHERE lot_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;

CREATE TABLE stock_moves (
  id         TEXT PRIMARY KEY,
  lot_id     TEXT NOT NULL REFERENCES stock_lots (id),
  kind       TEXT NOT NULL CONSTRAINT stock_move_kind_known CHECK (kind IN ('opening', 'bought', 'returned', 'given', 'lost', 'found')),
  day        TEXT NOT NULL CONSTRAINT stock_move_day_shape CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  -- in is positive, out negative
  quantity   INTEGER NOT NULL CONSTRAINT stock_move_quantity_range CHECK (abs(quantity) BETWEEN 1 AND 100000000),
  voucher_id TEXT REFERENCES vouchers (id),
  -- why it was lost or found, and who approved it
  ground     TEXT NOT NULL DEFAULT '',
  approval   TEXT NOT NULL DEFAULT '',
  CONSTRAINT stock_move_signed CHECK ((quantity > 0) = (kind IN ('opening', 'bought', 'returned', 'found'))),
  CONSTRAINT stock_move_voucher_given CHECK ((kind = 'opening') = (voucher_id IS NULL)),
  CONSTRAINT stock_move_grounded CHECK (kind NOT IN ('lost', 'found') OR (length(trim(ground)) > 0 AND length(trim(approval)) > 0))
) STRICT;
CREATE INDEX stock_moves_of_lot ON stock_moves (lot_id, day, id);
CREATE INDEX stock_moves_of_voucher ON stock_moves (voucher_id) WHERE voucher_id IS NOT NULL;
CREATE INDEX stock_moves_by_day ON stock_moves (day DESC, id DESC);

-- Every move by the day on which it changed the stock; a reversal (红字冲销) takes back on its own day what its voucher moved.
CREATE VIEW stock_flow (lot_id, day, quantity) AS
  SELECT lot_id, day, quantity FROM stock_moves
  UNION ALL
  SELECT stock_moves.lot_id, reversal.day, -stock_moves.quantity
  FROM stock_moves CROSS JOIN vouchers AS reversal ON reversal.reverses_id = stock_moves.voucher_id;

-- A lot enters the stock once, by the move it came with.
CREATE TRIGGER stock_moves_enter_once BEFORE INSERT ON stock_moves
WHEN NEW.kind IN ('opening', 'bought', 'returned')
  AND (NEW.kind <> (SELECT origin FROM stock_lots WHERE id = NEW.lot_id) OR EXISTS (SELECT 1 FROM stock_moves WHERE lot_id = NEW.lot_id))
BEGIN SELECT RAISE(ABORT, 'stock.voucherMismatch'); END;
-- A move is worth what its voucher says on 库存物品: in on the debit side, out on the credit side.
CREATE TRIGGER stock_moves_match_voucher AFTER INSERT ON stock_moves
WHEN NEW.voucher_id IS NOT NULL
  AND (NOT EXISTS (SELECT 1 FROM vouchers WHERE id = NEW.voucher_id AND status = 'posted' AND source = 'visits' AND day = NEW.day)
       OR (SELECT sum(quantity * unit_price) FROM stock_moves JOIN stock_lots ON stock_lots.id = lot_id
           WHERE voucher_id = NEW.voucher_id AND (quantity > 0) = (NEW.quantity > 0))
          NOT BETWEEN (SELECT -coalesce(sum(credit), 0) FROM entries WHERE voucher_id = NEW.voucher_id AND account_id = '2021:121')
                  AND (SELECT coalesce(sum(debit), 0) FROM entries WHERE voucher_id = NEW.voucher_id AND account_id = '2021:121'))
BEGIN SELECT RAISE(ABORT, 'stock.voucherMismatch'); END;
-- What was there at the beginning is at most the opening balance of 库存物品.
CREATE TRIGGER stock_moves_match_opening AFTER INSERT ON stock_moves
WHEN NEW.kind = 'opening'
  AND (SELECT sum(quantity * unit_price) FROM stock_lots JOIN stock_moves ON lot_id = stock_lots.id WHERE kind = 'opening')
      > (SELECT coalesce(sum(debit - credit), 0) FROM opening_balances WHERE account_id = '2021:121')
BEGIN SELECT RAISE(ABORT, 'stock.beyondOpening'); END;
-- On no day is less than nothing there.
CREATE TRIGGER stock_moves_covered AFTER INSERT ON stock_moves
WHEN EXISTS (SELECT 1 FROM (SELECT sum(quantity) OVER (ORDER BY day) AS remaining FROM stock_flow WHERE lot_id = NEW.lot_id) WHERE remaining < 0)
BEGIN SELECT RAISE(ABORT, 'stock.negative'); END;
CREATE TRIGGER stock_moves_fixed BEFORE UPDATE ON stock_moves
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;
-- Only what was there at the beginning can be entered anew, as long as nothing was taken from it.
CREATE TRIGGER stock_moves_keep BEFORE DELETE ON stock_moves
WHEN OLD.kind <> 'opening' OR EXISTS (SELECT 1 FROM stock_moves WHERE lot_id = OLD.lot_id AND id <> OLD.id)
BEGIN SELECT RAISE(ABORT, 'ledger.postedIsFinal'); END;

-- What nobody fetched is in a lot of its list: as many shares as people, at the amount of one. The lot comes last, so that it seals who is returned
-- with its voucher; and that voucher stays.
CREATE TRIGGER visit_returns_match_voucher BEFORE INSERT ON visit_returns
WHEN NOT EXISTS (SELECT 1 FROM vouchers WHERE id = NEW.voucher_id AND status = 'posted' AND source = 'visits' AND day = NEW.day)
  OR NOT EXISTS (SELECT 1 FROM entries WHERE voucher_id = NEW.voucher_id AND account_id = '2021:121' AND debit > 0)
  OR EXISTS (SELECT 1 FROM stock_moves WHERE voucher_id = NEW.voucher_id)
BEGIN SELECT RAISE(ABORT, 'visit.notReturnable'); END;
CREATE TRIGGER stock_moves_match_returns BEFORE INSERT ON stock_moves
WHEN NEW.kind = 'returned'
  AND (NEW.quantity <> (SELECT count(*) FROM visit_returns WHERE voucher_id = NEW.voucher_id)
       OR EXISTS (SELECT 1 FROM visit_returns CROSS JOIN visits ON visits.id = visit_id CROSS JOIN stock_lots AS lot ON lot.id = NEW.lot_id
                  WHERE visit_returns.voucher_id = NEW.voucher_id AND (visits.batch_id <> lot.batch_id OR visits.amount <> lot.unit_price)))
BEGIN SELECT RAISE(ABORT, 'stock.voucherMismatch'); END;
CREATE TRIGGER vouchers_returns_stay BEFORE UPDATE OF status ON vouchers
WHEN NEW.status = 'posted' AND OLD.status = 'draft' AND NEW.reverses_id IS NOT NULL
  AND EXISTS (SELECT 1 FROM visit_returns WHERE voucher_id = NEW.reverses_id)
BEGIN SELECT RAISE(ABORT, 'stock.returnStays'); END;
CREATE TRIGGER vouchers_list_with_returns_stays BEFORE UPDATE OF status ON vouchers
WHEN NEW.status = 'posted' AND OLD.status = 'draft' AND NEW.reverses_id IS NOT NULL
  AND EXISTS (SELECT 1 FROM visit_batches CROSS JOIN visits ON visits.batch_id = visit_batches.id
              WHERE visit_batches.voucher_id = NEW.reverses_id AND EXISTS (SELECT 1 FROM visit_returns WHERE visit_id = visits.id))
BEGIN SELECT RAISE(ABORT, 'stock.listHasReturns'); END;
-- Nor does a reversal leave less than nothing: goods that were bought and given on cannot go back to the shop.
CREATE TRIGGER vouchers_reversal_leaves_stock BEFORE UPDATE OF status ON vouchers
WHEN NEW.status = 'posted' AND OLD.status = 'draft' AND NEW.reverses_id IS NOT NULL
  AND EXISTS (
    SELECT 1 FROM stock_moves AS move
    WHERE move.voucher_id = NEW.reverses_id
      AND EXISTS (SELECT 1 FROM (SELECT sum(quantity) OVER (ORDER BY day) AS remaining FROM stock_flow WHERE lot_id = move.lot_id) WHERE remaining < 0))
BEGIN SELECT RAISE(ABORT, 'stock.reversalTakesGiven'); END;
