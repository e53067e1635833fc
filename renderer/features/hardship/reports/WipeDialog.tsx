import { Input, Modal } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { FormField } from '#renderer/components/FormField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useConfirm } from '#renderer/components/use-confirm.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import type { HardshipTaskRow } from '#shared/contract/hardship.ts';

/** 脱敏处理: says what goes and what stays, takes the file's number once more, and asks again before it is done. */
export function WipeDialog({ row, onClose }: { row: HardshipTaskRow; onClose: () => void }) {
  const [number, setNumber] = useState('');
  const [ground, setGround] = useState('');
  const confirm = useConfirm();
  const tell = useTell();
  const wipe = useAction(async () => {
    const sure = await confirm({
      title: `脱敏处理 ${row.number}？`,
      content: '这份档案的家庭、健康、住址、账号和文字内容会永久去掉，不能恢复。',
      confirmText: '脱敏处理',
      destructive: true,
    });
    if (!sure) return;
    const { papers } = await call('hardship.wipeFile', { id: row.fileId, number: number.trim(), ground });
    tell.done(`档案 ${row.number} 已脱敏处理${papers > 0 ? `，${papers} 份附件已标为移去` : ''}。`);
    onClose();
  });
  const form = useFormArea(() => void wipe.run());
  return (
    <Modal
      open
      title={`脱敏处理 ${row.number} ${row.memberName}`}
      width={560}
      centered
      mask={{ closable: false }}
      okText="脱敏处理"
      okType="default"
      cancelText="取消"
      cancelButtonProps={{ type: 'primary' }}
      confirmLoading={wipe.busy}
      okButtonProps={{ disabled: number.trim() === '' || ground.trim() === '' }}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        <p>{`${row.detail}。`}</p>
        <div className="hardship-wipe-note">
          <Notice tone="amber">
            永久去掉：家庭成员、收支明细、健康和残疾、住房、住址、其他联系方式、档案里的银行账号、办理记录和帮扶记录里的文字。保留：档案号、姓名、类别、日期、决议、帮扶金额和凭证。附件在账本里标为移去，不能再打开，加密的文件还留在「附件」文件夹里；以前的备份不受影响，请另行清理。
          </Notice>
        </div>
        <FormField label="再输一遍档案号">
          <Input value={number} placeholder={row.number} onChange={(event) => setNumber(event.target.value)} />
        </FormField>
        <FormField label="依据" hint="例如：工会委员会同意，保存期限已满。">
          <Input value={ground} maxLength={200} onChange={(event) => setGround(event.target.value)} />
        </FormField>
        <Notice tone="red">{form.blocked ?? wipe.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
