import { Input } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { useWindow } from '#renderer/components/use-window.ts';
import { formatMonth, type Month, monthNumber, yearOf } from '#shared/calendar.ts';
import type { DuesBatch, DuesReceiptRow } from '#shared/contract/dues.ts';
import { formatYuan } from '#shared/money.ts';

/** `2026年1月至3月` where months follow each other within a year, else how many they are. */
function monthsText(months: readonly Month[]): string {
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return '';
  if (first === last) return formatMonth(first);
  const oneStretch = yearOf(first) === yearOf(last) && monthNumber(last) - monthNumber(first) === months.length - 1;
  return oneStretch ? `${formatMonth(first)}至${monthNumber(last)}月` : `${formatMonth(first)}等 ${months.length} 个月`;
}

function leftText({ credit, refunded }: DuesReceiptRow): string[] {
  return [
    ...(credit > 0 ? [`预收 ${formatYuan(credit)}`] : []),
    ...(refunded > 0 ? [`已退 ${formatYuan(refunded)}`] : []),
  ];
}

/** In a few words; every month with its amount stands in the title. */
function Used({ row }: { row: DuesReceiptRow }) {
  const months = monthsText(row.pays.map(({ month }) => month));
  const each = row.pays.map(({ month, amount }) => `${formatMonth(month)} ${formatYuan(amount)} 元`);
  const words = [...(months === '' ? [] : [months]), ...leftText(row)].join('，');
  return <span title={[...each, ...leftText(row)].join('，')}>{words}</span>;
}

const COLUMNS: readonly Column<DuesReceiptRow>[] = [
  { key: 'number', title: '编号', width: 84, render: (row) => row.number },
  { key: 'name', title: '姓名', width: 90, render: (row) => row.name },
  { key: 'amount', title: '收款', width: 100, align: 'right', render: (row) => <Money value={row.amount} /> },
  { key: 'used', title: '抵作', render: (row) => <Used row={row} /> },
  { key: 'mark', title: '收据或流水号', width: 130, render: (row) => row.receiptNumber || row.reference },
];
const SEARCH_FROM = 20;

/** Whose money a batch was, what each paid with it, and which rows of its list were not taken. */
export function BatchReceipts({ batch }: { batch: DuesBatch }) {
  const [search, setSearch] = useState('');
  const list = useWindow(
    (offset, limit) => call('dues.listReceipts', { batchId: batch.id, search, offset, limit }),
    search,
  );
  return (
    <>
      <h2>收款明细</h2>
      {batch.receipts >= SEARCH_FROM && (
        <Input
          className="receipts-search receipts-above"
          type="search"
          allowClear
          aria-label="查找这批里的会员"
          placeholder="姓名、拼音或编号"
          value={search}
          onChange={(event) => setSearch(event.target.value.trim())}
        />
      )}
      <DataTable label="收款明细" columns={COLUMNS} source={list} rowKey={(row) => row.id} maxHeight={300} />
      {batch.leftOut.length > 0 && (
        <>
          <h2>没有入账的 {batch.leftOut.length} 行</h2>
          <ul className="receipts-left-out">
            {batch.leftOut.map(({ row, source, message }) => (
              <li key={row}>
                第 {row} 行（{source}）：{message}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
