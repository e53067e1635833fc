import { Input } from 'antd';
import { useState } from 'react';
import type { Day, Month } from '#shared/calendar.ts';
import { readJoined } from '#shared/member-checks.ts';
import { useFieldProblem } from './form-area.tsx';

interface LooseDayInputProps {
  id?: string;
  'aria-describedby'?: string;
  value: Day | Month | '';
  onChange: (value: Day | Month | '') => void;
}
const PROBLEM = '看不懂，或没有这一天；请写成 2005-06-01 或 2005-06。';

/** A day, or only its month, as people write it (`2005.6`, `2005年6月1日`). */
export function LooseDayInput({ id, value, onChange, ...rest }: LooseDayInputProps) {
  const [text, setText] = useState<string>(value);
  const [left, setLeft] = useState(true);
  const reading = readJoined(text);
  const problem = reading === undefined ? PROBLEM : undefined;
  useFieldProblem(problem);
  return (
    <div className="input-with-problem">
      <Input
        {...(id === undefined ? {} : { id })}
        aria-describedby={rest['aria-describedby']}
        value={text}
        placeholder="2005-06"
        autoComplete="off"
        status={left && problem ? 'error' : ''}
        onChange={(event) => {
          setText(event.target.value);
          const next = readJoined(event.target.value);
          if (next !== undefined && next !== value) onChange(next);
        }}
        onFocus={() => setLeft(false)}
        onBlur={() => {
          setLeft(true);
          if (reading !== undefined) setText(reading);
        }}
      />
      {left && problem && (
        <span className="form-error" role="alert">
          {problem}
        </span>
      )}
    </div>
  );
}
