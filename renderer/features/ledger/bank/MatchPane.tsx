import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import type { Month } from '#shared/calendar.ts';
import type { OpenEntry, OpenLine, Reconciliation } from '#shared/contract/ledger.ts';
import { type Fen, fen, formatYuan } from '#shared/money.ts';
import { VoucherDrawer } from '../vouchers/VoucherDrawer.tsx';
import { BankOwnLines } from './BankOwnLines.tsx';
import { BookLineDrawer } from './BookLineDrawer.tsx';
import { amountColumns, dayColumn, keyOfEntry, movement, Words } from './bank-columns.tsx';
import { groupOf } from './match-group.ts';
import { OpeningDrawer } from './OpeningDrawer.tsx';
import { SuggestionDrawer } from './SuggestionDrawer.tsx';

interface MatchPaneProps {
  where: { month: Month; accountId?: string };
  sheet: Reconciliation;
}

/** What is not matched yet: the bank's lines at the left, the entries of the books at the right. */
export function MatchPane({ where, sheet }: MatchPaneProps) {
  const mayKeep = useAllowed('ledger.matchLines');
  const { value: open, error } = useCall('ledger.listOpenItems', where);
  const { value: suggestions } = useCall('ledger.suggestMatches', where);
  const [chosenLines, setChosenLines] = useState<ReadonlySet<string>>(new Set());
  const [chosenEntries, setChosenEntries] = useState<ReadonlySet<string>>(new Set());
  const [shown, setShown] = useState<{ kind: 'voucher' | 'line'; id: string } | { kind: 'maybe' | 'opening' }>();
  const tell = useTell();
  const match = useAction(async (groups: ReturnType<typeof groupOf>[], words: string) => {
    await call('ledger.matchLines', { groups });
    setChosenLines(new Set());
    setChosenEntries(new Set());
    tell.done(words);
  });
  const sure = (suggestions ?? []).filter((suggestion) => suggestion.sure);
  const maybe = (suggestions ?? []).filter((suggestion) => !suggestion.sure);
  const lines = (open?.lines ?? []).filter(({ id }) => chosenLines.has(id));
  const entries = (open?.entries ?? []).filter((entry) => chosenEntries.has(keyOfEntry(entry)));
  const bookable = shown?.kind === 'line' ? open?.lines.find(({ id }) => id === shown.id) : undefined;
  return (
    <>
      <Notice tone="red">{error ?? match.problem}</Notice>
      {mayKeep && (
        <Notice
          action={
            <Button
              size="small"
              type="primary"
              loading={match.busy}
              onClick={() => void match.run(sure.map(groupOf), `已勾对 ${sure.length} 组`)}
            >
              勾对 {sure.length} 组
            </Button>
          }
        >
          {sure.length > 0 && `有 ${sure.length} 组金额、方向和日期（或名称）都对得上，没有别的可能，可以一次勾对。`}
        </Notice>
      )}
      {mayKeep && open && sure.length === 0 && <BankOwnLines lines={open.lines} />}
      <Notice
        action={
          <Button size="small" onClick={() => setShown({ kind: 'maybe' })}>
            逐组查看
          </Button>
        }
      >
        {maybe.length > 0 && `还有 ${maybe.length} 组可能是同一笔钱，请逐组核对。`}
      </Notice>
      {sheet.opening !== undefined && sheet.opening.difference !== 0 && (
        <Notice
          tone="amber"
          action={
            <Button size="small" onClick={() => setShown({ kind: 'opening' })}>
              期初未达
            </Button>
          }
        >
          {`对账单从 ${sheet.opening.from} 开始，当时银行与账面相差 ${formatYuan(fen(Math.abs(sheet.opening.difference)))} 元，请选出期初未达的款项。`}
        </Notice>
      )}
      <div className="bank-desk">
        <section className="bank-side" aria-label="银行流水">
          <h2>银行流水：账上还没有对上的</h2>
          <DataTable
            label="银行流水"
            columns={mayKeep ? [...LINE_COLUMNS, bookColumn((id) => setShown({ kind: 'line', id }))] : LINE_COLUMNS}
            rows={open?.lines}
            rowKey={(line) => line.id}
            {...(mayKeep ? { selection: { keys: chosenLines, onChange: setChosenLines } } : {})}
            empty={<EmptyState title={sheet.statementTo === undefined ? '还没有对账单' : '银行流水都勾对了'} />}
          />
        </section>
        <section className="bank-side" aria-label="账上记录">
          <h2>银行存款账：银行还没有对上的</h2>
          <DataTable
            label="账上记录"
            columns={ENTRY_COLUMNS}
            rows={open?.entries}
            rowKey={keyOfEntry}
            {...(mayKeep ? { selection: { keys: chosenEntries, onChange: setChosenEntries } } : {})}
            onOpen={({ voucherId }) => setShown({ kind: 'voucher', id: voucherId })}
            empty={<EmptyState title="账上记录都勾对了" />}
          />
        </section>
      </div>
      {mayKeep && (
        <MatchBar
          lines={lines}
          entries={entries}
          busy={match.busy}
          onMatch={() => void match.run([groupOf({ lines, entries })], '已勾对')}
        />
      )}
      {shown?.kind === 'voucher' && (
        <VoucherDrawer
          key={shown.id}
          id={shown.id}
          onOpen={(id) => setShown({ kind: 'voucher', id })}
          onClose={() => setShown(undefined)}
        />
      )}
      {bookable && <BookLineDrawer key={bookable.id} line={bookable} onClose={() => setShown(undefined)} />}
      {shown?.kind === 'maybe' && <SuggestionDrawer suggestions={maybe} onClose={() => setShown(undefined)} />}
      {shown?.kind === 'opening' && <OpeningDrawer where={where} onClose={() => setShown(undefined)} />}
    </>
  );
}

interface MatchBarProps {
  lines: readonly OpenLine[];
  entries: readonly OpenEntry[];
  busy: boolean;
  onMatch: () => void;
}

/** What is ticked on both sides, and whether it may be matched. */
function MatchBar({ lines, entries, busy, onMatch }: MatchBarProps) {
  const bank = total(lines);
  const book = total(entries);
  const chosen = lines.length + entries.length;
  const off = fen(bank - book);
  return (
    <section className="bank-bar" aria-label="所选">
      <span>
        {chosen === 0
          ? '在两边各勾选要对上的记录；冲销的凭证和它的红字凭证可以只在一边勾选。'
          : `已选 银行 ${lines.length} 笔 ${side(lines.length, bank)}，账上 ${entries.length} 笔 ${side(entries.length, book)}`}
      </span>
      {chosen > 0 && off !== 0 && <span className="bank-off">相差 {formatYuan(fen(Math.abs(off)))} 元</span>}
      <Button type="primary" disabled={chosen < 2 || off !== 0} loading={busy} onClick={onMatch}>
        勾对所选
      </Button>
    </section>
  );
}

const total = (items: readonly { amount: Fen }[]): Fen => fen(items.reduce((sum, { amount }) => sum + amount, 0));
const side = (count: number, amount: Fen) => (count === 0 ? '' : amount === 0 ? '0.00 元' : movement(amount));

const LINE_COLUMNS: readonly Column<OpenLine>[] = [
  dayColumn,
  { key: 'words', title: '摘要', render: (line) => <Words of={line} /> },
  ...amountColumns<OpenLine>(),
];
const ENTRY_COLUMNS: readonly Column<OpenEntry>[] = [
  dayColumn,
  { key: 'number', title: '凭证', width: 70, render: (entry) => entry.number },
  { key: 'words', title: '摘要', render: (entry) => <Words of={entry} /> },
  ...amountColumns<OpenEntry>(),
];

function bookColumn(onBook: (id: string) => void): Column<OpenLine> {
  return {
    key: 'book',
    title: '',
    width: 58,
    render: (line) => (
      <Button
        type="link"
        size="small"
        className="ledger-link"
        aria-label={`记账 ${line.day} ${line.summary}`}
        onClick={() => onBook(line.id)}
      >
        记账
      </Button>
    ),
  };
}
