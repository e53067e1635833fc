import { Modal } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import {
  type HardshipRecord,
  type HardshipStage,
  type ProcedureRecord,
  STEP_NAMES,
  type StepKind,
} from '#shared/contract/hardship.ts';
import { StepFields } from './StepFields.tsx';
import { emptyStep, type StepDraft, type StepEntry, stepOf } from './step-draft.ts';

const WAY: readonly StepKind[] = ['check', 'visit', 'notice', 'decision', 'filing'];
const DONE: Readonly<Partial<Record<HardshipStage, number>>> = {
  applied: 0,
  checked: 1,
  visited: 2,
  notified: 3,
  decided: 4,
};

/** The steps that are still to come; the day of the application was entered with the form. */
export function stepsToCatchUp({ stage }: Pick<ProcedureRecord, 'stage'>): readonly StepKind[] {
  const done = DONE[stage];
  return done === undefined ? [] : WAY.slice(done);
}

interface CatchUpDialogProps {
  procedure: ProcedureRecord;
  onClose: () => void;
  onChanged: (file: HardshipRecord) => void;
}

/** 补录: a file that was decided on paper is entered in one go, every step with its own day. */
export function CatchUpDialog({ procedure, onClose, onChanged }: CatchUpDialogProps) {
  const [drafts, setDrafts] = useState(() =>
    stepsToCatchUp(procedure).map((kind) => emptyStep(kind, procedure, undefined)),
  );
  const [gap, setGap] = useState<string>();
  const { fileId, memberName, number, suggested } = procedure;
  const tell = useTell();
  const change = (index: number, patch: Partial<StepDraft>) =>
    setDrafts((before) => before.map((draft, at) => (at === index ? { ...draft, ...patch } : draft)));
  const save = useAction(async (steps: StepEntry[]) => {
    const file = await call('hardship.recordSteps', { fileId, steps });
    tell.done(`${number} ${memberName} 已补录 ${steps.length} 步。`);
    onChanged(file);
    onClose();
  });
  const form = useFormArea(() => {
    const steps: StepEntry[] = [];
    for (const draft of drafts) {
      const made = stepOf(draft);
      if ('gap' in made) {
        setGap(made.gap);
        return;
      }
      steps.push(made.step);
    }
    setGap(undefined);
    void save.run(steps);
  });
  return (
    <Modal
      open
      title={`补录办理步骤 ${memberName} ${number}`}
      width={760}
      style={{ top: 24 }}
      mask={{ closable: false }}
      okText="全部登记"
      cancelText="取消"
      confirmLoading={save.busy}
      okButtonProps={{ title: 'Ctrl+Enter' }}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        <p className="procedure-hint">纸面上已经办完的档案，按实际日期一次补录到建档入库；有一步不符合，全部不保存。</p>
        <div className="catch-up">
          {drafts.map((draft, index) => (
            <section key={draft.kind} className="hardship-section" aria-label={STEP_NAMES[draft.kind]}>
              <h2>{STEP_NAMES[draft.kind]}</h2>
              <StepFields draft={draft} suggested={suggested} onChange={(patch) => change(index, patch)} />
            </section>
          ))}
        </div>
        <Notice tone="red">{form.blocked ?? gap ?? save.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
