import { Button, Input, Radio, Select } from 'antd';
import { useCall } from '#renderer/app/use-call.ts';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { VISIT_FORM_NAMES, VISIT_METHOD_NAMES, VISIT_METHODS, type VisitKind } from '#shared/contract/visits.ts';
import { EMPTY_GOODS, GoodsLines, StockLines } from './GoodsLines.tsx';
import { amountOf, type VisitDraft } from './visit-draft.ts';

export interface VisitFieldsProps {
  draft: VisitDraft;
  kind: VisitKind | undefined;
  /** What is wrong with a field, once saving was tried. */
  wrong: (field: keyof VisitDraft) => string | undefined;
  onChange: (patch: Partial<VisitDraft>) => void;
}

/** 节日, 情形 and 病种, where the kind or its standards ask for them. */
export function CaseFields({ draft, kind, onChange }: VisitFieldsProps) {
  const festivals = useCall('visits.listFestivalNames', kind?.festival ? {} : undefined);
  const standards = useCall('visits.listStandards', kind === undefined ? undefined : {});
  const byIllness = (standards.value ?? []).some(
    (standard) => standard.shape === 'oncePerIllness' && kind !== undefined && standard.kindIds.includes(kind.id),
  );
  const cases = kind?.caseNames ?? [];
  if (!kind?.festival && cases.length === 0 && !byIllness) return null;
  return (
    <FormRow>
      {kind?.festival && (
        <FormField label="节日" optional>
          <Select<string>
            className="wide-control"
            allowClear
            value={draft.festival === '' ? null : draft.festival}
            options={(festivals.value ?? []).map(({ name }) => ({ value: name, label: name }))}
            onChange={(festival: string | undefined) => onChange({ festival: festival ?? '' })}
          />
        </FormField>
      )}
      {cases.length > 0 && (
        <FormField label="情形" optional hint="另有标准的才选">
          <Select<string>
            className="wide-control"
            allowClear
            value={draft.caseName === '' ? null : draft.caseName}
            options={cases.map((name) => ({ value: name, label: name }))}
            onChange={(caseName: string | undefined) => onChange({ caseName: caseName ?? '' })}
          />
        </FormField>
      )}
      {(byIllness || cases.length > 0) && (
        <FormField label="病种" optional hint="只在这份记录里能看到">
          <Input value={draft.illness} maxLength={40} onChange={(event) => onChange({ illness: event.target.value })} />
        </FormField>
      )}
    </FormRow>
  );
}

/** 形式, 支付方式, 品名 and 金额; goods in one text, line by line, or out of stock. */
export function GivenFields({ draft, kind, wrong, onChange, approved }: VisitFieldsProps & { approved: boolean }) {
  const byLine = draft.goodsLines.length > 0 && draft.form !== 'money' && draft.method !== 'stock';
  const inOneText = draft.method !== 'stock' && !byLine;
  return (
    <>
      <FormRow>
        <FormField label="形式" error={wrong('form')}>
          <Radio.Group
            value={draft.form ?? null}
            disabled={approved}
            onChange={(event) => {
              const form = kind?.forms.find((one) => one === event.target.value);
              onChange({ form, ...(form === 'money' && draft.method === 'stock' ? { method: 'bank' } : {}) });
            }}
            options={(kind?.forms ?? []).map((form) => ({ value: form, label: VISIT_FORM_NAMES[form] }))}
          />
        </FormField>
        <FormField label="支付方式">
          <Radio.Group
            value={draft.method}
            onChange={(event) =>
              onChange({ method: VISIT_METHODS.find((one) => one === event.target.value) ?? 'bank' })
            }
            options={(['bank', 'cash', 'stock'] as const)
              .filter((method) => method !== 'stock' || draft.form !== 'money')
              .map((method) => ({ value: method, label: VISIT_METHOD_NAMES[method] }))}
          />
        </FormField>
        <FormField label="金额" error={wrong('typedAmount')} {...(inOneText ? {} : { hint: '按明细合计' })}>
          <MoneyInput
            key={inOneText ? 'typed' : 'worth'}
            value={amountOf(draft)}
            disabled={!inOneText}
            onChange={(typedAmount) => onChange({ typedAmount })}
          />
        </FormField>
      </FormRow>
      {inOneText && draft.form !== 'money' && (
        <FormField label="品名、数量" optional>
          <div className="picker-with-button">
            <Input
              aria-label="品名、数量"
              value={draft.goods}
              maxLength={100}
              onChange={(event) => onChange({ goods: event.target.value })}
            />
            <Button onClick={() => onChange({ goodsLines: [{ ...EMPTY_GOODS, name: draft.goods }] })}>逐项填写</Button>
          </div>
        </FormField>
      )}
      {byLine && (
        <GoodsLines
          lines={draft.goodsLines}
          error={wrong('goodsLines') && '每一行都要写品名、数量和单价。'}
          onChange={(goodsLines) => onChange({ goodsLines })}
        />
      )}
      {draft.method === 'stock' && (
        <StockLines
          lines={draft.stock}
          error={wrong('stock') && '没有选库存物品。'}
          onChange={(stock) => onChange({ stock })}
        />
      )}
    </>
  );
}
