import { InputNumber } from 'antd';
import { FormField } from '#renderer/components/FormField.tsx';
import { lifeText } from './words.ts';

interface LifeFieldProps {
  /** Whole months; undefined when it is not depreciated. */
  value: number | undefined;
  onChange: (months: number | undefined) => void;
  hint?: string;
}

/** 使用年限, in months because some lives are no whole years; what that is in years stands below. */
export function LifeField({ value, onChange, hint }: LifeFieldProps) {
  return (
    <FormField label="使用年限（月）" optional hint={`${lifeText(value)}${hint === undefined ? '' : `；${hint}`}`}>
      <InputNumber
        className="wide-control"
        min={1}
        max={1200}
        precision={0}
        value={value ?? null}
        onChange={(months) => onChange(months ?? undefined)}
      />
    </FormField>
  );
}
