import { PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Input, InputNumber } from 'antd';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import type { VisitFieldsProps } from './WhatFields.tsx';

const MOST_VISITORS = 10;

/** 慰问人 (two at least) and 地点. */
export function VisitorFields({ draft, wrong, onChange }: VisitFieldsProps) {
  return (
    <>
      <FormRow>
        {draft.visitors.map((visitor, index) => (
          <FormField
            // biome-ignore lint/suspicious/noArrayIndexKey: the places of the visitors are fixed
            key={index}
            label={`慰问人 ${index + 1}`}
            optional={index > 1}
            error={index === 1 && wrong('visitors') ? '走访要两人以上' : undefined}
          >
            <Input
              value={visitor}
              maxLength={20}
              onChange={(event) => onChange({ visitors: draft.visitors.with(index, event.target.value) })}
            />
          </FormField>
        ))}
        <FormField label="地点" optional>
          <Input value={draft.place} maxLength={60} onChange={(event) => onChange({ place: event.target.value })} />
        </FormField>
      </FormRow>
      {draft.visitors.length < MOST_VISITORS && (
        <Button
          size="small"
          className="visit-add-visitor"
          icon={<PlusOutlined aria-hidden />}
          onClick={() => onChange({ visitors: [...draft.visitors, ''] })}
        >
          加慰问人
        </Button>
      )}
    </>
  );
}

/** Whose account a transfer goes to; it may stay open and be added on the list for the bank. */
export function PaidFields({ draft, onChange }: VisitFieldsProps) {
  if (draft.method !== 'bank' || draft.form !== 'money') return null;
  return (
    <FormRow>
      <FormField label="收款人" optional>
        <Input
          value={draft.payeeName}
          maxLength={40}
          onChange={(event) => onChange({ payeeName: event.target.value })}
        />
      </FormField>
      <FormField label="开户行" optional>
        <Input
          value={draft.payeeBank}
          maxLength={60}
          onChange={(event) => onChange({ payeeBank: event.target.value })}
        />
      </FormField>
      <FormField label="收款账号" optional hint="转账才填，三项一起填">
        <Input
          value={draft.payeeAccount}
          maxLength={40}
          onChange={(event) => onChange({ payeeAccount: event.target.value })}
        />
      </FormField>
    </FormRow>
  );
}

/** The papers that belong with the kind, to tick off, and how many sheets hang at the voucher. */
export function PapersField({ draft, kind, onChange }: VisitFieldsProps) {
  const items = kind?.paperItems ?? [];
  const lacking = items.filter((item) => !draft.papers.includes(item));
  return (
    <FormRow>
      {items.length > 0 && (
        <FormField
          label="材料"
          optional
          hint={
            draft.papers.length > 0 && lacking.length > 0
              ? `欠缺：${lacking.join('、')}`
              : '有的打勾，缺的记在记录里；扫描件登记后添加'
          }
        >
          <Checkbox.Group
            className="visit-papers"
            value={[...draft.papers]}
            options={[...items]}
            onChange={(chosen) => onChange({ papers: items.filter((item) => chosen.includes(item)) })}
          />
        </FormField>
      )}
      <FormField label="附件张数">
        <InputNumber<number>
          className="wide-control"
          min={0}
          max={999}
          precision={0}
          value={draft.attachmentCount}
          onChange={(count) => onChange({ attachmentCount: count ?? 0 })}
        />
      </FormField>
    </FormRow>
  );
}

/** Who received it, and the signature if it is there already. */
export function SignedFields({ draft, onChange }: VisitFieldsProps) {
  return (
    <>
      <h2>受慰问人和签收</h2>
      <FormRow>
        <FormField label="慰问对象" optional hint="不是会员本人时填写">
          <Input
            value={draft.beneficiary}
            maxLength={30}
            onChange={(event) => onChange({ beneficiary: event.target.value })}
          />
        </FormField>
        <FormField label="与会员关系" optional>
          <Input
            value={draft.relation}
            maxLength={20}
            onChange={(event) => onChange({ relation: event.target.value })}
          />
        </FormField>
      </FormRow>
      <FormRow>
        <FormField label="签收日期" optional hint="还没签的以后再登记">
          <DayInput value={draft.signedDay} onChange={(signedDay) => onChange({ signedDay })} />
        </FormField>
        <FormField label="签收人" optional hint="空着就是本人">
          <Input
            value={draft.signedBy}
            maxLength={30}
            onChange={(event) => onChange({ signedBy: event.target.value })}
          />
        </FormField>
        <FormField label="代领人与本人关系" optional>
          <Input
            value={draft.signedRelation}
            maxLength={20}
            disabled={draft.signedBy.trim() === ''}
            onChange={(event) => onChange({ signedRelation: event.target.value })}
          />
        </FormField>
      </FormRow>
    </>
  );
}
