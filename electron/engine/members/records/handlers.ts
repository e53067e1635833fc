import { recordsOperations as operations } from '#shared/contract/members/records.ts';
import { type Bound, bindRead, bindWrite } from '../../bind.ts';
import { countTray } from '../roster/tray.ts';
import { countByStatus, listMembers, readMember, suggestMembers } from './queries.ts';
import { saveMember } from './save.ts';

export const recordsHandlers = {
  'members.list': bindRead(operations['members.list'], ({ db, today }, { offset, limit, ...filter }) =>
    listMembers(db, filter, { offset, limit }, today),
  ),
  'members.count': bindRead(operations['members.count'], ({ db }) => ({
    byStatus: countByStatus(db),
    tray: countTray(db),
  })),
  'members.get': bindRead(operations['members.get'], ({ db }, { id }) => readMember(db, id)),
  'members.save': bindWrite(operations['members.save'], saveMember),
  'members.suggest': bindRead(operations['members.suggest'], ({ db }, { search, limit }) =>
    suggestMembers(db, search, limit),
  ),
} satisfies Record<keyof typeof operations, Bound>;
