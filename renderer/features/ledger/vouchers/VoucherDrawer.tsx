import { Button, Input } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField } from '#renderer/components/FormField.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { PrintButtons } from '#renderer/components/PrintButtons.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { useConfirm } from '#renderer/components/use-confirm.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { Verdict } from '#renderer/components/Verdict.tsx';
import { type Day, formatMonth } from '#shared/calendar.ts';
import type { Voucher } from '#shared/contract/ledger.ts';
import { formatYuan } from '#shared/money.ts';
import { VoucherFacts } from './VoucherFacts.tsx';
import { VoucherPaper } from './VoucherPaper.tsx';
import { VoucherTable } from './VoucherTable.tsx';

interface VoucherDrawerProps {
  id: string;
  /** Goes to another voucher: the reversal, or what it reverses. */
  onOpen: (id: string) => void;
  onClose: () => void;
}

/** One voucher as 记账凭证, with printing and 红字冲销. */
export function VoucherDrawer({ id, onOpen, onClose }: VoucherDrawerProps) {
  const { value: voucher, error } = useCall('ledger.getVoucher', { id });
  const unit = useCall('union.readProfile', {}).value?.name ?? '';
  const mayReverse = useAllowed('ledger.reverseVoucher') && voucher !== undefined && canBeReversed(voucher);
  const [reversing, setReversing] = useState(false);
  const [day, setDay] = useState<Day>();
  const [reason, setReason] = useState('');
  const tell = useTell();
  const confirm = useConfirm();
  const reverse = useAction(async () => {
    if (!voucher || day === undefined) return;
    const sure = await confirm({
      title: `用红字冲销 ${formatMonth(voucher.month)} ${voucher.number},${formatYuan(voucher.amount)} 元？`,
      content: '会在所填日期的月份里多一张红字凭证，原凭证保留。冲销后不能再恢复，要更正请重新登记一张。',
      confirmText: '冲销',
      destructive: true,
    });
    if (!sure) return;
    const red = await call('ledger.reverseVoucher', { id, day, reason });
    tell.done(`已冲销，红字凭证 ${formatMonth(red.month)} ${red.number}`);
    setReversing(false);
    onOpen(red.id);
  });
  const name = voucher ? `${formatMonth(voucher.month)} ${voucher.number}` : '凭证';
  return (
    <RecordDrawer
      open
      width={720}
      title={name}
      tag={voucher && <VoucherTag voucher={voucher} />}
      dirty={reversing && (day !== undefined || reason !== '')}
      {...(reversing && mayReverse ? { onSave: () => void reverse.run() } : {})}
      saveText="红字冲销"
      saveDisabled={day === undefined || reason.trim() === ''}
      saving={reverse.busy}
      problem={reverse.problem}
      onClose={onClose}
      actions={
        voucher && (
          <>
            <PrintButtons
              name={`记账凭证-${voucher.month}-${voucher.number}`}
              paper={<VoucherPaper voucher={voucher} unit={unit} />}
            />
            {mayReverse && !reversing && <Button onClick={() => setReversing(true)}>红字冲销</Button>}
          </>
        )
      }
    >
      <Notice tone="red">{error}</Notice>
      {voucher && (
        <>
          <VoucherTable entries={voucher.entries} />
          <VoucherFacts voucher={voucher} onOpen={onOpen} />
          {voucher.source === 'dues' && voucher.reversedBy === undefined && (
            <p className="entry-hint">会费收缴的凭证要到“会费”的收缴批次里撤回，凭证会一并冲销。</p>
          )}
        </>
      )}
      {reversing && mayReverse && (
        <>
          <h2>红字冲销</h2>
          <FormField label="冲销日期" hint="红字凭证记到这一天，所在月份不能已结账，也不能早于原凭证">
            <DayInput value={day} onChange={setDay} autoFocus />
          </FormField>
          <FormField label="冲销原因">
            <Input
              value={reason}
              maxLength={100}
              placeholder="如：金额录错"
              autoComplete="off"
              onChange={(event) => setReason(event.target.value)}
            />
          </FormField>
        </>
      )}
    </RecordDrawer>
  );
}

function canBeReversed({ source, reversedBy }: Voucher): boolean {
  return reversedBy === undefined && source !== 'reversal' && source !== 'closing' && source !== 'dues';
}

function VoucherTag({ voucher }: { voucher: Voucher }) {
  if (voucher.source === 'reversal') return <Verdict tone="red">红字冲销</Verdict>;
  if (voucher.reversedBy !== undefined) return <Verdict>已冲销</Verdict>;
  return <Verdict tone="teal">已记账</Verdict>;
}
