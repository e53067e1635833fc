import { Checkbox, Input, Modal } from 'antd';
import { useState } from 'react';
import { bridge, call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { FormField } from '#renderer/components/FormField.tsx';
import { FormArea, useFormArea } from '#renderer/components/form-area.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useConfirm } from '#renderer/components/use-confirm.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { HARDSHIP_STATUS_NAMES, HARDSHIP_STATUSES, type HardshipStatus } from '#shared/contract/hardship.ts';

/** 导出档案: the fields that 帮扶系统 asks for. Masked, unless somebody says what whole content is for. */
export function ExportFilesDialog({ onClose }: { onClose: () => void }) {
  const [statuses, setStatuses] = useState<readonly HardshipStatus[]>(['open']);
  const [whole, setWhole] = useState(false);
  const [purpose, setPurpose] = useState('');
  const mayAsk = useAllowed('hardship.open');
  const confirm = useConfirm();
  const tell = useTell();
  const save = useAction(async () => {
    if (
      whole &&
      !(await confirm({
        title: '导出完整内容？',
        content:
          '文件里会有身份证号、电话、银行账号、住址和健康情况，没有加密。谁在什么时候为什么导出，会记在操作记录里。',
        confirmText: '导出完整内容',
        destructive: true,
      }))
    )
      return;
    const folder = await bridge().pickFolder();
    if (!folder) return;
    const { fileName, files } = await call('hardship.exportFiles', {
      statuses: [...statuses],
      masked: !whole,
      purpose: whole ? purpose : '',
      folder: folder.folder,
    });
    tell.done(`${files} 份档案已存为「${fileName}」。`);
    onClose();
  });
  const form = useFormArea(() => void save.run());
  return (
    <Modal
      open
      title="导出档案"
      width={560}
      centered
      okText="选文件夹并导出"
      cancelText="取消"
      confirmLoading={save.busy}
      okButtonProps={{ disabled: statuses.length === 0 || (whole && purpose.trim() === '') }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <FormArea form={form}>
        <p className="hardship-hint">
          存成 Excel：「困难职工」和「家庭成员」两张表，列的次序与困难职工档案登记表相同，便于在帮扶系统里录入。
        </p>
        <fieldset className="hardship-export-statuses" aria-label="档案状态">
          {HARDSHIP_STATUSES.map((status) => (
            <Checkbox
              key={status}
              checked={statuses.includes(status)}
              onChange={({ target: { checked } }) =>
                setStatuses(HARDSHIP_STATUSES.filter((one) => (one === status ? checked : statuses.includes(one))))
              }
            >
              {HARDSHIP_STATUS_NAMES[status]}
            </Checkbox>
          ))}
        </fieldset>
        {mayAsk && (
          <Checkbox checked={whole} onChange={(event) => setWhole(event.target.checked)}>
            身份证号、电话、账号、住址、健康和家庭情况不遮盖
          </Checkbox>
        )}
        {whole && (
          <FormField label="用途" hint="例如：录入帮扶系统。">
            <Input value={purpose} maxLength={100} onChange={(event) => setPurpose(event.target.value)} />
          </FormField>
        )}
        {whole && <Notice tone="amber">请妥善保管，用完删除。</Notice>}
        <Notice tone="red">{save.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
