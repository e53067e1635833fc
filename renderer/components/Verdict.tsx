import type { ReactNode } from 'react';

/** `neutral` nothing to do, `teal` good, `amber` needs somebody, `red` wrong or 红字. */
export type VerdictTone = 'neutral' | 'teal' | 'amber' | 'red';

/** A small tag: the verdict on a row, the state of a record. */
export function Verdict({ tone = 'neutral', children }: { tone?: VerdictTone; children: ReactNode }) {
  return <span className={`verdict verdict-${tone}`}>{children}</span>;
}
