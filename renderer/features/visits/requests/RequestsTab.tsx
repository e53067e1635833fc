import { Page } from '#renderer/components/Page.tsx';
import type { VisitsFrame } from '../words.ts';

/** 申请和待办. */
export function RequestsTab({ frame }: { frame: VisitsFrame }) {
  return <Page {...frame} />;
}
