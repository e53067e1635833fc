import { Input, InputNumber, Modal, Segmented } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { type Day, dayOf } from '#shared/calendar.ts';
import type { DriveRecord } from '#shared/contract/visits.ts';
import { type Fen, formatYuan } from '#shared/money.ts';

/** 登记转交: to whom, when, against which receipt. The scan of the receipt is added at the voucher. */
export function HandOverDialog({ drive, onClose }: { drive: DriveRecord; onClose: () => void }) {
  const [receiver, setReceiver] = useState(drive.beneficiary.slice(0, 60));
  const [receiptNumber, setReceiptNumber] = useState('');
  const [day, setDay] = useState<Day | undefined>(() => dayOf(new Date()));
  const [amount, setAmount] = useState<Fen | undefined>(drive.left);
  const [method, setMethod] = useState<'cash' | 'bank'>('bank');
  const [attachmentCount, setAttachmentCount] = useState(1);
  const tell = useTell();
  const save = useAction(async (on: Day, money: Fen) => {
    await call('visits.handOverDonations', {
      driveId: drive.id,
      day: on,
      method,
      receiver,
      receiptNumber,
      amount: money,
      attachmentCount,
    });
    tell.done(`已登记转交 ${formatYuan(money)} 元。`);
    onClose();
  });
  const ready = receiver.trim() !== '' && day !== undefined && amount !== undefined;
  const form = useFormArea(ready ? () => void save.run(day, amount) : undefined);
  return (
    <Modal
      open
      title={`登记转交：${drive.name}`}
      width={560}
      centered
      mask={{ closable: false }}
      okText="登记转交"
      cancelText="取消"
      confirmLoading={save.busy}
      okButtonProps={{ title: 'Ctrl+Enter', disabled: !ready }}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        <FormField label="接收单位或个人">
          <Input
            value={receiver}
            maxLength={60}
            autoComplete="off"
            onChange={(event) => setReceiver(event.target.value)}
          />
        </FormField>
        <FormRow>
          <FormField label="转交日期">
            <DayInput value={day} onChange={setDay} />
          </FormField>
          <FormField label="金额" hint={`还没有转交 ${formatYuan(drive.left)} 元`}>
            <MoneyInput value={amount} onChange={setAmount} />
          </FormField>
        </FormRow>
        <FormRow>
          <FormField label="付款方式">
            <Segmented<'cash' | 'bank'>
              value={method}
              onChange={setMethod}
              options={[
                { value: 'bank', label: '银行转账' },
                { value: 'cash', label: '现金' },
              ]}
            />
          </FormField>
          <FormField label="对方收据号" optional>
            <Input
              value={receiptNumber}
              maxLength={40}
              autoComplete="off"
              onChange={(event) => setReceiptNumber(event.target.value)}
            />
          </FormField>
          <FormField label="附件张数">
            <InputNumber
              className="wide-control"
              min={0}
              max={999}
              precision={0}
              value={attachmentCount}
              onChange={(value) => setAttachmentCount(value ?? 0)}
            />
          </FormField>
        </FormRow>
        <Notice>登记以后，在这张凭证的附件里放上对方收据的扫描件。</Notice>
        <Notice tone="red">{form.blocked ?? save.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
