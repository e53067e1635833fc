import { Input, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { FormField } from '#renderer/components/FormField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import type { Budget } from '#shared/contract/ledger.ts';

/** How often a year's budget may be adjusted, and what that rests on. */
export function RuleDialog({ rule, onClose }: { rule: Budget['rule']; onClose: () => void }) {
  const [times, setTimes] = useState<number | null>(rule.adjustmentsPerYear);
  const [basis, setBasis] = useState(rule.basis);
  const tell = useTell();
  const save = useAction(async (adjustmentsPerYear: number) => {
    await call('ledger.saveBudgetRule', { adjustmentsPerYear, basis });
    tell.done('预算调整次数已保存');
    onClose();
  });
  const form = useFormArea(() => {
    if (times !== null) void save.run(times);
  });
  return (
    <Modal
      open
      title="预算每年调整几次"
      width={480}
      centered
      okText="保存"
      cancelText="取消"
      confirmLoading={save.busy}
      okButtonProps={{ disabled: times === null || basis.trim() === '' }}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        <FormField label="每年最多调整" hint="用完以后，再调整会被拦下">
          <InputNumber<number>
            className="wide-control"
            min={1}
            max={12}
            precision={0}
            suffix="次"
            value={times}
            onChange={(value) => setTimes(value)}
          />
        </FormField>
        <FormField label="依据说明" hint="本地规定不同的，写上文号">
          <Input value={basis} maxLength={200} onChange={(event) => setBasis(event.target.value)} />
        </FormField>
        <Notice tone="red">{form.blocked ?? save.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
