import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { SignOffDialog } from '#renderer/components/SignOffDialog.tsx';
import type { RowSource } from '#renderer/components/use-window.ts';
import { Verdict } from '#renderer/components/Verdict.tsx';
import { AID_KIND_NAMES, AID_SOURCE_NAMES, type AidRow } from '#shared/contract/hardship.ts';
import { formatYuan } from '#shared/money.ts';

interface AidTableProps {
  rows?: readonly AidRow[] | undefined;
  source?: RowSource<AidRow>;
  /** Shows whose aid it is; within one file that is clear. */
  withNames?: boolean;
  onOpen?: (aid: AidRow) => void;
  selection?: { keys: ReadonlySet<string>; onChange: (keys: ReadonlySet<string>) => void };
  maxHeight?: number;
  empty?: ReactNode;
}

/** `子女助学 2026-2027 女儿 张*小`. */
const itemOf = ({ kind, schoolYear, recipient, recipientRelation }: AidRow) =>
  [AID_KIND_NAMES[kind], schoolYear, `${recipientRelation}${recipient}`].filter(Boolean).join(' ');

/** Whose money it was: the fund where one paid, else the source. */
const sourceOf = ({ source, fundName }: AidRow) => fundName || (source === '' ? '' : AID_SOURCE_NAMES[source]);

/** Aids with their vouchers and signatures; a missing signature is registered from its row. */
export function AidTable({ withNames = false, ...table }: AidTableProps) {
  const [signing, setSigning] = useState<AidRow>();
  const maySign = useAllowed('hardship.signAid');
  const columns: Column<AidRow>[] = [
    { key: 'day', title: '日期', width: 102, render: (aid) => aid.day },
    ...(withNames
      ? [
          { key: 'number', title: '档案号', width: 112, render: (aid: AidRow) => aid.fileNumber },
          { key: 'name', title: '姓名', width: 76, render: (aid: AidRow) => aid.memberName },
        ]
      : []),
    { key: 'kind', title: '项目', width: 158, render: itemOf },
    {
      key: 'amount',
      title: '金额',
      width: 102,
      align: 'right',
      render: (aid) => <Money value={aid.amount} />,
    },
    {
      key: 'source',
      title: '资金',
      width: 124,
      render: (aid) => (
        <>
          {sourceOf(aid)}
          {aid.approved && <Verdict tone="amber">超限已批</Verdict>}
        </>
      ),
    },
    { key: 'method', title: '方式', width: 56, render: (aid) => (aid.method === 'cash' ? '现金' : '银行') },
    { key: 'resolution', title: '集体决议', render: (aid) => aid.resolutionTitle },
    { key: 'voucher', title: '凭证', width: 78, render: (aid) => aid.voucherNumber },
    {
      key: 'signed',
      title: '签收',
      width: 170,
      render: (aid) => {
        if (aid.reversed) return <Verdict tone="red">已冲销</Verdict>;
        if (aid.signedDay !== undefined)
          return `${aid.signedBy}${aid.signedRelation === '' ? '' : `（${aid.signedRelation}代）`} ${aid.signedDay}`;
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
          withRelation
          what={`${signing.memberName} ${formatYuan(signing.amount)} 元`}
          usual={signing.recipient === '' ? signing.memberName : '受助家属本人'}
          onClose={() => setSigning(undefined)}
          onSign={async (signedDay, signedBy, signedRelation) => {
            await call('hardship.signAids', { ids: [signing.id], signedDay, signedBy, signedRelation });
            setSigning(undefined);
          }}
        />
      )}
    </>
  );
}
