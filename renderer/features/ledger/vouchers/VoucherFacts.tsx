import { formatMonth, isMonth } from '#shared/calendar.ts';
import type { Voucher } from '#shared/contract/ledger.ts';
import { SOURCE_LABELS } from '#shared/contract/ledger.ts';

/** What stands beside the lines of a voucher: day, papers, whom, on what decision, by whom. */
export function VoucherFacts({ voucher, onOpen }: { voucher: Voucher; onOpen: (id: string) => void }) {
  const { reverses, reversedBy, reviewedBy } = voucher;
  return (
    <dl className="ledger-facts">
      <dt>日期</dt>
      <dd>{voucher.day}</dd>
      <dt>摘要</dt>
      <dd>{voucher.summary}</dd>
      {voucher.counterparty !== '' && (
        <>
          <dt>对方</dt>
          <dd>{voucher.counterparty}</dd>
        </>
      )}
      <dt>附件</dt>
      <dd>{voucher.attachmentCount} 张</dd>
      <dt>来源</dt>
      <dd>{SOURCE_LABELS[voucher.source]}</dd>
      {voucher.resolutionTitle !== undefined && (
        <>
          <dt>集体决议</dt>
          <dd>{voucher.resolutionTitle}</dd>
        </>
      )}
      <dt>制单</dt>
      <dd>{voucher.preparedBy}</dd>
      {reviewedBy !== undefined && (
        <>
          <dt>审核</dt>
          <dd>{reviewedBy}</dd>
        </>
      )}
      {reverses !== undefined && (
        <>
          <dt>冲销的凭证</dt>
          <dd>
            <button type="button" className="quiet-button ledger-link" onClick={() => onOpen(reverses)}>
              {nameOf(voucher.reversesNumber)}
            </button>
          </dd>
        </>
      )}
      {reversedBy !== undefined && (
        <>
          <dt>已被冲销</dt>
          <dd>
            由红字凭证{' '}
            <button type="button" className="quiet-button ledger-link" onClick={() => onOpen(reversedBy)}>
              {nameOf(voucher.reversedByNumber)}
            </button>{' '}
            更正，两张凭证都保留，号码不空
          </dd>
        </>
      )}
    </dl>
  );
}

/** `2026-03 记-004` as `2026年3月 记-004`. */
function nameOf(number: string | undefined): string {
  const [month = '', rest = ''] = (number ?? '').split(' ');
  return isMonth(month) ? `${formatMonth(month)} ${rest}` : '看凭证';
}
