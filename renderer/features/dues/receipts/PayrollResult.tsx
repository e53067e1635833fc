import { Button } from 'antd';
import { useNavigation } from '#renderer/app/navigation.ts';
import { Money } from '#renderer/components/Money.tsx';
import type { PayrollPreview } from '#shared/contract/dues.ts';
import type { ValueOf } from '#shared/contract/index.ts';

interface PayrollResultProps {
  preview: PayrollPreview;
  result: ValueOf<'dues.takePayroll'>;
  onDone: () => void;
}

/** What was taken in: the voucher, the amount, and who still owes. */
export function PayrollResult({ preview, result, onDone }: PayrollResultProps) {
  const go = useNavigation((navigation) => navigation.go);
  const { short, notInList } = preview.counts;
  return (
    <section className="sheet dues-result" aria-label="收缴结果">
      <dl className="dues-facts">
        <dt>已收</dt>
        <dd>{result.receipts} 人</dd>
        <dt>金额</dt>
        <dd>
          <Money value={result.total} strong /> 元
        </dd>
        {result.toCredit > 0 && (
          <>
            <dt>其中预收</dt>
            <dd>
              <Money value={result.toCredit} /> 元，计提以后的月份时自动抵扣
            </dd>
          </>
        )}
        <dt>凭证</dt>
        <dd>{result.voucherNumber}（借 银行存款，贷 会费收入）</dd>
        <dt>没有入账</dt>
        <dd>{result.leftOut === 0 ? '没有' : `${result.leftOut} 行，已连同原因留存`}</dd>
        <dt>还欠</dt>
        <dd>
          {short + notInList === 0 ? '没有' : `少扣 ${short} 人，不在名单 ${notInList} 人，可在“收缴明细”里逐人收款`}
        </dd>
      </dl>
      <div className="dues-result-actions">
        <Button type="primary" onClick={onDone}>
          完成
        </Button>
        <Button onClick={() => go('ledger', { open: result.voucherId })}>看凭证</Button>
      </div>
    </section>
  );
}
