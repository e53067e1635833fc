import { Segmented } from 'antd';
import { type ReactNode, useState } from 'react';
import { useAllowed } from '#renderer/app/session.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { FilePick } from '#renderer/components/FilePick.tsx';
import { MonthInput } from '#renderer/components/MonthInput.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import type { PickedFile } from '#shared/bridge.ts';
import { formatMonth, type Month, monthOf } from '#shared/calendar.ts';
import type { Reconciliation } from '#shared/contract/ledger.ts';
import type { UnionProfile } from '#shared/contract/union.ts';
import { fen, formatYuan } from '#shared/money.ts';
import { workingRange } from '../reports/MonthRange.tsx';
import type { LedgerFrame } from '../words.ts';
import { MatchedPane } from './MatchedPane.tsx';
import { MatchPane } from './MatchPane.tsx';
import { ReconciliationPane } from './ReconciliationPane.tsx';
import { ReconciliationPrint } from './ReconciliationPaper.tsx';
import { StatementImportPage } from './StatementImportPage.tsx';
import { StatementsPane } from './StatementsPane.tsx';
import { AccountChoice } from './views.tsx';

type Pane = 'open' | 'matched' | 'sheet' | 'statements';
const PANES: readonly { value: Pane; label: string }[] = [
  { value: 'open', label: '勾对' },
  { value: 'matched', label: '已勾对' },
  { value: 'sheet', label: '余额调节表' },
  { value: 'statements', label: '对账单' },
];

/** 银行对账: statements come in, lines and entries are matched, the 余额调节表 says how they stand. */
export function ReconcileView({
  frame,
  profile,
  views,
}: {
  frame: LedgerFrame;
  profile: UnionProfile;
  views: ReactNode;
}) {
  const [pane, setPane] = useState<Pane>('open');
  const [asked, setAsked] = useState<Month>();
  const [accountId, setAccountId] = useState<string>();
  const [picked, setPicked] = useState<PickedFile>();
  const mayKeep = useAllowed('ledger.takeStatement');
  const { value: statements, error } = useCall('ledger.listStatements', {});
  const latest = statements
    ?.map(({ to }) => to)
    .sort()
    .at(-1);
  const month = asked ?? (latest === undefined ? workingRange(profile).to : monthOf(latest));
  const where = { month, ...(accountId === undefined ? {} : { accountId }) };
  const { value: sheet, error: sheetError } = useCall('ledger.readReconciliation', statements ? where : undefined);
  if (picked)
    return (
      <StatementImportPage
        file={picked}
        onDone={(to) => {
          setPicked(undefined);
          if (to !== undefined) {
            setAsked(monthOf(to));
            setPane('open');
          }
        }}
      />
    );
  const current = sheet?.month === month ? sheet : undefined;
  return (
    <Page
      {...frame}
      state={current && stateOf(current)}
      extra={current && pane === 'sheet' && <ReconciliationPrint sheet={current} unit={profile.name} />}
      action={
        mayKeep && (
          <FilePick value={undefined} onPick={setPicked} text="导入对账单" primary={statements?.length === 0} />
        )
      }
      notice={<Notice tone="red">{error ?? sheetError}</Notice>}
      filters={
        <>
          {views}
          <AccountChoice method="bank" value={accountId} onChange={setAccountId} />
          <span className="ledger-month">
            <MonthInput aria-label="对账月份" value={month} onChange={(next) => next && setAsked(next)} />
          </span>
          <Segmented<Pane>
            aria-label="银行对账"
            value={pane}
            options={PANES.map((each) => ({ ...each }))}
            onChange={setPane}
          />
        </>
      }
    >
      {pane === 'open' && current && <MatchPane key={`${month} ${accountId}`} where={where} sheet={current} />}
      {pane === 'matched' && <MatchedPane where={where} />}
      {pane === 'sheet' && current && <ReconciliationPane sheet={current} />}
      {pane === 'statements' && <StatementsPane statements={statements} />}
    </Page>
  );
}

function stateOf({ month, covered, bankBalance, bookBalance, difference, ...sides }: Reconciliation): string {
  if (bankBalance === undefined || difference === undefined)
    return `${formatMonth(month)}还没有对账单，账面余额 ${formatYuan(bookBalance)} 元`;
  const open = sides.bookReceived.length + sides.bookPaid.length + sides.bankReceived.length + sides.bankPaid.length;
  const stated = `${formatMonth(month)}末：银行 ${formatYuan(bankBalance)}，账面 ${formatYuan(bookBalance)}`;
  const missing = covered ? '' : '，本月还没有对账单';
  if (difference !== 0) return `${stated}，调节后还差 ${formatYuan(fen(Math.abs(difference)))}${missing}`;
  return open === 0 ? `${stated}，两边一致${missing}` : `${stated}，${open} 笔未达，调节后相符${missing}`;
}
