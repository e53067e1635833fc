import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Money } from '#renderer/components/Money.tsx';
import {
  HARDSHIP_TABLE_NAMES,
  type HardshipAidLine,
  type HardshipFileLine,
  type HardshipTable,
} from '#shared/contract/hardship.ts';
import { type Fen, sum } from '#shared/money.ts';
import { formatShare } from '#shared/shares.ts';

const HEIGHT = 460;
const total = <T,>(lines: readonly T[], of: (line: T) => number) => lines.reduce((all, line) => all + of(line), 0);

/** Households by category, cause or status, with women among them. */
export function FileTable({ table, lines }: { table: HardshipTable; lines: readonly HardshipFileLine[] }) {
  const number = (
    key: 'files' | 'women' | 'singleMothers',
    title: string,
    width: number,
  ): Column<HardshipFileLine> => ({
    key,
    title,
    width,
    align: 'right',
    render: (line) => line[key],
    sum: total(lines, (line) => line[key]),
  });
  return (
    <DataTable
      label={`按${HARDSHIP_TABLE_NAMES[table]}统计`}
      rows={lines}
      rowKey={(line) => line.key}
      maxHeight={HEIGHT}
      empty={<EmptyState title="这一天没有困难档案">换一个日期再看。</EmptyState>}
      columns={[
        { key: 'label', title: HARDSHIP_TABLE_NAMES[table], render: (line) => line.label, sum: '合计' },
        number('files', '户数', 64),
        number('women', '女职工', 72),
        number('singleMothers', '单亲女职工', 96),
        {
          key: 'share',
          title: '占比',
          width: 76,
          align: 'right',
          render: (line) => formatShare(line.share),
          sum: lines.length === 0 ? '' : formatShare(1000),
        },
      ]}
    />
  );
}

/** Aid with money by kind, month or source, and the year before. */
export function AidTable({ table, lines }: { table: HardshipTable; lines: readonly HardshipAidLine[] }) {
  const count = (key: 'times' | 'womenTimes' | 'lastTimes', title: string, width: number): Column<HardshipAidLine> => ({
    key,
    title,
    width,
    align: 'right',
    render: (line) => line[key],
    sum: total(lines, (line) => line[key]),
  });
  const money = (key: 'amount' | 'womenAmount' | 'lastAmount', title: string): Column<HardshipAidLine> => {
    const all: Fen = sum(lines.map((line) => line[key]));
    return {
      key,
      title,
      width: 110,
      align: 'right',
      render: (line) => <Money value={line[key]} blankZero />,
      sum: <Money value={all} blankZero />,
    };
  };
  return (
    <DataTable
      label={`按${HARDSHIP_TABLE_NAMES[table]}统计`}
      rows={lines}
      rowKey={(line) => line.key}
      maxHeight={HEIGHT}
      empty={<EmptyState title="今年和上年都没有帮扶">发放帮扶以后再看。</EmptyState>}
      columns={[
        { key: 'label', title: HARDSHIP_TABLE_NAMES[table], render: (line) => line.label, sum: '合计' },
        { key: 'families', title: '户数', width: 56, align: 'right', render: (line) => line.families },
        count('times', '户次', 56),
        money('amount', '金额'),
        count('womenTimes', '女职工户次', 104),
        money('womenAmount', '女职工金额'),
        {
          key: 'share',
          title: '占比',
          width: 72,
          align: 'right',
          render: (line) => formatShare(line.share),
          sum: lines.some((line) => line.amount > 0) ? formatShare(1000) : '',
        },
        count('lastTimes', '上年户次', 88),
        money('lastAmount', '上年金额'),
      ]}
    />
  );
}
