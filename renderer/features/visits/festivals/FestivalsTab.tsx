import { Button } from 'antd';
import { useState } from 'react';
import { useAllowed } from '#renderer/app/session.ts';
import { leave } from '#renderer/app/unsaved.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { Verdict } from '#renderer/components/Verdict.tsx';
import { type FestivalRow, VISIT_METHOD_NAMES } from '#shared/contract/visits.ts';
import type { VisitsFrame } from '../words.ts';
import { FestivalDrawer } from './FestivalDrawer.tsx';
import { FestivalWizard } from './FestivalWizard.tsx';
import './festivals.css';

/** 节日慰问: one list, one sign-off sheet, one voucher. */
export function FestivalsTab({ frame }: { frame: VisitsFrame }) {
  const mayKeep = useAllowed('visits.makeFestival');
  const [making, setMaking] = useState(false);
  const [festival, setFestival] = useState<string>();
  const kinds = useCall('visits.listKinds', {});
  const list = useCall('visits.listFestivals', {});
  return (
    <Page
      {...frame}
      state={list.value && !making ? stateOf(list.value) : undefined}
      action={
        mayKeep &&
        !making && (
          <Button type="primary" onClick={() => leave(() => setMaking(true))}>
            新建节日慰问
          </Button>
        )
      }
    >
      <Notice tone="red">{list.error ?? kinds.error}</Notice>
      {making && kinds.value ? (
        <FestivalWizard
          kinds={kinds.value.filter((kind) => kind.festival)}
          onClose={() => leave(() => setMaking(false))}
          onMade={(id) => {
            setMaking(false);
            setFestival(id);
          }}
        />
      ) : (
        <FestivalList rows={list.value} onOpen={setFestival} selected={festival} />
      )}
      {festival !== undefined && <FestivalDrawer key={festival} id={festival} onClose={() => setFestival(undefined)} />}
    </Page>
  );
}

function stateOf(rows: readonly FestivalRow[]): string {
  const open = rows.reduce((total, row) => total + row.open, 0);
  const lists = rows.filter((row) => row.open > 0).length;
  if (rows.length === 0) return '';
  return open === 0
    ? `共 ${rows.length} 份名单，都已发完`
    : `共 ${rows.length} 份名单，${lists} 份没有发完，未领 ${open} 人`;
}

/** Festivals handed to many at once, with how far they are handed out. */
function FestivalList({
  rows,
  selected,
  onOpen,
}: {
  rows: readonly FestivalRow[] | undefined;
  selected: string | undefined;
  onOpen: (id: string) => void;
}) {
  return (
    <DataTable
      label="节日慰问"
      rows={rows}
      rowKey={(row) => row.id}
      selectedKey={selected}
      onOpen={(row) => onOpen(row.id)}
      rowTone={(row) => (row.reversed ? 'red' : undefined)}
      empty={
        <EmptyState title="还没有节日慰问">
          点右上角「新建节日慰问」：选慰问品、每人金额和会员范围，一次生成名单、签领表和一张凭证。
        </EmptyState>
      }
      columns={[
        { key: 'day', title: '日期', width: 110, render: (row) => row.day },
        { key: 'name', title: '名称', width: 170, render: (row) => row.name },
        { key: 'goods', title: '慰问品', render: (row) => row.goods },
        { key: 'method', title: '支付', width: 90, render: (row) => VISIT_METHOD_NAMES[row.method] },
        { key: 'each', title: '每人', width: 100, align: 'right', render: (row) => <Money value={row.amountEach} /> },
        { key: 'people', title: '人数', width: 70, align: 'right', render: (row) => row.people },
        { key: 'total', title: '合计', width: 120, align: 'right', render: (row) => <Money value={row.total} /> },
        { key: 'voucher', title: '凭证', width: 80, render: (row) => row.voucherNumber },
        { key: 'signed', title: '签收', width: 190, render: (row) => <Progress festival={row} /> },
      ]}
    />
  );
}

/** `已签 280 / 312`, amber while somebody is missing; who did not come and went back is said beside. */
export function Progress({ festival }: { festival: FestivalRow }) {
  if (festival.reversed) return <Verdict tone="red">已冲销</Verdict>;
  if (festival.open > 0)
    return (
      <Verdict tone="amber">
        {`已签 ${festival.signed} / ${festival.people}${festival.returned > 0 ? `，退回 ${festival.returned}` : ''}`}
      </Verdict>
    );
  return (
    <Verdict tone="teal">
      {festival.returned > 0 ? `已签 ${festival.signed}，退回 ${festival.returned}` : '全部签收'}
    </Verdict>
  );
}
