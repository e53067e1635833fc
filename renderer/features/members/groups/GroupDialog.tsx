import { Input, InputNumber, Modal, Radio } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { FormField } from '#renderer/components/FormField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { GroupPicker } from '#renderer/components/GroupPicker.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { GROUP_KIND_NAMES, GROUP_KINDS, type GroupKind, type GroupNode } from '#shared/contract/members.ts';

interface GroupDialogProps {
  /** Undefined makes a new one. */
  group: GroupNode | undefined;
  /** Where a new one is put at first. */
  parentId?: string;
  onClose: () => void;
  onSaved?: (id: string) => void;
}

/** A group's name, kind and place in the tree. */
export function GroupDialog({ group, parentId, onClose, onSaved }: GroupDialogProps) {
  const [name, setName] = useState(group?.name ?? '');
  const [kind, setKind] = useState<GroupKind>(group?.kind ?? 'group');
  const [parent, setParent] = useState<string | undefined>(group ? group.parentId : parentId);
  const [position, setPosition] = useState(group?.position ?? 0);
  const [missing, setMissing] = useState(false);
  const tell = useTell();
  const save = useAction(async () => {
    const { id } = await call('members.saveGroup', {
      name,
      kind,
      position,
      ...(group ? { id: group.id } : {}),
      ...(parent ? { parentId: parent } : {}),
    });
    tell.done(group ? `「${name.trim()}」已保存。` : `已建「${name.trim()}」。`);
    onSaved?.(id);
    onClose();
  });
  const form = useFormArea(() => {
    setMissing(name.trim() === '');
    if (name.trim() !== '') void save.run();
  });
  return (
    <Modal
      open
      title={group ? `修改 ${group.name}` : '新建分会或小组'}
      width={460}
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
          label="名称"
          hint={group ? '改名后，以前的存档仍是旧名。' : '整个工会里不能重名，花名册按名称归组。'}
          error={missing ? '没有填写' : undefined}
        >
          <Input value={name} maxLength={40} onChange={(event) => setName(event.target.value)} />
        </FormField>
        <FormField label="类别">
          <Radio.Group
            aria-label="类别"
            value={kind}
            options={GROUP_KINDS.map((value) => ({ value, label: GROUP_KIND_NAMES[value] }))}
            onChange={(event) => setKind(event.target.value === 'branch' ? 'branch' : 'group')}
          />
        </FormField>
        <FormField label="上级" optional hint="不选就直接属于工会。">
          <GroupPicker
            value={parent}
            onChange={setParent}
            placeholder="直接属于工会"
            {...(kind === 'branch' ? { only: 'branch' as const } : {})}
            {...(group ? { without: group.id } : {})}
          />
        </FormField>
        <FormField label="排列次序" hint="数小的在前，相同的按名称排。">
          <InputNumber<number>
            min={0}
            max={9999}
            precision={0}
            value={position}
            onChange={(value) => setPosition(value ?? 0)}
          />
        </FormField>
        <Notice tone="red">{form.blocked ?? save.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
