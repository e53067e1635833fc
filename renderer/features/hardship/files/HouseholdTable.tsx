import { DeleteOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { newKey, type PersonDraft } from './draft.ts';

interface HouseholdTableProps {
  people: readonly PersonDraft[];
  onChange: (people: readonly PersonDraft[]) => void;
}

const blank = (): PersonDraft => ({
  key: newKey(),
  name: '',
  relation: '',
  birthday: undefined,
  health: '',
  occupation: '',
  monthlyIncome: undefined,
});

/** The household as a table that is typed through with Enter; there is always an empty line at the end. */
export function HouseholdTable({ people, onChange }: HouseholdTableProps) {
  const [spare, setSpare] = useState(blank);
  const change = (person: PersonDraft, patch: Partial<PersonDraft>) => {
    const next = { ...person, ...patch };
    if (person.key !== spare.key) {
      onChange(people.map((one) => (one.key === person.key ? next : one)));
      return;
    }
    onChange([...people, next]);
    setSpare(blank());
  };
  return (
    <table className="entry-table household-table">
      <thead>
        <tr>
          <th>姓名</th>
          <th>关系</th>
          <th>出生日期</th>
          <th>健康状况</th>
          <th>身份、单位</th>
          <th className="entry-amount">月收入</th>
          <th aria-label="操作" />
        </tr>
      </thead>
      <tbody>
        {[...people, spare].map((person, index) => {
          const name = (field: string) => `家庭成员 ${index + 1} ${field}`;
          const text = (field: 'name' | 'relation' | 'health' | 'occupation', label: string, max: number) => (
            <td>
              <Input
                aria-label={name(label)}
                value={person[field]}
                maxLength={max}
                onChange={(event) => change(person, { [field]: event.target.value })}
              />
            </td>
          );
          return (
            <tr key={person.key}>
              {text('name', '姓名', 30)}
              {text('relation', '关系', 20)}
              <td className="entry-day">
                <DayInput
                  aria-label={name('出生日期')}
                  value={person.birthday}
                  onChange={(birthday) => change(person, { birthday })}
                />
              </td>
              {text('health', '健康状况', 100)}
              {text('occupation', '身份', 60)}
              <td className="entry-money">
                <MoneyInput
                  aria-label={name('月收入')}
                  value={person.monthlyIncome}
                  onChange={(monthlyIncome) => change(person, { monthlyIncome })}
                />
              </td>
              <td>
                {person.key !== spare.key && (
                  <Button
                    type="text"
                    tabIndex={-1}
                    icon={<DeleteOutlined aria-hidden />}
                    aria-label={`删去家庭成员 ${index + 1}`}
                    onClick={() => onChange(people.filter((one) => one.key !== person.key))}
                  />
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
