import { Page } from '#renderer/components/Page.tsx';
import type { HardshipFrame } from '../words.ts';

/** 待办查询. */
export function TasksTab({ frame }: { frame: HardshipFrame }) {
  return <Page {...frame} />;
}
