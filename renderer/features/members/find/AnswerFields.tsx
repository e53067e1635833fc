import { Input, Select } from 'antd';
import { useCall } from '#renderer/app/use-call.ts';
import { FormField } from '#renderer/components/FormField.tsx';
import { type MemberFilter, type OwnField, YES_NO } from '#shared/contract/members.ts';

interface AnswerFieldsProps {
  answers: MemberFilter['answers'];
  onChange: (answers: MemberFilter['answers']) => void;
}

/** The union's own fields as conditions: the answer must be the very one. */
export function AnswerFields({ answers, onChange }: AnswerFieldsProps) {
  const fields = useCall('members.listFields', {}).value ?? [];
  const asked = fields.filter(({ id, retired }) => !retired || answers.some(({ fieldId }) => fieldId === id));
  return asked.map((field) => (
    <FormField key={field.id} label={field.title}>
      <Answer
        field={field}
        value={answers.find(({ fieldId }) => fieldId === field.id)?.value ?? ''}
        onChange={(value) => {
          const others = answers.filter(({ fieldId }) => fieldId !== field.id);
          onChange(value === '' ? others : [...others, { fieldId: field.id, value }]);
        }}
      />
    </FormField>
  ));
}

interface AnswerProps {
  id?: string;
  'aria-describedby'?: string;
  field: OwnField;
  value: string;
  onChange: (value: string) => void;
}

function Answer({ field, value, onChange, ...rest }: AnswerProps) {
  const choices = field.kind === 'choice' ? field.choices : field.kind === 'yesNo' ? YES_NO : undefined;
  if (!choices)
    return <Input {...rest} value={value} maxLength={200} onChange={(event) => onChange(event.target.value)} />;
  return (
    <Select<string>
      {...rest}
      className="wide-control"
      placeholder="不限"
      allowClear
      value={value || null}
      options={choices.map((choice) => ({ value: choice, label: choice }))}
      onChange={(choice: string | undefined) => onChange(choice ?? '')}
    />
  );
}
