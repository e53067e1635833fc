import { Select } from 'antd';
import { useCall } from '#renderer/app/use-call.ts';
import type { AssetCategory } from '#shared/contract/ledger.ts';
import { lifeText } from './words.ts';

interface CategoryPickerProps {
  id?: string;
  'aria-describedby'?: string;
  value: string | undefined;
  onChange: (category: AssetCategory | undefined) => void;
}

/** Chooses a category that is in use, with its usual life beside it. */
export function CategoryPicker({ id, value, onChange, ...described }: CategoryPickerProps) {
  const { value: settings, error } = useCall('ledger.readAssetSettings', {});
  const choices = (settings?.categories ?? []).filter((category) => !category.retired || category.id === value);
  return (
    <Select<string>
      {...(id === undefined ? {} : { id })}
      {...described}
      className="wide-control"
      value={value ?? null}
      placeholder="选择类别"
      showSearch={{ optionFilterProp: 'label' }}
      notFoundContent={error ?? '没有这个类别，请到“设置”里新增。'}
      options={choices.map((category) => ({ value: category.id, label: category.name, months: category.usefulMonths }))}
      optionRender={({ label, data }) => (
        <span className="picker-line">
          <span className="picker-main">{label}</span>
          <span className="picker-detail">{lifeText(data['months'])}</span>
        </span>
      )}
      onChange={(chosen: string) => onChange(choices.find((category) => category.id === chosen))}
    />
  );
}
