import { Input, Modal } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField } from '#renderer/components/FormField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { type Day, dayOf } from '#shared/calendar.ts';
import type { StocktakeSheet } from '#shared/contract/ledger.ts';

/** 完成盘点: who counted and when it was over; afterwards it stays as it is. */
export function FinishStocktakeDialog({ sheet, onClose }: { sheet: StocktakeSheet; onClose: () => void }) {
  const [day, setDay] = useState<Day | undefined>(() => {
    const today = dayOf(new Date());
    return today < sheet.day ? sheet.day : today;
  });
  const [counters, setCounters] = useState(sheet.counters);
  const [note, setNote] = useState(sheet.note);
  const [missing, setMissing] = useState(false);
  const tell = useTell();
  const finish = useAction(async (on: Day) => {
    const done = await call('ledger.finishStocktake', { id: sheet.id, day: on, counters, note });
    tell.done(`盘点完成，${done.differences} 处不符`);
    onClose();
  });
  const form = useFormArea(() => {
    setMissing(true);
    if (day !== undefined && counters.trim() !== '') void finish.run(day);
  });
  const absent = (empty: boolean) => (missing && empty ? '没有填写' : undefined);
  return (
    <Modal
      open
      title={`完成 ${sheet.day} 的盘点`}
      width={480}
      centered
      okText="完成盘点"
      cancelText="取消"
      confirmLoading={finish.busy}
      okButtonProps={{ title: 'Ctrl+Enter' }}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        <p className="asset-words">
          {sheet.differences === 0
            ? `${sheet.cards} 张卡片全部账实相符。完成后不能再改。`
            : `${sheet.cards} 张卡片，${sheet.differences} 处不符。完成后不能再改，不符的再逐项办理处置、变更或入账。`}
        </p>
        <FormField label="完成日期" error={absent(day === undefined)}>
          <DayInput value={day} onChange={setDay} />
        </FormField>
        <FormField label="盘点人" error={absent(counters.trim() === '')}>
          <Input value={counters} maxLength={100} onChange={(event) => setCounters(event.target.value)} />
        </FormField>
        <FormField label="说明" optional hint="盘亏、盘盈的原因和处理意见">
          <Input.TextArea rows={2} value={note} maxLength={200} onChange={(event) => setNote(event.target.value)} />
        </FormField>
        <Notice tone="red">{form.blocked ?? finish.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
