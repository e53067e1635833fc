import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { SignOffDialog } from '#renderer/components/SignOffDialog.tsx';
import type { RowSource } from '#renderer/components/use-window.ts';
import { Verdict } from '#renderer/components/Verdict.tsx';
import { AID_KIND_NAMES, type AidRow } from '#shared/contract/hardship.ts';
import { formatYuan } from '#shared/money.ts';

interface AidTableProps {
  rows?: readonly AidRow[];
  source?: RowSource<AidRow>;
  /** Shows whose aid it is; within one file that is clear. */
  withNames?: boolean;
  onOpen?: (aid: AidRow) => void;
  maxHeight?: number;
  empty?: ReactNode;
}

/** Aids with their vouchers and signatures; a missing signature is registered from its row. */
export function AidTable({ withNames = false, ...table }: AidTableProps) {
  const [signing, setSigning] = useState<AidRow>();
  const maySign = useAllowed('hardship.signAid');
  const columns: Column<AidRow>[] = [
    { key: 'day', title: '日期', width: 108, render: (aid) => aid.day },
    ...(withNames ? [{ key: 'name', title: '姓名', width: 92, render: (aid: AidRow) => aid.memberName }] : []),
    { key: 'kind', title: '项目', width: 92, render: (aid) => AID_KIND_NAMES[aid.kind] },
    { key: 'amount', title: '金额', width: 118, align: 'right', render: (aid) => <Money value={aid.amount} /> },
    { key: 'method', title: '方式', width: 60, render: (aid) => (aid.method === 'cash' ? '现金' : '银行') },
    { key: 'resolution', title: '集体决议', render: (aid) => aid.resolutionTitle },
    { key: 'voucher', title: '凭证', width: 84, render: (aid) => aid.voucherNumber },
    {
      key: 'signed',
      title: '签收',
      width: 170,
      render: (aid) => {
        if (aid.reversed) return <Verdict tone="red">已冲销</Verdict>;
        if (aid.signedDay !== undefined) return `${aid.signedBy} ${aid.signedDay}`;
        if (!maySign) return <Verdict tone="amber">未签收</Verdict>;
        return (
          <Button
            type="link"
            size="small"
            onClick={(event) => {
              event.stopPropagation();
              setSigning(aid);
            }}
          >
            登记签收
          </Button>
        );
      },
    },
  ];
  return (
    <>
      <DataTable
        {...table}
        label="帮扶记录"
        rowKey={(aid) => aid.id}
        columns={columns}
        rowTone={(aid) => (aid.reversed ? 'red' : undefined)}
      />
      {signing && (
        <SignOffDialog
          what={`${signing.memberName} ${formatYuan(signing.amount)} 元`}
          usual={signing.memberName}
          onClose={() => setSigning(undefined)}
          onSign={async (signedDay, signedBy) => {
            await call('hardship.signAid', { id: signing.id, signedDay, signedBy: signedBy || signing.memberName });
            setSigning(undefined);
          }}
        />
      )}
    </>
  );
}
