import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { useWindow } from '#renderer/components/use-window.ts';
import type { Month } from '#shared/calendar.ts';
import type { DetailLine } from '#shared/contract/ledger.ts';
import { fen, formatYuan } from '#shared/money.ts';
import { VoucherDrawer } from '../vouchers/VoucherDrawer.tsx';

interface AccountEntriesDrawerProps {
  accountId: string;
  title: string;
  from: Month;
  to: Month;
  onClose: () => void;
}

/** 明细 of an account behind an amount of the table; a line opens its voucher in the same place. */
export function AccountEntriesDrawer({ accountId, title, from, to, onClose }: AccountEntriesDrawerProps) {
  const [voucher, setVoucher] = useState<string>();
  const list = useWindow(
    (offset, limit) => call('ledger.listDetail', { accountId, from, to, offset, limit }),
    `${accountId} ${from} ${to}`,
  );
  if (voucher !== undefined)
    return <VoucherDrawer key={voucher} id={voucher} onOpen={setVoucher} onClose={() => setVoucher(undefined)} />;
  return (
    <RecordDrawer open width={960} title={`${title} 明细`} onClose={onClose}>
      <DataTable
        label={`${title} 明细`}
        columns={COLUMNS}
        source={list}
        rowKey={(line) => line.key}
        rowTone={(line) => (line.kind === 'entry' ? undefined : 'strong')}
        maxHeight={560}
        onOpen={(line) => line.voucherId !== undefined && setVoucher(line.voucherId)}
      />
    </RecordDrawer>
  );
}

const COLUMNS: readonly Column<DetailLine>[] = [
  { key: 'day', title: '日期', width: 104, render: (line) => line.day ?? '' },
  { key: 'number', title: '凭证号', width: 84, render: (line) => line.number },
  { key: 'summary', title: '摘要', render: (line) => line.summary },
  { key: 'debit', title: '借方', width: 116, align: 'right', render: (line) => <Money value={line.debit} blankZero /> },
  {
    key: 'credit',
    title: '贷方',
    width: 116,
    align: 'right',
    render: (line) => <Money value={line.credit} blankZero />,
  },
  // an income account stands on the credit side: that is no red figure
  { key: 'balance', title: '余额', width: 116, align: 'right', render: (line) => <Balance line={line} /> },
];

function Balance({ line: { balance } }: { line: DetailLine }) {
  if (balance === 0) return '平';
  return <span className="money">{formatYuan(fen(Math.abs(balance)))}</span>;
}
