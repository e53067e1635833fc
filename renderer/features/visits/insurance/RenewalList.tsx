import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell, useTellProblem } from '#renderer/components/use-tell.ts';
import { Verdict } from '#renderer/components/Verdict.tsx';
import { type NotTaken, RENEWAL_DAYS, type RenewalRow } from '#shared/contract/visits.ts';

const keyOf = (row: RenewalRow) => `${row.planId} ${row.memberId}`;

/** Who should renew; those who are missing from a running term can be taken in from here. */
export function RenewalList({ onLeftOut }: { onLeftOut: (leftOut: readonly NotTaken[]) => void }) {
  const { value: rows, error } = useCall('visits.listRenewals', {});
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const mayKeep = useAllowed('visits.addParticipants');
  const tell = useTell();
  const chosen = (rows ?? []).filter((row) => ticked.has(keyOf(row)) && row.yearId !== undefined);
  const add = useAction(async () => {
    const leftOut: NotTaken[] = [];
    let added = 0;
    for (const yearId of new Set(chosen.flatMap((row) => row.yearId ?? []))) {
      const memberIds = chosen.filter((row) => row.yearId === yearId).map(({ memberId }) => memberId);
      const done = await call('visits.addParticipants', { yearId, memberIds });
      added += done.added;
      leftOut.push(...done.leftOut);
    }
    setTicked(new Set());
    onLeftOut(leftOut);
    tell.done(`已加入 ${added} 人。`);
  });
  useTellProblem(add.problem);
  const columns: Column<RenewalRow>[] = [
    { key: 'plan', title: '项目', width: 200, render: (row) => row.planName },
    { key: 'number', title: '编号', width: 90, render: (row) => row.number },
    { key: 'name', title: '姓名', width: 110, render: (row) => row.name },
    { key: 'group', title: '工会小组', render: (row) => row.groupName },
    { key: 'shares', title: '份数', width: 70, align: 'right', render: (row) => row.shares },
    { key: 'to', title: '保障到', width: 120, render: (row) => row.to },
    {
      key: 'state',
      title: '情况',
      width: 170,
      render: (row) => (
        <Verdict tone="amber">{row.state === 'ending' ? '将到期或已到期' : '上年参加，今年没有'}</Verdict>
      ),
    },
  ];
  return (
    <>
      <Notice tone="red">{error}</Notice>
      {mayKeep && chosen.length > 0 && (
        <div className="insurance-bar">
          <span>已选 {chosen.length} 人</span>
          <Button size="small" loading={add.busy} onClick={() => void add.run()}>
            加入今年的名单
          </Button>
        </div>
      )}
      <DataTable
        label="续保名单"
        columns={columns}
        rows={rows}
        rowKey={keyOf}
        {...(mayKeep ? { selection: { keys: ticked, onChange: setTicked } } : {})}
        empty={
          <EmptyState title="现在没有要续保的">
            {`保障在 ${RENEWAL_DAYS} 天内到期的，和上年参加、今年没有加入的，会列在这里。`}
          </EmptyState>
        }
      />
    </>
  );
}
