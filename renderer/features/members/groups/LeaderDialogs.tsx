import { AutoComplete, Modal, Select } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField } from '#renderer/components/FormField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { MemberPicker } from '#renderer/components/MemberPicker.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { type Day, dayOf } from '#shared/calendar.ts';
import { GROUP_OFFICES, type GroupLeader, type GroupNode, type MemberRow } from '#shared/contract/members.ts';

/** 登记任职: who, which office, from which day, and whose office ends with it. */
export function LeaderDialog({ group, onClose }: { group: GroupNode; onClose: () => void }) {
  const [member, setMember] = useState<MemberRow>();
  const [office, setOffice] = useState(GROUP_OFFICES[group.kind][0] ?? '');
  const [day, setDay] = useState<Day | undefined>(() => dayOf(new Date()));
  const [replaces, setReplaces] = useState<string>();
  const [missing, setMissing] = useState(false);
  const tell = useTell();
  const save = useAction(async (memberId: string, on: Day) => {
    const successor = replaces === undefined ? {} : { replaces };
    await call('members.setLeader', { groupId: group.id, memberId, office, day: on, ...successor });
    tell.done(`已登记 ${member?.name ?? ''} 任${office}。`);
    onClose();
  });
  const form = useFormArea(() => {
    setMissing(true);
    if (member && day !== undefined && office.trim() !== '') void save.run(member.id, day);
  });
  const empty = (lacks: boolean) => (missing && lacks ? '没有填写' : undefined);
  return (
    <Modal
      open
      title={`登记任职 ${group.name}`}
      width={460}
      centered
      mask={{ closable: false }}
      okText="登记"
      cancelText="取消"
      confirmLoading={save.busy}
      okButtonProps={{ title: 'Ctrl+Enter' }}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        <FormField label="会员" error={empty(member === undefined)}>
          <MemberPicker value={member?.id} onChange={setMember} />
        </FormField>
        <FormField label="职务" error={empty(office.trim() === '')}>
          <AutoComplete
            className="wide-control"
            value={office}
            maxLength={20}
            options={GROUP_OFFICES[group.kind].map((value) => ({ value }))}
            onChange={(value: string) => setOffice(value)}
          />
        </FormField>
        <FormField label="任职日期" error={empty(day === undefined)}>
          <DayInput value={day} onChange={setDay} />
        </FormField>
        {group.leaders.length > 0 && (
          <FormField label="接替" optional hint="被接替的人同一天卸任。">
            <Select<string>
              className="wide-control"
              allowClear
              placeholder="没有接替谁"
              value={replaces ?? null}
              options={group.leaders.map(({ id, office: held, name }) => ({ value: id, label: `${held} ${name}` }))}
              onChange={(value: string | undefined) => setReplaces(value)}
            />
          </FormField>
        )}
        <Notice tone="red">{form.blocked ?? save.problem}</Notice>
      </FormArea>
    </Modal>
  );
}

/** 卸任 of one who has an office. */
export function EndLeaderDialog({ leader, onClose }: { leader: GroupLeader; onClose: () => void }) {
  const [day, setDay] = useState<Day | undefined>(() => dayOf(new Date()));
  const tell = useTell();
  const end = useAction(async (on: Day) => {
    await call('members.endLeader', { id: leader.id, day: on });
    tell.done(`${leader.name} 已卸任${leader.office}。`);
    onClose();
  });
  const form = useFormArea(() => {
    if (day !== undefined) void end.run(day);
  });
  return (
    <Modal
      open
      title={`卸任 ${leader.office} ${leader.name}`}
      width={420}
      centered
      mask={{ closable: false }}
      okText="卸任"
      cancelText="取消"
      confirmLoading={end.busy}
      okButtonProps={{ title: 'Ctrl+Enter' }}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        <FormField label="卸任日期" error={day === undefined ? '没有填写' : undefined}>
          <DayInput value={day} onChange={setDay} />
        </FormField>
        <Notice tone="red">{form.blocked ?? end.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
