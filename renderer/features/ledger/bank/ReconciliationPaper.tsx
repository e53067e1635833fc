import { Paper } from '#renderer/components/Paper.tsx';
import { PrintButtons } from '#renderer/components/PrintButtons.tsx';
import type { Reconciliation } from '#shared/contract/ledger.ts';
import { fen, formatYuan } from '#shared/money.ts';
import { ReconciliationTable } from './ReconciliationTable.tsx';

/** 打印 and 存为 PDF of a 余额调节表. */
export function ReconciliationPrint({ sheet, unit }: { sheet: Reconciliation; unit: string }) {
  return (
    <PrintButtons
      name={`银行存款余额调节表-${sheet.month}`}
      paper={
        <Paper
          title="银行存款余额调节表"
          unit={`单位：${unit}`}
          period={sheet.day}
          corner="金额单位：元"
          signatures={['制表', '会计', '出纳', '复核']}
          note={noteOf(sheet)}
        >
          <p className="paper-note">账户：{`${sheet.accountCode} ${sheet.accountName}`}</p>
          <ReconciliationTable sheet={sheet} className="paper-table" />
        </Paper>
      }
    />
  );
}

function noteOf({ difference, covered }: Reconciliation): string {
  if (!covered || difference === undefined) return '当月没有银行对账单。';
  return difference === 0 ? '调节后余额相符。' : `调节后余额相差 ${formatYuan(fen(Math.abs(difference)))} 元。`;
}
