import { Button, Input, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { useAllowed } from '#renderer/app/session.ts';
import { leave } from '#renderer/app/unsaved.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import type { InputOf } from '#shared/contract/index.ts';
import { ASSET_STATUS_LABELS, ASSET_STATUSES, type AssetList } from '#shared/contract/ledger.ts';
import type { UnionProfile } from '#shared/contract/union.ts';
import { formatYuan } from '#shared/money.ts';
import { VoucherDrawer } from '../vouchers/VoucherDrawer.tsx';
import type { LedgerFrame } from '../words.ts';
import { AssetDrawer } from './AssetDrawer.tsx';
import { assetColumns, assetTone } from './asset-columns.tsx';
import { DisposalDrawer } from './DisposalDrawer.tsx';
import { MoveDialog } from './MoveDialog.tsx';
import { OpeningDrawer } from './OpeningDrawer.tsx';
import { PurchaseDrawer } from './PurchaseDrawer.tsx';
import { RegisterButtons } from './RegisterButtons.tsx';
import { Ties } from './Ties.tsx';

export interface AssetsViewProps {
  frame: LedgerFrame;
  profile: UnionProfile;
  /** Chooses among the parts of 固定资产; stands first among the filters. */
  views: ReactNode;
}

type Filter = InputOf<'ledger.listAssets'>;
type Open =
  | { what: 'card' | 'voucher'; id: string }
  | { what: 'buy' | 'opening' }
  | { what: 'move' | 'dispose'; ids: string[] };

const STATUS_OPTIONS = [
  { value: 'present', label: '现有' },
  ...ASSET_STATUSES.map((value) => ({ value, label: ASSET_STATUS_LABELS[value] })),
  { value: 'all', label: '全部' },
] as const;

/** 固定资产台账: the cards with their totals beside the accounts, and what can be done with them. */
export function AssetListView({ frame, profile, views, buy }: AssetsViewProps & { buy: boolean }) {
  const mayKeep = useAllowed('ledger.buyAsset');
  const [filter, setFilter] = useState<Filter>({ search: '', status: 'present' });
  const [open, setOpen] = useState<Open | undefined>(buy && mayKeep ? { what: 'buy' } : undefined);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const { value: list, error } = useCall('ledger.listAssets', filter);
  const settings = useCall('ledger.readAssetSettings', {}).value;
  const change = (part: Partial<Filter>) => {
    setTicked(new Set());
    setFilter((before) => ({ ...before, ...part }));
  };
  const close = () => setOpen(undefined);
  const go = (next: Open) => leave(() => setOpen(next));
  const ids = [...ticked].filter((id) =>
    list?.rows.some((row) => row.id === id && row.status !== 'disposed' && row.status !== 'void'),
  );
  const first = list?.all === 0;
  return (
    <Page
      {...frame}
      state={list && stateOf(list)}
      extra={
        <>
          {list && list.all > 0 && <RegisterButtons profile={profile} />}
          {mayKeep && <Button onClick={() => go({ what: 'opening' })}>登记建账前资产</Button>}
        </>
      }
      action={
        mayKeep && (
          <Button type="primary" onClick={() => go({ what: 'buy' })}>
            购置入账
          </Button>
        )
      }
      notice={<Notice tone="red">{error}</Notice>}
      filters={
        <>
          {views}
          <Input.Search
            className="filter-search"
            aria-label="查找资产"
            placeholder="编号、名称、拼音、使用人、地点"
            allowClear
            value={filter.search}
            onChange={(event) => change({ search: event.target.value })}
          />
          <Select
            className="asset-filter"
            aria-label="按状态看"
            value={filter.status ?? 'present'}
            options={STATUS_OPTIONS.map((option) => ({ ...option }))}
            onChange={(status) => change({ status })}
          />
          <Select<string>
            className="asset-filter"
            aria-label="按部门看"
            placeholder="全部部门"
            allowClear
            value={filter.department ?? null}
            options={(list?.departments ?? []).map((value) => ({ value, label: value }))}
            onChange={(department: string | undefined) => change({ department })}
          />
          <Select<string>
            className="asset-filter"
            aria-label="按类别看"
            placeholder="全部类别"
            allowClear
            value={filter.categoryId ?? null}
            options={(settings?.categories ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(categoryId: string | undefined) => change({ categoryId })}
          />
          {mayKeep && ids.length > 0 && (
            <span className="asset-ticked">
              <span>{`已选 ${ids.length} 张`}</span>
              <Button onClick={() => go({ what: 'move', ids })}>变更</Button>
              <Button onClick={() => go({ what: 'dispose', ids })}>处置</Button>
            </span>
          )}
        </>
      }
    >
      <Ties />
      <DataTable
        label="固定资产台账"
        columns={assetColumns(list?.totals)}
        rows={list?.rows}
        rowKey={(row) => row.id}
        rowTone={assetTone}
        selectedKey={open?.what === 'card' ? open.id : undefined}
        onOpen={(row) => setOpen({ what: 'card', id: row.id })}
        {...(mayKeep ? { selection: { keys: ticked, onChange: setTicked } } : {})}
        empty={
          first ? (
            <EmptyState title="还没有资产卡片">
              先点“登记建账前资产”，把建账时已有的固定资产一件一件录入，合计要和期初的 141
              固定资产对上；新买的用“购置入账”。
            </EmptyState>
          ) : (
            <EmptyState title="没有符合条件的卡片">换一个状态、部门或类别再看。</EmptyState>
          )
        }
      />
      {open?.what === 'card' && (
        <AssetDrawer
          key={open.id}
          id={open.id}
          profile={profile}
          onClose={close}
          onVoucher={(id) => setOpen({ what: 'voucher', id })}
          onMove={(id) => setOpen({ what: 'move', ids: [id] })}
          onDispose={(id) => setOpen({ what: 'dispose', ids: [id] })}
        />
      )}
      {open?.what === 'voucher' && (
        <VoucherDrawer key={open.id} id={open.id} onOpen={(id) => setOpen({ what: 'voucher', id })} onClose={close} />
      )}
      {open?.what === 'buy' && (
        <PurchaseDrawer profile={profile} onClose={close} onDone={(id) => setOpen({ what: 'card', id })} />
      )}
      {open?.what === 'opening' && <OpeningDrawer profile={profile} onClose={close} />}
      {open?.what === 'move' && (
        <MoveDialog
          ids={open.ids}
          onClose={close}
          onDone={() => {
            setTicked(new Set());
            close();
          }}
        />
      )}
      {open?.what === 'dispose' && (
        <DisposalDrawer
          key={open.ids.join()}
          ids={open.ids}
          profile={profile}
          onClose={close}
          onDone={() => {
            setTicked(new Set());
            close();
          }}
        />
      )}
    </Page>
  );
}

function stateOf({ totals, all }: AssetList): string {
  if (all === 0) return '还没有资产卡片';
  return `${totals.cards} 张卡片，原值 ${formatYuan(totals.original)} 元，净值 ${formatYuan(totals.net)} 元`;
}
