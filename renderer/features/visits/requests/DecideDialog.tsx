import { Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { ResolutionPicker } from '#renderer/components/ResolutionPicker.tsx';
import { type Day, dayOf } from '#shared/calendar.ts';
import type { VisitRequestRecord } from '#shared/contract/visits.ts';
import { formatYuan, ZERO } from '#shared/money.ts';
import { StandardSentences } from '../standards/StandardSentences.tsx';

interface DecideDialogProps {
  request: VisitRequestRecord;
  onClose: () => void;
}

/** 决定: whether, when, by whom and on what ground, with what the standards say beside it. */
export function DecideDialog({ request, onClose }: DecideDialogProps) {
  const { id, memberId, kindId, form: kindForm, amount, caseName } = request;
  const [approved, setApproved] = useState(true);
  const [day, setDay] = useState<Day | undefined>(() => dayOf(new Date()));
  const [decidedBy, setDecidedBy] = useState('');
  const [ground, setGround] = useState('');
  const [resolutionId, setResolutionId] = useState<string>();
  const [tried, setTried] = useState(false);
  const question =
    day === undefined || kindForm === undefined || amount === undefined
      ? undefined
      : { memberId, kindId, day, form: kindForm, amount, caseName };
  const check = useCall('visits.check', question);
  const needsGround = !approved || check.value?.needsApproval === true;
  const missingGround = needsGround && ground.trim() === '';
  const save = useAction(async (on: Day) => {
    await call('visits.decideRequest', {
      id,
      approved,
      day: on,
      decidedBy,
      ground,
      ...(resolutionId === undefined ? {} : { resolutionId }),
    });
    onClose();
  });
  const form = useFormArea(() => {
    setTried(true);
    if (day !== undefined && decidedBy.trim() !== '' && !missingGround) void save.run(day);
  });
  return (
    <Modal
      open
      centered
      width={560}
      title={`决定 ${request.memberName} ${request.kindName} ${formatYuan(amount ?? ZERO)} 元`}
      okText="登记决定"
      cancelText="取消"
      confirmLoading={save.busy}
      okButtonProps={{ title: 'Ctrl+Enter' }}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        <FormField label="决定">
          <Radio.Group
            value={approved}
            onChange={(event) => setApproved(event.target.value === true)}
            options={[
              { value: true, label: '同意' },
              { value: false, label: '不同意' },
            ]}
          />
        </FormField>
        {approved && <StandardSentences check={check.value} error={check.error} />}
        <FormRow>
          <FormField label="决定日期" error={tried && day === undefined ? '没有填写' : undefined}>
            <DayInput value={day} onChange={setDay} />
          </FormField>
          <FormField label="决定人" error={tried && decidedBy.trim() === '' ? '没有填写' : undefined}>
            <Input
              value={decidedBy}
              maxLength={40}
              placeholder="工会主席、工会委员会"
              onChange={(event) => setDecidedBy(event.target.value)}
            />
          </FormField>
        </FormRow>
        <FormField
          label="决定依据"
          optional={!needsGround}
          hint={approved ? '超标准的一定要写' : '不同意的写明理由'}
          error={tried && missingGround ? '没有填写' : undefined}
        >
          <Input
            value={ground}
            maxLength={200}
            placeholder="会议日期和决定"
            onChange={(event) => setGround(event.target.value)}
          />
        </FormField>
        <FormField label="集体决议" optional>
          <ResolutionPicker value={resolutionId} onChange={setResolutionId} />
        </FormField>
        <Notice tone="red">{form.blocked ?? save.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
