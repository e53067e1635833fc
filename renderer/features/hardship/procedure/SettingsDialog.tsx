import { Input, InputNumber, Modal, Radio } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import type { ProcedureSettings } from '#shared/contract/hardship.ts';

/** 办理设置: days of the notice, names on it, how long files are kept, where to ask. */
export function SettingsDialog({ onClose }: { onClose: () => void }) {
  const { value } = useCall('hardship.readProcedureSettings', {});
  return value ? <SettingsForm initial={value} onClose={onClose} /> : null;
}

function SettingsForm({ initial, onClose }: { initial: ProcedureSettings; onClose: () => void }) {
  const [draft, setDraft] = useState(initial);
  const change = (patch: Partial<ProcedureSettings>) => setDraft((before) => ({ ...before, ...patch }));
  const tell = useTell();
  const save = useAction(async () => {
    await call('hardship.saveProcedureSettings', draft);
    tell.done('已保存办理设置。');
    onClose();
  });
  const form = useFormArea(() => void save.run());
  const text = (key: 'noticeSource' | 'retentionSource' | 'contact', label: string, hint?: string) => (
    <FormField label={label} optional hint={hint}>
      <Input value={draft[key]} maxLength={200} onChange={(event) => change({ [key]: event.target.value })} />
    </FormField>
  );
  return (
    <Modal
      open
      title="办理设置"
      width={560}
      centered
      mask={{ closable: false }}
      okText="保存"
      cancelText="取消"
      confirmLoading={save.busy}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        <FormRow>
          <FormField label="公示工作日" hint="已经开始的公示不受影响">
            <InputNumber<number>
              className="wide-control"
              min={1}
              max={60}
              precision={0}
              value={draft.noticeWorkingDays}
              onChange={(noticeWorkingDays) => change({ noticeWorkingDays: noticeWorkingDays ?? 5 })}
            />
          </FormField>
          <FormField label="公示单上的姓名">
            <Radio.Group
              value={draft.noticeNames}
              onChange={(event) => change({ noticeNames: event.target.value === 'whole' ? 'whole' : 'masked' })}
              options={[
                { value: 'masked', label: '王某某' },
                { value: 'whole', label: '全名' },
              ]}
            />
          </FormField>
        </FormRow>
        {text('noticeSource', '公示期的依据')}
        <FormRow>
          <FormField label="保存年限（年）" hint="写进告知同意书">
            <InputNumber<number>
              className="wide-control"
              min={1}
              max={99}
              precision={0}
              value={draft.retentionYears}
              onChange={(retentionYears) => change({ retentionYears: retentionYears ?? 10 })}
            />
          </FormField>
        </FormRow>
        {text('retentionSource', '保存年限的依据')}
        {text('contact', '联系方式', '印在公示单和告知同意书上：地点、电话')}
        <Notice tone="red">{form.blocked ?? save.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
