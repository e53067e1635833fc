import { Segmented } from 'antd';

interface ImportKindProps {
  value: 'roster' | 'wages';
  onChange: (kind: 'roster' | 'wages') => void;
}

/** 花名册 or 工资表: the first choice of an import. */
export function ImportKind({ value, onChange }: ImportKindProps) {
  return (
    <Segmented<'roster' | 'wages'>
      aria-label="导入什么"
      value={value}
      options={[
        { value: 'roster', label: '花名册' },
        { value: 'wages', label: '工资表' },
      ]}
      onChange={onChange}
    />
  );
}
