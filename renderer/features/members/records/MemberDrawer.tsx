import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { Notice } from '#renderer/components/Notice.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { Verdict } from '#renderer/components/Verdict.tsx';
import { MEMBER_STATUS_NAMES, type MemberRecord, type Registration } from '#shared/contract/members.ts';
import { MovesSection } from '../groups/MovesSection.tsx';
import { HistorySection } from '../membership/HistorySection.tsx';
import { StatusDialog } from '../membership/StatusDialog.tsx';
import { PhotoField } from '../registration/PhotoField.tsx';
import { PrintDialog } from '../registration/PrintDialog.tsx';
import { RegistrationSections } from '../registration/RegistrationSections.tsx';
import {
  isRegistrationChanged,
  problemInRegistration,
  type RegistrationDraft,
  registrationDraftOf,
  registrationInputOf,
} from '../registration/registration-draft.ts';
import { STATUS_TONES } from '../words.ts';
import { MemberFields } from './MemberFields.tsx';
import { draftOf, fieldsOf, hasNamelessWage, isChanged, type MemberDraft } from './member-draft.ts';
import { type NewStatus, StatusFields } from './StatusFields.tsx';
import { WageFields } from './WageFields.tsx';

/**
 * One member at the right: the whole 登记表 with photo, the wage, and the history of groups and membership. Everything is saved
 * together. Without `id` it makes a new one.
 */
export function MemberDrawer({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const input = id === undefined ? undefined : { id };
  const { value: record, error } = useCall('members.get', input);
  const registration = useCall('members.getRegistration', input);
  if (id === undefined) return <MemberForm kept={undefined} onClose={onClose} />;
  if (record && registration.value)
    return <MemberForm kept={{ record, registration: registration.value }} onClose={onClose} />;
  return (
    <RecordDrawer open title="会员" width={720} onClose={onClose}>
      <Notice tone="red">{error ?? registration.error}</Notice>
    </RecordDrawer>
  );
}

/** A member as the books have one. */
interface Kept {
  record: MemberRecord;
  registration: Registration;
}

function MemberForm({ kept, onClose }: { kept: Kept | undefined; onClose: () => void }) {
  const record = kept?.record;
  const [draft, setDraft] = useState(() => draftOf(record));
  const [form, setForm] = useState(() => registrationDraftOf(kept?.registration));
  const [status, setStatus] = useState<NewStatus>('active');
  const [missing, setMissing] = useState<string>();
  const [asking, setAsking] = useState<'status' | 'print'>();
  const tell = useTell();
  const mayKeep = useAllowed('members.saveRegistration');
  const applied = (record?.status ?? status) === 'applied';
  const dirty = isChanged(draft, record) || isRegistrationChanged(form, kept?.registration);
  const save = useAction(async () => {
    const fields = fieldsOf(applied ? { ...draft, joined: record?.joined ?? '' } : draft, record);
    const saved = await call('members.saveRegistration', {
      fields,
      ...(record ? { id: record.id } : { status }),
      ...registrationInputOf(form, kept?.registration),
    });
    tell.done(doneText(saved.record, record === undefined));
    onClose();
  });
  const submit = () => {
    const problem = problemIn(draft, form);
    setMissing(problem);
    if (problem === undefined) void save.run();
  };
  const change = (next: Partial<MemberDraft>) => setDraft({ ...draft, ...next });
  const changeForm = (next: Partial<RegistrationDraft>) => setForm({ ...form, ...next });
  return (
    <RecordDrawer
      open
      width={720}
      title={record ? [record.number, record.name].filter(Boolean).join(' ') : '新会员'}
      tag={record && <Verdict tone={STATUS_TONES[record.status]}>{MEMBER_STATUS_NAMES[record.status]}</Verdict>}
      dirty={dirty}
      {...(mayKeep ? { onSave: submit } : {})}
      saving={save.busy}
      problem={missing ?? save.problem}
      onClose={onClose}
      actions={
        record && (
          <>
            {mayKeep && <Button onClick={() => setAsking('status')}>变更会籍</Button>}
            <Button disabled={dirty} title={dirty ? '先保存，再打印' : undefined} onClick={() => setAsking('print')}>
              打印登记表
            </Button>
          </>
        )
      }
    >
      <MemberFields
        draft={draft}
        onChange={change}
        aside={
          <PhotoField
            memberId={record?.id}
            kept={kept?.registration.photo}
            change={form.photo}
            locked={!mayKeep}
            onChange={(photo) => changeForm({ photo })}
          />
        }
        dates={
          <StatusFields
            status={record ? undefined : status}
            onStatus={setStatus}
            joined={draft.joined}
            onJoined={(joined) => change({ joined })}
            applied={applied ? form.particulars.applied : undefined}
            onApplied={(day) => changeForm({ particulars: { ...form.particulars, applied: day } })}
          />
        }
      />
      <RegistrationSections
        draft={form}
        registration={kept?.registration}
        withoutApplied={applied}
        locked={!mayKeep}
        onChange={changeForm}
      />
      <WageFields draft={draft} onChange={change} earlier={record?.wages.slice(1) ?? []} />
      {record && <MovesSection memberId={record.id} />}
      {record && <HistorySection record={record} />}
      {record && asking === 'status' && <StatusDialog record={record} onClose={() => setAsking(undefined)} />}
      {record && asking === 'print' && (
        <PrintDialog what="forms" scope={{ id: record.id, name: record.name }} onClose={() => setAsking(undefined)} />
      )}
    </RecordDrawer>
  );
}

function problemIn(draft: MemberDraft, form: RegistrationDraft): string | undefined {
  if (draft.name.trim() === '') return '「姓名」没有填写。';
  if (hasNamelessWage(draft)) return '有一项工资没有写名称。';
  return problemInRegistration(form);
}

function doneText({ name, status }: MemberRecord, isNew: boolean): string {
  if (!isNew) return `${name} 的资料已保存。`;
  return status === 'applied' ? `已登记 ${name} 的入会申请，批准后会籍在册。` : `已登记 ${name}，会籍在册。`;
}
