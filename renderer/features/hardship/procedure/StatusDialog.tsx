import { Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField } from '#renderer/components/FormField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { type Day, dayOf } from '#shared/calendar.ts';
import {
  HARDSHIP_STATUS_NAMES,
  HARDSHIP_STATUSES,
  type HardshipRecord,
  type HardshipStatus,
} from '#shared/contract/hardship.ts';

/** 脱困, 注销, or 在档 again: with the day and the ground. */
export function StatusDialog({ record, onClose }: { record: HardshipRecord; onClose: () => void }) {
  const others = HARDSHIP_STATUSES.filter((status) => status !== record.status);
  const [status, setStatus] = useState<HardshipStatus | undefined>(others[0]);
  const [day, setDay] = useState<Day | undefined>(() => dayOf(new Date()));
  const [ground, setGround] = useState('');
  const [missing, setMissing] = useState(false);
  const tell = useTell();
  const change = useAction(async (next: HardshipStatus, on: Day) => {
    await call('hardship.changeStatus', { id: record.id, status: next, day: on, ground });
    tell.done(`${record.number} ${record.memberName} 已改为「${HARDSHIP_STATUS_NAMES[next]}」。`);
    onClose();
  });
  const form = useFormArea(() => {
    setMissing(true);
    if (status !== undefined && day !== undefined && ground.trim() !== '') void change.run(status, day);
  });
  return (
    <Modal
      open
      title={`变更状态 ${record.memberName} ${record.number}`}
      width={460}
      centered
      mask={{ closable: false }}
      okText="变更"
      cancelText="取消"
      confirmLoading={change.busy}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        <FormField label="改为" hint={`现在是「${HARDSHIP_STATUS_NAMES[record.status]}」`}>
          <Radio.Group
            value={status ?? null}
            onChange={(event) => setStatus(others.find((one) => one === event.target.value))}
            options={others.map((one) => ({ value: one, label: HARDSHIP_STATUS_NAMES[one] }))}
          />
        </FormField>
        <FormField label="日期" error={missing && day === undefined ? '没有填写' : undefined}>
          <DayInput value={day} onChange={setDay} />
        </FormField>
        <FormField label="依据" error={missing && ground.trim() === '' ? '没有填写' : undefined}>
          <Input
            value={ground}
            maxLength={200}
            placeholder="入户核实、会议讨论等"
            onChange={(event) => setGround(event.target.value)}
          />
        </FormField>
        <Notice tone="red">{form.blocked ?? change.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
