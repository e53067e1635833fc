import { Input, Modal } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField } from '#renderer/components/FormField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import type { Day } from '#shared/calendar.ts';

export interface TakeBack {
  operation: 'ledger.takeBackPurchase' | 'ledger.takeBackDepreciation' | 'ledger.takeBackDisposal';
  voucherId: string;
  /** `2026-03 记-001` */
  voucherNumber: string;
}

const WORDS = {
  'ledger.takeBackPurchase': { what: '入账', after: '这张凭证建的卡片一并作废。' },
  'ledger.takeBackDepreciation': { what: '折旧', after: '这些月份可以重新计提。' },
  'ledger.takeBackDisposal': { what: '处置', after: '卡片回到处置前的状态。' },
} as const;

interface TakeBackDialogProps {
  takeBack: TakeBack;
  /** Usually the last day of the month it happened in. */
  offered: Day | undefined;
  onClose: () => void;
}

/** 撤回 of a purchase, a depreciation or a disposal: a red voucher with its day and reason. Cancelling is the default. */
export function TakeBackDialog({
  takeBack: { operation, voucherId, voucherNumber },
  offered,
  onClose,
}: TakeBackDialogProps) {
  const [day, setDay] = useState<Day | undefined>(offered);
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const tell = useTell();
  const { what, after } = WORDS[operation];
  const run = useAction(async (on: Day) => {
    const red = await call(operation, { id: voucherId, day: on, reason });
    tell.done(`已撤回，红字凭证 ${red.month} ${red.number}`);
    onClose();
  });
  const form = useFormArea(() => {
    setMissing(true);
    if (day !== undefined && reason.trim() !== '') void run.run(day);
  });
  const absent = (empty: boolean) => (missing && empty ? '没有填写' : undefined);
  return (
    <Modal
      open
      title={`撤回${what} ${voucherNumber}`}
      width={460}
      centered
      okText="撤回"
      okType="default"
      cancelText="取消"
      cancelButtonProps={{ type: 'primary' }}
      confirmLoading={run.busy}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        <p className="asset-words">{`凭证 ${voucherNumber} 会用红字冲销，${after}`}</p>
        <FormField label="冲销日期" error={absent(day === undefined)} hint="所在月份不能已结账，也不能早于原凭证">
          <DayInput value={day} onChange={setDay} />
        </FormField>
        <FormField label="原因" error={absent(reason.trim() === '')}>
          <Input
            value={reason}
            maxLength={100}
            autoComplete="off"
            placeholder="如：金额录错"
            onChange={(event) => setReason(event.target.value)}
          />
        </FormField>
        <Notice tone="red">{form.blocked ?? run.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
