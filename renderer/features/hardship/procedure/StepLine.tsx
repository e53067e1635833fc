import { type HardshipStep, STEP_NAMES } from '#shared/contract/hardship.ts';

/** The steps so far as a vertical line, oldest first; what was taken back is struck through with its reason. */
export function StepLine({ steps }: { steps: readonly HardshipStep[] }) {
  if (steps.length === 0) return <p className="procedure-hint">这份档案在有办理步骤以前就已建档，没有留下步骤。</p>;
  return (
    <ol className="step-line" aria-label="办理步骤">
      {steps.map((step, index) => (
        <li key={step.id} className={step.withdrawn ? 'step-withdrawn' : undefined}>
          {step.round > 1 && steps[index - 1]?.round !== step.round && (
            <div className="step-round">第 {step.round} 次办理</div>
          )}
          <div className="step-head">
            <span className="step-day">{step.day}</span>
            <b>{STEP_NAMES[step.kind]}</b>
            {step.staff.length > 0 && <span>{step.staff.join('、')}</span>}
          </div>
          <dl className="step-facts">
            {step.facts.map(({ label, text }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{text}</dd>
              </div>
            ))}
            {step.resolutionTitle !== undefined && (
              <div>
                <dt>决议</dt>
                <dd>{step.resolutionTitle}</dd>
              </div>
            )}
          </dl>
          {step.withdrawn && (
            <p className="step-undone">
              {step.withdrawn.day} {step.withdrawn.by}撤回：{step.withdrawn.ground}
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}
