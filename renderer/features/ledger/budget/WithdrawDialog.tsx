import { Input, Modal } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { FormField } from '#renderer/components/FormField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell } from '#renderer/components/use-tell.ts';

/** 撤回批准: for an adoption entered by mistake; the reason stays on the trail. Cancelling is the default. */
export function WithdrawDialog({ year, onClose }: { year: number; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const tell = useTell();
  const withdraw = useAction(async () => {
    await call('ledger.withdrawAdoption', { year, reason });
    tell.done(`${year} 年预算已撤回批准，可以继续改`);
    onClose();
  });
  const form = useFormArea(() => {
    setMissing(true);
    if (reason.trim() !== '') void withdraw.run();
  });
  return (
    <Modal
      open
      title={`撤回 ${year} 年预算的批准`}
      width={480}
      centered
      okText="撤回"
      okType="default"
      cancelText="取消"
      cancelButtonProps={{ type: 'primary' }}
      confirmLoading={withdraw.busy}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        <p className="budget-words">
          只用于批准录错了的情况。撤回后预算又是草案；原来的批准和撤回的原因都留在操作留痕里。
        </p>
        <FormField label="撤回的原因" error={missing && reason.trim() === '' ? '没有填写' : undefined}>
          <Input.TextArea
            rows={2}
            maxLength={200}
            value={reason}
            placeholder="例如：选错了决议"
            onChange={(event) => setReason(event.target.value)}
          />
        </FormField>
        <Notice tone="red">{form.blocked ?? withdraw.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
