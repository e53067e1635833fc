import { Input, type InputRef, Modal } from 'antd';
import { useRef, useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { FormField } from '#renderer/components/FormField.tsx';
import { FormArea, useFormArea } from '#renderer/components/form-area.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell } from '#renderer/components/use-tell.ts';

/** 审核: who has looked at these vouchers. */
export function ReviewDialog({ ids, onClose }: { ids: readonly string[]; onClose: () => void }) {
  const chair = useCall('union.readProfile', {}).value?.chair;
  if (chair === undefined) return null;
  return <ReviewForm ids={ids} usual={chair} onClose={onClose} />;
}

function ReviewForm({ ids, usual, onClose }: { ids: readonly string[]; usual: string; onClose: () => void }) {
  const [reviewer, setReviewer] = useState(usual);
  const field = useRef<InputRef>(null);
  const tell = useTell();
  const review = useAction(async () => {
    const { reviewed } = await call('ledger.reviewVouchers', { ids: [...ids], reviewer });
    tell.done(`已审核 ${reviewed} 张凭证`);
    onClose();
  });
  const form = useFormArea(() => void review.run());
  return (
    <Modal
      open
      title={`审核 ${ids.length} 张凭证`}
      width={420}
      centered
      okText="审核"
      cancelText="取消"
      confirmLoading={review.busy}
      okButtonProps={{ title: 'Ctrl+Enter', disabled: reviewer.trim() === '' }}
      onOk={form.submit}
      onCancel={onClose}
      // the dialog itself would put the cursor on its closing cross
      afterOpenChange={(open) => open && field.current?.select()}
    >
      <FormArea form={form}>
        <FormField label="审核人" hint="由看过这些凭证的另一个人审核：不能是制单人，也不能是出纳">
          <Input
            ref={field}
            value={reviewer}
            maxLength={20}
            autoComplete="off"
            onChange={(event) => setReviewer(event.target.value)}
          />
        </FormField>
        <Notice tone="red">{review.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
