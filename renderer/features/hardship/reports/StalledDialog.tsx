import { InputNumber, Modal } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { FormField } from '#renderer/components/FormField.tsx';
import { FormArea, useFormArea } from '#renderer/components/form-area.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell } from '#renderer/components/use-tell.ts';

/** After how many days without a step an application counts as stopped. */
export function StalledDialog({ days, onClose }: { days: number; onClose: () => void }) {
  const [value, setValue] = useState<number | null>(days);
  const tell = useTell();
  const save = useAction(async () => {
    await call('hardship.saveReportSettings', { stalledDays: value ?? 0 });
    tell.done('待办设置已保存。');
    onClose();
  });
  const form = useFormArea(() => void save.run());
  return (
    <Modal
      open
      title="待办设置"
      width={420}
      centered
      okText="保存"
      cancelText="取消"
      confirmLoading={save.busy}
      onOk={form.submit}
      onCancel={onClose}
    >
      <FormArea form={form}>
        <FormField label="办理中停滞（天）" hint="申请以后超过这么多天没有下一步，就列入「办理中停滞」。">
          <InputNumber<number> min={1} max={365} precision={0} value={value} onChange={setValue} />
        </FormField>
        <Notice tone="red">{save.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
