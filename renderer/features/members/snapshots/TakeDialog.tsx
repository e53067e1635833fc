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

interface TakeDialogProps {
  /** The half-year that ended without a kept roster. */
  proposal: { name: string; day: Day } | undefined;
  onClose: () => void;
}

/** Keeps the roster of a day under a name. */
export function TakeDialog({ proposal, onClose }: TakeDialogProps) {
  const [today] = useState(() => dayOf(new Date()));
  const [name, setName] = useState(proposal?.name ?? '');
  const [day, setDay] = useState<Day | undefined>(proposal?.day ?? today);
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  const tell = useTell();
  const take = useAction(async (on: Day) => {
    const { members } = await call('members.takeSnapshot', { name, day: on, note });
    tell.done(`已存「${name.trim()}」，会员 ${members} 人。`);
    onClose();
  });
  const form = useFormArea(() => {
    setMissing(true);
    if (name.trim() !== '' && day !== undefined) void take.run(day);
  });
  const empty = (lacks: boolean) => (missing && lacks ? '没有填写' : undefined);
  const past = day !== undefined && day < today;
  return (
    <Modal
      open
      title="存一份名册"
      width={460}
      centered
      mask={{ closable: false }}
      okText="存档"
      cancelText="取消"
      confirmLoading={take.busy}
      okButtonProps={{ title: 'Ctrl+Enter' }}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        <FormField label="名称" hint="例如：2026 年上半年。" error={empty(name.trim() === '')}>
          <Input value={name} maxLength={40} onChange={(event) => setName(event.target.value)} />
        </FormField>
        <FormField
          label="截至"
          hint={past ? '会籍和小组按这一天，姓名、学历等其他资料按现在的记录。' : '会籍和小组按这一天。'}
          error={empty(day === undefined)}
        >
          <DayInput value={day} onChange={setDay} />
        </FormField>
        <FormField label="备注" optional>
          <Input value={note} maxLength={200} onChange={(event) => setNote(event.target.value)} />
        </FormField>
        <Notice tone="red">{form.blocked ?? take.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
