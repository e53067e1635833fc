import { Input, Modal } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { AccountPicker } from '#renderer/components/AccountPicker.tsx';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { ResolutionPicker } from '#renderer/components/ResolutionPicker.tsx';
import { type Day, dayOf } from '#shared/calendar.ts';
import { type DriveRecord, HELD_ACCOUNT } from '#shared/contract/visits.ts';

interface DriveDialogProps {
  /** The drive to change; a new one when left out. */
  drive?: DriveRecord;
  onSaved: (drive: DriveRecord) => void;
  onClose: () => void;
}

/** 募捐活动: what it is, for whom, and what it rests on. */
export function DriveDialog({ drive, onSaved, onClose }: DriveDialogProps) {
  const [name, setName] = useState(drive?.name ?? '');
  const [day, setDay] = useState<Day | undefined>(() => drive?.day ?? dayOf(new Date()));
  const [purpose, setPurpose] = useState(drive?.purpose ?? '');
  const [beneficiary, setBeneficiary] = useState(drive?.beneficiary ?? '');
  const [notice, setNotice] = useState(drive?.notice ?? '');
  const [resolutionId, setResolutionId] = useState(drive?.resolutionId);
  const [heldAccountId, setHeldAccountId] = useState<string | undefined>(drive?.heldAccountId ?? HELD_ACCOUNT);
  const save = useAction(async (on: Day, account: string) => {
    onSaved(
      await call('visits.saveDrive', {
        ...(drive ? { id: drive.id } : {}),
        name,
        day: on,
        purpose,
        beneficiary,
        notice,
        heldAccountId: account,
        ...(resolutionId === undefined ? {} : { resolutionId }),
      }),
    );
  });
  const ready = name.trim() !== '' && day !== undefined && heldAccountId !== undefined;
  const form = useFormArea(ready ? () => void save.run(day, heldAccountId) : undefined);
  return (
    <Modal
      open
      title={drive ? '修改募捐活动' : '新建募捐'}
      width={560}
      centered
      mask={{ closable: false }}
      okText="保存"
      cancelText="取消"
      confirmLoading={save.busy}
      okButtonProps={{ title: 'Ctrl+Enter', disabled: !ready }}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        <FormRow>
          <FormField label="名称">
            <Input
              value={name}
              maxLength={40}
              placeholder="2026 年慈善一日捐"
              autoComplete="off"
              onChange={(event) => setName(event.target.value)}
            />
          </FormField>
          <FormField label="开始日期">
            <DayInput value={day} onChange={setDay} />
          </FormField>
        </FormRow>
        <FormField label="捐给谁" optional>
          <Input
            value={beneficiary}
            maxLength={100}
            placeholder="市慈善总会、某位困难职工"
            autoComplete="off"
            onChange={(event) => setBeneficiary(event.target.value)}
          />
        </FormField>
        <FormField label="用途" optional>
          <Input
            value={purpose}
            maxLength={200}
            autoComplete="off"
            onChange={(event) => setPurpose(event.target.value)}
          />
        </FormField>
        <FormField label="通知或倡议" optional hint="发出的通知、倡议书名称或文号。">
          <Input
            value={notice}
            maxLength={100}
            autoComplete="off"
            onChange={(event) => setNotice(event.target.value)}
          />
        </FormField>
        <FormField label="集体决议" optional>
          <ResolutionPicker value={resolutionId} onChange={setResolutionId} />
        </FormField>
        <FormField label="捐款记入" hint="默认「代管经费」：捐款是代收代转的，不记收入。">
          <AccountPicker
            value={heldAccountId}
            classes={['liability']}
            first={[HELD_ACCOUNT]}
            onChange={setHeldAccountId}
          />
        </FormField>
        <Notice tone="red">{form.blocked ?? save.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
