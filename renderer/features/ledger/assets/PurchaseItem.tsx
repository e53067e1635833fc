import { Checkbox, Input, InputNumber } from 'antd';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { CategoryPicker } from './CategoryPicker.tsx';
import { LifeField } from './LifeField.tsx';
import type { ItemDraft, Missing } from './purchase-draft.ts';

interface PurchaseItemProps {
  item: ItemDraft;
  /** Counted from 1; only shown when there are several. */
  position: number | undefined;
  missing: Missing['items'][number];
  onChange: (part: Partial<ItemDraft>) => void;
  onRemove: (() => void) | undefined;
}

/** One thing that is taken into the books: what it is, what it cost, where it goes. */
export function PurchaseItem({ item, position, missing, onChange, onRemove }: PurchaseItemProps) {
  return (
    <fieldset className="asset-item" aria-label={position === undefined ? '资产' : `第 ${position} 项`}>
      {position !== undefined && (
        <div className="asset-item-head">
          <span>{`第 ${position} 项`}</span>
          {onRemove && (
            <button type="button" className="text-button" onClick={onRemove}>
              去掉
            </button>
          )}
        </div>
      )}
      <FormRow>
        <FormField label="名称" error={missing.name}>
          <Input
            value={item.name}
            maxLength={60}
            autoComplete="off"
            placeholder="如：笔记本电脑"
            onChange={(event) => onChange({ name: event.target.value })}
          />
        </FormField>
        <FormField label="类别" error={missing.categoryId}>
          <CategoryPicker
            value={item.categoryId}
            onChange={(category) => onChange({ categoryId: category?.id, usefulMonths: category?.usefulMonths })}
          />
        </FormField>
      </FormRow>
      <FormRow>
        <FormField label="数量">
          <InputNumber
            className="wide-control"
            min={1}
            max={99_999}
            precision={0}
            value={item.quantity}
            onChange={(quantity) => onChange({ quantity: quantity ?? 1 })}
          />
        </FormField>
        <FormField label="单位" optional>
          <Input
            value={item.unit}
            maxLength={10}
            autoComplete="off"
            onChange={(event) => onChange({ unit: event.target.value })}
          />
        </FormField>
        <FormField label={item.quantity > 1 ? '总金额' : '金额'} error={missing.amount}>
          <MoneyInput value={item.amount} onChange={(amount) => onChange({ amount })} />
        </FormField>
      </FormRow>
      {item.quantity > 1 && (
        <Checkbox
          className="asset-separate"
          checked={item.separate}
          onChange={(event) => onChange({ separate: event.target.checked })}
        >
          {`每件建一张卡片，共 ${item.quantity} 张，金额平分`}
        </Checkbox>
      )}
      <FormRow>
        <FormField label="规格型号" optional>
          <Input
            value={item.model}
            maxLength={60}
            autoComplete="off"
            onChange={(event) => onChange({ model: event.target.value })}
          />
        </FormField>
        <LifeField value={item.usefulMonths} onChange={(usefulMonths) => onChange({ usefulMonths })} />
      </FormRow>
      <FormRow>
        <FormField label="部门" optional>
          <Input
            value={item.department}
            maxLength={40}
            onChange={(event) => onChange({ department: event.target.value })}
          />
        </FormField>
        <FormField label="使用人" optional>
          <Input value={item.keeper} maxLength={40} onChange={(event) => onChange({ keeper: event.target.value })} />
        </FormField>
        <FormField label="地点" optional>
          <Input value={item.place} maxLength={60} onChange={(event) => onChange({ place: event.target.value })} />
        </FormField>
      </FormRow>
    </fieldset>
  );
}
