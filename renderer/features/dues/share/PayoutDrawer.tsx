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
import { type Day, formatMonth, monthOf } from '#shared/calendar.ts';
import type { SharePayout } from '#shared/contract/dues.ts';
import { formatPeriod } from '#shared/dues-periods.ts';
import { formatYuan } from '#shared/money.ts';

/** One payout at the right, with the form that takes it back. */
export function PayoutDrawer({ payout, onClose }: { payout: SharePayout; onClose: () => void }) {
  const tell = useTell();
  const confirm = useConfirm();
  const go = useNavigation((navigation) => navigation.go);
  const mayKeep = useAllowed('dues.takeBackShare');
  const [day, setDay] = useState<Day>();
  const [reason, setReason] = useState('');
  const months = formatPeriod(payout);
  const takeBack = useAction(async (on: Day) => {
    const { voucherNumber } = await call('dues.takeBackShare', { payoutId: payout.id, day: on, reason });
    tell.done(`已撤回，红字凭证 ${voucherNumber}`);
    onClose();
  });
  const ask = async () => {
    if (day === undefined) return;
    const sure = await confirm({
      title: `撤回${payout.branch}${months}的留成 ${formatYuan(payout.amount)} 元？`,
      content: `凭证 ${formatMonth(monthOf(payout.day))} ${payout.voucherNumber} 会用红字冲销，这些月份可以重新支付。冲销后不能再恢复。`,
      confirmText: '撤回',
      destructive: true,
    });
    if (sure) await takeBack.run(day);
  };
  const { takenBack } = payout;
  const canTakeBack = mayKeep && !takenBack;
  return (
    <RecordDrawer
      open
      title={`${payout.branch} ${months}留成`}
      tag={takenBack ? <Verdict tone="red">已撤回</Verdict> : <Verdict tone="teal">已付</Verdict>}
      dirty={canTakeBack && (day !== undefined || reason !== '')}
      {...(canTakeBack ? { onSave: () => void ask() } : {})}
      saveText="撤回这笔留成"
      saveDisabled={day === undefined || reason.trim() === ''}
      saving={takeBack.busy}
      problem={takeBack.problem}
      onClose={onClose}
      actions={<Button onClick={() => go('ledger', { open: payout.voucherId })}>看凭证</Button>}
    >
      <dl className="dues-facts">
        <dt>支付日期</dt>
        <dd>
          {payout.day}，{payout.method === 'cash' ? '现金' : '银行转账'}
        </dd>
        <dt>当时已收会费</dt>
        <dd>
          <Money value={payout.received} /> 元
        </dd>
        <dt>留成</dt>
        <dd>
          {payout.percent}%，
          <Money value={payout.amount} strong /> 元
        </dd>
        <dt>凭证</dt>
        <dd>
          {formatMonth(monthOf(payout.day))} {payout.voucherNumber}
        </dd>
        <dt>经办人</dt>
        <dd>{payout.operator}</dd>
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
          <h2>付错了，撤回</h2>
          <FormField label="撤回日期" hint="红字凭证记到这一天，所在月份不能已结账，也不能早于原凭证">
            <DayInput value={day} onChange={setDay} />
          </FormField>
          <FormField label="撤回原因">
            <Input
              value={reason}
              maxLength={100}
              placeholder="如：户名写错被银行退回"
              autoComplete="off"
              onChange={(event) => setReason(event.target.value)}
            />
          </FormField>
        </>
      )}
    </RecordDrawer>
  );
}
