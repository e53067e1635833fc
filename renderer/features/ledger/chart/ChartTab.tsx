import { Page } from '#renderer/components/Page.tsx';
import type { UnionProfile } from '#shared/contract/union.ts';
import type { LedgerFrame } from '../words.ts';

/** 科目. */
export function ChartTab({ frame }: { frame: LedgerFrame; profile: UnionProfile }) {
  return <Page {...frame} />;
}
