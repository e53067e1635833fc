import { Input } from 'antd';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';

export interface TwicePassphrase {
  first: string;
  second: string;
}

/** Why the pair cannot be taken yet; undefined when it can. */
export function passphraseProblem({ first, second }: TwicePassphrase): string | undefined {
  if (first.length < 8) return '口令至少 8 个字符，可以是一句话';
  if (first !== second) return '两次输入的口令不一样';
  return undefined;
}

interface NewPassphraseProps {
  value: TwicePassphrase;
  onChange: (value: TwicePassphrase) => void;
  label?: string;
}

/** A new passphrase, typed twice. */
export function NewPassphrase({ value, onChange, label = '口令' }: NewPassphraseProps) {
  const short = value.first !== '' && value.first.length < 8;
  const different = value.second !== '' && value.first !== value.second;
  return (
    <FormRow>
      <FormField label={label} hint="至少 8 个字符，可以是一句好记的话" error={short ? '至少 8 个字符' : undefined}>
        <Input.Password
          value={value.first}
          autoComplete="new-password"
          onChange={(event) => onChange({ ...value, first: event.target.value })}
        />
      </FormField>
      <FormField label={`再输一遍${label}`} error={different ? '两次输入的口令不一样' : undefined}>
        <Input.Password
          value={value.second}
          autoComplete="new-password"
          onChange={(event) => onChange({ ...value, second: event.target.value })}
        />
      </FormField>
    </FormRow>
  );
}
