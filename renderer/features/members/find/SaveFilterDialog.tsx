import { Input, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { FormField } from '#renderer/components/FormField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import type { MemberFilter, SavedFilter } from '#shared/contract/members.ts';

interface SaveFilterDialogProps {
  filter: MemberFilter;
  saved: readonly SavedFilter[];
  onClose: () => void;
}

/** Keeps what is asked now: under a new name, or in place of a saved filter. */
export function SaveFilterDialog({ filter, saved, onClose }: SaveFilterDialogProps) {
  const [into, setInto] = useState<'new' | 'old'>('new');
  const [name, setName] = useState('');
  const [replaced, setReplaced] = useState<string>();
  const [missing, setMissing] = useState(false);
  const tell = useTell();
  const save = useAction(async () => {
    const old = into === 'old' ? saved.find(({ id }) => id === replaced) : undefined;
    await call('members.saveFilter', old ? { id: old.id, name: old.name, filter } : { name, filter });
    tell.done(`筛选「${old?.name ?? name.trim()}」已保存。`);
    onClose();
  });
  const form = useFormArea(() => {
    const empty = into === 'new' ? name.trim() === '' : replaced === undefined;
    setMissing(empty);
    if (!empty) void save.run();
  });
  const problem = missing ? '没有填写' : undefined;
  return (
    <Modal
      open
      title="保存筛选"
      width={440}
      centered
      okText="保存"
      cancelText="取消"
      okButtonProps={{ title: 'Ctrl+Enter' }}
      confirmLoading={save.busy}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        {saved.length > 0 && (
          <Radio.Group
            className="members-save-into"
            value={into}
            options={[
              { value: 'new', label: '存为新的' },
              { value: 'old', label: '替换已有的' },
            ]}
            onChange={({ target: { value } }) => setInto(value === 'old' ? 'old' : 'new')}
          />
        )}
        {into === 'new' ? (
          <FormField label="名称" error={problem}>
            <Input
              value={name}
              maxLength={20}
              placeholder="如：语文组党员"
              onChange={(event) => setName(event.target.value)}
            />
          </FormField>
        ) : (
          <FormField label="替换哪一个" error={problem}>
            <Select<string>
              className="wide-control"
              value={replaced ?? null}
              options={saved.map(({ id, name: label }) => ({ value: id, label }))}
              onChange={setReplaced}
            />
          </FormField>
        )}
        <Notice tone="red">{form.blocked ?? save.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
