/** 库存物品, and 资产基金 that stands against it (rules.md 3.3): they move together. */
export const STOCK_ACCOUNT = { goods: '2021:121', fund: '2021:301' } as const;
