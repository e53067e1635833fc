import { useCall } from '#renderer/app/use-call.ts';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { formatMonth, type Month } from '#shared/calendar.ts';
import { toneOf, VOUCHER_COLUMNS } from '../vouchers/voucher-columns.tsx';

interface RecentVouchersProps {
  month: Month;
  opened?: string;
  onOpen: (id: string) => void;
}

const SHOWN = 20;
const COLUMNS = VOUCHER_COLUMNS.filter(({ key }) => ['day', 'number', 'summary', 'amount', 'state'].includes(key));

/** The latest vouchers of the month that is being entered, newest first. */
export function RecentVouchers({ month, opened, onOpen }: RecentVouchersProps) {
  const { value, error } = useCall('ledger.listVouchers', { from: month, to: month, limit: SHOWN });
  return (
    <section aria-label="最近登记">
      <h2 className="entry-recent">
        {`${formatMonth(month)}的凭证`}
        {value ? `，共 ${value.total} 张` : ''}
      </h2>
      <Notice tone="red">{error}</Notice>
      <DataTable
        label="最近登记"
        columns={COLUMNS}
        rows={value?.rows}
        rowKey={(row) => row.id}
        rowTone={toneOf}
        selectedKey={opened}
        maxHeight={300}
        onOpen={(row) => onOpen(row.id)}
        empty={<p className="empty-hint">这个月还没有凭证。</p>}
      />
    </section>
  );
}
