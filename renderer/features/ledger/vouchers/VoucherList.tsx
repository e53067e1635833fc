import { SearchOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { bridge, call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { MonthInput } from '#renderer/components/MonthInput.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { useTell, useTellProblem } from '#renderer/components/use-tell.ts';
import { useWindow } from '#renderer/components/use-window.ts';
import type { Month } from '#shared/calendar.ts';
import { SOURCE_LABELS, VOUCHER_SOURCES, type VoucherSource } from '#shared/contract/ledger.ts';
import type { LedgerFrame } from '../words.ts';
import { ManualVoucherDrawer } from './ManualVoucherDrawer.tsx';
import { VoucherDrawer } from './VoucherDrawer.tsx';
import { toneOf, VOUCHER_COLUMNS } from './voucher-columns.tsx';

/** All vouchers, newest first, with search; a voucher opens at the right. `first` is opened at once. */
export function VoucherList({ frame, first }: { frame: LedgerFrame; first?: string }) {
  const [search, setSearch] = useState('');
  const [month, setMonth] = useState<Month>();
  const [source, setSource] = useState<VoucherSource>();
  const [opened, setOpened] = useState(first);
  const [writing, setWriting] = useState(false);
  const mayKeep = useAllowed('ledger.postVoucher');
  const tell = useTell();
  const query = useDeferredValue({
    search,
    ...(month === undefined ? {} : { from: month, to: month }),
    ...(source === undefined ? {} : { source }),
  });
  const list = useWindow(
    (offset, limit) => call('ledger.listVouchers', { ...query, offset, limit }),
    JSON.stringify(query),
  );
  const exporting = useAction(async () => {
    const folder = await bridge().pickFolder();
    if (!folder) return;
    const { fileName, vouchers } = await call('ledger.exportJournal', { folder: folder.folder });
    tell.done(`已把 ${vouchers} 张凭证导出为「${fileName}」。`);
  });
  useTellProblem(exporting.problem);
  const filtered = search.trim() !== '' || month !== undefined || source !== undefined;
  return (
    <Page
      {...frame}
      state={list.total === undefined ? frame.state : `${filtered ? '找到' : '共'} ${list.total} 张凭证`}
      extra={
        mayKeep && (
          <Button title="导出 hledger 可以读的纯文本账簿" loading={exporting.busy} onClick={() => void exporting.run()}>
            导出账簿
          </Button>
        )
      }
      action={
        mayKeep && (
          <Button type="primary" onClick={() => setWriting(true)}>
            填制凭证
          </Button>
        )
      }
      filters={
        <>
          <Input
            className="ledger-search"
            aria-label="查找凭证"
            prefix={<SearchOutlined aria-hidden />}
            allowClear
            placeholder="摘要、对方、科目、凭证号或金额"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
          <div className="ledger-month">
            <MonthInput aria-label="月份" placeholder="全部月份" value={month} onChange={setMonth} />
          </div>
          <Select<VoucherSource>
            className="ledger-source"
            aria-label="来源"
            allowClear
            placeholder="全部来源"
            value={source ?? null}
            options={VOUCHER_SOURCES.map((value) => ({ value, label: SOURCE_LABELS[value] }))}
            onChange={(value: VoucherSource | undefined) => setSource(value)}
          />
        </>
      }
    >
      <DataTable
        label="凭证"
        columns={VOUCHER_COLUMNS}
        source={list}
        rowKey={(row) => row.id}
        rowTone={toneOf}
        selectedKey={opened}
        onOpen={(row) => setOpened(row.id)}
        empty={
          filtered ? (
            <EmptyState title="没有找到凭证">换个词，或清空月份和来源再找。</EmptyState>
          ) : (
            <EmptyState title="还没有凭证">到“收支登记”记第一笔，会费、慰问、帮扶的凭证会自动出现在这里。</EmptyState>
          )
        }
      />
      {opened !== undefined && (
        <VoucherDrawer key={opened} id={opened} onOpen={setOpened} onClose={() => setOpened(undefined)} />
      )}
      {writing && (
        <ManualVoucherDrawer
          onClose={() => setWriting(false)}
          onPosted={(voucher) => {
            setWriting(false);
            setOpened(voucher.id);
          }}
        />
      )}
    </Page>
  );
}
