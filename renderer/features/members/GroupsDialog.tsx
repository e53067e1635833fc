import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { Notice } from '#renderer/components/Notice.tsx';

/** The groups with their members; a name is changed by leaving its field, a new one is added at the foot. */
export function GroupsDialog({ onClose }: { onClose: () => void }) {
  const groups = useCall('members.listGroups', {});
  const [added, setAdded] = useState('');
  const save = useAction(async (name: string, id?: string) => {
    await call('members.saveGroup', { name, ...(id === undefined ? {} : { id }) });
    if (id === undefined) setAdded('');
  });
  return (
    <Modal
      open
      title="工会小组"
      width={440}
      centered
      footer={<Button onClick={onClose}>关闭</Button>}
      onCancel={onClose}
    >
      <div className="members-groups">
        {(groups.value ?? []).map((group) => (
          <GroupRow
            key={`${group.id} ${group.name}`}
            name={group.name}
            members={group.members}
            onRename={(name) => void save.run(name, group.id)}
          />
        ))}
      </div>
      <div className="members-group-row">
        <Input
          aria-label="新小组名称"
          placeholder="新小组名称"
          maxLength={40}
          value={added}
          onChange={(event) => setAdded(event.target.value)}
          onPressEnter={() => added.trim() !== '' && void save.run(added)}
        />
        <Button disabled={added.trim() === ''} loading={save.busy} onClick={() => void save.run(added)}>
          添加
        </Button>
      </div>
      <Notice tone="red">{save.problem ?? groups.error}</Notice>
    </Modal>
  );
}

function GroupRow({ name, members, onRename }: { name: string; members: number; onRename: (name: string) => void }) {
  const [text, setText] = useState(name);
  const leave = () => {
    if (text.trim() === '') setText(name);
    else if (text.trim() !== name) onRename(text);
  };
  return (
    <div className="members-group-row">
      <Input
        aria-label={`小组 ${name}`}
        variant="borderless"
        maxLength={40}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={leave}
        onPressEnter={leave}
      />
      <span>{members} 人</span>
    </div>
  );
}
