import { DeleteOutlined } from '@ant-design/icons';
import { Button, Input, InputNumber, Select } from 'antd';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import type { DuesCase, DuesCaseMethod } from '#shared/dues-formula.ts';
import { type CaseDraft, nextKey } from './rule-draft.ts';

const APPLIES: { value: DuesCase['applies']; label: string }[] = [
  { value: 'kind', label: '逐人指定' },
  { value: 'newcomer', label: '新会员' },
];
const METHODS: { value: DuesCaseMethod; label: string }[] = [
  { value: 'flatMonth', label: '每月定额' },
  { value: 'flatPeriod', label: '整期定额' },
  { value: 'previousWage', label: '按上月工资' },
];

interface CaseFieldsProps {
  cases: readonly CaseDraft[];
  onChange: (cases: CaseDraft[]) => void;
}

/** 不同类别的会员: apprentices, voluntary staff, newcomers, one a line. */
export function CaseFields({ cases, onChange }: CaseFieldsProps) {
  const put = (key: number, change: Partial<CaseDraft>) =>
    onChange(cases.map((each) => (each.key === key ? { ...each, ...change } : each)));
  return (
    <section className="dues-cases" aria-label="另外规定的会员">
      <h3>另外规定的会员</h3>
      <p className="dues-hint">
        例如学徒工每月 0.05 元。“逐人指定”的在“减免”页的“缴费约定”里给会员选类别；“新会员”按入会月份自动认定。
      </p>
      {cases.map((each) => (
        <div key={each.key} className="dues-case">
          <Input
            aria-label="类别名称"
            placeholder="类别名称"
            maxLength={20}
            value={each.name}
            onChange={(event) => put(each.key, { name: event.target.value })}
          />
          <Select
            aria-label={`${each.name}怎样认定`}
            options={APPLIES}
            value={each.applies}
            onChange={(applies) => put(each.key, { applies })}
          />
          {each.applies === 'newcomer' && (
            <InputNumber<number>
              className="dues-case-months"
              aria-label={`${each.name}不足几个月`}
              min={2}
              max={12}
              precision={0}
              prefix="不足"
              suffix="个月"
              value={each.monthsBelow}
              onChange={(monthsBelow) => put(each.key, { monthsBelow })}
            />
          )}
          <Select
            aria-label={`${each.name}怎样收`}
            options={METHODS}
            value={each.method}
            onChange={(method) => put(each.key, { method })}
          />
          {each.method !== 'previousWage' && (
            <div className="dues-case-flat">
              <MoneyInput
                aria-label={`${each.name}定额`}
                value={each.flat}
                onChange={(flat) => put(each.key, { flat })}
              />
            </div>
          )}
          <Button
            type="text"
            icon={<DeleteOutlined aria-hidden />}
            aria-label={`去掉${each.name}`}
            onClick={() => onChange(cases.filter(({ key }) => key !== each.key))}
          />
        </div>
      ))}
      <Button
        onClick={() =>
          onChange([
            ...cases,
            {
              key: nextKey(),
              name: '',
              applies: 'kind',
              monthsBelow: 6,
              method: 'flatMonth',
              flat: undefined,
              source: '',
            },
          ])
        }
      >
        加一类
      </Button>
    </section>
  );
}
