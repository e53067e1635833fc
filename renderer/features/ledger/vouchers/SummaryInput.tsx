import { AutoComplete } from 'antd';
import { type KeyboardEvent, useDeferredValue, useState } from 'react';
import { useCall } from '#renderer/app/use-call.ts';

interface SummaryInputProps {
  id?: string;
  'aria-label'?: string;
  'aria-describedby'?: string;
  value: string;
  onChange: (text: string) => void;
  /** A summary of before was taken over. */
  onPick?: () => void;
  placeholder?: string;
  autoFocus?: boolean;
}

/**
 * 摘要, with what was written before offered while typing: by text, pinyin or initials. Any other text is as good, so nothing is
 * taken over that was not pointed at with the arrows or clicked.
 */
export function SummaryInput(props: SummaryInputProps) {
  const { value, onChange, onPick, placeholder, autoFocus = false } = props;
  const [asking, setAsking] = useState(false);
  const [pointed, setPointed] = useState(false);
  const typed = useDeferredValue(value);
  const { value: found } = useCall('ledger.suggestSummaries', asking ? { text: typed } : undefined);
  const onKey = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') setPointed(true);
    // the list itself would take what only begins like the text
    else if (event.key === 'Tab' && !pointed) event.stopPropagation();
  };
  return (
    <div className="summary-input" data-free-text={pointed ? 'pointed' : ''} onKeyDownCapture={onKey}>
      <AutoComplete<string>
        {...(props.id === undefined ? {} : { id: props.id })}
        aria-label={props['aria-label']}
        aria-describedby={props['aria-describedby']}
        className="wide-control"
        classNames={{ popup: { root: pointed ? '' : 'summary-list' } }}
        value={value}
        maxLength={100}
        placeholder={placeholder}
        autoFocus={autoFocus}
        defaultActiveFirstOption={false}
        backfill={false}
        options={(found ?? []).filter((text) => text !== value).map((text) => ({ value: text }))}
        onFocus={() => setAsking(true)}
        onBlur={() => {
          setAsking(false);
          setPointed(false);
        }}
        onChange={(text: string | undefined) => {
          setPointed(false);
          onChange(text ?? '');
        }}
        onSelect={() => onPick?.()}
      />
    </div>
  );
}
