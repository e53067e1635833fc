import { Input, Select } from 'antd';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField } from '#renderer/components/FormField.tsx';
import { isDay } from '#shared/calendar.ts';
import { type OwnField, YES_NO } from '#shared/contract/members.ts';

interface OwnFieldAnswersProps {
  fields: readonly OwnField[];
  values: Readonly<Record<string, string>>;
  onChange: (values: Readonly<Record<string, string>>) => void;
}

/** The answers to the union's own fields. A retired field is shown, not asked, while it holds an answer. */
export function OwnFieldAnswers({ fields, values, onChange }: OwnFieldAnswersProps) {
  const retired = fields.filter((field) => field.retired && (values[field.id] ?? '') !== '');
  return (
    <>
      <div className="members-pairs">
        {fields
          .filter((field) => !field.retired)
          .map((field) => (
            <FormField key={field.id} label={field.title} optional>
              <Answer
                field={field}
                value={values[field.id] ?? ''}
                onChange={(value) => onChange({ ...values, [field.id]: value })}
              />
            </FormField>
          ))}
      </div>
      {retired.length > 0 && (
        <p className="members-hint">
          已停用的栏目：{retired.map(({ id, title }) => `${title} ${values[id] ?? ''}`).join('，')}
        </p>
      )}
    </>
  );
}

interface AnswerProps {
  id?: string;
  'aria-describedby'?: string;
  field: OwnField;
  value: string;
  onChange: (value: string) => void;
}

function Answer({ field, value, onChange, ...rest }: AnswerProps) {
  switch (field.kind) {
    case 'day':
      return <DayInput {...rest} value={isDay(value) ? value : undefined} onChange={(day) => onChange(day ?? '')} />;
    case 'choice':
    case 'yesNo':
      return (
        <Select<string>
          {...rest}
          className="wide-control"
          allowClear
          value={value === '' ? null : value}
          options={(field.kind === 'choice' ? field.choices : YES_NO).map((choice) => ({ value: choice }))}
          onChange={(choice: string | undefined) => onChange(choice ?? '')}
        />
      );
    case 'text':
    case 'number':
      return (
        <Input
          {...rest}
          value={value}
          maxLength={field.kind === 'number' ? 24 : 200}
          inputMode={field.kind === 'number' ? 'decimal' : 'text'}
          autoComplete="off"
          onChange={(event) => onChange(event.target.value)}
        />
      );
  }
}
