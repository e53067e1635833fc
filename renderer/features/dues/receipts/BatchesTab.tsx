import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useAllowed } from '#renderer/app/session.ts';
import { leave } from '#renderer/app/unsaved.ts';
import { Page } from '#renderer/components/Page.tsx';
import type { DuesFrame } from '../words.ts';
import { BatchList } from './BatchList.tsx';
import { CollectPage } from './CollectPage.tsx';
import { CreditsView } from './CreditsView.tsx';
import { RefundList } from './RefundList.tsx';
import './receipts.css';

const VIEWS = [
  { value: 'batches', label: '批次' },
  { value: 'credits', label: '预收' },
  { value: 'refunds', label: '退费' },
] as const;
type View = (typeof VIEWS)[number]['value'];

/** 收缴批次: what came in together, what was paid in advance, and what was given back. */
export function BatchesTab({ frame }: { frame: DuesFrame }) {
  const [view, setView] = useState<View>('batches');
  const [collecting, setCollecting] = useState(false);
  const mayCollect = useAllowed('dues.recordReceipts');
  if (collecting) return <CollectPage onDone={() => setCollecting(false)} />;
  const views = (
    <Segmented<View>
      aria-label="收缴批次的内容"
      value={view}
      onChange={(next) => leave(() => setView(next))}
      options={[...VIEWS]}
    />
  );
  const collect = mayCollect && (
    <Button type="primary" onClick={() => leave(() => setCollecting(true))}>
      收款登记
    </Button>
  );
  if (view === 'credits') return <CreditsView frame={frame} views={views} action={collect} />;
  return (
    <Page {...frame} action={collect} filters={views}>
      {view === 'batches' ? <BatchList /> : <RefundList />}
    </Page>
  );
}
