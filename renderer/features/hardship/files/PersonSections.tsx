import { Input, InputNumber, Select } from 'antd';
import { memo } from 'react';
import { FormField } from '#renderer/components/FormField.tsx';
import { FreeChoice } from '#renderer/components/FreeChoice.tsx';
import { LooseDayInput } from '#renderer/components/LooseDayInput.tsx';
import type { HardshipChoices } from '#shared/contract/hardship.ts';
import type { FileDraft } from './draft.ts';
import { Section, type SectionProps, sameIn } from './Section.tsx';

type TextField = {
  [K in keyof FileDraft]: FileDraft[K] extends string ? (string extends FileDraft[K] ? K : never) : never;
}[keyof FileDraft];
type FlagField = 'singleParent' | 'selfHelp' | 'zeroEmployment';

/** The kinds of fields of these sections, each writing its own part of the draft. */
function fieldsFor({ draft, onChange, choices }: SectionProps) {
  const write = (field: TextField, value: string) => onChange({ [field]: value });
  return {
    text: (field: TextField, label: string, max: number, placeholder = '') => (
      <FormField label={label} optional>
        <Input
          autoComplete="off"
          value={draft[field]}
          maxLength={max}
          placeholder={placeholder}
          onChange={(event) => write(field, event.target.value)}
        />
      </FormField>
    ),
    choice: (field: TextField, label: string, max: number, list: Exclude<keyof HardshipChoices, 'remark'>) => (
      <FormField label={label} optional>
        <FreeChoice
          value={draft[field]}
          maxLength={max}
          options={choices[list]}
          onChange={(value) => write(field, value)}
        />
      </FormField>
    ),
    flag: (field: FlagField, label: string, [yes, no]: readonly [string, string]) => (
      <FormField label={label} optional>
        <Select<'yes' | 'no'>
          className="wide-control"
          allowClear
          placeholder="没有填"
          value={draft[field] === undefined ? null : draft[field] ? 'yes' : 'no'}
          options={[
            { value: 'yes', label: yes },
            { value: 'no', label: no },
          ]}
          onChange={(answer: 'yes' | 'no' | undefined) =>
            onChange({ [field]: answer === undefined ? undefined : answer === 'yes' })
          }
        />
      </FormField>
    ),
  };
}

const YES_NO = ['是', '否'] as const;

/** 健康、工作和户口: what the form asks about the member. */
export const PersonSection = memo(
  Person,
  sameIn(
    'healthStatus',
    'disabilityKind',
    'insurance',
    'workState',
    'employer',
    'employerKind',
    'employerState',
    'industry',
    'workStarted',
    'modelKind',
    'marital',
    'singleParent',
    'householdKind',
    'householdPlace',
    'selfHelp',
    'zeroEmployment',
  ),
);

function Person(props: SectionProps) {
  const { draft, onChange, choices } = props;
  const { text, choice, flag } = fieldsFor(props);
  return (
    <Section title="本人情况">
      <div className="hardship-fields">
        {choice('healthStatus', '本人健康状况', 100, 'health')}
        {choice('disabilityKind', '残疾类别', 30, 'disabilityKind')}
        {choice('insurance', '医保状况', 30, 'insurance')}
        {choice('workState', '工作状态', 30, 'workState')}
        {text('employer', '工作单位', 80)}
        {choice('employerKind', '单位性质', 30, 'employerKind')}
        {choice('employerState', '企业状况', 30, 'employerState')}
        {choice('industry', '所属行业', 40, 'industry')}
        <FormField label="参加工作时间" optional>
          <LooseDayInput value={draft.workStarted} onChange={(workStarted) => onChange({ workStarted })} />
        </FormField>
        {choice('modelKind', '劳模类型', 30, 'modelKind')}
        {choice('marital', '婚姻状况', 20, 'marital')}
        {flag('singleParent', '是否单亲', YES_NO)}
        {choice('householdKind', '户口类型', 30, 'householdKind')}
        {text('householdPlace', '户口行政区划', 60, '省、市、区县')}
        {flag('selfHelp', '有无自救能力', ['有', '无'])}
        {flag('zeroEmployment', '是否零就业家庭', YES_NO)}
      </div>
      {choices.remark !== '' && <p className="hardship-remark">{choices.remark}</p>}
    </Section>
  );
}

/** 住房和联系方式. */
export const HomeSection = memo(Home, sameIn('housing', 'floorArea', 'otherPhone', 'address', 'postcode'));

function Home(props: SectionProps) {
  const { draft, onChange } = props;
  const { text, choice } = fieldsFor(props);
  return (
    <Section title="住房和联系方式">
      <div className="hardship-fields">
        {choice('housing', '住房类型', 60, 'housing')}
        <FormField label="建筑面积" optional>
          <InputNumber<number>
            className="wide-control"
            min={0}
            max={100_000}
            precision={2}
            suffix="㎡"
            value={draft.floorArea === undefined ? null : draft.floorArea / 100}
            onChange={(area) => onChange({ floorArea: area === null ? undefined : Math.round(area * 100) })}
          />
        </FormField>
        {text('otherPhone', '其他联系方式', 60)}
        <div className="hardship-two">{text('address', '家庭住址', 100)}</div>
        {text('postcode', '邮编', 6)}
      </div>
    </Section>
  );
}

/** 开户银行 and 备注. */
export const BankSection = memo(Bank, sameIn('bankName', 'bankBranch', 'bankAccount', 'note'));

function Bank(props: SectionProps) {
  const { draft, onChange } = props;
  const { text } = fieldsFor(props);
  return (
    <Section title="开户银行和备注">
      <div className="hardship-fields">
        {text('bankName', '开户银行', 60)}
        {text('bankBranch', '支行', 60)}
        {text('bankAccount', '银行账号', 40)}
      </div>
      <FormField label="备注" optional>
        <Input.TextArea
          rows={3}
          value={draft.note}
          maxLength={1000}
          onChange={(event) => onChange({ note: event.target.value })}
        />
      </FormField>
    </Section>
  );
}
