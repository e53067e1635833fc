import { Input, type InputRef, Modal } from 'antd';
import { useRef, useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { FormField } from '#renderer/components/FormField.tsx';
import { FormArea, useFormArea } from '#renderer/components/form-area.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell } from '#renderer/components/use-tell.ts';

/** Takes a review back, with the reason that stays on the trail. */
export function WithdrawReviewDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const field = useRef<InputRef>(null);
  const tell = useTell();
  const withdraw = useAction(async () => {
    if (reason.trim() === '') return;
    await call('ledger.withdrawReview', { id, reason });
    tell.done('已撤回审核');
    onClose();
  });
  const form = useFormArea(() => void withdraw.run());
  return (
    <Modal
      open
      title="撤回审核"
      width={420}
      centered
      okText="撤回审核"
      cancelText="取消"
      confirmLoading={withdraw.busy}
      okButtonProps={{ title: 'Ctrl+Enter', disabled: reason.trim() === '' }}
      onOk={form.submit}
      onCancel={onClose}
      // the dialog itself would put the cursor on its closing cross
      afterOpenChange={(open) => open && field.current?.select()}
    >
      <FormArea form={form}>
        <FormField label="原因" hint="会留在操作留痕里">
          <Input
            ref={field}
            value={reason}
            maxLength={100}
            autoComplete="off"
            onChange={(event) => setReason(event.target.value)}
          />
        </FormField>
        <Notice tone="red">{withdraw.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
