import { Button, Select } from 'antd';
import { useState } from 'react';
import { useAllowed } from '#renderer/app/session.ts';
import { leave } from '#renderer/app/unsaved.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { PrintButtons } from '#renderer/components/PrintButtons.tsx';
import { formatMonth, type Month, monthNumber } from '#shared/calendar.ts';
import type { DepreciationRun, DepreciationTable } from '#shared/contract/ledger.ts';
import { type Fen, formatYuan, sum, ZERO } from '#shared/money.ts';
import { VoucherDrawer } from '../vouchers/VoucherDrawer.tsx';
import { endOfMonth } from './AssetDrawer.tsx';
import type { AssetsViewProps } from './AssetListView.tsx';
import { DepreciationDrawer } from './DepreciationDrawer.tsx';
import { DepreciationPaper } from './DepreciationPaper.tsx';
import { type TakeBack, TakeBackDialog } from './TakeBackDialog.tsx';

type Row = DepreciationTable['rows'][number];

/** 折旧 of a year: what was taken of each card month by month, the vouchers, and the month that comes next. */
export function DepreciationView({ frame, profile, views }: AssetsViewProps) {
  const [year, setYear] = useState(profile.fiscalYear);
  const [running, setRunning] = useState(false);
  const [voucher, setVoucher] = useState<string>();
  const [takeBack, setTakeBack] = useState<TakeBack>();
  const mayKeep = useAllowed('ledger.runDepreciation');
  const years = useCall('ledger.listPeriods', { year }).value?.years ?? [profile.fiscalYear];
  const { value, error } = useCall('ledger.readDepreciation', { year });
  const settings = useCall('ledger.readAssetSettings', {}).value;
  const table = value?.year === year ? value : undefined;
  const off = settings?.depreciation === 'off';
  const last = table?.runs.at(-1);
  return (
    <Page
      {...frame}
      state={table && stateOf(table, off)}
      extra={
        table &&
        table.runs.length > 0 && (
          <PrintButtons
            name={`折旧计算表-${year}`}
            landscape
            paper={<DepreciationPaper table={table} unit={profile.name} />}
          />
        )
      }
      action={
        mayKeep &&
        !off && (
          <Button type="primary" disabled={table?.next === undefined} onClick={() => leave(() => setRunning(true))}>
            {table?.next === undefined ? '计提折旧' : `计提 ${formatMonth(table.next)}折旧`}
          </Button>
        )
      }
      notice={
        <>
          <Notice tone="red">{error}</Notice>
          {off && <Notice tone="amber">{`设置里选的是不提折旧。${settings.depreciationBasis}`}</Notice>}
        </>
      }
      filters={
        <>
          {views}
          <Select<number>
            className="ledger-year"
            aria-label="年度"
            value={year}
            options={years.map((one) => ({ value: one, label: `${one} 年` }))}
            onChange={setYear}
          />
          {table && last && (
            <span className="asset-ticked">
              <span>点月份看那个月的凭证</span>
              {mayKeep && (
                <Button
                  onClick={() =>
                    setTakeBack({
                      operation: 'ledger.takeBackDepreciation',
                      voucherId: last.voucherId,
                      voucherNumber: last.voucherNumber,
                    })
                  }
                >
                  {`撤回 ${monthNumber(last.month)} 月折旧`}
                </Button>
              )}
            </span>
          )}
        </>
      }
    >
      <DataTable
        label="折旧计算表"
        columns={columnsOf(table, (id) => leave(() => setVoucher(id)))}
        rows={table?.rows}
        rowKey={(row) => row.cardId}
        empty={<EmptyState title="还没有要提折旧的卡片">先在“台账”里登记资产，再回来按月计提。</EmptyState>}
      />
      {running && table?.next !== undefined && (
        <DepreciationDrawer key={table.next} month={table.next} onClose={() => setRunning(false)} />
      )}
      {voucher !== undefined && (
        <VoucherDrawer key={voucher} id={voucher} onOpen={setVoucher} onClose={() => setVoucher(undefined)} />
      )}
      {takeBack && (
        <TakeBackDialog
          takeBack={takeBack}
          offered={endOfMonth(takeBack.voucherNumber)}
          onClose={() => setTakeBack(undefined)}
        />
      )}
    </Page>
  );
}

function stateOf({ year, runs, totals, next }: DepreciationTable, off: boolean): string {
  const taken = `${year} 年提折旧 ${formatYuan(sum(totals))} 元，凭证 ${runs.length} 张`;
  if (off) return taken;
  return next === undefined ? `${taken}，没有到期未提的月份` : `${taken}，下一个月是 ${formatMonth(next)}`;
}

/** Twelve months side by side leave little room for each. */
function Small({ value }: { value: Fen }) {
  return (
    <span className="asset-month">
      <Money value={value} blankZero />
    </span>
  );
}

/** A month with its voucher behind it, once there is one. */
function MonthTitle({
  month,
  run,
  onVoucher,
}: {
  month: Month;
  run: DepreciationRun | undefined;
  onVoucher: (id: string) => void;
}) {
  const name = `${monthNumber(month)}月`;
  if (!run) return name;
  const caughtUp = run.caughtUp > 0 ? `，含补提 ${run.caughtUp} 个月` : '';
  return (
    <button
      type="button"
      className="text-button"
      title={`${run.voucherNumber}：${run.cards} 张卡片，${formatYuan(run.amount)} 元${caughtUp}`}
      onClick={() => onVoucher(run.voucherId)}
    >
      {name}
    </button>
  );
}

function columnsOf(table: DepreciationTable | undefined, onVoucher: (id: string) => void): readonly Column<Row>[] {
  return [
    { key: 'card', title: '资产', render: (row) => `${row.number} ${row.name}`, sum: '合计' },
    ...(table?.months ?? []).map(
      (month, index): Column<Row> => ({
        key: month,
        title: <MonthTitle month={month} run={table?.runs.find((run) => run.month === month)} onVoucher={onVoucher} />,
        width: 74,
        align: 'right',
        render: (row) => <Small value={row.amounts[index] ?? ZERO} />,
        sum: <Small value={table?.totals[index] ?? ZERO} />,
      }),
    ),
    {
      key: 'total',
      title: '全年',
      width: 92,
      align: 'right',
      render: (row) => <Small value={row.total} />,
      sum: <Small value={sum(table?.totals ?? [])} />,
    },
  ];
}
