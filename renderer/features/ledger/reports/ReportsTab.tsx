import { useState } from 'react';
import type { ReportChoice, ReportDrill } from '#shared/contract/ledger.ts';
import type { UnionProfile } from '#shared/contract/union.ts';
import { VoucherDrawer } from '../vouchers/VoucherDrawer.tsx';
import type { LedgerFrame } from '../words.ts';
import { BalanceTab } from './BalanceTab.tsx';
import { DetailView } from './DetailView.tsx';
import { ExportsView } from './ExportsView.tsx';
import { workingRange } from './MonthRange.tsx';
import { ReportBar } from './ReportBar.tsx';
import { ReportView } from './ReportView.tsx';
import { firstView, nameOf, type ReportKey, rangeOf, type View, viewOf } from './views.ts';
import './reports.css';

/** 账表: a report, and what was opened from it, line by line down to the voucher. */
export function ReportsTab({ frame, profile }: { frame: LedgerFrame; profile: UnionProfile }) {
  const working = workingRange(profile);
  const [view, setView] = useState<View>(firstView('balance', working));
  /** Where one came from, the nearest last. */
  const [trail, setTrail] = useState<readonly View[]>([]);
  /** Grows when the keyboard should go on in the table. */
  const [moves, setMoves] = useState(0);
  const [opened, setOpened] = useState<string>();

  const choose = (key: ReportKey) => {
    setTrail([]);
    setOpened(undefined);
    setView(firstView(key, rangeOf(view) ?? working));
  };
  const drill = (to: ReportDrill) => {
    if ('voucherId' in to) {
      setOpened(to.voucherId);
      return;
    }
    setTrail([...trail, view]);
    setOpened(undefined);
    setView(viewOf(to.report));
    setMoves(moves + 1);
  };
  const back = () => {
    const last = trail.at(-1);
    if (!last) return;
    setTrail(trail.slice(0, -1));
    setOpened(undefined);
    setView(last);
    setMoves(moves + 1);
  };
  const close = () => {
    setOpened(undefined);
    setMoves(moves + 1);
  };
  const before = trail.at(-1);
  const bar = (
    <ReportBar value={view.key} onChoose={choose} back={before && nameOf(before)} onBack={back} onTab={frame.onTab} />
  );
  const shared = {
    frame,
    bar,
    unit: profile.name,
    latest: working.to,
    onDrill: drill,
    onChange: (choice: ReportChoice) => setView(viewOf(choice)),
    opened,
    moves,
  };
  return (
    <>
      {view.key === 'exports' ? (
        <ExportsView frame={frame} bar={bar} />
      ) : view.choice.kind === 'balance' ? (
        <BalanceTab {...shared} choice={view.choice} />
      ) : view.choice.kind === 'detail' ? (
        <DetailView {...shared} choice={view.choice} />
      ) : (
        <ReportView key={view.key} {...shared} choice={view.choice} />
      )}
      {opened !== undefined && <VoucherDrawer key={opened} id={opened} onOpen={setOpened} onClose={close} />}
    </>
  );
}
