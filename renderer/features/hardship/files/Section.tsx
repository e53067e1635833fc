import type { ReactNode } from 'react';
import type { HardshipChoices } from '#shared/contract/hardship.ts';
import type { FileDraft } from './draft.ts';

/** What each section of the form works on. */
export interface SectionProps {
  draft: FileDraft;
  onChange: (patch: Partial<FileDraft>) => void;
  choices: HardshipChoices;
}

export function Section({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section aria-label={title} className="hardship-section">
      <div className="hardship-section-head">
        <h2>{title}</h2>
        {action}
      </div>
      {children}
    </section>
  );
}

/**
 * For `memo`: a section is drawn anew only when one of its own fields has changed, so that typing stays quick in the long form. A
 * section must therefore read no other field of the draft.
 */
export function sameIn(...fields: readonly (keyof FileDraft)[]) {
  return (before: SectionProps, after: SectionProps): boolean =>
    before.choices === after.choices &&
    before.onChange === after.onChange &&
    fields.every((field) => before.draft[field] === after.draft[field]);
}
