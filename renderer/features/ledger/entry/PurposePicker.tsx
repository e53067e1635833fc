import { Select } from 'antd';
import { useState } from 'react';
import { useCall } from '#renderer/app/use-call.ts';
import { DIRECTIONS, type Direction, type Purpose } from '#shared/contract/ledger.ts';
import { DIRECTION_LABELS } from '../words.ts';

interface PurposePickerProps {
  id?: string;
  'aria-describedby'?: string;
  direction: Direction;
  value: string | undefined;
  onChange: (purpose: Purpose | undefined) => void;
  autoFocus?: boolean;
}

const matches = (purpose: Purpose, typed: string) => purpose.keywords.includes(typed.trim().toLowerCase());

/** Chooses what the money is for: by plain words, account, the names of 2017, or pinyin initials. */
export function PurposePicker(props: PurposePickerProps) {
  const { direction, value, onChange, autoFocus = false } = props;
  const { value: purposes, error } = useCall('ledger.listPurposes', {});
  const [typed, setTyped] = useState('');
  const choices = (purposes ?? []).filter((purpose) => purpose.direction === direction);
  const elsewhere = DIRECTIONS.filter(
    (other) =>
      other !== direction && purposes?.some((purpose) => purpose.direction === other && matches(purpose, typed)),
  );
  return (
    <Select<string>
      {...(props.id === undefined ? {} : { id: props.id })}
      aria-describedby={props['aria-describedby']}
      className="wide-control"
      value={value ?? null}
      autoFocus={autoFocus}
      allowClear
      placeholder="输入几个字或拼音首字母，如 节日、jr"
      listHeight={320}
      showSearch={{
        searchValue: typed,
        onSearch: setTyped,
        filterOption: (text, option) => option !== undefined && matches(option['purpose'], text),
      }}
      notFoundContent={error ?? notFound(direction, elsewhere)}
      options={choices.map((purpose) => ({ value: purpose.id, label: purpose.label, purpose }))}
      optionRender={({ data }) => <PurposeLine purpose={data['purpose']} />}
      onChange={(id: string | undefined) => {
        setTyped('');
        onChange(choices.find((purpose) => purpose.id === id));
      }}
    />
  );
}

function notFound(direction: Direction, elsewhere: readonly Direction[]): string {
  const others = elsewhere.map((other) => `「${DIRECTION_LABELS[other]}」`).join('和');
  return others === ''
    ? '没有这样的用途，换个说法再找。'
    : `「${DIRECTION_LABELS[direction]}」里没有，${others}里有，请先在上面改选。`;
}

function PurposeLine({ purpose }: { purpose: Purpose }) {
  return (
    <span className="picker-line">
      <span className="picker-main">{purpose.label}</span>
      <span className="picker-detail">{`${purpose.accountCode} ${purpose.accountName}`}</span>
    </span>
  );
}
