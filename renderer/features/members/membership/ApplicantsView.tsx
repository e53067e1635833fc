import { Button } from 'antd';
import { useState } from 'react';
import { useCall } from '#renderer/app/use-call.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import type { ApplicantRow } from '#shared/contract/members.ts';
import { SeveralDialog } from './SeveralDialog.tsx';

const MOST = 500;
const COLUMNS: readonly Column<ApplicantRow>[] = [
  { key: 'number', title: '编号', width: 100, render: (row) => row.number },
  { key: 'name', title: '姓名', width: 120, render: (row) => row.name },
  { key: 'group', title: '工会小组', width: 160, render: (row) => row.groupName },
  { key: 'since', title: '登记日期', width: 120, render: (row) => row.since },
  { key: 'ground', title: '申请', render: (row) => row.ground },
];

/** Whose application waits; the ticked ones are approved together. */
export function ApplicantsView({ mayKeep }: { mayKeep: boolean }) {
  const { value: applicants, error } = useCall('members.listApplicants', { limit: MOST });
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [approving, setApproving] = useState(false);
  const chosen = (applicants?.rows ?? []).filter(({ id }) => ticked.has(id));
  return (
    <>
      <Notice tone="red">{error}</Notice>
      {mayKeep && (applicants?.total ?? 0) > 0 && (
        <div className="page-filters">
          <Button type="primary" disabled={chosen.length === 0} onClick={() => setApproving(true)}>
            {chosen.length === 0 ? '批准所选' : `批准所选 ${chosen.length} 人`}
          </Button>
          <span className="members-hint">
            会籍从批准之日起算。
            {applicants &&
              applicants.total > MOST &&
              `先列出 ${MOST} 人，批准后再列其余 ${applicants.total - MOST} 人。`}
          </span>
        </div>
      )}
      <DataTable
        label="申请入会"
        columns={COLUMNS}
        rows={applicants?.rows}
        rowKey={(row) => row.id}
        {...(mayKeep ? { selection: { keys: ticked, onChange: setTicked } } : {})}
        maxHeight={430}
        empty={<EmptyState title="没有等待批准的申请">收到入会申请，在「新会员」里登记，会籍选「申请中」。</EmptyState>}
      />
      {approving && (
        <SeveralDialog
          members={chosen}
          from="applied"
          onClose={() => setApproving(false)}
          onDone={() => {
            setApproving(false);
            setTicked(new Set());
          }}
        />
      )}
    </>
  );
}
