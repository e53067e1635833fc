import { procedureOperations as operations } from '#shared/contract/hardship/procedure.ts';
import { workingDaysAfter } from '#shared/working-days.ts';
import { type Bound, bindRead, bindWrite } from '../../bind.ts';
import { listProcedures, readProcedure } from './queries.ts';
import { recordSteps } from './record.ts';
import { readSettings, saveSettings } from './settings.ts';
import { withdrawStep } from './withdraw.ts';

export const procedureHandlers = {
  'hardship.listProcedures': bindRead(operations['hardship.listProcedures'], ({ db, today }, input) =>
    listProcedures(db, input, today),
  ),
  'hardship.readProcedure': bindRead(operations['hardship.readProcedure'], ({ db, today }, { fileId }) =>
    readProcedure(db, fileId, today),
  ),
  'hardship.recordSteps': bindWrite(operations['hardship.recordSteps'], recordSteps),
  'hardship.withdrawStep': bindWrite(operations['hardship.withdrawStep'], withdrawStep),
  'hardship.foreseeNotice': bindRead(operations['hardship.foreseeNotice'], ({ db }, { day, workingDays: asked }) => {
    const workingDays = Math.max(asked ?? 0, readSettings(db).noticeWorkingDays);
    return { ...workingDaysAfter(day, workingDays), workingDays };
  }),
  'hardship.readProcedureSettings': bindRead(operations['hardship.readProcedureSettings'], ({ db }) =>
    readSettings(db),
  ),
  'hardship.saveProcedureSettings': bindWrite(operations['hardship.saveProcedureSettings'], saveSettings),
} satisfies Record<keyof typeof operations, Bound>;
