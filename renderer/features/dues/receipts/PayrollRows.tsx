import { useMemo, useState } from 'react';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Verdict } from '#renderer/components/Verdict.tsx';
import type { PayrollPreview, PayrollVerdict } from '#shared/contract/dues.ts';
import { fen, formatYuan } from '#shared/money.ts';
import { PAYROLL_WORDS } from '../words.ts';

type Row = PayrollPreview['rows'][number] & { key: number };
const WORDS = new Map(PAYROLL_WORDS.map((word) => [word.verdict, word]));

const COLUMNS: readonly Column<Row>[] = [
  { key: 'row', title: '行', width: 64, align: 'right', render: (row) => row.row },
  { key: 'number', title: '编号', width: 100, render: (row) => row.number },
  { key: 'name', title: '姓名', width: 120, render: (row) => row.name },
  { key: 'due', title: '应收', width: 110, align: 'right', render: (row) => <Money value={row.due} blankZero /> },
  { key: 'paid', title: '代扣', width: 110, align: 'right', render: (row) => <Money value={row.paid} blankZero /> },
  {
    key: 'verdict',
    title: '结论',
    width: 100,
    render: (row) => {
      const word = WORDS.get(row.verdict);
      return word && <Verdict tone={word.tone}>{word.label}</Verdict>;
    },
  },
  { key: 'message', title: '说明', render: (row) => <span title={row.message}>{row.message}</span> },
];

/** Every row of a payroll list with its verdict; the counts above filter the table. */
export function PayrollRows({ preview }: { preview: PayrollPreview }) {
  const [only, setOnly] = useState<PayrollVerdict>();
  const rows = useMemo(() => {
    const keyed = preview.rows.map((row, key) => ({ ...row, key }));
    return only === undefined ? keyed : keyed.filter((row) => row.verdict === only);
  }, [preview.rows, only]);
  const { fileSum, takeable, toCredit, statedTotal, takenBefore, sameRows } = preview;
  const leftOut = fen(fileSum - takeable);
  const wrongTotal = statedTotal !== undefined && statedTotal !== fileSum;
  return (
    <>
      <Notice tone="red">
        {takenBefore !== undefined &&
          `这个文件在 ${takenBefore} 已经入过账，不能重复登记；如果确是另一个月的名单，请在表里写明月份，另存后再选。`}
      </Notice>
      <Notice tone="red">
        {takenBefore === undefined &&
          sameRows !== undefined &&
          `各行与 ${sameRows.day} 登记的「${sameRows.file}」（凭证 ${sameRows.voucherNumber}）完全相同，不能重复登记；要重新登记，请先撤回那一批。`}
      </Notice>
      <Notice tone="amber">
        {wrongTotal &&
          `名单的合计 ${formatYuan(statedTotal)} 元与各行相加 ${formatYuan(fileSum)} 元不符，请先与财务核对。`}
      </Notice>
      <div className="dues-payroll-sums">
        <span>
          名单各行合计 <Money value={fileSum} /> 元
        </span>
        <span>
          可以入账 <Money value={takeable} strong /> 元
        </span>
        {toCredit > 0 && (
          <span>
            其中记入预收 <Money value={toCredit} /> 元
          </span>
        )}
        {leftOut !== 0 && (
          <span>
            不入账 <Money value={leftOut} /> 元，原因见各行说明
          </span>
        )}
      </div>
      <fieldset className="dues-verdicts" aria-label="按结论筛选">
        {PAYROLL_WORDS.filter(({ verdict }) => preview.counts[verdict] > 0).map(({ verdict, label, tone }) => (
          <button
            key={verdict}
            type="button"
            aria-pressed={only === verdict}
            onClick={() => setOnly(only === verdict ? undefined : verdict)}
          >
            <Verdict tone={tone}>{`${label} ${preview.counts[verdict]}`}</Verdict>
          </button>
        ))}
      </fieldset>
      <DataTable
        label="代扣名单"
        columns={COLUMNS}
        rows={rows}
        rowKey={(row) => String(row.key)}
        rowTone={(row) => (row.verdict === 'total' ? 'strong' : undefined)}
      />
    </>
  );
}
