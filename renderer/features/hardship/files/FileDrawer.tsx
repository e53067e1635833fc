import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { askBefore } from '#renderer/app/unsaved.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { Notice } from '#renderer/components/Notice.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { Verdict } from '#renderer/components/Verdict.tsx';
import { dayOf } from '#shared/calendar.ts';
import { HARDSHIP_STATUS_NAMES, type HardshipRecord } from '#shared/contract/hardship.ts';
import { AidView } from '../aids/AidView.tsx';
import { StatusDialog } from '../procedure/StatusDialog.tsx';
import { draftOf, emptyDraft, type FileDraft, fieldsOf, figuresOf, missingIn } from './draft.ts';
import { FileForm } from './FileForm.tsx';

interface FileDrawerProps {
  /** The file's id, or `new`. */
  id: string;
  onClose: () => void;
  /** A new file was saved: the drawer goes on with it. */
  onOpened: (id: string) => void;
  onParameters: () => void;
}

/** One family at the right: the file with its computation, and what it was given. */
export function FileDrawer({ id, onClose, onOpened, onParameters }: FileDrawerProps) {
  const file = useCall('hardship.get', id === 'new' ? undefined : { id });
  if (id !== 'new' && file.value === undefined)
    return (
      <RecordDrawer open width={960} title="困难档案" onClose={onClose}>
        <Notice tone="red">{file.error}</Notice>
      </RecordDrawer>
    );
  return <OpenFile record={file.value} onClose={onClose} onOpened={onOpened} onParameters={onParameters} />;
}

interface OpenFileProps extends Omit<FileDrawerProps, 'id'> {
  record: HardshipRecord | undefined;
}

/** What is being typed, what it began from, and which stored state that was. */
interface Work {
  version: string;
  initial: FileDraft;
  draft: FileDraft;
}

function workOn(record: HardshipRecord | undefined): Work {
  const draft = record ? draftOf(record) : emptyDraft(dayOf(new Date()));
  return { version: versionOf(record), initial: draft, draft };
}

/** Tells one stored state of the form's fields from another; aids and status are not typed here. */
function versionOf(record: HardshipRecord | undefined): string {
  return record ? JSON.stringify({ ...record, aids: [], changes: [], status: '' }) : '';
}

function OpenFile({ record, onClose, onOpened, onParameters }: OpenFileProps) {
  const [work, setWork] = useState(() => workOn(record));
  const [view, setView] = useState<'file' | 'aids'>('file');
  const [missing, setMissing] = useState<string>();
  const [changingStatus, setChangingStatus] = useState(false);
  const maySave = useAllowed('hardship.save');
  const tell = useTell();
  const { draft, initial } = work;
  const dirty = JSON.stringify(draft) !== JSON.stringify(initial);
  // it was saved, here or elsewhere: the form goes on from what is stored
  if (!dirty && versionOf(record) !== work.version) setWork(workOn(record));
  const save = useAction(async () => {
    const figures = figuresOf(draft);
    if (figures === undefined) return;
    const { suggested } = await call('hardship.assess', figures);
    const fields = fieldsOf(draft, suggested);
    if (fields === undefined) return;
    const saved = await call('hardship.save', record ? { id: record.id, fields } : { fields });
    setWork((before) => ({ ...before, initial: draft }));
    tell.done(record ? `已保存 ${saved.number} ${saved.memberName}。` : `已建档 ${saved.number} ${saved.memberName}。`);
    onOpened(saved.id);
  });
  const onSave = () => {
    const gap = missingIn(draft);
    setMissing(gap);
    if (gap === undefined) void save.run();
  };
  const editable = maySave && view === 'file';
  return (
    <RecordDrawer
      open
      width={960}
      title={record ? `${record.memberName} ${record.number}` : '新建困难档案'}
      tag={record && <StatusTag record={record} />}
      dirty={dirty}
      {...(editable ? { onSave } : {})}
      saveText={record ? '保存' : '建档'}
      saving={save.busy}
      problem={missing ?? save.problem}
      onClose={onClose}
      actions={record && maySave && !dirty && <Button onClick={() => setChangingStatus(true)}>变更状态</Button>}
    >
      {record && (
        <Segmented<'file' | 'aids'>
          className="hardship-views"
          value={view}
          onChange={setView}
          options={[
            { value: 'file', label: '档案' },
            { value: 'aids', label: `帮扶记录 ${record.aids.length}` },
          ]}
        />
      )}
      {record && view === 'aids' ? (
        <AidView record={record} unsaved={dirty} />
      ) : (
        <FileForm
          record={record}
          draft={draft}
          onChange={(patch) => setWork((before) => ({ ...before, draft: { ...before.draft, ...patch } }))}
          onParameters={() => (dirty ? askBefore(onParameters) : onParameters())}
        />
      )}
      {record && changingStatus && <StatusDialog record={record} onClose={() => setChangingStatus(false)} />}
    </RecordDrawer>
  );
}

function StatusTag({ record }: { record: HardshipRecord }) {
  return <Verdict tone={record.status === 'open' ? 'teal' : 'neutral'}>{HARDSHIP_STATUS_NAMES[record.status]}</Verdict>;
}
