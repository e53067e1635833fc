import { FileExcelOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useAllowed } from '#renderer/app/session.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { PrintButtons } from '#renderer/components/PrintButtons.tsx';
import type { Month } from '#shared/calendar.ts';
import { REPORT_FORMS, type ReportChoice, type ReportDrill, type ReportFormName } from '#shared/contract/ledger.ts';
import type { LedgerFrame } from '../words.ts';
import { ExportProgress } from './ExportProgress.tsx';
import { useExport } from './export-job.ts';
import { FormDrawer } from './FormDrawer.tsx';
import { ReportFilters } from './ReportFilters.tsx';
import { ReportPaper } from './ReportPaper.tsx';
import { ReportTable } from './ReportTable.tsx';
import { useGridFocus } from './use-grid-focus.ts';
import { nameOf, viewOf } from './views.ts';

/** What every view of the tab is given. */
export interface ViewProps<C extends ReportChoice = ReportChoice> {
  frame: LedgerFrame;
  unit: string;
  bar: ReactNode;
  choice: C;
  latest: Month;
  /** Another account or other months of the same report. */
  onChange: (choice: ReportChoice) => void;
  onDrill: (drill: ReportDrill) => void;
  /** The voucher that is open at the right. */
  opened: string | undefined;
  moves: number;
}

/** A report that is read whole: on the screen, for the printer and as a workbook. */
export function ReportView({ frame, unit, bar, choice, latest, onChange, onDrill, opened, moves }: ViewProps) {
  const { value: report, error, loading } = useCall('ledger.readReport', { report: choice });
  const [naming, setNaming] = useState(false);
  const shown = report?.choice.kind === choice.kind ? report : undefined;
  useGridFocus(moves, shown !== undefined);
  const form = formOf(choice);
  return (
    <Page
      {...frame}
      state={shown && `${shown.title}，${shown.period}`}
      extra={
        <>
          {form && <Button onClick={() => setNaming(true)}>表号和名称</Button>}
          {shown && (
            <PrintButtons
              name={`${shown.title}-${shown.period}`}
              landscape={shown.landscape}
              paper={<ReportPaper report={shown} unit={unit} />}
            />
          )}
          <ExportButton choice={choice} />
        </>
      }
      notice={<Notice tone="red">{error}</Notice>}
      filters={
        <>
          {bar}
          <ReportFilters choice={choice} latest={latest} onChange={onChange} />
        </>
      }
    >
      <ExportProgress />
      {(error === undefined || loading) && (
        <ReportTable name={nameOf(viewOf(choice))} report={shown} onDrill={onDrill} opened={opened} />
      )}
      {shown?.notes.map((note) => (
        <p key={note} className="report-notes">{`注：${note}`}</p>
      ))}
      {shown && shown.remark !== '' && <p className="report-remark">{shown.remark}</p>}
      {form && naming && <FormDrawer report={form} onClose={() => setNaming(false)} />}
    </Page>
  );
}

/** 存为 Excel; left out for who may only look. */
export function ExportButton({ choice }: { choice: ReportChoice }) {
  const mayExport = useAllowed('ledger.exportReport');
  const exporting = useExport();
  if (!mayExport) return null;
  return (
    <Button
      icon={<FileExcelOutlined aria-hidden />}
      loading={exporting.busy}
      onClick={() => void exporting.run(choice)}
    >
      存为 Excel
    </Button>
  );
}

function formOf({ kind }: ReportChoice): ReportFormName | undefined {
  const form = kind === 'monthResult' || kind === 'yearResult' ? 'incomeExpense' : kind;
  return REPORT_FORMS.find((one) => one === form);
}
