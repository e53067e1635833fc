import type { UnionProfile } from '#shared/contract/union.ts';
import type { LedgerFrame } from '../words.ts';
import { BalanceTab } from './BalanceTab.tsx';

export function ReportsTab({ frame, profile }: { frame: LedgerFrame; profile: UnionProfile }) {
  return <BalanceTab frame={frame} profile={profile} />;
}
