import { Input } from 'antd';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField } from '#renderer/components/FormField.tsx';
import type { Day } from '#shared/calendar.ts';

/** When and why something is taken back. */
export interface TakeBack {
  day: Day | undefined;
  reason: string;
}

interface TakeBackFieldsProps {
  title: string;
  placeholder: string;
  value: TakeBack;
  onChange: (value: TakeBack) => void;
}

/** The two fields of 撤回: the day of the red voucher and the reason. */
export function TakeBackFields({ title, placeholder, value, onChange }: TakeBackFieldsProps) {
  return (
    <>
      <h2>{title}</h2>
      <FormField label="撤回日期" hint="红字凭证记到这一天，所在月份不能已结账，也不能早于原凭证">
        <DayInput value={value.day} onChange={(day) => onChange({ ...value, day })} />
      </FormField>
      <FormField label="撤回原因">
        <Input
          value={value.reason}
          maxLength={100}
          placeholder={placeholder}
          autoComplete="off"
          onChange={(event) => onChange({ ...value, reason: event.target.value })}
        />
      </FormField>
    </>
  );
}
