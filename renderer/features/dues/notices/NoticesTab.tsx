import { Segmented } from 'antd';
import { useState } from 'react';
import type { Month } from '#shared/calendar.ts';
import type { UnionProfile } from '#shared/contract/union.ts';
import type { DuesFrame } from '../words.ts';
import { CertificateView } from './CertificateView.tsx';
import { DisclosureView } from './DisclosureView.tsx';
import { halfYearOf } from './PeriodFields.tsx';
import { YearReportView } from './YearReportView.tsx';
import './notices.css';

type View = 'disclosure' | 'certificate' | 'report';
const VIEWS: { value: View; label: string }[] = [
  { value: 'disclosure', label: '收缴公示' },
  { value: 'certificate', label: '缴纳证明' },
  { value: 'report', label: '年度报告' },
];

/** 公示和证明: what is put on the notice board, made out for one member, and told the members' meeting. */
export function NoticesTab({ frame, profile, month }: { frame: DuesFrame; profile: UnionProfile; month: Month }) {
  const [view, setView] = useState<View>('disclosure');
  const [period, setPeriod] = useState(() => halfYearOf(month));
  const views = <Segmented<View> aria-label="要出的材料" options={VIEWS} value={view} onChange={setView} />;
  const shared = { frame, views };
  if (view === 'certificate')
    return <CertificateView {...shared} unit={profile.name} period={period} onPeriod={setPeriod} />;
  if (view === 'report') return <YearReportView {...shared} firstYear={profile.fiscalYear} />;
  return <DisclosureView {...shared} unit={profile.name} period={period} onPeriod={setPeriod} />;
}
