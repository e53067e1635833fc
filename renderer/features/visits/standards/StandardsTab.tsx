import { Button } from 'antd';
import { useState } from 'react';
import { useAllowed } from '#renderer/app/session.ts';
import { leave } from '#renderer/app/unsaved.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { dayOf } from '#shared/calendar.ts';
import { VISIT_FORM_NAMES, type VisitKind, type VisitStandard } from '#shared/contract/visits.ts';
import { limitText, SHAPE_NAMES, type VisitsFrame } from '../words.ts';
import { KindDrawer } from './KindDrawer.tsx';
import { StandardDrawer } from './StandardDrawer.tsx';

/** 慰问标准, with the drawer of one limit. */
export function StandardsTab({ frame }: { frame: VisitsFrame }) {
  const mayKeep = useAllowed('visits.saveStandard');
  const kinds = useCall('visits.listKinds', {});
  const [editing, setEditing] = useState<VisitStandard | 'new'>();
  return (
    <Page
      {...frame}
      action={
        mayKeep && (
          <Button type="primary" onClick={() => leave(() => setEditing('new'))}>
            新增标准
          </Button>
        )
      }
    >
      <StandardLists kinds={kinds.value} editing={editing} onEdit={setEditing} />
    </Page>
  );
}

interface StandardListsProps {
  kinds: readonly VisitKind[] | undefined;
  /** The standard that is open, or `new`. */
  editing: VisitStandard | 'new' | undefined;
  onEdit: (standard: VisitStandard | 'new' | undefined) => void;
}

/** 慰问标准: the kinds with what is in force for each, and every limit with its day and source. */
function StandardLists({ kinds, editing, onEdit }: StandardListsProps) {
  const list = useCall('visits.listStandards', {});
  const [kind, setKind] = useState<VisitKind | 'new'>();
  const mayEdit = useAllowed('visits.saveStandard');
  const today = dayOf(new Date());
  const standards = list.value;
  const samples = standards?.filter((standard) => standard.source.startsWith('样本')).length ?? 0;
  const inForce = (kindId: string) =>
    newest((standards ?? []).filter((one) => one.kindId === kindId && one.from <= today));
  return (
    <>
      <Notice tone="red">{list.error}</Notice>
      <Notice tone="amber">
        {samples > 0 && `有 ${samples} 条是程序自带的样本，各省金额不同、逐年调整，请按本省和本单位的标准改过再用。`}
      </Notice>
      <DataTable
        label="慰问类别"
        rows={kinds}
        rowKey={(row) => row.id}
        maxHeight={300}
        {...(mayEdit ? { onOpen: (row: VisitKind) => setKind(row) } : {})}
        columns={[
          { key: 'name', title: '慰问类别', width: 150, render: (row) => row.name },
          {
            key: 'forms',
            title: '可用形式',
            width: 190,
            render: (row) => row.forms.map((form) => VISIT_FORM_NAMES[form]).join('、'),
          },
          { key: 'account', title: '列支科目', width: 170, render: (row) => row.accountName },
          {
            key: 'now',
            title: '现行标准',
            render: (row) =>
              inForce(row.id)
                .map((one) => `${SHAPE_NAMES[one.shape]} ${limitText(one)}`)
                .join(';') || '没有登记，按集体决议',
          },
        ]}
      />
      {mayEdit && (
        <div className="page-filters">
          <Button onClick={() => leave(() => setKind('new'))}>新增类别</Button>
        </div>
      )}
      <DataTable
        label="慰问标准"
        rows={standards}
        rowKey={(row) => row.id}
        {...(mayEdit ? { onOpen: (row: VisitStandard) => onEdit(row) } : {})}
        rowTone={(row) => (inForce(row.kindId).includes(row) ? undefined : 'soft')}
        columns={[
          { key: 'kind', title: '慰问类别', width: 150, render: (row) => row.kindName },
          { key: 'from', title: '从哪天起', width: 110, render: (row) => row.from },
          { key: 'shape', title: '标准', width: 170, render: (row) => SHAPE_NAMES[row.shape] },
          { key: 'limit', title: '限额', width: 130, align: 'right', render: (row) => limitText(row) },
          { key: 'source', title: '来源', render: (row) => row.source },
        ]}
      />
      {editing !== undefined && (
        <StandardDrawer
          key={editing === 'new' ? 'new' : editing.id}
          kinds={kinds ?? []}
          standard={editing === 'new' ? undefined : editing}
          onClose={() => onEdit(undefined)}
        />
      )}
      {kind !== undefined && (
        <KindDrawer
          key={kind === 'new' ? 'new' : kind.id}
          kind={kind === 'new' ? undefined : kind}
          onClose={() => setKind(undefined)}
        />
      )}
    </>
  );
}

/** Of each shape the one with the latest day. */
function newest(standards: readonly VisitStandard[]): VisitStandard[] {
  return standards.filter((one) => !standards.some((other) => other.shape === one.shape && other.from > one.from));
}
