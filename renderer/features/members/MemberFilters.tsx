import { Input, type InputRef, Select } from 'antd';
import { useEffect, useRef } from 'react';
import { useCall } from '#renderer/app/use-call.ts';
import { MEMBER_STATUS_NAMES, MEMBER_STATUSES, type MemberStatus } from '#shared/contract/members.ts';

export interface MemberFilterValue {
  search: string;
  groupId: string | undefined;
  status: MemberStatus | undefined;
}
export const NO_FILTER: MemberFilterValue = { search: '', groupId: undefined, status: undefined };

interface MemberFiltersProps {
  value: MemberFilterValue;
  onChange: (value: MemberFilterValue) => void;
}

/** Search box (`/` goes there), group and status. */
export function MemberFilters({ value, onChange }: MemberFiltersProps) {
  const box = useRef<InputRef>(null);
  const groups = useCall('members.listGroups', {}).value ?? [];
  useEffect(() => {
    const focusSearch = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.altKey || event.isComposing || isTyping(event.target)) return;
      event.preventDefault();
      box.current?.focus({ cursor: 'all' });
    };
    window.addEventListener('keydown', focusSearch);
    return () => window.removeEventListener('keydown', focusSearch);
  }, []);
  return (
    <>
      <Input
        ref={box}
        type="search"
        className="members-search"
        aria-label="查找会员"
        placeholder="姓名、拼音、编号或电话，按 / 来这里"
        allowClear
        value={value.search}
        onChange={(event) => onChange({ ...value, search: event.target.value.slice(0, 50) })}
      />
      <Select<string>
        className="members-filter"
        aria-label="工会小组"
        placeholder="全部小组"
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={value.groupId ?? null}
        options={groups.map(({ id, name, members }) => ({ value: id, label: `${name} ${members} 人` }))}
        onChange={(groupId: string | undefined) => onChange({ ...value, groupId })}
      />
      <Select<MemberStatus>
        className="members-filter"
        aria-label="会籍"
        placeholder="全部会籍"
        allowClear
        value={value.status ?? null}
        options={MEMBER_STATUSES.map((status) => ({ value: status, label: MEMBER_STATUS_NAMES[status] }))}
        onChange={(status: MemberStatus | undefined) => onChange({ ...value, status })}
      />
    </>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, [contenteditable="true"]') !== null;
}
