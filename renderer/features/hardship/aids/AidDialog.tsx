import { Input, InputNumber, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { BudgetEffect, paymentEntries } from '#renderer/components/BudgetEffect.tsx';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { FundField } from '#renderer/components/FundField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { ResolutionPicker } from '#renderer/components/ResolutionPicker.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { type Day, dayOf } from '#shared/calendar.ts';
import {
  AID_ACCOUNT,
  AID_KIND_NAMES,
  AID_KINDS,
  type AidKind,
  type HardshipRecord,
} from '#shared/contract/hardship.ts';
import { type Fen, formatYuan } from '#shared/money.ts';

/** 发放帮扶: one payment to one family, posted to 困难职工帮扶支出 at once. */
export function AidDialog({ record, onClose }: { record: HardshipRecord; onClose: () => void }) {
  const [day, setDay] = useState<Day | undefined>(() => dayOf(new Date()));
  const [kind, setKind] = useState<AidKind>('living');
  const [amount, setAmount] = useState<Fen>();
  const [method, setMethod] = useState<'cash' | 'bank'>('bank');
  const [resolutionId, setResolutionId] = useState(record.resolutionId);
  const [fundId, setFundId] = useState<string>();
  const [attachmentCount, setAttachmentCount] = useState(0);
  const [signedDay, setSignedDay] = useState<Day>();
  const [signedBy, setSignedBy] = useState('');
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  const tell = useTell();
  const pay = useAction(async (on: Day, yuan: Fen, decision: string) => {
    const { voucherNumber } = await call('hardship.payAid', {
      fileId: record.id,
      day: on,
      kind,
      amount: yuan,
      method,
      resolutionId: decision,
      attachmentCount,
      note,
      signedBy,
      ...(fundId === undefined ? {} : { fundId }),
      ...(signedDay === undefined ? {} : { signedDay }),
    });
    tell.done(`已发放 ${record.memberName} ${formatYuan(yuan)} 元，凭证 ${voucherNumber}。`);
    onClose();
  });
  const form = useFormArea(() => {
    setMissing(true);
    if (day !== undefined && amount !== undefined && resolutionId !== undefined)
      void pay.run(day, amount, resolutionId);
  });
  const absent = (value: unknown) => (missing && value === undefined ? '没有填写' : undefined);
  return (
    <Modal
      open
      title={`发放帮扶 ${record.memberName} ${record.number}`}
      width={560}
      centered
      mask={{ closable: false }}
      okText="发放并记账"
      cancelText="取消"
      confirmLoading={pay.busy}
      okButtonProps={{ title: 'Ctrl+Enter' }}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        <FormRow>
          <FormField label="发放日期" error={absent(day)} hint={`建档日 ${record.openedDay}`}>
            <DayInput value={day} onChange={setDay} />
          </FormField>
          <FormField label="帮扶项目">
            <Select
              className="wide-control"
              value={kind}
              options={AID_KINDS.map((one) => ({ value: one, label: AID_KIND_NAMES[one] }))}
              onChange={setKind}
            />
          </FormField>
        </FormRow>
        <FormRow>
          <FormField label="金额" error={absent(amount)}>
            <MoneyInput uppercase value={amount} onChange={setAmount} />
          </FormField>
          <FormField label="支付方式">
            <Radio.Group
              value={method}
              onChange={(event) => setMethod(event.target.value === 'cash' ? 'cash' : 'bank')}
              options={[
                { value: 'bank', label: '银行转账' },
                { value: 'cash', label: '现金' },
              ]}
            />
          </FormField>
        </FormRow>
        <FormField label="集体决议" error={absent(resolutionId)}>
          <ResolutionPicker value={resolutionId} onChange={(next) => setResolutionId(next)} />
        </FormField>
        <FundField value={fundId} onChange={setFundId} />
        <FormRow>
          <FormField label="签收日期" optional hint="还没签的以后再登记">
            <DayInput value={signedDay} onChange={setSignedDay} />
          </FormField>
          <FormField label="签收人" optional>
            <Input
              value={signedBy}
              maxLength={30}
              placeholder={record.memberName}
              onChange={(event) => setSignedBy(event.target.value)}
            />
          </FormField>
          <FormField label="附件张数">
            <InputNumber<number>
              className="wide-control"
              min={0}
              max={999}
              precision={0}
              value={attachmentCount}
              onChange={(count) => setAttachmentCount(count ?? 0)}
            />
          </FormField>
        </FormRow>
        <FormField label="备注" optional>
          <Input value={note} maxLength={200} onChange={(event) => setNote(event.target.value)} />
        </FormField>
        <BudgetEffect day={day} entries={paymentEntries(AID_ACCOUNT, amount, fundId)} />
        <Notice tone="red">{form.blocked ?? pay.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
