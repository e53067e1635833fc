import { Input, Modal } from 'antd';
import { useState } from 'react';
import { useAction } from '#renderer/app/use-call.ts';
import { type Day, dayOf } from '#shared/calendar.ts';
import { DayInput } from './DayInput.tsx';
import { FormField } from './FormField.tsx';
import { FormArea, focusFirst, useFormArea } from './form-area.tsx';
import { Notice } from './Notice.tsx';

interface SignOffDialogProps {
  /** What is signed for: `春节 3 人`. */
  what: string;
  /** Who usually signs; shown in the empty field. */
  usual: string;
  /** Also asks what a signer is to the person, for those who sign in somebody's place. */
  withRelation?: boolean;
  /** A refusal is shown in the dialog; afterwards it is the caller's to close it. `relation` is '' unless it was asked for. */
  onSign: (signedDay: Day, signedBy: string, relation: string) => Promise<void>;
  onClose: () => void;
}

/** Registers a signature that stands on paper: the day, and who signed if that was somebody else. It is final. */
export function SignOffDialog({ what, usual, withRelation = false, onSign, onClose }: SignOffDialogProps) {
  const [day, setDay] = useState<Day | undefined>(() => dayOf(new Date()));
  const [signer, setSigner] = useState('');
  const [relation, setRelation] = useState('');
  const [missing, setMissing] = useState(false);
  const sign = useAction((on: Day) => onSign(on, signer.trim(), relation.trim()));
  const form = useFormArea(() => {
    setMissing(day === undefined);
    if (day !== undefined) void sign.run(day);
  });
  return (
    <Modal
      open
      title={`登记签收 ${what}`}
      width={420}
      centered
      okText="登记签收"
      cancelText="取消"
      confirmLoading={sign.busy}
      okButtonProps={{ title: 'Ctrl+Enter' }}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        <FormField label="签收日期" error={missing && day === undefined ? '没有填写' : undefined}>
          <DayInput value={day} onChange={setDay} />
        </FormField>
        <FormField label="签收人" optional hint="空着就是本人签收；代领的写代领人。登记后不能再改。">
          <Input
            value={signer}
            maxLength={30}
            placeholder={usual}
            onChange={(event) => setSigner(event.target.value)}
          />
        </FormField>
        {withRelation && (
          <FormField label="与本人关系" optional hint="代领的填写：配偶、同事。">
            <Input
              value={relation}
              maxLength={20}
              disabled={signer.trim() === ''}
              onChange={(event) => setRelation(event.target.value)}
            />
          </FormField>
        )}
        <Notice tone="red">{form.blocked ?? sign.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
