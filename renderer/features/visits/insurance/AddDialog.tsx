import { Checkbox, InputNumber, Modal, Segmented, Tag } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { FormField } from '#renderer/components/FormField.tsx';
import { FormArea, useFormArea } from '#renderer/components/form-area.tsx';
import { GroupPicker } from '#renderer/components/GroupPicker.tsx';
import { MemberPicker } from '#renderer/components/MemberPicker.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { MEMBER_STATUS_NAMES, type MemberStatus } from '#shared/contract/members.ts';
import type { InsuranceYear, NotTaken } from '#shared/contract/visits.ts';

interface AddDialogProps {
  year: InsuranceYear;
  onClose: () => void;
  onLeftOut: (leftOut: readonly NotTaken[]) => void;
}

const STATUSES: readonly MemberStatus[] = ['active', 'retained'];

/** 加入会员: by hand, all who fit, or the people of the term before. */
export function AddDialog({ year, onClose, onLeftOut }: AddDialogProps) {
  const [way, setWay] = useState<'filter' | 'hand' | 'carry'>('filter');
  const [statuses, setStatuses] = useState<readonly MemberStatus[]>(['active']);
  const [groupId, setGroupId] = useState<string>();
  const [womenOnly, setWomenOnly] = useState(year.womenOnly);
  const [people, setPeople] = useState<readonly { id: string; name: string }[]>([]);
  const [shares, setShares] = useState(1);
  const tell = useTell();
  const add = useAction(async () => {
    const done =
      way === 'carry'
        ? await call('visits.carryParticipants', { yearId: year.id })
        : await call('visits.addParticipants', {
            yearId: year.id,
            shares,
            ...(way === 'hand'
              ? { memberIds: people.map(({ id }) => id) }
              : { filter: { statuses: [...statuses], womenOnly, ...(groupId === undefined ? {} : { groupId }) } }),
          });
    onLeftOut(done.leftOut);
    tell.done(`已加入 ${done.added} 人。`);
    onClose();
  });
  const ready = way === 'carry' || (way === 'hand' ? people.length > 0 : statuses.length > 0);
  const form = useFormArea(ready ? () => void add.run() : undefined);
  return (
    <Modal
      open
      title={`加入会员：${year.planName} ${year.from} 至 ${year.to}`}
      width={560}
      centered
      mask={{ closable: false }}
      okText="加入"
      cancelText="取消"
      confirmLoading={add.busy}
      okButtonProps={{ title: 'Ctrl+Enter', disabled: !ready }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <FormArea form={form}>
        <div className="insurance-ticks">
          <Segmented<typeof way>
            aria-label="怎样选人"
            value={way}
            onChange={setWay}
            options={[
              { value: 'filter', label: '按条件' },
              { value: 'hand', label: '逐个选' },
              { value: 'carry', label: '带入上一年度' },
            ]}
          />
        </div>
        {way === 'filter' && (
          <>
            <FormField label="会籍">
              <Checkbox.Group
                value={[...statuses]}
                options={STATUSES.map((value) => ({ value, label: MEMBER_STATUS_NAMES[value] }))}
                onChange={(values) => setStatuses(STATUSES.filter((status) => values.includes(status)))}
              />
            </FormField>
            <FormField label="工会小组" optional>
              <GroupPicker value={groupId} onChange={setGroupId} placeholder="全部小组" />
            </FormField>
            <Checkbox
              checked={womenOnly}
              disabled={year.womenOnly}
              onChange={(event) => setWomenOnly(event.target.checked)}
            >
              只要女职工
            </Checkbox>
          </>
        )}
        {way === 'hand' && (
          <FormField label="会员">
            <MemberPicker
              key={people.length}
              autoFocus
              value={undefined}
              placeholder={people.length === 0 ? '姓名、拼音或编号' : '再加一位'}
              onChange={(member) => {
                if (member && !people.some(({ id }) => id === member.id))
                  setPeople([...people, { id: member.id, name: member.name }]);
              }}
            />
          </FormField>
        )}
        {way === 'hand' && people.length > 0 && (
          <div className="insurance-chosen">
            {people.map(({ id, name }) => (
              <Tag
                key={id}
                closable
                closeIcon={<span title={`去掉 ${name}`}>×</span>}
                onClose={() => setPeople(people.filter((person) => person.id !== id))}
              >
                {name}
              </Tag>
            ))}
          </div>
        )}
        {way !== 'carry' && year.maxShares > 1 && (
          <FormField label="份数">
            <InputNumber
              min={1}
              max={year.maxShares}
              precision={0}
              value={shares}
              onChange={(value) => setShares(value ?? 1)}
            />
          </FormField>
        )}
        {way === 'carry' && (
          <Notice>上一年度的参保人按原来的份数、这个年度的保费加入；已经不在册的和不符合条件的会列出来。</Notice>
        )}
        <Notice tone="red">{form.blocked ?? add.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
