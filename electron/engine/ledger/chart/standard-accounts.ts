import { AID_ACCOUNT } from '#shared/contract/hardship.ts';
import { SPECIAL_SUBSIDY_ACCOUNT } from '#shared/contract/ledger.ts';

/** Standard accounts that features post to; the keys stay the same when a union renumbers its chart. */
export const ACCOUNT = {
  cash: '2021:101',
  bank: '2021:102',
  dueToUpper: '2021:211',
  duesIncome: '2021:401',
  allocationIncome: '2021:402',
  specialSubsidy: SPECIAL_SUBSIDY_ACCOUNT,
  memberActivities: '2021:50105',
  hardshipAid: AID_ACCOUNT,
  warmth: '2021:50405',
  capitalExpense: '2021:507',
  carriedForward: '2021:321',
  yearResult: '2021:32203',
  accumulated: '2021:32205',
} as const;

export const MONEY_ACCOUNT = { cash: ACCOUNT.cash, bank: ACCOUNT.bank } as const;
