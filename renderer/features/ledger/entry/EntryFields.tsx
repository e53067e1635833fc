import { Input, InputNumber, Radio } from 'antd';
import { useState } from 'react';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { FundField } from '#renderer/components/FundField.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { ResolutionPicker } from '#renderer/components/ResolutionPicker.tsx';
import { type Direction, type Method, SPECIAL_SUBSIDY_ACCOUNT } from '#shared/contract/ledger.ts';
import { BuyAssetLink } from '../assets/BuyAssetLink.tsx';
import { SummaryInput } from '../vouchers/SummaryInput.tsx';
import { DIRECTION_LABELS, METHOD_LABELS } from '../words.ts';
import type { EntryDraft, Missing } from './entry-draft.ts';
import { PurposePicker } from './PurposePicker.tsx';

interface EntryFieldsProps {
  draft: EntryDraft;
  onChange: (part: Partial<EntryDraft>) => void;
  missing: Missing;
  remittancePercent: number;
}

const DIRECTIONS: readonly Direction[] = ['expense', 'income', 'transfer'];
const METHODS: readonly Method[] = ['bank', 'cash'];

/** The fields of 收支登记, in the order a person thinks: what for, how much, when, what it was. */
export function EntryFields({ draft, onChange, missing, remittancePercent }: EntryFieldsProps) {
  const { purpose } = draft;
  // whoever goes through the directions with the arrow keys stays there
  const [turned, setTurned] = useState(false);
  const counterparty = { expense: '付给谁', income: '谁交来的', transfer: '对方' }[draft.direction];
  return (
    <>
      <Radio.Group
        className="entry-direction"
        aria-label="收支方向"
        name="direction"
        optionType="button"
        buttonStyle="solid"
        value={draft.direction}
        options={DIRECTIONS.map((value) => ({ value, label: DIRECTION_LABELS[value] }))}
        onChange={(event) => {
          setTurned(true);
          onChange({
            direction: event.target.value,
            purpose: undefined,
            setAside: undefined,
            resolutionId: undefined,
            fundId: undefined,
          });
        }}
      />
      <FormField label="用途" error={missing.purpose} hint={purpose && hintOf(purpose)}>
        <PurposePicker
          key={draft.direction}
          direction={draft.direction}
          value={purpose?.id}
          autoFocus={!turned}
          onChange={(next) =>
            onChange({
              purpose: next,
              setAside: undefined,
              ...(next?.fixedMethod === undefined ? {} : { method: next.fixedMethod }),
            })
          }
        />
      </FormField>
      {purpose?.id === 'ex-capital' && <BuyAssetLink />}
      <FormRow>
        <FormField label="金额" error={missing.amount}>
          <MoneyInput uppercase value={draft.amount} onChange={(amount) => onChange({ amount })} />
        </FormField>
        <FormField label={draft.direction === 'income' ? '收到哪里' : '从哪里付'}>
          <MethodChoice
            value={draft.method}
            disabled={purpose?.fixedMethod !== undefined}
            onChange={(method) => onChange({ method })}
          />
        </FormField>
      </FormRow>
      {purpose?.setAsideName !== undefined && (
        <FormField
          label="其中应上解"
          optional
          hint={`不填按设置里的上解比例 ${remittancePercent}% 算，先挂在「${purpose.setAsideName}」`}
        >
          <MoneyInput value={draft.setAside} onChange={(setAside) => onChange({ setAside })} />
        </FormField>
      )}
      <FormRow>
        <FormField label="日期" error={missing.day}>
          <DayInput value={draft.day} onChange={(day) => onChange({ day })} />
        </FormField>
        <FormField label="附件张数">
          <InputNumber
            className="wide-control"
            min={0}
            max={999}
            precision={0}
            value={draft.attachmentCount}
            onChange={(count) => onChange({ attachmentCount: count ?? 0 })}
          />
        </FormField>
      </FormRow>
      <FormRow>
        <div className="entry-summary">
          <FormField label="摘要" error={missing.summary}>
            <SummaryInput
              value={draft.summary}
              placeholder="如：三八节拔河比赛用品"
              onChange={(summary) => onChange({ summary })}
            />
          </FormField>
        </div>
        <FormField label={counterparty} optional>
          <Input
            value={draft.counterparty}
            maxLength={60}
            autoComplete="off"
            onChange={(event) => onChange({ counterparty: event.target.value })}
          />
        </FormField>
      </FormRow>
      {draft.direction !== 'transfer' && (
        <FundField
          value={draft.fundId}
          onChange={(fundId) => onChange({ fundId })}
          {...(purpose?.accountId === SPECIAL_SUBSIDY_ACCOUNT ? { hint: '限定用途的补助，要选是哪项专项资金' } : {})}
        />
      )}
      {draft.direction === 'expense' && (
        <FormField label="依据的集体决议" optional>
          <ResolutionPicker value={draft.resolutionId} onChange={(resolutionId) => onChange({ resolutionId })} />
        </FormField>
      )}
    </>
  );
}

function hintOf({ hint, oldName, accountName }: NonNullable<EntryDraft['purpose']>): string {
  return oldName === '' || oldName === accountName ? hint : `${hint}（2017 年叫「${oldName}」）`;
}

interface MethodChoiceProps {
  id?: string;
  'aria-describedby'?: string;
  value: Method;
  disabled: boolean;
  onChange: (method: Method) => void;
}

function MethodChoice({ id, value, disabled, onChange, ...described }: MethodChoiceProps) {
  return (
    <Radio.Group
      {...(id === undefined ? {} : { id })}
      {...described}
      aria-label="收付方式"
      name="method"
      optionType="button"
      value={value}
      disabled={disabled}
      options={METHODS.map((method) => ({ value: method, label: METHOD_LABELS[method] }))}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
