import { Page } from '#renderer/components/Page.tsx';
import type { HardshipFrame } from '../words.ts';

/** 建档办理. */
export function ProcedureTab({ frame }: { frame: HardshipFrame }) {
  return <Page {...frame} />;
}
