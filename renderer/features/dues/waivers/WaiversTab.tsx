import { Button, Input, Segmented, Select } from 'antd';
import { useState } from 'react';
import { useAllowed } from '#renderer/app/session.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { Page } from '#renderer/components/Page.tsx';
import { formatYuan } from '#shared/money.ts';
import type { DuesFrame } from '../words.ts';
import { MismatchView } from './MismatchView.tsx';
import { TermsDialog } from './TermsDialog.tsx';
import { TermsList } from './TermsList.tsx';
import { WaiverDialog } from './WaiverDialog.tsx';
import { WaiverList } from './WaiverList.tsx';

type View = 'waivers' | 'terms' | 'mismatches';

const STATES: Readonly<Record<View, readonly { value: string; label: string }[]>> = {
  waivers: [
    { value: 'standing', label: '有效的减免' },
    { value: 'revoked', label: '已撤销' },
  ],
  terms: [
    { value: 'now', label: '现在执行' },
    { value: 'future', label: '以后执行' },
    { value: 'past', label: '已被取代' },
  ],
  mismatches: [
    { value: 'owed', label: '还欠着的' },
    { value: 'paid', label: '已收过款的' },
  ],
};
const ALL_LABELS: Readonly<Record<View, string>> = {
  waivers: '全部减免',
  terms: '全部约定',
  mismatches: '全部应收',
};

/** 减免, 缴费约定 and the levies that do not agree with the membership. */
export function WaiversTab({ frame }: { frame: DuesFrame }) {
  const [view, setView] = useState<View>('waivers');
  const [state, setState] = useState<string>();
  const [search, setSearch] = useState('');
  const [adding, setAdding] = useState(false);
  const mayKeep = useAllowed('dues.saveWaiver');
  const waivers = useCall('dues.listWaivers', view === 'waivers' ? { state: 'standing', limit: 1 } : undefined).value;
  const terms = useCall('dues.listTerms', view === 'terms' ? { state: 'now', limit: 1 } : undefined).value;
  const mismatches = useCall('dues.listMismatches', view === 'mismatches' ? { limit: 1 } : undefined).value;
  const standing = [
    waivers && waivers.total > 0 && `有效的减免 ${waivers.total} 项，共减去 ${formatYuan(waivers.waived)} 元`,
    terms && terms.total > 0 && `现在执行的约定 ${terms.total} 条`,
    mismatches &&
      mismatches.total > 0 &&
      `${mismatches.total} 笔应收与会籍不符，已收 ${formatYuan(mismatches.paid)} 元，还欠 ${formatYuan(mismatches.owed)} 元`,
  ].find(Boolean);
  const text = search.trim();
  const add = mayKeep && view !== 'mismatches' && (
    <Button type="primary" onClick={() => setAdding(true)}>
      {view === 'waivers' ? '登记减免' : '登记约定'}
    </Button>
  );
  return (
    <Page
      {...frame}
      state={standing}
      action={add}
      filters={
        <>
          <Segmented<View>
            value={view}
            onChange={(next) => {
              setView(next);
              setState(undefined);
            }}
            options={[
              { value: 'waivers', label: '减免' },
              { value: 'terms', label: '缴费约定' },
              { value: 'mismatches', label: '与会籍不符' },
            ]}
          />
          <Select<string>
            className="dues-state"
            aria-label="范围"
            value={state ?? ''}
            options={[{ value: '', label: ALL_LABELS[view] }, ...STATES[view]]}
            onChange={(value) => setState(value === '' ? undefined : value)}
          />
          <Input
            className="dues-search"
            type="search"
            allowClear
            placeholder="姓名、编号、拼音、电话"
            aria-label="查找会员"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        </>
      }
    >
      {view === 'waivers' && <WaiverList search={text} state={state} />}
      {view === 'terms' && <TermsList search={text} state={state} />}
      {view === 'mismatches' && <MismatchView key={`${text} ${state}`} search={text} state={state} />}
      {adding && view === 'waivers' && <WaiverDialog onClose={() => setAdding(false)} />}
      {adding && view === 'terms' && <TermsDialog onClose={() => setAdding(false)} />}
    </Page>
  );
}
