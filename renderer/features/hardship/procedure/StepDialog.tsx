import { Modal, Select } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { FormField } from '#renderer/components/FormField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { dayOf } from '#shared/calendar.ts';
import { type HardshipRecord, type ProcedureRecord, STEP_NAMES, type StepKind } from '#shared/contract/hardship.ts';
import { StepFields } from './StepFields.tsx';
import { emptyStep, type StepEntry, stepOf } from './step-draft.ts';

interface StepDialogProps {
  procedure: ProcedureRecord;
  /** The steps that can be chosen; with one there is nothing to choose. */
  kinds: readonly [StepKind, ...StepKind[]];
  onClose: () => void;
  onChanged: (file: HardshipRecord) => void;
}

/** Enters one step of the way. */
export function StepDialog({ procedure, kinds, onClose, onChanged }: StepDialogProps) {
  const [draft, setDraft] = useState(() => emptyStep(kinds[0], procedure, dayOf(new Date())));
  const [gap, setGap] = useState<string>();
  const { fileId, memberName, number, suggested } = procedure;
  const tell = useTell();
  const save = useAction(async (step: StepEntry) => {
    const file = await call('hardship.recordSteps', { fileId, steps: [step] });
    tell.done(`${number} ${memberName} 已登记「${STEP_NAMES[step.kind]}」。`);
    onChanged(file);
    onClose();
  });
  const form = useFormArea(() => {
    const made = stepOf(draft);
    setGap('gap' in made ? made.gap : undefined);
    if ('step' in made) void save.run(made.step);
  });
  return (
    <Modal
      open
      title={`登记${kinds.length === 1 ? STEP_NAMES[kinds[0]] : '其他事项'} ${memberName} ${number}`}
      width={560}
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
        {kinds.length > 1 && (
          <FormField label="登记什么">
            <Select<StepKind>
              className="wide-control"
              value={draft.kind}
              options={kinds.map((kind) => ({ value: kind, label: STEP_NAMES[kind] }))}
              onChange={(kind) => setDraft(emptyStep(kind, procedure, dayOf(new Date())))}
            />
          </FormField>
        )}
        <StepFields
          key={draft.kind}
          draft={draft}
          suggested={suggested}
          onChange={(patch) => setDraft((before) => ({ ...before, ...patch }))}
        />
        <Notice tone="red">{form.blocked ?? gap ?? save.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
