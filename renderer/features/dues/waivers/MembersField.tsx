import { Tag } from 'antd';
import { MemberPicker } from '#renderer/components/MemberPicker.tsx';

export interface ChosenMember {
  id: string;
  name: string;
}

interface MembersFieldProps {
  id?: string;
  'aria-describedby'?: string;
  value: readonly ChosenMember[];
  onChange: (members: readonly ChosenMember[]) => void;
}

/** One or several members: each one found is added, and can be taken out again. */
export function MembersField({ value, onChange, ...field }: MembersFieldProps) {
  return (
    <div className="dues-members">
      <MemberPicker
        {...field}
        // a fresh picker after each choice: the chosen ones stand below it
        key={value.length}
        autoFocus={value.length > 0}
        value={undefined}
        placeholder={value.length === 0 ? '姓名、拼音或编号' : '再加一位'}
        onChange={(member) => {
          if (member && !value.some(({ id }) => id === member.id)) {
            onChange([...value, { id: member.id, name: member.name }]);
          }
        }}
      />
      {value.length > 0 && (
        <div className="dues-members-chosen">
          {value.map(({ id, name }) => (
            <Tag
              key={id}
              closable
              closeIcon={<span title={`去掉 ${name}`}>×</span>}
              onClose={() => onChange(value.filter((member) => member.id !== id))}
            >
              {name}
            </Tag>
          ))}
        </div>
      )}
    </div>
  );
}
