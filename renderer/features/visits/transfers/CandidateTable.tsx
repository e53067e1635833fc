import { Button } from 'antd';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { Verdict } from '#renderer/components/Verdict.tsx';
import type { TransferCandidate } from '#shared/contract/visits.ts';

/** What a ticked payment is known by: visits and aids have ids of their own. */
export const keyOf = ({ source, id }: TransferCandidate) => `${source} ${id}`;

interface CandidateTableProps {
  rows: readonly TransferCandidate[] | undefined;
  ticked: ReadonlySet<string>;
  onTick: (keys: ReadonlySet<string>) => void;
  /** Somebody's account is to be typed. */
  onAccount: (candidate: TransferCandidate) => void;
}

/** The payments that a list may take, and whose account is lacking. */
export function CandidateTable({ rows, ticked, onTick, onAccount }: CandidateTableProps) {
  return (
    <DataTable
      label="可列入清单的款项"
      rows={rows}
      rowKey={keyOf}
      maxHeight={364}
      selection={{ keys: ticked, onChange: onTick }}
      empty={
        <EmptyState title="没有可以列入的款项">
          这里列出用银行转账支付、还没有列进清单的慰问和帮扶；可以改日期或款项再找。
        </EmptyState>
      }
      columns={[
        { key: 'day', title: '日期', width: 104, render: (row) => row.day },
        { key: 'name', title: '姓名', width: 84, render: (row) => row.memberName },
        { key: 'group', title: '小组', render: (row) => row.groupName },
        { key: 'what', title: '款项', width: 150, render: (row) => row.what },
        { key: 'amount', title: '金额', width: 104, align: 'right', render: (row) => <Money value={row.amount} /> },
        {
          key: 'account',
          title: '收款账号',
          width: 250,
          render: (row) => (
            <span className="transfer-account">
              {row.ready ? (
                <span>
                  {row.payee} {row.bankName} {row.accountMasked.slice(-8)}
                </span>
              ) : (
                <Verdict tone="amber">没有账号</Verdict>
              )}
              {!row.ready && (
                <Button
                  type="link"
                  size="small"
                  onClick={(event) => {
                    event.stopPropagation();
                    onAccount(row);
                  }}
                >
                  填账号
                </Button>
              )}
            </span>
          ),
        },
      ]}
    />
  );
}
