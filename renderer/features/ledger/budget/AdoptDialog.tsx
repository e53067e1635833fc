import { Modal } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField } from '#renderer/components/FormField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { ResolutionPicker } from '#renderer/components/ResolutionPicker.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { type Day, dayOf } from '#shared/calendar.ts';
import type { Budget } from '#shared/contract/ledger.ts';
import { fen, formatYuan } from '#shared/money.ts';
import { surplusOf } from './budget-rows.ts';

/** 批准预算: by which decision and when; from then on the lines stay. */
export function AdoptDialog({ budget, onClose }: { budget: Budget; onClose: () => void }) {
  const [day, setDay] = useState<Day | undefined>(() => dayOf(new Date()));
  const [resolutionId, setResolutionId] = useState<string>();
  const [missing, setMissing] = useState(false);
  const tell = useTell();
  const { year, totals } = budget;
  const adopt = useAction(async (on: Day, decision: string) => {
    await call('ledger.adoptBudget', { year, day: on, resolutionId: decision });
    tell.done(`${year} 年预算已批准`);
    onClose();
  });
  const form = useFormArea(() => {
    setMissing(true);
    if (day !== undefined && resolutionId !== undefined) void adopt.run(day, resolutionId);
  });
  const absent = (value: unknown) => (missing && value === undefined ? '没有填写' : undefined);
  return (
    <Modal
      open
      title={`批准 ${year} 年预算`}
      width={560}
      centered
      mask={{ closable: false }}
      okText="批准"
      cancelText="取消"
      confirmLoading={adopt.busy}
      okButtonProps={{ title: 'Ctrl+Enter' }}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        <p className="budget-words">
          {`收入总计 ${formatYuan(totals.incomeAll)} 元，支出 ${formatYuan(totals.expense)} 元。批准以后各行不能再改，只能按程序调整。`}
        </p>
        <Notice tone="amber">
          {surplusOf(budget) < 0 &&
            `支出比收入总计多 ${formatYuan(fen(-surplusOf(budget)))} 元，请先核对是否要动用以前年度结余。`}
        </Notice>
        <FormField label="集体决议" error={absent(resolutionId)} hint="工会委员会通过、经审会审查的那次会议">
          <ResolutionPicker value={resolutionId} onChange={(next) => setResolutionId(next)} />
        </FormField>
        <FormField label="批准日期" error={absent(day)}>
          <DayInput value={day} onChange={setDay} />
        </FormField>
        <Notice tone="red">{form.blocked ?? adopt.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
