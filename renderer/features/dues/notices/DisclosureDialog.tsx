import { Input, Modal } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { PaperDialog } from '#renderer/components/PaperDialog.tsx';
import { addDays, type Day, dayOf } from '#shared/calendar.ts';
import type { Disclosure, NoticeTexts } from '#shared/contract/dues.ts';
import { formatPeriod } from '#shared/dues-periods.ts';
import { DisclosurePaper, type DisclosureTerms, isWide } from './DisclosurePaper.tsx';

/** Five working days are usual for a notice; a week holds them. */
const DAYS_POSTED = 6;

interface DisclosureDialogProps {
  disclosure: Disclosure;
  withAmounts: boolean;
  unit: string;
  onClose: () => void;
}

/** Asks for what a notice says beside its table, then shows the sheets to be printed. */
export function DisclosureDialog({ disclosure, withAmounts, unit, onClose }: DisclosureDialogProps) {
  const texts = useCall('dues.readNoticeTexts', {});
  const [terms, setTerms] = useState<DisclosureTerms>();
  if (terms)
    return (
      <PaperDialog
        open
        name={`会费收缴公示-${formatPeriod(disclosure)}`}
        landscape={isWide(disclosure, withAmounts)}
        paper={<DisclosurePaper disclosure={disclosure} withAmounts={withAmounts} unit={unit} terms={terms} />}
        onClose={onClose}
      />
    );
  if (!texts.value) return texts.error ? <Notice tone="red">{texts.error}</Notice> : null;
  return <TermsDialog texts={texts.value} onTerms={setTerms} onClose={onClose} />;
}

interface TermsDialogProps {
  texts: NoticeTexts;
  onTerms: (terms: DisclosureTerms) => void;
  onClose: () => void;
}

function TermsDialog({ texts, onTerms, onClose }: TermsDialogProps) {
  const [first, setFirst] = useState<Day | undefined>(() => dayOf(new Date()));
  const [last, setLast] = useState<Day | undefined>(() => addDays(dayOf(new Date()), DAYS_POSTED));
  const [use, setUse] = useState('');
  const [contact, setContact] = useState(texts.contact);
  const [missing, setMissing] = useState(false);
  const mayKeep = useAllowed('dues.saveNoticeTexts');
  const make = useAction(async (from: Day, to: Day) => {
    if (mayKeep && contact.trim() !== texts.contact) await call('dues.saveNoticeTexts', { ...texts, contact });
    onTerms({ first: from, last: to, use: use.trim(), contact: contact.trim() });
  });
  const backwards = first !== undefined && last !== undefined && last < first;
  const form = useFormArea(() => {
    setMissing(true);
    if (first !== undefined && last !== undefined && !backwards) void make.run(first, last);
  });
  return (
    <Modal
      open
      title="打印会费收缴公示"
      width={560}
      centered
      mask={{ closable: false }}
      okText="生成公示"
      cancelText="取消"
      confirmLoading={make.busy}
      okButtonProps={{ title: 'Ctrl+Enter' }}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        <FormRow>
          <FormField label="公示开始日期" error={missing && first === undefined ? '没有填写' : undefined}>
            <DayInput value={first} onChange={setFirst} />
          </FormField>
          <FormField
            label="公示截止日期"
            error={backwards ? '不能早于开始日期' : missing && last === undefined ? '没有填写' : undefined}
          >
            <DayInput value={last} onChange={setLast} />
          </FormField>
        </FormRow>
        <FormField label="会费使用情况" optional hint="写在表格下面，如：会费主要用于会员活动和生日慰问">
          <Input.TextArea rows={2} maxLength={300} value={use} onChange={(event) => setUse(event.target.value)} />
        </FormField>
        <FormField label="联系人和电话" optional>
          <Input
            maxLength={100}
            autoComplete="off"
            value={contact}
            onChange={(event) => setContact(event.target.value)}
          />
        </FormField>
        <Notice tone="red">{form.blocked ?? make.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
