import { Input, InputNumber, Radio, Select } from 'antd';
import { useCall } from '#renderer/app/use-call.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { FundField } from '#renderer/components/FundField.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { ResolutionPicker } from '#renderer/components/ResolutionPicker.tsx';
import { VISIT_FORM_NAMES, type VisitKind } from '#shared/contract/visits.ts';
import { LotsField, wordsOfTaken, worthOfTaken } from '../stock/LotsField.tsx';
import { type FestivalDraft, lacking } from './festival-draft.ts';

interface WhatStepProps {
  draft: FestivalDraft;
  kinds: readonly VisitKind[];
  tried: boolean;
  onChange: (patch: Partial<FestivalDraft>) => void;
}

/** First step: which festival, what is given, and how it is paid. */
export function WhatStep({ draft, kinds, tried, onChange }: WhatStepProps) {
  const festivals = useCall('visits.listFestivalNames', {});
  const kind = kinds.find(({ id }) => id === draft.kindId);
  const forms = (['goods', 'coupon'] as const).filter((form) => kind?.forms.includes(form));
  const missing = lacking(draft);
  const empty = (field: (typeof missing)[number]) => (tried && missing.includes(field) ? '没有填写' : undefined);
  const year = draft.day?.slice(0, 4) ?? '';
  return (
    <div className="sheet festival-form">
      <FormRow>
        <FormField label="节日" optional hint="不是节日的（送清凉等）可以空着">
          <Select<string>
            autoFocus
            className="wide-control"
            allowClear
            placeholder="选择节日"
            value={draft.festival ?? null}
            notFoundContent={festivals.error ?? '慰问标准里还没有节日。'}
            options={(festivals.value ?? []).map(({ name }) => ({ value: name, label: name }))}
            onChange={(festival: string | undefined) =>
              onChange({
                festival,
                ...(draft.name === '' && festival !== undefined && year !== ''
                  ? { name: `${year} 年${festival}` }
                  : {}),
              })
            }
          />
        </FormField>
        <FormField label="名称" error={empty('name')}>
          <Input
            value={draft.name}
            maxLength={40}
            placeholder="2026 年春节"
            onChange={(event) => onChange({ name: event.target.value })}
          />
        </FormField>
        <FormField label="日期" error={empty('day')}>
          <DayInput value={draft.day} onChange={(day) => onChange({ day })} />
        </FormField>
      </FormRow>
      <FormRow>
        <FormField label="慰问类别" error={empty('kindId')} {...(kind ? { hint: `列支 ${kind.accountName}` } : {})}>
          <Select
            className="wide-control"
            value={draft.kindId ?? null}
            options={kinds.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(kindId: string | null) => onChange({ kindId: kindId ?? undefined })}
          />
        </FormField>
        <FormField label="形式" hint="年节不发现金、购物卡">
          <Radio.Group
            value={draft.form}
            onChange={(event) => onChange({ form: event.target.value === 'coupon' ? 'coupon' : 'goods' })}
            options={forms.map((form) => ({ value: form, label: VISIT_FORM_NAMES[form] }))}
          />
        </FormField>
        <FormField label="支付方式">
          <Radio.Group
            value={draft.method}
            onChange={(event) => {
              const method = event.target.value === 'cash' ? 'cash' : event.target.value === 'stock' ? 'stock' : 'bank';
              onChange(method === 'stock' ? { method, amountEach: undefined, stock: [] } : { method, stock: [] });
            }}
            options={[
              { value: 'bank', label: '银行' },
              { value: 'cash', label: '现金' },
              { value: 'stock', label: '库存物品' },
            ]}
          />
        </FormField>
      </FormRow>
      {draft.method === 'stock' && (
        <LotsField
          value={draft.stock}
          quantityLabel="每人数量"
          error={empty('stock')}
          onChange={(stock, lots) =>
            onChange({ stock, goods: wordsOfTaken(stock, lots).slice(0, 100), amountEach: worthOfTaken(stock, lots) })
          }
        />
      )}
      <FormRow>
        <FormField label="慰问品" error={empty('goods')}>
          <Input
            value={draft.goods}
            maxLength={100}
            placeholder="大米 10 kg、食用油 5 L"
            onChange={(event) => onChange({ goods: event.target.value })}
          />
        </FormField>
        <FormField label="每人金额" error={empty('amountEach')}>
          <MoneyInput
            value={draft.amountEach}
            disabled={draft.method === 'stock'}
            onChange={(amountEach) => onChange({ amountEach })}
          />
        </FormField>
      </FormRow>
      <FormField label="集体决议" optional hint="每节发放都要有会议决定">
        <ResolutionPicker value={draft.resolutionId} onChange={(resolutionId) => onChange({ resolutionId })} />
      </FormField>
      {draft.method !== 'stock' && <FundField value={draft.fundId} onChange={(fundId) => onChange({ fundId })} />}
      <FormField label="附件张数" {...(kind ? { hint: kind.papers } : {})}>
        <InputNumber<number>
          className="wide-control"
          min={0}
          max={999}
          precision={0}
          value={draft.attachmentCount}
          onChange={(count) => onChange({ attachmentCount: count ?? 0 })}
        />
      </FormField>
    </div>
  );
}
