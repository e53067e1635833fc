import { Page } from '#renderer/components/Page.tsx';
import type { UnionProfile } from '#shared/contract/union.ts';
import type { LedgerFrame } from '../words.ts';

/** 固定资产. */
export function AssetsTab({ frame }: { frame: LedgerFrame; profile: UnionProfile }) {
  return <Page {...frame} />;
}
