import { mkdtempSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '#electron/engine/database.ts';
import { assetRegister, assetTies } from '#electron/engine/ledger/commands.ts';
import { day, month } from '#shared/calendar.ts';
import { fen } from '#shared/money.ts';
import { secondConnection } from './explain.ts';
import { disposal, item, linesOf, opening, purchase, run } from './ledger-assets-support.ts';
import { startWithBooks, type TestEngine } from './support.ts';

let test: TestEngine;
let db: Connection;
beforeEach(async () => {
  test = await startWithBooks();
  db = await secondConnection(test);
});
afterEach(async () => {
  db.close();
  await test.dispose();
});

const buy = async (change = {}) => test.call('ledger.buyAsset', purchase(change));
const card = (id: string | undefined) => test.call('ledger.getAsset', { id: id ?? '' });
const ties = async (at: 'opening' | 'now') =>
  (await test.call('ledger.readAssetTies', {}))
    .filter((tie) => tie.at === at)
    .map(({ account, cards, balance, difference }) => [account, cards, balance, difference]);
const takeBack = (id: string, on = '2026-03-31') => ({ id, day: day(on), reason: '登记错了' });

describe('购置入账', () => {
  it('shows one voucher with both entries, and posts exactly that with its card', async () => {
    const preview = await test.call('ledger.previewPurchase', purchase());
    expect(linesOf(preview.entries)).toEqual([
      ['507', 600000, 0],
      ['102', 0, 600000],
      ['141', 600000, 0],
      ['301', 0, 600000],
    ]);
    expect(preview.cards).toEqual([{ number: '2026-001', name: '笔记本电脑', quantity: 1, original: 600000 }]);
    const { voucher, cards } = await buy();
    expect(voucher).toMatchObject({ source: 'assets', number: '记-001', amount: 1200000, counterparty: '滨江数码' });
    expect(linesOf(voucher.entries)).toEqual(linesOf(preview.entries));
    expect(await card(cards[0])).toMatchObject({
      number: '2026-001',
      categoryName: '计算机设备',
      original: 600000,
      accumulated: 0,
      net: 600000,
      acquiredDay: '2026-03-10',
      status: 'inUse',
      voucherNumber: '2026-03 记-001',
      plan: { from: '2026-03', months: 72, base: 600000, monthly: 8333 },
      moves: [{ day: '2026-03-10', department: '工会办公室', keeper: '陈静', place: '行政楼 201' }],
    });
    expect(voucher.id).toBe((await card(cards[0])).voucherId);
  });

  it('makes a card a piece when asked, dividing to the fen, with numbers that follow', async () => {
    const { cards } = await buy({
      assets: [
        item({ name: '折叠椅', categoryId: 'furniture', quantity: 3, amount: fen(100000), separate: true }),
        item({ name: '会议桌', categoryId: 'furniture', quantity: 2, amount: fen(300000) }),
        item({ name: '话筒', categoryId: 'audio', number: 'GH-9', amount: fen(150000) }),
      ],
    });
    const made = await Promise.all(cards.map(card));
    expect(made.map(({ number, name, quantity, original }) => [number, name, quantity, original])).toEqual([
      ['2026-001', '折叠椅', 1, 33334],
      ['2026-002', '折叠椅', 1, 33333],
      ['2026-003', '折叠椅', 1, 33333],
      ['2026-004', '会议桌', 2, 300000],
      ['GH-9', '话筒', 1, 150000],
    ]);
    expect((await test.call('ledger.previewPurchase', purchase())).cards[0]?.number).toBe('2026-005');
  });

  it('of what was given, or found, has the second entry only and spends no budget', async () => {
    for (const source of ['granted', 'donated', 'found'] as const) {
      const preview = await test.call('ledger.previewPurchase', purchase({ source }));
      expect(linesOf(preview.entries)).toEqual([
        ['141', 600000, 0],
        ['301', 0, 600000],
      ]);
      expect(preview.warnings.join()).not.toMatch(/预算/);
    }
    expect((await test.refusal('ledger.buyAsset', purchase({ source: 'donated', fundId: 'f' }))).code).toBe(
      'ledger.assetGivenFund',
    );
  });

  it('weighs the budget, asks for the decision, and only hints at the threshold', async () => {
    await test.call('ledger.saveBudget', {
      year: 2026,
      lines: [{ accountId: '2021:507', amount: fen(500000), lastYear: fen(0), note: '' }],
    });
    const preview = await test.call('ledger.previewPurchase', purchase({ attachmentCount: 0 }));
    expect(preview.budget).toMatchObject({ name: '资本性支出', budget: 500000, after: 600000, percent: 120 });
    expect(preview.warnings.join('\n')).toMatch(/超出预算 1,000\.00 元/);
    expect(preview.warnings.join('\n')).toMatch(/要有集体决议/);
    expect(preview.warnings.join('\n')).toMatch(/附件张数是 0/);
    const hints = async (change: Parameters<typeof item>[0]) =>
      (await test.call('ledger.previewPurchase', purchase({ assets: [item(change)] }))).warnings.filter((text) =>
        text.includes('固定资产'),
      );
    expect(await hints({ amount: fen(100000) })).toEqual([]);
    expect(await hints({ amount: fen(99999) })).toHaveLength(1);
    // 1200 a piece is enough for 通用, not for 专用设备
    expect(await hints({ amount: fen(240000), quantity: 2 })).toEqual([]);
    expect((await hints({ amount: fen(240000), quantity: 2, categoryId: 'sports' }))[0]).toMatch(
      /单价 1,200\.00 元，不到固定资产起点 1,500\.00 元/,
    );
    expect((await hints({ usefulMonths: 12 }))[0]).toMatch(/预计只用 12 个月/);
    // a hint is no bar
    await buy({ assets: [item({ amount: fen(1) })] });
  });

  it('is named by 收支登记 when somebody books 资本性支出 there', async () => {
    const preview = await test.call('ledger.previewSimple', {
      direction: 'expense',
      purposeId: 'ex-capital',
      amount: fen(600000),
      method: 'bank',
      day: day('2026-03-10'),
      summary: '购电脑',
    });
    expect(preview.warnings.join()).toMatch(/购置入账/);
  });

  it('is taken back with its voucher while nothing hangs on the cards', async () => {
    const { voucher, cards } = await buy();
    expect(await test.refusal('ledger.reverseVoucher', takeBack(voucher.id))).toMatchObject({
      code: 'ledger.reverseAssetsAtSource',
    });
    const red = await test.call('ledger.takeBackPurchase', takeBack(voucher.id));
    expect(red).toMatchObject({ source: 'reversal', reverses: voucher.id });
    expect((await card(cards[0])).status).toBe('void');
    expect((await test.call('ledger.listAssets', {})).rows).toEqual([]);
    expect((await test.call('ledger.listAssets', { status: 'void' })).rows).toHaveLength(1);
    expect((await test.refusal('ledger.takeBackPurchase', takeBack(voucher.id))).code).toBe('ledger.alreadyReversed');
    const again = await buy();
    await run(test, '2026-03');
    expect(await test.refusal('ledger.takeBackPurchase', takeBack(again.voucher.id))).toEqual({
      code: 'ledger.assetDepreciated',
      sentence: '卡片 2026-002 已经提过折旧，不能撤回购置；请先撤回它的折旧。',
    });
  });
});

describe('cards from before the books', () => {
  it('tie to the opening of 141, 142 and 301, and show the difference', async () => {
    // the sample union opens with 141 = 301 = 48,600.00
    expect(await ties('opening')).toEqual([
      ['141 固定资产', 0, 4860000, -4860000],
      ['142 累计折旧', 0, 0, 0],
      ['301 资产基金', 0, 4860000, -4860000],
    ]);
    const made = await test.call('ledger.saveOpeningAsset', opening({ original: fen(4000000) }));
    expect(made).toMatchObject({ number: '2024-001', way: 'opening', correctable: true });
    await test.call('ledger.saveOpeningAsset', opening({ id: made.id, original: fen(4860000), number: 'T-1' }));
    expect(await ties('opening')).toEqual([
      ['141 固定资产', 4860000, 4860000, 0],
      ['142 累计折旧', 0, 0, 0],
      ['301 资产基金', 4860000, 4860000, 0],
    ]);
    expect((await card(made.id)).number).toBe('T-1');
    await test.call('ledger.dropOpeningAsset', { id: made.id });
    expect((await ties('now'))[0]).toEqual(['141 固定资产', 0, 4860000, -4860000]);
  });

  it('go on being depreciated from where the books begin', async () => {
    // 72 months from May 2024, 20 of them behind: 48,600 - 13,500 = 35,100 over 52
    const made = await test.call('ledger.saveOpeningAsset', opening({ accumulated: fen(1350000) }));
    expect(made.plan).toEqual({ from: '2026-01', months: 52, base: 3510000, monthly: 67500 });
    await run(test, '2026-01');
    expect((await card(made.id)).accumulated).toBe(1417500);
    expect(await test.refusal('ledger.saveOpeningAsset', opening({ id: made.id }))).toMatchObject({
      code: 'ledger.assetNotCorrectable',
    });
    expect((await test.refusal('ledger.dropOpeningAsset', { id: made.id })).code).toBe('ledger.assetNotCorrectable');
  });

  it('are refused when they are no such cards', async () => {
    expect(await test.refusal('ledger.saveOpeningAsset', opening({ acquiredDay: day('2026-01-01') }))).toEqual({
      code: 'ledger.assetBooksBegin',
      sentence: '建账前已有的资产，购入日期要早于账本开始的 2026-01-01，填的是 2026-01-01；之后买的请用「购置入账」。',
    });
    expect((await test.refusal('ledger.saveOpeningAsset', opening({ accumulated: fen(4860001) }))).code).toBe(
      'ledger.assetAccumulated',
    );
    const bought = await buy();
    expect((await test.refusal('ledger.dropOpeningAsset', { id: bought.cards[0] })).code).toBe(
      'ledger.assetNotCorrectable',
    );
    expect((await test.refusal('ledger.saveOpeningAsset', opening({ id: bought.cards[0] ?? '' }))).code).toBe(
      'ledger.assetNotCorrectable',
    );
  });
});

describe('折旧', () => {
  it('takes a month of every card in one voucher, a second time not', async () => {
    await test.call('ledger.saveOpeningAsset', opening({ accumulated: fen(1350000) }));
    await buy();
    const preview = await test.call('ledger.previewDepreciation', { month: month('2026-03') });
    expect(preview).toMatchObject({
      day: '2026-03-31',
      amount: 75833,
      missed: { cards: 1, months: 2, amount: 135000 },
    });
    expect(preview.notes[0]).toMatch(/1 张卡片以前有 2 个月没有提，共 1,350\.00 元；这次不补/);
    expect(linesOf(preview.entries)).toEqual([
      ['301', 75833, 0],
      ['142', 0, 75833],
    ]);
    const voucher = await run(test, '2026-03');
    expect(voucher).toMatchObject({ source: 'assets', day: '2026-03-31', summary: '计提2026年3月固定资产折旧' });
    expect((await test.refusal('ledger.runDepreciation', { month: '2026-03' })).code).toBe('ledger.depreciationDone');
    expect((await test.refusal('ledger.runDepreciation', { month: '2026-02', catchUp: true })).code).toBe(
      'ledger.depreciationDone',
    );
  });

  it('catches missed months up only when asked, and says so', async () => {
    const { id } = await test.call('ledger.saveOpeningAsset', opening({ accumulated: fen(1350000) }));
    await run(test, '2026-03');
    expect((await card(id)).accumulated).toBe(1417500);
    const preview = await test.call('ledger.previewDepreciation', { month: month('2026-04'), catchUp: true });
    expect(preview.lines).toMatchObject([{ months: ['2026-01', '2026-02', '2026-04'], amount: 202500 }]);
    expect((await run(test, '2026-04', true)).summary).toMatch(/含补提以前月份 1,350\.00 元/);
    const table = await test.call('ledger.readDepreciation', { year: 2026 });
    expect(table.rows[0]?.amounts.slice(0, 5)).toEqual([67500, 67500, 67500, 67500, 0]);
    expect(table.totals.slice(0, 5)).toEqual([67500, 67500, 67500, 67500, 0]);
    expect(table.runs.map(({ month, amount, caughtUp }) => [month, amount, caughtUp])).toEqual([
      ['2026-03', 67500, 0],
      ['2026-04', 202500, 2],
    ]);
    expect(table.next).toBe('2026-05');
  });

  it('follows the settings: off, from the month after, with a residual', async () => {
    const { cards } = await buy();
    const { categories: _, ...settings } = await test.call('ledger.readAssetSettings', {});
    await test.call('ledger.saveAssetSettings', { ...settings, firstMonth: 'next', residualPercent: 5 });
    expect(await card(cards[0])).toMatchObject({
      residual: 30000,
      plan: { from: '2026-04', months: 72, base: 570000, monthly: 7917 },
    });
    expect((await test.refusal('ledger.previewDepreciation', { month: '2026-03' })).code).toBe(
      'ledger.depreciationNothing',
    );
    await run(test, '2026-04');
    // what was begun goes on as it is, new cards follow
    await test.call('ledger.saveAssetSettings', { ...settings, firstMonth: 'purchase', residualPercent: 0 });
    expect((await card(cards[0])).residual).toBe(30000);
    await test.call('ledger.saveAssetSettings', { ...settings, depreciation: 'off' });
    expect((await test.refusal('ledger.runDepreciation', { month: '2026-05' })).code).toBe('ledger.depreciationOff');
  });

  it('of what is not depreciated takes nothing, and stops at the end of the life', async () => {
    await buy({ assets: [item({ name: '图书', categoryId: 'books', usefulMonths: undefined })] });
    expect((await test.refusal('ledger.runDepreciation', { month: '2026-03' })).code).toBe(
      'ledger.depreciationNothing',
    );
    const { cards } = await buy({ assets: [item({ amount: fen(1000), usefulMonths: 3 })] });
    for (const at of ['2026-03', '2026-04', '2026-05']) await run(test, at);
    expect((await card(cards[0])).depreciations.map(({ amount }) => amount)).toEqual([334, 333, 333]);
    expect((await card(cards[0])).net).toBe(0);
    expect((await test.refusal('ledger.runDepreciation', { month: '2026-06' })).code).toBe(
      'ledger.depreciationNothing',
    );
  });

  it('goes over what is left of the life when the life is changed', async () => {
    const { cards } = await buy({ assets: [item({ amount: fen(120000), usefulMonths: 12 })] });
    await run(test, '2026-03');
    await run(test, '2026-04');
    const { id, number, name, categoryId, quantity } = await card(cards[0]);
    // 1000.00 left, 24 months of which 2 are behind
    const saved = await test.call('ledger.saveAsset', { id, number, name, categoryId, quantity, usefulMonths: 24 });
    expect(saved.plan).toEqual({ from: '2026-05', months: 22, base: 100000, monthly: 4545 });
    const may = await run(test, '2026-05');
    expect(may.amount).toBe(4545);
    // taking back what was taken before the change gives it to the months that are left
    const april = (await card(id)).depreciations.find((line) => line.month === '2026-04');
    await test.call('ledger.takeBackDepreciation', takeBack(may.id, '2026-05-31'));
    await test.call('ledger.takeBackDepreciation', takeBack(april?.voucherId ?? '', '2026-05-31'));
    expect((await card(id)).plan).toMatchObject({ base: 110000, months: 22 });
  });

  it('is taken back from the last voucher, and its months are free again', async () => {
    const { cards } = await buy();
    const march = await run(test, '2026-03');
    const april = await run(test, '2026-04');
    expect(await test.refusal('ledger.takeBackDepreciation', takeBack(march.id))).toEqual({
      code: 'ledger.depreciationLaterFirst',
      sentence: '折旧要从最近的一张凭证撤起，请先撤回 2026-04 的折旧。',
    });
    await test.call('ledger.takeBackDepreciation', takeBack(april.id, '2026-04-30'));
    expect((await card(cards[0])).accumulated).toBe(8333);
    expect((await card(cards[0])).depreciations.map(({ month, live }) => [month, live])).toEqual([
      ['2026-04', false],
      ['2026-03', true],
    ]);
    await run(test, '2026-04');
    expect((await card(cards[0])).accumulated).toBe(16666);
    expect((await test.refusal('ledger.takeBackDepreciation', takeBack('nothing'))).code).toBe('request.notFound');
  });
});

describe('处置', () => {
  it('writes the cards off, with what came in and what it cost', async () => {
    const { cards } = await buy({ assets: [item(), item({ name: '打印机', amount: fen(200000) })] });
    await run(test, '2026-03');
    await run(test, '2026-04');
    // 6000 - 2 x 83.33 and 2000 - 2 x 27.78
    const order = disposal(cards, { kind: 'sold', proceeds: fen(30000), cost: fen(5000), method: 'cash' });
    const preview = await test.call('ledger.previewDisposal', order);
    expect(linesOf(preview.entries)).toEqual([
      ['301', 777778, 0],
      ['142', 22222, 0],
      ['141', 0, 800000],
      ['101', 30000, 0],
      ['408', 0, 30000],
      ['510', 5000, 0],
      ['101', 0, 5000],
    ]);
    expect(preview.warnings.join('\n')).toMatch(/集体决议/);
    expect(preview.warnings.join('\n')).toMatch(/2026-001、2026-002 到 2026-05 还有折旧没有提/);
    const voucher = await test.call('ledger.disposeAsset', order);
    expect(voucher.summary).toBe('出售 笔记本电脑等 2 项固定资产');
    expect(await card(cards[0])).toMatchObject({
      status: 'disposed',
      disposals: [{ kind: 'sold', proceeds: 30000, cost: 5000, cards: 2, live: true }],
    });
    expect(await ties('now')).toEqual([
      ['141 固定资产', 0, 4860000, -4860000],
      ['142 累计折旧', 0, 0, 0],
      ['301 资产基金', 0, 4860000, -4860000],
    ]);
    expect((await test.refusal('ledger.disposeAsset', disposal(cards))).code).toBe('ledger.assetGone');
    expect((await test.refusal('ledger.runDepreciation', { month: '2026-05' })).code).toBe(
      'ledger.depreciationNothing',
    );
  });

  it('is taken back, and the cards are what they were', async () => {
    const { cards, voucher: bought } = await buy();
    const april = await run(test, '2026-03');
    await test.call('ledger.moveAssets', { ids: cards, day: day('2026-04-02'), use: 'repair', reason: '送修' });
    const gone = await test.call('ledger.disposeAsset', disposal(cards));
    for (const [operation, id] of [
      ['ledger.takeBackPurchase', bought.id],
      ['ledger.takeBackDepreciation', april.id],
    ] as const)
      expect((await test.refusal(operation, takeBack(id, '2026-05-31'))).code).toBe('ledger.assetDisposed');
    await test.call('ledger.takeBackDisposal', takeBack(gone.id, '2026-05-31'));
    expect(await card(cards[0])).toMatchObject({ status: 'repair', accumulated: 8333, disposals: [{ live: false }] });
    await test.call('ledger.disposeAsset', disposal(cards));
    expect((await card(cards[0])).disposals.map(({ live }) => live).sort()).toEqual([false, true]);
  });

  it('is not dated before the card or its last depreciation', async () => {
    const { cards } = await buy();
    await run(test, '2026-04');
    expect(await test.refusal('ledger.disposeAsset', disposal(cards, { day: day('2026-03-31') }))).toEqual({
      code: 'ledger.assetDisposalEarly',
      sentence: '卡片 2026-001 的处置日期太早：2026-04 已提折旧，请核对日期。',
    });
    expect((await test.refusal('ledger.disposeAsset', disposal(cards, { day: day('2026-03-01') }))).sentence).toMatch(
      /2026-03-10 才入账/,
    );
    // the same month is as good a day as any
    await test.call('ledger.disposeAsset', disposal(cards, { day: day('2026-04-01') }));
  });
});

describe('where a card is', () => {
  it('is kept with every change', async () => {
    const { cards } = await buy({ assets: [item({ quantity: 2, separate: true })] });
    await test.call('ledger.moveAssets', { ids: cards, day: day('2026-04-01'), department: '教务处', keeper: '' });
    await test.call('ledger.moveAssets', {
      ids: cards.slice(0, 1),
      day: day('2026-05-01'),
      use: 'idle',
      reason: '换新',
    });
    expect((await card(cards[0])).moves).toMatchObject([
      { department: '工会办公室', keeper: '陈静', status: 'inUse' },
      { department: '教务处', keeper: '', place: '行政楼 201', status: 'inUse' },
      { department: '教务处', status: 'idle', reason: '换新', recordedBy: '陈静' },
    ]);
    expect((await test.call('ledger.listAssets', { department: '教务处' })).totals.cards).toBe(2);
    expect((await test.call('ledger.listAssets', { status: 'idle' })).totals.cards).toBe(1);
    expect(
      (await test.refusal('ledger.moveAssets', { ids: cards, day: day('2026-04-30'), department: '后勤处' })).code,
    ).toBe('ledger.assetMoveEarly');
    expect(
      (await test.refusal('ledger.moveAssets', { ids: cards, day: day('2026-06-01'), department: '教务处' })).code,
    ).toBe('ledger.assetSame');
  });

  it('and what it is are found by number, name, pinyin, model, keeper and place', async () => {
    await buy();
    await buy({ assets: [item({ name: '投影幕布', model: 'P-100', keeper: '吴敏', place: '体育馆' })] });
    const found = async (search: string) =>
      (await test.call('ledger.listAssets', { search })).rows.map(({ number }) => number);
    for (const typed of ['tymb', 'touying', '幕布', 'p-100', '吴敏', '体育馆', '2026-002'])
      expect({ typed, found: await found(typed) }).toEqual({ typed, found: ['2026-002'] });
    expect(await found('_')).toEqual([]);
  });
});

describe('盘点', () => {
  it('lists every card there is, keeps what was found, and stays as it is when finished', async () => {
    const { cards } = await buy({ assets: [item(), item({ name: '打印机' }), item({ name: '相机' })] });
    await test.call('ledger.disposeAsset', disposal(cards.slice(2), { day: day('2026-03-20') }));
    const sheet = await test.call('ledger.startStocktake', { day: day('2026-03-25'), counters: '陈静、吴敏' });
    expect(sheet).toMatchObject({ cards: 2, counted: 0, lines: [{ name: '笔记本电脑' }, { name: '打印机' }] });
    const { id } = sheet;
    expect((await test.refusal('ledger.startStocktake', { day: day('2026-03-26') })).code).toBe('ledger.stocktakeOpen');
    const finish = { id, day: day('2026-03-26'), counters: '陈静、吴敏' };
    await test.call('ledger.saveStocktakeLines', { id, lines: [{ cardId: cards[0] ?? '', result: 'agrees' }] });
    expect(await test.refusal('ledger.finishStocktake', finish)).toEqual({
      code: 'ledger.stocktakeUncounted',
      sentence: '还有 1 张卡片没有写盘点结果，请补上再完成。',
    });
    await test.call('ledger.saveStocktakeLines', {
      id,
      lines: [{ cardId: cards[1] ?? '', result: 'missing', note: '找不到' }],
    });
    await test.call('ledger.saveStocktakeFound', { id, name: '音箱', quantity: 1, place: '体育馆' });
    const twice = await test.call('ledger.saveStocktakeFound', { id, name: '写错的', quantity: 1 });
    const wrong = twice.found.find(({ name }) => name === '写错的');
    await test.call('ledger.dropStocktakeFound', { id, foundId: wrong?.id ?? '' });
    const done = await test.call('ledger.finishStocktake', finish);
    expect(done).toMatchObject({ finishedDay: '2026-03-26', finishedBy: '陈静', differences: 2 });
    for (const [operation, input] of [
      ['ledger.saveStocktakeLines', { id, lines: [{ cardId: cards[0], result: 'missing' }] }],
      ['ledger.saveStocktakeFound', { id, name: '又一个', quantity: 1 }],
      ['ledger.dropStocktakeFound', { id, foundId: done.found[0]?.id }],
      ['ledger.finishStocktake', finish],
      ['ledger.dropStocktake', { id }],
    ] as const)
      expect((await test.refusal(operation, input)).code).toBe('ledger.stocktakeFinished');
    // the differences lead to a disposal and to a new card
    await test.call('ledger.disposeAsset', disposal(cards.slice(1, 2), { kind: 'lost', day: day('2026-03-28') }));
    const foundId = done.found[0]?.id ?? '';
    const found = purchase({ source: 'found', day: day('2026-03-28'), foundId, assets: [item({ name: '音箱' })] });
    const { voucher } = await test.call('ledger.buyAsset', found);
    const after = await test.call('ledger.readStocktake', { id });
    expect(after.lines.map(({ statusNow }) => statusNow)).toEqual(['inUse', 'disposed']);
    expect(after.found[0]?.cardNumber).toBe('2026-004');
    expect((await test.refusal('ledger.buyAsset', found)).code).toBe('ledger.foundTaken');
    await test.call('ledger.takeBackPurchase', takeBack(voucher.id));
    expect((await test.call('ledger.readStocktake', { id })).found[0]?.cardNumber).toBeUndefined();
    expect((await card(cards[0])).stocktakes).toMatchObject([{ day: '2026-03-25', result: 'agrees' }]);
  });

  it('that was begun by mistake is taken away', async () => {
    expect((await test.refusal('ledger.startStocktake', { day: day('2026-03-25') })).code).toBe(
      'ledger.stocktakeEmpty',
    );
    await buy();
    const { id } = await test.call('ledger.startStocktake', { day: day('2026-03-25') });
    await test.call('ledger.saveStocktakeFound', { id, name: '音箱', quantity: 1 });
    await test.call('ledger.dropStocktake', { id });
    expect(await test.call('ledger.listStocktakes', {})).toEqual([]);
    expect(db.get('SELECT count(*) AS left FROM asset_stocktake_lines')).toEqual({ left: 0 });
  });
});

describe('the register', () => {
  it('of a past month says what the books said then', async () => {
    await test.call('ledger.saveOpeningAsset', opening());
    const { cards, voucher } = await buy();
    await run(test, '2026-03');
    await run(test, '2026-04');
    await test.call('ledger.disposeAsset', disposal(cards, { day: day('2026-05-20') }));
    await buy({ day: day('2026-06-01') });
    for (const at of ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06'])
      expect(assetTies(db, month(at)).filter((tie) => tie.difference !== 0)).toEqual([]);
    const of = (at: string) =>
      assetRegister(db, month(at)).lines.map(({ number, accumulated }) => [number, accumulated]);
    expect(of('2026-02')).toEqual([['2024-001', 0]]);
    // the opening card: 48,600 over 52 months
    expect(of('2026-04')).toEqual([
      ['2024-001', 186924],
      ['2026-001', 16666],
    ]);
    expect(of('2026-05')).toEqual([['2024-001', 186924]]);
    expect(of('2026-06').map(([number]) => number)).toEqual(['2024-001', '2026-002']);
    expect(voucher.id).not.toBe('');
    expect(assetRegister(db)).toEqual(assetRegister(db, month('2026-06')));
  });

  it('goes into a workbook', async () => {
    await buy();
    const folder = mkdtempSync(join(test.folder, 'out-'));
    const { fileName } = await test.call('ledger.exportAssets', {
      folder: test.engine.registerPath(folder),
      month: month('2026-03'),
    });
    expect(fileName).toBe('固定资产台账-2026-03.xlsx');
    expect(readdirSync(folder)).toEqual([fileName]);
  });
});

describe('the settings', () => {
  it('and categories ship with their remarks and are the union’s to change', async () => {
    const settings = await test.call('ledger.readAssetSettings', {});
    expect(settings).toMatchObject({ generalThreshold: 100000, specialThreshold: 150000, leastMonths: 12 });
    expect(settings.thresholdBasis).toMatch(/待核/);
    expect(settings.depreciationBasis).toMatch(/待核/);
    for (const category of settings.categories) expect(category.remark).toMatch(/待核|没有依据/);
    const saved = await test.call('ledger.saveAssetCategory', { id: 'computer', name: '电脑', usefulMonths: 60 });
    expect(saved).toMatchObject({ name: '电脑', usefulMonths: 60 });
    await test.call('ledger.saveAssetCategory', { name: '乐器', special: true });
    const after = (await test.call('ledger.readAssetSettings', {})).categories;
    expect(after).toHaveLength(settings.categories.length + 1);
    expect(after[0]?.name).toBe('电脑');
    expect((await test.refusal('ledger.saveAssetCategory', { name: '乐器' })).code).toBe('ledger.assetCategoryTaken');
    await test.call('ledger.saveAssetCategory', { id: 'computer', name: '电脑', retired: true });
    expect((await test.refusal('ledger.previewPurchase', purchase())).code).toBe('ledger.assetCategoryMissing');
  });

  it('take detail accounts that entries may be made on, of the right kind', async () => {
    const { categories: _, ...settings } = await test.call('ledger.readAssetSettings', {});
    const save = (change: object) => test.refusal('ledger.saveAssetSettings', { ...settings, ...change });
    expect((await save({ fundAccountId: '2021:141' })).code).toBe('ledger.assetAccountClass');
    expect((await save({ fundAccountId: '2021:322' })).code).toBe('ledger.accountNotDetail');
    expect((await save({ assetAccountId: '2021:142' })).code).toBe('ledger.assetAccountClass');
    expect((await save({ assetAccountId: '2021:999' })).code).toBe('ledger.accountMissing');
  });

  it('follow detail accounts below 资产基金, and the tie with them', async () => {
    await buy();
    db.run(
      "INSERT INTO accounts (id, code, name, class, side, parent_id, own) VALUES ('own-1', '14201', '设备折旧', 'asset', 'credit', '2021:142', 1)",
    );
    const { categories: _, ...settings } = await test.call('ledger.readAssetSettings', {});
    expect((await test.refusal('ledger.runDepreciation', { month: '2026-03' })).code).toBe('ledger.accountNotDetail');
    await test.call('ledger.saveAssetSettings', { ...settings, depreciationAccountId: 'own-1' });
    await run(test, '2026-03');
    expect((await ties('now'))[1]).toEqual(['142 累计折旧', 8333, 8333, 0]);
  });
});
