import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { Notice } from '#renderer/components/Notice.tsx';
import { OWN_FIELD_KIND_NAMES, type OwnField } from '#shared/contract/members.ts';
import { FieldEditor } from './FieldEditor.tsx';

/** 登记表栏目: the fields that the union itself adds to the form, in their order; added, renamed, moved, retired. */
export function FieldsDialog({ onClose }: { onClose: () => void }) {
  const fields = useCall('members.listFields', {});
  const [editing, setEditing] = useState<{ field: OwnField | undefined }>();
  const asked = fields.value?.filter((field) => !field.retired) ?? [];
  const retired = fields.value?.filter((field) => field.retired) ?? [];
  const change = useAction((work: () => Promise<unknown>) => work());
  const move = (index: number, by: -1 | 1) => {
    const ids = asked.map(({ id }) => id);
    const [moved] = ids.splice(index, 1);
    if (moved === undefined) return;
    ids.splice(index + by, 0, moved);
    void change.run(() => call('members.orderFields', { ids }));
  };
  const retire = ({ id }: OwnField, to: boolean) =>
    void change.run(() => call('members.retireField', { id, retired: to }));
  const remove = ({ id }: OwnField) => void change.run(() => call('members.removeField', { id }));
  return (
    <Modal
      open
      title="登记表栏目"
      width={640}
      centered
      footer={<Button onClick={onClose}>关闭</Button>}
      onCancel={onClose}
    >
      <p className="members-hint">本会登记表上另加的栏目，每名会员都可以填。填过的栏目只能停用，内容会保留。</p>
      {fields.value && (
        <ul className="members-own-fields" aria-label="登记表栏目">
          {asked.map((field, index) => (
            <li key={field.id}>
              <FieldFacts field={field} />
              <Button
                type="text"
                size="small"
                aria-label={`上移 ${field.title}`}
                disabled={index === 0 || change.busy}
                icon={<ArrowUpOutlined aria-hidden />}
                onClick={() => move(index, -1)}
              />
              <Button
                type="text"
                size="small"
                aria-label={`下移 ${field.title}`}
                disabled={index === asked.length - 1 || change.busy}
                icon={<ArrowDownOutlined aria-hidden />}
                onClick={() => move(index, 1)}
              />
              <Button size="small" aria-label={`修改 ${field.title}`} onClick={() => setEditing({ field })}>
                修改
              </Button>
              <Leave field={field} onRetire={() => retire(field, true)} onRemove={() => remove(field)} />
            </li>
          ))}
          {retired.map((field) => (
            <li key={field.id} className="members-own-field-retired">
              <FieldFacts field={field} />
              <Button size="small" aria-label={`恢复 ${field.title}`} onClick={() => retire(field, false)}>
                恢复
              </Button>
            </li>
          ))}
          {asked.length + retired.length === 0 && <li className="members-hint">还没有另加的栏目。</li>}
        </ul>
      )}
      <Button onClick={() => setEditing({ field: undefined })}>添加栏目</Button>
      <Notice tone="red">{change.problem ?? fields.error}</Notice>
      {editing && <FieldEditor field={editing.field} onClose={() => setEditing(undefined)} />}
    </Modal>
  );
}

function FieldFacts({ field: { title, kind, choices, used, retired } }: { field: OwnField }) {
  return (
    <>
      <span className="members-own-field-title">{title}</span>
      <span className="members-own-field-kind">
        {OWN_FIELD_KIND_NAMES[kind]}
        {choices.length > 0 && `：${choices.join('、')}`}
      </span>
      <span className="members-own-field-used">
        {retired ? `已停用，${used} 人填过` : used > 0 && `${used} 人填过`}
      </span>
    </>
  );
}

/** A field with answers is retired; one that nobody filled in goes away. */
function Leave({ field, onRetire, onRemove }: { field: OwnField; onRetire: () => void; onRemove: () => void }) {
  return field.used > 0 ? (
    <Button size="small" aria-label={`停用 ${field.title}`} onClick={onRetire}>
      停用
    </Button>
  ) : (
    <Button size="small" aria-label={`删去 ${field.title}`} onClick={onRemove}>
      删去
    </Button>
  );
}
