import { Input, Modal } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField } from '#renderer/components/FormField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { type Day, dayOf } from '#shared/calendar.ts';

interface StartStocktakeDialogProps {
  onClose: () => void;
  onStarted: (id: string) => void;
}

/** 开始盘点: the day it stands for, and who counts. */
export function StartStocktakeDialog({ onClose, onStarted }: StartStocktakeDialogProps) {
  const [day, setDay] = useState<Day | undefined>(() => dayOf(new Date()));
  const [counters, setCounters] = useState('');
  const [missing, setMissing] = useState(false);
  const start = useAction(async (on: Day) => {
    const sheet = await call('ledger.startStocktake', { day: on, counters });
    onStarted(sheet.id);
  });
  const form = useFormArea(() => {
    setMissing(day === undefined);
    if (day !== undefined) void start.run(day);
  });
  return (
    <Modal
      open
      title="开始盘点"
      width={440}
      centered
      okText="列出全部卡片"
      cancelText="取消"
      confirmLoading={start.busy}
      okButtonProps={{ title: 'Ctrl+Enter' }}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        <FormField
          label="盘点日期"
          error={missing && day === undefined ? '没有填写' : undefined}
          hint="这一天还在账上的卡片都会列出来"
        >
          <DayInput value={day} onChange={setDay} />
        </FormField>
        <FormField label="盘点人" optional hint="两人以上，管资产的和管账的都要到场">
          <Input value={counters} maxLength={100} onChange={(event) => setCounters(event.target.value)} />
        </FormField>
        <Notice tone="red">{form.blocked ?? start.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
