import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useSession } from '#renderer/app/session.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { FormArea, useFormArea } from '#renderer/components/form-area.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Steps } from '#renderer/components/Steps.tsx';
import type { PickedFolder } from '#shared/bridge.ts';
import { dayOf, yearOf } from '#shared/calendar.ts';
import { checkCreditCode } from '#shared/credit-code.ts';
import { formatYuan } from '#shared/money.ts';
import { passphraseProblem } from '../NewPassphrase.tsx';
import { RecoveryCode } from '../RecoveryCode.tsx';
import { type Draft, emptyDraft, names, openingName, openingSums, setupOf } from './draft.ts';
import { OpeningStep } from './OpeningStep.tsx';
import { PeopleStep } from './PeopleStep.tsx';
import { PlaceStep } from './PlaceStep.tsx';
import { UnitStep } from './UnitStep.tsx';

const STEPS = [
  { key: 'unit', title: '单位' },
  { key: 'people', title: '人员' },
  { key: 'opening', title: '年初余额' },
  { key: 'place', title: '位置与口令' },
  { key: 'code', title: '恢复码' },
] as const;

/** What still stands in the way of the next step, in one sentence; undefined when nothing does. */
function missing(step: (typeof STEPS)[number]['key'], draft: Draft): string | undefined {
  switch (step) {
    case 'unit':
      if (draft.name.trim() === '') return '请填写单位名称。';
      if (draft.creditCode.trim() !== '' && !checkCreditCode(draft.creditCode).ok)
        return '统一社会信用代码不对，请对照证书核对，还没有的可以空着。';
      return undefined;
    case 'people': {
      const empty = (['chair', 'accountant', 'cashier', 'reviewDirector'] as const).find(
        (office) => draft[office].trim() === '',
      );
      return empty && '请把工会主席、会计、出纳和经审会主任都填上。';
    }
    case 'opening': {
      const wrong = draft.opening.find((line) => line.problem !== undefined);
      if (wrong) return `「${openingName(wrong)}」${wrong.problem}，请改好或去掉这一行。`;
      const { debit, credit, difference } = openingSums(draft.opening);
      if (difference === 0) return undefined;
      return `年初余额借贷不平：借方 ${formatYuan(debit)} 元，贷方 ${formatYuan(credit)} 元，相差 ${formatYuan(difference)} 元，请核对。`;
    }
    case 'place':
      return passphraseProblem(draft.passphrase);
    case 'code':
      return undefined;
  }
}

/** The first run: who the union is, who serves it, what it opens with, where the books lie. */
export function FirstRunWizard({ suggested, onCancel }: { suggested: PickedFolder; onCancel: () => void }) {
  const refresh = useSession((session) => session.refresh);
  const [draft, setDraft] = useState(() => emptyDraft(suggested, yearOf(dayOf(new Date()))));
  const [current, setCurrent] = useState(0);
  const [problem, setProblem] = useState<string>();
  const [made, setMade] = useState<{ recoveryCode: string; warnings: string[] }>();
  const change = (part: Partial<Draft>) => {
    setProblem(undefined);
    setDraft((previous) => ({ ...previous, ...part }));
  };
  const create = useAction(async () => {
    setMade(
      await call('books.create', {
        folder: draft.folder.folder,
        setup: setupOf(draft),
        passphrase: draft.passphrase.first,
      }),
    );
    setCurrent(STEPS.length - 1);
  });
  const step = STEPS[current]?.key ?? 'unit';
  const next = () => {
    const reason = missing(step, draft);
    setProblem(reason);
    if (reason !== undefined) return;
    if (step === 'place') void create.run();
    else if (step === 'code') void refresh();
    else setCurrent(current + 1);
  };
  // an amount that cannot be read must not pass for an empty one
  const form = useFormArea(create.busy ? undefined : next);
  return (
    <main className="wizard-page">
      <h1>新建账本</h1>
      <Steps
        steps={STEPS}
        current={current}
        onNext={form.submit}
        {...(made ? {} : { onCancel, onBack: () => setCurrent(current - 1) })}
        nextText={step === 'place' ? '建账' : step === 'code' ? '已存好恢复码，开始记账' : '下一步'}
        busy={create.busy}
        problem={form.blocked ?? problem ?? create.problem}
      >
        {step === 'unit' && <UnitStep draft={draft} onChange={change} />}
        {step === 'people' && <PeopleStep draft={draft} reviewers={names(draft.reviewMembers)} onChange={change} />}
        {step === 'opening' && (
          <FormArea form={form}>
            <OpeningStep draft={draft} onChange={change} />
          </FormArea>
        )}
        {step === 'place' && <PlaceStep draft={draft} onChange={change} />}
        {step === 'code' && made && (
          <div className="wizard-form">
            {made.warnings.map((warning) => (
              <Notice key={warning} tone="amber">
                {warning}
              </Notice>
            ))}
            <RecoveryCode unit={draft.name} code={made.recoveryCode} />
          </div>
        )}
      </Steps>
    </main>
  );
}
