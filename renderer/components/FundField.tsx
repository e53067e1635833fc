import { Select } from 'antd';
import { useCall } from '#renderer/app/use-call.ts';
import { formatYuan } from '#shared/money.ts';
import { FormField } from './FormField.tsx';

interface FundFieldProps {
  value: string | undefined;
  onChange: (id: string | undefined) => void;
  /** What to think of when choosing; with it the field is there even before any fund was entered. */
  hint?: string;
}

/** 专项资金 that receives or pays. Not shown while the union has none, unless it is asked for by its `hint`. */
export function FundField({ value, onChange, hint }: FundFieldProps) {
  const { value: funds, error } = useCall('ledger.listFunds', {});
  const inUse = (funds ?? []).filter((fund) => !fund.retired || fund.id === value);
  if (inUse.length === 0 && hint === undefined) return null;
  return (
    <FormField label="专项资金" optional hint={hint ?? '是专款才选，不选就是工会自己的经费'}>
      <Select<string>
        className="wide-control"
        value={value ?? null}
        allowClear
        placeholder="不属于专项资金"
        showSearch={{ optionFilterProp: 'label' }}
        notFoundContent={error ?? '还没有专项资金，请先到「专项资金」里登记。'}
        options={inUse.map((fund) => ({ value: fund.id, label: fund.name, balance: fund.balance }))}
        optionRender={({ label, data }) => (
          <span className="picker-line">
            <span className="picker-main">{label}</span>
            <span className={data['balance'] < 0 ? 'picker-detail money-red' : 'picker-detail'}>
              {`结余 ${formatYuan(data['balance'])}`}
            </span>
          </span>
        )}
        onChange={(id: string | undefined) => onChange(id)}
      />
    </FormField>
  );
}
