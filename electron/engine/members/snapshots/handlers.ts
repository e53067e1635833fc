import { snapshotsOperations as operations } from '#shared/contract/members/snapshots.ts';
import { type Bound, bindPreparedWrite, bindRead, bindWrite } from '../../bind.ts';
import { saveWorkbook } from '../../spreadsheet/save-workbook.ts';
import { compareRosters } from './compare.ts';
import { listSnapshotRows, listSnapshots } from './queries.ts';
import { takeSnapshot } from './take-snapshot.ts';
import { comparisonWorkbook, snapshotWorkbook } from './workbooks.ts';

export const snapshotsHandlers = {
  'members.listSnapshots': bindRead(operations['members.listSnapshots'], ({ db, today }) => listSnapshots(db, today)),
  'members.takeSnapshot': bindWrite(operations['members.takeSnapshot'], takeSnapshot),
  'members.listSnapshotRows': bindRead(operations['members.listSnapshotRows'], ({ db }, { offset, limit, ...asked }) =>
    listSnapshotRows(db, asked, { offset, limit }),
  ),
  'members.compareSnapshots': bindRead(operations['members.compareSnapshots'], ({ db, today }, { from, to }) =>
    compareRosters(db, today, from, to),
  ),
  'members.exportSnapshot': bindPreparedWrite(
    operations['members.exportSnapshot'],
    (context, { id, folder }) => {
      context.chosenFolder(folder);
      return snapshotWorkbook(context, id);
    },
    (context, { id, folder }, { fileName, bytes }) => {
      const chosen = context.chosenFolder(folder);
      saveWorkbook(chosen, fileName, bytes);
      context.trail({ subject: 'rosterSnapshot', id, label: fileName, after: { folder: chosen.name } });
      return { fileName };
    },
  ),
  'members.exportComparison': bindPreparedWrite(
    operations['members.exportComparison'],
    (context, { from, to, folder }) => {
      context.chosenFolder(folder);
      return comparisonWorkbook(context, from, to);
    },
    (context, { from, to, folder }, { fileName, bytes }) => {
      const chosen = context.chosenFolder(folder);
      saveWorkbook(chosen, fileName, bytes);
      const after = { folder: chosen.name, from, ...(to === undefined ? {} : { to }) };
      context.trail({ subject: 'rosterSnapshot', id: from, label: fileName, after });
      return { fileName };
    },
  ),
} satisfies Record<keyof typeof operations, Bound>;
