import { Notice } from '#renderer/components/Notice.tsx';
import type { BankState } from '#shared/contract/dues.ts';
import { type Fen, fen, formatYuan } from '#shared/money.ts';

/** Whether the statement of the bank bears out a batch's voucher; by how much it differs where it does not. */
export function BatchBank({ bank, total, takenBack }: { bank: BankState; total: Fen; takenBack: boolean }) {
  if (bank.state === 'cash') return null;
  return (
    <div className="receipts-bank">
      <Notice tone={bank.state === 'open' && !takenBack ? 'amber' : 'info'}>{sentenceOf(bank, total)}</Notice>
    </div>
  );
}

function sentenceOf(bank: Exclude<BankState, { state: 'cash' }>, total: Fen): string {
  const voucher = `凭证 ${formatYuan(total)} 元`;
  if (bank.state === 'settled') return `银行：期初已勾对，与${voucher}一致。`;
  if (bank.state === 'matched') {
    const lines = bank.lines.map(({ day, amount }) => `${day} ${formatYuan(amount)} 元`).join('、');
    if (bank.lines.length === 0) return `银行：${voucher}已与其他凭证相互勾对，没有银行流水。`;
    const others = bank.together === 0 ? '，金额一致' : `，与另外 ${bank.together} 笔凭证合并勾对`;
    return `银行：已与对账单 ${lines}勾对${others}。`;
  }
  const { nearest } = bank;
  if (!nearest) return `银行：对账单里还没有与${voucher}对应的流水。`;
  const line = `对账单 ${nearest.day}「${nearest.summary}」${formatYuan(nearest.amount)} 元`;
  if (nearest.difference === 0) return `银行：还没有勾对，${line}金额一致，请在“现金银行”里勾对。`;
  const gap = `${nearest.difference > 0 ? '多' : '少'} ${formatYuan(fen(Math.abs(nearest.difference)))} 元`;
  return `银行：还没有勾对，最接近的是${line}，比${voucher}${gap}，请核对名单和回单。`;
}
