import { Radio } from 'antd';
import { useState } from 'react';
import { useAllowed } from '#renderer/app/session.ts';
import { leave } from '#renderer/app/unsaved.ts';
import type { UnionProfile } from '#shared/contract/union.ts';
import type { LedgerFrame } from '../words.ts';
import { AccountsView } from './AccountsView.tsx';
import { OldBooksView } from './OldBooksView.tsx';
import { PurposesView } from './PurposesView.tsx';
import { CHART_VIEWS, type ChartView, VIEW_LABELS } from './words.ts';
import './chart.css';

/** 科目: the chart of accounts, the plain-word choices of 收支登记, and where old books come in. */
export function ChartTab({ frame }: { frame: LedgerFrame; profile: UnionProfile }) {
  const [view, setView] = useState<ChartView>('accounts');
  const mayImport = useAllowed('ledger.previewOldBooks');
  const views = CHART_VIEWS.filter((one) => mayImport || one !== 'oldBooks');
  const choice = (
    <Radio.Group
      aria-label="科目页"
      optionType="button"
      value={view}
      options={views.map((one) => ({ value: one, label: VIEW_LABELS[one] }))}
      onChange={(event) => {
        const next = views.find((one) => one === event.target.value);
        if (next) leave(() => setView(next));
      }}
    />
  );
  if (view === 'purposes') return <PurposesView frame={frame} choice={choice} />;
  if (view === 'oldBooks') return <OldBooksView frame={frame} choice={choice} />;
  return <AccountsView frame={frame} choice={choice} />;
}
