import { Button } from 'antd';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { Notice } from '#renderer/components/Notice.tsx';
import { PrintButtons } from '#renderer/components/PrintButtons.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { useConfirm } from '#renderer/components/use-confirm.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { Verdict } from '#renderer/components/Verdict.tsx';
import type { CashCount } from '#shared/contract/ledger.ts';
import { fen, formatYuan } from '#shared/money.ts';
import { CashCountPaper, CountTable } from './CashCountPaper.tsx';
import { resultOf } from './count-result.ts';

const AGAINST = {
  income: '其他收入',
  receivable: '其他应收款',
  expense: '其他支出',
} as const;

/** One cash count: printed with its signature lines, its difference taken into the books. */
export function CashCountDrawer({ count, unit, onClose }: { count: CashCount; unit: string; onClose: () => void }) {
  const mayKeep = useAllowed('ledger.bookCashDifference');
  const tell = useTell();
  const confirm = useConfirm();
  const { difference, day, voucherNumber, reversed } = count;
  const open = difference !== 0 && (voucherNumber === undefined || reversed);
  const kind = difference > 0 ? '长款' : '短款';
  const amount = formatYuan(fen(Math.abs(difference)));
  const book = useAction(async (against: keyof typeof AGAINST) => {
    const sure = await confirm({
      title: `${kind} ${amount} 元记为${AGAINST[against]}？`,
      content: `凭证日期 ${day}，记账后当天账面与实点一致；更正要用红字冲销。`,
      confirmText: '记账',
    });
    if (!sure) return;
    const { voucherNumber: number } = await call('ledger.bookCashDifference', { id: count.id, against });
    tell.done(`已记账：${number ?? ''}`);
  });
  const remove = useAction(async () => {
    const sure = await confirm({
      title: `移去 ${day} 的盘点？`,
      content: '盘错了才移去，移去后可以重新盘点；操作留痕里有记录。',
      confirmText: '移去',
      destructive: true,
    });
    if (!sure) return;
    await call('ledger.removeCashCount', { id: count.id });
    onClose();
  });
  const choices = difference > 0 ? (['income'] as const) : (['receivable', 'expense'] as const);
  const { label, tone } = resultOf(count);
  return (
    <RecordDrawer
      open
      title={`${day} 现金盘点`}
      tag={<Verdict tone={tone}>{label}</Verdict>}
      problem={book.problem ?? remove.problem}
      onClose={onClose}
      actions={
        <>
          <PrintButtons name={`现金盘点表-${day}`} paper={<CashCountPaper count={count} unit={unit} />} />
          {mayKeep && voucherNumber === undefined && (
            <Button disabled={remove.busy} onClick={() => void remove.run()}>
              移去
            </Button>
          )}
        </>
      }
    >
      <CountTable count={count} className="bank-count" />
      <dl className="ledger-facts">
        <dt>盘点人</dt>
        <dd>{count.countedBy}</dd>
        <dt>监盘人</dt>
        <dd>{count.witnessedBy}</dd>
        {count.note !== '' && <dt>备注</dt>}
        {count.note !== '' && <dd>{count.note}</dd>}
        {voucherNumber !== undefined && <dt>差额凭证</dt>}
        {voucherNumber !== undefined && <dd>{reversed ? `${voucherNumber}（已冲销）` : voucherNumber}</dd>}
      </dl>
      {open && count.bookNow !== count.book && (
        <Notice tone="amber">{`盘点以后当天的账又变过，现在账面 ${formatYuan(count.bookNow)} 元；差额要重新盘点后再记账。`}</Notice>
      )}
      {open && mayKeep && count.bookNow === count.book && (
        <div className="close-actions">
          {choices.map((against) => (
            <Button key={against} loading={book.busy} onClick={() => void book.run(against)}>
              {kind} {amount} 元记{AGAINST[against]}
            </Button>
          ))}
        </div>
      )}
    </RecordDrawer>
  );
}
