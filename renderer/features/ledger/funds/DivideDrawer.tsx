import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { Money } from '#renderer/components/Money.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import type { FundReport } from '#shared/contract/ledger.ts';
import { type Fen, fen, formatYuan, ZERO } from '#shared/money.ts';

/** 分年初结转: how the opening balance of 工会资金结转 divides among the funds; what is left stays 未分到专项. */
export function DivideDrawer({ report: { funds, division }, onClose }: { report: FundReport; onClose: () => void }) {
  const first = new Map(division.lines.map(({ fundId, amount }) => [fundId, amount]));
  const [parts, setParts] = useState<ReadonlyMap<string, Fen>>(first);
  const tell = useTell();
  const divided = [...parts.values()].reduce((total, amount) => total + amount, 0);
  const rest = fen(division.opening - divided);
  const save = useAction(async () => {
    const left = await call('ledger.divideFundOpening', {
      year: division.year,
      lines: [...parts].map(([fundId, amount]) => ({ fundId, amount })),
    });
    tell.done(`年初结转已分好，未分到专项 ${formatYuan(left.rest)} 元`);
    onClose();
  });
  const put = (id: string, amount: Fen | undefined) =>
    setParts((before) => {
      const next = new Map(before);
      if (amount === undefined) next.delete(id);
      else next.set(id, amount);
      return next;
    });
  return (
    <RecordDrawer
      open
      title={`${division.year} 年年初结转`}
      dirty={JSON.stringify([...parts]) !== JSON.stringify([...first])}
      onSave={() => void save.run()}
      saveDisabled={rest < 0}
      saving={save.busy}
      problem={save.problem}
      onClose={onClose}
    >
      <p className="budget-words">
        {`建账时「工会资金结转」有 ${formatYuan(division.opening)} 元，是以前各项专款剩下的。分到各项以后，每项的结余才对得上；只能在 ${division.year} 年办理年度结转以前分。`}
      </p>
      <table className="voucher-table budget-adjust" aria-label="年初结转分到各专项资金">
        <thead>
          <tr>
            <th>专项资金</th>
            <th className="budget-after">年初结转</th>
          </tr>
        </thead>
        <tbody>
          {funds.map((fund) => (
            <tr key={fund.id}>
              <td>{fund.name}</td>
              <td className="budget-after">
                <MoneyInput
                  aria-label={`${fund.name}年初结转`}
                  value={parts.get(fund.id)}
                  onChange={(amount) => put(fund.id, amount)}
                />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td>未分到专项</td>
            <td className="voucher-amount">
              <Money value={rest === 0 ? ZERO : rest} strong />
            </td>
          </tr>
        </tfoot>
      </table>
      <Notice tone="amber">{funds.length === 0 && '还没有专项资金，请先登记。'}</Notice>
      <Notice tone="red">{rest < 0 && '分出去的比年初余额多，请改小。'}</Notice>
    </RecordDrawer>
  );
}
