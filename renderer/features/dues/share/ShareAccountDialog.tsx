import { Input, Modal } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { AccountPicker } from '#renderer/components/AccountPicker.tsx';
import { FormField } from '#renderer/components/FormField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import type { ShareSettings } from '#shared/contract/dues.ts';

/** The account on which shares are booked, and what is known about it. */
export function ShareAccountDialog({ settings, onClose }: { settings: ShareSettings; onClose: () => void }) {
  const [accountId, setAccountId] = useState(settings.accountId);
  const [basis, setBasis] = useState(settings.basis);
  const [missing, setMissing] = useState(false);
  const tell = useTell();
  const save = useAction(async (account: string) => {
    await call('dues.saveShareAccount', { accountId: account, basis });
    tell.done('留成科目已保存');
    onClose();
  });
  const form = useFormArea(() => {
    setMissing(true);
    if (accountId !== undefined && basis.trim() !== '') void save.run(accountId);
  });
  return (
    <Modal
      open
      title="分会留成记哪个科目"
      width={560}
      centered
      mask={{ closable: false }}
      okText="保存"
      cancelText="取消"
      confirmLoading={save.busy}
      okButtonProps={{ title: 'Ctrl+Enter' }}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        <FormField
          label="记到科目"
          hint="支出或往来（负债）的末级科目，不能是会费收入"
          error={missing && accountId === undefined ? '没有填写' : undefined}
        >
          <AccountPicker value={accountId} onChange={setAccountId} classes={['expense', 'liability']} />
        </FormField>
        <FormField label="说明" error={missing && basis.trim() === '' ? '没有填写' : undefined}>
          <Input.TextArea rows={4} maxLength={300} value={basis} onChange={(event) => setBasis(event.target.value)} />
        </FormField>
        <Notice tone="red">{form.blocked ?? save.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
