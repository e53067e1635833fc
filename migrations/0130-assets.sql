-- 固定资产. A card stands for what one voucher brought into the books (or what was there before them). What follows from vouchers is kept
-- true here: cards never hold more than their voucher, a month is depreciated once and never below what is left, what is disposed of is
-- written off whole, and whatever a reversed voucher did is undone with it.

CREATE TABLE asset_settings (
  id INTEGER PRIMARY KEY CONSTRAINT asset_settings_single CHECK (id = 1),
  general_threshold INTEGER NOT NULL DEFAULT 100000 CONSTRAINT asset_general_threshold_range CHECK (general_threshold BETWEEN 0 AND 99999999999999),
  special_threshold INTEGER NOT NULL DEFAULT 150000 CONSTRAINT asset_special_threshold_range CHECK (special_threshold BETWEEN 0 AND 99999999999999),
  -- used for longer than this
  least_months INTEGER NOT NULL DEFAULT 12 CONSTRAINT asset_least_months_range CHECK (least_months BETWEEN 0 AND 120),
  threshold_basis TEXT NOT NULL DEFAULT '单价 1000 元、专用设备 1500 元、使用一年以上：取自某大学工会的规定；旧口径是 500 元、800 元。待核，请按上级工会的规定改。',
  depreciation TEXT NOT NULL DEFAULT 'straightLine' CONSTRAINT asset_depreciation_known CHECK (depreciation IN ('off', 'straightLine')),
  -- depreciated from the month of purchase, or from the month after
  first_month TEXT NOT NULL DEFAULT 'purchase' CONSTRAINT asset_first_month_known CHECK (first_month IN ('purchase', 'next')),
  residual_percent INTEGER NOT NULL DEFAULT 0 CONSTRAINT asset_residual_percent_range CHECK (residual_percent BETWEEN 0 AND 99),
  depreciation_basis TEXT NOT NULL DEFAULT '财会〔2021〕7号要提折旧，冲减资产基金；2009 年的制度不提。基层工会可否不提、从购入当月还是次月起提、残值率都待核，请按上级工会的要求选。',
  -- the standard accounts when left out; set when the union has detail accounts below them
  asset_account_id        TEXT REFERENCES accounts (id),
  depreciation_account_id TEXT REFERENCES accounts (id),
  fund_account_id         TEXT REFERENCES accounts (id)
) STRICT;
INSERT INTO asset_settings (id) VALUES (1);

-- The union's own list, filled from the one that ships when it is first needed.
CREATE TABLE asset_categories (
  id       TEXT PRIMARY KEY,
  name     TEXT NOT NULL CONSTRAINT asset_category_name_unique UNIQUE CONSTRAINT asset_category_name_given CHECK (length(trim(name)) > 0),
  -- NULL: not depreciated
  useful_months INTEGER CONSTRAINT asset_category_months_range CHECK (useful_months BETWEEN 1 AND 1200),
  -- 专用设备: measured by the other threshold
  special  INTEGER NOT NULL DEFAULT 0 CONSTRAINT asset_category_special_flag CHECK (special IN (0, 1)),
  remark   TEXT NOT NULL DEFAULT '',
  position INTEGER NOT NULL,
  retired  INTEGER NOT NULL DEFAULT 0 CONSTRAINT asset_category_retired_flag CHECK (retired IN (0, 1))
) STRICT;

CREATE TABLE asset_cards (
  id          TEXT PRIMARY KEY,
  number      TEXT NOT NULL CONSTRAINT asset_number_unique UNIQUE CONSTRAINT asset_number_given CHECK (length(trim(number)) > 0),
  name        TEXT NOT NULL CONSTRAINT asset_name_given CHECK (length(trim(name)) > 0),
  -- name, pinyin and initials in lower case, for searching
  keywords    TEXT NOT NULL,
  category_id TEXT NOT NULL REFERENCES asset_categories (id),
  model       TEXT NOT NULL DEFAULT '',
  quantity    INTEGER NOT NULL CONSTRAINT asset_quantity_range CHECK (quantity BETWEEN 1 AND 99999),
  unit        TEXT NOT NULL DEFAULT '',
  -- opening: there before the books began
  way         TEXT NOT NULL CONSTRAINT asset_way_known CHECK (way IN ('opening', 'bought', 'granted', 'donated', 'found')),
  acquired_day TEXT NOT NULL CONSTRAINT asset_day_exists CHECK (date(acquired_day) IS acquired_day),
  original    INTEGER NOT NULL CONSTRAINT asset_original_range CHECK (original BETWEEN 1 AND 99999999999999),
  opening_accumulated INTEGER NOT NULL DEFAULT 0 CONSTRAINT asset_opening_range CHECK (opening_accumulated BETWEEN 0 AND original),
  residual    INTEGER NOT NULL DEFAULT 0 CONSTRAINT asset_residual_range CHECK (residual BETWEEN 0 AND original - opening_accumulated),
  useful_months INTEGER CONSTRAINT asset_months_range CHECK (useful_months BETWEEN 1 AND 1200),
  -- plan_base is spread over plan_months from plan_from on; all three or none
  plan_from   TEXT CONSTRAINT asset_plan_month_shape CHECK (plan_from GLOB '[12][0-9][0-9][0-9]-[01][0-9]' AND substr(plan_from, 6) BETWEEN '01' AND '12'),
  plan_base   INTEGER CONSTRAINT asset_plan_base_range CHECK (plan_base BETWEEN 0 AND 99999999999999),
  plan_months INTEGER CONSTRAINT asset_plan_months_range CHECK (plan_months BETWEEN 1 AND 1200),
  -- on which account the original value stands
  account_id  TEXT NOT NULL REFERENCES accounts (id),
  voucher_id  TEXT REFERENCES vouchers (id),
  department  TEXT NOT NULL DEFAULT '',
  keeper      TEXT NOT NULL DEFAULT '',
  place       TEXT NOT NULL DEFAULT '',
  -- void: its voucher was reversed
  status      TEXT NOT NULL DEFAULT 'inUse' CONSTRAINT asset_status_known CHECK (status IN ('inUse', 'idle', 'repair', 'disposed', 'void')),
  note        TEXT NOT NULL DEFAULT '',
  CONSTRAINT asset_voucher_unless_opening CHECK ((way = 'opening') = (voucher_id IS NULL)),
  CONSTRAINT asset_accumulated_only_opening CHECK (way = 'opening' OR opening_accumulated = 0),
  CONSTRAINT asset_plan_whole CHECK ((plan_from IS NULL) = (plan_base IS NULL) AND (plan_from IS NULL) = (plan_months IS NULL))
) STRICT;
CREATE INDEX asset_cards_by_status ON asset_cards (status, number);
CREATE INDEX asset_cards_of_voucher ON asset_cards (voucher_id) WHERE voucher_id IS NOT NULL;

-- Where a card is and was: the first row is how it began, each later one a change.
CREATE TABLE asset_moves (
  card_id    TEXT NOT NULL REFERENCES asset_cards (id) ON DELETE CASCADE,
  sequence   INTEGER NOT NULL CONSTRAINT asset_move_sequence_range CHECK (sequence >= 1),
  day        TEXT NOT NULL CONSTRAINT asset_move_day_exists CHECK (date(day) IS day),
  department TEXT NOT NULL DEFAULT '',
  keeper     TEXT NOT NULL DEFAULT '',
  place      TEXT NOT NULL DEFAULT '',
  status     TEXT NOT NULL CONSTRAINT asset_move_status_known CHECK (status IN ('inUse', 'idle', 'repair')),
  reason     TEXT NOT NULL DEFAULT '',
  recorded_by TEXT NOT NULL,
  PRIMARY KEY (card_id, sequence)
) STRICT, WITHOUT ROWID;

-- One depreciation voucher a month; its lines say which months of which cards.
CREATE TABLE asset_runs (
  id         TEXT PRIMARY KEY,
  month      TEXT NOT NULL REFERENCES periods (month),
  voucher_id TEXT NOT NULL CONSTRAINT asset_run_voucher_once UNIQUE REFERENCES vouchers (id),
  -- 0 once its voucher is reversed
  live       INTEGER NOT NULL DEFAULT 1 CONSTRAINT asset_run_live_flag CHECK (live IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX asset_run_once_a_month ON asset_runs (month) WHERE live = 1;
CREATE TABLE asset_depreciations (
  run_id  TEXT NOT NULL REFERENCES asset_runs (id),
  card_id TEXT NOT NULL REFERENCES asset_cards (id),
  month   TEXT NOT NULL CONSTRAINT asset_depreciation_month_shape CHECK (month GLOB '[12][0-9][0-9][0-9]-[01][0-9]' AND substr(month, 6) BETWEEN '01' AND '12'),
  amount  INTEGER NOT NULL CONSTRAINT asset_depreciation_range CHECK (amount BETWEEN 1 AND 99999999999999),
  live    INTEGER NOT NULL DEFAULT 1 CONSTRAINT asset_depreciation_live_flag CHECK (live IN (0, 1)),
  PRIMARY KEY (run_id, card_id, month)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX asset_depreciated_once ON asset_depreciations (card_id, month) WHERE live = 1;
CREATE INDEX asset_depreciations_of_card ON asset_depreciations (card_id, live, month, amount);
CREATE INDEX asset_depreciations_by_month ON asset_depreciations (month, card_id) WHERE live = 1;

CREATE TABLE asset_disposals (
  id         TEXT PRIMARY KEY,
  kind       TEXT NOT NULL CONSTRAINT asset_disposal_kind_known CHECK (kind IN ('scrapped', 'sold', 'donated', 'lost')),
  day        TEXT NOT NULL CONSTRAINT asset_disposal_day_exists CHECK (date(day) IS day),
  ground     TEXT NOT NULL CONSTRAINT asset_disposal_ground_given CHECK (length(trim(ground)) > 0),
  resolution_id TEXT REFERENCES resolutions (id),
  voucher_id TEXT NOT NULL CONSTRAINT asset_disposal_voucher_once UNIQUE REFERENCES vouchers (id),
  proceeds   INTEGER NOT NULL DEFAULT 0 CONSTRAINT asset_proceeds_range CHECK (proceeds BETWEEN 0 AND 99999999999999),
  cost       INTEGER NOT NULL DEFAULT 0 CONSTRAINT asset_cost_range CHECK (cost BETWEEN 0 AND 99999999999999),
  live       INTEGER NOT NULL DEFAULT 1 CONSTRAINT asset_disposal_live_flag CHECK (live IN (0, 1))
) STRICT;
CREATE INDEX asset_disposals_by_resolution ON asset_disposals (resolution_id) WHERE resolution_id IS NOT NULL;
CREATE TABLE asset_disposal_cards (
  disposal_id TEXT NOT NULL REFERENCES asset_disposals (id),
  card_id     TEXT NOT NULL REFERENCES asset_cards (id),
  original    INTEGER NOT NULL,
  accumulated INTEGER NOT NULL,
  status_before TEXT NOT NULL,
  live        INTEGER NOT NULL DEFAULT 1 CONSTRAINT asset_disposal_card_live_flag CHECK (live IN (0, 1)),
  PRIMARY KEY (disposal_id, card_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX asset_disposed_once ON asset_disposal_cards (card_id) WHERE live = 1;
CREATE INDEX asset_disposals_of_card ON asset_disposal_cards (card_id, disposal_id);

-- 盘点: every card there was on its day, with what was found. A finished one stays as it is.
CREATE TABLE asset_stocktakes (
  id          TEXT PRIMARY KEY,
  day         TEXT NOT NULL CONSTRAINT asset_stocktake_day_exists CHECK (date(day) IS day),
  counters    TEXT NOT NULL DEFAULT '',
  note        TEXT NOT NULL DEFAULT '',
  started_by  TEXT NOT NULL,
  finished_day TEXT CONSTRAINT asset_stocktake_finished_exists CHECK (date(finished_day) IS finished_day),
  finished_by TEXT,
  CONSTRAINT asset_stocktake_finished_whole CHECK ((finished_day IS NULL) = (finished_by IS NULL))
) STRICT;
CREATE UNIQUE INDEX asset_stocktake_one_open ON asset_stocktakes (finished_day IS NULL) WHERE finished_day IS NULL;
CREATE INDEX asset_stocktakes_by_day ON asset_stocktakes (day DESC, id);
CREATE TABLE asset_stocktake_lines (
  stocktake_id TEXT NOT NULL REFERENCES asset_stocktakes (id) ON DELETE CASCADE,
  card_id    TEXT NOT NULL REFERENCES asset_cards (id),
  -- the card as it stood when the count began
  number     TEXT NOT NULL,
  name       TEXT NOT NULL,
  category   TEXT NOT NULL,
  model      TEXT NOT NULL,
  quantity   INTEGER NOT NULL,
  unit       TEXT NOT NULL,
  original   INTEGER NOT NULL,
  net        INTEGER NOT NULL,
  department TEXT NOT NULL,
  keeper     TEXT NOT NULL,
  place      TEXT NOT NULL,
  result     TEXT CONSTRAINT asset_stocktake_result_known CHECK (result IN ('agrees', 'missing', 'damaged', 'moved', 'other')),
  note       TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (stocktake_id, card_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX asset_stocktakes_of_card ON asset_stocktake_lines (card_id, stocktake_id);
CREATE TABLE asset_stocktake_found (
  id         TEXT PRIMARY KEY,
  stocktake_id TEXT NOT NULL REFERENCES asset_stocktakes (id) ON DELETE CASCADE,
  name       TEXT NOT NULL CONSTRAINT asset_found_name_given CHECK (length(trim(name)) > 0),
  model      TEXT NOT NULL DEFAULT '',
  quantity   INTEGER NOT NULL CONSTRAINT asset_found_quantity_range CHECK (quantity BETWEEN 1 AND 99999),
  place      TEXT NOT NULL DEFAULT '',
  note       TEXT NOT NULL DEFAULT '',
  -- the card that was made of it
  card_id    TEXT REFERENCES asset_cards (id)
) STRICT;
CREATE INDEX asset_found_of_stocktake ON asset_stocktake_found (stocktake_id, id);

-- cards ------------------------------------------------------------------------------------------------------------
CREATE TRIGGER asset_cards_insert BEFORE INSERT ON asset_cards
WHEN EXISTS (SELECT 1 FROM asset_cards WHERE id = NEW.id OR number = NEW.number) OR NEW.status IN ('disposed', 'void')
BEGIN SELECT RAISE(ABORT, 'ledger.assetFinal'); END;
CREATE TRIGGER asset_cards_insert_opening BEFORE INSERT ON asset_cards
WHEN NEW.way = 'opening' AND NEW.acquired_day >= (SELECT min(year) || '-01-01' FROM openings)
BEGIN SELECT RAISE(ABORT, 'ledger.assetFinal'); END;
-- Together the cards of a voucher hold what it debits to their account, dated as it is.
CREATE TRIGGER asset_cards_insert_voucher BEFORE INSERT ON asset_cards
WHEN NEW.way <> 'opening'
  AND (NOT EXISTS (SELECT 1 FROM vouchers WHERE id = NEW.voucher_id AND status = 'posted' AND source = 'assets' AND day = NEW.acquired_day)
       OR EXISTS (SELECT 1 FROM vouchers WHERE reverses_id = NEW.voucher_id AND status = 'posted')
       OR NEW.original + (SELECT coalesce(sum(original), 0) FROM asset_cards WHERE voucher_id = NEW.voucher_id AND account_id = NEW.account_id)
          > (SELECT coalesce(sum(debit), 0) FROM entries WHERE voucher_id = NEW.voucher_id AND account_id = NEW.account_id))
BEGIN SELECT RAISE(ABORT, 'ledger.assetVoucherMismatch'); END;
CREATE TRIGGER asset_cards_value_fixed BEFORE UPDATE OF id, way, acquired_day, original, opening_accumulated, account_id, voucher_id ON asset_cards
WHEN (NEW.id <> OLD.id OR NEW.way <> OLD.way OR NEW.acquired_day <> OLD.acquired_day OR NEW.original <> OLD.original
      OR NEW.opening_accumulated <> OLD.opening_accumulated OR NEW.account_id <> OLD.account_id OR NEW.voucher_id IS NOT OLD.voucher_id)
  AND (OLD.way <> 'opening' OR NEW.way <> 'opening' OR NEW.id <> OLD.id
       OR NEW.acquired_day >= (SELECT min(year) || '-01-01' FROM openings)
       OR EXISTS (SELECT 1 FROM asset_depreciations WHERE card_id = OLD.id AND live = 1)
       OR EXISTS (SELECT 1 FROM asset_disposal_cards WHERE card_id = OLD.id AND live = 1))
BEGIN SELECT RAISE(ABORT, 'ledger.assetFinal'); END;
-- What is left to be depreciated is never more than what is left of the card.
CREATE TRIGGER asset_cards_plan_fits BEFORE UPDATE OF plan_base, residual, original, opening_accumulated ON asset_cards
WHEN NEW.original - NEW.residual < NEW.opening_accumulated
       + (SELECT coalesce(sum(amount), 0) FROM asset_depreciations WHERE card_id = OLD.id AND live = 1)
BEGIN SELECT RAISE(ABORT, 'ledger.assetFinal'); END;
-- The state follows the papers: disposal and reversal by their rows, everything else by a move.
CREATE TRIGGER asset_cards_status_follows BEFORE UPDATE OF status ON asset_cards
WHEN NEW.status <> OLD.status
  AND (OLD.status = 'void'
       OR (NEW.status = 'disposed') IS NOT EXISTS (SELECT 1 FROM asset_disposal_cards WHERE card_id = OLD.id AND live = 1)
       OR (NEW.status = 'void') IS NOT (OLD.voucher_id IS NOT NULL AND EXISTS (SELECT 1 FROM vouchers WHERE reverses_id = OLD.voucher_id AND status = 'posted')))
BEGIN SELECT RAISE(ABORT, 'ledger.assetFinal'); END;
CREATE TRIGGER asset_cards_place_follows BEFORE UPDATE OF department, keeper, place, status ON asset_cards
WHEN (NEW.department <> OLD.department OR NEW.keeper <> OLD.keeper OR NEW.place <> OLD.place OR NEW.status <> OLD.status)
  AND NOT EXISTS (SELECT 1 FROM asset_moves WHERE card_id = OLD.id
                    AND sequence = (SELECT max(sequence) FROM asset_moves WHERE card_id = OLD.id)
                    AND department = NEW.department AND keeper = NEW.keeper AND place = NEW.place
                    AND (NEW.status IN ('disposed', 'void') OR status = NEW.status))
BEGIN SELECT RAISE(ABORT, 'ledger.assetFinal'); END;
-- Only a card of the opening that nothing happened to may go; what refers to it holds it back.
CREATE TRIGGER asset_cards_keep BEFORE DELETE ON asset_cards
WHEN OLD.way <> 'opening'
  OR EXISTS (SELECT 1 FROM asset_depreciations WHERE card_id = OLD.id)
  OR EXISTS (SELECT 1 FROM asset_disposal_cards WHERE card_id = OLD.id)
  OR EXISTS (SELECT 1 FROM asset_stocktake_lines WHERE card_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'ledger.assetFinal'); END;

-- moves ------------------------------------------------------------------------------------------------------------
CREATE TRIGGER asset_moves_insert BEFORE INSERT ON asset_moves
WHEN NEW.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM asset_moves WHERE card_id = NEW.card_id)
  OR NEW.day < (SELECT max(day) FROM asset_moves WHERE card_id = NEW.card_id)
  OR (SELECT status FROM asset_cards WHERE id = NEW.card_id) IN ('disposed', 'void')
BEGIN SELECT RAISE(ABORT, 'ledger.assetFinal'); END;
CREATE TRIGGER asset_moves_move_card AFTER INSERT ON asset_moves
BEGIN
  UPDATE asset_cards SET department = NEW.department, keeper = NEW.keeper, place = NEW.place, status = NEW.status WHERE id = NEW.card_id;
END;
CREATE TRIGGER asset_moves_fixed BEFORE UPDATE ON asset_moves
BEGIN SELECT RAISE(ABORT, 'ledger.assetFinal'); END;
CREATE TRIGGER asset_moves_keep BEFORE DELETE ON asset_moves
WHEN EXISTS (SELECT 1 FROM asset_cards WHERE id = OLD.card_id)
BEGIN SELECT RAISE(ABORT, 'ledger.assetFinal'); END;

-- depreciation -----------------------------------------------------------------------------------------------------
-- Month after month: a run never stands before one that is there, so what was taken can be followed.
CREATE TRIGGER asset_runs_insert BEFORE INSERT ON asset_runs
WHEN NEW.live <> 1 OR EXISTS (SELECT 1 FROM asset_runs WHERE id = NEW.id OR voucher_id = NEW.voucher_id OR (live = 1 AND month >= NEW.month))
  OR NOT EXISTS (SELECT 1 FROM vouchers WHERE id = NEW.voucher_id AND status = 'posted' AND source = 'assets' AND month = NEW.month)
  OR EXISTS (SELECT 1 FROM vouchers WHERE reverses_id = NEW.voucher_id)
BEGIN SELECT RAISE(ABORT, 'ledger.assetFinal'); END;
CREATE TRIGGER asset_runs_update BEFORE UPDATE ON asset_runs
WHEN NEW.id <> OLD.id OR NEW.month <> OLD.month OR NEW.voucher_id <> OLD.voucher_id OR OLD.live = 0 OR NEW.live = 1
  OR NOT EXISTS (SELECT 1 FROM vouchers WHERE reverses_id = OLD.voucher_id AND status = 'posted')
BEGIN SELECT RAISE(ABORT, 'ledger.assetFinal'); END;
CREATE TRIGGER asset_runs_keep BEFORE DELETE ON asset_runs
BEGIN SELECT RAISE(ABORT, 'ledger.assetFinal'); END;
CREATE TRIGGER asset_depreciations_insert BEFORE INSERT ON asset_depreciations
WHEN NEW.live <> 1
  OR EXISTS (SELECT 1 FROM asset_depreciations WHERE card_id = NEW.card_id AND month = NEW.month AND live = 1)
  OR EXISTS (SELECT 1 FROM asset_depreciations WHERE run_id = NEW.run_id AND card_id = NEW.card_id AND month = NEW.month)
  OR NOT EXISTS (SELECT 1 FROM asset_runs WHERE id = NEW.run_id AND live = 1 AND month >= NEW.month)
  OR NOT EXISTS (SELECT 1 FROM asset_cards WHERE id = NEW.card_id AND status NOT IN ('disposed', 'void') AND substr(acquired_day, 1, 7) <= NEW.month)
BEGIN SELECT RAISE(ABORT, 'ledger.assetFinal'); END;
CREATE TRIGGER asset_depreciations_insert_left BEFORE INSERT ON asset_depreciations
WHEN NEW.amount + (SELECT coalesce(sum(amount), 0) FROM asset_depreciations WHERE card_id = NEW.card_id AND live = 1)
     > (SELECT original - residual - opening_accumulated FROM asset_cards WHERE id = NEW.card_id)
  OR NEW.amount + (SELECT coalesce(sum(amount), 0) FROM asset_depreciations WHERE run_id = NEW.run_id)
     > (SELECT amount FROM asset_runs JOIN vouchers ON vouchers.id = asset_runs.voucher_id WHERE asset_runs.id = NEW.run_id)
BEGIN SELECT RAISE(ABORT, 'ledger.assetVoucherMismatch'); END;
CREATE TRIGGER asset_depreciations_update BEFORE UPDATE ON asset_depreciations
WHEN NEW.run_id <> OLD.run_id OR NEW.card_id <> OLD.card_id OR NEW.month <> OLD.month OR NEW.amount <> OLD.amount OR OLD.live = 0 OR NEW.live = 1
  OR (SELECT live FROM asset_runs WHERE id = OLD.run_id) = 1
BEGIN SELECT RAISE(ABORT, 'ledger.assetFinal'); END;
CREATE TRIGGER asset_depreciations_keep BEFORE DELETE ON asset_depreciations
BEGIN SELECT RAISE(ABORT, 'ledger.assetFinal'); END;
CREATE TRIGGER asset_runs_taken_back AFTER UPDATE OF live ON asset_runs
WHEN NEW.live = 0
BEGIN
  UPDATE asset_depreciations SET live = 0 WHERE run_id = NEW.id;
  -- a plan that began later had counted these months as taken
  UPDATE asset_cards SET plan_base = plan_base + (SELECT sum(amount) FROM asset_depreciations
                                                  WHERE run_id = NEW.id AND card_id = asset_cards.id AND month < asset_cards.plan_from)
  WHERE id IN (SELECT card_id FROM asset_depreciations JOIN asset_cards AS card ON card.id = card_id
               WHERE run_id = NEW.id AND month < card.plan_from);
END;

-- disposal ---------------------------------------------------------------------------------------------------------
CREATE TRIGGER asset_disposals_insert BEFORE INSERT ON asset_disposals
WHEN NEW.live <> 1 OR EXISTS (SELECT 1 FROM asset_disposals WHERE id = NEW.id OR voucher_id = NEW.voucher_id)
  OR NOT EXISTS (SELECT 1 FROM vouchers WHERE id = NEW.voucher_id AND status = 'posted' AND source = 'assets' AND day = NEW.day)
  OR EXISTS (SELECT 1 FROM vouchers WHERE reverses_id = NEW.voucher_id)
BEGIN SELECT RAISE(ABORT, 'ledger.assetVoucherMismatch'); END;
CREATE TRIGGER asset_disposals_update BEFORE UPDATE ON asset_disposals
WHEN NEW.id <> OLD.id OR NEW.kind <> OLD.kind OR NEW.day <> OLD.day OR NEW.ground <> OLD.ground OR NEW.resolution_id IS NOT OLD.resolution_id
  OR NEW.voucher_id <> OLD.voucher_id OR NEW.proceeds <> OLD.proceeds OR NEW.cost <> OLD.cost OR OLD.live = 0 OR NEW.live = 1
  OR NOT EXISTS (SELECT 1 FROM vouchers WHERE reverses_id = OLD.voucher_id AND status = 'posted')
BEGIN SELECT RAISE(ABORT, 'ledger.assetFinal'); END;
CREATE TRIGGER asset_disposals_keep BEFORE DELETE ON asset_disposals
BEGIN SELECT RAISE(ABORT, 'ledger.assetFinal'); END;
-- A card is written off with what it cost and what was depreciated, not before its last depreciation.
CREATE TRIGGER asset_disposal_cards_insert BEFORE INSERT ON asset_disposal_cards
WHEN NEW.live <> 1
  OR EXISTS (SELECT 1 FROM asset_disposal_cards WHERE card_id = NEW.card_id AND (live = 1 OR disposal_id = NEW.disposal_id))
  OR NOT EXISTS (SELECT 1 FROM asset_disposals WHERE id = NEW.disposal_id AND live = 1)
  OR NOT EXISTS (SELECT 1 FROM asset_cards WHERE id = NEW.card_id AND status = NEW.status_before AND status NOT IN ('disposed', 'void')
                   AND original = NEW.original
                   AND acquired_day <= (SELECT day FROM asset_disposals WHERE id = NEW.disposal_id)
                   AND opening_accumulated + (SELECT coalesce(sum(amount), 0) FROM asset_depreciations WHERE card_id = NEW.card_id AND live = 1) = NEW.accumulated)
  OR (SELECT max(asset_runs.month) FROM asset_depreciations JOIN asset_runs ON asset_runs.id = run_id WHERE card_id = NEW.card_id AND asset_depreciations.live = 1)
     > (SELECT substr(day, 1, 7) FROM asset_disposals WHERE id = NEW.disposal_id)
BEGIN SELECT RAISE(ABORT, 'ledger.assetFinal'); END;
CREATE TRIGGER asset_disposal_cards_insert_voucher BEFORE INSERT ON asset_disposal_cards
WHEN NEW.original + (SELECT coalesce(sum(other.original), 0) FROM asset_disposal_cards AS other JOIN asset_cards ON asset_cards.id = other.card_id
                     WHERE other.disposal_id = NEW.disposal_id
                       AND asset_cards.account_id = (SELECT account_id FROM asset_cards WHERE id = NEW.card_id))
     > (SELECT coalesce(sum(credit), 0) FROM asset_disposals JOIN entries ON entries.voucher_id = asset_disposals.voucher_id
        WHERE asset_disposals.id = NEW.disposal_id AND entries.account_id = (SELECT account_id FROM asset_cards WHERE id = NEW.card_id))
BEGIN SELECT RAISE(ABORT, 'ledger.assetVoucherMismatch'); END;
CREATE TRIGGER asset_disposal_cards_dispose AFTER INSERT ON asset_disposal_cards
BEGIN UPDATE asset_cards SET status = 'disposed' WHERE id = NEW.card_id; END;
CREATE TRIGGER asset_disposal_cards_update BEFORE UPDATE ON asset_disposal_cards
WHEN NEW.disposal_id <> OLD.disposal_id OR NEW.card_id <> OLD.card_id OR NEW.original <> OLD.original OR NEW.accumulated <> OLD.accumulated
  OR NEW.status_before <> OLD.status_before OR OLD.live = 0 OR NEW.live = 1
  OR (SELECT live FROM asset_disposals WHERE id = OLD.disposal_id) = 1
BEGIN SELECT RAISE(ABORT, 'ledger.assetFinal'); END;
CREATE TRIGGER asset_disposal_cards_keep BEFORE DELETE ON asset_disposal_cards
BEGIN SELECT RAISE(ABORT, 'ledger.assetFinal'); END;
CREATE TRIGGER asset_disposal_cards_taken_back AFTER UPDATE OF live ON asset_disposal_cards
WHEN NEW.live = 0
BEGIN UPDATE asset_cards SET status = NEW.status_before WHERE id = NEW.card_id; END;
CREATE TRIGGER asset_disposals_taken_back AFTER UPDATE OF live ON asset_disposals
WHEN NEW.live = 0
BEGIN UPDATE asset_disposal_cards SET live = 0 WHERE disposal_id = NEW.id; END;

-- reversal ---------------------------------------------------------------------------------------------------------
-- A voucher that later ones rest on cannot be taken back before them: a depreciated or disposed card, an earlier depreciation.
CREATE TRIGGER vouchers_reversal_assets_bar BEFORE UPDATE OF status ON vouchers
WHEN NEW.status = 'posted' AND OLD.status = 'draft' AND NEW.reverses_id IS NOT NULL
  AND (EXISTS (SELECT 1 FROM asset_cards JOIN asset_depreciations ON card_id = asset_cards.id AND live = 1 WHERE asset_cards.voucher_id = NEW.reverses_id)
       OR EXISTS (SELECT 1 FROM asset_cards WHERE voucher_id = NEW.reverses_id AND status = 'disposed')
       OR EXISTS (SELECT 1 FROM asset_runs JOIN asset_runs AS later ON later.live = 1 AND later.month > asset_runs.month
                  WHERE asset_runs.voucher_id = NEW.reverses_id AND asset_runs.live = 1)
       OR EXISTS (SELECT 1 FROM asset_runs JOIN asset_depreciations ON run_id = asset_runs.id JOIN asset_cards ON asset_cards.id = card_id
                  WHERE asset_runs.voucher_id = NEW.reverses_id AND asset_cards.status = 'disposed'))
BEGIN SELECT RAISE(ABORT, 'ledger.assetLaterFirst'); END;
CREATE TRIGGER vouchers_reversal_assets_follow AFTER UPDATE OF status ON vouchers
WHEN NEW.status = 'posted' AND OLD.status = 'draft' AND NEW.reverses_id IS NOT NULL
BEGIN
  UPDATE asset_runs SET live = 0 WHERE voucher_id = NEW.reverses_id;
  UPDATE asset_disposals SET live = 0 WHERE voucher_id = NEW.reverses_id;
  UPDATE asset_cards SET status = 'void' WHERE voucher_id = NEW.reverses_id;
END;

-- stock-take -------------------------------------------------------------------------------------------------------
CREATE TRIGGER asset_stocktakes_insert BEFORE INSERT ON asset_stocktakes
WHEN NEW.finished_day IS NOT NULL OR EXISTS (SELECT 1 FROM asset_stocktakes WHERE id = NEW.id OR finished_day IS NULL)
BEGIN SELECT RAISE(ABORT, 'ledger.assetFinal'); END;
CREATE TRIGGER asset_stocktakes_finished_fixed BEFORE UPDATE ON asset_stocktakes
WHEN OLD.finished_day IS NOT NULL
  OR (NEW.finished_day IS NOT NULL AND EXISTS (SELECT 1 FROM asset_stocktake_lines WHERE stocktake_id = OLD.id AND result IS NULL))
BEGIN SELECT RAISE(ABORT, 'ledger.assetFinal'); END;
CREATE TRIGGER asset_stocktakes_keep BEFORE DELETE ON asset_stocktakes
WHEN OLD.finished_day IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'ledger.assetFinal'); END;
CREATE TRIGGER asset_stocktake_lines_insert BEFORE INSERT ON asset_stocktake_lines
WHEN NOT EXISTS (SELECT 1 FROM asset_stocktakes WHERE id = NEW.stocktake_id AND finished_day IS NULL)
BEGIN SELECT RAISE(ABORT, 'ledger.assetFinal'); END;
CREATE TRIGGER asset_stocktake_lines_update BEFORE UPDATE ON asset_stocktake_lines
WHEN (SELECT finished_day FROM asset_stocktakes WHERE id = OLD.stocktake_id) IS NOT NULL OR NEW.stocktake_id <> OLD.stocktake_id
BEGIN SELECT RAISE(ABORT, 'ledger.assetFinal'); END;
CREATE TRIGGER asset_stocktake_lines_keep BEFORE DELETE ON asset_stocktake_lines
WHEN EXISTS (SELECT 1 FROM asset_stocktakes WHERE id = OLD.stocktake_id)
BEGIN SELECT RAISE(ABORT, 'ledger.assetFinal'); END;
CREATE TRIGGER asset_found_insert BEFORE INSERT ON asset_stocktake_found
WHEN NOT EXISTS (SELECT 1 FROM asset_stocktakes WHERE id = NEW.stocktake_id AND finished_day IS NULL)
BEGIN SELECT RAISE(ABORT, 'ledger.assetFinal'); END;
-- once finished only the card that it became may still be named
CREATE TRIGGER asset_found_update BEFORE UPDATE OF id, stocktake_id, name, model, quantity, place, note ON asset_stocktake_found
WHEN (SELECT finished_day FROM asset_stocktakes WHERE id = OLD.stocktake_id) IS NOT NULL OR NEW.stocktake_id <> OLD.stocktake_id
BEGIN SELECT RAISE(ABORT, 'ledger.assetFinal'); END;
CREATE TRIGGER asset_found_keep BEFORE DELETE ON asset_stocktake_found
WHEN (SELECT finished_day FROM asset_stocktakes WHERE id = OLD.stocktake_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'ledger.assetFinal'); END;

-- What was decided stays as it was once a disposal rests on it (payments have their own rule).
CREATE TRIGGER resolutions_disposal_fixed BEFORE UPDATE OF id, number, day, amount_limit ON resolutions
WHEN (NEW.id <> OLD.id OR NEW.number <> OLD.number OR NEW.day <> OLD.day OR NEW.amount_limit IS NOT OLD.amount_limit)
  AND EXISTS (SELECT 1 FROM asset_disposals WHERE resolution_id = OLD.id AND live = 1)
BEGIN SELECT RAISE(ABORT, 'union.resolutionUsed'); END;
