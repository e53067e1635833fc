import { Button } from 'antd';
import { useState } from 'react';
import { useAllowed } from '#renderer/app/session.ts';
import { leave } from '#renderer/app/unsaved.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { Verdict } from '#renderer/components/Verdict.tsx';
import { type Day, dayOf } from '#shared/calendar.ts';
import { CERTAINTY_NAMES, VISIT_FORM_NAMES, type VisitKind, type VisitStandard } from '#shared/contract/visits.ts';
import { LIMIT_LEVEL_NAMES } from '#shared/visit-limits.ts';
import type { VisitsFrame } from '../words.ts';
import { FestivalNamesDialog } from './FestivalNamesDialog.tsx';
import { KindDrawer } from './KindDrawer.tsx';
import { SamplesDialog } from './SamplesDialog.tsx';
import { StandardDrawer } from './StandardDrawer.tsx';

/** What stands at the right of, or over, the lists. */
type Opened =
  | { what: 'standard'; standard: VisitStandard }
  | { what: 'newStandard'; like?: VisitStandard }
  | { what: 'kind'; kind: VisitKind }
  | { what: 'newKind' | 'samples' | 'festivals' };

/** 慰问标准: the kinds with what is in force for each, every limit with its days and source, samples and festivals. */
export function StandardsTab({ frame }: { frame: VisitsFrame }) {
  const mayKeep = useAllowed('visits.saveStandard');
  const kinds = useCall('visits.listKinds', { withRetired: true });
  const list = useCall('visits.listStandards', {});
  const [opened, setOpened] = useState<Opened>();
  const [today] = useState(() => dayOf(new Date()));
  const standards = list.value;
  const samples =
    standards?.filter(({ sample, last }) => sample !== '' && (last === undefined || last >= today)).length ?? 0;
  const open = (what: Opened) => leave(() => setOpened(what));
  return (
    <Page
      {...frame}
      extra={
        <>
          <Button onClick={() => open({ what: 'festivals' })}>节日</Button>
          {mayKeep && <Button onClick={() => open({ what: 'samples' })}>标准样本</Button>}
        </>
      }
      action={
        mayKeep && (
          <Button type="primary" onClick={() => open({ what: 'newStandard' })}>
            新增标准
          </Button>
        )
      }
      notice={
        <>
          <Notice tone="red">{list.error ?? kinds.error}</Notice>
          <Notice tone="amber">
            {samples > 0 &&
              `有 ${samples} 条是程序自带的样本，各省金额不同、逐年调整，请按本省和本单位的标准改过再用。`}
          </Notice>
        </>
      }
    >
      <KindTable
        kinds={kinds.value}
        standards={standards ?? []}
        today={today}
        {...(mayKeep ? { onOpen: (kind: VisitKind) => setOpened({ what: 'kind', kind }) } : {})}
      />
      {mayKeep && (
        <div className="page-filters">
          <Button onClick={() => open({ what: 'newKind' })}>新增类别</Button>
        </div>
      )}
      <StandardTable
        standards={standards}
        today={today}
        {...(mayKeep ? { onOpen: (standard: VisitStandard) => setOpened({ what: 'standard', standard }) } : {})}
      />
      <OpenedThing opened={opened} kinds={kinds.value ?? []} samples={samples} onOpen={setOpened} />
    </Page>
  );
}

interface OpenedThingProps {
  opened: Opened | undefined;
  kinds: readonly VisitKind[];
  samples: number;
  onOpen: (opened: Opened | undefined) => void;
}

function OpenedThing({ opened, kinds, samples, onOpen }: OpenedThingProps) {
  const onClose = () => onOpen(undefined);
  switch (opened?.what) {
    case 'standard':
    case 'newStandard': {
      const standard = opened.what === 'standard' ? opened.standard : undefined;
      const like = opened.what === 'newStandard' ? opened.like : undefined;
      return (
        <StandardDrawer
          key={standard?.id ?? `new ${like?.id ?? ''}`}
          kinds={kinds.filter(({ id, retired }) => !retired || (standard ?? like)?.kindIds.includes(id))}
          standard={standard}
          like={like}
          onReplace={(replaced) => leave(() => onOpen({ what: 'newStandard', like: replaced }))}
          onClose={onClose}
        />
      );
    }
    case 'kind':
      return <KindDrawer key={opened.kind.id} kind={opened.kind} onClose={onClose} />;
    case 'newKind':
      return <KindDrawer key="new" kind={undefined} onClose={onClose} />;
    case 'samples':
      return <SamplesDialog samples={samples} onClose={onClose} />;
    case 'festivals':
      return <FestivalNamesDialog onClose={onClose} />;
    default:
      return null;
  }
}

const isInForce = ({ from, last }: VisitStandard, today: Day): boolean =>
  from <= today && (last === undefined || today <= last);

/** `每次不超过 1,000.00 元`, with the kinds it counts together and whose it is where that is not the usual. */
function shortSentence({ sentence, level, kindNames }: VisitStandard): string {
  const together = kindNames.length > 1 ? `${kindNames.join('、')}合计` : '';
  return `${level === 'own' ? '本单位' : ''}${together}${sentence}`;
}

interface KindTableProps {
  kinds: readonly VisitKind[] | undefined;
  standards: readonly VisitStandard[];
  today: Day;
  onOpen?: (kind: VisitKind) => void;
}

function KindTable({ kinds, standards, today, onOpen }: KindTableProps) {
  const now = (kindId: string) => standards.filter((one) => one.kindIds.includes(kindId) && isInForce(one, today));
  return (
    <DataTable
      label="慰问类别"
      rows={kinds}
      rowKey={(row) => row.id}
      maxHeight={228}
      rowTone={(row) => (row.retired ? 'soft' : undefined)}
      {...(onOpen ? { onOpen } : {})}
      columns={[
        {
          key: 'name',
          title: '慰问类别',
          width: 170,
          render: (row) => (row.retired ? `${row.name}（停用）` : row.name),
        },
        {
          key: 'forms',
          title: '可用形式',
          width: 160,
          render: (row) => row.forms.map((form) => VISIT_FORM_NAMES[form]).join('、'),
        },
        { key: 'account', title: '列支科目', width: 160, render: (row) => row.accountName },
        {
          key: 'whom',
          title: '对象',
          width: 100,
          render: (row) => (row.payersOnly ? '缴会费的' : '会员'),
        },
        {
          key: 'now',
          title: '现行标准',
          render: (row) => now(row.id).map(shortSentence).join('；') || '没有登记，按集体决议',
        },
      ]}
    />
  );
}

interface StandardTableProps {
  standards: readonly VisitStandard[] | undefined;
  today: Day;
  onOpen?: (standard: VisitStandard) => void;
}

function StandardTable({ standards, today, onOpen }: StandardTableProps) {
  const nameOf = (row: VisitStandard) => row.kindNames.join('、');
  return (
    <DataTable
      label="慰问标准"
      rows={standards}
      rowKey={(row) => row.id}
      {...(onOpen ? { onOpen } : {})}
      rowTone={(row) => (isInForce(row, today) ? undefined : 'soft')}
      columns={[
        {
          key: 'kinds',
          title: '慰问类别',
          width: 150,
          // a group begins with its name
          render: (row, index) => {
            const above = standards?.[index - 1];
            return above && nameOf(above) === nameOf(row) ? '' : nameOf(row);
          },
        },
        { key: 'sentence', title: '标准', width: 270, render: (row) => row.sentence },
        { key: 'level', title: '哪一级', width: 76, render: (row) => LIMIT_LEVEL_NAMES[row.level] },
        { key: 'from', title: '从哪天起', width: 100, render: (row) => row.from },
        { key: 'last', title: '截止', width: 100, render: (row) => row.last ?? '' },
        { key: 'state', title: '状态', width: 84, render: (row) => stateOf(row, today) },
        {
          key: 'source',
          title: '来源',
          render: sourceOf,
        },
      ]}
    />
  );
}

/** The source, after a word on how sure it is where that is not from the original. */
function sourceOf({ source, certainty }: VisitStandard): string {
  return certainty === 'quoted' || certainty === 'memory' ? `（${CERTAINTY_NAMES[certainty]}）${source}` : source;
}

function stateOf(row: VisitStandard, today: Day) {
  if (row.last !== undefined && row.last < today) return '已截止';
  if (row.from > today) return '未开始';
  return row.sealed ? <Verdict tone="teal">已用</Verdict> : <Verdict>未用</Verdict>;
}
