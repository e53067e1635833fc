import { Button, Select } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { useConfirm } from '#renderer/components/use-confirm.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { formatMonth, type Month, monthNumber } from '#shared/calendar.ts';
import type { UnionProfile } from '#shared/contract/union.ts';
import type { LedgerFrame } from '../words.ts';
import { ClosedMonth } from './ClosedMonth.tsx';
import { CloseList } from './CloseList.tsx';
import { MonthStrip } from './MonthStrip.tsx';
import { YearEnd } from './YearEnd.tsx';

/** 结账: the twelve months, what stands in the way of the next one, and the year end. */
export function CloseTab({ frame, profile }: { frame: LedgerFrame; profile: UnionProfile }) {
  const [year, setYear] = useState(profile.fiscalYear);
  const [asked, setAsked] = useState<Month>();
  const { value, error } = useCall('ledger.listPeriods', { year });
  const periods = value?.periods ?? [];
  const open = periods.filter((period) => period.status === 'open').map((period) => period.month);
  const latest = value?.latestClosed;
  const chosen = periods.find(({ month, status }) => month === asked && (status === 'open' || month === latest));
  const next = chosen?.status === 'closed' ? undefined : (chosen?.month ?? open[0]);
  return (
    <Page
      {...frame}
      notice={<Notice tone="red">{error}</Notice>}
      filters={
        <Select<number>
          className="ledger-year"
          aria-label="年度"
          value={year}
          options={(value?.years ?? [year]).map((each) => ({ value: each, label: `${each} 年` }))}
          onChange={setYear}
        />
      }
    >
      <MonthStrip periods={periods} chosen={chosen?.month ?? next} latestClosed={latest} onChoose={setAsked} />
      {chosen?.status === 'closed' && <ClosedMonth key={chosen.month} period={chosen} />}
      {value && open.length === 0 && chosen?.status !== 'closed' && (
        <Notice>{`${year} 年各月都已结账，更正请在新年度用红字冲销；必须改动时，从最近结账的月份开始反结账。`}</Notice>
      )}
      {next !== undefined &&
        (monthNumber(next) === 12 ? (
          <YearEnd key={year} year={year} lastYear={value?.years.at(-1) === year} onYear={setYear} />
        ) : (
          <MonthEnd key={next} month={next} />
        ))}
    </Page>
  );
}

/** What stands in the way of closing a month, and the button. */
function MonthEnd({ month }: { month: Month }) {
  const mayClose = useAllowed('ledger.closeMonth');
  const { value: list, error } = useCall('ledger.readCloseChecklist', { month });
  const tell = useTell();
  const confirm = useConfirm();
  const months = list?.months ?? [];
  const span = months.length > 1 ? `${months.map(monthNumber).join('、')} 月` : formatMonth(month);
  const close = useAction(async () => {
    const sure = await confirm({
      title: `结账 ${span}？`,
      content: '结账后这些月份不能再记账，也不能改。以后发现错误，在未结账的月份用红字冲销更正。',
      confirmText: '结账',
    });
    if (!sure) return;
    await call('ledger.closeMonth', { month });
    tell.done(`${span}已结账`);
  });
  return (
    <section className="sheet close-sheet" aria-label={`${formatMonth(month)}结账`}>
      <div className="close-head">
        <h2>{`结账 ${span}`}</h2>
        {mayClose && (
          <Button type="primary" loading={close.busy} disabled={!list?.canClose} onClick={() => void close.run()}>
            结账
          </Button>
        )}
      </div>
      <Notice tone="red">{close.problem ?? error}</Notice>
      {list && error === undefined && <CloseList items={list.items} />}
    </section>
  );
}
