import { Segmented } from 'antd';
import { useState } from 'react';
import { usePageParam } from '#renderer/app/navigation.ts';
import { leave } from '#renderer/app/unsaved.ts';
import type { UnionProfile } from '#shared/contract/union.ts';
import type { LedgerFrame } from '../words.ts';
import { AssetListView } from './AssetListView.tsx';
import { AssetSettingsView } from './AssetSettingsView.tsx';
import { DepreciationView } from './DepreciationView.tsx';
import { StocktakeView } from './StocktakeView.tsx';
import './assets.css';

const VIEWS = [
  { value: 'list', label: '台账' },
  { value: 'depreciation', label: '折旧' },
  { value: 'stocktake', label: '盘点' },
  { value: 'settings', label: '设置' },
] as const;
type View = (typeof VIEWS)[number]['value'];

/** 固定资产: the cards, their depreciation, the yearly stock-take, and what the union decided about them. */
export function AssetsTab({ frame, profile }: { frame: LedgerFrame; profile: UnionProfile }) {
  const [view, setView] = useState<View>('list');
  // 收支登记 sends people here to buy
  const asked = usePageParam('buy') !== undefined;
  const [buy, setBuy] = useState(asked);
  const views = (
    <Segmented<View>
      aria-label="固定资产的内容"
      value={view}
      onChange={(next) =>
        leave(() => {
          setBuy(false);
          setView(next);
        })
      }
      options={[...VIEWS]}
    />
  );
  const shared = { frame, profile, views };
  if (view === 'depreciation') return <DepreciationView {...shared} />;
  if (view === 'stocktake') return <StocktakeView {...shared} />;
  if (view === 'settings') return <AssetSettingsView {...shared} />;
  return <AssetListView {...shared} buy={buy} />;
}
