import { Input } from 'antd';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField } from '#renderer/components/FormField.tsx';
import type { Day } from '#shared/calendar.ts';

export interface Reversal {
  day: Day | undefined;
  reason: string;
}

/** Day and reason of 红字冲销. */
export function ReversalFields({ value, onChange }: { value: Reversal; onChange: (value: Reversal) => void }) {
  return (
    <>
      <h2>红字冲销</h2>
      <FormField label="冲销日期" hint="红字凭证记到这一天，所在月份不能已结账，也不能早于原凭证">
        <DayInput value={value.day} onChange={(day) => onChange({ ...value, day })} autoFocus />
      </FormField>
      <FormField label="冲销原因">
        <Input
          value={value.reason}
          maxLength={100}
          placeholder="如：金额录错"
          autoComplete="off"
          onChange={(event) => onChange({ ...value, reason: event.target.value })}
        />
      </FormField>
    </>
  );
}
