import { Radio } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { AccountPicker } from '#renderer/components/AccountPicker.tsx';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { ResolutionPicker } from '#renderer/components/ResolutionPicker.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { type Day, dayOf } from '#shared/calendar.ts';
import type { ShareRow, Shares } from '#shared/contract/dues.ts';
import { formatPeriod } from '#shared/dues-periods.ts';
import { formatYuan, sum } from '#shared/money.ts';

type PaidBy = 'cash' | 'bank';
const METHODS: { value: PaidBy; label: string }[] = [
  { value: 'bank', label: '银行转账' },
  { value: 'cash', label: '现金' },
];

interface PayDrawerProps {
  shares: Shares;
  /** The branches to be paid. */
  rows: readonly ShareRow[];
  onClose: () => void;
}

/** Pays the branches their share: one voucher a branch, on the account that the union chose. */
export function PayDrawer({ shares, rows, onClose }: PayDrawerProps) {
  const { from, to, settings } = shares;
  const [accountId, setAccountId] = useState(settings.accountId);
  const [day, setDay] = useState<Day | undefined>(() => dayOf(new Date()));
  const [firstDay] = useState(day);
  const [method, setMethod] = useState<PaidBy>('bank');
  const [resolutionId, setResolutionId] = useState<string>();
  const tell = useTell();
  const total = sum(rows.map(({ toPay }) => toPay));
  const pay = useAction(async (on: Day, account: string) => {
    const { payouts } = await call('dues.payShares', {
      from,
      to,
      branchIds: rows.map(({ branchId }) => branchId),
      accountId: account,
      day: on,
      method,
      total,
      ...(resolutionId === undefined ? {} : { resolutionId }),
    });
    tell.done(`已付 ${formatYuan(total)} 元，凭证 ${payouts.map(({ voucherNumber }) => voucherNumber).join('、')}`);
    onClose();
  });
  return (
    <RecordDrawer
      open
      title={`支付${formatPeriod({ from, to })}分会留成`}
      dirty={accountId !== settings.accountId || day !== firstDay || method !== 'bank' || resolutionId !== undefined}
      onSave={() => day !== undefined && accountId !== undefined && void pay.run(day, accountId)}
      saveText={`支付 ${formatYuan(total)} 元`}
      saveDisabled={day === undefined || accountId === undefined || total === 0}
      saving={pay.busy}
      problem={pay.problem}
      onClose={onClose}
    >
      <ul className="dues-month-list" aria-label="要付的分会">
        {rows.map((row) => (
          <li key={row.branchId}>
            {row.name}
            <Money value={row.toPay} />
          </li>
        ))}
      </ul>
      <h2>记账</h2>
      <Notice tone="amber">{settings.basis}</Notice>
      <FormField label="记到科目" hint="支出或往来（负债）的末级科目；下次还用它">
        <AccountPicker value={accountId} onChange={setAccountId} classes={['expense', 'liability']} />
      </FormField>
      <FormRow>
        <FormField label="支付日期" hint="记账到这一天所在的月份">
          <DayInput value={day} onChange={setDay} />
        </FormField>
        <FormField label="支付方式">
          <Radio.Group options={METHODS} value={method} onChange={(event) => setMethod(event.target.value)} />
        </FormField>
      </FormRow>
      <FormField label="集体决议" optional>
        <ResolutionPicker value={resolutionId} onChange={setResolutionId} />
      </FormField>
      <p className="dues-hint">每个分会一张凭证；付错了可以在「支付记录」里撤回，凭证一并冲销。</p>
    </RecordDrawer>
  );
}
