import type { Column } from '#renderer/components/DataTable.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { Verdict } from '#renderer/components/Verdict.tsx';
import type { DuesMonth, LevyRow } from '#shared/contract/dues.ts';
import { LEVY_STATES } from '../words.ts';

/**
 * The columns of a month's levies.
 * @param sums of the month: 减免 has a column only where anything is waived
 * @param whole the same when the list is not filtered, for the foot
 */
export function levyColumns(sums: DuesMonth | undefined, whole: DuesMonth | undefined): Column<LevyRow>[] {
  return [
    {
      key: 'number',
      title: '编号',
      width: 90,
      render: (row) => row.number,
      ...(whole && { sum: `${whole.members} 人` }),
    },
    { key: 'name', title: '姓名', width: 110, render: (row) => row.name },
    { key: 'group', title: '工会小组', render: (row) => row.groupName },
    { key: 'wage', title: '工资', width: 120, align: 'right', render: (row) => wageOf(row, row.wage) },
    { key: 'base', title: '计费基数', width: 120, align: 'right', render: (row) => wageOf(row, row.cutBase) },
    moneyColumn('amount', '应收', (row) => row.amount, whole?.levyTotal),
    moneyColumn('paid', '已收', (row) => row.paid, whole?.paidTotal),
    ...(sums && sums.waivedTotal > 0 ? [moneyColumn('waived', '减免', (row) => row.waived, whole?.waivedTotal)] : []),
    moneyColumn('owed', '欠缴', (row) => row.owed, whole?.owedTotal),
    {
      key: 'state',
      title: '状态',
      width: 170,
      render: (row) => (
        <span className="dues-states">
          <Verdict tone={LEVY_STATES[row.state].tone}>{LEVY_STATES[row.state].label}</Verdict>
          {row.wageNow !== undefined && <Verdict tone="amber">工资已变</Verdict>}
        </span>
      ),
    },
  ];
}

/** A fixed amount has no wage: the kind says why. */
function wageOf({ kind, wage }: LevyRow, value: LevyRow['wage']) {
  return kind !== undefined && wage === 0 ? `${kind}定额` : <Money value={value} />;
}

function moneyColumn(
  key: 'amount' | 'paid' | 'waived' | 'owed',
  title: string,
  value: (row: LevyRow) => LevyRow['amount'],
  sum: LevyRow['amount'] | undefined,
): Column<LevyRow> {
  return {
    key,
    title,
    width: 110,
    align: 'right',
    render: (row) => <Money value={value(row)} blankZero={key === 'owed' || key === 'waived'} />,
    ...(sum === undefined ? {} : { sum: <Money value={sum} /> }),
  };
}
