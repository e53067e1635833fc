import { Input, Modal } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { type Day, dayOf } from '#shared/calendar.ts';

/** Whose signatures came back: these lines, or all that are open but these. */
export interface Signing {
  who: 'these' | 'allBut';
  ids: readonly string[];
  /** Those who sign. */
  people: readonly { name: string }[];
}

interface SignListDialogProps {
  batchId: string;
  signing: Signing;
  onSigned: () => void;
  onClose: () => void;
}

/** Registers signatures that stand on the paper: the day, and who signed in place of the people if somebody did. Final. */
export function SignListDialog({ batchId, signing, onSigned, onClose }: SignListDialogProps) {
  const [day, setDay] = useState<Day | undefined>(() => dayOf(new Date()));
  const [signer, setSigner] = useState('');
  const [relation, setRelation] = useState('');
  const [tried, setTried] = useState(false);
  const tell = useTell();
  const signerLacks = relation.trim() !== '' && signer.trim() === '';
  const sign = useAction(async (signedDay: Day) => {
    const { signed } = await call('visits.signList', {
      batchId,
      who: signing.who,
      ids: [...signing.ids],
      signedDay,
      signedBy: signer.trim(),
      signedRelation: relation.trim(),
    });
    tell.done(`已登记 ${signed} 人签收。`);
    onSigned();
  });
  const form = useFormArea(() => {
    setTried(true);
    if (day !== undefined && !signerLacks) void sign.run(day);
  });
  const { people } = signing;
  return (
    <Modal
      open
      title={`登记签收 ${people.length === 1 ? (people[0]?.name ?? '') : `${people.length} 人`}`}
      width={460}
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
        <FormField label="签收日期" error={tried && day === undefined ? '没有填写' : undefined}>
          <DayInput value={day} onChange={setDay} />
        </FormField>
        <FormRow>
          <FormField
            label="代领人"
            optional
            hint="空着就是各人本人签收"
            error={tried && signerLacks ? '没有填写' : undefined}
          >
            <Input
              value={signer}
              maxLength={30}
              placeholder="各人本人签收"
              onChange={(event) => setSigner(event.target.value)}
            />
          </FormField>
          <FormField label="与本人关系" optional hint="登记后不能再改">
            <Input
              value={relation}
              maxLength={20}
              placeholder="配偶、同事"
              onChange={(event) => setRelation(event.target.value)}
            />
          </FormField>
        </FormRow>
        <Notice tone="red">{form.blocked ?? sign.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
