import { Input, Modal } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { FormField } from '#renderer/components/FormField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import type { TransferCandidate } from '#shared/contract/visits.ts';

/** The account of one member, kept for this and later lists. */
export function PayeeDialog({ candidate, onClose }: { candidate: TransferCandidate; onClose: () => void }) {
  const { memberId, memberName } = candidate;
  const [name, setName] = useState(memberName);
  const [bankName, setBankName] = useState('');
  const [account, setAccount] = useState('');
  const [missing, setMissing] = useState(false);
  const save = useAction(async () => {
    await call('visits.savePayeeAccount', { memberId, name, bankName, account });
    onClose();
  });
  const form = useFormArea(() => {
    setMissing(true);
    if (name.trim() !== '' && account.trim() !== '') void save.run();
  });
  const blank = (text: string) => (missing && text.trim() === '' ? '没有填写' : undefined);
  return (
    <Modal
      open
      title={`收款账号 ${memberName}`}
      width={440}
      centered
      okText="保存"
      cancelText="取消"
      confirmLoading={save.busy}
      okButtonProps={{ title: 'Ctrl+Enter' }}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        <FormField label="户名" hint="银行卡上的姓名，可以是家属" error={blank(name)}>
          <Input value={name} maxLength={30} onChange={(event) => setName(event.target.value)} />
        </FormField>
        <FormField label="账号" error={blank(account)}>
          <Input
            value={account}
            maxLength={40}
            inputMode="numeric"
            placeholder="8 到 32 位数字"
            onChange={(event) => setAccount(event.target.value)}
          />
        </FormField>
        <FormField label="开户银行" optional>
          <Input value={bankName} maxLength={60} onChange={(event) => setBankName(event.target.value)} />
        </FormField>
        <Notice>账号会记下来，下次不用再填；列表里只显示后四位。</Notice>
        <Notice tone="red">{form.blocked ?? save.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
