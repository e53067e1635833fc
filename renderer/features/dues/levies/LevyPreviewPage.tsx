import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { GroupPicker } from '#renderer/components/GroupPicker.tsx';
import { MonthInput } from '#renderer/components/MonthInput.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import type { Month } from '#shared/calendar.ts';
import type { LevyPreview, LevyPreviewRow, RaisedLevy } from '#shared/contract/dues.ts';
import { type DuesPeriod, formatPeriod, monthsOf } from '#shared/dues-periods.ts';
import { formatYuan } from '#shared/money.ts';
import { PreviewDrawer } from './PreviewDrawer.tsx';
import { previewColumns } from './preview-columns.tsx';
import './levies.css';

interface LevyPreviewPageProps {
  month: Month;
  /** The rule's own period that holds the month. */
  usual: DuesPeriod;
  closed: ReadonlySet<Month>;
  onDone: () => void;
}

/** What a levy will be, member by member, before it is made: for the rule's period or other months, for all or for some. */
export function LevyPreviewPage({ month, usual, closed, onDone }: LevyPreviewPageProps) {
  const tell = useTell();
  const [period, setPeriod] = useState<DuesPeriod>();
  const [wageMonth, setWageMonth] = useState<Month>();
  const [groupId, setGroupId] = useState<string>();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [open, setOpen] = useState<LevyPreviewRow>();
  const scope = {
    month,
    ...(period ? { period } : {}),
    ...(wageMonth === undefined ? {} : { wageMonth }),
    ...(groupId === undefined ? {} : { groupId }),
  };
  const { value: preview, error } = useCall('dues.previewLevy', scope);
  const levy = useAction(async () => {
    const raised = await call('dues.raiseLevy', {
      ...scope,
      ...(preview?.wageMonth === undefined ? {} : { wageMonth: preview.wageMonth }),
      ...(chosen.size === 0 ? {} : { memberIds: [...chosen] }),
    });
    tell.done(doneSentence(raised));
    onDone();
  });
  const show =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      set(value);
      setChosen(new Set());
      setOpen(undefined);
    };
  const shown = period ?? usual;
  return (
    <Page
      title={`计提 ${formatPeriod(shown)}会费`}
      state={preview && stateOf(preview, chosen.size)}
      extra={<Button onClick={onDone}>返回</Button>}
      action={
        <Button
          type="primary"
          loading={levy.busy}
          disabled={!preview || preview.toLevy === 0 || error !== undefined}
          onClick={() => void levy.run()}
        >
          {chosen.size === 0 ? '确认计提' : `计提所选 ${chosen.size} 人`}
        </Button>
      }
      filters={
        <>
          <span className="dues-hint">从</span>
          <div className="dues-month-input">
            <MonthInput
              aria-label="起始月份"
              value={shown.from}
              onChange={(from) => from && show(setPeriod)({ from, to: from > shown.to ? from : shown.to })}
            />
          </div>
          <span className="dues-hint">到</span>
          <div className="dues-month-input">
            <MonthInput
              aria-label="截止月份"
              value={shown.to}
              onChange={(to) => to && show(setPeriod)({ from: to < shown.from ? to : shown.from, to })}
            />
          </div>
          {preview?.rule.baseMonth === 'chosen' && (
            <>
              <span className="dues-hint">按</span>
              <div className="dues-month-input">
                <MonthInput
                  aria-label="工资月份"
                  value={wageMonth ?? preview.wageMonth}
                  onChange={(next) => next && show(setWageMonth)(next)}
                />
              </div>
              <span className="dues-hint">的工资</span>
            </>
          )}
          <GroupPicker className="dues-search" value={groupId} onChange={show(setGroupId)} placeholder="全部小组" />
        </>
      }
      notice={
        <>
          <Notice tone="red">{levy.problem ?? error}</Notice>
          <Notice>{closedSentence(usual, closed)}</Notice>
          <Notice tone="amber">{preview && error === undefined && withoutWageSentence(preview)}</Notice>
        </>
      }
    >
      {error === undefined && (
        <DataTable
          label="计提预览"
          columns={previewColumns(preview)}
          rows={preview?.rows}
          rowKey={(row) => row.memberId}
          selectedKey={open?.memberId}
          onOpen={setOpen}
          selection={{ keys: chosen, onChange: setChosen }}
          empty={
            <EmptyState title="没有要计提的会员">
              在册会员都已计提，或都没有登记工资。先到“会员”里登记工资，再回来计提。
            </EmptyState>
          }
        />
      )}
      {open && preview && (
        <PreviewDrawer key={open.memberId} row={open} preview={preview} onClose={() => setOpen(undefined)} />
      )}
    </Page>
  );
}

/** Months of the period that are closed in the ledger stand in the levy all the same: it posts nothing. */
function closedSentence(usual: DuesPeriod, closed: ReadonlySet<Month>): string {
  const months = monthsOf(usual).filter((each) => closed.has(each));
  const [from, to] = [months[0], months.at(-1)];
  if (from === undefined || to === undefined) return '';
  return `${formatPeriod({ from, to })}已结账，会费仍按${formatPeriod(usual)}一起计提；收到的钱记在收到的月份。`;
}

function stateOf(preview: LevyPreview, chosen: number): string {
  const { toLevy, levies, total, already, exempt, notPaying } = preview;
  const months = levies > toLevy ? ` ${levies} 笔` : '';
  const parts = [`将计提 ${toLevy} 人${months}，应收 ${formatYuan(total)} 元`];
  if (chosen > 0) parts.push(`只计提所选 ${chosen} 人`);
  if (already > 0) parts.push(levies > toLevy ? `此前已计提 ${already} 笔` : `此前已计提 ${already} 人`);
  if (exempt > 0) parts.push(`保留会籍 ${exempt} 人免交`);
  if (notPaying > 0) parts.push(`按起止缴月不收 ${notPaying} 人`);
  return `${parts.join('；')}。计提不记账，收到钱才记会费收入。`;
}

function doneSentence({ period, levied, total, waived, fromCredit }: RaisedLevy): string {
  const parts = [`已计提 ${formatPeriod(period)}会费 ${levied} 人，应收 ${formatYuan(total)} 元`];
  if (waived.levies > 0) parts.push(`减免 ${waived.levies} 笔 ${formatYuan(waived.amount)} 元`);
  if (fromCredit.levies > 0) parts.push(`用预收抵了 ${fromCredit.levies} 笔 ${formatYuan(fromCredit.amount)} 元`);
  return parts.join('；');
}

/** So many are named; the rest is a number. */
const NAMED = 12;

function withoutWageSentence({ withoutWage }: LevyPreview): string {
  if (withoutWage.length === 0) return '';
  const names = withoutWage.slice(0, NAMED).map(({ number, name }) => (number === '' ? name : `${name}(${number})`));
  const more = withoutWage.length > NAMED ? `等 ${withoutWage.length} 人` : '';
  return `没有登记工资，这次不计提：${names.join('、')}${more}。请到“会员”里登记工资，再回来补计提。`;
}
