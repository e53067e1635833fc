import { PlusOutlined } from '@ant-design/icons';
import { Button, InputNumber, Select } from 'antd';
import { useCall } from '#renderer/app/use-call.ts';
import { FormField } from '#renderer/components/FormField.tsx';
import type { StockLot } from '#shared/contract/visits.ts';
import { type Fen, fen, formatYuan, MAX_FEN } from '#shared/money.ts';

/** Goods that are taken out of one lot. */
export interface TakenGoods {
  lotId: string;
  quantity: number;
}

interface LotsFieldProps {
  value: readonly TakenGoods[];
  /** `lots` of what was chosen, in the same order. */
  onChange: (value: TakenGoods[], lots: StockLot[]) => void;
  /** 数量, or 每人数量 for a list. */
  quantityLabel: string;
  error?: string | undefined;
}

/** What the chosen goods are worth together; undefined while a lot is unknown or beyond what one amount may be. */
export function worthOfTaken(taken: readonly TakenGoods[], lots: readonly StockLot[]): Fen | undefined {
  let worth = 0;
  for (const { lotId, quantity } of taken) {
    const lot = lots.find(({ id }) => id === lotId);
    if (!lot) return undefined;
    worth += lot.unitPrice * quantity;
  }
  return worth > MAX_FEN ? undefined : fen(worth);
}

/** `大米 2 袋、食用油 1 桶`. */
export function wordsOfTaken(taken: readonly TakenGoods[], lots: readonly StockLot[]): string {
  return taken
    .map(({ lotId, quantity }) => {
      const lot = lots.find(({ id }) => id === lotId);
      return lot ? `${lot.name} ${quantity} ${lot.unit}`.trim() : '';
    })
    .filter((part) => part !== '')
    .join('、');
}

/** Chooses lots of the stock and how much of each; what is on hand stands beside the name. */
export function LotsField({ value, onChange, quantityLabel, error }: LotsFieldProps) {
  const stock = useCall('visits.listStock', {});
  const lots = stock.value?.lots ?? [];
  const change = (next: TakenGoods[]) => onChange(next, lots);
  const rows = value.length === 0 ? [{ lotId: '', quantity: 1 }] : value;
  const put = (index: number, row: TakenGoods) => change(rows.map((old, place) => (place === index ? row : old)));
  const free = lots.filter(({ id }) => !value.some(({ lotId }) => lotId === id));
  const worth = worthOfTaken(value, lots);
  return (
    <FormField
      label="库存物品"
      error={error ?? stock.error}
      hint={worth === undefined || value.length === 0 ? '从慰问品库存里领用，不再列支' : `合 ${formatYuan(worth)} 元`}
    >
      <div className="lots-field">
        {rows.map((row, index) => (
          <div key={row.lotId || `new-${index}`} className="lots-row">
            <Select<string>
              className="wide-control"
              aria-label={`库存物品 ${index + 1}`}
              value={row.lotId === '' ? null : row.lotId}
              placeholder="选择库存物品"
              showSearch={{ optionFilterProp: 'label' }}
              notFoundContent={stock.value ? '库存里没有物品，请先到「慰问品库存」登记购入。' : '正在找'}
              options={lots
                .filter(({ id }) => id === row.lotId || free.some((lot) => lot.id === id))
                .map((lot) => ({
                  value: lot.id,
                  label: lot.name,
                  detail: `${lot.day} · ${formatYuan(lot.unitPrice)} 元 · 现有 ${lot.onHand} ${lot.unit}`,
                }))}
              optionRender={({ label, data }) => (
                <span className="picker-line">
                  <span className="picker-main">{label}</span>
                  <span className="picker-detail">{data['detail']}</span>
                </span>
              )}
              onChange={(lotId: string) => put(index, { ...row, lotId })}
            />
            <InputNumber<number>
              aria-label={`${quantityLabel} ${index + 1}`}
              min={1}
              max={1_000_000}
              precision={0}
              suffix={lots.find(({ id }) => id === row.lotId)?.unit ?? ''}
              value={row.quantity}
              onChange={(quantity) => put(index, { ...row, quantity: quantity ?? 1 })}
            />
            {rows.length > 1 && (
              <Button
                type="text"
                aria-label={`去掉库存物品 ${index + 1}`}
                onClick={() => change(rows.filter((_, place) => place !== index))}
              >
                去掉
              </Button>
            )}
          </div>
        ))}
        {value.length > 0 && free.length > 0 && (
          <Button
            size="small"
            icon={<PlusOutlined aria-hidden />}
            onClick={() => {
              const [first] = free;
              if (first) change([...value, { lotId: first.id, quantity: 1 }]);
            }}
          >
            再加一种
          </Button>
        )}
      </div>
    </FormField>
  );
}
