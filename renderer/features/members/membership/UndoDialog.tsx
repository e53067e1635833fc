import { Input, Modal } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField } from '#renderer/components/FormField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { type Day, dayOf, formatMonth } from '#shared/calendar.ts';
import { MEMBER_STATUS_NAMES, type MemberRecord, type MembershipChange } from '#shared/contract/members.ts';

interface UndoDialogProps {
  record: MemberRecord;
  /** The newest change that stands. */
  change: MembershipChange;
  onClose: () => void;
}

/** Undoes the newest change by a further one; both stay in the history. */
export function UndoDialog({ record, change, onClose }: UndoDialogProps) {
  const [day, setDay] = useState<Day | undefined>(() => dayOf(new Date()));
  const [ground, setGround] = useState('');
  const [checked, setChecked] = useState(false);
  const tell = useTell();
  const back = change.from === '' ? change.to : change.from;
  const undo = useAction(async (on: Day) => {
    await call('members.undoChange', { id: record.id, sequence: change.sequence, day: on, ground });
    tell.done(`${record.name} 的会籍已改回「${MEMBER_STATUS_NAMES[back]}」。`);
    onClose();
  });
  const form = useFormArea(() => {
    setChecked(true);
    if (day !== undefined && ground.trim() !== '') void undo.run(day);
  });
  const empty = (lacks: boolean) => (checked && lacks ? '没有填写' : undefined);
  return (
    <Modal
      open
      title={`撤销上一次变动 ${record.name}`}
      width={480}
      centered
      mask={{ closable: false }}
      okText="撤销变动"
      cancelText="取消"
      confirmLoading={undo.busy}
      okButtonProps={{ title: 'Ctrl+Enter' }}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        <p className="form-lead">
          {change.day} 改为「{MEMBER_STATUS_NAMES[change.to]}」，撤销后回到「{MEMBER_STATUS_NAMES[back]}」，从
          {formatMonth(change.month)}起的会费按没有这次变动计算。两条记录都保留；为它办的会费减免要另行撤销。
        </p>
        <FormField label="撤销日期" error={empty(day === undefined)}>
          <DayInput value={day} onChange={setDay} />
        </FormField>
        <FormField label="撤销原因" error={empty(ground.trim() === '')}>
          <Input value={ground} maxLength={200} onChange={(event) => setGround(event.target.value)} />
        </FormField>
        <Notice tone="red">{form.blocked ?? undo.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
