import { Input, Modal } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField } from '#renderer/components/FormField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { GroupPicker } from '#renderer/components/GroupPicker.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { type Day, dayOf } from '#shared/calendar.ts';

interface MoveDialogProps {
  ids: string[];
  /** Where they are chosen from; 未分组 ('') is no target then. */
  from: string;
  onClose: () => void;
  onDone: () => void;
}

/** 调到…: where to, from which day, why. Who is there already is passed over. */
export function MoveDialog({ ids, from, onClose, onDone }: MoveDialogProps) {
  const [target, setTarget] = useState<string>();
  const [day, setDay] = useState<Day | undefined>(() => dayOf(new Date()));
  const [ground, setGround] = useState('');
  const [missing, setMissing] = useState(false);
  const tell = useTell();
  const move = useAction(async (moveTo: string, on: Day) => {
    const { moved, already } = await call('members.moveMembers', { ids, moveTo, day: on, ground });
    tell.done(already === 0 ? `已调动 ${moved} 人。` : `已调动 ${moved} 人，另有 ${already} 人本来就在那里。`);
    onDone();
  });
  const form = useFormArea(() => {
    setMissing(true);
    if (target !== undefined && day !== undefined && ground.trim() !== '') void move.run(target, day);
  });
  const empty = (lacks: boolean) => (missing && lacks ? '没有填写' : undefined);
  return (
    <Modal
      open
      title={`调动 ${ids.length} 人`}
      width={460}
      centered
      mask={{ closable: false }}
      okText="调动"
      cancelText="取消"
      confirmLoading={move.busy}
      okButtonProps={{ title: 'Ctrl+Enter' }}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        <FormField label="调到" error={empty(target === undefined)}>
          <GroupPicker value={target} onChange={setTarget} {...(from === '' ? {} : { none: '未分组' })} />
        </FormField>
        <FormField label="日期" hint="从这一天起算在新的小组。" error={empty(day === undefined)}>
          <DayInput value={day} onChange={setDay} />
        </FormField>
        <FormField label="依据" hint="例如：岗位调整、部门合并。" error={empty(ground.trim() === '')}>
          <Input value={ground} maxLength={200} onChange={(event) => setGround(event.target.value)} />
        </FormField>
        <Notice tone="red">{form.blocked ?? move.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
