import { DeleteOutlined } from '@ant-design/icons';
import { Button, Input, InputNumber, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FreeChoice } from '#renderer/components/FreeChoice.tsx';
import { IdNumberInput } from '#renderer/components/IdNumberInput.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { dayOf } from '#shared/calendar.ts';
import type { HardshipChoices } from '#shared/contract/hardship.ts';
import { SEX_NAMES, type Sex } from '#shared/contract/members.ts';
import { readIdentity } from '#shared/member-checks.ts';
import { newKey, type PersonDraft } from './draft.ts';

interface HouseholdTableProps {
  people: readonly PersonDraft[];
  choices: HardshipChoices;
  onChange: (people: readonly PersonDraft[]) => void;
}

const blank = (): PersonDraft => ({
  key: newKey(),
  name: '',
  relation: '',
  sex: undefined,
  political: '',
  idNumber: '',
  birthday: undefined,
  insurance: '',
  health: '',
  occupation: '',
  workplace: '',
  grade: '',
  finishes: undefined,
  monthlyIncome: undefined,
});

/** The household, typed through with Enter; there is always an empty person at the end. */
export function HouseholdTable({ people, choices, onChange }: HouseholdTableProps) {
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
    <ol className="household">
      {[...people, spare].map((person, index) => (
        <li key={person.key} className={person.key === spare.key ? 'household-spare' : ''}>
          <PersonFields
            name={`家庭成员 ${index + 1}`}
            person={person}
            choices={choices}
            short={person.key === spare.key}
            onChange={(patch) => change(person, patch)}
          />
          {person.key !== spare.key && (
            <Button
              type="text"
              tabIndex={-1}
              className="household-drop"
              icon={<DeleteOutlined aria-hidden />}
              aria-label={`删去家庭成员 ${index + 1}`}
              onClick={() => onChange(people.filter((one) => one.key !== person.key))}
            />
          )}
        </li>
      ))}
    </ol>
  );
}

interface PersonFieldsProps {
  /** Names the fields for screen readers: `家庭成员 1`. */
  name: string;
  person: PersonDraft;
  choices: HardshipChoices;
  /** Nothing was typed yet: only name and relation are asked. */
  short: boolean;
  onChange: (patch: Partial<PersonDraft>) => void;
}

function PersonFields({ name, person, choices, short, onChange }: PersonFieldsProps) {
  const text = (field: 'name' | 'workplace', label: string, max: number) => (
    <Cell label={label}>
      <Input
        aria-label={`${name} ${label}`}
        autoComplete="off"
        value={person[field]}
        maxLength={max}
        onChange={(event) => onChange({ [field]: event.target.value })}
      />
    </Cell>
  );
  const choice = (
    field: 'relation' | 'political' | 'insurance' | 'health' | 'occupation' | 'grade',
    label: string,
    max: number,
  ) => (
    <Cell label={label}>
      <FreeChoice
        aria-label={`${name} ${label}`}
        value={person[field]}
        maxLength={max}
        options={choices[field]}
        onChange={(value) => onChange({ [field]: value })}
      />
    </Cell>
  );
  const ends = text('name', '姓名', 30);
  if (short)
    return (
      <div className="household-fields">
        {ends}
        {choice('relation', '关系', 20)}
      </div>
    );
  return (
    <div className="household-fields">
      {ends}
      {choice('relation', '关系', 20)}
      <div className="household-wide">
        <Cell label="身份证号">
          <IdNumberInput
            aria-label={`${name} 身份证号`}
            value={person.idNumber}
            onChange={(idNumber) => onChange({ idNumber, ...saidBy(idNumber) })}
          />
        </Cell>
      </div>
      <Cell label="出生日期">
        <DayInput
          aria-label={`${name} 出生日期`}
          value={person.birthday}
          onChange={(birthday) => onChange({ birthday })}
        />
      </Cell>
      <Cell label="性别">
        <Select<Sex>
          aria-label={`${name} 性别`}
          className="wide-control"
          allowClear
          value={person.sex ?? null}
          options={(['male', 'female'] as const).map((sex) => ({ value: sex, label: SEX_NAMES[sex] }))}
          onChange={(sex: Sex | undefined) => onChange({ sex })}
        />
      </Cell>
      {choice('political', '政治面貌', 20)}
      {choice('insurance', '医保状况', 30)}
      {choice('health', '健康状况', 100)}
      {choice('occupation', '身份', 60)}
      {text('workplace', '单位或学校', 80)}
      {choice('grade', '年级', 20)}
      <Cell label="预计毕业年份">
        <InputNumber<number>
          aria-label={`${name} 预计毕业年份`}
          className="wide-control"
          min={1950}
          max={2199}
          precision={0}
          controls={false}
          value={person.finishes ?? null}
          onChange={(finishes) => onChange({ finishes: finishes ?? undefined })}
        />
      </Cell>
      <Cell label="月收入">
        <MoneyInput
          aria-label={`${name} 月收入`}
          value={person.monthlyIncome}
          onChange={(monthlyIncome) => onChange({ monthlyIncome })}
        />
      </Cell>
    </div>
  );
}

/** Sex and birthday as a whole, correct number says them. */
function saidBy(idNumber: string): Pick<Partial<PersonDraft>, 'sex' | 'birthday'> {
  const identity = readIdentity(idNumber, dayOf(new Date()));
  return identity.ok ? { sex: identity.sex, birthday: identity.birthday } : {};
}

function Cell({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="household-cell">
      <span aria-hidden>{label}</span>
      {children}
    </div>
  );
}
