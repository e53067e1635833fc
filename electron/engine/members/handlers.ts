import { membersOperations as operations } from '#shared/contract/members.ts';
import { type Bound, bindPreparedWrite, bindRead, bindWrite } from '../bind.ts';
import { countByStatus, listGroups, listMembers, readMember, suggestMembers } from './queries.ts';
import { readRosterFile } from './roster-file.ts';
import { previewRoster } from './roster-preview.ts';
import { takeRoster } from './roster-take.ts';
import { changeStatus, saveGroup, saveMember } from './save.ts';
import { countTray, dropTrayRow, listTray, mendTrayRow } from './tray.ts';

export const membersHandlers = {
  'members.list': bindRead(operations['members.list'], ({ db }, { offset, limit, ...filter }) =>
    listMembers(db, filter, { offset, limit }),
  ),
  'members.count': bindRead(operations['members.count'], ({ db }) => ({
    byStatus: countByStatus(db),
    tray: countTray(db),
  })),
  'members.get': bindRead(operations['members.get'], ({ db }, { id }) => readMember(db, id)),
  'members.save': bindWrite(operations['members.save'], saveMember),
  'members.changeStatus': bindWrite(operations['members.changeStatus'], changeStatus),
  'members.listGroups': bindRead(operations['members.listGroups'], ({ db }) => listGroups(db)),
  'members.saveGroup': bindWrite(operations['members.saveGroup'], saveGroup),
  'members.previewRoster': bindRead(operations['members.previewRoster'], async (context, { wageFrom, ...source }) =>
    previewRoster(context, await readRosterFile(context, source), wageFrom),
  ),
  'members.takeRoster': bindPreparedWrite(operations['members.takeRoster'], readRosterFile, (context, input, file) =>
    takeRoster(context, file, input.wageFrom),
  ),
  'members.listTray': bindRead(operations['members.listTray'], ({ db }, window) => listTray(db, window)),
  'members.mendTrayRow': bindWrite(operations['members.mendTrayRow'], mendTrayRow),
  'members.dropTrayRow': bindWrite(operations['members.dropTrayRow'], dropTrayRow),
  'members.suggest': bindRead(operations['members.suggest'], ({ db }, { search, limit }) =>
    suggestMembers(db, search, limit),
  ),
} satisfies Record<keyof typeof operations, Bound>;
