import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { Notice } from '#renderer/components/Notice.tsx';
import { PrintButtons } from '#renderer/components/PrintButtons.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { useConfirm } from '#renderer/components/use-confirm.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { Verdict } from '#renderer/components/Verdict.tsx';
import { type Day, isMonth, lastDay } from '#shared/calendar.ts';
import { ASSET_STATUS_LABELS } from '#shared/contract/ledger.ts';
import type { UnionProfile } from '#shared/contract/union.ts';
import { AssetCardPaper } from './AssetCardPaper.tsx';
import { AssetFacts, AssetLife } from './AssetLife.tsx';
import { CardDrawer } from './CardDrawer.tsx';
import { OpeningDrawer } from './OpeningDrawer.tsx';
import { type TakeBack, TakeBackDialog } from './TakeBackDialog.tsx';
import { STATUS_TONES } from './words.ts';

interface AssetDrawerProps {
  id: string;
  profile: UnionProfile;
  onClose: () => void;
  onVoucher: (id: string) => void;
  onMove: (id: string) => void;
  onDispose: (id: string) => void;
}

/** One card with its life: how it came, where it was, what was depreciated, how it went. */
export function AssetDrawer({ id, profile, onClose, onVoucher, onMove, onDispose }: AssetDrawerProps) {
  const { value: card, error } = useCall('ledger.getAsset', { id });
  const mayKeep = useAllowed('ledger.saveAsset');
  const [editing, setEditing] = useState<'card' | 'opening'>();
  const [takeBack, setTakeBack] = useState<TakeBack>();
  const confirm = useConfirm();
  const tell = useTell();
  const drop = useAction(async () => {
    const sure = await confirm({
      title: `删去卡片 ${card?.number} ${card?.name}？`,
      content: '只有录错的建账前资产才删去，不生成凭证；操作会留痕。',
      confirmText: '删去',
      destructive: true,
    });
    if (!sure) return;
    const { dropped } = await call('ledger.dropOpeningAsset', { id });
    tell.done(`已删去卡片 ${dropped}`);
    onClose();
  });
  if (card && editing === 'card') return <CardDrawer card={card} onClose={() => setEditing(undefined)} />;
  if (card && editing === 'opening')
    return <OpeningDrawer profile={profile} card={card} onClose={() => setEditing(undefined)} />;
  const present = card !== undefined && card.status !== 'disposed' && card.status !== 'void';
  const disposal = card?.disposals.find(({ live }) => live);
  return (
    <RecordDrawer
      open
      width={720}
      title={card ? `${card.number} ${card.name}` : '资产卡片'}
      tag={card && <Verdict tone={STATUS_TONES[card.status]}>{ASSET_STATUS_LABELS[card.status]}</Verdict>}
      problem={drop.problem}
      onClose={onClose}
      actions={
        card && (
          <>
            <PrintButtons
              name={`固定资产卡片-${card.number}`}
              paper={<AssetCardPaper card={card} unit={profile.name} />}
            />
            {mayKeep && present && (
              <>
                <Button onClick={() => setEditing(card.correctable ? 'opening' : 'card')}>修改</Button>
                <Button onClick={() => onMove(id)}>变更</Button>
                <Button onClick={() => onDispose(id)}>处置</Button>
              </>
            )}
            {mayKeep && card.correctable && <Button onClick={() => void drop.run()}>删去</Button>}
          </>
        )
      }
    >
      <Notice tone="red">{error}</Notice>
      {card && (
        <>
          <AssetFacts card={card} onVoucher={onVoucher} />
          <AssetLife card={card} onVoucher={onVoucher} />
          {mayKeep && disposal && (
            <Button
              onClick={() =>
                setTakeBack({
                  operation: 'ledger.takeBackDisposal',
                  voucherId: disposal.voucherId,
                  voucherNumber: disposal.voucherNumber,
                })
              }
            >
              撤回处置
            </Button>
          )}
          {mayKeep && present && card.voucherId !== undefined && card.voucherNumber !== undefined && (
            <Button
              onClick={() =>
                setTakeBack({
                  operation: 'ledger.takeBackPurchase',
                  voucherId: card.voucherId ?? '',
                  voucherNumber: card.voucherNumber ?? '',
                })
              }
            >
              撤回入账
            </Button>
          )}
        </>
      )}
      {takeBack && (
        <TakeBackDialog
          takeBack={takeBack}
          offered={endOfMonth(takeBack.voucherNumber)}
          onClose={() => setTakeBack(undefined)}
        />
      )}
    </RecordDrawer>
  );
}

/** `2026-03 记-001` -> the last day of March 2026. */
export function endOfMonth(voucherNumber: string): Day | undefined {
  const month = voucherNumber.slice(0, 7);
  return isMonth(month) ? lastDay(month) : undefined;
}
