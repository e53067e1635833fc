import { Checkbox, Input, InputNumber, Radio } from 'antd';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField } from '#renderer/components/FormField.tsx';
import type { Day } from '#shared/calendar.ts';

/** What is said once for everybody's money. */
export interface CollectHead {
  method: 'cash' | 'bank';
  day: Day | undefined;
  /** One 收据 for all; with `eachNumber` each line has its own instead. */
  receiptNumber: string;
  eachNumber: boolean;
  reference: string;
  payer: string;
  attachmentCount: number;
  overToCredit: boolean;
  onlyMonth: boolean;
}

export function emptyHead(): CollectHead {
  return {
    method: 'bank',
    day: undefined,
    receiptNumber: '',
    eachNumber: false,
    reference: '',
    payer: '',
    attachmentCount: 1,
    overToCredit: false,
    onlyMonth: false,
  };
}

const METHODS = [
  { value: 'bank', label: '银行转账' },
  { value: 'cash', label: '现金' },
];

/** Way, day, number of the 收据 or of the transfer, and who brought it. */
export function CollectForm({
  head,
  onChange,
  many,
}: {
  head: CollectHead;
  onChange: (change: Partial<CollectHead>) => void;
  many: boolean;
}) {
  return (
    <div className="receipts-form">
      <FormField label="收款方式">
        <Radio.Group
          options={METHODS}
          value={head.method}
          onChange={(event) => onChange({ method: event.target.value, eachNumber: false })}
        />
      </FormField>
      <FormField label="收款日期" hint="记账到这一天所在的月份">
        <DayInput value={head.day} onChange={(day) => onChange({ day })} />
      </FormField>
      {head.method === 'bank' ? (
        <FormField label="交易流水号" optional hint="同一条流水只能登记一次">
          <Text value={head.reference} max={50} onChange={(reference) => onChange({ reference })} />
        </FormField>
      ) : (
        <FormField
          label="收据号"
          optional
          hint={
            many && (
              <Checkbox
                checked={head.eachNumber}
                onChange={(event) => onChange({ eachNumber: event.target.checked, receiptNumber: '' })}
              >
                每人一张
              </Checkbox>
            )
          }
        >
          <Text
            value={head.receiptNumber}
            max={30}
            disabled={head.eachNumber}
            onChange={(receiptNumber) => onChange({ receiptNumber })}
          />
        </FormField>
      )}
      <FormField label="交款单位" optional hint="如：一分会，代多人一笔交来的填">
        <Text value={head.payer} max={50} onChange={(payer) => onChange({ payer })} />
      </FormField>
      <FormField label="附件张数">
        <InputNumber
          min={0}
          max={999}
          precision={0}
          value={head.attachmentCount}
          onChange={(value) => onChange({ attachmentCount: value ?? 0 })}
        />
      </FormField>
    </div>
  );
}

function Text(props: {
  id?: string;
  'aria-describedby'?: string;
  value: string;
  max: number;
  disabled?: boolean;
  onChange: (value: string) => void;
}) {
  return (
    <Input
      {...(props.id === undefined ? {} : { id: props.id })}
      aria-describedby={props['aria-describedby']}
      value={props.value}
      maxLength={props.max}
      disabled={props.disabled ?? false}
      autoComplete="off"
      onChange={(event) => props.onChange(event.target.value)}
    />
  );
}
