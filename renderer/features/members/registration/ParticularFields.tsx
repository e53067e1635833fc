import { Checkbox, Input } from 'antd';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { FreeChoice } from '#renderer/components/FreeChoice.tsx';
import { PARTICULAR_LENGTHS, PARTICULAR_NAMES, type Particulars } from '#shared/contract/members.ts';

// The usual answers; another may be typed.
const EMPLOYMENT = ['在编', '合同', '人事代理', '劳务派遣', '返聘', '临时'];
const HOUSEHOLD = ['本地城镇', '本地农村', '外地城镇', '外地农村'];
const MARITAL = ['未婚', '已婚', '离异', '丧偶'];

type TextField = keyof typeof PARTICULAR_LENGTHS;

interface ParticularFieldsProps {
  particulars: Particulars;
  onChange: (change: Partial<Particulars>) => void;
  /** The day of the application stands above, with the status. */
  withoutApplied: boolean;
}

/** What 《工会会员登记表》 asks beyond the columns of the roster. */
export function ParticularFields({ particulars, onChange, withoutApplied }: ParticularFieldsProps) {
  const text = (field: TextField) => (
    <FormField label={PARTICULAR_NAMES[field]} optional>
      <Input
        value={particulars[field]}
        maxLength={PARTICULAR_LENGTHS[field]}
        autoComplete="off"
        onChange={(event) => onChange({ [field]: event.target.value })}
      />
    </FormField>
  );
  const choice = (field: TextField, options: readonly string[]) => (
    <FormField label={PARTICULAR_NAMES[field]} optional>
      <FreeChoice
        value={particulars[field]}
        maxLength={PARTICULAR_LENGTHS[field]}
        options={options}
        onChange={(value) => onChange({ [field]: value })}
      />
    </FormField>
  );
  return (
    <>
      <FormRow>
        {text('cardNumber')}
        {withoutApplied ? (
          text('nativePlace')
        ) : (
          <FormField label={PARTICULAR_NAMES.applied} optional>
            <DayInput
              value={particulars.applied === '' ? undefined : particulars.applied}
              onChange={(applied) => onChange({ applied: applied ?? '' })}
            />
          </FormField>
        )}
      </FormRow>
      <FormRow>
        {!withoutApplied && text('nativePlace')}
        {text('employer')}
      </FormRow>
      <FormRow>
        {text('post')}
        {text('title')}
      </FormRow>
      <FormRow>
        {choice('employment', EMPLOYMENT)}
        {text('workKind')}
      </FormRow>
      <FormRow>
        {choice('householdKind', HOUSEHOLD)}
        {choice('marital', MARITAL)}
      </FormRow>
      <FormRow>
        {text('email')}
        <FormField label={PARTICULAR_NAMES.singleParent}>
          <Checkbox
            checked={particulars.singleParent}
            onChange={(event) => onChange({ singleParent: event.target.checked })}
          >
            独自抚养子女
          </Checkbox>
        </FormField>
      </FormRow>
      {text('address')}
    </>
  );
}

/** Nothing of it is known yet. */
export function knowsNothing(particulars: Particulars): boolean {
  return Object.values(particulars).every((value) => value === '' || value === false);
}
