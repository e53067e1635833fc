import { Input, type InputRef, Modal } from 'antd';
import { useRef, useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { FormField } from '#renderer/components/FormField.tsx';
import { FormArea, useFormArea } from '#renderer/components/form-area.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import type { Attachment } from '#shared/contract/ledger.ts';

/** Takes an attachment off its voucher, with the reason that stays. */
export function RemoveDialog({ attachment, onClose }: { attachment: Attachment; onClose: () => void }) {
  const { id, name } = attachment;
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const input = useRef<InputRef>(null);
  const tell = useTell();
  const remove = useAction(async () => {
    await call('ledger.removeAttachment', { id, reason });
    tell.done(`已移除附件：${name}`);
    onClose();
  });
  const form = useFormArea(() => {
    setMissing(reason.trim() === '');
    if (reason.trim() !== '') void remove.run();
  });
  return (
    <Modal
      open
      title={`移除附件「${name}」`}
      width={480}
      centered
      okText="移除"
      okType="default"
      cancelText="取消"
      cancelButtonProps={{ type: 'primary' }}
      confirmLoading={remove.busy}
      onOk={form.submit}
      onCancel={onClose}
      // the dialog itself would put the focus on its closing cross
      afterOpenChange={(open) => open && input.current?.focus()}
    >
      <FormArea form={form}>
        <FormField
          label="移除的原因"
          hint="原因和文件都会留着，经审会看得到。"
          error={missing && reason.trim() === '' ? '没有填写' : undefined}
        >
          <Input
            ref={input}
            maxLength={100}
            value={reason}
            placeholder="如：拍错了，已重拍"
            autoComplete="off"
            onChange={(event) => setReason(event.target.value)}
          />
        </FormField>
        <Notice tone="red">{form.blocked ?? remove.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
