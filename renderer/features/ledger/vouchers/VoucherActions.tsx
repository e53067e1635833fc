import { Button } from 'antd';
import { useState } from 'react';
import { useNavigation } from '#renderer/app/navigation.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { PrintButtons } from '#renderer/components/PrintButtons.tsx';
import type { Voucher } from '#shared/contract/ledger.ts';
import { ReviewDialog } from './ReviewDialog.tsx';
import { SaveTemplateDialog } from './SaveTemplateDialog.tsx';
import { VoucherPaper } from './VoucherPaper.tsx';
import { formOfVoucher } from './voucher-form.ts';
import { WithdrawReviewDialog } from './WithdrawReviewDialog.tsx';

interface VoucherActionsProps {
  voucher: Voucher;
  /** Left out where it cannot be reversed here, or is being reversed. */
  onReverse?: () => void;
}

/** What can be done with a posted voucher: print, review, copy, keep as a template, reverse. */
export function VoucherActions({ voucher, onReverse }: VoucherActionsProps) {
  const { id } = voucher;
  const [asking, setAsking] = useState<'review' | 'withdraw' | 'template'>();
  const mayKeep = useAllowed('ledger.reviewVouchers');
  const printed = useCall('ledger.readVouchers', { ids: [id] }).value ?? [];
  const unit = useCall('union.readProfile', {}).value?.name ?? '';
  const go = useNavigation((navigation) => navigation.go);
  // what the program makes by itself is not written again
  const mayRepeat = mayKeep && voucher.source !== 'reversal' && voucher.source !== 'closing';
  const close = () => setAsking(undefined);
  return (
    <>
      <PrintButtons
        name={`记账凭证-${voucher.month}-${voucher.number}`}
        disabled={printed.length === 0}
        paper={<VoucherPaper vouchers={printed} unit={unit} />}
      />
      {mayKeep && voucher.source !== 'closing' && voucher.reviewedBy === undefined && (
        <Button onClick={() => setAsking('review')}>审核</Button>
      )}
      {mayKeep && voucher.reviewedBy !== undefined && <Button onClick={() => setAsking('withdraw')}>撤回审核</Button>}
      {mayRepeat && (
        <>
          <Button onClick={() => go('ledger', { tab: 'vouchers', copy: id })}>复制</Button>
          <Button onClick={() => setAsking('template')}>存为模板</Button>
        </>
      )}
      {onReverse && <Button onClick={onReverse}>红字冲销</Button>}
      {asking === 'review' && <ReviewDialog ids={[id]} onClose={close} />}
      {asking === 'withdraw' && <WithdrawReviewDialog id={id} onClose={close} />}
      {asking === 'template' && <SaveTemplateDialog form={formOfVoucher(voucher, undefined)} onClose={close} />}
    </>
  );
}
