import { Button, Input, InputNumber, Radio } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { Verdict } from '#renderer/components/Verdict.tsx';
import type { Day } from '#shared/calendar.ts';
import type { CreditRow } from '#shared/contract/dues.ts';
import { MEMBER_STATUS_NAMES } from '#shared/contract/members.ts';
import { type Fen, formatYuan } from '#shared/money.ts';

const METHODS = [
  { value: 'bank', label: '银行转账' },
  { value: 'cash', label: '现金' },
];

/** One member's credit at the right: it pays what is owed, or goes back to the member. */
export function CreditDrawer({ row, onClose }: { row: CreditRow; onClose: () => void }) {
  const tell = useTell();
  const mayKeep = useAllowed('dues.refundCredit');
  const [amount, setAmount] = useState<Fen | undefined>(row.credit);
  const [method, setMethod] = useState<'cash' | 'bank'>('bank');
  const [day, setDay] = useState<Day>();
  const [reason, setReason] = useState('');
  const [attachmentCount, setAttachmentCount] = useState(1);
  const refund = useAction(async () => {
    if (amount === undefined || day === undefined) return;
    const { memberId } = row;
    const done = await call('dues.refundCredit', { memberId, amount, method, day, reason, attachmentCount });
    tell.done(`已退 ${row.name} ${formatYuan(amount)} 元，凭证 ${done.voucherNumber}`);
    onClose();
  });
  const apply = useAction(async () => {
    const done = await call('dues.applyCredit', { memberIds: [row.memberId] });
    tell.done(`已用预收抵 ${row.name}的会费 ${formatYuan(done.amount)} 元`);
    onClose();
  });
  const dirty = mayKeep && (amount !== row.credit || day !== undefined || reason !== '');
  return (
    <RecordDrawer
      open
      title={`${row.name} ${row.number}`}
      tag={<Verdict>{MEMBER_STATUS_NAMES[row.status]}</Verdict>}
      dirty={dirty}
      {...(mayKeep ? { onSave: () => void refund.run() } : {})}
      saveText="退费"
      saveDisabled={amount === undefined || amount === 0 || day === undefined || reason.trim() === ''}
      saving={refund.busy}
      problem={refund.problem ?? apply.problem}
      onClose={onClose}
      actions={
        mayKeep &&
        row.owed > 0 && (
          <Button loading={apply.busy} onClick={() => void apply.run()}>
            抵欠缴会费
          </Button>
        )
      }
    >
      <dl className="dues-facts dues-facts-money">
        <dt>预收</dt>
        <dd>
          <Money value={row.credit} strong />
        </dd>
        <dt>欠缴</dt>
        <dd>
          <Money value={row.owed} />
        </dd>
        <dt>最早收款</dt>
        <dd>{row.since}</dd>
      </dl>
      <p className="dues-hint">预收在收到时已记会费收入，计提以后的月份时自动抵扣，不再记凭证。</p>
      {mayKeep && (
        <>
          <h2>退还本人</h2>
          <FormRow>
            <FormField label="退费金额" hint="记一张凭证：借 会费收入">
              <MoneyInput value={amount} onChange={setAmount} />
            </FormField>
            <FormField label="退费日期" hint="所在月份不能已结账">
              <DayInput value={day} onChange={setDay} />
            </FormField>
          </FormRow>
          <FormField label="退费方式">
            <Radio.Group options={METHODS} value={method} onChange={(event) => setMethod(event.target.value)} />
          </FormField>
          <FormField label="退费事由">
            <Input
              value={reason}
              maxLength={100}
              placeholder="如：3 月退休，退预缴会费"
              autoComplete="off"
              onChange={(event) => setReason(event.target.value)}
            />
          </FormField>
          <FormField label="附件张数">
            <InputNumber
              min={0}
              max={999}
              precision={0}
              value={attachmentCount}
              onChange={(value) => setAttachmentCount(value ?? 0)}
            />
          </FormField>
        </>
      )}
    </RecordDrawer>
  );
}
