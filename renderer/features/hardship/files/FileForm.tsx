import { Button } from 'antd';
import { memo } from 'react';
import { useCall } from '#renderer/app/use-call.ts';
import { FormField } from '#renderer/components/FormField.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import type { HardshipRecord } from '#shared/contract/hardship.ts';
import { ApplicantSection, CauseSection } from './ApplicantSection.tsx';
import { AssessmentPanel } from './AssessmentPanel.tsx';
import { type FileDraft, figuresOf, incomesFromHousehold, NO_CHOICES } from './draft.ts';
import { HouseholdTable } from './HouseholdTable.tsx';
import { ItemsTable } from './ItemsTable.tsx';
import { BankSection, HomeSection, PersonSection } from './PersonSections.tsx';
import { Section, type SectionProps, sameIn } from './Section.tsx';

interface FileFormProps {
  /** The stored file; absent while a new one is typed. */
  record: HardshipRecord | undefined;
  /** Name of the member whose file it is, where that is known already. */
  applicantName?: string | undefined;
  draft: FileDraft;
  onChange: (patch: Partial<FileDraft>) => void;
  /** Goes to 认定标准, where the local line is typed in. */
  onParameters: () => void;
}

/** 困难职工档案登记表 in sections, with the computation beside it. */
export function FileForm({ record, applicantName, draft, onChange, onParameters }: FileFormProps) {
  const assessment = useCall('hardship.assess', figuresOf(draft));
  const choices = useCall('hardship.listChoices', {}).value ?? NO_CHOICES;
  const remedy = (
    <Button size="small" onClick={onParameters}>
      去填低保线
    </Button>
  );
  const section = { draft, onChange, choices };
  return (
    <div className="hardship-form">
      <div className="hardship-sections">
        <ApplicantSection {...section} record={record} name={applicantName} />
        <CauseSection {...section} />
        <HouseholdSection {...section} />
        <IncomeSection {...section} />
        <ExpenseSection {...section} />
        <PersonSection {...section} />
        <HomeSection {...section} />
        <BankSection {...section} />
      </div>
      <AssessmentPanel
        assessment={assessment.value}
        error={assessment.error}
        remedy={assessment.error?.includes('低保线') ? remedy : undefined}
      />
    </div>
  );
}

const HouseholdSection = memo(
  ({ draft, onChange, choices }: SectionProps) => (
    <Section title="家庭成员">
      <HouseholdTable people={draft.household} choices={choices} onChange={(household) => onChange({ household })} />
    </Section>
  ),
  sameIn('household'),
);

const IncomeSection = memo(Incomes, sameIn('incomes', 'ownMonthly', 'household'));

function Incomes({ draft, onChange, choices }: SectionProps) {
  const monthly = incomesFromHousehold(draft);
  return (
    <Section
      title="家庭收入（全年可支配）"
      action={
        <Button
          size="small"
          disabled={monthly.length === 0}
          onClick={() => onChange({ incomes: [...draft.incomes, ...monthly] })}
        >
          按成员月收入带入
        </Button>
      }
    >
      <div className="hardship-fields">
        <FormField label="本人月平均收入" optional>
          <MoneyInput value={draft.ownMonthly} onChange={(ownMonthly) => onChange({ ownMonthly })} />
        </FormField>
      </div>
      <ItemsTable
        name="收入"
        placeholder="本人工资"
        labels={[...choices.wageIncome, ...choices.otherIncome]}
        wageLabels={choices.wageIncome}
        items={draft.incomes}
        onChange={(incomes) => onChange({ incomes })}
      />
    </Section>
  );
}

const ExpenseSection = memo(Expenses, sameIn('expenses', 'accidentExpense'));

function Expenses({ draft, onChange, choices }: SectionProps) {
  return (
    <Section title="刚性支出（全年）">
      <ItemsTable
        name="支出"
        placeholder="自付医药费"
        labels={choices.expense}
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
  );
}
