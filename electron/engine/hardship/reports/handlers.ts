import { reportsOperations as operations } from '#shared/contract/hardship/reports.ts';
import { type Bound, bindErasure, bindPreparedWrite, bindRead, bindWrite } from '../../bind.ts';
import { exportFiles, prepareFiles } from './export-files.ts';
import { saveReportSettings } from './settings.ts';
import { hardshipStatistics } from './statistics.ts';
import { exportStatistics, prepareStatistics } from './statistics-workbook.ts';
import { listTask, readTasks } from './tasks.ts';
import { wipeFile } from './wipe.ts';

export const reportsHandlers = {
  'hardship.readTasks': bindRead(operations['hardship.readTasks'], ({ db, today }) => readTasks(db, today)),
  'hardship.listTask': bindRead(operations['hardship.listTask'], ({ db, today }, input) => listTask(db, input, today)),
  'hardship.saveReportSettings': bindWrite(operations['hardship.saveReportSettings'], saveReportSettings),
  'hardship.readStatistics': bindRead(operations['hardship.readStatistics'], ({ db }, { day }) =>
    hardshipStatistics(db, day),
  ),
  'hardship.exportStatistics': bindPreparedWrite(
    operations['hardship.exportStatistics'],
    prepareStatistics,
    exportStatistics,
  ),
  'hardship.exportFiles': bindPreparedWrite(operations['hardship.exportFiles'], prepareFiles, exportFiles),
  'hardship.wipeFile': bindErasure(operations['hardship.wipeFile'], wipeFile),
} satisfies Record<keyof typeof operations, Bound>;
