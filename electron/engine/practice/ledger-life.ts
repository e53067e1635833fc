import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { day, lastDay, type Month } from '#shared/calendar.ts';
import { DENOMINATION_WORTH, DENOMINATIONS } from '#shared/contract/ledger.ts';
import { type Fen, fen, plainYuan } from '#shared/money.ts';
import { dayIn, decisionOf, type PracticeYear, purposeFor, yuan } from './life.ts';
import { AID_GRANT, OPENING_ASSETS, PRACTICE_UNION, PURCHASES, SCRAPPED } from './script.ts';

// What the practice union does in its ledger beside receiving and spending: its restricted fund, its assets, the bank's
// statement, counting cash.

/** At the very beginning: the aid fund, and cards for the assets that were there. */
export async function beginLedger({ desk }: PracticeYear): Promise<void> {
  await desk.call('ledger.saveFund', {
    name: AID_GRANT.fund,
    origin: '滨江区总工会',
    purpose: '在档困难职工生活、医疗、助学帮扶，专款专用',
  });
  for (const asset of OPENING_ASSETS) {
    await desk.call('ledger.saveOpeningAsset', {
      name: asset.name,
      categoryId: asset.category,
      quantity: asset.quantity,
      unit: asset.unit,
      usefulMonths: asset.usefulMonths,
      acquiredDay: day(asset.acquired),
      original: yuan(asset.yuan),
      accumulated: fen(0),
      department: '工会办公室',
      place: '职工之家',
    });
  }
  const settings = await desk.call('ledger.readAssetSettings', {});
  const { categories: _, ...rules } = settings;
  await desk.call('ledger.saveAssetSettings', { ...rules, depreciation: 'straightLine' });
}

/** The yearly grant of the union above, to be spent on hardship aid only. */
export async function receiveGrant(life: PracticeYear, current: Month): Promise<void> {
  if (!current.endsWith('-11')) return;
  const { desk } = life;
  desk.goTo(dayIn(current, 18));
  await desk.call('ledger.recordSimple', {
    direction: 'income',
    purposeId: purposeFor(life, '40302'),
    amount: yuan(AID_GRANT.yuan),
    method: 'bank',
    day: dayIn(current, 18),
    summary: '区总工会拨困难帮扶专项资金',
    counterparty: '滨江区总工会',
    attachmentCount: 2,
    fundId: (await aidFund(life)).id,
  });
}

/** The aid fund with what is left of it. */
export async function aidFund({ desk }: PracticeYear): Promise<{ id: string; balance: Fen }> {
  const found = (await desk.call('ledger.listFunds', {})).find((fund) => fund.name === AID_GRANT.fund);
  if (!found) throw new Error('no aid fund');
  return found;
}

/** What is bought and scrapped in the months that the script names; the stock-take of December. */
export async function keepAssets(life: PracticeYear, current: Month): Promise<void> {
  const { desk } = life;
  for (const purchase of PURCHASES.filter((candidate) => candidate.month === current)) {
    desk.goTo(dayIn(current, 20));
    await desk.call('ledger.buyAsset', {
      source: 'bought',
      day: dayIn(current, 20),
      method: 'bank',
      summary: `购置${purchase.name}`,
      counterparty: purchase.counterparty,
      attachmentCount: 3,
      resolutionId: await decisionOf(life, current),
      assets: [
        {
          name: purchase.name,
          categoryId: purchase.category,
          quantity: purchase.quantity,
          unit: purchase.unit,
          usefulMonths: purchase.usefulMonths,
          amount: yuan(purchase.yuan),
          department: '工会办公室',
          place: '职工之家',
        },
      ],
    });
  }
  if (current === SCRAPPED.month) {
    const { rows } = await desk.call('ledger.listAssets', { search: SCRAPPED.name });
    desk.goTo(dayIn(current, 22));
    await desk.call('ledger.disposeAsset', {
      ids: rows.map(({ id }) => id),
      kind: 'scrapped',
      day: dayIn(current, 22),
      ground: '已损坏，修理费高于购置价，经工会委员会研究报废',
      resolutionId: await decisionOf(life, current),
      attachmentCount: 1,
      proceeds: fen(0),
      cost: fen(0),
    });
  }
  if (current.endsWith('-12')) await takeStock(life, current);
}

async function takeStock({ desk }: PracticeYear, current: Month): Promise<void> {
  desk.goTo(dayIn(current, 26));
  const sheet = await desk.call('ledger.startStocktake', { day: dayIn(current, 26), counters: '陈静怡、吴敏' });
  await desk.call('ledger.saveStocktakeLines', {
    id: sheet.id,
    lines: sheet.lines.map(({ cardId }) => ({ cardId, result: 'agrees' as const })),
  });
  await desk.call('ledger.finishStocktake', { id: sheet.id, day: dayIn(current, 26), counters: '陈静怡、吴敏' });
}

/** Before a month is closed: depreciation, the bank's statement taken in and matched, cash counted at the end of a quarter. */
export async function finishMonth(life: PracticeYear, current: Month): Promise<void> {
  const { desk } = life;
  desk.goTo(lastDay(current));
  const { amount } = await desk.call('ledger.previewDepreciation', { month: current });
  if (amount > 0) await desk.call('ledger.runDepreciation', { month: current });
  await reconcile(life, current);
  if (Number(current.slice(5)) % 3 === 0) await countCash(life, current);
}

/** The bank's file says what the bank journal says, in the form of a real one; then every line is matched. */
async function reconcile({ desk }: PracticeYear, current: Month): Promise<void> {
  const { lines } = await desk.call('ledger.readJournal', { method: 'bank', from: current, to: current });
  const moved = lines.flatMap((line) => (line.kind === 'entry' && line.voucherId !== undefined ? [line] : []));
  const rows = moved.map((line, index) => {
    const paid = line.credit === 0 ? '' : plainYuan(line.credit);
    const received = line.debit === 0 ? '' : plainYuan(line.debit);
    const reference = `${current.replace('-', '')}${String(index + 1).padStart(3, '0')}`;
    return [line.day.replaceAll('-', ''), line.summary, paid, received, plainYuan(line.balance), '', reference].join(
      ',',
    );
  });
  const path = join(desk.inbox, `银行对账单-${current.replace('-', '')}.csv`);
  const head = [
    '中国工商银行活期账户交易明细',
    `户名：${PRACTICE_UNION}`,
    '',
    '交易日期,摘要,借方发生额,贷方发生额,余额,对方户名,凭证号',
  ];
  writeFileSync(path, `${[...head, ...rows].join('\n')}\n`);
  await desk.call('ledger.takeStatement', { file: desk.hand(path) });
  const open = await desk.call('ledger.listOpenItems', { month: current });
  const used = new Set<string>();
  const groups = open.lines.flatMap((line) => {
    const at = moved[Number(line.reference.slice(-3)) - 1];
    const entry = open.entries.find(
      (candidate) =>
        candidate.voucherId === at?.voucherId &&
        candidate.amount === line.amount &&
        !used.has(`${candidate.voucherId} ${candidate.line}`),
    );
    if (!entry) return [];
    used.add(`${entry.voucherId} ${entry.line}`);
    return [{ lines: [line.id], entries: [{ voucherId: entry.voucherId, line: entry.line }] }];
  });
  if (groups.length > 0) await desk.call('ledger.matchLines', { groups });
}

/** Counted to the jiao: a balance with single fen cannot lie in a cash box. */
async function countCash({ desk }: PracticeYear, current: Month): Promise<void> {
  const on = lastDay(current);
  const { balance } = await desk.call('ledger.readCashBook', { day: on });
  let rest: number = balance;
  const pieces = DENOMINATIONS.map((name) => {
    const { fen: worth } = DENOMINATION_WORTH[name];
    const number = Math.floor(rest / worth);
    rest -= number * worth;
    return [name, number] as const;
  });
  if (rest !== 0) return;
  await desk.call('ledger.saveCashCount', {
    day: on,
    ...Object.fromEntries(pieces),
    countedBy: '吴敏',
    witnessedBy: '陈静怡',
  });
}
