import { PrinterOutlined } from '@ant-design/icons';
import { Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import { useAllowed } from '#renderer/app/session.ts';
import { leave } from '#renderer/app/unsaved.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import type { StockLot, StockTie } from '#shared/contract/visits.ts';
import { formatYuan } from '#shared/money.ts';
import type { VisitsFrame } from '../words.ts';
import { BuyDrawer } from './BuyDrawer.tsx';
import { CountDrawer } from './CountDrawer.tsx';
import { LotDrawer } from './LotDrawer.tsx';
import { OpeningDialog } from './OpeningDialog.tsx';
import { StockSheetDialog } from './StockSheetDialog.tsx';
import './stock.css';

type Shown = 'buy' | 'count' | 'opening' | 'sheet';

const ORIGINS: Readonly<Record<StockLot['origin'], string>> = { opening: '年初', bought: '购入', returned: '未领退回' };

/** 慰问品库存: what was bought for visits and not given yet, lot by lot, beside the account 库存物品. */
export function StockTab({ frame }: { frame: VisitsFrame }) {
  const [search, setSearch] = useState('');
  const [withUsedUp, setWithUsedUp] = useState(false);
  const [shown, setShown] = useState<Shown>();
  const [lotId, setLotId] = useState<string>();
  const stock = useCall('visits.listStock', { search: search.trim(), withUsedUp });
  const mayKeep = useAllowed('visits.buyStock');
  const open = (what: Shown) =>
    leave(() => {
      setLotId(undefined);
      setShown(what);
    });
  const close = () => setShown(undefined);
  const tie = stock.value?.tie;
  const lot = stock.value?.lots.find(({ id }) => id === lotId);
  return (
    <Page
      {...frame}
      state={tie && `库存物品共 ${formatYuan(tie.lots)} 元，${tieWords(tie)}`}
      extra={
        <>
          <Button icon={<PrinterOutlined aria-hidden />} onClick={() => open('sheet')}>
            盘点表
          </Button>
          {mayKeep && <Button onClick={() => open('count')}>登记盘点</Button>}
          {mayKeep && tie && tie.opening > 0 && <Button onClick={() => open('opening')}>年初库存</Button>}
        </>
      }
      action={
        mayKeep && (
          <Button type="primary" onClick={() => open('buy')}>
            购入入库
          </Button>
        )
      }
      filters={
        <>
          <Input.Search
            aria-label="找库存物品"
            className="filter-search"
            allowClear
            placeholder="品名"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
          <Checkbox checked={withUsedUp} onChange={(event) => setWithUsedUp(event.target.checked)}>
            包括已发完的
          </Checkbox>
        </>
      }
      notice={
        <>
          <Notice tone="red">{stock.error}</Notice>
          {tie && <TieNotice tie={tie} />}
        </>
      }
    >
      <DataTable
        label="慰问品库存"
        rows={stock.value?.lots}
        rowKey={(row) => row.id}
        selectedKey={lotId}
        onOpen={(row) => {
          setShown(undefined);
          setLotId(row.id);
        }}
        empty={
          <EmptyState title="库存里没有慰问品">
            买来备着、还没有发的慰问品，点右上角「购入入库」登记；发放时支付方式选「库存物品」。
          </EmptyState>
        }
        columns={[
          { key: 'day', title: '入库日期', width: 110, render: (row) => row.day },
          { key: 'name', title: '品名', render: (row) => row.name },
          {
            key: 'origin',
            title: '来源',
            width: 180,
            render: (row) => [ORIGINS[row.origin], row.listName].filter((part) => part !== '').join(' '),
          },
          { key: 'price', title: '单价', width: 100, align: 'right', render: (row) => <Money value={row.unitPrice} /> },
          { key: 'received', title: '入库', width: 90, align: 'right', render: (row) => row.received },
          { key: 'left', title: '结存', width: 90, align: 'right', render: (row) => row.onHand },
          { key: 'unit', title: '单位', width: 64, render: (row) => row.unit },
          {
            key: 'worth',
            title: '金额',
            width: 120,
            align: 'right',
            render: (row) => <Money value={row.worth} />,
          },
          { key: 'place', title: '存放', width: 140, render: (row) => row.place },
        ]}
      />
      {lot && <LotDrawer key={lot.id} lot={lot} onClose={() => setLotId(undefined)} />}
      {shown === 'buy' && <BuyDrawer onClose={close} />}
      {shown === 'count' && <CountDrawer onClose={close} />}
      {shown === 'opening' && tie && <OpeningDialog tie={tie} onClose={close} />}
      {shown === 'sheet' && <StockSheetDialog onClose={close} />}
    </Page>
  );
}

function tieWords({ lots, balance }: StockTie): string {
  return lots === balance ? '与「库存物品」科目一致' : `「库存物品」科目 ${formatYuan(balance)} 元`;
}

function TieNotice({ tie: { lots, balance, opening, openingLots } }: { tie: StockTie }) {
  if (lots === balance) return null;
  if (balance - lots === opening - openingLots)
    return (
      <Notice tone="amber">
        {`「库存物品」年初余额 ${formatYuan(opening)} 元，已登记年初库存 ${formatYuan(openingLots)} 元；请点「年初库存」把其余的物品登记齐。`}
      </Notice>
    );
  return (
    <Notice tone="amber">
      账实不一致：有凭证手工记到「库存物品」科目。请冲销后改由这里的「购入入库」或「登记盘点」登记。
    </Notice>
  );
}
