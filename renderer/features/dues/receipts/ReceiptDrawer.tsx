import { Input, Radio } from 'antd';
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
import { type Day, dayOf, formatMonth, monthOf } from '#shared/calendar.ts';
import type { LevyRow } from '#shared/contract/dues.ts';
import { type Fen, formatYuan } from '#shared/money.ts';
import { LevySteps } from '../levies/LevySteps.tsx';
import { LEVY_STATES } from '../words.ts';

type PaidBy = 'cash' | 'bank';
const METHODS: { value: PaidBy; label: string }[] = [
  { value: 'cash', label: '现金' },
  { value: 'bank', label: '银行转账' },
];

/** Today while its month is being worked on; else nobody knows the day better than the person. */
function likelyDay(levy: LevyRow): Day | undefined {
  const today = dayOf(new Date());
  return monthOf(today) === levy.month ? today : undefined;
}

/** One levy at the right, with the form for a payment in cash or by transfer as long as something is owed. */
export function ReceiptDrawer({ levy, onClose }: { levy: LevyRow; onClose: () => void }) {
  const tell = useTell();
  const mayKeep = useAllowed('dues.recordReceipt');
  const [amount, setAmount] = useState<Fen | undefined>(levy.owed);
  const [method, setMethod] = useState<PaidBy>('cash');
  const [day, setDay] = useState<Day | undefined>(() => likelyDay(levy));
  const [firstDay] = useState(day);
  const [receiptNumber, setReceiptNumber] = useState('');
  const [reference, setReference] = useState('');
  const save = useAction(async () => {
    if (amount === undefined || day === undefined) return;
    const done = await call('dues.recordReceipt', {
      levyId: levy.id,
      amount,
      method,
      day,
      receiptNumber,
      reference: method === 'bank' ? reference : '',
    });
    tell.done(`已收 ${levy.name} ${formatYuan(amount)} 元，凭证 ${done.voucherNumber}`);
    onClose();
  });
  const canPay = mayKeep && levy.owed > 0;
  const { label, tone } = LEVY_STATES[levy.state];
  const dirty =
    canPay &&
    (amount !== levy.owed || day !== firstDay || method !== 'cash' || receiptNumber !== '' || reference !== '');
  return (
    <RecordDrawer
      open
      title={`${levy.name} ${formatMonth(levy.month)}会费`}
      tag={<Verdict tone={tone}>{label}</Verdict>}
      dirty={dirty}
      {...(canPay ? { onSave: () => void save.run() } : {})}
      saveText="登记收款"
      saveDisabled={amount === undefined || amount === 0 || day === undefined}
      saving={save.busy}
      problem={save.problem}
      onClose={onClose}
    >
      <dl className="dues-facts dues-facts-money">
        <Fact name="工资" value={levy.wage} />
        <Fact name="计费基数" value={levy.cutBase} />
        <Fact name="应收" value={levy.amount} />
        <Fact name="已收" value={levy.paid} />
        {levy.waived > 0 && <Fact name="减免" value={levy.waived} />}
        <Fact name="欠缴" value={levy.owed} />
      </dl>
      {canPay && (
        <>
          <h2>登记收款</h2>
          <FormRow>
            <FormField label="收款金额" hint="可以只收一部分">
              <MoneyInput value={amount} onChange={setAmount} />
            </FormField>
            <FormField label="收款日期" hint="记账到这一天所在的月份">
              <DayInput value={day} onChange={setDay} />
            </FormField>
          </FormRow>
          <FormField label="收款方式">
            <Radio.Group options={METHODS} value={method} onChange={(event) => setMethod(event.target.value)} />
          </FormField>
          {method === 'bank' && (
            <FormField label="交易流水号" optional hint="同一条流水只能登记一次">
              <Input
                value={reference}
                maxLength={50}
                autoComplete="off"
                onChange={(event) => setReference(event.target.value)}
              />
            </FormField>
          )}
          <FormField label="收据号" optional>
            <Input
              value={receiptNumber}
              maxLength={30}
              autoComplete="off"
              onChange={(event) => setReceiptNumber(event.target.value)}
            />
          </FormField>
        </>
      )}
      {!canPay && levy.owed === 0 && <p className="dues-hint">这个月已缴清。收错了，可在“收缴批次”里撤回那一批。</p>}
      <LevySteps levyId={levy.id} />
    </RecordDrawer>
  );
}

function Fact({ name, value }: { name: string; value: Fen }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <Money value={value} />
      </dd>
    </>
  );
}
