import { Select } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useSession } from '#renderer/app/session.ts';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { useWindow } from '#renderer/components/use-window.ts';
import { dayOf, yearOf } from '#shared/calendar.ts';
import { formatYuan } from '#shared/money.ts';
import type { HardshipFrame } from '../words.ts';
import { AidTable } from './AidTable.tsx';

/** 帮扶记录: what families were given, with vouchers and signatures. */
export function AidsTab({ frame, onOpenFile }: { frame: HardshipFrame; onOpenFile?: (fileId: string) => void }) {
  const [year, setYear] = useState(() => yearOf(dayOf(new Date())));
  return (
    <Page {...frame} filters={<YearFilter year={year} onChange={setYear} />}>
      <AidList year={year} {...(onOpenFile ? { onOpen: onOpenFile } : {})} />
    </Page>
  );
}

/** The fiscal year of the books and the five years around which people still look back. */
function YearFilter({ year, onChange }: { year: number; onChange: (year: number) => void }) {
  const fiscal = useSession((session) => session.status?.open?.fiscalYear) ?? year;
  const latest = Math.max(fiscal, yearOf(dayOf(new Date())));
  const years = Array.from({ length: 6 }, (_, back) => latest - back);
  return (
    <Select<number>
      aria-label="年度"
      className="filter-select"
      value={year}
      options={years.map((value) => ({ value, label: `${value} 年` }))}
      onChange={onChange}
    />
  );
}

function AidList({ year, onOpen }: { year: number; onOpen?: (fileId: string) => void }) {
  const source = useWindow((offset, limit) => call('hardship.listAids', { year, offset, limit }), String(year));
  return (
    <>
      <p className="hardship-aids-head">
        {source.reply &&
          `${year} 年 ${source.reply.total} 笔，合计 ${formatYuan(source.reply.amount)} 元（已冲销的不计）`}
      </p>
      <AidTable
        withNames
        source={source}
        empty={<EmptyState title={`${year} 年没有帮扶记录`} />}
        {...(onOpen ? { onOpen: (aid: { fileId: string }) => onOpen(aid.fileId) } : {})}
      />
    </>
  );
}
