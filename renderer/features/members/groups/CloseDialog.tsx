import { Input, Modal } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField } from '#renderer/components/FormField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { GroupPicker } from '#renderer/components/GroupPicker.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { type Day, dayOf } from '#shared/calendar.ts';
import type { GroupNode } from '#shared/contract/members.ts';

/** 撤销或合并: everybody who is a member goes to another group first, in the same step. */
export function CloseDialog({ group, onClose }: { group: GroupNode; onClose: () => void }) {
  const [target, setTarget] = useState<string>();
  const [day, setDay] = useState<Day | undefined>(() => dayOf(new Date()));
  const [ground, setGround] = useState('');
  const [missing, setMissing] = useState(false);
  const tell = useTell();
  const mustMove = group.living > 0;
  const close = useAction(async (on: Day) => {
    const moveTo = target === undefined ? {} : { moveTo: target };
    const { moved, groups } = await call('members.closeGroup', { id: group.id, day: on, ground, ...moveTo });
    const along = [...(moved > 0 ? [`调走 ${moved} 人`] : []), ...(groups > 0 ? [`改归 ${groups} 个下级小组`] : [])];
    tell.done([`已撤销「${group.name}」`, ...along].join('，'));
    onClose();
  });
  const form = useFormArea(() => {
    setMissing(true);
    if (day !== undefined && ground.trim() !== '' && (target !== undefined || !mustMove)) void close.run(day);
  });
  const empty = (lacks: boolean) => (missing && lacks ? '没有填写' : undefined);
  return (
    <Modal
      open
      title={`撤销或合并 ${group.name}`}
      width={480}
      centered
      mask={{ closable: false }}
      okText="撤销"
      cancelText="取消"
      confirmLoading={close.busy}
      okButtonProps={{ title: 'Ctrl+Enter' }}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        <p className="groups-words">
          {mustMove
            ? `「${group.name}」里有 ${group.living} 名会员，撤销时一起调走；下级小组随着改归，职务同时卸任。`
            : '以前的调动和任职记录都留着，需要时可以恢复。'}
        </p>
        <FormField
          label={mustMove ? '会员调到' : '下级小组改归'}
          optional={!mustMove}
          error={empty(mustMove && target === undefined)}
        >
          <GroupPicker value={target} onChange={setTarget} none={mustMove ? '未分组' : '上一级'} without={group.id} />
        </FormField>
        <FormField label="日期" error={empty(day === undefined)}>
          <DayInput value={day} onChange={setDay} />
        </FormField>
        <FormField label="依据" hint="例如：工会委员会会议决定。" error={empty(ground.trim() === '')}>
          <Input value={ground} maxLength={200} onChange={(event) => setGround(event.target.value)} />
        </FormField>
        <Notice tone="red">{form.blocked ?? close.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
