import { findOperations } from './members/find.ts';
import { groupsOperations } from './members/groups.ts';
import { membershipOperations } from './members/membership.ts';
import { recordsOperations } from './members/records.ts';
import { registrationOperations } from './members/registration.ts';
import { rosterOperations } from './members/roster.ts';
import { snapshotsOperations } from './members/snapshots.ts';

// 会员 has parts: each has a file here and a folder of the same name in the engine and in the pages.
export * from './members/find.ts';
export * from './members/groups.ts';
export * from './members/membership.ts';
export * from './members/records.ts';
export * from './members/registration.ts';
export * from './members/roster.ts';
export * from './members/snapshots.ts';

export const membersOperations = {
  ...membershipOperations,
  ...recordsOperations,
  ...registrationOperations,
  ...groupsOperations,
  ...rosterOperations,
  ...findOperations,
  ...snapshotsOperations,
};
