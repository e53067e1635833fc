import { Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { type Day, dayOf } from '#shared/calendar.ts';
import { TALK_OUTCOME_NAMES, TALK_OUTCOMES, type TalkOutcome } from '#shared/contract/members.ts';
import { type Fen, formatYuan } from '#shared/money.ts';
import { DayInput } from './DayInput.tsx';
import { FormField, FormRow } from './FormField.tsx';
import { FormArea, focusFirst, useFormArea } from './form-area.tsx';
import { Notice } from './Notice.tsx';
import { useTell } from './use-tell.ts';

interface TalkDialogProps {
  member: { id: string; name: string };
  /** What is owed on the day of the talk, as the treasurer sees it; both are kept with the record. */
  monthsOwed: number;
  owed: Fen;
  onClose: () => void;
}

/** 谈话教育记录: what was said to a member who does not pay, and what came of it. The record is never changed afterwards. */
export function TalkDialog({ member, monthsOwed, owed, onClose }: TalkDialogProps) {
  const [day, setDay] = useState<Day | undefined>(() => dayOf(new Date()));
  const [speaker, setSpeaker] = useState('');
  const [content, setContent] = useState('');
  const [answer, setAnswer] = useState('');
  const [outcome, setOutcome] = useState<TalkOutcome>();
  const [missing, setMissing] = useState(false);
  const tell = useTell();
  const save = useAction(async (on: Day, result: TalkOutcome) => {
    await call('members.saveTalk', {
      memberId: member.id,
      day: on,
      speaker,
      content,
      answer,
      outcome: result,
      monthsOwed,
      owed,
    });
    tell.done(`与 ${member.name} 的谈话已登记。`);
    onClose();
  });
  const form = useFormArea(() => {
    setMissing(true);
    if (day === undefined || outcome === undefined || speaker.trim() === '' || content.trim() === '') return;
    void save.run(day, outcome);
  });
  const empty = (lacks: boolean) => (missing && lacks ? '没有填写' : undefined);
  const debt = monthsOwed === 0 ? '没有欠缴会费。' : `欠缴会费 ${monthsOwed} 个月，共 ${formatYuan(owed)} 元。`;
  return (
    <Modal
      open
      title={`登记谈话 ${member.name}`}
      width={560}
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
        <p className="form-lead">{debt}记录登记后不能改，写错了请再登记一次。</p>
        <FormRow>
          <FormField label="谈话日期" error={empty(day === undefined)}>
            <DayInput value={day} onChange={setDay} />
          </FormField>
          <FormField label="谈话人" error={empty(speaker.trim() === '')}>
            <Input
              value={speaker}
              maxLength={50}
              placeholder="小组长或委员姓名"
              onChange={(event) => setSpeaker(event.target.value)}
            />
          </FormField>
        </FormRow>
        <FormField label="谈话内容" error={empty(content.trim() === '')}>
          <Input.TextArea
            value={content}
            rows={3}
            maxLength={1000}
            onChange={(event) => setContent(event.target.value)}
          />
        </FormField>
        <FormField label="本人意见" optional>
          <Input.TextArea
            value={answer}
            rows={2}
            maxLength={1000}
            onChange={(event) => setAnswer(event.target.value)}
          />
        </FormField>
        <FormField
          label="谈话结果"
          hint="程序只作提醒：视为自动退会要由工会作出决定。"
          error={empty(outcome === undefined)}
        >
          <Radio.Group
            value={outcome ?? null}
            options={TALK_OUTCOMES.map((value) => ({ value, label: TALK_OUTCOME_NAMES[value] }))}
            onChange={({ target }) => setOutcome(TALK_OUTCOMES.find((value) => value === target.value))}
          />
        </FormField>
        <Notice tone="red">{form.blocked ?? save.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
