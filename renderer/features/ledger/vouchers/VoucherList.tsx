import { Button } from 'antd';
import { useDeferredValue, useState } from 'react';
import { bridge, call } from '#renderer/app/client.ts';
import { usePageParam } from '#renderer/app/navigation.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { useTell, useTellProblem } from '#renderer/components/use-tell.ts';
import { useWindow } from '#renderer/components/use-window.ts';
import type { LedgerFrame } from '../words.ts';
import { DraftTable } from './DraftTable.tsx';
import { type Printed, PrintVouchersDialog } from './PrintVouchersDialog.tsx';
import { ReviewDialog } from './ReviewDialog.tsx';
import { useKeys } from './use-keys.ts';
import { VoucherDrawer } from './VoucherDrawer.tsx';
import { type Filters, NO_FILTERS, queryOf, VoucherFilters } from './VoucherFilters.tsx';
import { toneOf, VOUCHER_COLUMNS } from './voucher-columns.tsx';
import { WriteVoucher, type Writing } from './WriteVoucher.tsx';
import './vouchers.css';

/** At most so many are reviewed at once. */
const MOST_REVIEWED = 500;

/** 凭证: the list, or the voucher that is being written. `first` is opened at once; the page's `copy` names one to copy. */
export function VoucherList({ frame, first }: { frame: LedgerFrame; first?: string }) {
  const copy = usePageParam('copy');
  const [writing, setWriting] = useState<Writing | undefined>(
    copy === undefined ? undefined : { kind: 'copy', id: copy },
  );
  const [filters, setFilters] = useState(NO_FILTERS);
  const [opened, setOpened] = useState(first);
  const show = (id: string | undefined) => {
    setWriting(undefined);
    setOpened(id);
    if (id !== undefined) setFilters((before) => (before.state === 'draft' ? NO_FILTERS : before));
  };
  if (writing !== undefined)
    return <WriteVoucher frame={frame} writing={writing} onClose={() => show(undefined)} onShow={show} />;
  return (
    <List
      frame={frame}
      filters={filters}
      onFilters={setFilters}
      opened={opened}
      onOpen={setOpened}
      onWrite={setWriting}
    />
  );
}

interface ListProps {
  frame: LedgerFrame;
  filters: Filters;
  onFilters: (filters: Filters) => void;
  opened: string | undefined;
  onOpen: (id: string | undefined) => void;
  onWrite: (writing: Writing) => void;
}

/** All vouchers, newest first, with search; a voucher opens at the right. Space ticks, Ctrl+P prints what is ticked or the month. */
function List({ frame, filters, onFilters, opened, onOpen, onWrite }: ListProps) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [printing, setPrinting] = useState<Printed>();
  const [reviewing, setReviewing] = useState<string[]>();
  const mayKeep = useAllowed('ledger.postVoucher');
  const drafts = useCall('ledger.listDrafts', mayKeep ? { limit: 1 } : undefined).value?.total ?? 0;
  const tell = useTell();
  const query = useDeferredValue(queryOf(filters));
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
  const review = useAction(async () => {
    if (ticked.size > 0) setReviewing([...ticked]);
    else if (filters.state === 'unreviewed') {
      const { rows } = await call('ledger.listVouchers', { ...queryOf(filters), limit: MOST_REVIEWED });
      if (rows.length > 0) setReviewing(rows.map((row) => row.id));
    } else tell.problem('请先勾选要审核的凭证（方向键移动，空格勾选），或把状态选成「未审核」。');
  });
  useTellProblem(exporting.problem ?? review.problem);
  const print = () => {
    if (ticked.size > 0) setPrinting({ ids: [...ticked] });
    else if (filters.month !== undefined) setPrinting({ month: filters.month });
    else tell.problem('请先勾选要打印的凭证（方向键移动，空格勾选），或选一个月份打印全月。');
  };
  const isDrafts = filters.state === 'draft';
  useKeys({ 'Ctrl+p': print, 'Ctrl+P': print });
  const filtered = JSON.stringify(queryOf(filters)) !== JSON.stringify(queryOf(NO_FILTERS));
  const count = ticked.size > 0 ? ` ${ticked.size} 张` : '';
  return (
    <Page
      {...frame}
      state={
        isDrafts
          ? '草稿不算进任何账表，结账前要记账或删除'
          : list.total === undefined
            ? frame.state
            : `${filtered ? '找到' : '共'} ${list.total} 张凭证`
      }
      extra={
        <>
          {mayKeep && (
            <Button
              title="导出 hledger 可以读的纯文本账簿"
              loading={exporting.busy}
              onClick={() => void exporting.run()}
            >
              导出账簿
            </Button>
          )}
          {!isDrafts && (
            <Button title="Ctrl+P" onClick={print}>
              打印凭证{count}
            </Button>
          )}
          {mayKeep && !isDrafts && (
            <Button loading={review.busy} onClick={() => void review.run()}>
              审核{count}
            </Button>
          )}
        </>
      }
      action={
        mayKeep && (
          <Button type="primary" onClick={() => onWrite({ kind: 'new' })}>
            填制凭证
          </Button>
        )
      }
      filters={
        <VoucherFilters
          value={filters}
          onChange={(next) => {
            setTicked(new Set());
            onFilters(next);
          }}
        />
      }
      notice={
        drafts > 0 &&
        !isDrafts && (
          <Notice
            tone="amber"
            action={
              <Button size="small" onClick={() => onFilters({ ...NO_FILTERS, state: 'draft' })}>
                看草稿
              </Button>
            }
          >
            {`有 ${drafts} 张凭证草稿还没有记账。`}
          </Notice>
        )
      }
    >
      {isDrafts ? (
        <DraftTable onOpen={(draft) => onWrite({ kind: 'draft', id: draft.id })} />
      ) : (
        <DataTable
          label="凭证"
          columns={VOUCHER_COLUMNS}
          source={list}
          rowKey={(row) => row.id}
          rowTone={toneOf}
          selectedKey={opened}
          selection={{ keys: ticked, onChange: setTicked }}
          onOpen={(row) => onOpen(row.id)}
          empty={
            filtered ? (
              <EmptyState title="没有找到凭证">换个词，或清空月份、来源和状态再找。</EmptyState>
            ) : (
              <EmptyState title="还没有凭证">到“收支登记”记第一笔，会费、慰问、帮扶的凭证会自动出现在这里。</EmptyState>
            )
          }
        />
      )}
      {opened !== undefined && (
        <VoucherDrawer key={opened} id={opened} onOpen={onOpen} onClose={() => onOpen(undefined)} />
      )}
      {printing && <PrintVouchersDialog what={printing} onClose={() => setPrinting(undefined)} />}
      {reviewing && (
        <ReviewDialog
          ids={reviewing}
          onClose={() => {
            setReviewing(undefined);
            setTicked(new Set());
          }}
        />
      )}
    </Page>
  );
}
