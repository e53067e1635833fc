import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, InputNumber, Select } from 'antd';
import { useCall } from '#renderer/app/use-call.ts';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { worthOf } from '#shared/contract/visits.ts';
import { formatYuan } from '#shared/money.ts';
import type { GoodsDraft, StockDraft } from './visit-draft.ts';

export const EMPTY_GOODS: GoodsDraft = { name: '', unit: '', quantity: 1, unitPrice: undefined };

interface GoodsLinesProps {
  lines: readonly GoodsDraft[];
  onChange: (lines: readonly GoodsDraft[]) => void;
  /** The sentence of what is wrong with them. */
  error?: string | undefined;
}

/** 慰问品 line by line: name, unit, count and price; their worth is the amount of the visit. */
export function GoodsLines({ lines, onChange, error }: GoodsLinesProps) {
  const change = (index: number, patch: Partial<GoodsDraft>) =>
    onChange(lines.map((line, other) => (other === index ? { ...line, ...patch } : line)));
  return (
    <fieldset className="goods-lines" aria-label="慰问品明细">
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line has no name of its own while it is being typed
        <div key={index} className="goods-line">
          <Input
            aria-label={`品名 ${index + 1}`}
            placeholder="品名"
            value={line.name}
            maxLength={40}
            onChange={(event) => change(index, { name: event.target.value })}
          />
          <Input
            aria-label={`单位 ${index + 1}`}
            placeholder="单位"
            value={line.unit}
            maxLength={10}
            onChange={(event) => change(index, { unit: event.target.value })}
          />
          <InputNumber<number>
            aria-label={`数量 ${index + 1}`}
            className="wide-control"
            min={1}
            max={1_000_000}
            precision={0}
            value={line.quantity ?? null}
            onChange={(quantity) => change(index, { quantity: quantity ?? undefined })}
          />
          <MoneyInput
            aria-label={`单价 ${index + 1}`}
            placeholder="单价"
            value={line.unitPrice}
            onChange={(unitPrice) => change(index, { unitPrice })}
          />
          <span className="goods-worth">{worthText(line)}</span>
          <Button
            type="text"
            aria-label={`去掉第 ${index + 1} 行`}
            icon={<DeleteOutlined aria-hidden />}
            onClick={() => onChange(lines.toSpliced(index, 1))}
          />
        </div>
      ))}
      <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={() => onChange([...lines, EMPTY_GOODS])}>
        加一行
      </Button>
      <Notice tone="red">{error}</Notice>
    </fieldset>
  );
}

function worthText({ quantity, unitPrice }: GoodsDraft): string {
  if (quantity === undefined || unitPrice === undefined) return '';
  const worth = worthOf([{ quantity, unitPrice }]);
  return worth === undefined ? '' : formatYuan(worth);
}

interface StockLinesProps {
  lines: readonly StockDraft[];
  onChange: (lines: readonly StockDraft[]) => void;
  error?: string | undefined;
}

/** Goods out of stock: lots and how many of each. */
export function StockLines({ lines, onChange, error }: StockLinesProps) {
  const { value, error: refused } = useCall('visits.listStock', {});
  const lots = (value?.lots ?? []).filter((lot) => lot.onHand > 0);
  const free = lots.filter(({ id }) => !lines.some(({ lotId }) => lotId === id));
  return (
    <fieldset className="goods-lines" aria-label="库存物品">
      {lines.map((line, index) => {
        const lot = lots.find(({ id }) => id === line.lotId);
        return (
          <div key={line.lotId} className="goods-line stock-line">
            <span>{lot?.name}</span>
            <span>
              单价 {formatYuan(line.unitPrice)}，结存 {lot?.onHand} {lot?.unit}
            </span>
            <InputNumber<number>
              aria-label={`${lot?.name ?? ''}数量`}
              className="wide-control"
              min={1}
              max={lot?.onHand ?? 1}
              precision={0}
              value={line.quantity}
              onChange={(quantity) => onChange(lines.with(index, { ...line, quantity: quantity ?? 1 }))}
            />
            <span className="goods-worth">{worthText(asGoods(line))}</span>
            <Button
              type="text"
              aria-label={`去掉${lot?.name ?? ''}`}
              icon={<DeleteOutlined aria-hidden />}
              onClick={() => onChange(lines.toSpliced(index, 1))}
            />
          </div>
        );
      })}
      <Select<string>
        aria-label="选库存物品"
        className="wide-control"
        placeholder="选库存物品"
        value={null}
        showSearch={{ optionFilterProp: 'label' }}
        notFoundContent={refused ?? '没有可发的库存物品，请先到「慰问品库存」登记购入。'}
        options={free.map(({ id, name, unit, onHand, unitPrice }) => ({
          value: id,
          label: `${name} 单价 ${formatYuan(unitPrice)} 结存 ${onHand} ${unit}`,
        }))}
        onChange={(lotId: string) => {
          const lot = free.find(({ id }) => id === lotId);
          if (lot) onChange([...lines, { lotId, quantity: 1, unitPrice: lot.unitPrice }]);
        }}
      />
      <Notice tone="red">{error}</Notice>
    </fieldset>
  );
}

const asGoods = ({ quantity, unitPrice }: StockDraft): GoodsDraft => ({ name: '', unit: '', quantity, unitPrice });
