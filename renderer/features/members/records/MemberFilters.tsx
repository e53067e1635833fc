import { FilterOutlined } from '@ant-design/icons';
import { Button, Input, type InputRef, Select, Tag } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useCall } from '#renderer/app/use-call.ts';
import {
  MEMBER_STATUS_NAMES,
  MEMBER_STATUSES,
  type MemberFilter,
  type MemberStatus,
} from '#shared/contract/members.ts';
import { FilterDialog } from '../find/FilterDialog.tsx';
import { conditionsOf, isFiltered, NO_FILTER } from '../find/filter-words.ts';
import { SavedFilters } from '../find/SavedFilters.tsx';

/** Stands in the list of groups for members who are in none. */
const NO_GROUP = '';

interface MemberFiltersProps {
  value: MemberFilter;
  onChange: (value: MemberFilter) => void;
}

/** Search box (`/` goes there), groups, states, and the other conditions; below them the saved filters. */
export function MemberFilters({ value, onChange }: MemberFiltersProps) {
  const [choosing, setChoosing] = useState(false);
  const fields = useCall('members.listFields', value.answers.length === 0 ? undefined : {}).value ?? [];
  const conditions = conditionsOf(value, new Map(fields.map(({ id, title }) => [id, title])));
  return (
    <>
      <SearchBox value={value.search} onChange={(search) => onChange({ ...value, search })} />
      <GroupSelect value={value} onChange={onChange} />
      <Select<MemberStatus[]>
        className="members-filter"
        aria-label="会籍"
        mode="multiple"
        maxTagCount={0}
        maxTagPlaceholder={(chosen) => summaryOf(chosen, '种会籍')}
        placeholder="全部会籍"
        allowClear
        showSearch={false}
        value={value.statuses}
        options={MEMBER_STATUSES.map((status) => ({ value: status, label: MEMBER_STATUS_NAMES[status] }))}
        onChange={(statuses) => onChange({ ...value, statuses })}
      />
      <Button icon={<FilterOutlined aria-hidden />} onClick={() => setChoosing(true)}>
        更多条件
      </Button>
      {conditions.map(({ text, without }) => (
        <Tag
          key={text}
          closable={{ 'aria-label': `去掉条件 ${text}` }}
          onClose={() => onChange({ ...value, ...without })}
        >
          {text}
        </Tag>
      ))}
      {isFiltered(value) && (
        <button type="button" className="quiet-button" onClick={() => onChange(NO_FILTER)}>
          清除筛选
        </button>
      )}
      <SavedFilters filter={value} onChange={onChange} />
      {choosing && <FilterDialog filter={value} onChange={onChange} onClose={() => setChoosing(false)} />}
    </>
  );
}

function SearchBox({ value, onChange }: { value: string; onChange: (search: string) => void }) {
  const box = useRef<InputRef>(null);
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
    <Input
      ref={box}
      type="search"
      className="members-search"
      aria-label="查找会员"
      placeholder="姓名、拼音、编号、电话、小组，按 /"
      allowClear
      value={value}
      onChange={(event) => onChange(event.target.value.slice(0, 50))}
    />
  );
}

/** Groups with all below them, and 未分组. */
function GroupSelect({ value, onChange }: MemberFiltersProps) {
  const groups = useCall('members.listGroups', {}).value ?? [];
  const { groupIds, withoutGroup } = value;
  return (
    <Select<string[]>
      className="members-filter"
      popupMatchSelectWidth={false}
      aria-label="工会小组"
      mode="multiple"
      maxTagCount={0}
      maxTagPlaceholder={(chosen) => summaryOf(chosen, '个小组')}
      placeholder="全部小组"
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      value={[...groupIds, ...(withoutGroup ? [NO_GROUP] : [])]}
      options={[
        ...groups.map(({ id, name, depth, total }) => ({
          value: id,
          label: name,
          title: name,
          text: `${'　'.repeat(depth - 1)}${name} ${total} 人`,
        })),
        { value: NO_GROUP, label: '未分组', title: '未分组', text: '未分组' },
      ]}
      optionRender={({ data }) => data['text']}
      onChange={(chosen) =>
        onChange({
          ...value,
          groupIds: chosen.filter((id) => id !== NO_GROUP),
          withoutGroup: chosen.includes(NO_GROUP),
        })
      }
    />
  );
}

/** What stands in a narrow field of several choices: the one, or how many. */
function summaryOf(chosen: readonly { label?: ReactNode }[], unit: string): ReactNode {
  return chosen.length === 1 ? chosen[0]?.label : `${chosen.length} ${unit}`;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, [contenteditable="true"]') !== null;
}
