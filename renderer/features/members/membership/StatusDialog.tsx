import { Modal, Select } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { FormField } from '#renderer/components/FormField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { dayOf } from '#shared/calendar.ts';
import { MEMBER_STATUS_NAMES, type MemberRecord, type MemberStatus } from '#shared/contract/members.ts';
import { NEXT_STATUSES } from '#shared/membership.ts';
import { ChangeFields } from './ChangeFields.tsx';
import { type ChangeDraft, inputOf, lastChange, missingIn, newChange } from './change-draft.ts';
import { LapseTalk } from './LapseTalk.tsx';

/** Changes the membership: what the chosen state asks for, and what it means for dues before it is saved. */
export function StatusDialog({ record, onClose }: { record: MemberRecord; onClose: () => void }) {
  const [draft, setDraft] = useState(() => newChange(dayOf(new Date())));
  const [checked, setChecked] = useState(false);
  const tell = useTell();
  const start = { from: record.status, monthBefore: lastChange(record)?.month };
  const next = NEXT_STATUSES[record.status];
  const change = useAction(async (status: MemberStatus, input: NonNullable<ReturnType<typeof inputOf>>) => {
    await call('members.changeStatus', { id: record.id, ...input });
    tell.done(`${record.name} 的会籍已改为「${MEMBER_STATUS_NAMES[status]}」。`);
    onClose();
  });
  const form = useFormArea(() => {
    setChecked(true);
    const input = inputOf(draft, start);
    if (input) void change.run(input.status, input);
  });
  const set = (part: Partial<ChangeDraft>) => setDraft({ ...draft, ...part });
  const errorOf = (field: 'status' | 'talkId') =>
    checked && missingIn(draft, start).has(field) ? '没有填写' : undefined;
  return (
    <Modal
      open
      title={`变更会籍 ${record.name}`}
      width={560}
      centered
      mask={{ closable: false }}
      okText="变更"
      cancelText="取消"
      confirmLoading={change.busy}
      okButtonProps={{ title: 'Ctrl+Enter', disabled: next.length === 0 }}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        {next.length === 0 ? (
          <p>{record.name} 已登记去世，不再办理会籍变动。登记有误的，请在会籍变动里撤销上一次变动。</p>
        ) : (
          <FormField label="改为" hint={`现在是「${MEMBER_STATUS_NAMES[record.status]}」`} error={errorOf('status')}>
            <Select<MemberStatus>
              className="wide-control"
              placeholder="选择会籍"
              value={draft.status ?? null}
              options={next.map((value) => ({ value, label: MEMBER_STATUS_NAMES[value] }))}
              onChange={(status) => setDraft({ ...newChange(dayOf(new Date()), status), day: draft.day })}
            />
          </FormField>
        )}
        {draft.status === 'lapsed' && (
          <LapseTalk
            member={record}
            value={draft.talkId}
            error={errorOf('talkId')}
            onChange={(talkId) => set({ talkId })}
          />
        )}
        <ChangeFields draft={draft} start={start} checked={checked} onChange={set} />
        <Notice tone="red">{form.blocked ?? change.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
