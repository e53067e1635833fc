import { PrinterOutlined } from '@ant-design/icons';
import { Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import { useAllowed } from '#renderer/app/session.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { Verdict } from '#renderer/components/Verdict.tsx';
import type { FestivalRow, SignOffLine } from '#shared/contract/visits.ts';
import { EndFestivalDialog } from './EndFestivalDialog.tsx';
import { Progress } from './FestivalsTab.tsx';
import { SheetDialog } from './SheetDialog.tsx';
import { type Signing, SignListDialog } from './SignListDialog.tsx';

const isOpen = (line: SignOffLine) => line.signedDay === '' && line.returnedDay === '';

/** One festival at the right: its list, the sheet to print, the signatures that come back, and the end of it. */
export function FestivalDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const sheet = useCall('visits.readSignOffSheet', { batchId: id });
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [signing, setSigning] = useState<Signing>();
  const [openOnly, setOpenOnly] = useState(false);
  const [search, setSearch] = useState('');
  const [dialog, setDialog] = useState<'print' | 'end'>();
  const maySign = useAllowed('visits.signList');
  const festival = sheet.value?.festival;
  const lines = sheet.value?.lines ?? [];
  const open = festival?.reversed === false ? lines.filter(isOpen) : [];
  const chosen = open.filter((line) => ticked.has(line.id));
  const words = search.trim();
  const shown = (openOnly ? open : lines).filter(
    (line) =>
      words === '' || line.name.includes(words) || line.number.includes(words) || line.groupName.includes(words),
  );
  const tickFirst = () => {
    const found = shown.filter(isOpen);
    const exact = found.find((line) => line.number === words || line.name === words);
    const one = exact ?? (found.length === 1 ? found[0] : undefined);
    if (words === '' || !one) return;
    setTicked(new Set([...ticked, one.id]));
    setSearch('');
  };
  const rest = open.length - chosen.length;
  return (
    <RecordDrawer
      open
      width={960}
      title={festival ? `${festival.name} ${festival.day}` : '节日慰问'}
      tag={festival && <Progress festival={festival} />}
      onClose={onClose}
      actions={
        <>
          <Button icon={<PrinterOutlined aria-hidden />} disabled={!sheet.value} onClick={() => setDialog('print')}>
            签领表
          </Button>
          {maySign && open.length > 0 && (
            <>
              <Button onClick={() => setDialog('end')}>结束发放</Button>
              <Button
                disabled={chosen.length === 0}
                onClick={() => setSigning({ who: 'these', ids: chosen.map((line) => line.id), people: chosen })}
              >
                签收所选 {chosen.length} 人
              </Button>
              <Button
                type="primary"
                disabled={rest === 0}
                onClick={() =>
                  setSigning({
                    who: 'allBut',
                    ids: chosen.map((line) => line.id),
                    people: open.filter((line) => !ticked.has(line.id)),
                  })
                }
              >
                {chosen.length === 0 ? `全部签收 ${rest} 人` : `除所选外签收 ${rest} 人`}
              </Button>
            </>
          )}
        </>
      }
    >
      <Notice tone="red">{sheet.error}</Notice>
      {festival && <Figures festival={festival} />}
      <div className="page-filters festival-facts">
        <Input.Search
          aria-label="找人签收"
          className="filter-search"
          allowClear
          placeholder={maySign && open.length > 0 ? '姓名或编号，回车勾上' : '姓名、编号或小组'}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          onSearch={(_, __, info) => {
            if (info?.source === 'input') tickFirst();
          }}
        />
        {open.length > 0 && open.length < lines.length && (
          <Checkbox checked={openOnly} onChange={(event) => setOpenOnly(event.target.checked)}>
            只看未签收的 {open.length} 人
          </Checkbox>
        )}
      </div>
      <DataTable
        label="签收名单"
        rows={sheet.value ? shown : undefined}
        rowKey={(row) => row.id}
        maxHeight={396}
        {...(maySign && open.length > 0 ? { selection: { keys: ticked, onChange: setTicked } } : {})}
        columns={[
          { key: 'line', title: '序号', width: 64, align: 'right', render: (row) => row.line },
          { key: 'number', title: '会员证号', width: 110, render: (row) => row.number },
          { key: 'name', title: '姓名', width: 110, render: (row) => row.name },
          { key: 'group', title: '小组', render: (row) => row.groupName },
          { key: 'amount', title: '金额', width: 100, align: 'right', render: (row) => <Money value={row.amount} /> },
          {
            key: 'signed',
            title: '签收',
            width: 270,
            render: (row) => <Signature line={row} reversed={festival?.reversed === true} />,
          },
        ]}
      />
      {signing && (
        <SignListDialog
          batchId={id}
          signing={signing}
          onClose={() => setSigning(undefined)}
          onSigned={() => {
            setSigning(undefined);
            setTicked(new Set());
          }}
        />
      )}
      {dialog === 'end' && festival && <EndFestivalDialog festival={festival} onClose={() => setDialog(undefined)} />}
      {dialog === 'print' && sheet.value && <SheetDialog sheet={sheet.value} onClose={() => setDialog(undefined)} />}
    </RecordDrawer>
  );
}

/** What was given, and how it stands: 应发, 已签, 未领, 已退, and what of it still lies in stock. */
function Figures({ festival }: { festival: FestivalRow }) {
  return (
    <>
      <p className="festival-facts">
        {festival.goods}，每人 <Money value={festival.amountEach} /> 元，{festival.people} 人共{' '}
        <Money value={festival.total} strong /> 元，{festival.method === 'stock' ? '从库存发放，' : ''}凭证{' '}
        {festival.day.slice(0, 7)} {festival.voucherNumber}
      </p>
      <dl className="festival-figures">
        <div>
          <dt>应发</dt>
          <dd>{festival.people}</dd>
        </div>
        <div>
          <dt>已签</dt>
          <dd>{festival.signed}</dd>
        </div>
        <div>
          <dt>未领</dt>
          <dd>{festival.open}</dd>
        </div>
        <div>
          <dt>已退</dt>
          <dd>{festival.returned}</dd>
        </div>
        {festival.returned > 0 && (
          <div>
            <dt>退回还在库</dt>
            <dd>{festival.left} 份</dd>
          </div>
        )}
      </dl>
    </>
  );
}

function Signature({ line, reversed }: { line: SignOffLine; reversed: boolean }) {
  if (line.signedDay !== '')
    return `${line.signedBy}${line.signedRelation === '' ? '' : `（${line.signedRelation}代）`} ${line.signedDay}`;
  if (line.returnedDay !== '')
    return (
      <>
        <Verdict tone="neutral">未领退回</Verdict> {line.returnedDay}
      </>
    );
  return reversed ? <Verdict tone="red">已冲销</Verdict> : <Verdict tone="amber">未签收</Verdict>;
}
