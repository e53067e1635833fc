import { DeleteOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { MonthInput } from '#renderer/components/MonthInput.tsx';
import { emptyResumeLine, type ResumeDraftLine } from './registration-draft.ts';

interface ResumeFieldsProps {
  lines: readonly ResumeDraftLine[];
  onChange: (lines: readonly ResumeDraftLine[]) => void;
}

/** 个人工作简历: from when to when, where and as what; an open end is until now. */
export function ResumeFields({ lines, onChange }: ResumeFieldsProps) {
  const change = (key: number, next: Partial<ResumeDraftLine>) =>
    onChange(lines.map((line) => (line.key === key ? { ...line, ...next } : line)));
  return (
    <>
      <table className="members-lines">
        <thead>
          <tr>
            <th style={{ width: 132 }}>从</th>
            <th style={{ width: 132 }}>到</th>
            <th>在何单位任何职务</th>
            <th style={{ width: 32 }} aria-label="去掉" />
          </tr>
        </thead>
        <tbody>
          {lines.map((line, index) => (
            <tr key={line.key}>
              <td>
                <MonthInput
                  aria-label={`第 ${index + 1} 段起始月份`}
                  placeholder=""
                  value={line.fromMonth}
                  onChange={(fromMonth) => change(line.key, { fromMonth })}
                />
              </td>
              <td>
                <MonthInput
                  aria-label={`第 ${index + 1} 段截止月份`}
                  placeholder="至今"
                  value={line.toMonth}
                  onChange={(toMonth) => change(line.key, { toMonth })}
                />
              </td>
              <td>
                <Input
                  aria-label={`第 ${index + 1} 段单位和职务`}
                  maxLength={300}
                  autoComplete="off"
                  value={line.content}
                  onChange={(event) => change(line.key, { content: event.target.value })}
                />
              </td>
              <td>
                <Button
                  type="text"
                  aria-label={`去掉第 ${index + 1} 段 ${line.content}`}
                  icon={<DeleteOutlined aria-hidden />}
                  onClick={() => onChange(lines.filter(({ key }) => key !== line.key))}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button size="small" disabled={lines.length >= 100} onClick={() => onChange([...lines, emptyResumeLine(lines)])}>
        再加一段
      </Button>
    </>
  );
}
