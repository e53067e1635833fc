import { Input, Modal } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { FormField } from '#renderer/components/FormField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { formatMonth, type Month, monthNumber } from '#shared/calendar.ts';

/** 反结账 of the latest closed month: asks for the reason that stays on the trail. Cancelling is the default. */
export function ReopenDialog({ month, onClose }: { month: Month; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const tell = useTell();
  const reopen = useAction(async () => {
    await call('ledger.reopenMonth', { month, reason });
    tell.done(`${formatMonth(month)}已反结账，改好后请重新结账`);
    onClose();
  });
  const form = useFormArea(() => {
    setMissing(reason.trim() === '');
    if (reason.trim() !== '') void reopen.run();
  });
  return (
    <Modal
      open
      title={`反结账 ${formatMonth(month)}`}
      width={480}
      centered
      okText="反结账"
      okType="default"
      cancelText="取消"
      cancelButtonProps={{ type: 'primary' }}
      confirmLoading={reopen.busy}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        <p className="close-why">
          {monthNumber(month) === 12
            ? '反结账后 12 月可以补记或冲销；年终结转凭证留着，改好后再办一次年度结转，只补结转新记的部分。'
            : '反结账后这个月可以补记或冲销，已记的凭证仍不能改。改好后请重新结账。'}
        </p>
        <FormField label="反结账的原因" error={missing && reason.trim() === '' ? '没有填写' : undefined}>
          <Input.TextArea
            rows={2}
            maxLength={200}
            value={reason}
            placeholder="例如：漏记 3 月结息 152.37 元"
            onChange={(event) => setReason(event.target.value)}
          />
        </FormField>
        <p className="close-why">原因会留在操作留痕里，经审会看得到。</p>
        <Notice tone="red">{form.blocked ?? reopen.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
