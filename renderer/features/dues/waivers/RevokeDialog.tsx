import { Input, Modal } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField } from '#renderer/components/FormField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { type Day, dayOf } from '#shared/calendar.ts';
import type { WaiverRow } from '#shared/contract/dues.ts';
import { formatYuan } from '#shared/money.ts';

/** Revokes a waiver; what it took off is owed again. */
export function RevokeDialog({ waiver, onClose }: { waiver: WaiverRow; onClose: () => void }) {
  const [day, setDay] = useState<Day | undefined>(() => dayOf(new Date()));
  const [reason, setReason] = useState('');
  const [checked, setChecked] = useState(false);
  const tell = useTell();
  const revoke = useAction(async (on: Day) => {
    const { levies, amount } = await call('dues.revokeWaiver', { id: waiver.id, day: on, reason });
    tell.done(
      levies === 0
        ? `${waiver.name} 的减免已撤销。`
        : `${waiver.name} 的减免已撤销，${levies} 个月、${formatYuan(amount)} 元又记为欠缴。`,
    );
    onClose();
  });
  const form = useFormArea(() => {
    setChecked(true);
    if (day !== undefined && reason.trim() !== '') void revoke.run(day);
  });
  const empty = (lacks: boolean) => (checked && lacks ? '没有填写' : undefined);
  return (
    <Modal
      open
      title={`撤销减免 ${waiver.name}`}
      width={480}
      centered
      mask={{ closable: false }}
      okText="撤销减免"
      cancelText="取消"
      confirmLoading={revoke.busy}
      okButtonProps={{ title: 'Ctrl+Enter' }}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        <p className="form-lead">
          {waiver.waived === 0
            ? '它还没有减去任何应收。'
            : `撤销后，它减去的 ${formatYuan(waiver.waived)} 元又记为欠缴；另有减免管着的月份除外。`}
        </p>
        <FormField label="撤销日期" error={empty(day === undefined)}>
          <DayInput value={day} onChange={setDay} />
        </FormField>
        <FormField label="撤销原因" error={empty(reason.trim() === '')}>
          <Input value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
        </FormField>
        <Notice tone="red">{form.blocked ?? revoke.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
