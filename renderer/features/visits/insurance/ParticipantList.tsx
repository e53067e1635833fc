import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { useConfirm } from '#renderer/components/use-confirm.tsx';
import { useTell, useTellProblem } from '#renderer/components/use-tell.ts';
import { useWindow } from '#renderer/components/use-window.ts';
import { Verdict } from '#renderer/components/Verdict.tsx';
import { SEX_NAMES } from '#shared/contract/members.ts';
import type { InsuranceYear, Participant } from '#shared/contract/visits.ts';
import { ParticipantDrawer } from './ParticipantDrawer.tsx';
import { PremiumDialog } from './PremiumDialog.tsx';

interface ParticipantListProps {
  year: InsuranceYear;
  search: string;
  state: 'uncollected' | 'unpaid' | 'paid' | undefined;
  empty: ReactNode;
}

/** Where a participant's premium stands. */
export function PremiumTag({ person }: { person: Participant }) {
  if (!person.throughBooks) return <Verdict>单位直接缴</Verdict>;
  if (person.paid) return <Verdict tone="teal">已付</Verdict>;
  return <Verdict tone="amber">{person.collected ? '未付' : '未收齐'}</Verdict>;
}

/** Who takes part in a year; ticked ones can be taken out, or their premium collected or paid. */
export function ParticipantList({ year, search, state, empty }: ParticipantListProps) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [opened, setOpened] = useState<Participant>();
  const [paying, setPaying] = useState(false);
  const mayKeep = useAllowed('visits.dropParticipants');
  const confirm = useConfirm();
  const tell = useTell();
  const list = useWindow(
    (offset, limit) =>
      call('visits.listParticipants', {
        yearId: year.id,
        search,
        offset,
        limit,
        ...(state === undefined ? {} : { state }),
      }),
    `${year.id} ${state ?? ''} ${search}`,
  );
  const drop = useAction(async () => {
    const sure = await confirm({
      title: `把 ${ticked.size} 人从参保名单里去掉？`,
      content: '已经收付过保费或有理赔的不能去掉。',
      confirmText: '去掉',
      destructive: true,
    });
    if (!sure) return;
    const { dropped } = await call('visits.dropParticipants', { yearId: year.id, memberIds: [...ticked] });
    setTicked(new Set());
    tell.done(`已去掉 ${dropped} 人。`);
  });
  useTellProblem(drop.problem);
  const { totals } = year;
  const whole = search === '' && state === undefined;
  const columns: Column<Participant>[] = [
    { key: 'number', title: '编号', width: 90, render: (row) => row.number, ...(whole && { sum: '合计' }) },
    {
      key: 'name',
      title: '姓名',
      width: 100,
      render: (row) => row.name,
      ...(whole && { sum: `${totals.participants} 人` }),
    },
    {
      key: 'sex',
      title: '性别',
      width: 60,
      align: 'center',
      render: (row) => (row.sex === '' ? '' : SEX_NAMES[row.sex]),
    },
    { key: 'group', title: '工会小组', render: (row) => row.groupName },
    { key: 'shares', title: '份数', width: 60, align: 'right', render: (row) => row.shares },
    {
      key: 'union',
      title: '工会承担',
      width: 120,
      align: 'right',
      render: (row) => <Money value={row.unionPart} blankZero />,
      ...(whole && { sum: <Money value={totals.unionPart} /> }),
    },
    {
      key: 'member',
      title: '个人缴纳',
      width: 120,
      align: 'right',
      render: (row) => <Money value={row.memberPart} blankZero />,
      ...(whole && { sum: <Money value={totals.memberPart} /> }),
    },
    {
      key: 'employer',
      title: '单位行政',
      width: 120,
      align: 'right',
      render: (row) => <Money value={row.employerPart} blankZero />,
      ...(whole && { sum: <Money value={totals.employerPart} /> }),
    },
    { key: 'state', title: '保费', width: 110, render: (row) => <PremiumTag person={row} /> },
  ];
  return (
    <>
      {mayKeep && ticked.size > 0 && (
        <div className="insurance-bar">
          <span>已选 {ticked.size} 人</span>
          <Button size="small" onClick={() => setPaying(true)}>
            收付所选的保费
          </Button>
          <Button size="small" loading={drop.busy} onClick={() => void drop.run()}>
            从名单去掉
          </Button>
        </div>
      )}
      <DataTable
        label="参保名单"
        columns={columns}
        source={list}
        rowKey={(row) => row.memberId}
        onOpen={setOpened}
        selectedKey={opened?.memberId}
        empty={empty}
        {...(mayKeep ? { selection: { keys: ticked, onChange: setTicked } } : {})}
      />
      {opened && (
        <ParticipantDrawer key={opened.memberId} year={year} person={opened} onClose={() => setOpened(undefined)} />
      )}
      {paying && <PremiumDialog year={year} memberIds={[...ticked]} onClose={() => setPaying(false)} />}
    </>
  );
}
