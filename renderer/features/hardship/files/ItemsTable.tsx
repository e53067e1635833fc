import { DeleteOutlined } from '@ant-design/icons';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { FreeChoice } from '#renderer/components/FreeChoice.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { sum } from '#shared/money.ts';
import { type ItemDraft, newKey } from './draft.ts';

interface ItemsTableProps {
  /** `收入`, `支出`: names the fields for screen readers. */
  name: string;
  items: readonly ItemDraft[];
  onChange: (items: readonly ItemDraft[]) => void;
  placeholder: string;
  /** The usual items; any other may be typed. */
  labels: readonly string[];
  /** Of incomes: which of them are wages. Without it the table has no such column. */
  wageLabels?: readonly string[];
}

const blank = (): ItemDraft => ({ key: newKey(), label: '', yearly: undefined, wage: false });

/** Yearly amounts by item, typed through with Enter; there is always an empty line at the end. */
export function ItemsTable({ name, items, onChange, placeholder, labels, wageLabels }: ItemsTableProps) {
  const [spare, setSpare] = useState(blank);
  const change = (item: ItemDraft, patch: Partial<ItemDraft>) => {
    const next = { ...item, ...patch };
    if (item.key !== spare.key) {
      onChange(items.map((one) => (one.key === item.key ? next : one)));
      return;
    }
    onChange([...items, next]);
    setSpare(blank());
  };
  const onLabel = (item: ItemDraft, label: string) =>
    change(item, { label, ...(labels.includes(label) ? { wage: wageLabels?.includes(label) ?? false } : {}) });
  return (
    <table className="entry-table">
      <thead>
        <tr>
          <th>项目</th>
          <th className="entry-amount">全年金额</th>
          {wageLabels && <th className="entry-flag">工资性</th>}
          <th aria-label="操作" />
        </tr>
      </thead>
      <tbody>
        {[...items, spare].map((item, index) => (
          <tr key={item.key}>
            <td>
              <FreeChoice
                aria-label={`${name} ${index + 1} 项目`}
                value={item.label}
                maxLength={40}
                placeholder={index === 0 ? placeholder : ''}
                options={labels}
                onChange={(label) => onLabel(item, label)}
              />
            </td>
            <td className="entry-money">
              <MoneyInput
                aria-label={`${name} ${index + 1} 全年金额`}
                value={item.yearly}
                onChange={(yearly) => change(item, { yearly })}
              />
            </td>
            {wageLabels && (
              <td className="entry-flag">
                <Checkbox
                  aria-label={`${name} ${index + 1} 工资性`}
                  checked={item.wage}
                  disabled={item.key === spare.key}
                  onChange={(event) => change(item, { wage: event.target.checked })}
                />
              </td>
            )}
            <td>
              {item.key !== spare.key && (
                <Button
                  type="text"
                  tabIndex={-1}
                  icon={<DeleteOutlined aria-hidden />}
                  aria-label={`删去${name} ${index + 1}`}
                  onClick={() => onChange(items.filter((one) => one.key !== item.key))}
                />
              )}
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td>合计</td>
          <td className="entry-amount">
            <Money strong value={sum(items.flatMap(({ yearly }) => (yearly === undefined ? [] : [yearly])))} />
          </td>
          <td colSpan={wageLabels ? 2 : 1} />
        </tr>
      </tfoot>
    </table>
  );
}
