import { Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { FormField } from '#renderer/components/FormField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { OWN_FIELD_KIND_NAMES, OWN_FIELD_KINDS, type OwnField, type OwnFieldKind } from '#shared/contract/members.ts';

/** One own field: its title, what kind of answer it takes, and the choices. */
export function FieldEditor({ field, onClose }: { field: OwnField | undefined; onClose: () => void }) {
  const [title, setTitle] = useState(field?.title ?? '');
  const [kind, setKind] = useState<OwnFieldKind>(field?.kind ?? 'text');
  const [choices, setChoices] = useState(() => (field?.choices ?? []).join('\n'));
  const [missing, setMissing] = useState(false);
  const save = useAction(async () => {
    await call('members.saveField', {
      ...(field ? { id: field.id } : {}),
      title,
      kind,
      choices: kind === 'choice' ? linesOf(choices) : [],
    });
    onClose();
  });
  const form = useFormArea(() => {
    setMissing(title.trim() === '');
    if (title.trim() !== '') void save.run();
  });
  const fixed = field !== undefined && field.used > 0;
  return (
    <Modal
      open
      title={field ? `修改栏目 ${field.title}` : '添加栏目'}
      width={420}
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
        <FormField label="名称" error={missing ? '没有填写' : undefined}>
          <Input value={title} maxLength={20} autoComplete="off" onChange={(event) => setTitle(event.target.value)} />
        </FormField>
        <FormField label="类型" hint={fixed ? '已有会员填写，类型不能再改' : undefined}>
          <Select<OwnFieldKind>
            className="wide-control"
            disabled={fixed}
            value={kind}
            options={OWN_FIELD_KINDS.map((value) => ({ value, label: OWN_FIELD_KIND_NAMES[value] }))}
            onChange={setKind}
          />
        </FormField>
        {kind === 'choice' && (
          <FormField label="选项" hint="每行一个">
            <Input.TextArea
              value={choices}
              autoSize={{ minRows: 3, maxRows: 10 }}
              onChange={(event) => setChoices(event.target.value)}
            />
          </FormField>
        )}
        <Notice tone="red">{form.blocked ?? save.problem}</Notice>
      </FormArea>
    </Modal>
  );
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
