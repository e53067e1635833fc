import { Input, Modal } from 'antd';
import { useState } from 'react';
import { useAction } from '#renderer/app/use-call.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField } from '#renderer/components/FormField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { type Day, dayOf } from '#shared/calendar.ts';

interface TakeBackDialogProps {
  title: string;
  /** What happens, in one sentence. */
  what: string;
  onTakeBack: (day: Day, reason: string) => Promise<void>;
  onClose: () => void;
}

/** 撤回: the day of the red voucher and the reason. */
export function TakeBackDialog({ title, what, onTakeBack, onClose }: TakeBackDialogProps) {
  const [day, setDay] = useState<Day | undefined>(() => dayOf(new Date()));
  const [reason, setReason] = useState('');
  const take = useAction(async (on: Day) => {
    await onTakeBack(on, reason);
    onClose();
  });
  const ready = day !== undefined && reason.trim() !== '';
  const form = useFormArea(ready ? () => void take.run(day) : undefined);
  return (
    <Modal
      open
      title={title}
      width={480}
      centered
      mask={{ closable: false }}
      okText="撤回"
      cancelText="取消"
      confirmLoading={take.busy}
      okButtonProps={{ title: 'Ctrl+Enter', disabled: !ready }}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        <Notice>{what}</Notice>
        <FormField label="撤回原因">
          <Input
            value={reason}
            maxLength={100}
            placeholder="例如：金额登记错了"
            autoComplete="off"
            onChange={(event) => setReason(event.target.value)}
          />
        </FormField>
        <FormField label="撤回日期" hint="红字凭证记到这一天，所在月份不能已结账，也不能早于原凭证。">
          <DayInput value={day} onChange={setDay} />
        </FormField>
        <Notice tone="red">{form.blocked ?? take.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
