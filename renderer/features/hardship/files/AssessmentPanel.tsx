import type { ReactNode } from 'react';
import { Notice } from '#renderer/components/Notice.tsx';
import type { Assessment } from '#shared/contract/hardship.ts';
import { AssessmentSteps } from './AssessmentSteps.tsx';

interface AssessmentPanelProps {
  assessment: Assessment | undefined;
  /** The sentence of a refusal, e.g. no 低保线 for the day. */
  error?: string | undefined;
  /** A button beside the refusal. */
  remedy?: ReactNode;
}

/** The computation as it stands while the figures are typed. It suggests; the union decides. */
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
      {assessment && error === undefined && <AssessmentSteps assessment={assessment} />}
    </aside>
  );
}
