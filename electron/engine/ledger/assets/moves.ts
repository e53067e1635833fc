import type { ParsedInputOf } from '#shared/contract/index.ts';
import { ASSET_STATUS_LABELS } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import type { WriteContext } from '../../context.ts';
import { readMoves } from './list.ts';
import { cardLabel, readCard } from './rows.ts';

/**
 * 变更部门、使用人、地点、状态 of some cards from a day on; what is left out stays. Cards that are so already are passed over.
 * @returns how many cards were changed
 * @throws Refusal `request.notFound`, `ledger.assetGone`, `ledger.assetMoveEarly`, `ledger.assetSame` when nothing would change
 */
export function moveAssets(context: WriteContext, input: ParsedInputOf<'ledger.moveAssets'>): { moved: number } {
  const { db } = context;
  let moved = 0;
  for (const id of new Set(input.ids)) {
    const card = readCard(db, id);
    if (card.status === 'disposed' || card.status === 'void')
      throw refuse('ledger.assetGone', { number: card.number, status: ASSET_STATUS_LABELS[card.status] });
    const before = { department: card.department, keeper: card.keeper, place: card.place, status: card.status };
    const after = {
      department: input.department ?? card.department,
      keeper: input.keeper ?? card.keeper,
      place: input.place ?? card.place,
      status: input.use ?? card.status,
    };
    if (JSON.stringify(before) === JSON.stringify(after)) continue;
    const moves = readMoves(db, id);
    const last = moves.at(-1)?.day;
    if (last !== undefined && input.day < last)
      throw refuse('ledger.assetMoveEarly', { number: card.number, day: last });
    db.run(
      `INSERT INTO asset_moves (card_id, sequence, day, department, keeper, place, status, reason, recorded_by)
       VALUES (:id, :sequence, :day, :department, :keeper, :place, :status, :reason, :recordedBy)`,
      {
        ...after,
        id,
        sequence: moves.length + 1,
        day: input.day,
        reason: input.reason,
        recordedBy: context.operator,
      },
    );
    context.trail({
      subject: 'asset',
      id,
      label: cardLabel(card),
      before,
      after: { ...after, day: input.day, reason: input.reason },
    });
    moved += 1;
  }
  if (moved === 0) throw refuse('ledger.assetSame');
  return { moved };
}
