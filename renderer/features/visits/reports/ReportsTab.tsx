import { Page } from '#renderer/components/Page.tsx';
import type { VisitsFrame } from '../words.ts';

/** 统计. */
export function ReportsTab({ frame }: { frame: VisitsFrame }) {
  return <Page {...frame} />;
}
