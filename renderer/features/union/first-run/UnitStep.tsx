import { Input, InputNumber } from 'antd';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { checkCreditCode } from '#shared/credit-code.ts';
import type { Draft } from './draft.ts';

const CODE_PROBLEMS = {
  empty: undefined,
  length: '应为 18 位',
  characters: '含有不该出现的字符',
  checkDigit: '校验位不符，请对照证书',
} as const;

export interface StepProps {
  draft: Draft;
  onChange: (part: Partial<Draft>) => void;
}

/** The union's own data. */
export function UnitStep({ draft, onChange }: StepProps) {
  const code = checkCreditCode(draft.creditCode);
  return (
    <div className="wizard-form">
      <FormField label="单位名称" hint="写全称，会印在每张报表上">
        <Input
          autoFocus
          value={draft.name}
          maxLength={60}
          placeholder="滨江实验学校工会委员会"
          onChange={(event) => onChange({ name: event.target.value })}
        />
      </FormField>
      <FormField label="统一社会信用代码" optional error={code.ok ? undefined : CODE_PROBLEMS[code.problem]}>
        <Input
          value={draft.creditCode}
          maxLength={18}
          onChange={(event) => onChange({ creditCode: event.target.value.toUpperCase() })}
        />
      </FormField>
      <FormField label="上级工会" optional hint="由近到远，用顿号隔开">
        <Input
          value={draft.superiors}
          placeholder="滨江区教育工会、滨江区总工会"
          onChange={(event) => onChange({ superiors: event.target.value })}
        />
      </FormField>
      <FormRow>
        <FormField label="会计年度" hint="从这一年 1 月开始记账">
          <InputNumber
            min={1950}
            max={2199}
            precision={0}
            value={draft.fiscalYear}
            onChange={(year) => onChange({ fiscalYear: year ?? draft.fiscalYear })}
          />
        </FormField>
        <FormField label="科目表" hint="财会〔2021〕7号；编号请按上级工会下发的科目表核对">
          <Input value="工会会计制度（2021）" readOnly />
        </FormField>
      </FormRow>
    </div>
  );
}
