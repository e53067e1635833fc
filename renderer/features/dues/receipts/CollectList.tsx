import { Input } from 'antd';
import type { ReactNode } from 'react';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { formatMonth } from '#shared/calendar.ts';
import type { OwingRow } from '#shared/contract/dues.ts';
import type { Fen } from '#shared/money.ts';

/** One member whose money is here. `owed`: what is owed, as it stands in the list; undefined while the field is empty. */
export interface CollectLine {
  row: OwingRow;
  amount: Fen | 'owed' | undefined;
  receiptNumber: string;
}

interface CollectListProps {
  /** Undefined while they are read. */
  rows: readonly OwingRow[] | undefined;
  /** Those ticked, by member; also those who are not in the list just now. */
  lines: ReadonlyMap<string, CollectLine>;
  /** A 收据 of his own for each. */
  ownNumbers: boolean;
  onLines: (lines: ReadonlyMap<string, CollectLine>) => void;
  amountOf: (line: CollectLine) => Fen;
  empty: ReactNode;
}

/** Who can pay: a tick takes a member in with what he owes, which may be changed. */
export function CollectList({ rows, lines, ownNumbers, onLines, amountOf, empty }: CollectListProps) {
  const change = (line: CollectLine, part: Partial<CollectLine>) =>
    onLines(new Map(lines).set(line.row.memberId, { ...line, ...part }));
  const columns: Column<OwingRow>[] = [
    { key: 'number', title: '编号', width: 90, render: (row) => row.number },
    { key: 'name', title: '姓名', width: 110, render: (row) => row.name },
    { key: 'group', title: '工会小组', render: (row) => row.groupName },
    {
      key: 'months',
      title: '欠费月份',
      width: 170,
      render: ({ months, oldest }) => (oldest === undefined ? '' : `${formatMonth(oldest)}起 ${months} 个月`),
    },
    { key: 'owed', title: '欠缴', width: 110, align: 'right', render: (row) => <Money value={row.owed} blankZero /> },
    {
      key: 'credit',
      title: '预收',
      width: 100,
      align: 'right',
      render: (row) => <Money value={row.credit} blankZero />,
    },
    {
      key: 'amount',
      title: '本次收款',
      width: 140,
      align: 'right',
      render: (row) => {
        const line = lines.get(row.memberId);
        return (
          line && (
            <MoneyInput
              aria-label={`${row.name}本次收款`}
              value={line.amount === undefined ? undefined : amountOf(line)}
              onChange={(amount) => change(line, { amount })}
            />
          )
        );
      },
    },
  ];
  if (ownNumbers)
    columns.push({
      key: 'receipt',
      title: '收据号',
      width: 130,
      render: (row) => {
        const line = lines.get(row.memberId);
        return (
          line && (
            <Input
              className="receipts-cell"
              aria-label={`${row.name}收据号`}
              maxLength={30}
              autoComplete="off"
              value={line.receiptNumber}
              onChange={(event) => change(line, { receiptNumber: event.target.value })}
            />
          )
        );
      },
    });
  const tick = (keys: ReadonlySet<string>) => {
    const next = new Map(lines);
    for (const row of rows ?? []) {
      if (!keys.has(row.memberId)) next.delete(row.memberId);
      else if (!next.has(row.memberId))
        next.set(row.memberId, { row, amount: row.owed === 0 ? undefined : 'owed', receiptNumber: '' });
    }
    onLines(next);
  };
  return (
    <DataTable
      label="收款名单"
      columns={columns}
      rows={rows}
      rowKey={(row) => row.memberId}
      selection={{ keys: new Set(lines.keys()), onChange: tick }}
      empty={empty}
    />
  );
}
