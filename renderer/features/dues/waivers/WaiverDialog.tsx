import { Input, Modal } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { MonthInput } from '#renderer/components/MonthInput.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { ResolutionPicker } from '#renderer/components/ResolutionPicker.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { type Day, dayOf, formatMonth, type Month, monthOf } from '#shared/calendar.ts';
import type { WaiverPreview } from '#shared/contract/dues.ts';
import type { InputOf } from '#shared/contract/index.ts';
import { formatYuan } from '#shared/money.ts';
import { type ChosenMember, MembersField } from './MembersField.tsx';

/** 登记减免: who, which months, why, who decided; and before it is saved what it takes off and what it leaves. */
export function WaiverDialog({ onClose }: { onClose: () => void }) {
  const [members, setMembers] = useState<readonly ChosenMember[]>([]);
  const [fromMonth, setFromMonth] = useState<Month | undefined>(() => monthOf(dayOf(new Date())));
  const [toMonth, setToMonth] = useState<Month>();
  const [reason, setReason] = useState('');
  const [decision, setDecision] = useState('');
  const [resolution, setResolution] = useState<string>();
  const [day, setDay] = useState<Day | undefined>(() => dayOf(new Date()));
  const [checked, setChecked] = useState(false);
  const tell = useTell();
  const memberIds = members.map(({ id }) => id);
  const stretch =
    memberIds.length > 0 && fromMonth !== undefined && toMonth !== undefined && fromMonth <= toMonth
      ? { memberIds, fromMonth, toMonth }
      : undefined;
  const { value: preview, error } = useCall('dues.previewWaiver', stretch);
  const save = useAction(async (input: InputOf<'dues.saveWaiver'>) => {
    const { waivers, levies, amount } = await call('dues.saveWaiver', input);
    tell.done(
      `已为 ${waivers} 人登记减免，${levies === 0 ? '现在没有应收要减' : `减去 ${levies} 笔、${formatYuan(amount)} 元`}。`,
    );
    onClose();
  });
  const form = useFormArea(() => {
    setChecked(true);
    if (stretch === undefined || day === undefined || reason.trim() === '' || decision.trim() === '') return;
    void save.run({ ...stretch, reason, decision, day });
  });
  const empty = (lacks: boolean) => (checked && lacks ? '没有填写' : undefined);
  const backwards = fromMonth !== undefined && toMonth !== undefined && fromMonth > toMonth;
  return (
    <Modal
      open
      title="登记减免"
      width={600}
      centered
      mask={{ closable: false }}
      okText="登记"
      cancelText="取消"
      confirmLoading={save.busy}
      okButtonProps={{ title: 'Ctrl+Enter' }}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        <FormField label="会员" error={empty(members.length === 0)}>
          <MembersField value={members} onChange={setMembers} />
        </FormField>
        <FormRow>
          <FormField label="从哪个月起" error={empty(fromMonth === undefined)}>
            <MonthInput value={fromMonth} onChange={setFromMonth} />
          </FormField>
          <FormField label="到哪个月止" error={backwards ? '早于开始的月份' : empty(toMonth === undefined)}>
            <MonthInput value={toMonth} onChange={setToMonth} />
          </FormField>
        </FormRow>
        <FormField label="减免原因" error={empty(reason.trim() === '')}>
          <Input value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
        </FormField>
        <FormRow>
          <FormField
            label="减免决定"
            hint="写明会议或文号，也可以在下面选一份已登记的决议。"
            error={empty(decision.trim() === '')}
          >
            <Input value={decision} maxLength={200} onChange={(event) => setDecision(event.target.value)} />
          </FormField>
          <FormField label="登记日期" error={empty(day === undefined)}>
            <DayInput value={day} onChange={setDay} />
          </FormField>
        </FormRow>
        <FormField label="集体决议" optional>
          <ResolutionPicker
            value={resolution}
            onChange={(id, chosen) => {
              setResolution(id);
              if (chosen) setDecision(`${chosen.number} ${chosen.title}`.slice(0, 200));
            }}
          />
        </FormField>
        <Notice>{preview && takenText(preview)}</Notice>
        <Notice tone="amber">{preview && paidText(preview)}</Notice>
        <Notice tone="red">{form.blocked ?? save.problem ?? error}</Notice>
      </FormArea>
    </Modal>
  );
}

function takenText({ members, levies, amount }: WaiverPreview): string {
  const now =
    levies === 0
      ? `${members} 人在这些月份现在没有欠费`
      : `${members} 人，现在减去 ${levies} 笔应收、${formatYuan(amount)} 元`;
  return `${now}；这些月份以后计提的，计提时就减去。`;
}

function paidText({ paid, paidLevies, paidAmount }: WaiverPreview): string {
  if (paidLevies === 0) return '';
  const named = paid.slice(0, 3).map(({ name, month }) => `${name}${formatMonth(month)}`);
  const rest = paidLevies > named.length ? `等 ${paidLevies} 笔` : '';
  return `${named.join('、')}${rest}已经收款 ${formatYuan(paidAmount)} 元，不会改动；要减免，登记后把收款转为预收。`;
}
