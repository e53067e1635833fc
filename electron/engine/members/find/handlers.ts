import { findOperations as operations } from '#shared/contract/members/find.ts';
import { type Bound, bindPreparedWrite, bindRead, bindWrite } from '../../bind.ts';
import { listDuplicates, markDistinct, unmarkDistinct } from './duplicates.ts';
import { exportList, prepareListExport } from './export-list.ts';
import { dropFilter, listFilterChoices, listFilters, orderFilters, saveFilter } from './saved-filters.ts';
import { memberStatistics } from './statistics.ts';
import { exportStatistics, prepareStatistics } from './statistics-workbook.ts';
import { exportTemplate, prepareTemplate } from './template.ts';

export const findHandlers = {
  'members.listFilterChoices': bindRead(operations['members.listFilterChoices'], ({ db }) => listFilterChoices(db)),
  'members.listFilters': bindRead(operations['members.listFilters'], ({ db }) => listFilters(db)),
  'members.saveFilter': bindWrite(operations['members.saveFilter'], saveFilter),
  'members.dropFilter': bindWrite(operations['members.dropFilter'], dropFilter),
  'members.orderFilters': bindWrite(operations['members.orderFilters'], orderFilters),

  'members.listDuplicates': bindRead(operations['members.listDuplicates'], ({ db }) => listDuplicates(db)),
  'members.markDistinct': bindWrite(operations['members.markDistinct'], markDistinct),
  'members.unmarkDistinct': bindWrite(operations['members.unmarkDistinct'], unmarkDistinct),

  'members.readStatistics': bindRead(operations['members.readStatistics'], ({ db }, { day, scope }) =>
    memberStatistics(db, day, scope),
  ),
  'members.exportStatistics': bindPreparedWrite(
    operations['members.exportStatistics'],
    prepareStatistics,
    exportStatistics,
  ),
  'members.exportList': bindPreparedWrite(operations['members.exportList'], prepareListExport, exportList),
  'members.exportTemplate': bindPreparedWrite(operations['members.exportTemplate'], prepareTemplate, exportTemplate),
} satisfies Record<keyof typeof operations, Bound>;
