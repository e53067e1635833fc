import { AutoComplete } from 'antd';
import { useState } from 'react';

interface FreeChoiceProps {
  id?: string;
  'aria-label'?: string;
  'aria-describedby'?: string;
  value: string;
  onChange: (text: string) => void;
  maxLength: number;
  /** The usual answers; any other is as good. */
  options: readonly string[];
  placeholder?: string;
}

/** A text with the usual answers offered. Nothing is taken over that was not pointed at with the arrows or clicked. */
export function FreeChoice({ id, value, onChange, maxLength, options, ...rest }: FreeChoiceProps) {
  const [pointed, setPointed] = useState(false);
  return (
    <div
      data-free-text={pointed ? 'pointed' : ''}
      onKeyDownCapture={({ key }) => {
        if (key === 'ArrowDown' || key === 'ArrowUp') setPointed(true);
      }}
    >
      <AutoComplete<string>
        {...(id === undefined ? {} : { id })}
        aria-label={rest['aria-label']}
        aria-describedby={rest['aria-describedby']}
        className="wide-control"
        value={value}
        placeholder={rest.placeholder}
        maxLength={maxLength}
        defaultActiveFirstOption={false}
        backfill={false}
        options={options.map((option) => ({ value: option }))}
        onBlur={() => setPointed(false)}
        onChange={(text: string | undefined) => {
          setPointed(false);
          onChange(text ?? '');
        }}
      />
    </div>
  );
}
