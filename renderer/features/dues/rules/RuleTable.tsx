import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { Verdict } from '#renderer/components/Verdict.tsx';
import { formatMonth } from '#shared/calendar.ts';
import type { DuesRuleRow } from '#shared/contract/dues.ts';
import { formatPeriod } from '#shared/dues-periods.ts';
import { FREQUENCY_LABELS, percentText } from '#shared/dues-sentences.ts';

interface RuleTableProps {
  rules: readonly DuesRuleRow[] | undefined;
  selectedId: string | undefined;
  onOpen: (rule: DuesRuleRow) => void;
}

const COLUMNS: readonly Column<DuesRuleRow>[] = [
  { key: 'name', title: '名称', render: ({ name }) => name },
  { key: 'from', title: '起用月份', width: 120, render: ({ from }) => formatMonth(from) },
  { key: 'to', title: '用到', width: 120, render: ({ to }) => (to === undefined ? '现在' : formatMonth(to)) },
  { key: 'frequency', title: '收缴周期', width: 96, render: ({ frequency }) => FREQUENCY_LABELS[frequency] },
  {
    key: 'rate',
    title: '费率',
    width: 96,
    align: 'right',
    render: ({ rateBasisPoints }) => percentText(rateBasisPoints),
  },
  {
    key: 'used',
    title: '使用情况',
    width: 240,
    render: ({ used }) =>
      used ? `计提过 ${formatPeriod({ from: used.first, to: used.last })}` : <Verdict>还没用过，可改</Verdict>,
  },
];

/** Every rule by its months, the newest first. */
export function RuleTable({ rules, selectedId, onOpen }: RuleTableProps) {
  return (
    <DataTable
      label="会费标准"
      columns={COLUMNS}
      rows={rules}
      rowKey={({ id }) => id}
      selectedKey={selectedId}
      onOpen={onOpen}
      maxHeight={216}
    />
  );
}
