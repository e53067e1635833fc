import { PrinterOutlined } from '@ant-design/icons';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { PaperDialog } from '#renderer/components/PaperDialog.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { SignOffDialog } from '#renderer/components/SignOffDialog.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import type { ValueOf } from '#shared/contract/index.ts';
import { VisitTag } from '../records/VisitDrawer.tsx';
import { Progress } from './FestivalsTab.tsx';
import { SignOffSheet } from './SignOffSheet.tsx';

type Line = ValueOf<'visits.readSignOffSheet'>['lines'][number];

/** One festival at the right: its list, the sheet to print, and the signatures that come back. */
export function FestivalDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const sheet = useCall('visits.readSignOffSheet', { batchId: id });
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [signing, setSigning] = useState<readonly Line[]>();
  const [openOnly, setOpenOnly] = useState(false);
  const [printing, setPrinting] = useState(false);
  const maySign = useAllowed('visits.sign');
  const tell = useTell();
  const festival = sheet.value?.festival;
  const lines = sheet.value?.lines;
  const open = festival?.reversed === false ? (lines ?? []).filter((line) => line.signedDay === '') : [];
  const chosen = open.filter((row) => ticked.has(row.id));
  return (
    <RecordDrawer
      open
      width={720}
      title={festival ? `${festival.name} ${festival.day}` : '节日慰问'}
      tag={festival && <Progress festival={festival} />}
      onClose={onClose}
      actions={
        <>
          <Button icon={<PrinterOutlined aria-hidden />} disabled={!sheet.value} onClick={() => setPrinting(true)}>
            签领表
          </Button>
          {maySign && open.length > 0 && (
            <>
              <Button disabled={chosen.length === 0} onClick={() => setSigning(chosen)}>
                签收所选 {chosen.length} 人
              </Button>
              <Button type="primary" onClick={() => setSigning(open)}>
                全部签收 {open.length} 人
              </Button>
            </>
          )}
        </>
      }
    >
      <Notice tone="red">{sheet.error}</Notice>
      {festival && (
        <p className="festival-facts">
          {festival.goods}，每人 <Money value={festival.amountEach} /> 元，{festival.people} 人共{' '}
          <Money value={festival.total} strong /> 元，凭证 {festival.day.slice(0, 7)} {festival.voucherNumber}
        </p>
      )}
      {open.length > 0 && open.length < (lines?.length ?? 0) && (
        <div className="page-filters festival-facts">
          <Checkbox checked={openOnly} onChange={(event) => setOpenOnly(event.target.checked)}>
            只看未签收的 {open.length} 人
          </Checkbox>
        </div>
      )}
      <DataTable
        label="签收名单"
        rows={openOnly ? open : lines}
        rowKey={(row) => row.id}
        maxHeight={480}
        {...(maySign && open.length > 0 ? { selection: { keys: ticked, onChange: setTicked } } : {})}
        columns={[
          { key: 'number', title: '编号', width: 96, render: (row) => row.number },
          { key: 'name', title: '姓名', width: 96, render: (row) => row.name },
          { key: 'group', title: '小组', render: (row) => row.groupName },
          { key: 'amount', title: '金额', width: 100, align: 'right', render: (row) => <Money value={row.amount} /> },
          {
            key: 'signed',
            title: '签收',
            width: 190,
            render: (row) =>
              row.signedDay === '' ? (
                <VisitTag visit={{ signed: false, reversed: festival?.reversed === true }} />
              ) : (
                `${row.signedBy} ${row.signedDay}`
              ),
          },
        ]}
      />
      {signing && (
        <SignOffDialog
          what={signing.length === 1 ? (signing[0]?.name ?? '') : `${signing.length} 人`}
          usual="各人本人签收"
          onClose={() => setSigning(undefined)}
          onSign={async (signedDay, signedBy) => {
            const { signed } = await call('visits.sign', { ids: signing.map((row) => row.id), signedDay, signedBy });
            setSigning(undefined);
            setTicked(new Set());
            tell.done(`已登记 ${signed} 人签收。`);
          }}
        />
      )}
      {sheet.value && (
        <PaperDialog
          open={printing}
          name={`签领表-${sheet.value.festival.name}-${sheet.value.festival.day}`}
          paper={<SignOffSheet sheet={sheet.value} />}
          onClose={() => setPrinting(false)}
        />
      )}
    </RecordDrawer>
  );
}
