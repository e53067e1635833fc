import { Input, Modal } from 'antd';
import { useState } from 'react';
import { useAction } from '#renderer/app/use-call.ts';
import { FormField } from '#renderer/components/FormField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { Notice } from '#renderer/components/Notice.tsx';

interface GroundDialogProps {
  title: string;
  okText: string;
  /** A refusal is shown in the dialog; afterwards it is the caller's to close it. */
  onGround: (ground: string) => Promise<void>;
  onClose: () => void;
}

/** Asks why something is not gone on with. */
export function GroundDialog({ title, okText, onGround, onClose }: GroundDialogProps) {
  const [ground, setGround] = useState('');
  const [missing, setMissing] = useState(false);
  const save = useAction(() => onGround(ground.trim()));
  const form = useFormArea(() => {
    setMissing(ground.trim() === '');
    if (ground.trim() !== '') void save.run();
  });
  return (
    <Modal
      open
      centered
      width={420}
      title={title}
      okText={okText}
      cancelText="取消"
      confirmLoading={save.busy}
      okButtonProps={{ title: 'Ctrl+Enter' }}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        <FormField label="原因" error={missing && ground.trim() === '' ? '没有填写' : undefined}>
          <Input value={ground} maxLength={200} onChange={(event) => setGround(event.target.value)} />
        </FormField>
        <Notice tone="red">{form.blocked ?? save.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
