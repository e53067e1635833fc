import { Input, InputNumber } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { ResolutionPicker } from '#renderer/components/ResolutionPicker.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { type Day, dayOf } from '#shared/calendar.ts';
import { formatYuan } from '#shared/money.ts';

/** 登记盘点: what was counted beside what the books say on that day; the differences become one voucher. */
export function CountDrawer({ onClose }: { onClose: () => void }) {
  const [day, setDay] = useState<Day | undefined>(() => dayOf(new Date()));
  const [counted, setCounted] = useState<Readonly<Record<string, number | null>>>({});
  const [ground, setGround] = useState('');
  const [approval, setApproval] = useState('');
  const [resolutionId, setResolutionId] = useState<string>();
  const [tried, setTried] = useState(false);
  const sheet = useCall('visits.readStockSheet', day === undefined ? undefined : { day });
  const lots = sheet.value?.lots ?? [];
  const different = lots.filter(({ id, onHand }) => (counted[id] ?? onHand) !== onHand);
  const tell = useTell();
  const empty = (wrong: boolean) => (tried && wrong ? '没有填写' : undefined);
  const save = useAction(async (on: Day) => {
    const { lost, found, voucherNumber } = await call('visits.countStock', {
      day: on,
      ground: ground.trim(),
      approval: approval.trim(),
      lines: different.map(({ id, onHand }) => ({ lotId: id, counted: counted[id] ?? onHand })),
      ...(resolutionId === undefined ? {} : { resolutionId }),
    });
    tell.done(`已登记盘点，报损 ${formatYuan(lost)} 元，盘盈 ${formatYuan(found)} 元，凭证 ${voucherNumber}。`);
    onClose();
  });
  return (
    <RecordDrawer
      open
      width={720}
      title="登记盘点"
      dirty={different.length > 0 || ground !== '' || approval !== ''}
      onClose={onClose}
      onSave={() => {
        setTried(true);
        if (day !== undefined && ground.trim() !== '' && approval.trim() !== '' && different.length > 0)
          void save.run(day);
      }}
      saveText={`登记 ${different.length} 项差异并记账`}
      saveDisabled={different.length === 0}
      saving={save.busy}
      problem={save.problem}
    >
      <Notice tone="red">{sheet.error}</Notice>
      <FormRow>
        <FormField label="盘点日期" error={empty(day === undefined)}>
          <DayInput
            value={day}
            onChange={(next) => {
              setDay(next);
              setCounted({});
            }}
          />
        </FormField>
        <FormField label="差异原因" error={empty(ground.trim() === '')}>
          <Input
            value={ground}
            maxLength={200}
            placeholder="受潮报废、发放时多发"
            onChange={(event) => setGround(event.target.value)}
          />
        </FormField>
        <FormField label="批准" error={empty(approval.trim() === '')}>
          <Input
            value={approval}
            maxLength={100}
            placeholder="批准人或会议日期"
            onChange={(event) => setApproval(event.target.value)}
          />
        </FormField>
      </FormRow>
      <FormField label="集体决议" optional>
        <ResolutionPicker value={resolutionId} onChange={setResolutionId} />
      </FormField>
      <DataTable
        label="盘点"
        rows={day === undefined ? [] : sheet.value?.lots}
        rowKey={(row) => row.id}
        maxHeight={420}
        columns={[
          { key: 'name', title: '品名', render: (row) => row.name },
          { key: 'unit', title: '单位', width: 64, render: (row) => row.unit },
          { key: 'book', title: '账面数', width: 90, align: 'right', render: (row) => row.onHand },
          {
            key: 'counted',
            title: '实盘数',
            width: 130,
            render: (row) => (
              <InputNumber<number>
                aria-label={`实盘数 ${row.name}`}
                size="small"
                min={0}
                max={100_000_000}
                precision={0}
                value={counted[row.id] ?? row.onHand}
                onChange={(value) => setCounted((before) => ({ ...before, [row.id]: value }))}
              />
            ),
          },
          {
            key: 'difference',
            title: '差异',
            width: 80,
            align: 'right',
            render: (row) => {
              const difference = (counted[row.id] ?? row.onHand) - row.onHand;
              return difference === 0 ? '' : difference > 0 ? `+${difference}` : String(difference);
            },
          },
        ]}
      />
    </RecordDrawer>
  );
}
