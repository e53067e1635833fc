import { Input, InputNumber, Radio, Select } from 'antd';
import { useCall } from '#renderer/app/use-call.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { CERTAINTIES, CERTAINTY_NAMES, type Certainty, type VisitKind } from '#shared/contract/visits.ts';
import {
  INCOME_SOURCE_NAMES,
  INCOME_SOURCES,
  type IncomeSource,
  LIMIT_INCOME_NAMES,
  LIMIT_INCOMES,
  LIMIT_LEVEL_NAMES,
  LIMIT_LEVELS,
  type LimitIncome,
  limitSentence,
  STANDARD_SHAPES,
  type StandardShape,
  type WhenOver,
} from '#shared/visit-limits.ts';
import { measureOf, SHAPE_HINTS, SHAPE_NAMES, type StandardDraft } from './standard-draft.ts';

interface FieldsProps {
  draft: StandardDraft;
  kinds: readonly VisitKind[];
  /** Saving was tried: what is missing says so. */
  tried: boolean;
  onChange: (patch: Partial<StandardDraft>) => void;
}

const WHEN_OVER_OPTIONS: { value: WhenOver; label: string }[] = [
  { value: 'approve', label: '要写审批依据' },
  { value: 'bar', label: '不得突破' },
];

/** The fields of one limit: its shape first, then what belongs to that shape, with the sentence it will say. */
export function StandardFields(props: FieldsProps) {
  const { draft, kinds, tried, onChange } = props;
  const empty = (wrong: boolean) => (tried && wrong ? '没有填写' : undefined);
  const measure = measureOf(draft);
  const cases = [
    ...new Set(kinds.filter(({ id }) => draft.kindIds.includes(id)).flatMap(({ caseNames }) => caseNames)),
  ];
  return (
    <>
      <FormField label="标准" hint={SHAPE_HINTS[draft.shape]}>
        <Select<StandardShape>
          className="wide-control"
          value={draft.shape}
          options={STANDARD_SHAPES.map((shape) => ({ value: shape, label: SHAPE_NAMES[shape] }))}
          onChange={(shape) => onChange({ shape })}
        />
      </FormField>
      <FormField label="慰问类别" error={empty(draft.kindIds.length === 0)} hint="选几个类别，就合在一起算">
        <Select<string[]>
          mode="multiple"
          className="wide-control"
          placeholder="请选择"
          optionFilterProp="label"
          value={draft.kindIds}
          options={kinds.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(kindIds) => onChange({ kindIds })}
        />
      </FormField>
      <FormRow>
        <Figure {...props} />
        {draft.shape === 'perFestival' && <FestivalField draft={draft} onChange={onChange} />}
        {draft.shape !== 'incomeShare' && (cases.length > 0 || draft.caseName !== '') && (
          <FormField label="情形" hint="有了某种情形的标准，那种情形就不再按一般标准">
            <Select<string>
              className="wide-control"
              value={draft.caseName}
              options={[{ value: '', label: '一般' }, ...cases.map((name) => ({ value: name, label: name }))]}
              onChange={(caseName) => onChange({ caseName })}
            />
          </FormField>
        )}
      </FormRow>
      {draft.shape === 'incomeShare' && <IncomeFields draft={draft} onChange={onChange} />}
      <p className="standard-preview" role="status">
        {measure
          ? limitSentence({ ...measure, caseName: draft.caseName, whenOver: draft.whenOver })
          : '填好以后，这里显示这条标准的说法。'}
      </p>
      <FormRow>
        <FormField label="从哪天起" error={empty(draft.from === undefined)} hint="不能早于已登记的慰问">
          <DayInput value={draft.from} onChange={(from) => onChange({ from })} />
        </FormField>
        <FormField label="截止日期" optional>
          <DayInput value={draft.last} onChange={(last) => onChange({ last })} />
        </FormField>
      </FormRow>
      <FormRow>
        <FormField label="哪一级的标准" hint="两级都有的，从严的起作用">
          <Radio.Group
            value={draft.level}
            options={LIMIT_LEVELS.map((level) => ({ value: level, label: LIMIT_LEVEL_NAMES[level] }))}
            onChange={({ target }) => onChange({ level: LIMIT_LEVELS.find((one) => one === target.value) ?? 'higher' })}
          />
        </FormField>
        <FormField label="超过时">
          <Radio.Group
            value={draft.whenOver}
            options={WHEN_OVER_OPTIONS}
            onChange={({ target }) => onChange({ whenOver: target.value === 'bar' ? 'bar' : 'approve' })}
          />
        </FormField>
      </FormRow>
      <FormField label="来源" hint="文件名和文号，经审时要看" error={empty(draft.source.trim() === '')}>
        <Input.TextArea
          rows={2}
          value={draft.source}
          maxLength={200}
          placeholder="省总工会〔2026〕8号；本单位工会委员会 2026-01-05 通过"
          onChange={(event) => onChange({ source: event.target.value })}
        />
      </FormField>
      <FormField label="来源可信程度" optional>
        <Select<Certainty>
          className="wide-control"
          value={draft.certainty}
          options={CERTAINTIES.map((value) => ({ value, label: CERTAINTY_NAMES[value] || '没有注明' }))}
          onChange={(certainty) => onChange({ certainty })}
        />
      </FormField>
    </>
  );
}

function Figure({ draft, tried, onChange }: FieldsProps) {
  const empty = (wrong: boolean) => (tried && wrong ? '没有填写' : undefined);
  switch (draft.shape) {
    case 'perTime':
    case 'perYear':
    case 'perFestival':
      return (
        <FormField label="限额" error={empty(draft.amount === undefined)}>
          <MoneyInput value={draft.amount} onChange={(amount) => onChange({ amount })} />
        </FormField>
      );
    case 'timesPerYear':
    case 'oncePerIllness':
      return (
        <FormField label="次数" error={empty(draft.times === undefined)}>
          <InputNumber<number>
            className="wide-control"
            min={1}
            max={99}
            precision={0}
            value={draft.times ?? null}
            onChange={(times) => onChange({ times: times ?? undefined })}
          />
        </FormField>
      );
    case 'incomeShare':
      return (
        <FormField label="百分比" error={empty(draft.percent === undefined)}>
          <InputNumber<number>
            className="wide-control"
            min={1}
            max={100}
            precision={0}
            suffix="%"
            value={draft.percent ?? null}
            onChange={(percent) => onChange({ percent: percent ?? undefined })}
          />
        </FormField>
      );
  }
}

type PartProps = Pick<FieldsProps, 'draft' | 'onChange'>;

function FestivalField({ draft, onChange }: PartProps) {
  const festivals = useCall('visits.listFestivalNames', {});
  const names = (festivals.value ?? []).map(({ name }) => name);
  return (
    <FormField label="节日">
      <Select<string>
        className="wide-control"
        value={draft.festival}
        options={[{ value: '', label: '每个节日' }, ...names.map((name) => ({ value: name, label: `只定${name}` }))]}
        onChange={(festival) => onChange({ festival })}
      />
    </FormField>
  );
}

function IncomeFields({ draft, onChange }: PartProps) {
  return (
    <FormRow>
      <FormField label="哪些收入">
        <Select<LimitIncome>
          className="wide-control"
          value={draft.income}
          options={LIMIT_INCOMES.map((value) => ({ value, label: LIMIT_INCOME_NAMES[value] }))}
          onChange={(income) => onChange({ income })}
        />
      </FormField>
      <FormField label="收入口径" hint="按预算的，预算没有编就核对不了">
        <Select<IncomeSource>
          className="wide-control"
          value={draft.incomeOf}
          options={INCOME_SOURCES.map((value) => ({ value, label: INCOME_SOURCE_NAMES[value] }))}
          onChange={(incomeOf) => onChange({ incomeOf })}
        />
      </FormField>
    </FormRow>
  );
}
