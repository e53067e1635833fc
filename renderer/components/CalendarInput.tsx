import { CalendarOutlined } from '@ant-design/icons';
import { DatePicker, Input } from 'antd';
import { useEffect, useState } from 'react';
import type { PickerValue } from './dayjs-seam.ts';
import { useFieldProblem } from './form-area.tsx';

export interface CalendarInputProps<V extends string> {
  id?: string;
  'aria-label'?: string;
  'aria-describedby'?: string;
  value: V | undefined;
  /** Undefined while the field is empty or cannot be read. */
  onChange: (value: V | undefined) => void;
  disabled?: boolean;
  autoFocus?: boolean;
  /** What the empty field means; without it, how to write the value. */
  placeholder?: string;
}

interface Reader<V extends string> {
  picker: 'date' | 'month';
  placeholder: string;
  format: (value: V) => string;
  /** The value, or undefined when the text does not say one that exists. */
  parse: (text: string) => V | undefined;
  problem: (text: string) => string;
  toPicker: (value: V | undefined) => PickerValue;
  fromPicker: (value: PickerValue) => V | undefined;
}

/**
 * The common part of `DayInput` and `MonthInput`: a text field one can type into, with the calendar behind its button. antd's
 * own field drops a wrong text in silence; here it stays, with a sentence, and stops the form from being saved.
 */
export function CalendarInput<V extends string>(props: CalendarInputProps<V> & { reader: Reader<V> }) {
  const { reader, value, onChange, disabled = false, autoFocus = false } = props;
  const [text, setText] = useState(() => (value === undefined ? '' : reader.format(value)));
  const [told, setTold] = useState(value);
  const [left, setLeft] = useState(true);
  const [choosing, setChoosing] = useState(false);
  if (value !== told) {
    setTold(value);
    setText(value === undefined ? '' : reader.format(value));
  }
  const wrong = text.trim() !== '' && reader.parse(text) === undefined;
  const problem = wrong ? reader.problem(text) : undefined;
  useFieldProblem(problem);
  const shown = left ? problem : undefined;

  useEffect(() => {
    if (!choosing) return;
    // Esc closes the calendar, not the drawer that the field stands in.
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopImmediatePropagation();
      setChoosing(false);
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, [choosing]);

  const tell = (next: V | undefined) => {
    setTold(next);
    if (next !== value) onChange(next);
  };
  return (
    <div className="input-with-problem calendar-input">
      <Input
        {...(props.id === undefined ? {} : { id: props.id })}
        aria-label={props['aria-label']}
        aria-describedby={props['aria-describedby']}
        aria-invalid={shown !== undefined}
        autoComplete="off"
        placeholder={props.placeholder ?? reader.placeholder}
        value={text}
        disabled={disabled}
        autoFocus={autoFocus}
        status={shown ? 'error' : ''}
        suffix={
          <button
            type="button"
            className="quiet-button"
            tabIndex={-1}
            aria-label="打开日历"
            disabled={disabled}
            onClick={() => setChoosing(true)}
          >
            <CalendarOutlined aria-hidden />
          </button>
        }
        onChange={(event) => {
          setText(event.target.value);
          tell(reader.parse(event.target.value));
        }}
        onFocus={() => setLeft(false)}
        onBlur={() => {
          setLeft(true);
          if (value !== undefined) setText(reader.format(value));
        }}
      />
      <div className="calendar-anchor" aria-hidden>
        {choosing && (
          <DatePicker
            open
            tabIndex={-1}
            inputReadOnly
            picker={reader.picker}
            value={reader.toPicker(value)}
            onChange={(next: PickerValue) => {
              const chosen = reader.fromPicker(next);
              setText(chosen === undefined ? '' : reader.format(chosen));
              tell(chosen);
              setChoosing(false);
            }}
            onOpenChange={(open) => {
              if (!open) setChoosing(false);
            }}
          />
        )}
      </div>
      {shown && (
        <span className="form-error" role="alert">
          {shown}
        </span>
      )}
    </div>
  );
}
