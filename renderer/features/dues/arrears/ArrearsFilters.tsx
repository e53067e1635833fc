import { Input, Select } from 'antd';
import { useCall } from '#renderer/app/use-call.ts';
import { ARREARS_AGE_NAMES, ARREARS_AGES, type ArrearsAge } from '#shared/contract/dues.ts';
import { MEMBER_STATUS_NAMES, MEMBER_STATUSES, type MemberStatus } from '#shared/contract/members.ts';

export interface ArrearsFilterValue {
  search: string;
  age: ArrearsAge | undefined;
  groupId: string | undefined;
  status: MemberStatus | undefined;
}
export const NO_FILTER: ArrearsFilterValue = { search: '', age: undefined, groupId: undefined, status: undefined };

/** The filter as the operations take it. */
export function filterInput({ search, age, groupId, status }: ArrearsFilterValue) {
  return {
    search: search.trim(),
    ...(age === undefined ? {} : { age }),
    ...(groupId === undefined ? {} : { groupId }),
    ...(status === undefined ? {} : { statuses: [status] }),
  };
}

/** Chooses a group or branch, with all groups below it. */
export function GroupSelect(props: {
  id?: string;
  'aria-label'?: string;
  value: string | undefined;
  onChange: (groupId: string | undefined) => void;
}) {
  const groups = useCall('members.listGroups', {}).value ?? [];
  return (
    <Select<string>
      {...(props.id === undefined ? { 'aria-label': '工会小组' } : { id: props.id })}
      className="dues-group"
      placeholder="全部小组"
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={300}
      value={props.value ?? null}
      options={groups.map(({ id, path }) => ({ value: id, label: path }))}
      onChange={props.onChange}
    />
  );
}

/** Search, age of the oldest debt, group, membership. */
export function ArrearsFilters({
  value,
  onChange,
}: {
  value: ArrearsFilterValue;
  onChange: (value: ArrearsFilterValue) => void;
}) {
  return (
    <>
      <Input
        className="dues-search"
        type="search"
        allowClear
        placeholder="姓名、编号、拼音、电话"
        aria-label="查找会员"
        value={value.search}
        onChange={(event) => onChange({ ...value, search: event.target.value.slice(0, 50) })}
      />
      <Select<ArrearsAge>
        className="dues-state"
        aria-label="欠缴时间"
        placeholder="全部时间"
        allowClear
        value={value.age ?? null}
        options={ARREARS_AGES.map((age) => ({ value: age, label: ARREARS_AGE_NAMES[age] }))}
        onChange={(age: ArrearsAge | undefined) => onChange({ ...value, age })}
      />
      <GroupSelect value={value.groupId} onChange={(groupId) => onChange({ ...value, groupId })} />
      <Select<MemberStatus>
        className="dues-state"
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
