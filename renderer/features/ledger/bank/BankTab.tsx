import type { UnionProfile } from '#shared/contract/union.ts';
import type { LedgerFrame } from '../words.ts';
import { JournalTab } from './JournalTab.tsx';

export function BankTab({ frame, profile }: { frame: LedgerFrame; profile: UnionProfile }) {
  return <JournalTab frame={frame} profile={profile} />;
}
