import { Button, Segmented, Select } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { useExport } from '#renderer/components/use-export.ts';
import type { RosterComparison, SnapshotBrief } from '#shared/contract/members.ts';
import type { MembersFrame } from '../words.ts';
import { type ComparedList, ComparisonTable } from './ComparisonTable.tsx';

/** In place of an id: the roster as it is now. */
const NOW = 'now';

interface CompareViewProps {
  frame: MembersFrame;
  /** Newest first, at least one. */
  snapshots: readonly SnapshotBrief[];
  onBack: () => void;
}

/** Two kept rosters, or one and today's: who joined, left, moved, and whose particulars changed. */
export function CompareView({ frame, snapshots, onBack }: CompareViewProps) {
  const [from, setFrom] = useState(snapshots[0]?.id ?? '');
  const [to, setTo] = useState<string>(NOW);
  const [list, setList] = useState<ComparedList>('joined');
  const asked = { from, ...(to === NOW ? {} : { to }) };
  const { value: comparison, error, loading } = useCall('members.compareSnapshots', asked);
  const mayKeep = useAllowed('members.exportComparison');
  const save = useExport((folder) => call('members.exportComparison', { ...asked, folder }));
  const options = snapshots.map(({ id, name, day }) => ({ value: id, label: `${name}（${day}）` }));
  return (
    <Page
      {...frame}
      state={comparison && stateOf(comparison)}
      extra={<Button onClick={onBack}>返回存档列表</Button>}
      action={
        mayKeep && (
          <Button type="primary" loading={save.busy} disabled={comparison === undefined} onClick={save.run}>
            存为 Excel
          </Button>
        )
      }
      filters={
        <>
          <Select<string>
            className="snapshots-side"
            aria-label="比较的名册"
            value={from}
            options={options.filter(({ value }) => value !== to)}
            onChange={setFrom}
          />
          <span>与</span>
          <Select<string>
            className="snapshots-side"
            aria-label="与哪份比较"
            value={to}
            options={[{ value: NOW, label: '现在的名册' }, ...options.filter(({ value }) => value !== from)]}
            onChange={setTo}
          />
          <Segmented<ComparedList>
            aria-label="看什么"
            value={list}
            options={[
              { value: 'joined', label: `新增 ${comparison?.joined.length ?? ''}` },
              { value: 'left', label: `减少 ${comparison?.left.length ?? ''}` },
              { value: 'moved', label: `调动小组 ${comparison?.moved.length ?? ''}` },
              { value: 'changed', label: `资料变化 ${comparison?.changed.length ?? ''}` },
            ]}
            onChange={setList}
          />
        </>
      }
      notice={
        <>
          <Notice tone="red">{error}</Notice>
          {loading && <Notice>正在比较两份名册。</Notice>}
        </>
      }
    >
      <ComparisonTable comparison={comparison} list={list} />
    </Page>
  );
}

/** `从 2025-12-31 的 300 人到 2026-03-15 的 312 人：新增 15 人，减少 3 人` */
function stateOf({ earlier, later, joined, left }: RosterComparison): string {
  const span = `从 ${earlier.day} 的 ${earlier.members} 人到 ${later.day} 的 ${later.members} 人`;
  return `${span}：新增 ${joined.length} 人，减少 ${left.length} 人`;
}
