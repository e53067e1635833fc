import { Button, Checkbox } from 'antd';
import { type ReactNode, useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { useExport } from '#renderer/components/use-export.ts';
import { monthNumber, yearOf } from '#shared/calendar.ts';
import type { Disclosure, DisclosureRow } from '#shared/contract/dues.ts';
import { formatPeriod } from '#shared/dues-periods.ts';
import { formatYuan } from '#shared/money.ts';
import { GroupSelect } from '../arrears/ArrearsFilters.tsx';
import type { DuesFrame } from '../words.ts';
import { DisclosureDialog } from './DisclosureDialog.tsx';
import { type Period, PeriodFields } from './PeriodFields.tsx';

/** More rows than this make a hundred sheets: such a union posts its notices group by group. */
const MOST_PRINTED = 2000;

interface DisclosureViewProps {
  frame: DuesFrame;
  unit: string;
  views: ReactNode;
  period: Period;
  onPeriod: (period: Period) => void;
}

/** 会费收缴公示: who paid for which months, to look at, print and export. */
export function DisclosureView({ frame, unit, views, period, onPeriod }: DisclosureViewProps) {
  const [groupId, setGroupId] = useState<string>();
  const [withAmounts, setWithAmounts] = useState(false);
  const [unpaidToo, setUnpaidToo] = useState(false);
  const [printing, setPrinting] = useState(false);
  const mayExport = useAllowed('dues.exportDisclosure');
  const choice = { ...period, unpaidToo, ...(groupId === undefined ? {} : { groupId }) };
  const { value, error } = useCall('dues.readDisclosure', choice);
  const disclosure = error === undefined ? value : undefined;
  const save = useExport((folder) => call('dues.exportDisclosure', { ...choice, withAmounts, folder }));
  const tooLong = disclosure !== undefined && disclosure.rows.length > MOST_PRINTED;
  return (
    <Page
      {...frame}
      state={
        disclosure && `${formatPeriod(period)}有 ${disclosure.members} 人缴纳会费，共 ${formatYuan(disclosure.paid)} 元`
      }
      extra={
        mayExport && (
          <Button loading={save.busy} disabled={!disclosure} onClick={save.run}>
            存为 Excel
          </Button>
        )
      }
      action={
        <Button
          type="primary"
          disabled={!disclosure || disclosure.rows.length === 0 || tooLong}
          onClick={() => setPrinting(true)}
        >
          打印公示
        </Button>
      }
      notice={
        <>
          <Notice tone="red">{error}</Notice>
          <Notice tone="amber">
            {tooLong && `有 ${disclosure.rows.length} 人，一次打印太长；请选一个小组或分会，分开打印。`}
          </Notice>
          <Notice>{unpaidToo && '未缴会员的姓名也会列出来；张贴前请想一想是否合适。'}</Notice>
        </>
      }
      filters={
        <>
          {views}
          <PeriodFields period={period} onChange={onPeriod} />
          <GroupSelect value={groupId} onChange={setGroupId} />
          <Checkbox checked={withAmounts} onChange={(event) => setWithAmounts(event.target.checked)}>
            写明金额
          </Checkbox>
          <Checkbox checked={unpaidToo} onChange={(event) => setUnpaidToo(event.target.checked)}>
            列出未缴的会员
          </Checkbox>
        </>
      }
    >
      <DataTable
        label="会费收缴公示"
        columns={columnsOf(disclosure, withAmounts)}
        rows={disclosure?.rows ?? (error === undefined ? undefined : [])}
        rowKey={(row) => row.memberId}
        empty={<EmptyState title="这段时间没有收到会费">请换一段时间，或先登记收款。</EmptyState>}
      />
      {printing && disclosure && (
        <DisclosureDialog
          disclosure={disclosure}
          withAmounts={withAmounts}
          unit={unit}
          onClose={() => setPrinting(false)}
        />
      )}
    </Page>
  );
}

function columnsOf(disclosure: Disclosure | undefined, withAmounts: boolean): Column<DisclosureRow>[] {
  const months = disclosure?.months ?? [];
  const oneYear = months.every((month) => yearOf(month) === yearOf(months[0] ?? month));
  return [
    { key: 'group', title: '工会小组', render: (row) => row.groupName, ...(disclosure && { sum: '合计' }) },
    {
      key: 'name',
      title: '姓名',
      width: 100,
      render: (row) => row.name,
      ...(disclosure && { sum: `${disclosure.members} 人` }),
    },
    // only where the notice has it too; before the months, so that it stays in sight beside a year of amounts
    ...(withAmounts
      ? [
          {
            key: 'paid',
            title: '合计',
            width: 120,
            align: 'right',
            render: (row: DisclosureRow) => <Money value={row.paid} />,
            ...(disclosure && { sum: <Money value={disclosure.paid} /> }),
          } satisfies Column<DisclosureRow>,
        ]
      : []),
    ...months.map((month, index): Column<DisclosureRow> => {
      const total = disclosure?.totals[index];
      return {
        key: month,
        title: oneYear ? `${monthNumber(month)}月` : month,
        width: withAmounts ? 92 : 66,
        align: withAmounts ? 'right' : 'center',
        render: (row) => {
          const cell = row.months[index];
          if (!cell) return '';
          return withAmounts ? formatYuan(cell.paid) : cell.full ? '√' : '部分';
        },
        ...(total && { sum: withAmounts ? formatYuan(total.paid) : total.members }),
      };
    }),
  ];
}
