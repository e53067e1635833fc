import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useNavigation } from '#renderer/app/navigation.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { formatMonth, monthNumber } from '#shared/calendar.ts';
import { ALLOCATION_WAY_NAMES, ALLOCATION_WAYS, type Allocation, type AllocationWay } from '#shared/contract/ledger.ts';
import type { UnionProfile } from '#shared/contract/union.ts';
import { fen, formatYuan } from '#shared/money.ts';
import type { LedgerFrame } from '../words.ts';
import { AllocationWayDialog } from './AllocationWayDialog.tsx';

interface AllocationViewProps {
  frame: LedgerFrame;
  profile: UnionProfile;
  year: number;
  filters: ReactNode;
}

/** The three ways in plain words, each with what is chosen for it in 收支登记 (rules.md 2.2). */
const WAYS: Readonly<Record<AllocationWay, { words: string; purpose: string }>> = {
  full: {
    words:
      '单位把 2% 全部拨到工会账户，工会再把上级的那部分交上去。到账时要上解的先挂「应付上级经费」，交出去时再冲掉。',
    purpose: 'in-allocation-full',
  },
  net: {
    words: '税务或财政代收，只把本会留成的部分拨下来。到账多少就是收入多少，不用上解。',
    purpose: 'in-allocation',
  },
  refunded: {
    words: '小微企业等先上缴、后全额返还。返还多少就是收入多少，不用上解；政策期限请看上级工会的通知。',
    purpose: 'in-allocation-refunded',
  },
};

type Month = Allocation['months'][number];

/** 拨缴上解: month by month what arrived in which way, what was set aside and remitted, what is still owed. */
export function AllocationView({ frame, profile, year, filters }: AllocationViewProps) {
  const [changing, setChanging] = useState(false);
  const go = useNavigation((navigation) => navigation.go);
  const mayKeep = useAllowed('ledger.recordSimple');
  const { value: allocation, error } = useCall('ledger.readAllocation', { year });
  const record = (purpose: string) => go('ledger', { tab: 'entry', purpose });
  const current = allocation?.ways[0]?.way;
  return (
    <Page
      {...frame}
      state={allocation && stateOf(allocation)}
      extra={mayKeep && allocation && <Button onClick={() => setChanging(true)}>到账方式</Button>}
      action={
        mayKeep && (
          <Button type="primary" onClick={() => record('tr-remit')}>
            登记上解
          </Button>
        )
      }
      notice={
        <>
          <Notice tone="red">{error}</Notice>
          <Notice>
            {allocation &&
              allocation.ways.length === 0 &&
              '还没有选本会的到账方式，没有挂应付的都算「只到账留成部分」。'}
          </Notice>
        </>
      }
      filters={filters}
    >
      <ul className="allocation-ways">
        {ALLOCATION_WAYS.map((way) => (
          <li key={way} className={way === current ? 'allocation-way allocation-current' : 'allocation-way'}>
            <h2>{ALLOCATION_WAY_NAMES[way]}</h2>
            <p>{WAYS[way].words}</p>
            {mayKeep && <Button onClick={() => record(WAYS[way].purpose)}>登记到账</Button>}
          </li>
        ))}
      </ul>
      {allocation && <Difference allocation={allocation} />}
      <DataTable
        label="拨缴上解"
        columns={columnsOf(allocation)}
        rows={allocation?.months}
        rowKey={(row) => row.month}
      />
      {changing && allocation && (
        <AllocationWayDialog allocation={allocation} openMonth={profile.openMonth} onClose={() => setChanging(false)} />
      )}
    </Page>
  );
}

function stateOf({ year, totals, owed, ways }: Allocation): string {
  const [latest] = ways;
  const way = latest ? `${formatMonth(latest.fromMonth)}起${ALLOCATION_WAY_NAMES[latest.way]}，` : '';
  return `${way}${year} 年收入 ${formatYuan(totals.kept)}，已上解 ${formatYuan(totals.remitted)}，还应上解 ${formatYuan(owed)}`;
}

/** What the union's percentage says beside what was done; never an error, practice differs. */
function Difference({ allocation: { percent, expected, totals } }: { allocation: Allocation }) {
  if (totals.full === 0) return null;
  const difference = fen(totals.setAside - expected);
  const said =
    difference === 0
      ? '和比例算的一样。'
      : `比按比例算的${difference > 0 ? '多' : '少'} ${formatYuan(fen(Math.abs(difference)))} 元。跨期、补缴都会有差，以上级的通知为准。`;
  return (
    <p className="budget-words allocation-difference">
      {`全额到账 ${formatYuan(totals.full)} 元，按设置里的上解比例 ${percent}% 是 ${formatYuan(expected)} 元；实际挂应付 ${formatYuan(totals.setAside)} 元，${said}`}
    </p>
  );
}

function columnsOf(allocation: Allocation | undefined): Column<Month>[] {
  const amount = (
    key: 'full' | 'net' | 'refunded' | 'kept' | 'setAside' | 'remitted',
    title: string,
  ): Column<Month> => ({
    key,
    title,
    width: 124,
    align: 'right',
    render: (row) => <Money value={row[key]} blankZero />,
    ...(allocation && { sum: <Money value={allocation.totals[key]} /> }),
  });
  return [
    {
      key: 'month',
      title: '月份',
      render: (row) => `${monthNumber(row.month)} 月`,
      ...(allocation && { sum: `年初还欠 ${formatYuan(allocation.owedBefore)}` }),
    },
    amount('full', '全额到账'),
    amount('net', '留成到账'),
    amount('refunded', '全额返还'),
    amount('kept', '记作收入'),
    amount('setAside', '挂应付上级'),
    amount('remitted', '已上解'),
    {
      key: 'owed',
      title: '月末还应上解',
      width: 124,
      align: 'right',
      render: (row) => <Money value={row.owed} />,
      ...(allocation && { sum: <Money value={allocation.owed} /> }),
    },
  ];
}
