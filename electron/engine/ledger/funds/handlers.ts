import { fundsOperations as operations } from '#shared/contract/ledger.ts';
import { type Bound, bindPreparedWrite, bindRead, bindWrite } from '../../bind.ts';
import { saveWorkbook } from '../../spreadsheet/save-workbook.ts';
import { readAllocation, saveAllocationWay } from './allocation.ts';
import { divideFundOpening } from './division.ts';
import { listFunds, saveFund } from './funds.ts';
import { readFundReport, readFundYear } from './report.ts';
import { fundReportWorkbook } from './report-workbook.ts';

export const fundsHandlers = {
  'ledger.listFunds': bindRead(operations['ledger.listFunds'], ({ db }) => listFunds(db)),
  'ledger.saveFund': bindWrite(operations['ledger.saveFund'], saveFund),
  'ledger.readFund': bindRead(operations['ledger.readFund'], ({ db }, { id, year }) => readFundYear(db, id, year)),
  'ledger.readFundReport': bindRead(operations['ledger.readFundReport'], ({ db }, { year, to }) =>
    readFundReport(db, year, to),
  ),
  'ledger.divideFundOpening': bindWrite(operations['ledger.divideFundOpening'], divideFundOpening),
  'ledger.exportFundReport': bindPreparedWrite(
    operations['ledger.exportFundReport'],
    (context, { year, to }) => fundReportWorkbook(context, year, to),
    (context, { to, folder }, { fileName, bytes }) => {
      const chosen = context.chosenFolder(folder);
      saveWorkbook(chosen, fileName, bytes);
      context.trail({ subject: 'fund', id: to, label: fileName, after: { folder: chosen.name } });
      return { fileName };
    },
  ),
  'ledger.readAllocation': bindRead(operations['ledger.readAllocation'], ({ db }, { year }) =>
    readAllocation(db, year),
  ),
  'ledger.saveAllocationWay': bindWrite(operations['ledger.saveAllocationWay'], saveAllocationWay),
} satisfies Record<keyof typeof operations, Bound>;
