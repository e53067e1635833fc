import { day, month as monthOf } from '#shared/calendar.ts';
import type { InputOf } from '#shared/contract/index.ts';
import { fen } from '#shared/money.ts';
import type { TestEngine } from './support.ts';

type Item = InputOf<'ledger.buyAsset'>['assets'][number];

export const item = (change: Partial<Item> = {}): Item => ({
  name: '笔记本电脑',
  categoryId: 'computer',
  model: 'ThinkPad E14',
  quantity: 1,
  unit: '台',
  amount: fen(600000),
  usefulMonths: 72,
  department: '工会办公室',
  keeper: '陈静',
  place: '行政楼 201',
  ...change,
});

export const purchase = (change: Partial<InputOf<'ledger.buyAsset'>> = {}): InputOf<'ledger.buyAsset'> => ({
  source: 'bought',
  day: day('2026-03-10'),
  summary: '购办公电脑',
  counterparty: '滨江数码',
  attachmentCount: 2,
  assets: [item()],
  ...change,
});

export const opening = (
  change: Partial<InputOf<'ledger.saveOpeningAsset'>> = {},
): InputOf<'ledger.saveOpeningAsset'> => ({
  name: '投影仪',
  categoryId: 'office',
  quantity: 1,
  unit: '台',
  usefulMonths: 72,
  acquiredDay: day('2024-05-20'),
  original: fen(4860000),
  accumulated: fen(0),
  department: '工会办公室',
  ...change,
});

export const disposal = (
  ids: string[],
  change: Partial<InputOf<'ledger.disposeAsset'>> = {},
): InputOf<'ledger.disposeAsset'> => ({
  ids,
  kind: 'scrapped',
  day: day('2026-05-20'),
  ground: '主板损坏，无修复价值，经工会委员会同意报废',
  attachmentCount: 1,
  proceeds: fen(0),
  cost: fen(0),
  ...change,
});

/** The lines of a voucher as `[code, debit, credit]`. */
export const linesOf = (entries: readonly { accountCode: string; debit: number; credit: number }[]) =>
  entries.map(({ accountCode, debit, credit }) => [accountCode, debit, credit]);

export const run = (test: TestEngine, month: string, catchUp = false) =>
  test.call('ledger.runDepreciation', { month: monthOf(month), catchUp });
