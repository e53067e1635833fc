import { Button, Select } from 'antd';
import { useRef, useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormArea, useFormArea } from '#renderer/components/form-area.tsx';
import { MemberPicker } from '#renderer/components/MemberPicker.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { type Day, dayOf } from '#shared/calendar.ts';
import { QUICK_OCCASION_NAMES, QUICK_OCCASIONS, type QuickOccasion } from '#shared/contract/visits.ts';
import { formatYuan } from '#shared/money.ts';

/** A hospital stay or a bereavement in three fields on one line; Enter goes on, and the last one registers it. */
export function QuickRequest({ onSaved }: { onSaved: (id: string) => void }) {
  const line = useRef<HTMLFieldSetElement>(null);
  const [memberId, setMemberId] = useState<string>();
  const [occasion, setOccasion] = useState<QuickOccasion>('hospital');
  const [eventDay, setEventDay] = useState<Day | undefined>(() => dayOf(new Date()));
  const [missing, setMissing] = useState(false);
  const tell = useTell();
  const save = useAction(async (member: string, on: Day) => {
    const request = await call('visits.quickRequest', { memberId: member, occasion, eventDay: on });
    const amount =
      request.amount === undefined ? '金额还没有定，请补上再提交' : `${formatYuan(request.amount)} 元，待决定`;
    tell.done(`已登记 ${request.memberName} ${request.kindName}慰问申请，${amount}。`);
    setMemberId(undefined);
    line.current?.querySelector('input')?.focus();
    if (request.amount === undefined) onSaved(request.id);
  });
  const form = useFormArea(() => {
    setMissing(memberId === undefined || eventDay === undefined);
    if (memberId !== undefined && eventDay !== undefined) void save.run(memberId, eventDay);
  });
  return (
    <FormArea form={form}>
      <fieldset ref={line} className="quick-request" aria-label="快速登记">
        <span className="quick-request-label">快速登记</span>
        <MemberPicker aria-label="会员" value={memberId} onChange={(member) => setMemberId(member?.id)} />
        <Select<QuickOccasion>
          aria-label="慰问事由"
          className="quick-request-occasion"
          value={occasion}
          options={QUICK_OCCASIONS.map((value) => ({ value, label: QUICK_OCCASION_NAMES[value] }))}
          onChange={setOccasion}
        />
        <span className="quick-request-day">
          <DayInput aria-label="事情发生日期" value={eventDay} onChange={setEventDay} />
        </span>
        <Button data-save-button loading={save.busy} onClick={form.submit}>
          登记申请
        </Button>
        <span className="quick-request-hint">金额和形式按惯例、标准填好</span>
      </fieldset>
      <Notice tone="red">{form.blocked ?? save.problem ?? (missing && '请选会员和日期。')}</Notice>
    </FormArea>
  );
}
