import { Input, InputNumber, Radio, Select } from 'antd';
import { useState } from 'react';
import { useCall } from '#renderer/app/use-call.ts';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { MonthInput } from '#renderer/components/MonthInput.tsx';
import type { DuesRuleTemplate } from '#shared/contract/dues.ts';
import type { DuesBaseMonth } from '#shared/dues-formula.ts';
import { DUES_FREQUENCIES } from '#shared/dues-periods.ts';
import { FREQUENCY_LABELS } from '#shared/dues-sentences.ts';
import { fen } from '#shared/money.ts';
import { CaseFields } from './CaseFields.tsx';
import { basisPoints, draftOf, type RuleDraft } from './rule-draft.ts';

const FREQUENCIES = DUES_FREQUENCIES.map((value) => ({ value, label: FREQUENCY_LABELS[value] }));
const BASE_MONTHS: { value: DuesBaseMonth; label: string }[] = [
  { value: 'own', label: '当月工资' },
  { value: 'previous', label: '上月工资' },
  { value: 'chosen', label: '计提时选定的一个月' },
];
const OTHER = 0;
const CUTS = [
  { value: 1000, label: '不足 10 元的不计' },
  { value: 100, label: '不足 1 元的不计' },
  { value: 10_000, label: '不足 100 元的不计' },
  { value: 1, label: '不舍尾数' },
  { value: OTHER, label: '其他' },
];
const GRADES: Readonly<Record<DuesRuleTemplate['grade'], string>> = { V: '读过原文', S: '转引，待核' };

interface RuleFormProps {
  draft: RuleDraft;
  wageItems: readonly string[];
  onChange: (draft: RuleDraft) => void;
}

/** What a rule says; a template fills it, and the union changes what differs. */
export function RuleForm({ draft, wageItems, onChange }: RuleFormProps) {
  const put = (change: Partial<RuleDraft>) => onChange({ ...draft, ...change });
  const rateWrong = draft.rate.trim() !== '' && basisPoints(draft.rate) === undefined;
  return (
    <>
      <TemplateField onChoose={(template) => onChange(draftOf(template, draft.from))} />
      <FormRow>
        <FormField label="名称">
          <Input value={draft.name} maxLength={40} onChange={(event) => put({ name: event.target.value })} />
        </FormField>
        <FormField label="起用月份">
          <MonthInput value={draft.from} onChange={(from) => put({ from })} />
        </FormField>
      </FormRow>
      <FormRow>
        <FormField label="费率" error={rateWrong ? '请写成 0.5 这样的百分数，最多两位小数。' : undefined}>
          <Input
            value={draft.rate}
            suffix="%"
            inputMode="decimal"
            maxLength={7}
            onChange={(event) => put({ rate: event.target.value })}
          />
        </FormField>
        <CutField draft={draft} put={put} />
      </FormRow>
      <FormField label="计费工资" hint="只算这些工资项目；一项不选，就算登记的全部工资项目。">
        <Select<string[]>
          mode="tags"
          className="wide-control"
          placeholder="登记的全部工资项目"
          options={wageItems.map((value) => ({ value, label: value }))}
          value={draft.baseItems}
          onChange={(baseItems) => put({ baseItems: baseItems.map((item) => item.trim()).filter(Boolean) })}
        />
      </FormField>
      <FormField label="用哪个月的工资">
        <Radio.Group
          options={BASE_MONTHS}
          value={draft.baseMonth}
          onChange={(event) => put({ baseMonth: event.target.value })}
        />
      </FormField>
      <FormField label="收缴周期" hint="应收总是按月记；按季、半年、年收的，一次计提整期。">
        <Radio.Group
          options={FREQUENCIES}
          value={draft.frequency}
          onChange={(event) => put({ frequency: event.target.value })}
        />
      </FormField>
      <CaseFields cases={draft.cases} onChange={(cases) => put({ cases })} />
      <FormField label="分会留成" hint="收到的会费里留给分会（工会小组）的百分数；不留填 0。">
        <InputNumber<number>
          value={draft.branchShare}
          min={0}
          max={100}
          precision={0}
          suffix="%"
          onChange={(share) => put({ branchShare: share ?? 0 })}
        />
      </FormField>
      <FormField label="依据" optional>
        <Input.TextArea
          rows={2}
          maxLength={300}
          value={draft.source}
          placeholder="例如：2026 年 1 月会员代表大会决议"
          onChange={(event) => put({ source: event.target.value })}
        />
      </FormField>
      <FormField label="备注" optional>
        <Input.TextArea
          rows={2}
          maxLength={300}
          value={draft.note}
          onChange={(event) => put({ note: event.target.value })}
        />
      </FormField>
    </>
  );
}

function TemplateField({ onChoose }: { onChoose: (template: DuesRuleTemplate) => void }) {
  const templates = useCall('dues.listRuleTemplates', {}).value ?? [];
  const [name, setName] = useState<string>();
  const chosen = templates.find((template) => template.name === name);
  return (
    <FormField
      label="从范本填写"
      optional
      hint={chosen ? `${GRADES[chosen.grade]}：${chosen.source}` : '选一个最接近的，再改成本单位的规定。'}
    >
      <Select<string>
        className="wide-control"
        placeholder="选择范本"
        value={name ?? null}
        options={templates.map((template) => ({
          value: template.name,
          label: `${template.name}（${GRADES[template.grade]}）`,
        }))}
        onChange={(next) => {
          setName(next);
          const template = templates.find((each) => each.name === next);
          if (template) onChoose(template);
        }}
      />
    </FormField>
  );
}

function CutField({ draft, put }: { draft: RuleDraft; put: (change: Partial<RuleDraft>) => void }) {
  const usual = CUTS.some(({ value }) => value === draft.cutTo);
  const [other, setOther] = useState(false);
  const own = other || !usual;
  return (
    <>
      <FormField label="工资尾数">
        <Select<number>
          className="wide-control"
          options={CUTS}
          value={own ? OTHER : (draft.cutTo ?? OTHER)}
          onChange={(value) => {
            setOther(value === OTHER);
            if (value !== OTHER) put({ cutTo: fen(value) });
          }}
        />
      </FormField>
      {own && (
        <FormField label="不足多少元的不计">
          <MoneyInput value={draft.cutTo} onChange={(cutTo) => put({ cutTo })} />
        </FormField>
      )}
    </>
  );
}
