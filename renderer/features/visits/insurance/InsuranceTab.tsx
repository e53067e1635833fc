import { Page } from '#renderer/components/Page.tsx';
import type { VisitsFrame } from '../words.ts';

/** 互助保障. */
export function InsuranceTab({ frame }: { frame: VisitsFrame }) {
  return <Page {...frame} />;
}
