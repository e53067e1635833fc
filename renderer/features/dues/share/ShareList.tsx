import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { Verdict, type VerdictTone } from '#renderer/components/Verdict.tsx';
import type { ShareRow, ShareState, Shares } from '#shared/contract/dues.ts';
import { formatPeriod } from '#shared/dues-periods.ts';
import { formatYuan, sum } from '#shared/money.ts';

const STATES: Readonly<Record<ShareState, { label: string; tone: VerdictTone }>> = {
  open: { label: '待付', tone: 'amber' },
  paid: { label: '已付', tone: 'teal' },
  part: { label: '付了一部分月份', tone: 'amber' },
  nothing: { label: '没有可付的', tone: 'neutral' },
};

interface ShareListProps {
  shares: Shares | undefined;
  ticked: ReadonlySet<string>;
  onTick?: (ids: ReadonlySet<string>) => void;
}

/** The branches of a stretch of months, one a row, with their sums. */
export function ShareList({ shares, ticked, onTick }: ShareListProps) {
  const total = (amount: Shares['share']) => ({ sum: <Money value={amount} /> });
  const columns: Column<ShareRow>[] = [
    { key: 'name', title: '分会', render: (row) => row.name, ...(shares && { sum: '合计' }) },
    { key: 'payers', title: '缴费人数', width: 90, align: 'right', render: (row) => row.payers },
    {
      key: 'received',
      title: '已收会费',
      width: 130,
      align: 'right',
      render: (row) => <Money value={row.received} />,
      ...(shares && total(sum(shares.rows.map(({ received }) => received)))),
    },
    {
      key: 'percent',
      title: '比例',
      width: 70,
      align: 'right',
      render: () => (shares?.percent === undefined ? '不同' : `${shares.percent}%`),
    },
    {
      key: 'share',
      title: '应留成',
      width: 120,
      align: 'right',
      render: (row) => <Money value={row.share} />,
      ...(shares && total(shares.share)),
    },
    {
      key: 'paid',
      title: '已付',
      width: 120,
      align: 'right',
      render: (row) => <Money value={row.paid} blankZero />,
      ...(shares && total(sum(shares.rows.map(({ paid }) => paid)))),
    },
    {
      key: 'toPay',
      title: '待付',
      width: 120,
      align: 'right',
      render: (row) => <Money value={row.toPay} blankZero />,
      ...(shares && total(shares.toPay)),
    },
    { key: 'state', title: '状态', width: 300, render: stateOf },
  ];
  return (
    <DataTable
      label="分会留成"
      columns={columns}
      rows={shares?.rows}
      rowKey={(row) => row.branchId}
      {...(onTick ? { selection: { keys: ticked, onChange: onTick } } : {})}
      empty={<EmptyState title="还没有分会">先在「会员」的小组里建分会，或把小组设为分会。</EmptyState>}
    />
  );
}

function stateOf({ state, payouts, share, paid }: ShareRow) {
  const { label, tone } = STATES[state];
  const months = payouts.map(formatPeriod).join('、');
  // money may come in or go back for months that are paid out already
  const changed = state === 'paid' && payouts.length === 1 && share !== paid ? `，付后变为 ${formatYuan(share)}` : '';
  return (
    <>
      <Verdict tone={tone}>{label}</Verdict> {months}
      {changed}
    </>
  );
}
