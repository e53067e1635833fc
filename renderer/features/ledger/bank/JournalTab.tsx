import { type ReactNode, useState } from 'react';
import { useCall } from '#renderer/app/use-call.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { PrintButtons } from '#renderer/components/PrintButtons.tsx';
import { formatMonth } from '#shared/calendar.ts';
import type { JournalLine, Method } from '#shared/contract/ledger.ts';
import type { UnionProfile } from '#shared/contract/union.ts';
import { formatYuan } from '#shared/money.ts';
import { MonthRange, workingRange } from '../reports/MonthRange.tsx';
import { VoucherDrawer } from '../vouchers/VoucherDrawer.tsx';
import type { LedgerFrame } from '../words.ts';
import { JournalPaper } from './JournalPaper.tsx';
import { AccountChoice } from './views.tsx';

interface Row extends JournalLine {
  key: string;
}

const ALL: Readonly<Record<Method, string>> = { cash: '全部现金', bank: '全部银行账户' };
const NAMES: Readonly<Record<Method, string>> = { cash: '现金日记账', bank: '银行日记账' };

interface JournalTabProps {
  method: Method;
  frame: LedgerFrame;
  profile: UnionProfile;
  /** The choice of views, first among the filters. */
  views: ReactNode;
}

/** 现金日记账 or 银行日记账; a line opens its voucher. */
export function JournalTab({ method, frame, profile, views }: JournalTabProps) {
  const [accountId, setAccountId] = useState<string>();
  const [range, setRange] = useState(workingRange(profile));
  const [opened, setOpened] = useState<string>();
  const account = accountId === undefined ? {} : { accountId };
  const { value: journal, error } = useCall('ledger.readJournal', { method, ...account, ...range });
  const rows = journal?.lines.map((line, index): Row => ({ ...line, key: String(index) }));
  const selected = rows?.find((row) => row.voucherId !== undefined && row.voucherId === opened)?.key;
  return (
    <Page
      {...frame}
      state={journal && `${formatMonth(range.to)}末${NAMES[method].slice(0, 2)}余额 ${formatYuan(journal.closing)} 元`}
      extra={
        journal && (
          <PrintButtons
            name={`${NAMES[method]}-${range.from}-${range.to}`}
            landscape
            paper={<JournalPaper title={NAMES[method]} range={range} lines={journal.lines} unit={profile.name} />}
          />
        )
      }
      notice={<Notice tone="red">{error}</Notice>}
      filters={
        <>
          {views}
          <AccountChoice method={method} value={accountId} onChange={setAccountId} all={ALL[method]} />
          <MonthRange range={range} onChange={setRange} />
        </>
      }
    >
      <DataTable
        label={NAMES[method]}
        columns={COLUMNS}
        rows={rows}
        rowKey={(row) => row.key}
        selectedKey={selected}
        rowTone={(row) =>
          row.kind === 'entry'
            ? row.debit < 0 || row.credit < 0
              ? 'red'
              : undefined
            : row.kind === 'opening'
              ? 'soft'
              : 'strong'
        }
        onOpen={(row) => row.voucherId !== undefined && setOpened(row.voucherId)}
      />
      {opened !== undefined && (
        <VoucherDrawer key={opened} id={opened} onOpen={setOpened} onClose={() => setOpened(undefined)} />
      )}
    </Page>
  );
}

const COLUMNS: readonly Column<Row>[] = [
  { key: 'day', title: '日期', width: 110, render: (row) => row.day },
  { key: 'number', title: '凭证号', width: 84, render: (row) => row.number },
  { key: 'summary', title: '摘要', render: (row) => row.summary },
  { key: 'counter', title: '对方科目', render: (row) => row.counterAccount },
  {
    key: 'debit',
    title: '收入（借方）',
    width: 130,
    align: 'right',
    render: (row) => <Money value={row.debit} blankZero />,
  },
  {
    key: 'credit',
    title: '支出（贷方）',
    width: 130,
    align: 'right',
    render: (row) => <Money value={row.credit} blankZero />,
  },
  { key: 'balance', title: '余额', width: 130, align: 'right', render: (row) => <Money value={row.balance} /> },
];
