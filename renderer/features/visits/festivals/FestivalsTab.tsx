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
import type { FestivalRow } from '#shared/contract/visits.ts';
import type { VisitsFrame } from '../words.ts';
import { FestivalDrawer } from './FestivalDrawer.tsx';
import { FestivalWizard } from './FestivalWizard.tsx';

/** 节日慰问: one list, one sign-off sheet, one voucher. */
export function FestivalsTab({ frame }: { frame: VisitsFrame }) {
  const mayKeep = useAllowed('visits.makeFestival');
  const [making, setMaking] = useState(false);
  const [festival, setFestival] = useState<string>();
  const kinds = useCall('visits.listKinds', {});
  return (
    <Page
      {...frame}
      action={
        mayKeep &&
        !making && (
          <Button type="primary" onClick={() => leave(() => setMaking(true))}>
            新建节日慰问
          </Button>
        )
      }
    >
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
        <FestivalList onOpen={setFestival} />
      )}
      {festival !== undefined && <FestivalDrawer key={festival} id={festival} onClose={() => setFestival(undefined)} />}
    </Page>
  );
}

/** Festivals handed to many at once, with how far the signatures are. */
function FestivalList({ onOpen }: { onOpen: (id: string) => void }) {
  const list = useCall('visits.listFestivals', {});
  return (
    <>
      <Notice tone="red">{list.error}</Notice>
      <DataTable
        label="节日慰问"
        rows={list.value}
        rowKey={(row) => row.id}
        onOpen={(row) => onOpen(row.id)}
        rowTone={(row) => (row.reversed ? 'red' : undefined)}
        empty={
          <EmptyState title="还没有节日慰问">
            点右上角「新建节日慰问」：选会员范围、慰问品和每人金额，一次生成名单、签领表和一张凭证。
          </EmptyState>
        }
        columns={[
          { key: 'day', title: '日期', width: 110, render: (row) => row.day },
          { key: 'name', title: '名称', width: 170, render: (row) => row.name },
          { key: 'goods', title: '慰问品', render: (row) => row.goods },
          { key: 'each', title: '每人', width: 110, align: 'right', render: (row) => <Money value={row.amountEach} /> },
          { key: 'people', title: '人数', width: 80, align: 'right', render: (row) => row.people },
          { key: 'total', title: '合计', width: 130, align: 'right', render: (row) => <Money value={row.total} /> },
          { key: 'voucher', title: '凭证', width: 90, render: (row) => row.voucherNumber },
          { key: 'signed', title: '签收', width: 170, render: (row) => <Progress festival={row} /> },
        ]}
      />
    </>
  );
}

/** `已签 280 / 312`, amber while somebody is missing. */
export function Progress({ festival }: { festival: FestivalRow }) {
  if (festival.reversed) return <Verdict tone="red">已冲销</Verdict>;
  const all = festival.signed === festival.people;
  return (
    <Verdict tone={all ? 'teal' : 'amber'}>{all ? '全部签收' : `已签 ${festival.signed} / ${festival.people}`}</Verdict>
  );
}
