import { Button } from 'antd';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { Money } from '#renderer/components/Money.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useConfirm } from '#renderer/components/use-confirm.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { formatYuan } from '#shared/money.ts';
import { CloseList } from './CloseList.tsx';

/** 年度结转: what goes from income and expense into 累计结余, and the button that does it. */
export function YearEnd({ year, onClosed }: { year: number; onClosed: (next: number) => void }) {
  const mayClose = useAllowed('ledger.closeYear');
  const { value: list, error } = useCall('ledger.readYearChecklist', { year });
  const tell = useTell();
  const confirm = useConfirm();
  const close = useAction(async () => {
    const sure = await confirm({
      title: `办理 ${year} 年年度结转？`,
      content: `会生成年终结转凭证，结清 12 月，并开出 ${year + 1} 年的 12 个月。结转后 ${year} 年的账不能再记、不能再改。`,
      confirmText: '年度结转',
    });
    if (!sure) return;
    const { surplus } = await call('ledger.closeYear', { year });
    tell.done(`${year} 年已结转，${surplus < 0 ? '累计结余减少' : '累计结余增加'} ${formatYuan(surplus)} 元`);
    onClosed(year + 1);
  });
  return (
    <section className="sheet close-sheet" aria-label={`${year} 年年度结转`}>
      <div className="close-head">
        <h2>{`${year} 年年度结转`}</h2>
        {mayClose && (
          <Button type="primary" loading={close.busy} disabled={!list?.canClose} onClick={() => void close.run()}>
            年度结转
          </Button>
        )}
      </div>
      <Notice tone="red">{close.problem ?? error}</Notice>
      {list && error === undefined && (
        <>
          <table className="voucher-table close-result" aria-label="本年收支">
            <tbody>
              <tr>
                <td>本年收入，转入本年收支结转</td>
                <td className="voucher-amount">
                  <Money value={list.income} />
                </td>
              </tr>
              <tr>
                <td>本年支出，转入本年收支结转</td>
                <td className="voucher-amount">
                  <Money value={list.expense} />
                </td>
              </tr>
            </tbody>
            <tfoot>
              <tr>
                <td>转入累计结余</td>
                <td className="voucher-amount">
                  <Money value={list.accumulated} strong />
                </td>
              </tr>
            </tfoot>
          </table>
          <CloseList items={list.items} />
        </>
      )}
    </section>
  );
}
