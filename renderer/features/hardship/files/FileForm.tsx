import { Button, Input, InputNumber, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import { useCall } from '#renderer/app/use-call.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { MemberPicker } from '#renderer/components/MemberPicker.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { ResolutionPicker } from '#renderer/components/ResolutionPicker.tsx';
import { type Day, dayOf } from '#shared/calendar.ts';
import {
  type Assessment,
  HARDSHIP_CATEGORIES,
  HARDSHIP_CATEGORY_NAMES,
  HARDSHIP_CAUSE_NAMES,
  HARDSHIP_CAUSES,
  type HardshipRecord,
} from '#shared/contract/hardship.ts';
import { AssessmentPanel } from './AssessmentPanel.tsx';
import { type FileDraft, figuresOf, incomesFromHousehold } from './draft.ts';
import { HouseholdTable } from './HouseholdTable.tsx';
import { ItemsTable } from './ItemsTable.tsx';

interface FileFormProps {
  /** The stored file; absent while a new one is typed. */
  record: HardshipRecord | undefined;
  draft: FileDraft;
  onChange: (patch: Partial<FileDraft>) => void;
  /** Goes to 认定标准, where the local line is typed in. */
  onParameters: () => void;
}

/** The form of one family in sections, with the computation beside it. */
export function FileForm({ record, draft, onChange, onParameters }: FileFormProps) {
  const assessment = useCall('hardship.assess', figuresOf(draft));
  const remedy = (
    <Button size="small" onClick={onParameters}>
      去填低保线
    </Button>
  );
  return (
    <div className="hardship-form">
      <div className="hardship-sections">
        <PersonSection record={record} draft={draft} onChange={onChange} />
        <Section title="家庭成员">
          <HouseholdTable people={draft.household} onChange={(household) => onChange({ household })} />
        </Section>
        <Section
          title="家庭收入（全年可支配）"
          action={
            <Button
              size="small"
              disabled={incomesFromHousehold(draft.household).length === 0}
              onClick={() => onChange({ incomes: [...draft.incomes, ...incomesFromHousehold(draft.household)] })}
            >
              按成员月收入带入
            </Button>
          }
        >
          <ItemsTable
            name="收入"
            placeholder="本人工资"
            items={draft.incomes}
            onChange={(incomes) => onChange({ incomes })}
          />
        </Section>
        <Section title="刚性支出（全年）">
          <ItemsTable
            name="支出"
            placeholder="自付医药费"
            items={draft.expenses}
            onChange={(expenses) => onChange({ expenses })}
          />
          <FormField
            label="意外或大病支出"
            optional
            hint="因意外或大病致困时填写：赔付、救助之后自己承担的部分，不重复计入刚性支出。"
          >
            <MoneyInput value={draft.accidentExpense} onChange={(accidentExpense) => onChange({ accidentExpense })} />
          </FormField>
        </Section>
        <DecisionSection draft={draft} onChange={onChange} assessment={assessment.value} />
        <PrivateSection draft={draft} onChange={onChange} />
      </div>
      <AssessmentPanel assessment={assessment.value} error={assessment.error} remedy={remedy} />
    </div>
  );
}

function Section({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section aria-label={title} className="hardship-section">
      <div className="hardship-section-head">
        <h2>{title}</h2>
        {action}
      </div>
      {children}
    </section>
  );
}

type SectionProps = Pick<FileFormProps, 'draft' | 'onChange'>;

function PersonSection({ record, draft, onChange }: SectionProps & { record: HardshipRecord | undefined }) {
  const today: Day = dayOf(new Date());
  return (
    <Section title="基本情况">
      <FormRow>
        <FormField label="会员" {...(record ? { hint: `${record.memberNumber} ${record.idNumberMasked}`.trim() } : {})}>
          <MemberPicker
            value={draft.memberId}
            name={record?.memberName}
            disabled={record !== undefined}
            onChange={(member) => onChange({ memberId: member?.id })}
          />
        </FormField>
        <FormField label="共同生活人口" hint="包括本人">
          <InputNumber<number>
            className="wide-control"
            min={1}
            max={30}
            precision={0}
            value={draft.people ?? null}
            onChange={(people) => onChange({ people: people ?? undefined })}
          />
        </FormField>
        <FormField label="主要致困原因">
          <Select
            className="wide-control"
            value={draft.cause ?? null}
            placeholder="请选择"
            options={HARDSHIP_CAUSES.map((cause) => ({ value: cause, label: HARDSHIP_CAUSE_NAMES[cause] }))}
            onChange={(cause) => onChange({ cause: cause ?? undefined })}
          />
        </FormField>
      </FormRow>
      <FormRow>
        <FormField label="建档日期">
          <DayInput value={draft.openedDay} onChange={(openedDay) => onChange({ openedDay })} />
        </FormField>
        <FormField label="告知同意书签署日期" optional hint="没有签署不能发放帮扶款">
          <DayInput value={draft.consentDay} onChange={(consentDay) => onChange({ consentDay })} />
        </FormField>
        <FormField
          label="复核日期"
          optional
          hint={
            record && draft.reviewedDay !== today ? (
              <button type="button" className="text-button" onClick={() => onChange({ reviewedDay: today })}>
                今天已复核
              </button>
            ) : (
              '空着就是建档日'
            )
          }
        >
          <DayInput value={draft.reviewedDay} onChange={(reviewedDay) => onChange({ reviewedDay })} />
        </FormField>
      </FormRow>
    </Section>
  );
}

function DecisionSection({ draft, onChange, assessment }: SectionProps & { assessment: Assessment | undefined }) {
  const decided = draft.category ?? assessment?.suggested;
  const otherwise = assessment !== undefined && decided !== undefined && decided !== assessment.suggested;
  return (
    <Section title="认定">
      <FormField
        label="困难类别"
        hint={otherwise ? '与测算建议不同，请在下面写明依据。' : '测算只是建议，由工会委员会认定。'}
      >
        <Radio.Group
          value={decided ?? null}
          onChange={(event) => onChange({ category: HARDSHIP_CATEGORIES.find((one) => one === event.target.value) })}
          options={HARDSHIP_CATEGORIES.map((category) => ({
            value: category,
            label: HARDSHIP_CATEGORY_NAMES[category] + (category === assessment?.suggested ? '（建议）' : ''),
          }))}
        />
      </FormField>
      <FormField label="认定依据" optional={!otherwise}>
        <Input
          value={draft.decisionGround}
          maxLength={200}
          placeholder="工会委员会讨论、公示情况"
          onChange={(event) => onChange({ decisionGround: event.target.value })}
        />
      </FormField>
      <FormField label="集体决议" optional>
        <ResolutionPicker value={draft.resolutionId} onChange={(resolutionId) => onChange({ resolutionId })} />
      </FormField>
    </Section>
  );
}

function PrivateSection({ draft, onChange }: SectionProps) {
  const text = (
    field: 'healthStatus' | 'housing' | 'address' | 'bankName' | 'bankAccount',
    label: string,
    max: number,
  ) => (
    <FormField label={label} optional>
      <Input
        autoComplete="off"
        value={draft[field]}
        maxLength={max}
        onChange={(event) => onChange({ [field]: event.target.value })}
      />
    </FormField>
  );
  return (
    <Section title="其他情况">
      <FormRow>
        {text('healthStatus', '本人健康状况', 100)}
        {text('housing', '住房', 60)}
      </FormRow>
      {text('address', '家庭住址', 100)}
      <FormRow>
        {text('bankName', '开户银行', 60)}
        {text('bankAccount', '银行账号', 40)}
      </FormRow>
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
