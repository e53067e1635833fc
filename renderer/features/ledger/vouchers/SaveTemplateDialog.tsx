import { Checkbox, Input, type InputRef, Modal } from 'antd';
import { useRef, useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { FormField } from '#renderer/components/FormField.tsx';
import { FormArea, useFormArea } from '#renderer/components/form-area.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { templateLinesOf, type VoucherForm, writtenLines } from './voucher-form.ts';

/** 存为模板: a name, and whether the amounts are kept too. */
export function SaveTemplateDialog({ form, onClose }: { form: VoucherForm; onClose: () => void }) {
  const summary = writtenLines(form)[0]?.summary.trim() ?? '';
  const [name, setName] = useState(summary.slice(0, 40));
  const [withAmounts, setWithAmounts] = useState(false);
  const field = useRef<InputRef>(null);
  const tell = useTell();
  const save = useAction(async () => {
    if (name.trim() === '') return;
    await call('ledger.saveTemplate', {
      name,
      summary,
      counterparty: form.counterparty,
      lines: templateLinesOf(form, withAmounts),
    });
    tell.done(`已存为模板「${name.trim()}」`);
    onClose();
  });
  const area = useFormArea(() => void save.run());
  return (
    <Modal
      open
      title="存为模板"
      width={420}
      okText="保存"
      cancelText="取消"
      okButtonProps={{ disabled: name.trim() === '', loading: save.busy }}
      onOk={area.submit}
      onCancel={onClose}
      // the dialog itself would put the cursor on its closing cross
      afterOpenChange={(open) => open && field.current?.select()}
      destroyOnHidden
    >
      <FormArea form={area}>
        <FormField label="模板名称" hint="摘要、科目、对方和专项资金都会记下">
          <Input
            value={name}
            maxLength={40}
            ref={field}
            autoComplete="off"
            onChange={(event) => setName(event.target.value)}
          />
        </FormField>
        <Checkbox checked={withAmounts} onChange={(event) => setWithAmounts(event.target.checked)}>
          金额每次相同，也记下
        </Checkbox>
        <Notice tone="red">{save.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
