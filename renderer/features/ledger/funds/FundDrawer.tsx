import { Button } from 'antd';
import { useState } from 'react';
import { useCall } from '#renderer/app/use-call.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { Verdict } from '#renderer/components/Verdict.tsx';
import type { FundFigures, FundLine } from '#shared/contract/ledger.ts';
import { fen } from '#shared/money.ts';
import { VoucherDrawer } from '../vouchers/VoucherDrawer.tsx';

interface FundDrawerProps {
  id: string;
  year: number;
  /** Left out for those who only look. */
  onChange?: (fund: FundFigures) => void;
  onClose: () => void;
}

const KINDS: Readonly<Record<FundLine['kind'], string>> = {
  income: '收入',
  spending: '支出',
  transfer: '划转',
  carried: '年终结转',
};

/** One fund over a year, line by line; a line opens its voucher in the same place. */
export function FundDrawer({ id, year, onChange, onClose }: FundDrawerProps) {
  const [voucher, setVoucher] = useState<string>();
  const { value, error } = useCall('ledger.readFund', { id, year });
  if (voucher !== undefined)
    return <VoucherDrawer key={voucher} id={voucher} onOpen={setVoucher} onClose={() => setVoucher(undefined)} />;
  const fund = value?.fund;
  return (
    <RecordDrawer
      open
      width={960}
      title={fund ? `${fund.name} ${year} 年` : '专项资金'}
      tag={
        fund && (
          <>
            {fund.balance < 0 && <Verdict tone="red">超支</Verdict>}
            {fund.retired && <Verdict>已停用</Verdict>}
          </>
        )
      }
      onClose={onClose}
      actions={fund && onChange && <Button onClick={() => onChange(fund)}>修改</Button>}
    >
      <Notice tone="red">{error}</Notice>
      {fund && (
        <>
          <dl className="ledger-facts">
            <dt>来源</dt>
            <dd>{fund.origin || '没有填写'}</dd>
            <dt>用途</dt>
            <dd>{fund.purpose || '没有填写'}</dd>
            <dt>年初结转</dt>
            <dd>
              <Money value={fund.opening} />
            </dd>
            <dt>结余</dt>
            <dd>
              <Money value={fund.balance} strong />
            </dd>
          </dl>
          <DataTable
            label={`${fund.name}明细`}
            columns={COLUMNS}
            rows={value.lines}
            rowKey={(line) => line.key}
            rowTone={(line) => (line.kind === 'carried' ? 'soft' : undefined)}
            maxHeight={480}
            onOpen={(line) => setVoucher(line.voucherId)}
            empty={
              <EmptyState title={`${year} 年没有收支`}>收支登记、发放帮扶或慰问时选上它，就会列在这里。</EmptyState>
            }
          />
        </>
      )}
    </RecordDrawer>
  );
}

const COLUMNS: readonly Column<FundLine>[] = [
  { key: 'day', title: '日期', width: 104, render: (line) => line.day },
  { key: 'number', title: '凭证号', width: 80, render: (line) => line.number },
  { key: 'kind', title: '类别', width: 84, render: (line) => KINDS[line.kind] },
  { key: 'summary', title: '摘要', render: (line) => line.summary },
  { key: 'account', title: '科目', width: 170, render: (line) => `${line.accountCode} ${line.accountName}` },
  { key: 'amount', title: '金额', width: 112, align: 'right', render: (line) => signed(line) },
  { key: 'balance', title: '结余', width: 112, align: 'right', render: (line) => <Money value={line.balance} /> },
];

/** What goes out is no red figure here: only a reversal and an overspent balance are. */
function signed({ kind, amount }: FundLine) {
  if (kind === 'spending') return <Money value={fen(-amount)} />;
  return <Money value={amount} />;
}
