import { useCall } from '#renderer/app/use-call.ts';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import type { AccountClass } from '#shared/contract/union.ts';

const CLASSES: Readonly<Record<AccountClass, string>> = {
  asset: '资产',
  liability: '负债',
  netAssets: '净资产',
  income: '收入',
  expense: '支出',
};

/** The chart of accounts with the remark on how sure each number is. */
export function ChartSettings() {
  const accounts = useCall('ledger.listAccounts', {});
  return (
    <>
      <Notice tone="amber">
        科目按《工会会计制度》（财会〔2021〕7号）设置；备注为「待核」的编号，请按本地上级工会下发的科目表核对。
      </Notice>
      <Notice tone="red">{accounts.error}</Notice>
      <DataTable
        label="科目表"
        rows={accounts.value}
        rowKey={(row) => row.id}
        columns={[
          { key: 'code', title: '编号', width: 120, render: (row) => row.code },
          {
            key: 'name',
            title: '名称',
            render: (row) => <span style={{ paddingLeft: row.code.length > 3 ? 18 : 0 }}>{row.name}</span>,
          },
          { key: 'class', title: '类别', width: 90, render: (row) => CLASSES[row.class] },
          { key: 'side', title: '余额方向', width: 90, render: (row) => (row.side === 'debit' ? '借' : '贷') },
          { key: 'evidence', title: '编号依据', width: 220, render: (row) => row.evidence },
        ]}
      />
    </>
  );
}
