import { Modal, Select } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { FormField } from '#renderer/components/FormField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { dayOf } from '#shared/calendar.ts';
import { MEMBER_STATUS_NAMES, type MemberStatus } from '#shared/contract/members.ts';
import { NEXT_STATUSES } from '#shared/membership.ts';
import { ChangeFields } from './ChangeFields.tsx';
import { type ChangeDraft, inputOf, missingIn, newChange } from './change-draft.ts';

const SEVERAL = ['active', 'retained', 'transferred', 'withdrawn'] as const;

interface SeveralDialogProps {
  members: readonly { id: string; name: string }[];
  /** What all of them are now. */
  from: MemberStatus;
  onDone: () => void;
  onClose: () => void;
}

/** One change for several members with one ground and one decision: approving applicants, retiring a year's people. */
export function SeveralDialog({ members, from, onDone, onClose }: SeveralDialogProps) {
  const targets = SEVERAL.filter((status) => NEXT_STATUSES[from].includes(status));
  const [draft, setDraft] = useState(() => newChange(dayOf(new Date()), targets[0]));
  const [checked, setChecked] = useState(false);
  const tell = useTell();
  const start = { from, monthBefore: undefined };
  const change = useAction(async (status: (typeof SEVERAL)[number], input: NonNullable<ReturnType<typeof inputOf>>) => {
    const { talkId: _, ...rest } = input;
    const ids = members.map(({ id }) => id);
    const done = await call('members.changeSeveral', { ...rest, ids, status });
    tell.done(`${done.members} 人的会籍已改为「${MEMBER_STATUS_NAMES[status]}」。`);
    onDone();
  });
  const form = useFormArea(() => {
    setChecked(true);
    const input = inputOf(draft, start);
    const status = targets.find((one) => one === input?.status);
    if (input && status) void change.run(status, input);
  });
  const names = members.slice(0, 8).map(({ name }) => name);
  return (
    <Modal
      open
      title={from === 'applied' ? `批准 ${members.length} 人入会` : `变更 ${members.length} 人的会籍`}
      width={560}
      centered
      mask={{ closable: false }}
      okText={from === 'applied' && draft.status === 'active' ? '批准' : '变更'}
      cancelText="取消"
      confirmLoading={change.busy}
      okButtonProps={{ title: 'Ctrl+Enter' }}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        <p className="form-lead">
          {names.join('、')}
          {members.length > names.length && ` 等 ${members.length} 人`}。有一人办不成就都不办。
        </p>
        <FormField
          label="改为"
          hint={`现在是「${MEMBER_STATUS_NAMES[from]}」`}
          error={checked && missingIn(draft, start).has('status') ? '没有填写' : undefined}
        >
          <Select<MemberStatus>
            className="wide-control"
            value={draft.status ?? null}
            options={targets.map((value) => ({ value, label: MEMBER_STATUS_NAMES[value] }))}
            onChange={(status) => setDraft({ ...newChange(dayOf(new Date()), status), day: draft.day })}
          />
        </FormField>
        <ChangeFields
          draft={draft}
          start={start}
          checked={checked}
          onChange={(part: Partial<ChangeDraft>) => setDraft({ ...draft, ...part })}
        />
        <Notice tone="red">{form.blocked ?? change.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
