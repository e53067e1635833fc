import { membershipOperations as operations } from '#shared/contract/members/membership.ts';
import { type Bound, bindRead, bindWrite } from '../../bind.ts';
import { changeSeveral, changeStatus } from './change-status.ts';
import { listAllChanges, listApplicants } from './queries.ts';
import { listTalks, saveTalk } from './talks.ts';
import { undoChange } from './undo-change.ts';

export const membershipHandlers = {
  'members.changeStatus': bindWrite(operations['members.changeStatus'], changeStatus),
  'members.changeSeveral': bindWrite(operations['members.changeSeveral'], changeSeveral),
  'members.undoChange': bindWrite(operations['members.undoChange'], undoChange),
  'members.listChanges': bindRead(operations['members.listChanges'], ({ db }, input) => listAllChanges(db, input)),
  'members.listApplicants': bindRead(operations['members.listApplicants'], ({ db }, input) =>
    listApplicants(db, input),
  ),
  'members.saveTalk': bindWrite(operations['members.saveTalk'], saveTalk),
  'members.listTalks': bindRead(operations['members.listTalks'], ({ db }, { memberId }) => listTalks(db, memberId)),
} satisfies Record<keyof typeof operations, Bound>;
