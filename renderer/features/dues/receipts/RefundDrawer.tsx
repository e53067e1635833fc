import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useNavigation } from '#renderer/app/navigation.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { Money } from '#renderer/components/Money.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { useConfirm } from '#renderer/components/use-confirm.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { Verdict } from '#renderer/components/Verdict.tsx';
import type { Day } from '#shared/calendar.ts';
import type { RefundRow } from '#shared/contract/dues.ts';
import { formatYuan } from '#shared/money.ts';
import { BATCH_KINDS } from '../words.ts';
import { type TakeBack, TakeBackFields } from './TakeBackFields.tsx';

/** One refund at the right, with the form that takes it back. */
export function RefundDrawer({ refund, onClose }: { refund: RefundRow; onClose: () => void }) {
  const tell = useTell();
  const confirm = useConfirm();
  const go = useNavigation((navigation) => navigation.go);
  const mayKeep = useAllowed('dues.takeBackRefund');
  const [back, setBack] = useState<TakeBack>({ day: undefined, reason: '' });
  const takeBack = useAction(async (day: Day) => {
    const { voucherNumber } = await call('dues.takeBackRefund', { refundId: refund.id, day, reason: back.reason });
    tell.done(`已撤回，红字凭证 ${voucherNumber}`);
    onClose();
  });
  const ask = async () => {
    if (back.day === undefined) return;
    const sure = await confirm({
      title: `撤回退给 ${refund.name} 的 ${formatYuan(refund.amount)} 元？`,
      content: `凭证 ${refund.voucherNumber} 会用红字冲销，这笔钱重新成为本人的预收。冲销后不能再恢复。`,
      confirmText: '撤回',
      destructive: true,
    });
    if (sure) await takeBack.run(back.day);
  };
  const { takenBack } = refund;
  const canTakeBack = mayKeep && !takenBack;
  return (
    <RecordDrawer
      open
      title={`退 ${refund.name} 会费`}
      tag={takenBack ? <Verdict tone="red">已撤回</Verdict> : <Verdict tone="teal">已入账</Verdict>}
      dirty={canTakeBack && (back.day !== undefined || back.reason !== '')}
      {...(canTakeBack ? { onSave: () => void ask() } : {})}
      saveText="撤回这笔退费"
      saveDisabled={back.day === undefined || back.reason.trim() === ''}
      saving={takeBack.busy}
      problem={takeBack.problem}
      onClose={onClose}
      actions={<Button onClick={() => go('ledger', { open: refund.voucherId })}>看凭证</Button>}
    >
      <dl className="dues-facts">
        <dt>日期</dt>
        <dd>{refund.day}</dd>
        <dt>方式</dt>
        <dd>{BATCH_KINDS[refund.method]}</dd>
        <dt>金额</dt>
        <dd>
          <Money value={refund.amount} strong /> 元
        </dd>
        <dt>事由</dt>
        <dd>{refund.reason}</dd>
        <dt>凭证</dt>
        <dd>{refund.voucherNumber}（借 会费收入）</dd>
        {takenBack && (
          <>
            <dt>撤回</dt>
            <dd>
              {takenBack.day}，红字凭证 {takenBack.voucherNumber}，{takenBack.reason}
            </dd>
          </>
        )}
      </dl>
      {canTakeBack && (
        <TakeBackFields title="退错了，撤回" placeholder="如：本人没有领取" value={back} onChange={setBack} />
      )}
    </RecordDrawer>
  );
}
