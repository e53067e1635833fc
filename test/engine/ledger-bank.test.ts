import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '#electron/engine/database.ts';
import { cashCountState } from '#electron/engine/ledger/bank/cash-count.ts';
import { reconciliationState } from '#electron/engine/ledger/bank/reconciliation.ts';
import { day, month } from '#shared/calendar.ts';
import { fen } from '#shared/money.ts';
import { secondConnection } from './explain.ts';
import { book, bookMarch, chosen, confirmSure, csv, MARCH, STATEMENT } from './ledger-bank-support.ts';
import { BINJIANG, startWithBooks, type TestEngine } from './support.ts';

let test: TestEngine;
let db: Connection;
beforeEach(async () => {
  test = await startWithBooks();
  test.setNow('2026-04-02T02:00:00.000Z');
  db = await secondConnection(test);
});
afterEach(async () => {
  db.close();
  await test.dispose();
});
const takeSample = () => test.call('ledger.takeStatement', { file: test.fixture(STATEMENT) });
const open = (at = MARCH) => test.call('ledger.listOpenItems', { month: at });
const adjusted = async (at = MARCH) => test.call('ledger.readReconciliation', { month: at });

describe('the sample statement', () => {
  it('is read exactly: GBK, header lines, thousands separators, nine rows that follow from one another', async () => {
    const preview = await test.call('ledger.previewStatement', { file: test.fixture(STATEMENT) });
    expect(preview).toMatchObject({
      holder: '滨江实验学校工会委员会',
      accountNumberMasked: '***************2345',
      from: '2026-03-01',
      to: '2026-03-31',
      opening: 18_652_347,
      closing: 17_919_464,
      accountId: '2021:102',
      known: false,
      missing: [],
      problems: [],
      notes: [],
      needsOpening: false,
    });
    expect(preview.counts).toEqual({ take: 9, duplicate: 0, broken: 0, problem: 0, total: 0, note: 0 });
    expect(preview.rows.map((row) => [row.row, row.day, row.summary, row.amount, row.balance, row.reference])).toEqual([
      [6, '2026-03-02', '拨缴经费', 1_266_000, 19_918_347, '7639231932'],
      [7, '2026-03-05', '代扣会费', 647_080, 20_565_427, '3823167103'],
      [8, '2026-03-06', '三八节慰问品', -1_485_000, 19_080_427, '2205488444'],
      [9, '2026-03-10', '慰问金-叶军雨', -100_000, 18_980_427, '3430977503'],
      [10, '2026-03-12', '上解工会经费', -506_400, 18_474_027, '2193689469'],
      [11, '2026-03-18', '困难帮扶-毛静轩', -300_000, 18_174_027, '6897536509'],
      [12, '2026-03-21', '结息', 15_237, 18_189_264, '9179919334'],
      [13, '2026-03-21', '账户管理费', -1_000, 18_188_264, '2826860751'],
      [14, '2026-03-30', '乒乓球赛器材', -268_800, 17_919_464, '3980798339'],
    ]);
  });

  it('goes with the year: matched in one batch, interest and fee booked in one click each, closed at 179,194.64', async () => {
    await bookMarch(test);
    expect(await takeSample()).toMatchObject({ lines: 9, leftOut: 0, closing: 17_919_464 });
    // seven movements that were booked, and the wrong voucher with its reversal
    expect(await confirmSure(test)).toBe(8);
    const left = await open();
    expect(left.entries).toEqual([]);
    expect(left.lines.map(({ summary, purpose }) => [summary, purpose?.id])).toEqual([
      ['结息', 'in-interest'],
      ['账户管理费', 'ex-bank-fee'],
    ]);
    const before = await adjusted();
    expect(before).toMatchObject({
      bankBalance: 17_919_464,
      bookBalance: 17_905_227,
      adjustedBank: 17_919_464,
      adjustedBook: 17_919_464,
      difference: 0,
      bookReceived: [],
      bookPaid: [],
    });
    expect(before.bankReceived.map(({ amount }) => amount)).toEqual([15_237]);
    expect(before.bankPaid.map(({ amount }) => amount)).toEqual([1_000]);
    for (const line of left.lines) await test.call('ledger.bookBankLine', { lineId: line.id });
    expect(await open()).toMatchObject({ lines: [], entries: [] });
    const { rows } = await test.call('ledger.listVouchers', { source: 'bank' });
    expect(rows.map((voucher) => [voucher.day, voucher.summary, voucher.amount, voucher.accounts])).toEqual([
      ['2026-03-21', '银行手续费', 1_000, '其他业务支出、银行存款'],
      ['2026-03-21', '银行存款利息', 15_237, '银行存款、其他收入'],
    ]);
    const after = await adjusted();
    expect(after).toMatchObject({
      bankBalance: 17_919_464,
      bookBalance: 17_919_464,
      adjustedBank: 17_919_464,
      adjustedBook: 17_919_464,
      difference: 0,
      covered: true,
      hints: [],
    });
    expect([...after.bookReceived, ...after.bookPaid, ...after.bankReceived, ...after.bankPaid]).toEqual([]);
    expect(reconciliationState(db, MARCH)).toEqual({
      needed: true,
      hasStatement: true,
      balanced: true,
      difference: 0,
      unmatchedLines: 0,
      unmatchedEntries: 0,
      unmatchedOld: 0,
    });
  });

  it('keeps every row of the file with its verdict, and its columns for the next time', async () => {
    await takeSample();
    const rows = db.all<{ row: number; source: string; verdict: string; state: string; line: string }>(
      `SELECT import_rows.row_number AS row, source, verdict, state, bank_lines.summary AS line
       FROM import_rows JOIN bank_lines ON bank_lines.id = record_id ORDER BY import_rows.row_number`,
    );
    expect(rows).toHaveLength(9);
    expect(rows[0]).toEqual({
      row: 6,
      source: JSON.stringify(['20260302', '拨缴经费', '', '12,660.00', '199,183.47', '滨江实验学校', '7639231932']),
      verdict: 'take',
      state: 'taken',
      line: '拨缴经费',
    });
    const april = csv('20260402,结息,,1.00,"179,195.64",,1');
    const preview = await test.call('ledger.previewStatement', { file: chosen(test, '四月.csv', april) });
    expect(preview.known).toBe(true);
  });
});

describe('the same statement twice', () => {
  it('is known by its bytes, and by its lines in another file', async () => {
    await takeSample();
    expect(await test.refusal('ledger.takeStatement', { file: test.fixture(STATEMENT) })).toEqual({
      code: 'bank.statementTaken',
      sentence: `对账单「${STATEMENT}」在 2026-04-02 已经导入过，没有重复导入；确要重来，请先移去那一份。`,
    });
    const overlap = chosen(
      test,
      '三月下旬至四月.csv',
      csv(
        '20260321,账户管理费,10.00,,"181,882.64",,2826860751',
        '20260330,乒乓球赛器材,"2,688.00",,"179,194.64",滨江文体用品商行,',
        '20260401,会费,,5.36,"179,200.00",某人,1',
      ),
    );
    const preview = await test.call('ledger.previewStatement', { file: overlap });
    expect(preview.rows.map(({ verdict }) => verdict)).toEqual(['duplicate', 'duplicate', 'take']);
    expect(await test.call('ledger.takeStatement', { file: overlap })).toMatchObject({ lines: 1, leftOut: 2 });
    const again = chosen(test, '再一次.csv', `${csv('20260401,会费,,5.36,"179,200.00",某人,1')}\n`);
    expect((await test.refusal('ledger.takeStatement', { file: again })).code).toBe('bank.nothingNew');
    expect(db.get('SELECT count(*) AS lines FROM bank_lines')).toEqual({ lines: 10 });
  });

  it('two movements that are alike in everything stay two', async () => {
    const rows = [
      '20260401,退款,10.00,,90.00,甲,',
      '20260401,存入,,10.00,100.00,甲,',
      '20260401,退款,10.00,,90.00,甲,',
    ];
    const file = chosen(test, '一.csv', csv(...rows));
    expect(await test.call('ledger.takeStatement', { file })).toMatchObject({ lines: 3, leftOut: 0 });
    const more = chosen(test, '二.csv', csv(...rows, '20260402,存入,,1.00,91.00,乙,'));
    expect(await test.call('ledger.takeStatement', { file: more })).toMatchObject({ lines: 1, leftOut: 3 });
  });
});

describe('matching', () => {
  const month4 = month('2026-04');
  it('ties one line to several entries and several lines to one entry, and comes apart again', async () => {
    const a = await book(test, '2026-03-03', -30_000, '场地费');
    const b = await book(test, '2026-03-03', -20_000, '裁判费');
    const c = await book(test, '2026-03-08', 90_000, '两位老师退回的活动费');
    const file = chosen(
      test,
      '组合.csv',
      csv(
        '20260304,转账,500.00,,"186,023.47",甲公司,1',
        '20260308,退回,,400.00,"186,423.47",张三,2',
        '20260309,退回,,500.00,"186,923.47",李四,3',
      ),
    );
    await test.call('ledger.takeStatement', { file });
    const suggested = await test.call('ledger.suggestMatches', { month: MARCH });
    expect(suggested.map(({ lines, entries, sure }) => [lines.length, entries.length, sure])).toEqual([
      [1, 2, false],
      [2, 1, false],
    ]);
    const { lines } = await open();
    const line = (at: number) => lines[at]?.id ?? '';
    const entry = (voucher: { id: string; entries: { line: number; accountCode: string }[] }) => ({
      voucherId: voucher.id,
      line: voucher.entries.find(({ accountCode }) => accountCode === '102')?.line ?? 0,
    });
    expect(await test.refusal('ledger.matchLines', { groups: [{ lines: [line(0)], entries: [entry(a)] }] })).toEqual({
      code: 'bank.groupSums',
      sentence: '银行流水合计 -500.00 元，账上合计 -300.00 元，相差 200.00 元，不能勾对；请重新选择。',
    });
    await test.call('ledger.matchLines', {
      groups: [
        { lines: [line(0)], entries: [entry(a), entry(b)] },
        { lines: [line(1), line(2)], entries: [entry(c)] },
      ],
    });
    expect(await open()).toMatchObject({ lines: [], entries: [] });
    expect(
      (await test.refusal('ledger.matchLines', { groups: [{ lines: [line(0)], entries: [entry(a), entry(b)] }] })).code,
    ).toBe('bank.alreadyMatched');
    const matches = await test.call('ledger.listMatches', { month: MARCH });
    expect(matches.map(({ lines: own, entries, lastDay }) => [own.length, entries.length, lastDay])).toEqual([
      [2, 1, '2026-03-09'],
      [1, 2, '2026-03-04'],
    ]);
    await test.call('ledger.unmatchLines', { ids: matches.map(({ id }) => id) });
    const again = await open();
    expect([again.lines.length, again.entries.length]).toEqual([3, 3]);
    expect(db.get('SELECT count(*) AS items FROM bank_match_lines, bank_match_entries')).toEqual({ items: 0 });
  });

  it('equal amounts find each other by day and by name; what is left is only offered', async () => {
    await book(test, '2026-03-10', -100_000, '慰问张三');
    await book(test, '2026-03-10', -100_000, '慰问李四');
    await book(test, '2026-03-12', -100_000, '慰问费');
    await book(test, '2026-03-16', -100_000, '慰问费');
    const file = chosen(
      test,
      '同额.csv',
      csv(
        '20260311,慰问金,1000.00,,"185,523.47",李四,1',
        '20260311,慰问金,1000.00,,"184,523.47",张三,2',
        '20260315,转账,1000.00,,"183,523.47",王五,3',
        '20260318,转账,1000.00,,"182,523.47",赵六,4',
      ),
    );
    await test.call('ledger.takeStatement', { file });
    const suggested = await test.call('ledger.suggestMatches', { month: MARCH });
    expect(
      suggested.map(({ lines, entries, sure }) => [lines[0]?.counterparty, entries[0]?.summary, entries[0]?.day, sure]),
    ).toEqual([
      ['李四', '慰问李四', '2026-03-10', true],
      ['张三', '慰问张三', '2026-03-10', true],
      ['王五', '慰问费', '2026-03-12', false],
      ['赵六', '慰问费', '2026-03-16', false],
    ]);
  });

  it('a voucher that was matched may be reversed: the match stays, the reversal is open until its correction', async () => {
    const wrong = await book(test, '2026-03-03', -50_000, '记错科目');
    const file = chosen(test, '一笔.csv', csv('20260303,转账,500.00,,"186,023.47",甲公司,1'));
    await test.call('ledger.takeStatement', { file });
    expect(await confirmSure(test)).toBe(1);
    await test.call('ledger.reverseVoucher', { id: wrong.id, day: day('2026-03-20'), reason: '科目记错' });
    expect(await test.call('ledger.listMatches', { month: MARCH })).toHaveLength(1);
    const reversed = await adjusted();
    expect(reversed.bookReceived.map(({ amount, day: on }) => [on, amount])).toEqual([['2026-03-20', 50_000]]);
    expect(reversed.difference).toBe(0);
    await book(test, '2026-03-20', -50_000, '更正', { purposeId: 'ex-training' });
    const [suggestion] = await test.call('ledger.suggestMatches', { month: MARCH });
    expect(suggestion).toMatchObject({ sure: false, lines: [] });
    expect(suggestion?.entries.map(({ amount }) => amount)).toEqual([50_000, -50_000]);
    await test.call('ledger.matchLines', {
      groups: [{ lines: [], entries: (suggestion?.entries ?? []).map(({ voucherId, line }) => ({ voucherId, line })) }],
    });
    expect(await adjusted()).toMatchObject({ bookReceived: [], bookPaid: [], difference: 0 });
  });

  it('a booking line that was reversed keeps its match as well', async () => {
    const file = chosen(test, '利息.csv', csv('20260321,结息,,10.00,"186,533.47",,1'));
    await test.call('ledger.takeStatement', { file });
    const { lines } = await open();
    const booked = await test.call('ledger.bookBankLine', { lineId: lines[0]?.id ?? '' });
    await test.call('ledger.reverseVoucher', { id: booked.voucherId, day: day('2026-03-22'), reason: '记重' });
    expect(await test.call('ledger.listMatches', { month: MARCH })).toHaveLength(1);
    expect((await open()).entries.map(({ amount }) => amount)).toEqual([-1_000]);
  });

  it('money that the bank sent back is set off within the bank', async () => {
    const file = chosen(
      test,
      '退汇.csv',
      csv('20260303,转账,500.00,,"186,023.47",甲公司,1', '20260304,退汇,,500.00,"186,523.47",甲公司,2'),
    );
    await test.call('ledger.takeStatement', { file });
    const [suggestion, ...more] = await test.call('ledger.suggestMatches', { month: MARCH });
    expect(more).toEqual([]);
    expect(suggestion?.lines).toHaveLength(2);
    await test.call('ledger.matchLines', {
      groups: [{ lines: (suggestion?.lines ?? []).map(({ id }) => id), entries: [] }],
    });
    expect(await adjusted()).toMatchObject({ bankReceived: [], bankPaid: [], difference: 0 });
  });

  it('a cheque on its way is open at the end of its month, whenever it is matched', async () => {
    await book(test, '2026-03-31', -50_000, '支票付场地费');
    await takeSample();
    const april = chosen(test, '四月.csv', csv('20260402,支票,500.00,,"178,694.64",场馆,9'));
    await test.call('ledger.takeStatement', { file: april });
    const at = async (when: typeof MARCH) => {
      const { bookPaid, difference } = await adjusted(when);
      return [bookPaid.map(({ amount }) => amount), difference];
    };
    expect(await at(MARCH)).toEqual([[50_000], 0]);
    expect(await at(month4)).toEqual([[50_000], 0]);
    const suggestion = (await test.call('ledger.suggestMatches', { month: month4 })).find(
      ({ lines }) => lines[0]?.summary === '支票',
    );
    expect(suggestion?.sure).toBe(true);
    await test.call('ledger.matchLines', {
      groups: [
        {
          lines: (suggestion?.lines ?? []).map(({ id }) => id),
          entries: (suggestion?.entries ?? []).map(({ voucherId, line }) => ({ voucherId, line })),
        },
      ],
    });
    expect(await at(MARCH)).toEqual([[50_000], 0]);
    expect(await at(month4)).toEqual([[], 0]);
    // the nine lines of March were never booked here: they are old by April
    expect(reconciliationState(db, month4)).toMatchObject({ unmatchedLines: 9, unmatchedEntries: 0, unmatchedOld: 9 });
  });
});

describe('where the statements begin', () => {
  it('a cheque of before that the bank pays later explains the difference, by mark or by match', async () => {
    await book(test, '2026-02-26', -120_000, '年前支票');
    await takeSample();
    const first = await adjusted();
    expect(first.opening).toMatchObject({
      from: '2026-03-01',
      bank: 18_652_347,
      book: 18_532_347,
      difference: 120_000,
    });
    expect(first.difference).toBe(120_000);
    expect(first.hints.join('\n')).toContain('还有 1,200.00 元没有说明');
    expect(first.hints.join('\n')).toContain('2026-02-26 记-001「年前支票」正好 1,200.00 元');
    const { entries } = await test.call('ledger.listOpeningEntries', {});
    const cheque = entries.find(({ summary }) => summary === '年前支票');
    const marked = { voucherId: cheque?.voucherId ?? '', line: cheque?.line ?? 0 };
    expect(await test.call('ledger.markOpening', { entries: [marked], marked: true })).toEqual({ changed: 1 });
    const second = await adjusted();
    expect(second.opening).toMatchObject({ outstanding: -120_000, difference: 0 });
    expect(second.bookPaid.map(({ summary, amount }) => [summary, amount])).toEqual([['年前支票', 120_000]]);
    expect(second.difference).toBe(0);
    await test.call('ledger.markOpening', { entries: [marked], marked: false });
    expect((await adjusted()).difference).toBe(120_000);
    const april = chosen(test, '四月.csv', csv('20260401,支票,"1,200.00",,"177,994.64",商店,9'));
    await test.call('ledger.takeStatement', { file: april });
    const { lines } = await open(month('2026-04'));
    const paid = lines.find(({ summary }) => summary === '支票');
    await test.call('ledger.matchLines', { groups: [{ lines: [paid?.id ?? ''], entries: [marked] }] });
    expect((await adjusted()).difference).toBe(0);
    expect((await adjusted()).bookPaid).toHaveLength(1);
    expect(await adjusted(month('2026-04'))).toMatchObject({ difference: 0, bookPaid: [] });
  });

  it('what the bank moved before and the books took in later is marked as settled', async () => {
    const file = chosen(test, '三月.csv', csv('20260303,转账,500.00,,"186,123.47",甲公司,1'));
    await test.call('ledger.takeStatement', { file });
    const late = await book(test, '2026-04-01', 10_000, '补记 2 月利息');
    expect((await adjusted()).difference).toBe(10_000);
    const line = late.entries.find(({ accountCode }) => accountCode === '102')?.line ?? 0;
    await test.call('ledger.markOpening', { entries: [{ voucherId: late.id, line }], marked: true });
    const march = await adjusted();
    expect(march.difference).toBe(0);
    expect(march.bankReceived.map(({ summary, amount }) => [summary, amount])).toEqual([
      ['补记 2 月利息（对账单之前）', 10_000],
    ]);
    const april = await adjusted(month('2026-04'));
    expect([april.difference, april.bankReceived]).toEqual([0, []]);
    const { lines } = await open();
    expect(
      await test.refusal('ledger.matchLines', {
        groups: [{ lines: [lines[0]?.id], entries: [{ voucherId: late.id, line }] }],
      }),
    ).toMatchObject({ code: 'bank.markedSettled' });
  });

  it('before any statement nothing is claimed', async () => {
    await book(test, '2026-03-02', -1_000, '邮费');
    const bare = await adjusted();
    expect(bare).toMatchObject({ covered: false, needed: true, bookBalance: 18_651_347 });
    expect([bare.bankBalance, bare.difference, bare.opening]).toEqual([undefined, undefined, undefined]);
    expect(reconciliationState(db, MARCH)).toMatchObject({ needed: true, hasStatement: false, balanced: false });
    expect((await open()).entries).toHaveLength(1);
    await takeSample();
    const february = await adjusted(month('2026-02'));
    expect([february.covered, february.bankBalance, february.difference]).toEqual([false, undefined, undefined]);
  });

  it('a missing statement is a gap with its days and its amount', async () => {
    await takeSample();
    const may = chosen(test, '五月.csv', csv('20260502,利息,,1.00,"179,100.64",,1'));
    test.setNow('2026-06-02T02:00:00.000Z');
    const preview = await test.call('ledger.previewStatement', { file: may });
    expect(preview.notes.join()).toContain(
      '上一份对账单到 2026-03-31 余额是 179,194.64 元，这一份开始时是 179,099.64 元',
    );
    await test.call('ledger.takeStatement', { file: may });
    const { gaps, difference, hints } = await adjusted(month('2026-05'));
    expect(gaps).toEqual([{ after: '2026-03-30', before: '2026-05-02', difference: -9_500 }]);
    expect(difference).toBe(-9_500);
    expect(hints[0]).toBe('2026-03-30 到 2026-05-02 之间银行余额减少 95.00 元，却没有流水：可能缺一份对账单，请补收。');
    expect(reconciliationState(db, month('2026-04'))).toMatchObject({ hasStatement: false });
    const april = chosen(test, '四月.csv', csv('20260415,手续费,95.00,,"179,099.64",,7'));
    await test.call('ledger.takeStatement', { file: april });
    expect(await adjusted(month('2026-05'))).toMatchObject({ gaps: [], difference: 0 });
    expect(reconciliationState(db, month('2026-04'))).toMatchObject({ hasStatement: true, balanced: true });
  });

  it('a month without movements is typed from paper, and must not hide movements', async () => {
    await takeSample();
    test.setNow('2026-05-02T02:00:00.000Z');
    const typed = { from: day('2026-04-01'), to: day('2026-04-30'), balance: fen(17_919_464) };
    await test.call('ledger.recordBankBalance', typed);
    expect(await adjusted(month('2026-04'))).toMatchObject({ covered: true, bankBalance: 17_919_464, gaps: [] });
    expect(await test.refusal('ledger.recordBankBalance', { ...typed, from: '2026-03-20' })).toEqual({
      code: 'bank.statementOverlaps',
      sentence: '2026-03-20 至 2026-04-30 之间已经有银行流水，不能再登记成没有发生额；请核对日期。',
    });
    await test.call('ledger.recordBankBalance', {
      ...typed,
      from: day('2026-05-01'),
      to: day('2026-05-01'),
      balance: fen(1),
    });
    expect((await adjusted(month('2026-05'))).gaps).toEqual([
      { after: '2026-04-30', before: '2026-05-01', difference: 1 - 17_919_464 },
    ]);
  });
});

describe('removing a statement', () => {
  it('takes all of it away while nothing of it is matched; the file may then come again', async () => {
    await bookMarch(test);
    const { id } = await takeSample();
    await confirmSure(test);
    expect(await test.refusal('ledger.removeStatement', { id })).toEqual({
      code: 'bank.statementMatched',
      sentence: `对账单「${STATEMENT}」有 7 笔已经勾对，不能移去；请先取消这些勾对。`,
    });
    const matches = await test.call('ledger.listMatches', { month: MARCH });
    await test.call('ledger.unmatchLines', { ids: matches.map((match) => match.id) });
    expect(await test.call('ledger.removeStatement', { id })).toEqual({ lines: 9 });
    expect(await test.call('ledger.listStatements', {})).toEqual([]);
    expect(db.all('SELECT DISTINCT state FROM import_rows')).toEqual([{ state: 'dropped' }]);
    expect(await takeSample()).toMatchObject({ lines: 9 });
    const { rows } = await test.call('union.listTrail', {});
    expect(rows.some(({ what }) => what === '移去银行对账单')).toBe(true);
  });
});

describe('booking from the line', () => {
  it('refuses a closed month and says what to do; a later day is taken', async () => {
    await takeSample();
    await test.call('ledger.closeMonth', { month: MARCH });
    const { lines } = await open();
    const interest = lines.find(({ summary }) => summary === '结息')?.id ?? '';
    expect(await test.refusal('ledger.bookBankLine', { lineId: interest })).toEqual({
      code: 'bank.monthClosed',
      sentence:
        '2026年3月已经结账，2026-03-21 的这笔银行流水不能记在当天；请改用没有结账的月份里的日期记账，余额调节表会把它列为未达账项。',
    });
    expect((await test.refusal('ledger.bookBankLine', { lineId: interest, day: '2026-03-20' })).sentence).toBe(
      '记账日期不能早于银行流水的日期 2026-03-21，请核对。',
    );
    expect(await test.call('ledger.bookBankLine', { lineId: interest, day: day('2026-04-01') })).toMatchObject({
      month: '2026-04',
      amount: 15_237,
    });
    // booked in April, so at the end of March the bank had it and the books had not
    expect((await adjusted()).bankReceived.map(({ summary }) => summary)).toContain('结息');
    expect((await adjusted(month('2026-04'))).bankReceived.map(({ summary }) => summary)).not.toContain('结息');
  });

  it('any other line is booked with a purpose of the same direction', async () => {
    await takeSample();
    const { lines } = await open();
    const line = (summary: string) => lines.find((each) => each.summary === summary)?.id ?? '';
    expect(await test.refusal('ledger.bookBankLine', { lineId: line('拨缴经费') })).toEqual({
      code: 'bank.purposeNeeded',
      sentence: '「拨缴经费」看不出是什么用途，请选一个用途再记账。',
    });
    expect(await test.refusal('ledger.bookBankLine', { lineId: line('拨缴经费'), purposeId: 'ex-sport' })).toEqual({
      code: 'bank.purposeFlow',
      sentence: '「拨缴经费」在银行是收入 12,660.00 元，与用途「文体比赛和兴趣小组」的收付方向不符，请换一个用途。',
    });
    const booked = await test.call('ledger.bookBankLine', {
      lineId: line('拨缴经费'),
      purposeId: 'in-allocation-full',
      setAside: fen(506_400),
    });
    const { entries, counterparty, summary } = await test.call('ledger.getVoucher', { id: booked.voucherId });
    expect([summary, counterparty]).toEqual(['拨缴经费', '滨江实验学校']);
    expect(entries.map(({ accountCode, debit, credit }) => [accountCode, debit, credit])).toEqual([
      ['102', 1_266_000, 0],
      ['402', 0, 759_600],
      ['211', 0, 506_400],
    ]);
    expect((await test.refusal('ledger.bookBankLine', { lineId: line('拨缴经费') })).code).toBe('bank.alreadyMatched');
    expect((await test.refusal('ledger.bookBankLine', { lineId: line('上解工会经费'), purposeId: 'none' })).code).toBe(
      'ledger.purposeMissing',
    );
  });

  it('cash that was paid in at the counter comes out of cash', async () => {
    const file = chosen(test, '存现.csv', csv('20260303,现金存入,,100.00,"186,623.47",,1'));
    await test.call('ledger.takeStatement', { file });
    const { lines } = await open();
    const booked = await test.call('ledger.bookBankLine', { lineId: lines[0]?.id ?? '', purposeId: 'tr-deposit' });
    const { entries } = await test.call('ledger.getVoucher', { id: booked.voucherId });
    expect(entries.map(({ accountCode, debit, credit }) => [accountCode, debit, credit])).toEqual([
      ['102', 10_000, 0],
      ['101', 0, 10_000],
    ]);
  });

  it('a fee that somebody else charges is not taken for the bank’s', async () => {
    const file = chosen(
      test,
      '物业.csv',
      csv('20260303,物业管理费,300.00,,"186,223.47",滨江物业,1', '20260304,手续费,1.00,,"186,222.47",中国工商银行,2'),
    );
    await test.call('ledger.takeStatement', { file });
    expect((await open()).lines.map(({ purpose }) => purpose?.id)).toEqual([undefined, 'ex-bank-fee']);
  });
});

describe('现金盘点', () => {
  const count = (change = {}) => ({
    day: day('2026-03-31'),
    yuan100: 12,
    yuan50: 1,
    yuan10: 1,
    yuan5: 1,
    yuan1: 3,
    jiao5: 1,
    countedBy: '吴敏',
    witnessedBy: '陈静',
    ...change,
  });

  it('counts piece by piece against the book of that day', async () => {
    const saved = await test.call('ledger.saveCashCount', count());
    expect(saved).toMatchObject({ counted: 126_850, book: 126_850, difference: 0, bookNow: 126_850, reversed: false });
    expect(cashCountState(db, MARCH)).toEqual({ needed: true, counted: true, day: '2026-03-31', unbooked: 0 });
    expect(cashCountState(db, month('2026-02'))).toEqual({ needed: true, counted: false, unbooked: 0 });
    expect((await test.refusal('ledger.bookCashDifference', { id: saved.id, against: 'income' })).sentence).toBe(
      '2026-03-31 的盘点账实相符，不用记账。',
    );
    expect(await test.call('ledger.removeCashCount', { id: saved.id })).toEqual({ removed: '2026-03-31' });
  });

  it('books what is over as income and what is short as expense or receivable, once', async () => {
    const over = await test.call('ledger.saveCashCount', count({ yuan1: 5 }));
    expect(over.difference).toBe(200);
    expect(cashCountState(db, MARCH).unbooked).toBe(200);
    expect((await test.refusal('ledger.bookCashDifference', { id: over.id, against: 'expense' })).code).toBe(
      'bank.countAgainst',
    );
    const booked = await test.call('ledger.bookCashDifference', { id: over.id, against: 'income' });
    expect(booked).toMatchObject({ voucherNumber: '2026-03 记-001', bookNow: 127_050, book: 126_850 });
    expect(cashCountState(db, MARCH).unbooked).toBe(0);
    expect((await test.refusal('ledger.bookCashDifference', { id: over.id, against: 'income' })).sentence).toBe(
      '2026-03-31 盘点的差额已经记账（2026-03 记-001），不能重复记账，也不能移去；更正请先冲销那张凭证。',
    );
    expect((await test.refusal('ledger.removeCashCount', { id: over.id })).code).toBe('bank.countBooked');
    const short = await test.call('ledger.saveCashCount', count({ yuan1: 3, yuan5: 0 }));
    expect(short.difference).toBe(-700);
    const owed = await test.call('ledger.bookCashDifference', { id: short.id, against: 'receivable' });
    const voucher = await test.call('ledger.getVoucher', { id: owed.voucherId ?? '' });
    expect(voucher.entries.map(({ accountCode, debit, credit }) => [accountCode, debit, credit])).toEqual([
      ['113', 700, 0],
      ['101', 0, 700],
    ]);
    await test.call('ledger.reverseVoucher', { id: voucher.id, day: day('2026-03-31'), reason: '找到了' });
    expect(cashCountState(db, MARCH).unbooked).toBe(-700);
    const again = await test.call('ledger.bookCashDifference', { id: short.id, against: 'expense' });
    expect(again.voucherNumber).toBe('2026-03 记-004');
  });

  it('does not book a difference against a book that has moved since', async () => {
    const saved = await test.call('ledger.saveCashCount', count({ yuan1: 5 }));
    await book(test, '2026-03-31', -1_000, '邮票', { method: 'cash' });
    expect((await test.refusal('ledger.bookCashDifference', { id: saved.id, against: 'income' })).sentence).toBe(
      '2026-03-31 盘点以后，当天的现金账又变过（盘点时 1,268.50 元，现在 1,258.50 元），差额不能直接记账；请重新盘点。',
    );
  });

  it.each([
    ['one person alone', { witnessedBy: '吴敏' }, '盘点人和监盘人不能是同一个人，请改好再保存。'],
    ['a day to come', { day: '2026-04-03' }, '盘点日期 2026-04-03 还没有到，请核对。'],
    ['30 February', { day: '2026-02-30' }, '「日期」不是一个存在的日期（2026-02-30），请改好再保存。'],
    ['half a note', { yuan100: 1.5 }, '「100 元张数」要写整数，请改好再保存。'],
    ['fewer than none', { jiao1: -1 }, '「1 角张数」不能是负数，请改好再保存。'],
    ['a year without books', { day: '2025-12-31' }, '账本里没有2025年12月这个期间'],
    ['a bank account', { accountId: '2021:102' }, '科目「102 银行存款」不是库存现金的末级科目，请重新选择。'],
  ])('refuses %s', async (_, change, sentence) => {
    expect((await test.refusal('ledger.saveCashCount', count(change))).sentence).toContain(sentence);
    expect(db.get('SELECT count(*) AS counts FROM cash_counts')).toEqual({ counts: 0 });
  });
});

describe('several bank accounts', () => {
  it('each has its statements, its journal and its 余额调节表; a file is asked which account it is of', async () => {
    const union = await startWithBooks({ ...BINJIANG, opening: [] });
    union.setNow('2026-04-02T02:00:00.000Z');
    const raw = await secondConnection(union);
    try {
      for (const [id, code, name] of [
        ['own:a', '10201', '工行基本户'],
        ['own:b', '10202', '农行专户'],
      ])
        raw.run(
          `INSERT INTO accounts (id, code, name, class, side, parent_id) VALUES (:id, :code, :name, 'asset', 'debit', '2021:102')`,
          { id, code, name },
        );
      expect((await union.call('ledger.listMoneyAccounts', {})).map(({ id, method }) => [id, method])).toEqual([
        ['2021:101', 'cash'],
        ['own:a', 'bank'],
        ['own:b', 'bank'],
      ]);
      const receive = (accountId: string, amount: number) =>
        union.call('ledger.postVoucher', {
          day: day('2026-03-02'),
          summary: '补助',
          entries: [
            { accountId, debit: fen(amount), credit: fen(0) },
            { accountId: '2021:40301', debit: fen(0), credit: fen(amount) },
          ],
        });
      await receive('own:a', 50_000);
      await receive('own:b', 70_000);
      const file = chosen(
        union,
        '农行.csv',
        `账号:6228480402564890018\n${csv('20260302,补助,,700.00,700.00,总工会,1', '20260321,结息,,0.20,700.20,,2')}`,
      );
      expect((await union.refusal('ledger.takeStatement', { file })).sentence).toBe(
        '有几个银行账户，请先选择这份对账单是哪一个账户的。',
      );
      expect((await union.refusal('ledger.takeStatement', { file, accountId: '2021:102' })).code).toBe(
        'bank.notMoneyAccount',
      );
      await union.call('ledger.takeStatement', { file, accountId: 'own:b' });
      // the number of the account is known now
      const april = chosen(union, '四月.csv', `账号:6228480402564890018\n${csv('20260401,手续费,0.20,,700.00,,3')}`);
      expect(await union.call('ledger.previewStatement', { file: april })).toMatchObject({ accountId: 'own:b' });
      const own = { month: MARCH, accountId: 'own:b' };
      const { lines } = await union.call('ledger.listOpenItems', own);
      await union.call('ledger.bookBankLine', { lineId: lines[1]?.id ?? '' });
      const [first] = await union.call('ledger.suggestMatches', own);
      expect(first).toMatchObject({ sure: true, reason: '金额、日期、名称都相同' });
      const closing = async (accountId?: string) =>
        (
          await union.call('ledger.readJournal', {
            method: 'bank',
            from: MARCH,
            to: MARCH,
            ...(accountId === undefined ? {} : { accountId }),
          })
        ).closing;
      expect([await closing('own:a'), await closing('own:b'), await closing()]).toEqual([50_000, 70_020, 120_020]);
      expect(await union.call('ledger.readReconciliation', own)).toMatchObject({ difference: 0, bookBalance: 70_020 });
      expect(
        (
          await union.refusal('ledger.matchLines', {
            groups: [
              {
                lines: [lines[0]?.id],
                entries: [{ voucherId: (await union.call('ledger.listVouchers', {})).rows.at(-1)?.id, line: 1 }],
              },
            ],
          })
        ).code,
      ).toBe('bank.groupAccounts');
      // the other account has money and no statement
      expect(reconciliationState(raw, MARCH)).toMatchObject({ needed: true, hasStatement: false, balanced: false });
    } finally {
      raw.close();
      await union.dispose();
    }
  });

  it('an account of another kind has no such journal', async () => {
    const range = { from: MARCH, to: MARCH };
    await book(test, '2026-03-02', -1_000, '邮费');
    const all = await test.call('ledger.readJournal', { method: 'bank', ...range });
    expect(await test.call('ledger.readJournal', { method: 'bank', accountId: '2021:102', ...range })).toEqual(all);
    expect(
      (await test.refusal('ledger.readJournal', { method: 'bank', accountId: '2021:101', ...range })).sentence,
    ).toBe('科目「101 库存现金」不是银行存款的末级科目，请重新选择。');
  });
});

describe('hostile input is refused, and nothing is written', () => {
  it.each([
    ['ledger.takeStatement', { file: 'aaaaaaaa-bbbb' }, '重新选择'],
    ['ledger.takeStatement', { file: '../../etc/passwd' }, '文件'],
    ['ledger.removeStatement', { id: 'nothing' }, '找不到这条对账单'],
    ['ledger.matchLines', { groups: [] }, '没有选择'],
    ['ledger.matchLines', { groups: [{ lines: [], entries: [] }] }, '至少要选两笔'],
    ['ledger.matchLines', { groups: [{ lines: ['nothing'], entries: [] }] }, '找不到这条银行流水'],
    ['ledger.matchLines', { groups: [{ lines: [], entries: [{ voucherId: 'x', line: 1 }] }] }, '找不到这条凭证'],
    ['ledger.matchLines', { groups: [{ lines: [], entries: [{ voucherId: 'x', line: 0.5 }] }] }, '行号'],
    ['ledger.unmatchLines', { ids: ['nothing'] }, '找不到这条勾对'],
    ['ledger.markOpening', { entries: [{ voucherId: 'x', line: 1 }], marked: true }, '找不到这条凭证'],
    ['ledger.bookBankLine', { lineId: 'nothing' }, '找不到这条银行流水'],
    ['ledger.recordBankBalance', { from: '2026-03-31', to: '2026-03-01', balance: 1 }, '早于开始日期'],
    ['ledger.recordBankBalance', { from: '2026-04-01', to: '2026-04-30', balance: 1 }, '还没有到'],
    ['ledger.recordBankBalance', { from: '2026-03-01', to: '2026-03-31', balance: -1 }, '不能是负数'],
    [
      'ledger.recordBankBalance',
      { accountId: '2021:101', from: '2026-03-01', to: '2026-03-31', balance: 1 },
      '末级科目',
    ],
    ['ledger.bookCashDifference', { id: 'nothing', against: 'income' }, '找不到这条盘点记录'],
    ['ledger.removeCashCount', { id: 'nothing' }, '找不到这条盘点记录'],
    ['ledger.readReconciliation', { month: '2026-13' }, '不是一个月份'],
    ['ledger.readReconciliation', { month: '2026-03', accountId: '2021:401' }, '末级科目'],
    ['ledger.listOpenItems', { month: '2026-03', accountId: 'nothing' }, '末级科目'],
  ] as const)('%s %o', async (name, input, words) => {
    const head = async () => (await test.call('union.listTrail', {})).head;
    const before = await head();
    const { code, sentence } = await test.refusal(name, input);
    expect(code).not.toBe('program.unexpected');
    expect(sentence).toContain(words);
    expect(await head()).toBe(before);
  });

  it('an entry that is no bank money, an unposted one, a line twice in a group', async () => {
    await takeSample();
    const voucher = await book(test, '2026-03-21', -1_000, '手续费');
    const { lines } = await open();
    const fee = lines.find(({ summary }) => summary === '账户管理费')?.id ?? '';
    const [other] = voucher.entries.filter(({ accountCode }) => accountCode !== '102');
    const ask = async (group: object) => (await test.refusal('ledger.matchLines', { groups: [group] })).code;
    expect(await ask({ lines: [fee], entries: [{ voucherId: voucher.id, line: other?.line }] })).toBe(
      'bank.notMoneyAccount',
    );
    expect(await ask({ lines: [fee, fee], entries: [] })).toBe('bank.groupSingle');
    expect(await ask({ lines: [fee], entries: [] })).toBe('bank.groupSingle');
    expect(db.get('SELECT count(*) AS matches FROM bank_matches')).toEqual({ matches: 0 });
  });
});
