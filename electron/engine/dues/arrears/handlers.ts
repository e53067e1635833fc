import { arrearsOperations as operations } from '#shared/contract/dues/arrears.ts';
import { type Bound, bindPreparedWrite, bindRead, bindWrite } from '../../bind.ts';
import { saveWorkbook } from '../../spreadsheet/save-workbook.ts';
import { listArrears } from './arrears.ts';
import { arrearsWorkbook } from './export.ts';
import { noteLetters, readLetters } from './letters.ts';
import { listReminders } from './reminders.ts';
import { sumArrearsBy } from './totals.ts';

export const arrearsHandlers = {
  'dues.listArrears': bindRead(operations['dues.listArrears'], ({ db, today }, input) => listArrears(db, today, input)),
  'dues.sumArrears': bindRead(operations['dues.sumArrears'], ({ db, today }, input) => sumArrearsBy(db, today, input)),
  'dues.exportArrears': bindPreparedWrite(
    operations['dues.exportArrears'],
    (context, { folder: _, ...filter }) => arrearsWorkbook(context, filter),
    (context, { folder, ...filter }, { fileName, bytes, members }) => {
      const chosen = context.chosenFolder(folder);
      saveWorkbook(chosen, fileName, bytes);
      context.trail({
        subject: 'levy',
        id: 'arrears',
        label: fileName,
        after: { folder: chosen.name, members, ...filter },
      });
      return { fileName, members };
    },
  ),
  'dues.listReminders': bindRead(operations['dues.listReminders'], ({ db, today }, window) =>
    listReminders(db, today, window),
  ),
  'dues.readLetters': bindRead(operations['dues.readLetters'], ({ db, today }, input) => ({
    letters: readLetters(db, today, input),
    today,
  })),
  'dues.noteLetters': bindWrite(operations['dues.noteLetters'], noteLetters),
} satisfies Record<keyof typeof operations, Bound>;
