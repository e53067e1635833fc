import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import type { Report, ReportDrill } from '#shared/contract/ledger.ts';
import { columnsOf, toneOf } from './report-columns.tsx';

interface ReportTableProps {
  name: string;
  report: Report | undefined;
  /** A row was opened that has something behind it. */
  onDrill: (drill: ReportDrill) => void;
  /** Key of the voucher that is open at the right. */
  opened: string | undefined;
}

/** A report on the screen; a statement in two halves as two tables side by side. */
export function ReportTable({ name, report, onDrill, opened }: ReportTableProps) {
  const table = (label: string, rows: Report['rows'] | undefined, titles?: readonly string[]) => (
    <DataTable
      label={label}
      columns={columnsOf(report?.columns ?? [], titles)}
      rows={rows}
      rowKey={(row) => row.key}
      rowTone={toneOf}
      onOpen={(row) => row.drill && onDrill(row.drill)}
      selectedKey={selectedKey(report, opened)}
      empty={<EmptyState title="这段时间没有发生额">换一段月份，或先登记收支。</EmptyState>}
    />
  );
  if (!report?.rightTitles) return table(name, report?.rows);
  const right = report.rows.filter((row) => row.right);
  const left = report.rows.filter((row) => !row.right);
  return (
    <div className="report-halves">
      {table(name, left)}
      {table(`${name}：${report.rightTitles[0] ?? ''}`, right, report.rightTitles)}
    </div>
  );
}

function selectedKey(report: Report | undefined, opened: string | undefined): string | undefined {
  return report?.rows.find(({ drill }) => drill && 'voucherId' in drill && drill.voucherId === opened)?.key;
}
