import { Input } from 'antd';
import { useState } from 'react';
import { dayOf } from '#shared/calendar.ts';
import { SEX_NAMES } from '#shared/contract/members.ts';
import { readIdentity } from '#shared/member-checks.ts';
import { useFieldProblem } from './form-area.tsx';

interface IdNumberInputProps {
  id?: string;
  'aria-label'?: string;
  'aria-describedby'?: string;
  value: string;
  onChange: (value: string) => void;
  autoFocus?: boolean;
}

/** An identity number: checked when the field is left, with the sex and birthday that it says. May stay empty. */
export function IdNumberInput({ id, value, onChange, autoFocus = false, ...rest }: IdNumberInputProps) {
  const [left, setLeft] = useState(true);
  const facts = value.trim() === '' ? undefined : readIdentity(value, dayOf(new Date()));
  const problem = facts && !facts.ok ? `${facts.problem}，请对照身份证改正。` : undefined;
  useFieldProblem(problem);
  return (
    <div className="input-with-problem">
      <Input
        {...(id === undefined ? {} : { id })}
        aria-label={rest['aria-label']}
        aria-describedby={rest['aria-describedby']}
        aria-invalid={left && problem !== undefined}
        value={value}
        maxLength={30}
        autoComplete="off"
        autoFocus={autoFocus}
        status={left && problem ? 'error' : ''}
        onChange={(event) => onChange(event.target.value)}
        onFocus={() => setLeft(false)}
        onBlur={() => setLeft(true)}
      />
      {left && problem && (
        <span className="form-error" role="alert">
          {problem}
        </span>
      )}
      {facts?.ok && (
        <span className="members-derived">
          {SEX_NAMES[facts.sex]}，{facts.birthday} 出生
        </span>
      )}
    </div>
  );
}
