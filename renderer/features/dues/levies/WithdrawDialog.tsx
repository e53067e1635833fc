import { Input, Modal } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { FormField } from '#renderer/components/FormField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { formatMonth, type Month } from '#shared/calendar.ts';

interface WithdrawDialogProps {
  month: Month;
  /** Without them, all of the month. */
  levyIds?: readonly string[];
  onClose: () => void;
}

/** So many who stay are named; the rest is a number. */
const NAMED = 8;

/** 撤回计提: asks for the reason that stays on the trail, and says afterwards who stayed. Cancelling is the default. */
export function WithdrawDialog({ month, levyIds, onClose }: WithdrawDialogProps) {
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const tell = useTell();
  const withdraw = useAction(async () => {
    const { withdrawn, kept } = await call('dues.withdrawLevies', {
      month,
      reason,
      ...(levyIds ? { levyIds: [...levyIds] } : {}),
    });
    const names = kept.slice(0, NAMED).map(({ name, why }) => `${name}（${why}）`);
    const rest =
      kept.length === 0 ? '' : `；没有撤回的：${names.join('、')}${kept.length > NAMED ? `等 ${kept.length} 人` : ''}`;
    tell.done(`已撤回 ${formatMonth(month)}会费的计提 ${withdrawn} 人${rest}`);
    onClose();
  });
  const form = useFormArea(() => {
    setMissing(reason.trim() === '');
    if (reason.trim() !== '') void withdraw.run();
  });
  return (
    <Modal
      open
      title={`撤回计提 ${formatMonth(month)}会费`}
      width={480}
      centered
      okText="撤回计提"
      okType="default"
      cancelText="取消"
      cancelButtonProps={{ type: 'primary' }}
      confirmLoading={withdraw.busy}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        <p className="dues-withdraw">
          {levyIds ? `撤回所选 ${levyIds.length} 人这个月的应收。` : '撤回这个月全部还没有收款、没有减免的应收。'}
          已收款或已减免的留着不动。改好工资或标准以后，再补计提。
        </p>
        <FormField label="撤回的原因" error={missing && reason.trim() === '' ? '没有填写' : undefined}>
          <Input.TextArea
            rows={2}
            maxLength={100}
            value={reason}
            placeholder="例如：3 月工资登记错了"
            onChange={(event) => setReason(event.target.value)}
          />
        </FormField>
        <p className="dues-withdraw">原因和撤回的名单会留在操作留痕里。</p>
        <Notice tone="red">{form.blocked ?? withdraw.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
