import { ConfigProvider, Segmented } from 'antd';
import { useCallback, useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { askBefore } from '#renderer/app/unsaved.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { Notice } from '#renderer/components/Notice.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { Verdict } from '#renderer/components/Verdict.tsx';
import { dayOf } from '#shared/calendar.ts';
import { HARDSHIP_STATUS_NAMES, type HardshipRecord } from '#shared/contract/hardship.ts';
import { AidView } from '../aids/AidView.tsx';
import { PapersView } from '../papers/PapersView.tsx';
import { ProcedureView } from '../procedure/ProcedureView.tsx';
import { AssessmentView } from './AssessmentView.tsx';
import { ChangesView } from './ChangesView.tsx';
import { changed, draftOf, emptyDraft, type FileDraft, fieldsOf, missingIn } from './draft.ts';
import { FileForm } from './FileForm.tsx';
import { FormPrint } from './FormPrint.tsx';
import { useOpenedFile } from './use-opened-file.ts';

/** The tabs of a file's drawer. */
export type FileView = 'file' | 'assessment' | 'procedure' | 'papers' | 'aids' | 'changes';

/** Somebody for whom a file is to be made. */
export interface Applicant {
  id: string;
  name: string;
}

interface FileDrawerProps {
  /** The file's id, or `new`. */
  id: string;
  /** The record, where it has just been made here. */
  made?: HardshipRecord | undefined;
  /** What of a stored file is looked at first. */
  firstView?: FileView;
  /** Whom a new file is for, where that is known. */
  applicant?: Applicant | undefined;
  onClose: () => void;
  /** A new file was saved: the drawer goes on with it. */
  onMade: (file: HardshipRecord) => void;
  onParameters: () => void;
}

/** One family at the right: form and computation, the way of the file, its papers, and what the family was given. */
export function FileDrawer({ id, made, firstView = 'file', applicant, onMade, ...shared }: FileDrawerProps) {
  return id === 'new' ? (
    <FileForms record={undefined} applicant={applicant} onSaved={onMade} {...shared} />
  ) : (
    <StoredFile id={id} made={made} firstView={firstView} {...shared} />
  );
}

function StoredFile({ id, made, ...shared }: Omit<FileDrawerProps, 'onMade' | 'applicant'>) {
  const { file, problem, change } = useOpenedFile(id, made);
  if (file === undefined)
    return (
      <RecordDrawer open width={960} title="困难档案" onClose={shared.onClose}>
        <Notice tone="red">{problem}</Notice>
      </RecordDrawer>
    );
  return <FileForms record={file} onSaved={change} {...shared} />;
}

interface FileFormsProps extends Pick<FileDrawerProps, 'onClose' | 'onParameters' | 'firstView' | 'applicant'> {
  record: HardshipRecord | undefined;
  onSaved: (file: HardshipRecord) => void;
}

/** What is being typed, what it began from, and which stored record that was. */
interface Work {
  record: HardshipRecord | undefined;
  initial: FileDraft;
  draft: FileDraft;
}

function workOn(record: HardshipRecord | undefined, applicant?: Applicant): Work {
  const today = dayOf(new Date());
  const draft = record ? draftOf(record) : { ...emptyDraft(today), memberId: applicant?.id };
  return { record, initial: draft, draft };
}

function FileForms({ record, applicant, firstView = 'file', onSaved, onClose, onParameters }: FileFormsProps) {
  const [work, setWork] = useState(() => workOn(record, applicant));
  const [view, setView] = useState<FileView>(firstView);
  const [missing, setMissing] = useState<string>();
  const tell = useTell();
  const settled = record?.status === 'resolved' || record?.status === 'closed';
  const maySave = useAllowed('hardship.save') && !settled;
  const { draft, initial } = work;
  const dirty = JSON.stringify(draft) !== JSON.stringify(initial);
  // it was saved, here or by a step: the form goes on from what is stored
  if (!dirty && record !== work.record) setWork(workOn(record));
  const onChange = useCallback(
    (patch: Partial<FileDraft>) =>
      setWork((before) => ({ ...before, draft: changed(before.draft, before.initial, patch, dayOf(new Date())) })),
    [],
  );
  const save = useAction(async () => {
    const fields = fieldsOf(draft);
    if (fields === undefined) return;
    const saved = await call('hardship.save', record ? { id: record.id, fields } : { fields });
    setWork((before) => ({ ...before, initial: draft }));
    const whose = `${saved.number} ${saved.memberName}`;
    tell.done(record ? `已保存 ${whose}。` : `已登记申请 ${whose}，接着在「办理」里登记初审。`);
    onSaved(saved);
  });
  const onSave = () => {
    const gap = missingIn(draft);
    setMissing(gap);
    if (gap === undefined) void save.run();
  };
  return (
    <RecordDrawer
      open
      width={960}
      title={record ? `${record.memberName} ${record.number}` : '新建困难档案'}
      tag={record && <StatusTag record={record} />}
      dirty={dirty}
      {...(maySave && view === 'file' ? { onSave } : {})}
      saveText={record ? '保存' : '登记申请'}
      saving={save.busy}
      problem={missing ?? save.problem}
      onClose={onClose}
      actions={record && !dirty && view === 'file' && <FormPrint file={record} />}
    >
      {record && (
        <Segmented<FileView>
          className="hardship-views"
          value={view}
          onChange={setView}
          options={[
            { value: 'file', label: '档案' },
            { value: 'assessment', label: '测算' },
            { value: 'procedure', label: '办理' },
            { value: 'papers', label: '附件' },
            { value: 'aids', label: '帮扶' },
            { value: 'changes', label: '变动' },
          ]}
        />
      )}
      {record === undefined || view === 'file' ? (
        <ConfigProvider componentDisabled={!maySave}>
          {settled && <Notice>这份档案已经{record && HARDSHIP_STATUS_NAMES[record.status]}，内容不能再改。</Notice>}
          <FileForm
            record={record}
            applicantName={record?.memberName ?? applicant?.name}
            draft={draft}
            onChange={onChange}
            onParameters={() => (dirty ? askBefore(onParameters) : onParameters())}
          />
        </ConfigProvider>
      ) : (
        <>
          <Notice tone="amber">
            {dirty && view !== 'aids' ? '「档案」里有改动还没有保存，请先保存。' : undefined}
          </Notice>
          <OtherView view={view} file={record} unsaved={dirty} onChanged={onSaved} />
        </>
      )}
    </RecordDrawer>
  );
}

interface OtherViewProps {
  view: Exclude<FileView, 'file'>;
  file: HardshipRecord;
  /** The form has changes that are not saved. */
  unsaved: boolean;
  onChanged: (file: HardshipRecord) => void;
}

function OtherView({ view, file, unsaved, onChanged }: OtherViewProps) {
  if (view === 'assessment') return <AssessmentView file={file} />;
  if (view === 'procedure') return <ProcedureView file={file} onChanged={onChanged} />;
  if (view === 'papers') return <PapersView file={file} />;
  if (view === 'aids') return <AidView file={file} unsaved={unsaved} />;
  return <ChangesView file={file} />;
}

function StatusTag({ record: { status } }: { record: HardshipRecord }) {
  const tone = status === 'open' ? 'teal' : status === 'applying' ? 'amber' : 'neutral';
  return <Verdict tone={tone}>{HARDSHIP_STATUS_NAMES[status]}</Verdict>;
}
