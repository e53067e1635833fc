import { Page } from '#renderer/components/Page.tsx';
import type { VisitsFrame } from '../words.ts';

/** 慰问品库存. */
export function StockTab({ frame }: { frame: VisitsFrame }) {
  return <Page {...frame} />;
}
