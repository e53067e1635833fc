import { Checkbox, InputNumber } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { FormField } from '#renderer/components/FormField.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { formatMonth, type Month, monthNumber } from '#shared/calendar.ts';
import type { DepreciationLine } from '#shared/contract/ledger.ts';
import { formatYuan } from '#shared/money.ts';
import { VoucherTable } from '../vouchers/VoucherTable.tsx';

/** 计提折旧 of a month: what it takes of each card, shown before it is posted. */
export function DepreciationDrawer({ month, onClose }: { month: Month; onClose: () => void }) {
  const [catchUp, setCatchUp] = useState(false);
  const [attachmentCount, setAttachmentCount] = useState(1);
  const { value: preview, error } = useCall('ledger.previewDepreciation', { month, catchUp });
  // whether anything was missed is known from either preview; the box stays once it was ticked
  const [everMissed, setEverMissed] = useState(false);
  const missed = preview !== undefined && preview.missed.months > 0;
  if (missed && !everMissed) setEverMissed(true);
  const tell = useTell();
  const run = useAction(async () => {
    const voucher = await call('ledger.runDepreciation', { month, catchUp, attachmentCount });
    tell.done(`已计提 ${formatMonth(month)}折旧 ${formatYuan(voucher.amount)} 元，凭证 ${voucher.number}`);
    onClose();
  });
  return (
    <RecordDrawer
      open
      width={720}
      title={`计提 ${formatMonth(month)}折旧`}
      onSave={() => void run.run()}
      saveText="记账"
      saveDisabled={preview === undefined || error !== undefined}
      saving={run.busy}
      problem={run.problem ?? error}
      onClose={onClose}
    >
      {(everMissed || error !== undefined) && (
        <Checkbox
          className="asset-separate"
          checked={catchUp}
          onChange={(event) => {
            run.clear();
            setCatchUp(event.target.checked);
          }}
        >
          补提以前月份
        </Checkbox>
      )}
      {preview && error === undefined && (
        <>
          {preview.notes.map((note) => (
            <Notice key={note} tone="amber">
              {note}
            </Notice>
          ))}
          <VoucherTable entries={preview.entries} label="将生成的凭证" />
          <h2>{`${preview.lines.length} 张卡片`}</h2>
          <DataTable
            label="本次计提"
            columns={COLUMNS}
            rows={preview.lines}
            rowKey={(row) => row.cardId}
            maxHeight={320}
          />
          <FormField label="附件张数" hint="折旧计算表打印出来附在凭证后面，算 1 张">
            <InputNumber
              min={0}
              max={999}
              precision={0}
              value={attachmentCount}
              onChange={(count) => setAttachmentCount(count ?? 0)}
            />
          </FormField>
        </>
      )}
    </RecordDrawer>
  );
}

const COLUMNS: readonly Column<DepreciationLine>[] = [
  { key: 'number', title: '编号', width: 96, render: (row) => row.number },
  { key: 'name', title: '名称', render: (row) => row.name },
  {
    key: 'months',
    title: '月份',
    width: 130,
    render: (row) => (row.months.length === 1 ? '本月' : row.months.map((one) => `${monthNumber(one)}月`).join('、')),
  },
  { key: 'amount', title: '本次计提', width: 110, align: 'right', render: (row) => <Money value={row.amount} /> },
  { key: 'net', title: '提后净值', width: 120, align: 'right', render: (row) => <Money value={row.netAfter} /> },
];
