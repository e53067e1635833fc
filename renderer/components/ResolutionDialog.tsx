import { Input, Modal } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import type { Day } from '#shared/calendar.ts';
import type { Resolution } from '#shared/contract/union.ts';
import type { Fen } from '#shared/money.ts';
import { DayInput } from './DayInput.tsx';
import { FormField, FormRow } from './FormField.tsx';
import { FormArea, focusFirst, useFormArea } from './form-area.tsx';
import { MoneyInput } from './MoneyInput.tsx';
import { Notice } from './Notice.tsx';

interface ResolutionDialogProps {
  /** The resolution to change; absent for a new one. */
  resolution?: Resolution;
  onSaved: (resolution: Resolution) => void;
  onClose: () => void;
}

/** The form of one resolution (集体决议), in a dialog of its own. */
export function ResolutionDialog({ resolution, onSaved, onClose }: ResolutionDialogProps) {
  const [number, setNumber] = useState(resolution?.number ?? '');
  const [day, setDay] = useState<Day | undefined>(resolution?.day);
  const [title, setTitle] = useState(resolution?.title ?? '');
  const [limit, setLimit] = useState<Fen | undefined>(resolution?.limit);
  const [body, setBody] = useState(resolution?.body ?? '');
  const [missing, setMissing] = useState(false);
  const save = useAction(async (on: Day) => {
    const fields = { number, day: on, title, body, ...(limit === undefined ? {} : { limit }) };
    onSaved(await call('union.saveResolution', resolution ? { ...fields, id: resolution.id } : fields));
  });
  const form = useFormArea(() => {
    const incomplete = number.trim() === '' || title.trim() === '' || day === undefined;
    setMissing(incomplete);
    if (!incomplete) void save.run(day);
  });
  const blank = (text: string) => (missing && text.trim() === '' ? '没有填写' : undefined);
  return (
    <Modal
      open
      title={resolution ? '修改决议' : '新增决议'}
      width={520}
      centered
      mask={{ closable: false }}
      okText="保存"
      cancelText="取消"
      confirmLoading={save.busy}
      okButtonProps={{ title: 'Ctrl+Enter' }}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        <FormRow>
          <FormField label="决议编号" error={blank(number)}>
            <Input
              value={number}
              maxLength={40}
              placeholder="工委〔2026〕3号"
              onChange={(event) => setNumber(event.target.value)}
            />
          </FormField>
          <FormField label="会议日期" error={missing && day === undefined ? '没有填写' : undefined}>
            <DayInput value={day} onChange={setDay} />
          </FormField>
        </FormRow>
        <FormField label="标题" error={blank(title)}>
          <Input
            value={title}
            maxLength={100}
            placeholder="关于 2026 年春节慰问的决议"
            onChange={(event) => setTitle(event.target.value)}
          />
        </FormField>
        <FormField label="金额上限" optional hint="会上定了总额就填，超过时会提醒。">
          <MoneyInput value={limit} onChange={setLimit} />
        </FormField>
        <FormField label="内容摘要" optional>
          <Input.TextArea rows={3} value={body} maxLength={2000} onChange={(event) => setBody(event.target.value)} />
        </FormField>
        <Notice tone="red">{form.blocked ?? save.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
