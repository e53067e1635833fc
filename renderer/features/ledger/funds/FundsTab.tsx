import { Page } from '#renderer/components/Page.tsx';
import type { UnionProfile } from '#shared/contract/union.ts';
import type { LedgerFrame } from '../words.ts';

/** 专项资金. */
export function FundsTab({ frame }: { frame: LedgerFrame; profile: UnionProfile }) {
  return <Page {...frame} />;
}
