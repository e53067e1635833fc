import { useState } from 'react';
import { useCall } from '#renderer/app/use-call.ts';
import { Notice } from '#renderer/components/Notice.tsx';
import type { AssetTie } from '#shared/contract/ledger.ts';
import { tieText } from './words.ts';

const HINTS: Readonly<Record<AssetTie['what'], string>> = {
  original: '少的把没有卡片的资产补登；手工凭证记过固定资产的，请冲销后用“购置入账”重记。',
  accumulated: '手工凭证提过折旧的，请冲销后到“折旧”里计提。',
  net: '资产基金里还有库存物品、投资、在建工程等对应的部分，属于它们的差额是正常的。',
};

/** 账账核对: whether the cards add up to what the accounts say, and what to do where they do not. */
export function Ties() {
  const [open, setOpen] = useState(false);
  const { value: ties, error } = useCall('ledger.readAssetTies', {});
  if (!ties) return <Notice tone="red">{error}</Notice>;
  const off = ties.filter(({ difference }) => difference !== 0);
  if (off.length === 0)
    return <p className="asset-tied">账账核对：卡片合计与固定资产、累计折旧、资产基金的余额都相符。</p>;
  const shown = open ? ties : off.filter(({ at }) => at === 'now').slice(0, 1);
  return (
    <Notice tone="amber">
      <div className="asset-ties">
        <div className="asset-ties-head">
          <span>{`账账核对：有 ${off.length} 处不相符`}</span>
          <button type="button" className="text-button" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? '收起' : '看全部'}
          </button>
        </div>
        {(open ? (['opening', 'now'] as const) : (['now'] as const)).map((at) => (
          <ul key={at} aria-label={at === 'opening' ? '建账时' : '现在'}>
            {open && <li className="asset-ties-when">{at === 'opening' ? '建账时' : '现在'}</li>}
            {shown
              .filter((tie) => tie.at === at)
              .map((tie) => (
                <li key={tie.what}>
                  {tieText(tie)}
                  {tie.difference !== 0 && <span className="asset-ties-hint">{HINTS[tie.what]}</span>}
                </li>
              ))}
          </ul>
        ))}
      </div>
    </Notice>
  );
}
