import { DeleteOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { emptyFamilyLine, type FamilyLine } from './registration-draft.ts';

interface FamilyFieldsProps {
  lines: readonly FamilyLine[];
  onChange: (lines: readonly FamilyLine[]) => void;
}
const TEXTS = [
  { field: 'relation', title: '称谓', width: 82, most: 20 },
  { field: 'name', title: '姓名', width: 92, most: 30 },
  { field: 'employer', title: '工作单位及职务', width: undefined, most: 100 },
  { field: 'phone', title: '联系电话', width: 122, most: 30 },
] as const;

/** 家庭主要成员: one line a person. */
export function FamilyFields({ lines, onChange }: FamilyFieldsProps) {
  const change = (key: number, next: Partial<FamilyLine>) =>
    onChange(lines.map((line) => (line.key === key ? { ...line, ...next } : line)));
  const cell = (line: FamilyLine, index: number, { field, title, most }: (typeof TEXTS)[number]) => (
    <td key={field}>
      <Input
        aria-label={`第 ${index + 1} 行${title}`}
        maxLength={most}
        autoComplete="off"
        value={line[field]}
        onChange={(event) => change(line.key, { [field]: event.target.value })}
      />
    </td>
  );
  const [relation, name, employer, phone] = TEXTS;
  return (
    <>
      <table className="members-lines">
        <thead>
          <tr>
            <th style={{ width: relation.width }}>{relation.title}</th>
            <th style={{ width: name.width }}>{name.title}</th>
            <th style={{ width: 136 }}>出生日期</th>
            <th>{employer.title}</th>
            <th style={{ width: phone.width }}>{phone.title}</th>
            <th style={{ width: 32 }} aria-label="去掉" />
          </tr>
        </thead>
        <tbody>
          {lines.map((line, index) => (
            <tr key={line.key}>
              {cell(line, index, relation)}
              {cell(line, index, name)}
              <td>
                <DayInput
                  aria-label={`第 ${index + 1} 行出生日期`}
                  placeholder=""
                  value={line.birthday}
                  onChange={(birthday) => change(line.key, { birthday })}
                />
              </td>
              {cell(line, index, employer)}
              {cell(line, index, phone)}
              <td>
                <Button
                  type="text"
                  aria-label={`去掉第 ${index + 1} 行 ${line.name}`}
                  icon={<DeleteOutlined aria-hidden />}
                  onClick={() => onChange(lines.filter(({ key }) => key !== line.key))}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button size="small" disabled={lines.length >= 50} onClick={() => onChange([...lines, emptyFamilyLine(lines)])}>
        再加一人
      </Button>
    </>
  );
}
