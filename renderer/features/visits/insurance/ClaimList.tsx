import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { useWindow } from '#renderer/components/use-window.ts';
import { Verdict } from '#renderer/components/Verdict.tsx';
import { CLAIM_STATE_NAMES, type ClaimRow, type InsuranceYear } from '#shared/contract/visits.ts';
import { ClaimDialog } from './ClaimDialog.tsx';
import { ClaimDrawer } from './ClaimDrawer.tsx';

const TONES = { applied: 'amber', approved: 'amber', refused: 'neutral', paid: 'teal' } as const;

export function ClaimTag({ state }: Pick<ClaimRow, 'state'>) {
  return <Verdict tone={TONES[state]}>{CLAIM_STATE_NAMES[state]}</Verdict>;
}

/** The claims of a year. What happened stands in the claim alone. */
export function ClaimList({ year }: { year: InsuranceYear }) {
  const [openOnly, setOpenOnly] = useState(false);
  const [opened, setOpened] = useState<string>();
  const [adding, setAdding] = useState(false);
  const mayKeep = useAllowed('visits.saveClaim');
  const mayOpen = useAllowed('visits.readClaim');
  const list = useWindow(
    (offset, limit) => call('visits.listClaims', { yearId: year.id, openOnly, offset, limit }),
    `${year.id} ${openOnly}`,
  );
  const columns: Column<ClaimRow>[] = [
    { key: 'applied', title: '申请日期', width: 110, render: (row) => row.applied, sum: '合计' },
    { key: 'name', title: '会员', width: 110, render: (row) => row.memberName, sum: `${list.total ?? 0} 件` },
    { key: 'number', title: '编号', width: 90, render: (row) => row.memberNumber },
    { key: 'group', title: '工会小组', render: (row) => row.groupName },
    {
      key: 'approved',
      title: '核准金额',
      width: 130,
      align: 'right',
      render: (row) => <Money value={row.approved} />,
      sum: <Money value={list.reply?.approved} />,
    },
    {
      key: 'paid',
      title: '已付本人',
      width: 130,
      align: 'right',
      render: (row) => <Money value={row.paid} blankZero />,
      sum: <Money value={list.reply?.paid} />,
    },
    {
      key: 'held',
      title: '代收未付',
      width: 120,
      align: 'right',
      render: (row) => <Money value={row.held} blankZero />,
    },
    { key: 'state', title: '状态', width: 150, render: (row) => <ClaimTag state={row.state} /> },
  ];
  return (
    <>
      <div className="insurance-bar">
        <Checkbox checked={openOnly} onChange={(event) => setOpenOnly(event.target.checked)}>
          只看没有办完的
        </Checkbox>
        {mayKeep && <Button onClick={() => setAdding(true)}>登记理赔</Button>}
      </div>
      <DataTable
        label="理赔"
        columns={columns}
        source={list}
        rowKey={(row) => row.id}
        {...(mayOpen ? { onOpen: (row: ClaimRow) => setOpened(row.id) } : {})}
        selectedKey={opened}
        empty={<EmptyState title="没有理赔">会员出险以后，点「登记理赔」记下申请，再登记结果和收付。</EmptyState>}
      />
      {adding && <ClaimDialog year={year} onClose={() => setAdding(false)} onSaved={setOpened} />}
      {opened !== undefined && <ClaimDrawer key={opened} id={opened} onClose={() => setOpened(undefined)} />}
    </>
  );
}
