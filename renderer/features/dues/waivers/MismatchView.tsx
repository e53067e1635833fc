import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { useConfirm } from '#renderer/components/use-confirm.tsx';
import { useTell, useTellProblem } from '#renderer/components/use-tell.ts';
import { useWindow } from '#renderer/components/use-window.ts';
import { formatMonth } from '#shared/calendar.ts';
import type { MismatchRow } from '#shared/contract/dues.ts';
import { type Fen, formatYuan, sum } from '#shared/money.ts';
import { MismatchDrawer } from './MismatchDrawer.tsx';

const STATES = ['owed', 'paid'] as const;
/** As many as are waived in one go. */
const MOST = 5000;
const WINDOW = 500;

const owedOf = (rows: readonly MismatchRow[]) => rows.map(({ levyId, owed }): [string, Fen] => [levyId, owed]);

/** Levies of months for which the member does not pay: what is owed is waived together, what was paid can become credit. */
export function MismatchView({ search, state }: { search: string; state: string | undefined }) {
  const [ticked, setTicked] = useState<ReadonlyMap<string, Fen>>(new Map());
  const [open, setOpen] = useState<MismatchRow>();
  const mayKeep = useAllowed('dues.waiveMismatches');
  const confirm = useConfirm();
  const tell = useTell();
  const only = STATES.find((one) => one === state);
  const asked = { search, ...(only ? { state: only } : {}) };
  const list = useWindow(
    (offset, limit) => call('dues.listMismatches', { ...asked, offset, limit }),
    JSON.stringify(asked),
  );
  const total = sum(ticked.values());
  /** A tick is by id; what is owed is in the rows that are shown, or was kept when it was ticked. */
  const tick = (keys: ReadonlySet<string>) => {
    const rows = Array.from({ length: list.total ?? 0 }, (_, index) => list.at(index));
    const shown = rows.flatMap((row) => (row && row.owed > 0 && keys.has(row.levyId) ? [row] : []));
    setTicked(new Map([...[...ticked].filter(([id]) => keys.has(id)), ...owedOf(shown)]));
  };
  const tickAll = useAction(async () => {
    const all = new Map<string, Fen>();
    for (let offset = 0; offset < MOST; offset += WINDOW) {
      const { rows, total: length } = await call('dues.listMismatches', {
        search,
        state: 'owed',
        offset,
        limit: WINDOW,
      });
      for (const [id, owed] of owedOf(rows)) all.set(id, owed);
      if (offset + WINDOW >= length) break;
    }
    setTicked(all);
  });
  const waive = useAction(async () => {
    const agreed = await confirm({
      title: `减免所选 ${ticked.size} 笔、${formatYuan(total)} 元？`,
      content: '减免原因写会籍变动的依据；要撤销，在「减免」里逐项撤销。',
      confirmText: '减免',
    });
    if (!agreed) return;
    const done = await call('dues.waiveMismatches', { levyIds: [...ticked.keys()] });
    setTicked(new Map());
    tell.done(`已减免 ${done.levies} 笔、${formatYuan(done.amount)} 元。`);
  });
  useTellProblem(tickAll.problem);
  useTellProblem(waive.problem);
  const sums = list.reply;
  const columns: Column<MismatchRow>[] = [
    { key: 'number', title: '编号', width: 90, render: (row) => row.number, ...(sums && { sum: `${sums.total} 笔` }) },
    { key: 'name', title: '姓名', width: 100, render: (row) => row.name },
    { key: 'group', title: '工会小组', width: 140, render: (row) => row.groupName },
    { key: 'month', title: '应收月份', width: 110, render: (row) => formatMonth(row.month) },
    { key: 'cause', title: '不用缴的原因', render: (row) => <span title={row.cause}>{row.cause}</span> },
    { key: 'amount', title: '应收', width: 96, align: 'right', render: (row) => <Money value={row.amount} /> },
    {
      key: 'paid',
      title: '已收',
      width: 96,
      align: 'right',
      render: (row) => <Money value={row.paid} />,
      ...(sums && { sum: <Money value={sums.paid} /> }),
    },
    {
      key: 'owed',
      title: '还欠',
      width: 96,
      align: 'right',
      render: (row) => <Money value={row.owed} />,
      ...(sums && { sum: <Money value={sums.owed} /> }),
    },
  ];
  return (
    <>
      {mayKeep && (sums?.total ?? 0) > 0 && (
        <div className="page-filters">
          <Button
            disabled={sums?.owed === 0}
            loading={tickAll.busy}
            onClick={() => (ticked.size === 0 ? void tickAll.run() : setTicked(new Map()))}
          >
            {ticked.size === 0 ? '全选还欠的' : '全不选'}
          </Button>
          <Button type="primary" disabled={ticked.size === 0} loading={waive.busy} onClick={() => void waive.run()}>
            {ticked.size === 0 ? '减免所选' : `减免所选 ${ticked.size} 笔，${formatYuan(total)} 元`}
          </Button>
          <span className="dues-hint">已收的不会改动：点开一行，可以把收款转为预收，再退给本人或抵以后的会费。</span>
        </div>
      )}
      <DataTable
        label="与会籍不符的应收"
        columns={columns}
        source={list}
        rowKey={(row) => row.levyId}
        onOpen={setOpen}
        selectedKey={open?.levyId}
        {...(mayKeep ? { selection: { keys: new Set(ticked.keys()), onChange: tick } } : {})}
        empty={
          search === '' && state === undefined ? (
            <EmptyState title="应收与会籍相符">
              退休、转出、去世等变动追溯到已计提的月份时，那些应收会列在这里。
            </EmptyState>
          ) : (
            <EmptyState title="没有符合条件的应收" />
          )
        }
      />
      {open && <MismatchDrawer key={open.levyId} row={open} onClose={() => setOpen(undefined)} />}
    </>
  );
}
