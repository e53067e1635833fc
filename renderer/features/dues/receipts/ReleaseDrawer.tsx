import { Input } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { FormField } from '#renderer/components/FormField.tsx';
import { MemberPicker } from '#renderer/components/MemberPicker.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { Verdict } from '#renderer/components/Verdict.tsx';
import { formatMonth } from '#shared/calendar.ts';
import type { PaidMonth } from '#shared/contract/dues.ts';
import { formatYuan, sum } from '#shared/money.ts';

const COLUMNS: readonly Column<PaidMonth>[] = [
  { key: 'month', title: '月份', width: 110, render: (row) => formatMonth(row.month) },
  { key: 'paid', title: '已收', width: 110, align: 'right', render: (row) => <Money value={row.paid} /> },
  {
    key: 'free',
    title: '这个月',
    render: (row) => (row.free === '' ? '应当缴' : <Verdict tone="amber">{row.free}</Verdict>),
  },
];

/** 已缴转预收: what a member paid for months that were not due becomes credit again. */
export function ReleaseDrawer({ onClose }: { onClose: () => void }) {
  const tell = useTell();
  const [member, setMember] = useState<{ id: string; name: string }>();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [reason, setReason] = useState('');
  const months = useCall('dues.listPaidMonths', member ? { memberId: member.id } : undefined);
  const chosen = (months.value ?? []).filter((row) => ticked.has(row.levyId));
  const due = chosen.some((row) => row.free === '');
  const release = useAction(async () => {
    let owed = 0;
    for (const { levyId } of chosen) {
      const done = await call('dues.releasePayment', { levyId, reason });
      owed += done.owed > 0 ? 1 : 0;
    }
    const rest = owed === 0 ? '' : `，其中 ${owed} 个月重新变为欠缴`;
    tell.done(`已把 ${member?.name ?? ''} ${chosen.length} 个月的会费转为预收${rest}`);
    onClose();
  });
  return (
    <RecordDrawer
      open
      title="已缴转预收"
      dirty={member !== undefined}
      onSave={() => void release.run()}
      saveText={chosen.length === 0 ? '转为预收' : `转为预收 ${formatYuan(sum(chosen.map(({ paid }) => paid)))} 元`}
      saveDisabled={chosen.length === 0 || reason.trim() === ''}
      saving={release.busy}
      problem={release.problem ?? months.error}
      onClose={onClose}
    >
      <p className="dues-hint">
        退休、转出、减免等不用缴的月份已经收了会费的，转为本人预收，再退还或抵以后的会费。收款凭证不变。
      </p>
      <FormField label="会员">
        <MemberPicker
          value={member?.id}
          onChange={(next) => {
            setMember(next && { id: next.id, name: next.name });
            setTicked(new Set());
          }}
        />
      </FormField>
      {member && (
        <DataTable
          label="已缴的月份"
          columns={COLUMNS}
          rows={months.value}
          rowKey={(row) => row.levyId}
          selection={{ keys: ticked, onChange: setTicked }}
          maxHeight={400}
        />
      )}
      {member && (
        <FormField label="转出的原因" hint={due && '所选有应当缴的月份，转出后重新变为欠缴，不会自动用预收再抵回去。'}>
          <Input
            value={reason}
            maxLength={100}
            placeholder="如：2 月起退休"
            autoComplete="off"
            onChange={(event) => setReason(event.target.value)}
          />
        </FormField>
      )}
    </RecordDrawer>
  );
}
