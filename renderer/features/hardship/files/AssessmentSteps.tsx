import { Money } from '#renderer/components/Money.tsx';
import { Verdict } from '#renderer/components/Verdict.tsx';
import { type Assessment, HARDSHIP_CATEGORY_NAMES } from '#shared/contract/hardship.ts';
import { formatYuan } from '#shared/money.ts';

/** One computation step by step, with what it suggests and the line it rests on. */
export function AssessmentSteps({ assessment }: { assessment: Assessment }) {
  const { steps, suggested, reason, parameters } = assessment;
  return (
    <>
      <dl className="assessment-steps">
        {steps.map((step) => (
          <div key={step.label} className={step.label === '月人均' ? 'assessment-result' : ''}>
            <dt>{step.label}</dt>
            <dd>
              <Money value={step.amount} strong={step.label === '月人均'} />
            </dd>
            <dd className="assessment-formula">{step.formula}</dd>
          </div>
        ))}
      </dl>
      <p className="assessment-verdict">
        建议 <Verdict tone={suggested === 'none' ? 'neutral' : 'amber'}>{suggestionName(assessment)}</Verdict>
      </p>
      <p className="assessment-reason">{reason}</p>
      <p className="assessment-source">
        {parameters.place} {parameters.from} 起，低保线 {formatYuan(parameters.minimumLiving)} 元
        {parameters.source !== '' && `（${parameters.source}）`}
      </p>
      <p className="assessment-source">测算只是建议，由工会委员会认定。</p>
    </>
  );
}

/** What a computation suggests, in a word. */
export function suggestionName({ suggested }: Pick<Assessment, 'suggested'>): string {
  return suggested === 'none' ? '未到标准' : HARDSHIP_CATEGORY_NAMES[suggested];
}
