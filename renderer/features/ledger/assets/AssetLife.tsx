import type { ReactNode } from 'react';
import { Money } from '#renderer/components/Money.tsx';
import { formatMonth } from '#shared/calendar.ts';
import {
  ASSET_STATUS_LABELS,
  ASSET_WAY_LABELS,
  type AssetDetail,
  COUNT_RESULT_LABELS,
  DISPOSAL_LABELS,
} from '#shared/contract/ledger.ts';
import { formatYuan } from '#shared/money.ts';
import { lifeText } from './words.ts';

interface AssetLifeProps {
  card: AssetDetail;
  onVoucher: (id: string) => void;
}

function VoucherLink({ id, number, onVoucher }: { id: string; number: string; onVoucher: (id: string) => void }) {
  return (
    <button type="button" className="text-button" onClick={() => onVoucher(id)}>
      {number}
    </button>
  );
}

/** What the card says now. */
export function AssetFacts({ card, onVoucher }: AssetLifeProps) {
  const facts: [string, ReactNode][] = [
    ['类别', card.categoryName],
    ['规格型号', card.model],
    ['数量', `${card.quantity} ${card.unit}`],
    ['取得方式', ASSET_WAY_LABELS[card.way]],
    ['购入日', card.acquiredDay],
    ['原值', <Money key="original" value={card.original} />],
    ['累计折旧', <Money key="accumulated" value={card.accumulated} />],
    ['净值', <Money key="net" value={card.net} strong />],
    ['使用年限', lifeText(card.usefulMonths)],
    ['折旧', planText(card)],
    ['部门', card.department],
    ['使用人', card.keeper],
    ['地点', card.place],
    ['备注', card.note],
  ];
  if (card.voucherId !== undefined && card.voucherNumber !== undefined)
    facts.push([
      '入账凭证',
      <VoucherLink key="voucher" id={card.voucherId} number={card.voucherNumber} onVoucher={onVoucher} />,
    ]);
  return (
    <dl className="asset-facts">
      {facts
        .filter(([, value]) => value !== '')
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function planText({ plan, usefulMonths, residual, status }: AssetDetail): string {
  if (status === 'disposed' || status === 'void') return '';
  if (usefulMonths === undefined) return '不提';
  if (!plan) return '已提足';
  const keep = residual > 0 ? `，留残值 ${formatYuan(residual)} 元` : '';
  return `${formatMonth(plan.from)}起 ${plan.months} 个月，每月 ${formatYuan(plan.monthly)} 元${keep}`;
}

/** What happened to it: depreciation, moves, disposals, stock-takes. */
export function AssetLife({ card, onVoucher }: AssetLifeProps) {
  return (
    <>
      {card.disposals.length > 0 && (
        <Section title="处置">
          {card.disposals.map((one) => (
            <tr key={one.voucherId} className={one.live ? undefined : 'asset-undone'}>
              <td>{one.day}</td>
              <td>{`${DISPOSAL_LABELS[one.kind]}：${one.ground}${one.live ? '' : '（已撤回）'}`}</td>
              <td>
                <VoucherLink id={one.voucherId} number={one.voucherNumber} onVoucher={onVoucher} />
              </td>
            </tr>
          ))}
        </Section>
      )}
      <Section title="使用情况">
        {[...card.moves].reverse().map((move) => (
          <tr key={move.sequence}>
            <td>{move.day}</td>
            <td>
              {[move.department, move.keeper, move.place, ASSET_STATUS_LABELS[move.status]].filter(Boolean).join(' · ')}
            </td>
            <td>{[move.reason, move.recordedBy].filter(Boolean).join('，')}</td>
          </tr>
        ))}
      </Section>
      {(card.depreciations.length > 0 || card.openingAccumulated > 0) && (
        <Section title="折旧">
          {card.depreciations.map((one) => (
            <tr key={`${one.voucherId}-${one.month}`} className={one.live ? undefined : 'asset-undone'}>
              <td>{formatMonth(one.month)}</td>
              <td>{`${formatYuan(one.amount)} 元${one.live ? '' : '（已撤回）'}`}</td>
              <td>
                <VoucherLink id={one.voucherId} number={one.voucherNumber} onVoucher={onVoucher} />
              </td>
            </tr>
          ))}
          {card.openingAccumulated > 0 && (
            <tr>
              <td>建账前</td>
              <td>{`${formatYuan(card.openingAccumulated)} 元`}</td>
              <td />
            </tr>
          )}
        </Section>
      )}
      {card.stocktakes.length > 0 && (
        <Section title="盘点">
          {card.stocktakes.map((one) => (
            <tr key={one.id}>
              <td>{one.day}</td>
              <td>{one.result === undefined ? '还没有盘到' : COUNT_RESULT_LABELS[one.result]}</td>
              <td>{one.note}</td>
            </tr>
          ))}
        </Section>
      )}
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="asset-section" aria-label={title}>
      <h2>{title}</h2>
      <table className="asset-life">
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}
