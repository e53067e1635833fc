import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { Notice } from '#renderer/components/Notice.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { Verdict } from '#renderer/components/Verdict.tsx';
import { MEMBER_STATUS_NAMES, type MemberRecord } from '#shared/contract/members.ts';
import { MemberFields } from './MemberFields.tsx';
import { draftOf, fieldsOf, hasNamelessWage, isChanged } from './member-draft.ts';
import { StatusDialog } from './StatusDialog.tsx';
import { STATUS_TONES } from './words.ts';

/** One member at the right: particulars, wage, and the history of the membership. Without `id` it makes a new one. */
export function MemberDrawer({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const { value: record, error } = useCall('members.get', id === undefined ? undefined : { id });
  if (id === undefined || record) return <MemberForm record={record} onClose={onClose} />;
  return (
    <RecordDrawer open title="会员" onClose={onClose}>
      <Notice tone="red">{error}</Notice>
    </RecordDrawer>
  );
}

function MemberForm({ record, onClose }: { record: MemberRecord | undefined; onClose: () => void }) {
  const [draft, setDraft] = useState(() => draftOf(record));
  const [missing, setMissing] = useState<string>();
  const [changingStatus, setChangingStatus] = useState(false);
  const tell = useTell();
  const mayKeep = useAllowed('members.save');
  const save = useAction(async () => {
    const fields = fieldsOf(draft, record);
    const saved = await call('members.save', { fields, ...(record ? { id: record.id } : {}) });
    tell.done(record ? `${saved.name} 的资料已保存。` : `已登记 ${saved.name}，会籍在册。`);
    onClose();
  });
  const submit = () => {
    const problem =
      draft.name.trim() === '' ? '「姓名」没有填写。' : hasNamelessWage(draft) ? '有一项工资没有写名称。' : undefined;
    setMissing(problem);
    if (problem === undefined) void save.run();
  };
  return (
    <RecordDrawer
      open
      title={record ? [record.number, record.name].filter(Boolean).join(' ') : '新会员'}
      tag={record && <Verdict tone={STATUS_TONES[record.status]}>{MEMBER_STATUS_NAMES[record.status]}</Verdict>}
      dirty={isChanged(draft, record)}
      {...(mayKeep ? { onSave: submit } : {})}
      saving={save.busy}
      problem={missing ?? save.problem}
      onClose={onClose}
      actions={record && mayKeep && <Button onClick={() => setChangingStatus(true)}>变更会籍</Button>}
    >
      <MemberFields draft={draft} record={record} onChange={(change) => setDraft({ ...draft, ...change })} />
      {record && <History changes={record.changes} />}
      {record && changingStatus && <StatusDialog record={record} onClose={() => setChangingStatus(false)} />}
    </RecordDrawer>
  );
}

function History({ changes }: { changes: MemberRecord['changes'] }) {
  const newestFirst = changes.map((change, index) => ({ ...change, index })).reverse();
  return (
    <section aria-label="会籍变动">
      <h2>会籍变动</h2>
      <ul className="members-history">
        {newestFirst.map(({ index, day, from, to, ground, operator }) => (
          <li key={index}>
            <span className="day">{day}</span>
            <span className="what">
              {from === '' ? '登记' : MEMBER_STATUS_NAMES[from]} → {MEMBER_STATUS_NAMES[to]}
            </span>
            <span className="ground">{ground}</span>
            <span>{operator}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
