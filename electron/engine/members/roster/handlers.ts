import { rosterOperations as operations } from '#shared/contract/members/roster.ts';
import { type Bound, bindPreparedWrite, bindRead, bindWrite } from '../../bind.ts';
import { listImports } from './imports.ts';
import { readRosterFile } from './roster-file.ts';
import { previewRoster } from './roster-preview.ts';
import { takeRoster } from './roster-take.ts';
import { forgetColumns } from './shapes.ts';
import { takeBackImport } from './take-back.ts';
import { dropTrayRow, listTray, mendTrayRow } from './tray.ts';
import { readWageFile } from './wage-file.ts';
import { previewWages } from './wage-preview.ts';
import { takeWages } from './wage-take.ts';

export const rosterHandlers = {
  'members.previewRoster': bindRead(operations['members.previewRoster'], (context, { wageFrom, job, ...source }) =>
    context.follow(job, async (reading) =>
      previewRoster(context, await readRosterFile(context, source, reading), wageFrom, reading),
    ),
  ),
  'members.takeRoster': bindPreparedWrite(
    operations['members.takeRoster'],
    (context, source) => readRosterFile(context, source),
    (context, input, file) => takeRoster(context, file, input.wageFrom, input.leaveOut),
  ),
  'members.forgetColumns': bindWrite(operations['members.forgetColumns'], forgetColumns),
  'members.listImports': bindRead(operations['members.listImports'], ({ db, today }, window) =>
    listImports(db, today, window),
  ),
  'members.takeBackImport': bindWrite(operations['members.takeBackImport'], takeBackImport),
  'members.listTray': bindRead(operations['members.listTray'], ({ db }, window) => listTray(db, window)),
  'members.mendTrayRow': bindWrite(operations['members.mendTrayRow'], mendTrayRow),
  'members.dropTrayRow': bindWrite(operations['members.dropTrayRow'], dropTrayRow),
  'members.previewWages': bindRead(operations['members.previewWages'], (context, { month, job, ...source }) =>
    context.follow(job, async (reading) =>
      previewWages(context, await readWageFile(context, source, reading), month, reading),
    ),
  ),
  'members.takeWages': bindPreparedWrite(
    operations['members.takeWages'],
    (context, source) => readWageFile(context, source),
    (context, input, file) => takeWages(context, file, input.month, input.leaveOut),
  ),
} satisfies Record<keyof typeof operations, Bound>;
