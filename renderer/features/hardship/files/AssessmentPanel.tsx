import type { ReactNode } from 'react';
import { Money } from '#renderer/components/Money.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Verdict } from '#renderer/components/Verdict.tsx';
import { type Assessment, HARDSHIP_CATEGORY_NAMES } from '#shared/contract/hardship.ts';
import { formatYuan } from '#shared/money.ts';

interface AssessmentPanelProps {
  assessment: Assessment | undefined;
  /** The sentence of a refusal, e.g. no 低保线 for the day. */
  error?: string | undefined;
  /** A button beside the refusal. */
  remedy?: ReactNode;
}

/** The computation step by step, as it stands while the figures are typed. It suggests; the union decides. */
export function AssessmentPanel({ assessment, error, remedy }: AssessmentPanelProps) {
  return (
    <aside className="assessment" aria-label="测算">
      <h2>测算</h2>
      <Notice tone="amber" action={remedy}>
        {error}
      </Notice>
      {assessment === undefined && error === undefined && (
        <p className="assessment-wait">填上人口、收入和支出，这里随时算出月人均。</p>
      )}
      {assessment && error === undefined && (
        <>
          <dl className="assessment-steps">
            {assessment.steps.map((step) => (
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
            建议{' '}
            <Verdict tone={assessment.suggested === 'none' ? 'neutral' : 'amber'}>{suggestionName(assessment)}</Verdict>
          </p>
          <p className="assessment-reason">{assessment.reason}</p>
          <p className="assessment-source">
            {assessment.parameters.place} {assessment.parameters.from} 起，低保线{' '}
            {formatYuan(assessment.parameters.minimumLiving)} 元
            {assessment.parameters.source !== '' && `(${assessment.parameters.source})`}
          </p>
        </>
      )}
    </aside>
  );
}

function suggestionName({ suggested }: Assessment): string {
  return suggested === 'none' ? '未到标准' : HARDSHIP_CATEGORY_NAMES[suggested];
}
