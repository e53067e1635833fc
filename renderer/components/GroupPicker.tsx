import { Select } from 'antd';
import { useCall } from '#renderer/app/use-call.ts';
import { GROUP_KIND_NAMES, type GroupRow } from '#shared/contract/members.ts';

interface GroupPickerProps {
  id?: string;
  'aria-label'?: string;
  'aria-describedby'?: string;
  className?: string;
  /** Group id; '' is 未分组 where `none` offers it. */
  value: string | undefined;
  /** Name to show for a `value` that is not offered any more (a dissolved group). */
  name?: string | undefined;
  onChange: (groupId: string | undefined) => void;
  /** Offers 未分组 (or another word) as the value ''. */
  none?: string;
  /** Groups that cannot be meant, with what is below them: the group itself when its parent is chosen. */
  without?: string;
  /** Only these kinds of parents fit: `branch` for what may hold a branch. */
  only?: GroupRow['kind'];
  placeholder?: string;
  allowClear?: boolean;
  disabled?: boolean;
}

/** Chooses one of the groups that stand, shown as the tree they are; typing finds any part of the path. */
export function GroupPicker(props: GroupPickerProps) {
  const { value, name, onChange, none, without, only, placeholder = '选择小组', allowClear = true } = props;
  const found = useCall('members.listGroups', {});
  const groups = (found.value ?? []).filter((group) => only === undefined || group.kind === only);
  const offered = without === undefined ? groups : outside(groups, without);
  const current = found.value?.find((group) => group.id === value);
  return (
    <Select<string>
      {...(props.id === undefined ? {} : { id: props.id })}
      aria-label={props['aria-label'] ?? (props.id === undefined ? '工会小组' : undefined)}
      aria-describedby={props['aria-describedby']}
      className={props.className ?? 'wide-control'}
      value={value ?? null}
      disabled={props.disabled ?? false}
      placeholder={placeholder}
      allowClear={allowClear}
      popupMatchSelectWidth={false}
      labelRender={({ label }) => current?.path ?? (value === '' ? none : undefined) ?? name ?? label}
      showSearch={{
        filterOption: (typed, option) => plain(String(option?.['words'] ?? '')).includes(plain(typed)),
      }}
      notFoundContent={found.error ?? (found.value === undefined ? '正在找' : '没有这样的小组。')}
      options={[
        ...(none === undefined ? [] : [{ value: '', label: none, words: none, depth: 1, kind: undefined }]),
        ...offered.map((group) => ({
          value: group.id,
          label: group.name,
          words: group.path,
          depth: group.depth,
          kind: group.kind === 'branch' ? GROUP_KIND_NAMES.branch : undefined,
        })),
      ]}
      optionRender={({ data, label }) => (
        <span className="picker-line" style={{ paddingInlineStart: (data['depth'] - 1) * 16 }}>
          <span className="picker-main">{label}</span>
          <span className="picker-detail">{data['kind']}</span>
        </span>
      )}
      onChange={(next: string | undefined) => onChange(next)}
    />
  );
}

const plain = (text: string) => text.normalize('NFKC').replace(/\s/g, '').toLowerCase();

/** Without a group and all that is below it. */
function outside(groups: readonly GroupRow[], without: string): GroupRow[] {
  const inside = new Set([without]);
  // parents stand before their children
  for (const { id, parentId } of groups) if (parentId !== undefined && inside.has(parentId)) inside.add(id);
  return groups.filter(({ id }) => !inside.has(id));
}
