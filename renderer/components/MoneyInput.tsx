import { Input, type InputRef } from 'antd';
import { useLayoutEffect, useRef, useState } from 'react';
import { type Fen, formatYuan, parseYuan, plainYuan } from '#shared/money.ts';
import { uppercaseAmount } from '#shared/uppercase-amount.ts';
import { useFieldProblem } from './form-area.tsx';

const PROBLEMS = {
  notANumber: '不是金额，请写成 1234.50 这样的数字。',
  tooManyDecimals: '金额最多写到分，请改成两位小数以内。',
  tooLarge: '金额太大，请核对。',
  negative: '金额不能是负数，请核对。',
} as const;

type Reading = { value: Fen | undefined; problem: keyof typeof PROBLEMS | undefined };

function read(text: string, allowNegative: boolean): Reading {
  const result = parseYuan(text);
  if (!result.ok) return { value: undefined, problem: result.problem === 'empty' ? undefined : result.problem };
  if (result.value < 0 && !allowNegative) return { value: undefined, problem: 'negative' };
  return { value: result.value, problem: undefined };
}

interface MoneyInputProps {
  id?: string;
  'aria-label'?: string;
  'aria-describedby'?: string;
  value: Fen | undefined;
  /** Undefined while the field is empty or cannot be read. */
  onChange: (value: Fen | undefined) => void;
  allowNegative?: boolean;
  /** Shows the capital numerals (大写) under the field. */
  uppercase?: boolean;
  placeholder?: string;
  disabled?: boolean;
  autoFocus?: boolean;
}

/**
 * An amount in yuan, typed as text and read straight into fen (`1,234.5`, `12元`, full-width digits). What cannot be read
 * stays in the field with its sentence and stops the form around it from being saved; it is never rounded or dropped.
 */
export function MoneyInput(props: MoneyInputProps) {
  const { value, onChange, allowNegative = false, uppercase = false, disabled = false, autoFocus = false } = props;
  const [text, setText] = useState(() => (value === undefined ? '' : formatYuan(value)));
  const [told, setTold] = useState(value);
  const [left, setLeft] = useState(true);
  const field = useRef<InputRef>(null);
  // Coming from the keyboard selects everything; taking the commas out has undone that.
  useLayoutEffect(() => {
    if (!left) field.current?.select();
  }, [left]);
  // The form put another value in (another record, a suggestion): show that.
  if (value !== told) {
    setTold(value);
    setText(value === undefined ? '' : formatYuan(value));
  }
  const { problem } = read(text, allowNegative);
  useFieldProblem(problem && PROBLEMS[problem]);
  const shown = problem && (left || problem === 'tooManyDecimals') ? PROBLEMS[problem] : undefined;

  const type = (next: string) => {
    setText(next);
    const reading = read(next, allowNegative);
    setTold(reading.value);
    if (reading.value !== value) onChange(reading.value);
  };
  return (
    <div className="input-with-problem">
      <Input
        ref={field}
        {...(props.id === undefined ? {} : { id: props.id })}
        aria-label={props['aria-label']}
        aria-describedby={props['aria-describedby']}
        aria-invalid={shown !== undefined}
        className="money-input"
        inputMode="decimal"
        autoComplete="off"
        suffix="元"
        placeholder={props.placeholder ?? '0.00'}
        value={text}
        disabled={disabled}
        autoFocus={autoFocus}
        status={shown ? 'error' : ''}
        onChange={(event) => type(event.target.value)}
        onFocus={() => {
          setLeft(false);
          // Grouping commas are in the way while typing.
          if (value !== undefined) setText(plainYuan(value));
        }}
        onBlur={() => {
          setLeft(true);
          if (value !== undefined) setText(formatYuan(value));
        }}
      />
      {shown && (
        <span className="form-error" role="alert">
          {shown}
        </span>
      )}
      {uppercase && value !== undefined && <span className="money-uppercase">人民币 {uppercaseAmount(value)}</span>}
    </div>
  );
}
