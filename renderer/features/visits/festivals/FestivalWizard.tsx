import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useUnsavedWork } from '#renderer/app/unsaved.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { FormArea, useFormArea } from '#renderer/components/form-area.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Steps } from '#renderer/components/Steps.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { dayOf } from '#shared/calendar.ts';
import type { InputOf } from '#shared/contract/index.ts';
import type { VisitKind } from '#shared/contract/visits.ts';
import { CheckStep } from './CheckStep.tsx';
import { emptyFestival, type FestivalDraft, orderOf, questionOf } from './festival-draft.ts';
import { PeopleStep } from './PeopleStep.tsx';
import { WhatStep } from './WhatStep.tsx';

interface FestivalWizardProps {
  /** Kinds that may be handed to all. */
  kinds: readonly VisitKind[];
  onClose: () => void;
  onMade: (id: string) => void;
}

const STEPS = [
  { key: 'what', title: '发什么' },
  { key: 'whom', title: '发给谁' },
  { key: 'list', title: '核对并记账' },
];
const LAST = STEPS.length - 1;

/** 新建节日慰问: what, for whom (who is left out and why is seen at once), then list, sheet and one voucher. */
export function FestivalWizard({ kinds, onClose, onMade }: FestivalWizardProps) {
  const [initial] = useState(() => emptyFestival(dayOf(new Date()), kinds));
  const [draft, setDraft] = useState<FestivalDraft>(initial);
  const [step, setStep] = useState(0);
  const [tried, setTried] = useState(false);
  const tell = useTell();
  const question = questionOf(draft);
  const preview = useCall('visits.previewFestival', step > 0 ? question : undefined);
  useUnsavedWork(JSON.stringify(draft) !== JSON.stringify(initial));
  const change = (patch: Partial<FestivalDraft>) => setDraft((before) => ({ ...before, ...patch }));
  const make = useAction(async (input: InputOf<'visits.makeFestival'>) => {
    const { festival } = await call('visits.makeFestival', input);
    tell.done(`已生成 ${festival.name}名单 ${festival.people} 人，凭证 ${festival.voucherNumber}。`);
    onMade(festival.id);
  });
  const people = preview.error === undefined ? (preview.value?.people ?? 0) : 0;
  const next = () => {
    setTried(true);
    if (question === undefined) return;
    if (step < LAST) setStep(step + 1);
    else void make.run(orderOf(draft, question));
  };
  const form = useFormArea(next);
  const kind = kinds.find(({ id }) => id === draft.kindId);
  return (
    <FormArea form={form}>
      <div className="festival-wizard">
        <Steps
          steps={STEPS}
          current={step}
          onCancel={onClose}
          onBack={() => {
            make.clear();
            setStep(Math.max(0, step - 1));
          }}
          onNext={form.submit}
          nextText={step < LAST ? '下一步' : `生成名单并记账 ${people} 人`}
          nextDisabled={step > 0 && people === 0}
          busy={make.busy}
          note={
            step === 1 && preview.value ? `名单 ${people} 人，没有列入 ${preview.value.leftOut.length} 人` : undefined
          }
          problem={form.blocked ?? make.problem}
        >
          {step > 0 && <Notice tone="red">{preview.error}</Notice>}
          {step === 0 && <WhatStep draft={draft} kinds={kinds} tried={tried} onChange={change} />}
          {step === 1 && <PeopleStep draft={draft} kind={kind} preview={preview.value} onChange={change} />}
          {step === LAST && preview.value && (
            <CheckStep draft={draft} kind={kind} preview={preview.value} onChange={change} />
          )}
        </Steps>
      </div>
    </FormArea>
  );
}
