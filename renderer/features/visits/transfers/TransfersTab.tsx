import { Page } from '#renderer/components/Page.tsx';
import type { VisitsFrame } from '../words.ts';

/** 转账清单. */
export function TransfersTab({ frame }: { frame: VisitsFrame }) {
  return <Page {...frame} />;
}
