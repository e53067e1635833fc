import { Button } from 'antd';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { Money } from '#renderer/components/Money.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useConfirm } from '#renderer/components/use-confirm.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { fen, formatYuan } from '#shared/money.ts';
import { VoucherTable } from '../vouchers/VoucherTable.tsx';
import { CloseList } from './CloseList.tsx';

interface YearEndProps {
  year: number;
  /** The books end with this year: the next one is not opened yet. */
  lastYear: boolean;
  onYear: (year: number) => void;
}

/** 年度结转: what goes from income and expense into 累计结余, and the button that does it. */
export function YearEnd({ year, lastYear, onYear }: YearEndProps) {
  const mayClose = useAllowed('ledger.closeYear');
  const { value: list, error } = useCall('ledger.readYearChecklist', { year });
  const tell = useTell();
  const confirm = useConfirm();
  const close = useAction(async () => {
    const sure = await confirm({
      title: `办理 ${year} 年年度结转？`,
      content: `会记入下面列出的年终结转凭证，结清 12 月，并开出 ${year + 1} 年的 12 个月。结转后 ${year} 年的账不能再记、不能再改。`,
      confirmText: '年度结转',
    });
    if (!sure) return;
    const { surplus } = await call('ledger.closeYear', { year });
    tell.done(
      `${year} 年已结转，${surplus < 0 ? '累计结余减少' : '累计结余增加'} ${formatYuan(fen(Math.abs(surplus)))} 元`,
    );
    onYear(year + 1);
  });
  const openNext = useAction(async () => {
    await call('ledger.openNextYear', {});
    tell.done(`已开启 ${year + 1} 年，可以先记新年度的账；${year} 年办完决算再结转`);
    onYear(year + 1);
  });
  return (
    <section className="sheet close-sheet" aria-label={`${year} 年年度结转`}>
      <div className="close-head">
        <h2>{`${year} 年年度结转`}</h2>
        {mayClose && (
          <span className="close-actions">
            {lastYear && (
              <Button loading={openNext.busy} onClick={() => void openNext.run()}>
                {`先开启 ${year + 1} 年`}
              </Button>
            )}
            <Button type="primary" loading={close.busy} disabled={!list?.canClose} onClick={() => void close.run()}>
              年度结转
            </Button>
          </span>
        )}
      </div>
      <Notice tone="red">{close.problem ?? openNext.problem ?? error}</Notice>
      {list && error === undefined && (
        <>
          <table className="voucher-table close-result" aria-label="本年收支">
            <tbody>
              <tr>
                <td>本年收入</td>
                <td className="voucher-amount">
                  <Money value={list.income} />
                </td>
              </tr>
              <tr>
                <td>本年支出</td>
                <td className="voucher-amount">
                  <Money value={list.expense} />
                </td>
              </tr>
            </tbody>
            <tfoot>
              {list.restricted !== 0 && (
                <tr>
                  <td>其中专项资金，转入工会资金结转</td>
                  <td className="voucher-amount">
                    <Money value={list.restricted} strong />
                  </td>
                </tr>
              )}
              <tr>
                <td>转入累计结余</td>
                <td className="voucher-amount">
                  <Money value={list.accumulated} strong />
                </td>
              </tr>
            </tfoot>
          </table>
          <CloseList items={list.items} />
          {list.vouchers.length > 0 && (
            <>
              <h3>{`将生成 ${list.vouchers.length} 张年终结转凭证，日期 ${year}-12-31`}</h3>
              {list.vouchers.map((voucher) => (
                <VoucherTable key={voucher.summary} entries={voucher.entries} label={voucher.summary} />
              ))}
            </>
          )}
        </>
      )}
    </section>
  );
}
