import { Input, Modal } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { type Day, dayOf } from '#shared/calendar.ts';
import type { FestivalRow } from '#shared/contract/visits.ts';
import { fen, formatYuan } from '#shared/money.ts';

/** 结束发放: what nobody fetched goes into stock, with the reason. */
export function EndFestivalDialog({ festival, onClose }: { festival: FestivalRow; onClose: () => void }) {
  const [day, setDay] = useState<Day | undefined>(() => dayOf(new Date()));
  const [reason, setReason] = useState('');
  const [place, setPlace] = useState('');
  const [tried, setTried] = useState(false);
  const tell = useTell();
  const end = useAction(async (on: Day) => {
    const ended = await call('visits.endFestival', {
      batchId: festival.id,
      day: on,
      reason: reason.trim(),
      place: place.trim(),
    });
    tell.done(`${ended.returned} 份已退回入库，凭证 ${ended.voucherNumber}。`);
    onClose();
  });
  const form = useFormArea(() => {
    setTried(true);
    if (day !== undefined && reason.trim() !== '') void end.run(day);
  });
  return (
    <Modal
      open
      title={`结束发放 ${festival.name}`}
      width={520}
      centered
      okText={`退回 ${festival.open} 份并入库`}
      cancelText="取消"
      confirmLoading={end.busy}
      okButtonProps={{ title: 'Ctrl+Enter' }}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        <p className="festival-facts">
          未领 {festival.open} 人，共 {formatYuan(fen(festival.open * festival.amountEach))}{' '}
          元的物品转入慰问品库存，记一张凭证（借库存物品，贷资产基金）。以后有人来领，从库存单独登记慰问。
        </p>
        <FormRow>
          <FormField label="退回日期" error={tried && day === undefined ? '没有填写' : undefined}>
            <DayInput value={day} onChange={setDay} />
          </FormField>
          <FormField label="存放地点" optional>
            <Input
              value={place}
              maxLength={40}
              placeholder="工会办公室"
              onChange={(event) => setPlace(event.target.value)}
            />
          </FormField>
        </FormRow>
        <FormField label="未领原因" error={tried && reason.trim() === '' ? '没有填写' : undefined}>
          <Input
            value={reason}
            maxLength={100}
            placeholder="外出进修，没有来领"
            onChange={(event) => setReason(event.target.value)}
          />
        </FormField>
        <Notice tone="red">{form.blocked ?? end.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
