import { Checkbox, Input, Modal } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { PaperDialog } from '#renderer/components/PaperDialog.tsx';
import { addDays, type Day, dayOf } from '#shared/calendar.ts';
import type { NoticeTexts, ReminderLetter } from '#shared/contract/dues.ts';
import { LetterPaper, type LetterTerms } from './LetterPaper.tsx';

/** Whom the letters are for, and what the set of them is called. */
export type LetterChoice = ({ memberIds: string[] } | { groupId: string }) & { name: string };

const DAYS_TO_PAY = 30;

interface LettersDialogProps {
  choice: LetterChoice;
  unit: string;
  onClose: () => void;
}

/** 会费催缴通知: asks for the deadline and how to pay, then shows the letters to be printed, one page a member. */
export function LettersDialog({ choice, unit, onClose }: LettersDialogProps) {
  const texts = useCall('dues.readNoticeTexts', {});
  const [made, setMade] = useState<{ letters: ReminderLetter[]; terms: LetterTerms }>();
  if (made)
    return (
      <PaperDialog
        open
        name={`会费催缴通知-${choice.name}`}
        paper={made.letters.map((letter) => (
          <LetterPaper key={letter.memberId} letter={letter} unit={unit} terms={made.terms} />
        ))}
        onClose={onClose}
      />
    );
  if (!texts.value) return texts.error ? <Notice tone="red">{texts.error}</Notice> : null;
  return (
    <TermsDialog
      choice={choice}
      texts={texts.value}
      onMade={(letters, terms) => setMade({ letters, terms })}
      onClose={onClose}
    />
  );
}

interface TermsDialogProps {
  choice: LetterChoice;
  texts: NoticeTexts;
  onMade: (letters: ReminderLetter[], terms: LetterTerms) => void;
  onClose: () => void;
}

function TermsDialog({ choice, texts, onMade, onClose }: TermsDialogProps) {
  const [today] = useState(() => dayOf(new Date()));
  const [day, setDay] = useState<Day | undefined>(today);
  const [deadline, setDeadline] = useState<Day | undefined>(() => addDays(today, DAYS_TO_PAY));
  const [payHow, setPayHow] = useState(texts.payHow);
  const [contact, setContact] = useState(texts.contact);
  const [slip, setSlip] = useState(true);
  const [missing, setMissing] = useState(false);
  const make = useAction(async (on: Day, until: Day) => {
    const { name: _, ...whom } = choice;
    const { letters } = await call('dues.readLetters', whom);
    if (payHow.trim() !== texts.payHow || contact.trim() !== texts.contact)
      await call('dues.saveNoticeTexts', { payHow, contact });
    await call('dues.noteLetters', { memberIds: letters.map(({ memberId }) => memberId), deadline: until });
    onMade(letters, { day: on, deadline: until, payHow: payHow.trim(), contact: contact.trim(), slip });
  });
  const form = useFormArea(() => {
    setMissing(true);
    if (day !== undefined && deadline !== undefined) void make.run(day, deadline);
  });
  return (
    <Modal
      open
      title={`会费催缴通知 ${choice.name}`}
      width={560}
      centered
      mask={{ closable: false }}
      okText="生成通知"
      cancelText="取消"
      confirmLoading={make.busy}
      okButtonProps={{ title: 'Ctrl+Enter' }}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        <FormRow>
          <FormField label="通知日期" error={missing && day === undefined ? '没有填写' : undefined}>
            <DayInput value={day} onChange={setDay} />
          </FormField>
          <FormField label="缴纳期限" error={missing && deadline === undefined ? '没有填写' : undefined}>
            <DayInput value={deadline} onChange={setDeadline} />
          </FormField>
        </FormRow>
        <FormField label="缴费方式" optional hint="写明怎样缴、缴到哪里，下次还用这一段">
          <Input.TextArea
            rows={2}
            maxLength={200}
            placeholder="如：从工资代扣补扣，或到工会办公室缴现金"
            value={payHow}
            onChange={(event) => setPayHow(event.target.value)}
          />
        </FormField>
        <FormField label="联系人和电话" optional>
          <Input
            maxLength={100}
            autoComplete="off"
            placeholder="如：工会办公室 王会计 0574-12345678"
            value={contact}
            onChange={(event) => setContact(event.target.value)}
          />
        </FormField>
        <Checkbox checked={slip} onChange={(event) => setSlip(event.target.checked)}>
          附回执
        </Checkbox>
        <p className="dues-hint">每人一页，只写本人的月份和金额；打印记入操作留痕。</p>
        <Notice tone="red">{form.blocked ?? make.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
