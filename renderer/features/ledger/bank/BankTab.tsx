import { useState } from 'react';
import { leave } from '#renderer/app/unsaved.ts';
import type { UnionProfile } from '#shared/contract/union.ts';
import type { LedgerFrame } from '../words.ts';
import { CashCountView } from './CashCountView.tsx';
import { JournalTab } from './JournalTab.tsx';
import { ReconcileView } from './ReconcileView.tsx';
import { type BankView, ViewChoice } from './views.tsx';
import './bank.css';

/** 现金银行: the two journals, the bank's statements against the books, and counting the cash. */
export function BankTab({ frame, profile }: { frame: LedgerFrame; profile: UnionProfile }) {
  const [view, setView] = useState<BankView>('bank');
  const choice = <ViewChoice view={view} onChange={(next) => leave(() => setView(next))} />;
  if (view === 'reconcile') return <ReconcileView frame={frame} profile={profile} views={choice} />;
  if (view === 'count') return <CashCountView frame={frame} profile={profile} views={choice} />;
  return <JournalTab key={view} method={view} frame={frame} profile={profile} views={choice} />;
}
