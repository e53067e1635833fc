import { Button, Input, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import type { StocktakeFound } from '#shared/contract/ledger.ts';

interface FoundDialogProps {
  stocktakeId: string;
  /** Without it something new is written down. */
  found?: StocktakeFound;
  onClose: () => void;
}

/** 盘盈: what is there but has no card. */
export function FoundDialog({ stocktakeId, found, onClose }: FoundDialogProps) {
  const [draft, setDraft] = useState(() => ({
    name: found?.name ?? '',
    model: found?.model ?? '',
    quantity: found?.quantity ?? 1,
    place: found?.place ?? '',
    note: found?.note ?? '',
  }));
  const [missing, setMissing] = useState(false);
  const change = (part: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...part }));
  const save = useAction(async () => {
    await call('ledger.saveStocktakeFound', { id: stocktakeId, ...draft, ...(found ? { foundId: found.id } : {}) });
    onClose();
  });
  const drop = useAction(async () => {
    if (found) await call('ledger.dropStocktakeFound', { id: stocktakeId, foundId: found.id });
    onClose();
  });
  const form = useFormArea(() => {
    setMissing(draft.name.trim() === '');
    if (draft.name.trim() !== '') void save.run();
  });
  return (
    <Modal
      open
      title="登记盘盈"
      width={480}
      centered
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
      footer={
        <div className="drawer-footer">
          <div className="drawer-actions">
            {found && (
              <Button loading={drop.busy} onClick={() => void drop.run()}>
                删去
              </Button>
            )}
          </div>
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" title="Ctrl+Enter" loading={save.busy} onClick={form.submit}>
            保存
          </Button>
        </div>
      }
    >
      <FormArea form={form}>
        <FormField label="名称" error={missing && draft.name.trim() === '' ? '没有填写' : undefined}>
          <Input
            value={draft.name}
            maxLength={60}
            autoComplete="off"
            onChange={(event) => change({ name: event.target.value })}
          />
        </FormField>
        <FormRow>
          <FormField label="规格型号" optional>
            <Input value={draft.model} maxLength={60} onChange={(event) => change({ model: event.target.value })} />
          </FormField>
          <FormField label="数量">
            <InputNumber
              className="wide-control"
              min={1}
              max={99_999}
              precision={0}
              value={draft.quantity}
              onChange={(quantity) => change({ quantity: quantity ?? 1 })}
            />
          </FormField>
        </FormRow>
        <FormField label="地点" optional>
          <Input value={draft.place} maxLength={60} onChange={(event) => change({ place: event.target.value })} />
        </FormField>
        <FormField label="说明" optional>
          <Input value={draft.note} maxLength={100} onChange={(event) => change({ note: event.target.value })} />
        </FormField>
        <Notice tone="red">{form.blocked ?? save.problem ?? drop.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
