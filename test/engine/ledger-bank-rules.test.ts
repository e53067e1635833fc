import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection, Writable } from '#electron/engine/database.ts';
import { LINES_THROUGH, readBankSide, STATEMENT_SPANS } from '#electron/engine/ledger/bank/bank-balance.ts';
import { LATEST_COUNT, LIST_COUNTS } from '#electron/engine/ledger/bank/cash-count.ts';
import {
  ENTRIES_OF_MATCH,
  LINES_OF_MATCH,
  LIST_MATCHES,
  matchLines,
  READ_LINE,
  unmatchLines,
} from '#electron/engine/ledger/bank/match.ts';
import { OPEN_ENTRIES, OPEN_LINES, openEntries, openLines } from '#electron/engine/ledger/bank/open-items.ts';
import {
  BOOKED_IN_MONTH,
  markOpening,
  OPENING_ENTRIES,
  OUTSTANDING_SUM,
  READ_ENTRY,
} from '#electron/engine/ledger/bank/opening.ts';
import { readReconciliation } from '#electron/engine/ledger/bank/reconciliation.ts';
import { slipOf } from '#electron/engine/ledger/bank/reconciliation-hints.ts';
import { chainOf } from '#electron/engine/ledger/bank/statement-chain.ts';
import type { FileRow } from '#electron/engine/ledger/bank/statement-file.ts';
import { KNOWN_LINES, TAKEN_BEFORE } from '#electron/engine/ledger/bank/statement-judge.ts';
import { LIST_STATEMENTS } from '#electron/engine/ledger/bank/statements.ts';
import { REVERSALS, suggestionsFor } from '#electron/engine/ledger/bank/suggest.ts';
import { postVoucher, reverseVoucher } from '#electron/engine/ledger/commands.ts';
import { addDays, day, month, monthOf } from '#shared/calendar.ts';
import type { BankEntry, BankLine } from '#shared/contract/ledger.ts';
import { type Fen, fen, ZERO } from '#shared/money.ts';
import { type BareBooks, bareBooks } from './dues-support.ts';
import { explain, secondConnection } from './explain.ts';
import { book, bookMarch, confirmSure, MARCH, STATEMENT } from './ledger-bank-support.ts';
import { startWithBooks, type TestEngine } from './support.ts';

const BANK = '2021:102';
const rollback = new Error('rolled back on purpose');

describe('any lines, any entries, any matching', () => {
  let books: BareBooks;
  beforeAll(() => {
    books = bareBooks();
  });
  afterAll(() => books.dispose());

  const moved = fc.integer({ min: -300_000, max: 300_000 }).filter((amount) => amount !== 0);
  const entry = fc.record({ at: fc.nat(100), amount: moved, reverse: fc.boolean() });
  // many equal amounts on both sides, so that there is something to match
  const amount = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(100, 100, -100, 250, -250) },
    { weight: 1, arbitrary: moved },
  );
  const line = fc.record({ at: fc.nat(60), amount });
  const group = fc.record({
    lines: fc.array(fc.nat(30), { maxLength: 3 }),
    entries: fc.array(fc.nat(30), { maxLength: 3 }),
  });
  const world = fc.record({
    entries: fc.array(fc.record({ at: fc.nat(100), amount, reverse: fc.boolean() }), { maxLength: 14 }),
    big: fc.array(entry, { maxLength: 3 }),
    lines: fc.array(line, { minLength: 1, maxLength: 14 }),
    opening: fc.integer({ min: 0, max: 20_000_000 }),
    groups: fc.array(group, { maxLength: 10 }),
    marks: fc.array(fc.nat(30), { maxLength: 3 }),
    undone: fc.array(fc.nat(10), { maxLength: 3 }),
  });

  it('the statement proves itself: the adjusted balances differ by what the opening does, and by nothing else', () => {
    let matched = 0;
    fc.assert(
      fc.property(world, ({ entries, big, lines, opening, groups, marks, undone }) => {
        try {
          books.write((context) => {
            const { db } = context;
            for (const each of [...entries, ...big]) {
              const on = addDays(day('2026-01-10'), each.at);
              const { id } = postVoucher(context, {
                day: on,
                summary: '随机',
                source: 'manual',
                entries: [
                  {
                    accountId: BANK,
                    debit: each.amount > 0 ? fen(each.amount) : ZERO,
                    credit: each.amount < 0 ? fen(-each.amount) : ZERO,
                  },
                  {
                    accountId: '2021:213',
                    debit: each.amount < 0 ? fen(-each.amount) : ZERO,
                    credit: each.amount > 0 ? fen(each.amount) : ZERO,
                  },
                ],
              });
              if (each.reverse) reverseVoucher(context, { voucherId: id, day: addDays(on, 3), reason: '错' });
            }
            putStatement(books.db, lines, opening);
            // tie up whatever may be tied up, equal or not; refusals are as good a case
            const free = { lines: lineIds(books.db), entries: allEntries(books.db) };
            const given = groups.map((picked) => ({
              lines: picked.lines.flatMap((at) => free.lines[at % free.lines.length] ?? []),
              entries: picked.entries.flatMap((at) => free.entries[at % Math.max(1, free.entries.length)] ?? []),
            }));
            const suggested = suggestionsFor(
              openLines(db, BANK, day('2026-06-30')),
              openEntries(db, BANK, day('2026-06-30'), day('2026-02-15')),
              new Map(),
            ).map((suggestion) => ({
              lines: suggestion.lines.map(({ id }) => id),
              entries: suggestion.entries.map(({ voucherId, line: at }) => ({ voucherId, line: at })),
            }));
            for (const each of [...given, ...suggested]) {
              try {
                matchLines(context, { groups: [each] });
                matched += 1;
              } catch (error) {
                expect(String(error)).toMatch(/bank\./);
              }
            }
            for (const at of marks) {
              const picked = free.entries[at % Math.max(1, free.entries.length)];
              if (!picked) continue;
              try {
                markOpening(context, { entries: [picked], marked: true });
              } catch (error) {
                expect(String(error)).toMatch(/bank\.markedSettled/);
              }
            }
            const groupsNow = db.all<{ id: string }>('SELECT id FROM bank_matches');
            for (const { id } of groupsNow) expect(sumsOf(books.db, id)).toBe(0);
            provesItself(books.db);
            const picked = undone.flatMap((at) => groupsNow[at]?.id ?? []);
            if (picked.length > 0) {
              unmatchLines(context, picked);
              provesItself(books.db);
            }
            const [restored] = picked;
            if (restored !== undefined) expect(sumsOf(books.db, restored)).toBe(0);
            throw rollback;
          });
        } catch (error) {
          if (error !== rollback) throw error;
        }
      }),
      { numRuns: 100 },
    );
    // the property is about matches: there must have been many
    expect(matched).toBeGreaterThan(50);
  });

  function putStatement(db: Connection, lines: readonly { at: number; amount: number }[], opening: number): void {
    const sorted = [...lines].sort((a, b) => a.at - b.at);
    let balance = opening;
    const alike = new Map<string, number>();
    sorted.forEach((each, index) => {
      balance += each.amount;
      // a day may have the same amount with the same balance behind it twice: in, out and in again
      const look = `${each.at} ${each.amount} ${balance}`;
      const occurrence = (alike.get(look) ?? 0) + 1;
      alike.set(look, occurrence);
      db.run(
        `INSERT INTO bank_lines (id, statement_id, account_id, position, row_number, day, amount, balance, occurrence, summary)
         VALUES (:id, 's', '${BANK}', :position, 1, :on, :amount, :balance, :occurrence, '随机')`,
        {
          id: `l${String(index).padStart(3, '0')}`,
          position: index + 1,
          on: addDays(day('2026-02-15'), each.at),
          amount: each.amount,
          balance,
          occurrence,
        },
      );
    });
    db.run(
      `INSERT INTO bank_statements (id, account_id, from_day, to_day, opening, closing, taken_at, operator)
       VALUES ('s', '${BANK}', '2026-02-15', '2026-04-30', :opening, :balance, 'now', '某')`,
      { opening, balance },
    );
  }
  const lineIds = (db: Connection) =>
    db.all<{ id: string }>('SELECT id FROM bank_lines ORDER BY id').map(({ id }) => id);
  const allEntries = (db: Connection) =>
    db.all<{ voucherId: string; line: number }>(
      `SELECT voucher_id AS voucherId, line FROM entries WHERE account_id = '${BANK}' ORDER BY voucher_id, line`,
    );
  const sumsOf = (db: Connection, id: string) =>
    db.get<{ off: number }>(
      `SELECT coalesce((SELECT sum(amount) FROM bank_match_lines JOIN bank_lines ON bank_lines.id = line_id WHERE match_id = :id), 0)
            - coalesce((SELECT sum(debit - credit) FROM bank_match_entries AS item JOIN entries USING (voucher_id, line) WHERE match_id = :id), 0) AS off`,
      { id },
    )?.off;

  function provesItself(db: Connection): void {
    for (const at of ['2026-02', '2026-03', '2026-04'] as const) {
      const result = readReconciliation(db, month(at), BANK);
      const total = (items: readonly { amount: Fen }[]) => items.reduce((sum, each) => sum + each.amount, 0);
      const bank = (result.bankBalance ?? NaN) + total(result.bookReceived) - total(result.bookPaid);
      const own = result.bookBalance + total(result.bankReceived) - total(result.bankPaid);
      expect(result.adjustedBank).toBe(bank);
      expect(result.adjustedBook).toBe(own);
      expect(result.gaps).toEqual([]);
      expect(result.difference).toBe(result.opening?.difference);
      // the two balances it rests on, counted the long way
      expect(result.bookBalance).toBe(
        db.get<{ sum: number }>(
          `SELECT (SELECT sum(debit - credit) FROM opening_balances WHERE account_id = '${BANK}')
                + coalesce((SELECT sum(debit - credit) FROM entries JOIN vouchers ON vouchers.id = voucher_id
                            WHERE account_id = '${BANK}' AND month <= :at), 0) AS sum`,
          { at },
        )?.sum,
      );
    }
  }
});

describe('the running balance', () => {
  let books: BareBooks;
  beforeAll(() => {
    books = bareBooks();
  });
  afterAll(() => books.dispose());

  it('is followed whatever the order in which the files of one account came', () => {
    const moves = fc.array(fc.record({ at: fc.nat(5), amount: fc.integer({ min: 1, max: 900 }) }), { minLength: 1 });
    fc.assert(
      fc.property(moves, fc.nat(), (list, where) => {
        let balance = 10_000;
        const lines = list
          .toSorted((a, b) => a.at - b.at)
          .map(({ at, amount }) => {
            balance += amount;
            return { on: addDays(day('2026-03-01'), at), amount, balance };
          });
        const cut = where % lines.length;
        try {
          books.write(({ db }) => {
            // the later part came first, so it sorts before the earlier one within a day
            putFile(db, 'a', lines.slice(cut));
            putFile(db, 'b', lines.slice(0, cut));
            expect(readBankSide(db, BANK, day('2026-03-31'))).toMatchObject({ opening: 10_000, balance, gaps: [] });
            throw rollback;
          });
        } catch (error) {
          if (error !== rollback) throw error;
        }
      }),
      { numRuns: 200 },
    );
  });

  function putFile(db: Writable, id: string, lines: readonly { on: string; amount: number; balance: number }[]): void {
    const [first, last] = [lines[0], lines.at(-1)];
    if (!first || !last) return;
    lines.forEach(({ on, amount, balance }, index) => {
      db.run(
        `INSERT INTO bank_lines (id, statement_id, account_id, position, row_number, day, amount, balance)
         VALUES (:line, :id, '${BANK}', :position, 1, :on, :amount, :balance)`,
        { line: `${id}${index}`, id, position: index + 1, on, amount, balance },
      );
    });
    db.run(
      `INSERT INTO bank_statements (id, account_id, from_day, to_day, opening, closing, taken_at, operator)
       VALUES (:id, '${BANK}', '2026-03-01', '2026-03-31', :opening, :closing, 'now', '某')`,
      { id, opening: first.balance - first.amount, closing: last.balance },
    );
  }

  it('of a file is checked either way round; leaving out any row but the outermost is noticed', () => {
    const moves = fc.array(
      fc.integer({ min: -9_000, max: 9_000 }).filter((amount) => amount !== 0),
      {
        minLength: 4,
        maxLength: 20,
      },
    );
    fc.assert(
      fc.property(moves, fc.boolean(), fc.nat(), (list, backwards, left) => {
        let balance = 50_000;
        const rows = list.map((amount, at): FileRow => {
          balance += amount;
          return {
            row: at + 2,
            kind: 'movement',
            day: addDays(day('2026-03-01'), at),
            amount: fen(amount),
            balance: fen(balance),
            summary: '',
            counterparty: '',
            reference: '',
            message: '',
            source: [],
          };
        });
        const file = (some: FileRow[]) => ({
          rows: backwards ? some.toReversed() : some,
          facts: { holder: '', accountNumber: '' },
          hasBalance: true,
        });
        const whole = chainOf(file(rows));
        expect([whole.opening, whole.closing]).toEqual([50_000, balance]);
        expect(whole.rows.filter(({ broken }) => broken !== undefined)).toEqual([]);
        const gone = 1 + (left % (rows.length - 2));
        const holed = chainOf(file(rows.filter((_, at) => at !== gone)));
        expect(holed.rows.filter(({ broken }) => broken !== undefined)).toHaveLength(1);
      }),
      { numRuns: 300 },
    );
  });
});

describe('suggestions', () => {
  const lineOf = (id: string, on: string, amount: number, words = ''): BankLine => ({
    id,
    day: day(on),
    summary: words,
    counterparty: '',
    reference: '',
    amount: fen(amount),
    balance: ZERO,
  });
  const entryFor = (voucherId: string, on: string, amount: number, summary = ''): BankEntry => ({
    voucherId,
    line: 1,
    day: day(on),
    month: monthOf(day(on)),
    number: '记-001',
    summary,
    counterparty: '',
    amount: fen(amount),
  });

  it('never use an item twice, and always add up', () => {
    const item = fc.record({
      at: fc.nat(20),
      amount: fc.constantFrom(100, 200, 300, -100, -200, 700),
      word: fc.constantFrom('退', '甲', ''),
    });
    fc.assert(
      fc.property(fc.array(item, { maxLength: 25 }), fc.array(item, { maxLength: 25 }), (left, right) => {
        const on = (at: number) => addDays(day('2026-03-01'), at);
        const found = suggestionsFor(
          left.map(({ at, amount, word }, index) => lineOf(`l${index}`, on(at), amount, word)),
          right.map(({ at, amount, word }, index) => entryFor(`v${index}`, on(at), amount, word)),
          new Map([['v1', 'v0']]),
        );
        const used = found.flatMap(({ lines, entries }) => [
          ...lines.map(({ id }) => id),
          ...entries.map(({ voucherId }) => voucherId),
        ]);
        expect(new Set(used).size).toBe(used.length);
        for (const { lines, entries } of found) {
          const total = (items: readonly { amount: Fen }[]) => items.reduce((sum, { amount }) => sum + amount, 0);
          expect(total(lines)).toBe(total(entries));
          expect(lines.length + entries.length).toBeGreaterThan(1);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('a far day or an equal rival is never sure', () => {
    const far = suggestionsFor([lineOf('l', '2026-03-01', 100)], [entryFor('v', '2026-05-01', 100)], new Map());
    expect(far.map(({ sure }) => sure)).toEqual([false]);
    const rivals = suggestionsFor(
      [lineOf('l', '2026-03-01', 100)],
      [entryFor('v', '2026-03-01', 100), entryFor('w', '2026-03-01', 100)],
      new Map(),
    );
    expect(rivals.map(({ sure }) => sure)).toEqual([false]);
  });

  it('a voucher and its reversal are set off, unless the bank shows both', () => {
    const pair = [entryFor('v', '2026-03-01', -100), entryFor('r', '2026-03-05', 100)];
    const reverses = new Map([['r', 'v']]);
    expect(suggestionsFor([], pair, reverses).map(({ entries, sure }) => [entries.length, sure])).toEqual([[2, true]]);
    const both = [lineOf('a', '2026-03-01', -100), lineOf('b', '2026-03-05', 100)];
    expect(suggestionsFor(both, pair, reverses).map(({ lines, entries }) => [lines.length, entries.length])).toEqual([
      [1, 1],
      [1, 1],
    ]);
  });

  it('slips of the pen are told by their shape', () => {
    expect(slipOf(54_000, 45_000)).toContain('写颠倒');
    expect(slipOf(-5_000, -50_000)).toContain('一位');
    expect(slipOf(5_000, -5_000)).toContain('方向相反');
    expect(slipOf(5_000, 4_000)).toBeUndefined();
  });
});

describe('the schema keeps what must be true', () => {
  let test: TestEngine;
  let db: Connection;
  let ids: {
    line: string;
    free: string;
    match: string;
    voucher: string;
    entryLine: number;
    statement: string;
    count: string;
  };
  beforeAll(async () => {
    test = await startWithBooks();
    test.setNow('2026-04-02T02:00:00.000Z');
    await bookMarch(test);
    await test.call('ledger.takeStatement', { file: test.fixture(STATEMENT) });
    await confirmSure(test);
    await book(test, '2026-03-25', -777, '没有勾对的');
    const count = await test.call('ledger.saveCashCount', {
      day: day('2026-03-31'),
      yuan100: 13,
      countedBy: '吴敏',
      witnessedBy: '陈静',
    });
    await test.call('ledger.bookCashDifference', { id: count.id, against: 'income' });
    db = await secondConnection(test);
    const [match] = await test.call('ledger.listMatches', { month: MARCH });
    const whole = (await test.call('ledger.listMatches', { month: MARCH })).find(({ lines }) => lines.length === 1);
    const open = await test.call('ledger.listOpenItems', { month: MARCH });
    ids = {
      line: whole?.lines[0]?.id ?? '',
      free: open.lines[0]?.id ?? '',
      match: whole?.id ?? match?.id ?? '',
      voucher: open.entries[0]?.voucherId ?? '',
      entryLine: open.entries[0]?.line ?? 0,
      statement: (await test.call('ledger.listStatements', {}))[0]?.id ?? '',
      count: count.id,
    };
  });
  afterAll(async () => {
    db.close();
    await test.dispose();
  });

  const TABLES = [
    'bank_statements',
    'bank_lines',
    'bank_matches',
    'bank_match_lines',
    'bank_match_entries',
    'bank_opening_items',
    'cash_counts',
  ];
  const everything = () => JSON.stringify(TABLES.map((table) => db.all(`SELECT * FROM ${table} ORDER BY 1, 2`)));
  function expectRefused(code: RegExp, ...statements: string[]): void {
    const before = everything();
    const params = (sql: string) =>
      Object.fromEntries(Object.entries(ids).filter(([name]) => sql.includes(`:${name}`)));
    expect(() =>
      db.transaction(() => {
        for (const sql of statements) db.run(sql, params(sql));
      }),
    ).toThrow(code);
    expect(everything()).toBe(before);
  }
  const newLine = (statement: string, position = 50) =>
    `INSERT INTO bank_lines (id, statement_id, account_id, position, row_number, day, amount, balance) VALUES ('x', '${statement}', '${BANK}', ${position}, 1, '2026-03-31', 5, 17919469)`;
  const newStatement = (closing: number, account = BANK) =>
    `INSERT INTO bank_statements (id, account_id, from_day, to_day, opening, closing, taken_at, operator) VALUES ('s', '${account}', '2026-03-31', '2026-03-31', 17919464, ${closing}, 'now', '某')`;
  const newMatch = (last: string) =>
    `INSERT INTO bank_matches (id, account_id, last_day, made_at, operator) VALUES ('m', '${BANK}', '${last}', 'now', '某')`;

  it.each([
    ['a line is not changed', /bank\.linesFinal/, ['UPDATE bank_lines SET amount = 1 WHERE id = :line']],
    ['a line is not deleted', /bank\.linesFinal/, ['DELETE FROM bank_lines WHERE id = :free']],
    [
      'a line is not added to a statement',
      /bank\.linesFinal/,
      [newLine(':statement').replace("':statement'", ':statement')],
    ],
    [
      'a line is not replaced',
      /bank\.linesFinal/,
      ['INSERT OR REPLACE INTO bank_lines SELECT * FROM bank_lines WHERE id = :free'],
    ],
    ['a line does not stand alone', /FOREIGN KEY/, [newLine('s')]],
    ['a statement adds up', /bank\.statementSums/, [newLine('s'), newStatement(17_919_468)]],
    [
      'a statement holds lines of its account',
      /bank\.statementSums/,
      [newLine('s'), newStatement(17_919_469, '2021:101')],
    ],
    [
      'a statement is not changed',
      /bank\.linesFinal/,
      ['UPDATE bank_statements SET closing = 1 WHERE id = :statement'],
    ],
    ['a matched statement stays', /bank\.linesFinal/, ['DELETE FROM bank_statements WHERE id = :statement']],
    [
      'a line exists once',
      /UNIQUE constraint/,
      [
        `INSERT INTO bank_lines (id, statement_id, account_id, position, row_number, day, amount, balance, reference)
       SELECT 'x', 's', account_id, 1, 1, day, amount, balance, reference FROM bank_lines WHERE id = :line`,
      ],
    ],
    ['a line lies on a day that exists', /bank_line_day_exists/, [newLine('s').replace('2026-03-31', '2026-02-30')]],
    [
      'a match is not changed',
      /bank\.matchFinal/,
      ["UPDATE bank_matches SET last_day = '2026-01-01' WHERE id = :match"],
    ],
    ['a match keeps its lines', /bank\.matchFinal/, ['DELETE FROM bank_match_lines WHERE match_id = :match']],
    ['a match keeps its entries', /bank\.matchFinal/, ['DELETE FROM bank_match_entries WHERE match_id = :match']],
    [
      'a match gets no further line',
      /bank\.matchFinal/,
      ['INSERT INTO bank_match_lines (line_id, match_id) VALUES (:free, :match)'],
    ],
    ['a match goes with its items', /FOREIGN KEY/, ['DELETE FROM bank_matches WHERE id = :match']],
    [
      'a line is matched once',
      /bank\.matchFinal|UNIQUE|PRIMARY/,
      ["INSERT OR REPLACE INTO bank_match_lines (line_id, match_id) VALUES (:line, 'm')"],
    ],
    [
      'a match of unequal sums',
      /bank\.unequal/,
      [
        "INSERT INTO bank_match_lines (line_id, match_id) VALUES (:free, 'm')",
        "INSERT INTO bank_match_entries (voucher_id, line, match_id) VALUES (:voucher, :entryLine, 'm')",
        newMatch('2026-03-25'),
      ],
    ],
    ['a match of nothing', /bank\.unequal/, [newMatch('2026-03-25')]],
    [
      'a match of one',
      /bank\.unequal/,
      ["INSERT INTO bank_match_lines (line_id, match_id) VALUES (:free, 'm')", newMatch('2026-03-21')],
    ],
    [
      'items without their match',
      /FOREIGN KEY/,
      ["INSERT INTO bank_match_lines (line_id, match_id) VALUES (:free, 'm')"],
    ],
    [
      'an item that does not exist',
      /FOREIGN KEY/,
      ["INSERT INTO bank_match_entries (voucher_id, line, match_id) VALUES ('x', 1, 'm')"],
    ],
    [
      'a mark on a matched entry',
      /bank\.markedSettled/,
      [
        "INSERT INTO bank_opening_items (voucher_id, line, kind, marked_at, operator) SELECT voucher_id, line, 'settled', 'now', '某' FROM bank_match_entries WHERE match_id = :match",
      ],
    ],
    ['what was counted is not changed', /bank\.countFinal/, ['UPDATE cash_counts SET yuan100 = 12 WHERE id = :count']],
    ['a booked count stays', /bank\.countFinal/, ['DELETE FROM cash_counts WHERE id = :count']],
    ['a count is booked once', /bank\.countFinal/, ['UPDATE cash_counts SET voucher_id = :voucher WHERE id = :count']],
    ['a count is not unbooked', /bank\.countFinal/, ['UPDATE cash_counts SET voucher_id = NULL WHERE id = :count']],
    [
      'a count is made by two',
      /cash_count_two_people/,
      [
        "INSERT INTO cash_counts (id, account_id, day, yuan100, yuan50, yuan20, yuan10, yuan5, yuan1, jiao5, jiao1, book, counted_by, witnessed_by, recorded_at, operator) VALUES ('c', '2021:101', '2026-03-31', 0, 0, 0, 0, 0, 0, 0, 0, 0, '甲', ' 甲 ', 'now', '某')",
      ],
    ],
  ])('%s', (_, code, statements) => expectRefused(code, ...statements));

  it.each([
    [
      'open lines',
      OPEN_LINES,
      { account: BANK, through: 'x' },
      /SEARCH bank_lines USING INDEX bank_lines_in_order \(account_id=\? AND day<\?\)/,
    ],
    [
      'open entries',
      OPEN_ENTRIES,
      { account: BANK, through: 'x', month: 'x', from: 'x' },
      /SEARCH vouchers USING INDEX sqlite_autoindex_vouchers_\d \(month<\?\)/,
    ],
    [
      'lines through a day',
      LINES_THROUGH,
      { account: BANK, through: 'x' },
      /SEARCH bank_lines USING INDEX bank_lines_in_order \(account_id=\? AND day<\?\)/,
    ],
    [
      'statements of an account',
      STATEMENT_SPANS,
      { account: BANK },
      /SEARCH bank_statements USING INDEX bank_statements_by_account \(account_id=\?\)/,
    ],
    [
      'the list of statements',
      LIST_STATEMENTS,
      { account: BANK },
      /SEARCH bank_statements USING INDEX bank_statements_by_account \(account_id=\?\)/,
    ],
    [
      'lines known',
      KNOWN_LINES,
      { account: BANK, from: 'x', to: 'x' },
      /SEARCH bank_lines USING (COVERING )?INDEX \S+ \(account_id=\? AND day>\? AND day<\?\)/,
    ],
    ['the same file', TAKEN_BEFORE, { sha256: 'x' }, /SEARCH import_batches USING INDEX import_batches_by_file/],
    [
      'matches of a month',
      LIST_MATCHES,
      { account: BANK, from: 'x', to: 'x' },
      /SEARCH bank_matches USING INDEX bank_matches_in_order \(account_id=\? AND last_day>\? AND last_day<\?\)/,
    ],
    [
      'lines of a match',
      LINES_OF_MATCH,
      { id: 'x' },
      /SEARCH bank_match_lines USING (COVERING )?INDEX bank_match_lines_by_match/,
    ],
    [
      'entries of a match',
      ENTRIES_OF_MATCH,
      { id: 'x' },
      /SEARCH item USING (COVERING )?INDEX bank_match_entries_by_match/,
    ],
    ['one line', READ_LINE, { id: 'x' }, /SEARCH bank_lines USING INDEX sqlite_autoindex_bank_lines_1 \(id=\?\)/],
    ['one entry', READ_ENTRY, { voucherId: 'x', line: 1 }, /SEARCH entries USING PRIMARY KEY/],
    [
      'booked in a month',
      BOOKED_IN_MONTH,
      { account: BANK, month: 'x', day: 'x' },
      /SEARCH vouchers USING INDEX sqlite_autoindex_vouchers_\d \(month=\?\)/,
    ],
    [
      'outstanding at the opening',
      OUTSTANDING_SUM,
      { account: BANK, month: 'x', from: 'x' },
      /SEARCH vouchers USING INDEX sqlite_autoindex_vouchers_\d \(month<\?\)/,
    ],
    [
      'entries around the opening',
      OPENING_ENTRIES,
      { account: BANK, first: 'x', last: 'x' },
      /SEARCH vouchers USING INDEX sqlite_autoindex_vouchers_\d \(month>\? AND month<\?\)/,
    ],
    ['reversals', REVERSALS, { ids: '[]' }, /SEARCH vouchers USING INDEX sqlite_autoindex_vouchers_\d \(id=\?\)/],
    [
      'cash counts',
      LIST_COUNTS,
      { account: '2021:101' },
      /SEARCH cash_counts USING INDEX cash_counts_in_order \(account_id=\?\)/,
    ],
    [
      'the latest count of a month',
      LATEST_COUNT,
      { account: '2021:101', from: 'x', to: 'x' },
      /SEARCH cash_counts USING INDEX cash_counts_in_order \(account_id=\? AND day>\? AND day<\?\)/,
    ],
  ])('%s are found by their index', (_, sql, params, plan) => {
    const steps = explain(db, sql, params);
    expect(steps.join('\n')).toMatch(plan);
    expect(steps.filter((step) => /^SCAN (bank_|entries|vouchers|cash_)/.test(step))).toEqual([]);
  });
});
