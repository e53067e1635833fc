import { Select } from 'antd';
import { useState } from 'react';
import { useCall } from '#renderer/app/use-call.ts';
import type { MemberRow } from '#shared/contract/members.ts';

interface MemberPickerProps {
  id?: string;
  'aria-label'?: string;
  'aria-describedby'?: string;
  /** Member id. */
  value: string | undefined;
  /** Name to show for `value` before it has been searched for (from the record). */
  name?: string | undefined;
  onChange: (member: MemberRow | undefined) => void;
  placeholder?: string;
  disabled?: boolean;
  autoFocus?: boolean;
}

/** Finds one member by name, pinyin, initials, number or phone. */
export function MemberPicker(props: MemberPickerProps) {
  const { value, name, onChange, placeholder = '姓名、拼音或编号', disabled = false, autoFocus = false } = props;
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<MemberRow>();
  const [open, setOpen] = useState(false);
  const found = useCall('members.suggest', open ? { search } : undefined);
  const members = found.value ?? [];
  const current = chosen?.id === value ? chosen?.name : (members.find((member) => member.id === value)?.name ?? name);
  return (
    <Select<string>
      {...(props.id === undefined ? {} : { id: props.id })}
      aria-label={props['aria-label'] ?? (props.id === undefined ? '会员' : undefined)}
      aria-describedby={props['aria-describedby']}
      className="wide-control"
      value={value ?? null}
      disabled={disabled}
      autoFocus={autoFocus}
      placeholder={placeholder}
      allowClear
      labelRender={({ label }) => current ?? label}
      showSearch={{ searchValue: search, onSearch: setSearch, filterOption: false }}
      onOpenChange={setOpen}
      notFoundContent={
        found.error ?? (found.value === undefined ? '正在找' : '没有这样的会员，可换拼音首字母或编号再找。')
      }
      options={members.map((member) => ({ value: member.id, label: member.name, member }))}
      optionRender={({ data }) => <MemberLine member={data['member']} />}
      onChange={(id: string | undefined) => {
        const member = members.find((candidate) => candidate.id === id);
        setChosen(member);
        setSearch('');
        onChange(member);
      }}
    />
  );
}

function MemberLine({ member }: { member: MemberRow }) {
  return (
    <span className="picker-line">
      <span className="picker-main">{member.name}</span>
      <span className="picker-detail">
        {[member.number, member.groupName, member.phoneMasked].filter(Boolean).join(' · ')}
      </span>
    </span>
  );
}
