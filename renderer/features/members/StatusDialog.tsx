import { Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField } from '#renderer/components/FormField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { type Day, dayOf } from '#shared/calendar.ts';
import {
  MEMBER_STATUS_NAMES,
  MEMBER_STATUSES,
  type MemberRecord,
  type MemberStatus,
} from '#shared/contract/members.ts';

/** What the rules ask for before a membership changes (rules.md 1.3: 会员会籍管理办法, 章程). */
const GROUNDS: Readonly<Record<MemberStatus, string>> = {
  applied: '入会申请书收到的情况',
  active: '审核批准的会议或文号；重新入会写明申请',
  retained: '退休、离休或失业（章程第八条），从变动的那月起免交会费',
  transferred: '转入单位，会员证「组织关系接转」栏已办理',
  withdrawn: '本人书面申请，工会批准的日期',
  lapsed: '教育的记录和决定的会议；满六个月不交会费不会自动退会，要由工会决定',
  expelled: '工会讨论决定的文号',
  deceased: '得知的情况',
};

/** Changes the membership, with the day and the ground; the history keeps both. */
export function StatusDialog({ record, onClose }: { record: MemberRecord; onClose: () => void }) {
  const [status, setStatus] = useState<MemberStatus>();
  const [day, setDay] = useState<Day | undefined>(() => dayOf(new Date()));
  const [ground, setGround] = useState('');
  const [missing, setMissing] = useState(false);
  const tell = useTell();
  const change = useAction(async (next: MemberStatus, on: Day) => {
    await call('members.changeStatus', { id: record.id, status: next, day: on, ground });
    tell.done(`${record.name} 的会籍已改为「${MEMBER_STATUS_NAMES[next]}」。`);
    onClose();
  });
  const form = useFormArea(() => {
    setMissing(true);
    if (status !== undefined && day !== undefined && ground.trim() !== '') void change.run(status, day);
  });
  const empty = (lacks: boolean) => (missing && lacks ? '没有填写' : undefined);
  return (
    <Modal
      open
      title={`变更会籍 ${record.name}`}
      width={480}
      centered
      mask={{ closable: false }}
      okText="变更"
      cancelText="取消"
      confirmLoading={change.busy}
      okButtonProps={{ title: 'Ctrl+Enter' }}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        <FormField
          label="改为"
          hint={`现在是「${MEMBER_STATUS_NAMES[record.status]}」`}
          error={empty(status === undefined)}
        >
          <Select<MemberStatus>
            className="wide-control"
            placeholder="选择会籍"
            value={status ?? null}
            options={MEMBER_STATUSES.filter((one) => one !== record.status).map((one) => ({
              value: one,
              label: MEMBER_STATUS_NAMES[one],
            }))}
            onChange={setStatus}
          />
        </FormField>
        <FormField label="日期" error={empty(day === undefined)}>
          <DayInput value={day} onChange={setDay} />
        </FormField>
        <FormField
          label="依据"
          hint={status === undefined ? '' : `写明${GROUNDS[status]}。`}
          error={empty(ground.trim() === '')}
        >
          <Input value={ground} maxLength={200} onChange={(event) => setGround(event.target.value)} />
        </FormField>
        <Notice tone="red">{form.blocked ?? change.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
