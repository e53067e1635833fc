import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useNavigation } from '#renderer/app/navigation.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { Money } from '#renderer/components/Money.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { useConfirm } from '#renderer/components/use-confirm.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { Verdict } from '#renderer/components/Verdict.tsx';
import { type Day, formatMonth } from '#shared/calendar.ts';
import type { DuesBatchRow } from '#shared/contract/dues.ts';
import { formatYuan } from '#shared/money.ts';
import { BATCH_KINDS } from '../words.ts';
import { BatchBank } from './BatchBank.tsx';
import { BatchReceipts } from './BatchReceipts.tsx';
import { type TakeBack, TakeBackFields } from './TakeBackFields.tsx';

/** One batch at the right, with the form that takes it back as a whole. */
export function BatchDrawer({ batch, onClose }: { batch: DuesBatchRow; onClose: () => void }) {
  const tell = useTell();
  const confirm = useConfirm();
  const go = useNavigation((navigation) => navigation.go);
  const mayKeep = useAllowed('dues.takeBackBatch');
  const [back, setBack] = useState<TakeBack>({ day: undefined, reason: '' });
  const { value: whole, error } = useCall('dues.readBatch', { batchId: batch.id });
  const takeBack = useAction(async (day: Day) => {
    const { voucherNumber } = await call('dues.takeBackBatch', { batchId: batch.id, day, reason: back.reason });
    tell.done(`已撤回，红字凭证 ${voucherNumber}`);
    onClose();
  });
  const ask = async () => {
    if (back.day === undefined) return;
    const sure = await confirm({
      title: `撤回这批收缴，共 ${batch.receipts} 人 ${formatYuan(batch.total)} 元？`,
      content: `凭证 ${formatMonth(batch.month)} ${batch.voucherNumber} 会用红字冲销，这些会员的会费重新变为欠缴，没有抵的预收也一并撤回。冲销后不能再恢复。`,
      confirmText: '撤回',
      destructive: true,
    });
    if (sure) await takeBack.run(back.day);
  };
  const { takenBack } = batch;
  const canTakeBack = mayKeep && !takenBack;
  return (
    <RecordDrawer
      open
      title={`${batch.day} ${BATCH_KINDS[batch.kind]}`}
      tag={takenBack ? <Verdict tone="red">已撤回</Verdict> : <Verdict tone="teal">已入账</Verdict>}
      width={720}
      dirty={canTakeBack && (back.day !== undefined || back.reason !== '')}
      {...(canTakeBack ? { onSave: () => void ask() } : {})}
      saveText="撤回这批收缴"
      saveDisabled={back.day === undefined || back.reason.trim() === ''}
      saving={takeBack.busy}
      problem={takeBack.problem ?? error}
      onClose={onClose}
      actions={<Button onClick={() => go('ledger', { open: batch.voucherId })}>看凭证</Button>}
    >
      <dl className="dues-facts">
        <dt>来源</dt>
        <dd>{batch.from}</dd>
        <dt>人数</dt>
        <dd>{batch.receipts} 人</dd>
        <dt>金额</dt>
        <dd>
          <Money value={batch.total} strong /> 元
        </dd>
        <dt>凭证</dt>
        <dd>
          {formatMonth(batch.month)} {batch.voucherNumber}
        </dd>
        {whole !== undefined && whole.credit > 0 && (
          <>
            <dt>其中预收</dt>
            <dd>
              <Money value={whole.credit} /> 元，还没有抵会费
            </dd>
          </>
        )}
        {whole !== undefined && whole.refunded > 0 && (
          <>
            <dt>其中已退</dt>
            <dd>
              <Money value={whole.refunded} /> 元，要撤回这批，先撤回退费
            </dd>
          </>
        )}
        {takenBack && (
          <>
            <dt>撤回</dt>
            <dd>
              {takenBack.day}，红字凭证 {takenBack.voucherNumber}
            </dd>
            <dt>原因</dt>
            <dd>{takenBack.reason}</dd>
          </>
        )}
      </dl>
      {whole && <BatchBank bank={whole.bank} total={batch.total} takenBack={takenBack !== undefined} />}
      {canTakeBack && (
        <TakeBackFields title="收错了，整批撤回" placeholder="如：名单用错了月份" value={back} onChange={setBack} />
      )}
      {whole && <BatchReceipts batch={whole} />}
    </RecordDrawer>
  );
}
