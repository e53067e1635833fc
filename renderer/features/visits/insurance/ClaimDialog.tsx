import { Input, Modal } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField } from '#renderer/components/FormField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { MemberPicker } from '#renderer/components/MemberPicker.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { type Day, dayOf } from '#shared/calendar.ts';
import type { InsuranceYear } from '#shared/contract/visits.ts';

/** 登记理赔: who applied, when, and what happened, which stands in this record alone. */
export function ClaimDialog({
  year,
  onClose,
  onSaved,
}: {
  year: InsuranceYear;
  onClose: () => void;
  onSaved: (id: string) => void;
}) {
  const [memberId, setMemberId] = useState<string>();
  const [applied, setApplied] = useState<Day | undefined>(() => dayOf(new Date()));
  const [event, setEvent] = useState('');
  const save = useAction(async (member: string, on: Day) => {
    const claim = await call('visits.saveClaim', { yearId: year.id, memberId: member, applied: on, event });
    onClose();
    onSaved(claim.id);
  });
  const ready = memberId !== undefined && applied !== undefined;
  const form = useFormArea(ready ? () => void save.run(memberId, applied) : undefined);
  return (
    <Modal
      open
      title={`登记理赔：${year.planName}`}
      width={520}
      centered
      mask={{ closable: false }}
      okText="登记"
      cancelText="取消"
      confirmLoading={save.busy}
      okButtonProps={{ title: 'Ctrl+Enter', disabled: !ready }}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        <FormField label="会员">
          <MemberPicker value={memberId} onChange={(member) => setMemberId(member?.id)} />
        </FormField>
        <FormField label="申请日期">
          <DayInput value={applied} onChange={setApplied} />
        </FormField>
        <FormField label="事由" optional hint="只在这条理赔里看得到，不进名单、留痕和凭证；病种能不写就不写。">
          <Input.TextArea value={event} rows={3} maxLength={300} onChange={(change) => setEvent(change.target.value)} />
        </FormField>
        <Notice tone="red">{form.blocked ?? save.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
