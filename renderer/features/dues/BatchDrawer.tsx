import { Button, Input } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useNavigation } from '#renderer/app/navigation.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField } from '#renderer/components/FormField.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { useConfirm } from '#renderer/components/use-confirm.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { Verdict } from '#renderer/components/Verdict.tsx';
import { type Day, formatMonth } from '#shared/calendar.ts';
import type { DuesBatchRow } from '#shared/contract/dues.ts';
import { formatYuan } from '#shared/money.ts';
import { BATCH_KINDS } from './words.ts';

/** One batch at the right, with the form that takes it back as a whole. */
export function BatchDrawer({ batch, onClose }: { batch: DuesBatchRow; onClose: () => void }) {
  const tell = useTell();
  const confirm = useConfirm();
  const go = useNavigation((navigation) => navigation.go);
  const mayKeep = useAllowed('dues.takeBackBatch');
  const [day, setDay] = useState<Day>();
  const [reason, setReason] = useState('');
  const takeBack = useAction(async (on: Day) => {
    const { voucherNumber } = await call('dues.takeBackBatch', { batchId: batch.id, day: on, reason });
    tell.done(`已撤回，红字凭证 ${voucherNumber}`);
    onClose();
  });
  const ask = async () => {
    if (day === undefined) return;
    const sure = await confirm({
      title: `撤回这批收缴，共 ${batch.receipts} 人 ${formatYuan(batch.total)} 元？`,
      content: `凭证 ${formatMonth(batch.month)} ${batch.voucherNumber} 会用红字冲销，这些会员的会费重新变为欠缴。冲销后不能再恢复。`,
      confirmText: '撤回',
      destructive: true,
    });
    if (sure) await takeBack.run(day);
  };
  const { takenBack } = batch;
  const canTakeBack = mayKeep && !takenBack;
  return (
    <RecordDrawer
      open
      title={`${batch.day} ${BATCH_KINDS[batch.kind]}`}
      tag={takenBack ? <Verdict tone="red">已撤回</Verdict> : <Verdict tone="teal">已入账</Verdict>}
      dirty={canTakeBack && (day !== undefined || reason !== '')}
      {...(canTakeBack ? { onSave: () => void ask() } : {})}
      saveText="撤回这批收缴"
      saveDisabled={day === undefined || reason.trim() === ''}
      saving={takeBack.busy}
      problem={takeBack.problem}
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
      {canTakeBack && (
        <>
          <h2>收错了，整批撤回</h2>
          <FormField label="撤回日期" hint="红字凭证记到这一天，所在月份不能已结账，也不能早于原凭证">
            <DayInput value={day} onChange={setDay} />
          </FormField>
          <FormField label="撤回原因">
            <Input
              value={reason}
              maxLength={100}
              placeholder="如：名单用错了月份"
              autoComplete="off"
              onChange={(event) => setReason(event.target.value)}
            />
          </FormField>
        </>
      )}
    </RecordDrawer>
  );
}
