import { useCall } from '#renderer/app/use-call.ts';
import { Notice } from '#renderer/components/Notice.tsx';
import { PaperDialog } from '#renderer/components/PaperDialog.tsx';
import { formatMonth, type Month } from '#shared/calendar.ts';
import { VoucherPaper } from './VoucherPaper.tsx';

/** Which vouchers are printed: these, or all of a month. */
export type Printed = { ids: string[] } | { month: Month };

/** The forms as they will be printed, two on a page. */
export function PrintVouchersDialog({ what, onClose }: { what: Printed; onClose: () => void }) {
  const { value: vouchers, error } = useCall('ledger.readVouchers', what);
  const unit = useCall('union.readProfile', {}).value?.name;
  const name = `记账凭证-${'month' in what ? formatMonth(what.month) : `${what.ids.length} 张`}`;
  const paper =
    error !== undefined ? (
      <Notice tone="red">{error}</Notice>
    ) : vouchers?.length === 0 ? (
      <p className="empty-hint">这个月还没有凭证，没有可以打印的。</p>
    ) : (
      vouchers && unit !== undefined && <VoucherPaper vouchers={vouchers} unit={unit} />
    );
  return <PaperDialog open name={name} paper={paper} onClose={onClose} />;
}
