import type { membersOperations as operations } from '#shared/contract/members.ts';
import type { Bound } from '../bind.ts';
import { findHandlers } from './find/handlers.ts';
import { groupsHandlers } from './groups/handlers.ts';
import { membershipHandlers } from './membership/handlers.ts';
import { recordsHandlers } from './records/handlers.ts';
import { registrationHandlers } from './registration/handlers.ts';
import { rosterHandlers } from './roster/handlers.ts';
import { snapshotsHandlers } from './snapshots/handlers.ts';

export const membersHandlers = {
  ...recordsHandlers,
  ...registrationHandlers,
  ...groupsHandlers,
  ...membershipHandlers,
  ...rosterHandlers,
  ...findHandlers,
  ...snapshotsHandlers,
} satisfies Record<keyof typeof operations, Bound>;
