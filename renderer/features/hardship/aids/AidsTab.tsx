import { Button, Checkbox, Modal, Select } from 'antd';
import { useState } from 'react';
import { bridge, call } from '#renderer/app/client.ts';
import { useAllowed, useSession } from '#renderer/app/session.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { SignOffDialog } from '#renderer/components/SignOffDialog.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { useWindow } from '#renderer/components/use-window.ts';
import { dayOf, yearOf } from '#shared/calendar.ts';
import {
  AID_KIND_NAMES,
  AID_KINDS,
  AID_SOURCE_NAMES,
  AID_SOURCES,
  type AidKind,
  type AidSource,
} from '#shared/contract/hardship.ts';
import { formatYuan } from '#shared/money.ts';
import type { HardshipFrame } from '../words.ts';
import { AidDoorDialog } from './AidDoorDialog.tsx';
import { AidSheetDialog } from './AidSheet.tsx';
import { AidsManyDialog } from './AidsManyDialog.tsx';
import { AidTable } from './AidTable.tsx';
import { LimitsDialog } from './LimitsDialog.tsx';

interface Filter {
  year: number;
  kind: AidKind | undefined;
  source: AidSource | undefined;
}
type Dialog = 'pay' | 'many' | 'limits' | 'export' | 'sign' | { sheet: readonly string[] };

/** What the filter asks the engine for. */
const asked = ({ year, kind, source }: Filter) => ({
  year,
  ...(kind === undefined ? {} : { kind }),
  ...(source === undefined ? {} : { source }),
});

/** 帮扶记录: what families were given, with vouchers and signatures. */
export function AidsTab({ frame, onOpenFile }: { frame: HardshipFrame; onOpenFile?: (fileId: string) => void }) {
  const [filter, setFilter] = useState<Filter>(() => ({
    year: yearOf(dayOf(new Date())),
    kind: undefined,
    source: undefined,
  }));
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [dialog, setDialog] = useState<Dialog>();
  const mayPay = useAllowed('hardship.payAid');
  const maySign = useAllowed('hardship.signAids');
  const mayExport = useAllowed('hardship.exportAids');
  const tell = useTell();
  const source = useWindow(
    (offset, limit) => call('hardship.listAids', { ...asked(filter), offset, limit }),
    JSON.stringify(filter),
  );
  const { reply } = source;
  const close = () => setDialog(undefined);
  return (
    <Page
      {...frame}
      state={reply && stateOf(filter.year, reply)}
      action={
        mayPay && (
          <Button type="primary" onClick={() => setDialog('pay')}>
            发放帮扶
          </Button>
        )
      }
      extra={
        <>
          <Button onClick={() => setDialog('limits')}>帮扶限额</Button>
          {mayExport && (
            <Button disabled={!reply || reply.total === 0} onClick={() => setDialog('export')}>
              导出
            </Button>
          )}
          {mayPay && <Button onClick={() => setDialog('many')}>批量发放</Button>}
        </>
      }
      filters={
        <>
          <AidFilters
            filter={filter}
            onChange={(next) => {
              setTicked(new Set());
              setFilter(next);
            }}
          />
          <Button disabled={ticked.size === 0} onClick={() => setDialog({ sheet: [...ticked] })}>
            签领表 {ticked.size} 笔
          </Button>
          {maySign && (
            <Button disabled={ticked.size === 0} onClick={() => setDialog('sign')}>
              签收所选 {ticked.size} 笔
            </Button>
          )}
        </>
      }
    >
      <AidTable
        withNames
        source={source}
        selection={{ keys: ticked, onChange: setTicked }}
        empty={
          <EmptyState title={`${filter.year} 年没有帮扶记录`}>
            先建档、后帮扶：点右上角「发放帮扶」，先选职工，没有档案的会指出去处。
          </EmptyState>
        }
        {...(onOpenFile ? { onOpen: (aid: { fileId: string }) => onOpenFile(aid.fileId) } : {})}
      />
      {dialog === 'pay' && <AidDoorDialog onClose={close} />}
      {dialog === 'many' && <AidsManyDialog onClose={close} onPaid={(ids) => setDialog({ sheet: ids })} />}
      {dialog === 'limits' && <LimitsDialog onClose={close} />}
      {dialog === 'export' && <AidExportDialog filter={filter} onClose={close} />}
      {dialog === 'sign' && (
        <SignOffDialog
          withRelation
          what={`${ticked.size} 笔帮扶`}
          usual="各人本人签收"
          onClose={close}
          onSign={async (signedDay, signedBy, signedRelation) => {
            const { signed } = await call('hardship.signAids', {
              ids: [...ticked],
              signedDay,
              signedBy,
              signedRelation,
            });
            setTicked(new Set());
            close();
            tell.done(`已登记 ${signed} 笔签收。`);
          }}
        />
      )}
      {typeof dialog === 'object' && <AidSheetDialog ids={dialog.sheet} onClose={close} />}
    </Page>
  );
}

function stateOf(
  year: number,
  { total, amount, families, unsigned, measures }: Awaited<ReturnType<typeof call<'hardship.listAids'>>>,
): string {
  const parts = [`${year} 年 ${total} 笔，${families} 户，合计 ${formatYuan(amount)} 元（已冲销的不计）`];
  if (unsigned > 0) parts.push(`${unsigned} 笔未签收`);
  if (measures > 0) parts.push(`另有不花钱的帮扶 ${measures} 次`);
  return parts.join('，');
}

function AidFilters({ filter, onChange }: { filter: Filter; onChange: (filter: Filter) => void }) {
  const fiscal = useSession((session) => session.status?.open?.fiscalYear) ?? filter.year;
  const latest = Math.max(fiscal, yearOf(dayOf(new Date())));
  const years = Array.from({ length: 6 }, (_, back) => latest - back);
  return (
    <>
      <Select<number>
        aria-label="年度"
        className="filter-select"
        value={filter.year}
        options={years.map((value) => ({ value, label: `${value} 年` }))}
        onChange={(year) => onChange({ ...filter, year })}
      />
      <Select<AidKind>
        aria-label="帮扶项目"
        className="filter-select"
        placeholder="全部项目"
        allowClear
        value={filter.kind ?? null}
        options={AID_KINDS.map((value) => ({ value, label: AID_KIND_NAMES[value] }))}
        onChange={(kind: AidKind | undefined) => onChange({ ...filter, kind })}
      />
      <Select<AidSource>
        aria-label="资金来源"
        className="filter-select"
        placeholder="全部来源"
        allowClear
        value={filter.source ?? null}
        options={AID_SOURCES.map((value) => ({ value, label: AID_SOURCE_NAMES[value] }))}
        onChange={(source: AidSource | undefined) => onChange({ ...filter, source })}
      />
    </>
  );
}

/** 导出: names and numbers are masked unless somebody asks, which stands on the trail. */
function AidExportDialog({ filter, onClose }: { filter: Filter; onClose: () => void }) {
  const [whole, setWhole] = useState(false);
  const tell = useTell();
  const save = useAction(async () => {
    const folder = await bridge().pickFolder();
    if (!folder) return;
    const { fileName, aids } = await call('hardship.exportAids', {
      ...asked(filter),
      masked: !whole,
      folder: folder.folder,
    });
    tell.done(`${aids} 笔已存为「${fileName}」。`);
    onClose();
  });
  return (
    <Modal
      open
      title="导出帮扶明细"
      width={460}
      centered
      okText="选文件夹并导出"
      cancelText="取消"
      confirmLoading={save.busy}
      onOk={() => void save.run()}
      onCancel={onClose}
    >
      <p>按现在的筛选存成 Excel 文件，姓名、身份证号和银行账号默认遮挡。</p>
      <Checkbox checked={whole} onChange={(event) => setWhole(event.target.checked)}>
        姓名、身份证号和银行账号不遮挡
      </Checkbox>
      {whole && <Notice tone="amber">文件里会有完整的个人信息，请妥善保管，用完删除；这次导出会记进操作记录。</Notice>}
      <Notice tone="red">{save.problem}</Notice>
    </Modal>
  );
}
