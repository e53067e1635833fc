import { groupsOperations as operations } from '#shared/contract/members/groups.ts';
import { type Bound, bindRead, bindWrite } from '../../bind.ts';
import { closeGroup, reopenGroup } from './close-group.ts';
import { endLeader, listGroupLeaders, setLeader } from './leaders.ts';
import { moveMembers } from './move-members.ts';
import { listGroupMemberIds, listGroupMembers, listGroupMoves, listMemberMoves } from './people.ts';
import { listGroups, readGroupTree } from './queries.ts';
import { saveGroup } from './save-group.ts';

export const groupsHandlers = {
  'members.listGroups': bindRead(operations['members.listGroups'], ({ db }) => listGroups(db)),
  'members.readGroupTree': bindRead(operations['members.readGroupTree'], ({ db }) => readGroupTree(db)),
  'members.saveGroup': bindWrite(operations['members.saveGroup'], saveGroup),
  'members.closeGroup': bindWrite(operations['members.closeGroup'], closeGroup),
  'members.reopenGroup': bindWrite(operations['members.reopenGroup'], reopenGroup),
  'members.moveMembers': bindWrite(operations['members.moveMembers'], moveMembers),
  'members.setLeader': bindWrite(operations['members.setLeader'], setLeader),
  'members.endLeader': bindWrite(operations['members.endLeader'], endLeader),
  'members.listGroupLeaders': bindRead(operations['members.listGroupLeaders'], ({ db }, { groupId }) =>
    listGroupLeaders(db, groupId),
  ),
  'members.listGroupMembers': bindRead(operations['members.listGroupMembers'], ({ db }, { offset, limit, ...filter }) =>
    listGroupMembers(db, filter, { offset, limit }),
  ),
  'members.listGroupMemberIds': bindRead(operations['members.listGroupMemberIds'], ({ db }, filter) =>
    listGroupMemberIds(db, filter),
  ),
  'members.listGroupMoves': bindRead(operations['members.listGroupMoves'], ({ db }, input) =>
    listGroupMoves(db, input),
  ),
  'members.listMemberMoves': bindRead(operations['members.listMemberMoves'], ({ db }, { id }) =>
    listMemberMoves(db, id),
  ),
} satisfies Record<keyof typeof operations, Bound>;
