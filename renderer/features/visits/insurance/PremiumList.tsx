import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useNavigation } from '#renderer/app/navigation.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { PREMIUM_KIND_NAMES, type PremiumBatch } from '#shared/contract/visits.ts';
import { TakeBackDialog } from './TakeBackDialog.tsx';

/** The vouchers of a year's premiums; each can be taken back. */
export function PremiumList({ yearId }: { yearId: string }) {
  const { value, error } = useCall('visits.listPremiums', { yearId });
  const [taking, setTaking] = useState<PremiumBatch>();
  const mayKeep = useAllowed('visits.takeBackPremiums');
  const go = useNavigation((navigation) => navigation.go);
  const tell = useTell();
  const columns: Column<PremiumBatch>[] = [
    { key: 'day', title: '日期', width: 110, render: (row) => row.day },
    { key: 'kind', title: '内容', render: (row) => PREMIUM_KIND_NAMES[row.kind] },
    { key: 'people', title: '人数', width: 80, align: 'right', render: (row) => row.people },
    {
      key: 'union',
      title: '工会承担',
      width: 130,
      align: 'right',
      render: (row) => <Money value={row.unionAmount} blankZero />,
    },
    {
      key: 'held',
      title: '代收代付',
      width: 130,
      align: 'right',
      render: (row) => <Money value={row.heldAmount} blankZero />,
    },
    { key: 'method', title: '方式', width: 90, render: (row) => (row.method === 'cash' ? '现金' : '银行转账') },
    {
      key: 'voucher',
      title: '凭证',
      width: 130,
      render: (row) => (
        <button
          type="button"
          className="text-button"
          onClick={() => go('ledger', { open: row.voucherId, kind: 'voucher' })}
        >
          {row.day.slice(0, 7)} {row.voucherNumber}
        </button>
      ),
    },
    {
      key: 'back',
      title: '',
      width: 90,
      render: (row) =>
        row.reversed
          ? '已撤回'
          : mayKeep && (
              <Button size="small" onClick={() => setTaking(row)}>
                撤回
              </Button>
            ),
    },
  ];
  return (
    <>
      <Notice tone="red">{error}</Notice>
      <DataTable
        label="保费收付"
        columns={columns}
        rows={value}
        rowKey={(row) => row.id}
        rowTone={(row) => (row.reversed ? 'soft' : undefined)}
        empty={<EmptyState title="还没有收付保费">在「参保名单」里点「收付保费」。</EmptyState>}
      />
      {taking && (
        <TakeBackDialog
          title={`撤回${PREMIUM_KIND_NAMES[taking.kind]}`}
          what={`凭证 ${taking.voucherNumber} 用红字冲销，这 ${taking.people} 人可以重新登记。`}
          onTakeBack={async (day, reason) => {
            const { voucherNumber } = await call('visits.takeBackPremiums', { batchId: taking.id, day, reason });
            tell.done(`已撤回，红字凭证 ${voucherNumber}`);
          }}
          onClose={() => setTaking(undefined)}
        />
      )}
    </>
  );
}
