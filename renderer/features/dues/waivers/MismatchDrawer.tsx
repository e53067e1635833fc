import { Input } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { FormField } from '#renderer/components/FormField.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { formatMonth } from '#shared/calendar.ts';
import type { MismatchRow } from '#shared/contract/dues.ts';
import { formatYuan } from '#shared/money.ts';

/** One such levy; what was paid on it can become the member's credit. */
export function MismatchDrawer({ row, onClose }: { row: MismatchRow; onClose: () => void }) {
  const [reason, setReason] = useState(row.cause.slice(0, 100));
  const [checked, setChecked] = useState(false);
  const mayKeep = useAllowed('dues.releasePayment') && row.paid > 0;
  const tell = useTell();
  const release = useAction(async () => {
    const { released } = await call('dues.releasePayment', { levyId: row.levyId, reason });
    tell.done(`${row.name} ${formatMonth(row.month)}的 ${formatYuan(released)} 元已转为预收。`);
    onClose();
  });
  return (
    <RecordDrawer
      open
      title={`${row.name} ${formatMonth(row.month)}会费`}
      {...(mayKeep
        ? {
            saveText: '转为预收',
            onSave: () => {
              setChecked(true);
              if (reason.trim() !== '') void release.run();
            },
          }
        : {})}
      saving={release.busy}
      problem={release.problem}
      onClose={onClose}
    >
      <Notice tone="amber">这个月不用缴会费：{row.cause}。</Notice>
      <dl className="dues-facts dues-facts-money">
        <dt>应收</dt>
        <dd>
          <Money value={row.amount} />
        </dd>
        <dt>已收</dt>
        <dd>
          <Money value={row.paid} />
        </dd>
        <dt>已减免</dt>
        <dd>
          <Money value={row.waived} />
        </dd>
        <dt>还欠</dt>
        <dd>
          <Money value={row.owed} />
        </dd>
      </dl>
      {row.owed > 0 && <p className="form-lead">还欠的部分在列表里勾选减免。</p>}
      {mayKeep && (
        <>
          <p className="form-lead">
            转为预收不动凭证：钱仍是收到那个月的收入，记在本人名下，可以抵以后的会费，也可以退给本人。
          </p>
          <FormField label="转为预收的原因" error={checked && reason.trim() === '' ? '没有填写' : undefined}>
            <Input value={reason} maxLength={100} onChange={(event) => setReason(event.target.value)} />
          </FormField>
        </>
      )}
    </RecordDrawer>
  );
}
