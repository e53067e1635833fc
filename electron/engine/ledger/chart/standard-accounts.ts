/** Standard accounts that features post to; the keys stay the same when a union renumbers its chart. */
export const ACCOUNT = {
  cash: '2021:101',
  bank: '2021:102',
  duesIncome: '2021:401',
  memberActivities: '2021:50105',
  hardshipAid: '2021:50404',
  warmth: '2021:50405',
  capitalExpense: '2021:507',
  carriedForward: '2021:321',
  yearResult: '2021:32203',
  accumulated: '2021:32205',
} as const;

export const MONEY_ACCOUNT = { cash: ACCOUNT.cash, bank: ACCOUNT.bank } as const;
