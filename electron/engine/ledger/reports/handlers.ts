import { reportsOperations as operations } from '#shared/contract/ledger.ts';
import { type Bound, bindPreparedWrite, bindRead, bindWrite } from '../../bind.ts';
import { listDetail } from './detail.ts';
import { exportJournal } from './export-journal.ts';
import { exportReport, prepareReport } from './export-report.ts';
import { listReportForms, saveReportForm } from './forms.ts';
import { orderLedgerWorkbook } from './ledger-export.ts';
import { readReport } from './read-report.ts';
import { readTrialBalance } from './trial-balance.ts';

export const reportsHandlers = {
  'ledger.readTrialBalance': bindRead(operations['ledger.readTrialBalance'], ({ db }, { from, to }) =>
    readTrialBalance(db, from, to),
  ),
  'ledger.readReport': bindRead(operations['ledger.readReport'], (context, { report }) => readReport(context, report)),
  'ledger.listDetail': bindRead(operations['ledger.listDetail'], ({ db }, query) => listDetail(db, query)),
  'ledger.exportReport': bindPreparedWrite(operations['ledger.exportReport'], prepareReport, exportReport),
  'ledger.listReportForms': bindRead(operations['ledger.listReportForms'], listReportForms),
  'ledger.saveReportForm': bindWrite(operations['ledger.saveReportForm'], saveReportForm),
  'ledger.exportWorkbook': bindWrite(operations['ledger.exportWorkbook'], orderLedgerWorkbook),
  'ledger.exportJournal': bindWrite(operations['ledger.exportJournal'], (context, { folder }) =>
    exportJournal(context, context.chosenFolder(folder)),
  ),
} satisfies Record<keyof typeof operations, Bound>;
