import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useConfirm } from '#renderer/components/use-confirm.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import type { BankStatement } from '#shared/contract/ledger.ts';
import { BankBalanceDrawer } from './BankBalanceDrawer.tsx';

/** The statements that were taken in; one of which nothing is matched may be removed. */
export function StatementsPane({ statements }: { statements: readonly BankStatement[] | undefined }) {
  const mayKeep = useAllowed('ledger.removeStatement');
  const [typing, setTyping] = useState(false);
  const confirm = useConfirm();
  const tell = useTell();
  const remove = useAction(async (statement: BankStatement) => {
    const name = statement.fileName || `${statement.from} 至 ${statement.to}`;
    const sure = await confirm({
      title: `移去对账单「${name}」？`,
      content: `其中 ${statement.lines} 笔银行流水一并移去，可以重新导入。已经勾对的不能移去。`,
      confirmText: '移去',
      destructive: true,
    });
    if (!sure) return;
    await call('ledger.removeStatement', { id: statement.id });
    tell.done(`已移去「${name}」`);
  });
  const columns: readonly Column<BankStatement>[] = mayKeep
    ? [
        ...COLUMNS,
        {
          key: 'remove',
          title: '',
          width: 66,
          render: (statement) => (
            <Button
              type="link"
              size="small"
              className="ledger-link"
              aria-label={`移去 ${statement.fileName || statement.to}`}
              disabled={remove.busy}
              onClick={() => void remove.run(statement)}
            >
              移去
            </Button>
          ),
        },
      ]
    : COLUMNS;
  return (
    <>
      <Notice tone="red">{remove.problem}</Notice>
      <DataTable
        label="对账单"
        columns={columns}
        rows={statements}
        rowKey={(statement) => statement.id}
        empty={
          <EmptyState title="还没有对账单">
            从网上银行导出当月的交易明细（xlsx、xls、csv 都可以），用右上角的「导入对账单」导进来。
          </EmptyState>
        }
      />
      {mayKeep && (
        <div className="close-actions">
          <Button onClick={() => setTyping(true)}>登记没有发生额的月份</Button>
        </div>
      )}
      {typing && <BankBalanceDrawer onClose={() => setTyping(false)} />}
    </>
  );
}

const COLUMNS: readonly Column<BankStatement>[] = [
  { key: 'from', title: '从', width: 100, render: (statement) => statement.from },
  { key: 'to', title: '到', width: 100, render: (statement) => statement.to },
  {
    key: 'file',
    title: '文件',
    render: (statement) => (statement.fileName === '' ? '没有发生额（手工登记）' : statement.fileName),
  },
  { key: 'account', title: '账号', width: 180, render: (statement) => statement.accountNumberMasked },
  {
    key: 'opening',
    title: '期初余额',
    width: 120,
    align: 'right',
    render: (statement) => <Money value={statement.opening} />,
  },
  {
    key: 'closing',
    title: '期末余额',
    width: 120,
    align: 'right',
    render: (statement) => <Money value={statement.closing} />,
  },
  { key: 'lines', title: '流水', width: 64, align: 'right', render: (statement) => statement.lines },
  { key: 'matched', title: '已勾对', width: 72, align: 'right', render: (statement) => statement.matched },
];
