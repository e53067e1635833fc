import { fen, formatYuan } from '#shared/money.ts';
import { type Line, totalsOf } from './voucher-form.ts';

/** Whether both sides are equal; always in sight while a voucher is written. */
export function Difference({ lines }: { lines: readonly Line[] }) {
  const { debit, credit } = totalsOf(lines);
  const difference = fen(Math.abs(debit - credit));
  if (difference === 0) return <output className="voucher-even">{debit === 0 ? '还没有金额' : '借贷平衡'}</output>;
  return (
    <output className="voucher-uneven">
      {`${debit > credit ? '贷方' : '借方'}还差 `}
      <strong>{formatYuan(difference)}</strong> 元
    </output>
  );
}
