import { Input, Modal } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { FormField } from '#renderer/components/FormField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import type { HardshipPaper } from '#shared/contract/hardship.ts';

/** Takes a paper out of its file, with the reason that stays. */
export function RemovePaperDialog({ paper, onClose }: { paper: HardshipPaper; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const tell = useTell();
  const remove = useAction(async () => {
    await call('hardship.removePaper', { id: paper.id, reason });
    tell.done(`已移除附件：${paper.name}`);
    onClose();
  });
  const form = useFormArea(() => {
    setMissing(reason.trim() === '');
    if (reason.trim() !== '') void remove.run();
  });
  return (
    <Modal
      open
      title={`移除附件「${paper.name}」`}
      width={480}
      centered
      okText="移除"
      okType="default"
      cancelText="取消"
      cancelButtonProps={{ type: 'primary' }}
      confirmLoading={remove.busy}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        <FormField
          label="移除的原因"
          hint="原因和文件都会留着。"
          error={missing && reason.trim() === '' ? '没有填写' : undefined}
        >
          <Input
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
