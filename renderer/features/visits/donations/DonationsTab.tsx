import { Page } from '#renderer/components/Page.tsx';
import type { VisitsFrame } from '../words.ts';

/** 捐款. */
export function DonationsTab({ frame }: { frame: VisitsFrame }) {
  return <Page {...frame} />;
}
