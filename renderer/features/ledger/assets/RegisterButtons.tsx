import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { PaperDialog } from '#renderer/components/PaperDialog.tsx';
import { useExport } from '#renderer/components/use-export.ts';
import { dayOf, monthOf } from '#shared/calendar.ts';
import type { UnionProfile } from '#shared/contract/union.ts';
import { RegisterPaper } from './RegisterPaper.tsx';

/** 固定资产台账 to Excel and on paper: everything the books hold now. */
export function RegisterButtons({ profile }: { profile: UnionProfile }) {
  const [printing, setPrinting] = useState(false);
  const mayKeep = useAllowed('ledger.exportAssets');
  const list = useCall('ledger.listAssets', printing ? { status: 'present' } : undefined).value;
  const today = dayOf(new Date());
  const save = useExport((folder) => call('ledger.exportAssets', { folder, month: monthOf(today) }));
  return (
    <>
      {mayKeep && (
        <Button loading={save.busy} onClick={save.run}>
          存为 Excel
        </Button>
      )}
      <Button onClick={() => setPrinting(true)}>打印台账</Button>
      {printing && list && (
        <PaperDialog
          open
          landscape
          name={`固定资产台账-${today}`}
          paper={<RegisterPaper list={list} unit={profile.name} day={today} />}
          onClose={() => setPrinting(false)}
        />
      )}
    </>
  );
}
