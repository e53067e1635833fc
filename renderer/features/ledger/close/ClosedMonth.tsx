import { Button } from 'antd';
import { useState } from 'react';
import { useAllowed } from '#renderer/app/session.ts';
import { dayOf, formatMonth } from '#shared/calendar.ts';
import type { Period } from '#shared/contract/ledger.ts';
import { ReopenDialog } from './ReopenDialog.tsx';

/** The latest closed month: who closed it when, and the way to open it again. */
export function ClosedMonth({ period }: { period: Period }) {
  const mayReopen = useAllowed('ledger.reopenMonth');
  const [asking, setAsking] = useState(false);
  const { month, closedAt, closedBy, vouchers } = period;
  return (
    <section className="sheet close-sheet" aria-label={`${formatMonth(month)}已结账`}>
      <div className="close-head">
        <h2>{`${formatMonth(month)}已结账`}</h2>
        {mayReopen && <Button onClick={() => setAsking(true)}>反结账…</Button>}
      </div>
      <p className="close-why">
        {`${vouchers} 张凭证，${closedBy ?? ''} 于 ${closedAt === undefined ? '' : dayOf(new Date(closedAt))} 结账。发现错误，一般在未结账的月份用红字冲销；只有必须改这个月的报表时才反结账。`}
      </p>
      {asking && <ReopenDialog month={month} onClose={() => setAsking(false)} />}
    </section>
  );
}
