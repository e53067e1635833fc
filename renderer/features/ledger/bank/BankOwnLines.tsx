import { Button } from 'antd';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { Notice } from '#renderer/components/Notice.tsx';
import { useConfirm } from '#renderer/components/use-confirm.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import type { OpenLine } from '#shared/contract/ledger.ts';
import { fen, formatYuan } from '#shared/money.ts';

/** Interest and fees that the bank booked by itself: into the books with one click. */
export function BankOwnLines({ lines }: { lines: readonly OpenLine[] }) {
  const own = lines.filter(({ purpose }) => purpose !== undefined);
  const tell = useTell();
  const confirm = useConfirm();
  const book = useAction(async () => {
    const sure = await confirm({
      title: `记账 ${own.length} 笔？`,
      content: (
        <>
          {own.map((line) => (
            <div key={line.id}>
              {line.day} {line.summary} {formatYuan(fen(Math.abs(line.amount)))} 元，记为「{line.purpose?.label}」
            </div>
          ))}
          <div>凭证日期用银行的日期，附件各 1 张（银行回单），记好后自动勾对。</div>
        </>
      ),
      confirmText: '记账',
    });
    if (!sure) return;
    for (const line of own) await call('ledger.bookBankLine', { lineId: line.id });
    tell.done(`已记账并勾对 ${own.length} 笔`);
  });
  if (own.length === 0) return null;
  const named = own.map((line) => `${line.summary} ${formatYuan(fen(Math.abs(line.amount)))}`).slice(0, 3);
  return (
    <>
      <Notice tone="red">{book.problem}</Notice>
      <Notice
        action={
          <Button size="small" type="primary" loading={book.busy} onClick={() => void book.run()}>
            记账 {own.length} 笔
          </Button>
        }
      >
        {`银行结息和扣费 ${own.length} 笔还没有记账：${named.join('、')}${own.length > 3 ? ' 等' : ''}。`}
      </Notice>
    </>
  );
}
