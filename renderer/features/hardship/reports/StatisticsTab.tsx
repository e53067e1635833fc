import { Page } from '#renderer/components/Page.tsx';
import type { HardshipFrame } from '../words.ts';

/** 统计. */
export function StatisticsTab({ frame }: { frame: HardshipFrame }) {
  return <Page {...frame} />;
}
