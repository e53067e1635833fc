import { Button, Input } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { useConfirm } from '#renderer/components/use-confirm.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { useWindow } from '#renderer/components/use-window.ts';
import { Verdict } from '#renderer/components/Verdict.tsx';
import { STOCK_MOVE_NAMES, type StockLot } from '#shared/contract/visits.ts';
import { fen } from '#shared/money.ts';

/** One lot at the right: where it lies, and what moved in and out with which voucher. */
export function LotDrawer({ lot, onClose }: { lot: StockLot; onClose: () => void }) {
  const [place, setPlace] = useState(lot.place);
  const [note, setNote] = useState(lot.note);
  const mayKeep = useAllowed('visits.describeStock');
  const tell = useTell();
  const confirm = useConfirm();
  const moves = useWindow((offset, limit) => call('visits.listStockMoves', { lotId: lot.id, offset, limit }), lot.id);
  const save = useAction(async () => {
    await call('visits.describeStock', { lotId: lot.id, place: place.trim(), note: note.trim() });
    tell.done(`已保存 ${lot.name}。`);
    onClose();
  });
  const drop = useAction(async () => {
    await call('visits.dropOpeningStock', { lotId: lot.id });
    tell.done(`已去掉年初库存 ${lot.name}。`);
    onClose();
  });
  const untouched = lot.origin === 'opening' && moves.total === 1;
  return (
    <RecordDrawer
      open
      width={960}
      title={`${lot.name} 结存 ${lot.onHand} ${lot.unit}`}
      dirty={place !== lot.place || note !== lot.note}
      onClose={onClose}
      {...(mayKeep ? { onSave: () => void save.run() } : {})}
      saving={save.busy}
      problem={save.problem ?? drop.problem}
      actions={
        mayKeep &&
        untouched && (
          <Button
            danger
            loading={drop.busy}
            onClick={async () => {
              const sure = await confirm({
                title: '去掉这批年初库存？',
                content: '登记错了才去掉；去掉以后可以重新登记。',
                confirmText: '去掉',
                destructive: true,
              });
              if (sure) void drop.run();
            }}
          >
            去掉
          </Button>
        )
      }
    >
      <p className="festival-facts">
        {lot.day} 入库 {lot.received} {lot.unit}，单价 <Money value={lot.unitPrice} /> 元，结存{' '}
        <Money value={lot.worth} strong /> 元{lot.invoice === '' ? '' : `，发票 ${lot.invoice}`}
      </p>
      <FormRow>
        <FormField label="存放地点" optional>
          <Input value={place} maxLength={40} disabled={!mayKeep} onChange={(event) => setPlace(event.target.value)} />
        </FormField>
        <FormField label="备注" optional>
          <Input value={note} maxLength={200} disabled={!mayKeep} onChange={(event) => setNote(event.target.value)} />
        </FormField>
      </FormRow>
      <DataTable
        label="出入库"
        source={moves}
        rowKey={(row) => row.id}
        rowTone={(row) => (row.reversed ? 'red' : undefined)}
        maxHeight={400}
        columns={[
          { key: 'day', title: '日期', width: 110, render: (row) => row.day },
          { key: 'kind', title: '出入', width: 90, render: (row) => STOCK_MOVE_NAMES[row.kind] },
          {
            key: 'in',
            title: '入库',
            width: 80,
            align: 'right',
            render: ({ quantity }) => (quantity > 0 ? quantity : ''),
          },
          {
            key: 'out',
            title: '发出',
            width: 80,
            align: 'right',
            render: ({ quantity }) => (quantity < 0 ? -quantity : ''),
          },
          {
            key: 'amount',
            title: '金额',
            width: 110,
            align: 'right',
            render: (row) => <Money value={fen(Math.abs(row.amount))} />,
          },
          {
            key: 'what',
            title: '说明',
            render: (row) =>
              [row.what, row.approval === '' ? '' : `批准：${row.approval}`].filter((part) => part !== '').join('，'),
          },
          { key: 'voucher', title: '凭证', width: 90, render: (row) => row.voucherNumber },
          {
            key: 'state',
            title: '',
            width: 90,
            render: (row) => row.reversed && <Verdict tone="red">已冲销</Verdict>,
          },
        ]}
      />
    </RecordDrawer>
  );
}
