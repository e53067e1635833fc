import { Input, Modal } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { FormField } from '#renderer/components/FormField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { dayOf } from '#shared/calendar.ts';
import { type HardshipRecord, type ProcedureRecord, STEP_NAMES } from '#shared/contract/hardship.ts';

interface WithdrawDialogProps {
  procedure: ProcedureRecord;
  onClose: () => void;
  onChanged: (file: HardshipRecord) => void;
}

/** Takes back the newest step that was entered by mistake; the row stays, struck through. */
export function WithdrawDialog({ procedure, onClose, onChanged }: WithdrawDialogProps) {
  const { fileId, memberName, number, steps } = procedure;
  const newest = steps.findLast((step) => step.withdrawn === undefined);
  const name = newest ? STEP_NAMES[newest.kind] : '';
  const [ground, setGround] = useState('');
  const [missing, setMissing] = useState(false);
  const tell = useTell();
  const withdraw = useAction(async () => {
    const file = await call('hardship.withdrawStep', { fileId, day: dayOf(new Date()), ground });
    tell.done(`${number} ${memberName} 已撤回「${name}」。`);
    onChanged(file);
    onClose();
  });
  const form = useFormArea(() => {
    setMissing(ground.trim() === '');
    if (ground.trim() !== '') void withdraw.run();
  });
  return (
    <Modal
      open
      title={`撤回「${name}」 ${memberName} ${number}`}
      width={480}
      centered
      okText="撤回"
      okType="default"
      cancelText="取消"
      cancelButtonProps={{ type: 'primary' }}
      confirmLoading={withdraw.busy}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        <FormField
          label="撤回的原因"
          hint={`${newest?.day ?? ''} 登记的「${name}」会划掉并留下原因，档案回到这一步之前。`}
          error={missing && ground.trim() === '' ? '没有填写' : undefined}
        >
          <Input
            value={ground}
            maxLength={200}
            placeholder="如：日期写错"
            onChange={(event) => setGround(event.target.value)}
          />
        </FormField>
        <Notice tone="red">{form.blocked ?? withdraw.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
