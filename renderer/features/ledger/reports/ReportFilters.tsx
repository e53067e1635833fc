import { Checkbox, Radio, Select } from 'antd';
import { useCall } from '#renderer/app/use-call.ts';
import { MonthInput } from '#renderer/components/MonthInput.tsx';
import { type Month, yearOf } from '#shared/calendar.ts';
import type { ReportChoice } from '#shared/contract/ledger.ts';
import { LevelPicker } from './LevelPicker.tsx';
import { MonthRange } from './MonthRange.tsx';
import { december } from './views.ts';

interface ReportFiltersProps {
  choice: ReportChoice;
  /** The month that a monthly form begins with. */
  latest: Month;
  onChange: (choice: ReportChoice) => void;
}

const WHOLE = [
  { value: 'expense', label: '全部支出' },
  { value: 'income', label: '全部收入' },
];

/** What a report is about: its months or year, its account, its form. */
export function ReportFilters({ choice, latest, onChange }: ReportFiltersProps) {
  switch (choice.kind) {
    case 'balance':
      return (
        <>
          <MonthRange range={choice} onChange={(range) => onChange({ ...choice, ...range })} />
          <Checkbox
            checked={choice.topOnly}
            onChange={(event) => onChange({ ...choice, topOnly: event.target.checked })}
          >
            只看一级科目
          </Checkbox>
        </>
      );
    case 'general': {
      const { accountId, ...rest } = choice;
      return (
        <>
          <LevelPicker
            value={accountId}
            clearable
            placeholder="全部一级科目"
            onChange={(id) => onChange(id === undefined ? rest : { ...rest, accountId: id })}
          />
          <MonthRange range={choice} onChange={(range) => onChange({ ...choice, ...range })} />
        </>
      );
    }
    case 'detail':
      return (
        <>
          <LevelPicker
            value={choice.accountId}
            onChange={(id) => id !== undefined && onChange({ ...choice, accountId: id })}
          />
          <MonthRange range={choice} onChange={(range) => onChange({ ...choice, ...range })} />
        </>
      );
    case 'columns':
      return (
        <>
          <LevelPicker
            value={choice.accountId}
            parentsOnly
            before={WHOLE}
            onChange={(id) => id !== undefined && onChange({ ...choice, accountId: id })}
          />
          <MonthRange range={choice} onChange={(range) => onChange({ ...choice, ...range })} />
          <Radio.Group
            aria-label="每行"
            value={choice.by}
            options={[
              { value: 'month', label: '按月' },
              { value: 'voucher', label: '按凭证' },
            ]}
            onChange={(event) => onChange({ ...choice, by: event.target.value === 'voucher' ? 'voucher' : 'month' })}
          />
        </>
      );
    case 'monthResult':
    case 'yearResult':
      return <ResultFilters choice={choice} latest={latest} onChange={onChange} />;
    case 'balanceSheet':
      return (
        <div className="ledger-month">
          <MonthInput
            aria-label="月份"
            value={choice.month}
            onChange={(month) => month && onChange({ ...choice, month })}
          />
        </div>
      );
    case 'settlement':
      return <YearSelect year={choice.year} onChange={(year) => onChange({ ...choice, year })} />;
  }
}

interface ResultFiltersProps {
  choice: Extract<ReportChoice, { kind: 'monthResult' | 'yearResult' }>;
  latest: Month;
  onChange: (choice: ReportChoice) => void;
}

function ResultFilters({ choice, latest, onChange }: ResultFiltersProps) {
  const year = choice.kind === 'monthResult' ? yearOf(choice.month) : choice.year;
  return (
    <>
      <Radio.Group
        aria-label="报表期间"
        value={choice.kind}
        options={[
          { value: 'monthResult', label: '月报（本月、本年累计）' },
          { value: 'yearResult', label: '年报（本年、上年）' },
        ]}
        onChange={(event) =>
          onChange(
            event.target.value === 'yearResult'
              ? { kind: 'yearResult', year }
              : { kind: 'monthResult', month: yearOf(latest) === year ? latest : december(year) },
          )
        }
      />
      {choice.kind === 'monthResult' ? (
        <div className="ledger-month">
          <MonthInput
            aria-label="月份"
            value={choice.month}
            onChange={(month) => month && onChange({ kind: 'monthResult', month })}
          />
        </div>
      ) : (
        <YearSelect year={choice.year} onChange={(next) => onChange({ kind: 'yearResult', year: next })} />
      )}
    </>
  );
}

function YearSelect({ year, onChange }: { year: number; onChange: (year: number) => void }) {
  const { value } = useCall('ledger.listPeriods', { year });
  return (
    <Select<number>
      className="ledger-year"
      aria-label="年度"
      value={year}
      options={(value?.years ?? [year]).map((each) => ({ value: each, label: `${each} 年` }))}
      onChange={onChange}
    />
  );
}
