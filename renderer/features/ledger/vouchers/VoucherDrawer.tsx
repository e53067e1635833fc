import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { VoucherAttachments } from '#renderer/components/attachments/VoucherAttachments.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { useConfirm } from '#renderer/components/use-confirm.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { Verdict } from '#renderer/components/Verdict.tsx';
import { formatMonth } from '#shared/calendar.ts';
import type { Voucher } from '#shared/contract/ledger.ts';
import { formatYuan } from '#shared/money.ts';
import { type Reversal, ReversalFields } from './ReversalFields.tsx';
import { VoucherActions } from './VoucherActions.tsx';
import { VoucherFacts } from './VoucherFacts.tsx';
import { VoucherTable } from './VoucherTable.tsx';

interface VoucherDrawerProps {
  id: string;
  /** Goes to another voucher: the reversal, or what it reverses. */
  onOpen: (id: string) => void;
  onClose: () => void;
}

/** One voucher as 记账凭证, with its papers, what can be done with it, and 红字冲销. */
export function VoucherDrawer({ id, onOpen, onClose }: VoucherDrawerProps) {
  const { value: voucher, error } = useCall('ledger.getVoucher', { id });
  const mayReverse = useAllowed('ledger.reverseVoucher') && voucher !== undefined && canBeReversed(voucher);
  const [reversing, setReversing] = useState(false);
  const [reversal, setReversal] = useState<Reversal>({ day: undefined, reason: '' });
  const tell = useTell();
  const confirm = useConfirm();
  const reverse = useAction(async () => {
    const { day, reason } = reversal;
    if (!voucher || day === undefined) return;
    const sure = await confirm({
      title: `用红字冲销 ${formatMonth(voucher.month)} ${voucher.number}，${formatYuan(voucher.amount)} 元？`,
      content: '会在所填日期的月份里多一张红字凭证，原凭证保留。冲销后不能再恢复，要更正请重新登记一张。',
      confirmText: '冲销',
      destructive: true,
    });
    if (!sure) return;
    const red = await call('ledger.reverseVoucher', { id, day, reason });
    tell.done(`已冲销，红字凭证 ${formatMonth(red.month)} ${red.number}`);
    setReversing(false);
    onOpen(red.id);
  });
  const name = voucher ? `${formatMonth(voucher.month)} ${voucher.number}` : '凭证';
  return (
    <RecordDrawer
      open
      width={720}
      title={name}
      tag={voucher && <VoucherTag voucher={voucher} />}
      dirty={reversing && (reversal.day !== undefined || reversal.reason !== '')}
      {...(reversing && mayReverse ? { onSave: () => void reverse.run() } : {})}
      saveText="红字冲销"
      saveDisabled={reversal.day === undefined || reversal.reason.trim() === ''}
      saving={reverse.busy}
      problem={reverse.problem}
      onClose={onClose}
      actions={
        voucher && (
          <VoucherActions
            voucher={voucher}
            {...(mayReverse && !reversing ? { onReverse: () => setReversing(true) } : {})}
          />
        )
      }
    >
      <Notice tone="red">{error}</Notice>
      {voucher && (
        <>
          <VoucherTable entries={voucher.entries} />
          <VoucherFacts voucher={voucher} onOpen={onOpen} />
          <VoucherAttachments key={voucher.id} voucherId={voucher.id} attachmentCount={voucher.attachmentCount} />
          {voucher.source === 'assets' && voucher.reversedBy === undefined && (
            <p className="entry-hint">固定资产的凭证要到“固定资产”里撤回入账、折旧或处置，凭证会一并冲销。</p>
          )}
          {voucher.source === 'dues' && voucher.reversedBy === undefined && (
            <p className="entry-hint">会费收缴的凭证要到“会费”的收缴批次里撤回，凭证会一并冲销。</p>
          )}
        </>
      )}
      {reversing && mayReverse && <ReversalFields value={reversal} onChange={setReversal} />}
    </RecordDrawer>
  );
}

function canBeReversed({ source, reversedBy }: Voucher): boolean {
  return reversedBy === undefined && !['reversal', 'closing', 'dues', 'assets'].includes(source);
}

function VoucherTag({ voucher }: { voucher: Voucher }) {
  if (voucher.source === 'reversal') return <Verdict tone="red">红字冲销</Verdict>;
  if (voucher.reversedBy !== undefined) return <Verdict>已冲销</Verdict>;
  if (voucher.reviewedBy !== undefined) return <Verdict tone="teal">已审核</Verdict>;
  return <Verdict tone="teal">已记账</Verdict>;
}
