import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Money } from '#renderer/components/Money.tsx';
import type { InsuranceYearSum, VisitsYear } from '#shared/contract/visits.ts';
import { formatYuan } from '#shared/money.ts';
import { formatShare } from '#shared/shares.ts';

/** The lists of the year's festivals, or insurance and donations. */
export function OthersTable({ view, figures }: { view: 'festivals' | 'others'; figures: VisitsYear }) {
  return view === 'festivals' ? <FestivalTable figures={figures} /> : <InsuranceTable figures={figures} />;
}

function FestivalTable({ figures: { lists, festivals, single } }: { figures: VisitsYear }) {
  const columns: Column<VisitsYear['lists'][number]>[] = [
    { key: 'day', title: '日期', width: 120, render: (row) => row.day },
    { key: 'name', title: '名单', render: (row) => row.name },
    { key: 'times', title: '人次', width: 100, align: 'right', render: (row) => row.sum.times },
    { key: 'amount', title: '金额', width: 140, align: 'right', render: (row) => <Money value={row.sum.amount} /> },
    { key: 'women', title: '女职工', width: 100, align: 'right', render: (row) => row.sum.women },
    {
      key: 'womenAmount',
      title: '女职工金额',
      width: 140,
      align: 'right',
      render: (row) => <Money value={row.sum.womenAmount} blankZero />,
    },
  ];
  return (
    <>
      <p className="reports-line">
        {`节日慰问 ${festivals.times} 人次 ${formatYuan(festivals.amount)} 元；日常慰问 ${single.times} 人次 ${formatYuan(single.amount)} 元。`}
      </p>
      <DataTable
        label="发放名单"
        columns={columns}
        rows={lists}
        rowKey={(row) => row.id}
        maxHeight={480}
        empty={<EmptyState title="这一年没有发放名单" />}
      />
    </>
  );
}

function InsuranceTable({ figures: { insurance, claims, donations } }: { figures: VisitsYear }) {
  const columns: Column<InsuranceYearSum>[] = [
    { key: 'plan', title: '互助保障项目', render: (row) => row.planName },
    { key: 'from', title: '保障开始', width: 120, render: (row) => row.from },
    { key: 'people', title: '参保人数', width: 100, align: 'right', render: (row) => row.participants },
    { key: 'share', title: '参保率', width: 90, align: 'right', render: (row) => formatShare(row.share) },
    { key: 'union', title: '工会承担', width: 130, align: 'right', render: (row) => <Money value={row.unionPart} /> },
    { key: 'member', title: '个人缴纳', width: 130, align: 'right', render: (row) => <Money value={row.memberPart} /> },
    {
      key: 'employer',
      title: '单位行政',
      width: 130,
      align: 'right',
      render: (row) => <Money value={row.employerPart} />,
    },
  ];
  return (
    <>
      <DataTable
        label="互助保障"
        columns={columns}
        rows={insurance}
        rowKey={(row) => `${row.planName} ${row.from}`}
        maxHeight={320}
        empty={<EmptyState title="这一年没有开始的参保年度" />}
      />
      <p className="reports-line">{`本年赔付到本人：${claims.people} 人，${formatYuan(claims.amount)} 元。`}</p>
      <p className="reports-line">
        {`本年代收捐款：${donations.drives} 次，${donations.gifts} 笔，${formatYuan(donations.collected)} 元；转交 ${formatYuan(donations.handedOver)} 元；年末没有转交 ${formatYuan(donations.left)} 元。`}
      </p>
    </>
  );
}
