import { Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { type Day, dayOf } from '#shared/calendar.ts';
import { ASSET_STATUS_LABELS, ASSET_USES, type AssetUse } from '#shared/contract/ledger.ts';

interface MoveDialogProps {
  ids: string[];
  onClose: () => void;
  onDone: () => void;
}

/** 变更部门、使用人、地点、状态 of some cards; a field that stays empty stays as it was. */
export function MoveDialog({ ids, onClose, onDone }: MoveDialogProps) {
  const [day, setDay] = useState<Day | undefined>(() => dayOf(new Date()));
  const [fields, setFields] = useState({ department: '', keeper: '', place: '', reason: '' });
  const [use, setUse] = useState<AssetUse>();
  const [missing, setMissing] = useState(false);
  const tell = useTell();
  const change = (part: Partial<typeof fields>) => setFields((before) => ({ ...before, ...part }));
  const move = useAction(async (on: Day) => {
    const { moved } = await call('ledger.moveAssets', {
      ids,
      day: on,
      reason: fields.reason,
      ...(fields.department.trim() === '' ? {} : { department: fields.department }),
      ...(fields.keeper.trim() === '' ? {} : { keeper: fields.keeper }),
      ...(fields.place.trim() === '' ? {} : { place: fields.place }),
      ...(use === undefined ? {} : { use }),
    });
    tell.done(`已变更 ${moved} 张卡片`);
    onDone();
  });
  const form = useFormArea(() => {
    setMissing(day === undefined);
    if (day !== undefined) void move.run(day);
  });
  return (
    <Modal
      open
      title={`变更 ${ids.length} 张卡片`}
      width={520}
      centered
      mask={{ closable: false }}
      okText="变更"
      cancelText="取消"
      confirmLoading={move.busy}
      okButtonProps={{ title: 'Ctrl+Enter' }}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        <p className="asset-words">只填要改的，空着的照旧。每次变更都留在卡片上。</p>
        <FormRow>
          <FormField label="变更日期" error={missing && day === undefined ? '没有填写' : undefined}>
            <DayInput value={day} onChange={setDay} />
          </FormField>
          <FormField label="状态" optional>
            <Select<AssetUse>
              className="wide-control"
              allowClear
              placeholder="照旧"
              value={use ?? null}
              options={ASSET_USES.map((value) => ({ value, label: ASSET_STATUS_LABELS[value] }))}
              onChange={(next: AssetUse | undefined) => setUse(next)}
            />
          </FormField>
        </FormRow>
        <FormRow>
          <FormField label="部门" optional>
            <Input
              value={fields.department}
              maxLength={40}
              placeholder="照旧"
              onChange={(event) => change({ department: event.target.value })}
            />
          </FormField>
          <FormField label="使用人" optional>
            <Input
              value={fields.keeper}
              maxLength={40}
              placeholder="照旧"
              onChange={(event) => change({ keeper: event.target.value })}
            />
          </FormField>
        </FormRow>
        <FormField label="地点" optional>
          <Input
            value={fields.place}
            maxLength={60}
            placeholder="照旧"
            onChange={(event) => change({ place: event.target.value })}
          />
        </FormField>
        <FormField label="原因" optional>
          <Input
            value={fields.reason}
            maxLength={100}
            placeholder="如：人员调动"
            onChange={(event) => change({ reason: event.target.value })}
          />
        </FormField>
        <Notice tone="red">{form.blocked ?? move.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
