import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { changeFrom, type GivenSum, tenths, type VisitsYear, type YearLine } from '#shared/contract/visits.ts';
import { fen, formatYuan } from '#shared/money.ts';
import { formatShare } from '#shared/shares.ts';

interface YearTableProps {
  label: string;
  /** Heading of the first column. */
  first: string;
  lines: readonly YearLine[];
  figures: VisitsYear;
}

/** `+1,200.00（+12.5%）`; a year before without anything says so. */
export function changeText(now: number, last: number, show: (value: number) => string): string {
  const { difference, percent } = changeFrom(now, last);
  if (difference === 0) return last === 0 ? '' : '持平';
  const sign = difference > 0 ? '+' : '-';
  const amount = `${sign}${show(Math.abs(difference))}`;
  return percent === undefined ? `${amount}（上年没有）` : `${amount}（${sign}${formatShare(Math.abs(percent))}）`;
}
const yuan = (value: number) => formatYuan(fen(value));

/** Lines of a year beside those of the year before. */
export function YearTable({ label, first, lines, figures }: YearTableProps) {
  const { total, last } = figures;
  const columns: Column<YearLine>[] = [
    { key: 'label', title: first, render: (row) => row.label, sum: '合计' },
    { key: 'times', title: '人次', width: 70, align: 'right', render: ({ sum }) => sum.times, sum: total.times },
    { key: 'people', title: '人数', width: 70, align: 'right', render: ({ sum }) => sum.people, sum: total.people },
    {
      key: 'amount',
      title: '金额',
      width: 124,
      align: 'right',
      render: ({ sum }) => <Money value={sum.amount} blankZero />,
      sum: <Money value={total.amount} />,
    },
    {
      key: 'women',
      title: '女职工',
      width: 116,
      align: 'right',
      render: ({ sum }) => womenText(sum),
      sum: womenText(total),
    },
    {
      key: 'womenAmount',
      title: '女职工金额',
      width: 124,
      align: 'right',
      render: ({ sum }) => <Money value={sum.womenAmount} blankZero />,
      sum: <Money value={total.womenAmount} />,
    },
    {
      key: 'womenShare',
      title: '占金额',
      width: 76,
      align: 'right',
      render: ({ sum }) => (sum.amount === 0 ? '' : formatShare(tenths(sum.womenAmount, sum.amount))),
      sum: total.amount === 0 ? '' : formatShare(tenths(total.womenAmount, total.amount)),
    },
    {
      key: 'last',
      title: '上年金额',
      width: 124,
      align: 'right',
      render: (row) => <Money value={row.last.amount} blankZero />,
      sum: <Money value={last.amount} blankZero />,
    },
    {
      key: 'timesChange',
      title: '人次增减',
      width: 150,
      align: 'right',
      render: (row) => changeText(row.sum.times, row.last.times, String),
      sum: changeText(total.times, last.times, String),
    },
    {
      key: 'change',
      title: '金额增减',
      width: 200,
      align: 'right',
      render: (row) => changeText(row.sum.amount, row.last.amount, yuan),
      sum: changeText(total.amount, last.amount, yuan),
    },
  ];
  return (
    <DataTable
      label={label}
      columns={columns}
      rows={lines}
      rowKey={(row) => row.key}
      maxHeight={560}
      empty={<EmptyState title="这一年和上一年都没有慰问">登记慰问以后，这里会有统计。</EmptyState>}
    />
  );
}

/** `12 人 37.5%` */
function womenText({ women, people }: GivenSum): string {
  return people === 0 ? '' : `${women} 人 ${formatShare(tenths(women, people))}`;
}
