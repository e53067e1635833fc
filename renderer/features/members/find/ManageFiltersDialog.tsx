import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { Notice } from '#renderer/components/Notice.tsx';
import { useConfirm } from '#renderer/components/use-confirm.tsx';
import type { SavedFilter } from '#shared/contract/members.ts';

/** Renames, orders and drops saved filters, those that came with the program too. */
export function ManageFiltersDialog({ filters, onClose }: { filters: readonly SavedFilter[]; onClose: () => void }) {
  const confirm = useConfirm();
  const change = useAction((work: () => Promise<unknown>) => work());
  const move = (index: number, by: -1 | 1) => {
    const ids = filters.map(({ id }) => id);
    const [moved] = ids.splice(index, 1);
    if (moved === undefined) return;
    ids.splice(index + by, 0, moved);
    void change.run(() => call('members.orderFilters', { ids }));
  };
  const drop = async ({ id, name }: SavedFilter) => {
    const agreed = await confirm({
      title: `删除筛选「${name}」？`,
      content: '只删掉这个筛选，会员不受影响。',
      confirmText: '删除',
    });
    if (agreed) await change.run(() => call('members.dropFilter', { id }));
  };
  return (
    <Modal
      open
      title="常用筛选"
      width={520}
      centered
      footer={<Button onClick={onClose}>关闭</Button>}
      onCancel={onClose}
    >
      <ul className="members-filter-list" aria-label="常用筛选">
        {filters.map((saved, index) => (
          <li key={saved.id}>
            <NameInput
              saved={saved}
              onSave={(name) =>
                void change.run(() => call('members.saveFilter', { id: saved.id, name, filter: saved.filter }))
              }
            />
            <Button
              type="text"
              size="small"
              aria-label={`上移 ${saved.name}`}
              disabled={index === 0 || change.busy}
              icon={<ArrowUpOutlined aria-hidden />}
              onClick={() => move(index, -1)}
            />
            <Button
              type="text"
              size="small"
              aria-label={`下移 ${saved.name}`}
              disabled={index === filters.length - 1 || change.busy}
              icon={<ArrowDownOutlined aria-hidden />}
              onClick={() => move(index, 1)}
            />
            <Button size="small" aria-label={`删除 ${saved.name}`} onClick={() => void drop(saved)}>
              删除
            </Button>
          </li>
        ))}
      </ul>
      <p className="members-hint">改名后按回车或离开这一格就保存；要改条件，先按条件筛好，再用「保存筛选」替换。</p>
      <Notice tone="red">{change.problem}</Notice>
    </Modal>
  );
}

/** A name that is saved when the field is left; Esc and an empty text put the old one back. */
function NameInput({ saved, onSave }: { saved: SavedFilter; onSave: (name: string) => void }) {
  const [name, setName] = useState(saved.name);
  const leave = () => {
    if (name.trim() === '' || name.trim() === saved.name) setName(saved.name);
    else onSave(name);
  };
  return (
    <Input
      aria-label={`名称 ${saved.name}`}
      value={name}
      maxLength={20}
      onChange={(event) => setName(event.target.value)}
      onBlur={leave}
      onPressEnter={(event) => event.currentTarget.blur()}
    />
  );
}
