import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WriteContext } from '#electron/engine/context.ts';
import type { Connection } from '#electron/engine/database.ts';
import { readGrid } from '#electron/engine/spreadsheet/read.ts';
import { appendTrail } from '#electron/engine/trail.ts';
import {
  LISTED_AIDS,
  listTransferCandidates,
  visitCandidatesSql,
} from '#electron/engine/visits/transfers/candidates.ts';
import { makeTransferList, markTransferPaid, withdrawTransferList } from '#electron/engine/visits/transfers/lists.ts';
import { savePayeeAccount } from '#electron/engine/visits/transfers/payees.ts';
import { TRANSFER_LINES, transferListsSql } from '#electron/engine/visits/transfers/queries.ts';
import { day } from '#shared/calendar.ts';
import type { InputOf, OperationName } from '#shared/contract/index.ts';
import { Refusal } from '#shared/errors.ts';
import { putAid, putBatch, putFamily, putVisit } from './aids-support.ts';
import { bareBooks, putMembers } from './dues-support.ts';
import { explain, secondConnection } from './explain.ts';
import { PASSPHRASE, startWithBooks, type TestEngine } from './support.ts';
import { fillBank, putResolution, reverse } from './visits-support.ts';

const UNKNOWN = '00000000-0000-7000-8000-000000000000';
const ACCOUNT_OF_FILE = '6228480402564890018';
const OWN_ACCOUNT = '6217001234567890123';
const FILTER = { from: day('2026-01-01'), last: day('2026-03-31') };

let test: TestEngine;
let raw: Connection;
let members: string[];
let fileId: string;
beforeAll(async () => {
  test = await startWithBooks();
  raw = await secondConnection(test);
  members = putMembers(
    raw,
    ['张三', '李四', '王五', '赵六', '孙七', '周八'].map((name, index) => ({ number: `000${index + 1}`, name })),
  );
  putResolution(raw);
  fileId = putFamily(raw, {
    memberId: members[0] ?? '',
    number: '困-2026-001',
    bankName: '农行滨江支行',
    bankAccount: ACCOUNT_OF_FILE,
  });
  write(fillBank);
});
afterAll(async () => {
  raw.close();
  await test.dispose();
});

const member = (index: number) => members[index] ?? '';
/** Puts rows in beside the engine, as a command would. */
function write<T>(command: (context: WriteContext) => T): T {
  const nothing = () => {
    throw new Error('no file is chosen here');
  };
  let count = 0;
  return raw.transaction(() =>
    command({
      db: raw,
      clock: { now: () => new Date('2026-03-15T02:00:00.000Z') },
      today: day('2026-03-15'),
      operator: '陈静',
      role: 'treasurer',
      assetsFolder: '',
      attachmentStore: { keep: nothing, read: nothing },
      chosenFile: nothing,
      chosenFolder: nothing,
      now: '2026-03-15T02:00:00.000Z',
      newId: () => {
        count += 1;
        return `put-${Math.random().toString(36).slice(2)}-${count}`;
      },
      trail: (entry) => appendTrail(raw, '2026-03-15T02:00:00.000Z', '陈静', 'test', entry),
      schedule: nothing,
    }),
  );
}
const stored = () =>
  raw.get<Record<string, number>>(
    `SELECT (SELECT count(*) FROM transfer_lists) AS lists, (SELECT count(*) FROM transfer_lines) AS lines, (SELECT count(*) FROM payee_accounts) AS payees,
            (SELECT count(*) FROM vouchers) AS vouchers, (SELECT count(*) FROM audit_trail) AS trail`,
  );
/** Refuses with this code and writes nothing. */
async function refuses(name: OperationName, input: unknown, code: string): Promise<string> {
  const before = stored();
  const refusal = await test.refusal(name, input);
  expect(refusal.code).toBe(code);
  expect(refusal.sentence).toMatch(/。$/);
  expect(stored()).toEqual(before);
  return refusal.sentence;
}
const candidates = (change: Partial<InputOf<'visits.listTransferCandidates'>> = {}) =>
  test.call('visits.listTransferCandidates', { ...FILTER, ...change });
const make = (...ids: string[]) =>
  test.call('visits.makeTransferList', {
    day: day('2026-03-15'),
    fromAccount: '工商银行滨江支行 3300 0012 3456 7890',
    payments: ids.map((id) => ({
      source: raw.get('SELECT 1 FROM visits WHERE id = :id', { id }) ? 'visit' : 'aid',
      id,
    })),
  });
const visitOf = (index: number, change = {}) =>
  write((context) => putVisit(context, member(index), { amount: 50_000, ...change }));

describe('a transfer list', () => {
  it('takes what was given by transfer, from the visit, the kept account or the file, and masks accounts', async () => {
    const own = visitOf(1, { payee: '李大', account: OWN_ACCOUNT, illness: '尿毒症' });
    const bare = visitOf(2);
    const family = visitOf(0);
    visitOf(3, { method: 'cash' });
    const aid = write((context) => putAid(context, fileId, { amount: 100_000 }));
    const { rows, amount, lacking } = await candidates();
    expect(rows.map(({ id }) => id).sort()).toEqual([own.id, bare.id, family.id, aid.id].sort());
    expect([amount, lacking]).toEqual([250_000, 1]);
    expect(rows.find(({ id }) => id === own.id)).toMatchObject({
      payee: '李大',
      accountMasked: '***************0123',
      ready: true,
    });
    expect(rows.find(({ id }) => id === bare.id)).toMatchObject({ payee: '', accountMasked: '', ready: false });
    for (const { id } of [family, aid])
      expect(rows.find((row) => row.id === id)).toMatchObject({ payee: '张三', bankName: '农行滨江支行', ready: true });
    for (const secret of [ACCOUNT_OF_FILE, OWN_ACCOUNT, '尿毒症', '医疗'])
      expect(JSON.stringify(rows)).not.toContain(secret);
    expect((await candidates({ source: 'aid' })).rows.map(({ id }) => id)).toEqual([aid.id]);
    expect((await candidates({ kindId: 'hospital' })).rows).toHaveLength(3);

    const sentence = await refuses(
      'visits.makeTransferList',
      { day: '2026-03-15', payments: [own, bare].map(({ id }) => ({ source: 'visit', id })) },
      'transfer.accountMissing',
    );
    expect(sentence).toContain('王五');
    const kept = await test.call('visits.savePayeeAccount', {
      memberId: member(2),
      name: '王五',
      bankName: '建行',
      account: '6217 0098-7654 3210 987',
    });
    expect(kept.accountMasked).toBe('***************0987');
    expect((await candidates()).lacking).toBe(0);

    const list = await make(own.id, bare.id, family.id, aid.id);
    expect(list).toMatchObject({ number: '转-2026-001', people: 4, total: 250_000, state: 'open', reversed: 0 });
    expect(list.fromAccount).toBe('工商银行滨江支行 ************7890');
    expect((await candidates()).rows).toEqual([]);
    const sheet = await test.call('visits.readTransferList', { id: list.id });
    expect(sheet.lines.map(({ payee, amount: yuan, purpose }) => [payee, yuan, purpose])).toEqual([
      ['李大', 50_000, '工会慰问金'],
      ['王五', 50_000, '工会慰问金'],
      ['张三', 50_000, '工会慰问金'],
      ['张三', 100_000, '工会帮扶金'],
    ]);
    for (const { account } of sheet.lines) expect(account).toMatch(/^\*+\d{4}$/);
    const trail = JSON.stringify(raw.all('SELECT label, before, after FROM audit_trail'));
    for (const secret of [ACCOUNT_OF_FILE, OWN_ACCOUNT, '6217009876543210987', '3300001234567890'])
      expect(trail).not.toContain(secret);
  });

  it('holds a payment once, until it is withdrawn; paid is final', async () => {
    const { id, voucherId } = visitOf(0, { amount: 12_300 });
    const list = await make(id);
    const again = { day: '2026-03-15', payments: [{ source: 'visit', id }] };
    expect(await refuses('visits.makeTransferList', again, 'transfer.listed')).toContain(list.number);
    await refuses('ledger.reverseVoucher', { id: voucherId, day: '2026-03-15', reason: '错' }, 'transfer.onOpenList');
    await refuses('visits.withdrawTransferList', { id: list.id, reason: ' ' }, 'request.invalid');
    const withdrawn = await test.call('visits.withdrawTransferList', { id: list.id, reason: '账号写错' });
    expect(withdrawn).toMatchObject({ state: 'withdrawn', withdrawnDay: '2026-03-15', withdrawnReason: '账号写错' });
    await refuses('visits.withdrawTransferList', { id: list.id, reason: '再撤' }, 'transfer.notOpen');
    await refuses('visits.markTransferPaid', { id: list.id, day: '2026-03-15' }, 'transfer.notOpen');

    const second = await make(id);
    for (const wrong of ['2026-03-14', '2026-03-16'])
      await refuses('visits.markTransferPaid', { id: second.id, day: wrong }, 'transfer.paidDay');
    const paid = await test.call('visits.markTransferPaid', { id: second.id, day: day('2026-03-15') });
    expect(paid).toMatchObject({ state: 'paid', paidDay: '2026-03-15' });
    await refuses('visits.withdrawTransferList', { id: second.id, reason: '再撤' }, 'transfer.notOpen');
    expect((await candidates()).rows).toEqual([]);
    // money that came back is taken back in the ledger, and the list says so
    await test.call('ledger.reverseVoucher', { id: voucherId, day: day('2026-03-15'), reason: '退票' });
    expect((await test.call('visits.readTransferList', { id: second.id })).list.reversed).toBe(1);
    const { rows, open } = await test.call('visits.listTransferLists', {});
    expect(rows.map(({ number, state }) => [number, state])).toEqual([
      ['转-2026-003', 'paid'],
      ['转-2026-002', 'withdrawn'],
      ['转-2026-001', 'open'],
    ]);
    expect(open).toBe(1);
    expect((await test.call('visits.listTransferLists', { state: 'paid' })).total).toBe(1);
  });

  it('of birthdays is one choice, in the order of its sheet; goods are only offered when asked for', async () => {
    const { batchId, voucherId, ids } = write((context) => putBatch(context, members, { amount: 20_000 }));
    for (const index of [3, 4, 5])
      await test.call('visits.savePayeeAccount', {
        memberId: member(index),
        name: '甲',
        account: `621700000000000000${index}`,
      });
    await test.call('visits.savePayeeAccount', { memberId: member(1), name: '李四', account: '6217000000000000009' });
    expect((await candidates()).rows).toEqual([]);
    expect((await candidates({ moneyOnly: false })).rows).toHaveLength(6);
    const chosen = await candidates({ batchId });
    expect(chosen.rows.map(({ id }) => id)).toEqual(ids);
    expect([chosen.amount, chosen.lacking]).toEqual([120_000, 0]);
    const list = await make(...ids);
    const voucher = await test.call('ledger.getVoucher', { id: voucherId });
    expect(list.total).toBe(voucher.amount);
    const sheet = await test.call('visits.readTransferList', { id: list.id });
    expect(new Set(sheet.lines.map(({ purpose }) => purpose))).toEqual(new Set(['2026 年 2 月生日慰问']));
    await refuses('ledger.reverseVoucher', { id: voucherId, day: '2026-03-15', reason: '错' }, 'transfer.onOpenList');
    await test.call('visits.withdrawTransferList', { id: list.id, reason: '发实物' });
  });

  it('never takes what is given for a festival: its money goes to the shop, not to people', async () => {
    const { batchId, ids } = write((context) => putBatch(context, members, { amount: 20_000, kindId: 'festival' }));
    expect((await candidates({ batchId })).rows).toEqual([]);
    const offered = (await candidates({ moneyOnly: false })).rows.map(({ id }) => id);
    expect(offered.filter((id) => ids.includes(id))).toEqual([]);
    const sentence = await refuses(
      'visits.makeTransferList',
      { day: '2026-03-15', payments: [{ source: 'visit', id: ids[3] }] },
      'transfer.festival',
    );
    expect(sentence).toContain('「赵六」');
  });

  it('is written for the bank with whole numbers, which the trail says, and not once a payment on it was taken back', async () => {
    const folder = join(test.folder, '给银行');
    mkdirSync(folder);
    const token = () => test.engine.registerPath(folder);
    const { rows } = await test.call('visits.listTransferLists', { state: 'open' });
    const { id, total, number } = rows[0] ?? { id: '', total: 0, number: '' };
    const before = raw.get<{ trail: number }>('SELECT count(*) AS trail FROM audit_trail')?.trail ?? 0;
    const { fileName, people } = await test.call('visits.exportTransferList', { id, folder: token() });
    expect([fileName, people]).toEqual([`银行转账清单-${number}.xlsx`, 4]);
    const grid = await readGrid(readFileSync(join(folder, fileName)), fileName);
    const cells = (grid.sheets[0]?.rows ?? []).map((row) => row.map(({ text }) => text));
    const head = cells.findIndex((row) => row[1] === '收款人姓名');
    expect(cells[head]).toEqual(['序号', '收款人姓名', '收款账号', '开户银行', '金额', '用途']);
    const lines = cells.slice(head + 1, head + 5);
    expect(lines.map((row) => row.slice(1, 4))).toEqual([
      ['李大', OWN_ACCOUNT, ''],
      ['王五', '6217009876543210987', '建行'],
      ['张三', ACCOUNT_OF_FILE, '农行滨江支行'],
      ['张三', ACCOUNT_OF_FILE, '农行滨江支行'],
    ]);
    const fenOf = (text = '') => Math.round(Number(text.replaceAll(',', '')) * 100);
    expect(lines.reduce((all, row) => all + fenOf(row[4]), 0)).toBe(total);
    expect(fenOf(cells[head + 5]?.[4])).toBe(total);
    for (const word of ['住院', '医疗', '尿毒症', '困难']) expect(JSON.stringify(cells)).not.toContain(word);
    expect(raw.all("SELECT label FROM audit_trail WHERE label LIKE '%完整账号%'")).toHaveLength(1);
    const printed = await test.call('visits.printTransferList', { id });
    expect(printed.lines.map(({ account }) => account)).toContain(OWN_ACCOUNT);
    expect(printed.list.fromAccount).toBe('工商银行滨江支行 3300 0012 3456 7890');
    expect(raw.get<{ trail: number }>('SELECT count(*) AS trail FROM audit_trail')?.trail).toBe(before + 2);

    await refuses('visits.exportTransferList', { id, folder: 'no-such-token' }, 'file.gone');
    const withdrawn = (await test.call('visits.listTransferLists', { state: 'withdrawn' })).rows[0]?.id ?? '';
    await refuses('visits.exportTransferList', { id: withdrawn, folder: token() }, 'transfer.notOpen');
    await refuses('visits.printTransferList', { id: withdrawn }, 'transfer.notOpen');
    const taken = (await test.call('visits.listTransferLists', { state: 'paid' })).rows[0]?.id ?? '';
    await refuses('visits.printTransferList', { id: taken }, 'transfer.reversedOnList');
    expect(readdirSync(folder)).toEqual([fileName]);
  });

  it('refuses hostile input in words and writes nothing', async () => {
    const cash = raw.get<{ id: string }>("SELECT id FROM visits WHERE method = 'cash'")?.id ?? '';
    const gone = visitOf(0, { amount: 700 });
    await test.call('ledger.reverseVoucher', { id: gone.voucherId, day: day('2026-03-15'), reason: '错' });
    const one = visitOf(0, { amount: 800 });
    const of = (...ids: string[]) => ids.map((id) => ({ source: 'visit', id }));
    for (const [input, code] of [
      [{ day: '2026-03-15', payments: [] }, 'request.invalid'],
      [{ day: '2026-02-30', payments: of(one.id) }, 'request.invalid'],
      [{ day: '2026-03-15', payments: of(UNKNOWN) }, 'request.notFound'],
      [{ day: '2026-03-15', payments: [{ source: 'aid', id: one.id }] }, 'request.notFound'],
      [{ day: '2026-03-15', payments: of(one.id, one.id) }, 'transfer.twice'],
      [{ day: '2026-03-15', payments: of(cash) }, 'transfer.notBank'],
      [{ day: '2026-03-15', payments: of(gone.id) }, 'transfer.reversed'],
      [{ day: '2026-03-01', payments: of(one.id) }, 'transfer.laterDay'],
    ] as const)
      await refuses('visits.makeTransferList', input, code);
    for (const account of ['', '123', '6217-ABCD-0000', '1'.repeat(33), "'; DROP TABLE payee_accounts; --"])
      await refuses('visits.savePayeeAccount', { memberId: member(0), name: '张三', account }, 'request.invalid');
    await refuses(
      'visits.savePayeeAccount',
      { memberId: UNKNOWN, name: '张三', account: OWN_ACCOUNT },
      'request.notFound',
    );
    for (const name of ['visits.readTransferList', 'visits.printTransferList'] as const)
      await refuses(name, { id: UNKNOWN }, 'request.notFound');
    await refuses('visits.markTransferPaid', { id: UNKNOWN, day: '2026-03-15' }, 'request.notFound');
    await refuses('visits.withdrawTransferList', { id: UNKNOWN, reason: '错' }, 'request.notFound');
    await refuses('visits.listTransferCandidates', { from: '2026-02-30', last: '2026-03-01' }, 'request.invalid');
  });

  it('holds against raw SQL: no second list, no other sum, no change, no way round', () => {
    const list = raw.get<{ id: string; visit: string; voucher: string; member: string }>(
      `SELECT list_id AS id, visit_id AS visit, voucher_id AS voucher, member_id AS member FROM transfer_lines WHERE released = 0 AND visit_id IS NOT NULL LIMIT 1`,
    );
    const values = { ...list };
    const head = (id: string, status: string) =>
      raw.run(
        `INSERT INTO transfer_lists (id, number, day, people, total, status, operator) VALUES ('${id}', '${id}', '2026-03-15', 1, 50000, '${status}', 'x')`,
      );
    expect(() => head('a', 'open')).toThrow('transfer.final');
    expect(() =>
      raw.transaction(() => {
        head('a', 'making');
        raw.run(
          `INSERT INTO transfer_lines (list_id, line, visit_id, voucher_id, member_id, payee, account, amount, purpose)
           VALUES ('a', 1, :visit, :voucher, :member, 'x', '12345678', 50000, '')`,
          values,
        );
      }),
    ).toThrow(/UNIQUE/);
    const free = visitOf(5, { amount: 50_000 });
    const line = (amount: number, extra = '') => {
      head('b', 'making');
      raw.run(
        `INSERT INTO transfer_lines (list_id, line, visit_id, voucher_id, member_id, payee, account, amount, purpose)
         VALUES ('b', 1, :id, :voucherId, '${member(5)}', 'x', '12345678', ${amount}, '')`,
        { ...free },
      );
      if (extra !== '') raw.run(extra);
    };
    expect(() => raw.transaction(() => line(49_999))).toThrow('transfer.mismatch');
    expect(() =>
      raw.transaction(() => {
        head('c', 'making');
        raw.run("UPDATE transfer_lists SET status = 'open' WHERE id = 'c'");
      }),
    ).toThrow('transfer.mismatch');
    for (const sql of [
      "UPDATE transfer_lists SET total = 1 WHERE status = 'open'",
      "UPDATE transfer_lists SET status = 'open' WHERE status = 'paid'",
      "UPDATE transfer_lists SET status = 'open', withdrawn_day = NULL WHERE status = 'withdrawn'",
      'DELETE FROM transfer_lists',
      'DELETE FROM transfer_lines',
      "UPDATE transfer_lines SET account = '99999999'",
      'UPDATE transfer_lines SET released = 1 WHERE released = 0',
      'UPDATE transfer_lines SET released = 0 WHERE released = 1',
    ])
      expect(() => raw.run(sql)).toThrow('transfer.final');
    expect(() =>
      raw.run(
        `INSERT INTO transfer_lines (list_id, line, visit_id, voucher_id, member_id, payee, account, amount, purpose)
         VALUES (:list, 99, :id, :voucherId, '${member(5)}', 'x', '12345678', 50000, '')`,
        { list: list?.id ?? '', ...free },
      ),
    ).toThrow('transfer.mismatch');
  });

  it('is read by index', () => {
    const plan = (sql: string, params = {}) => explain(raw, sql, params).join('\n');
    const { sql, params } = visitCandidatesSql({ ...FILTER, moneyOnly: true });
    expect(plan(sql, params)).toContain('SEARCH visits USING INDEX visits_by_day');
    const batch = visitCandidatesSql({ ...FILTER, batchId: 'x', moneyOnly: true });
    expect(plan(batch.sql, batch.params)).toMatch(/SEARCH visits USING INDEX \S*.*batch_id=\?/);
    expect(plan(transferListsSql(undefined), { limit: 10, offset: 0 })).toContain('transfer_lists_by_day');
    expect(plan(transferListsSql(undefined), { limit: 10, offset: 0 })).not.toContain('TEMP B-TREE');
    expect(plan(TRANSFER_LINES, { id: 'x' })).toContain('SEARCH transfer_lines USING PRIMARY KEY');
    expect(plan(LISTED_AIDS)).toContain('transfer_aid_once');
  });

  it('is shown to the committee masked, and nothing else', async () => {
    const { recent } = await test.call('books.lock', {});
    await test.call('books.unlock', { book: recent[0]?.book ?? '', passphrase: PASSPHRASE, role: 'committee' });
    const { rows } = await test.call('visits.listTransferLists', {});
    const sheet = await test.call('visits.readTransferList', { id: rows[0]?.id ?? '' });
    expect(sheet.lines.length).toBeGreaterThan(0);
    for (const name of [
      'visits.printTransferList',
      'visits.exportTransferList',
      'visits.listTransferCandidates',
      'visits.savePayeeAccount',
    ] as const)
      expect((await test.refusal(name, {})).code).toBe('request.notPermitted');
  });
});

describe('whatever is listed, withdrawn and reversed', () => {
  it('every list is the sum of its lines and of what was given, and nothing is on two live lists', () => {
    const books = bareBooks();
    try {
      books.write(fillBank);
      const people = putMembers(books.db, [
        { number: '0001', name: '张三' },
        { number: '0002', name: '李四' },
      ]);
      putResolution(books.db);
      const file = putFamily(books.db, { memberId: people[0] ?? '', number: '困-2026-001' });
      for (const memberId of people)
        books.write((context) =>
          savePayeeAccount(context, { memberId, name: '张三', bankName: '', account: '6217000000000001' }),
        );
      const step = fc.record({
        do: fc.constantFrom('visit', 'aid', 'list', 'withdraw', 'paid', 'reverse'),
        n: fc.nat(1000),
      });
      fc.assert(
        fc.property(fc.array(step, { minLength: 8, maxLength: 30 }), (steps) => {
          books.db.raw.exec('SAVEPOINT run');
          try {
            for (const { do: what, n } of steps) {
              try {
                books.write((context) => act(context, what, n, people, file));
              } catch (error) {
                // a reversal of what is with the bank is refused by the schema itself
                if (!(error instanceof Refusal) && !String(error).includes('transfer.onOpenList')) throw error;
              }
            }
            check();
          } finally {
            books.db.raw.exec('ROLLBACK TO run; RELEASE run');
          }
        }),
        { numRuns: 40 },
      );
    } finally {
      books.dispose();
    }

    function act(context: WriteContext, what: string, n: number, people: readonly string[], file: string): void {
      const pick = <T>(all: readonly T[]): T | undefined => all[n % Math.max(1, all.length)];
      if (what === 'visit')
        putVisit(context, pick(people) ?? '', { amount: n + 1, method: n % 4 === 0 ? 'cash' : 'bank' });
      else if (what === 'aid') putAid(context, file, { amount: n + 1 });
      else if (what === 'list') {
        const { rows } = listTransferCandidates(context.db, { ...FILTER, moneyOnly: true });
        const payments = rows.slice(0, (n % 4) + 1).map(({ source, id }) => ({ source, id }));
        if (payments.length > 0) makeTransferList(context, { day: day('2026-03-15'), fromAccount: '', payments });
      } else if (what === 'reverse') {
        const voucher = pick(
          context.db.all<{ id: string }>(
            `SELECT id FROM vouchers WHERE source IN ('visits', 'hardship') AND NOT EXISTS (SELECT 1 FROM vouchers AS red WHERE red.reverses_id = vouchers.id) ORDER BY id`,
          ),
        );
        if (voucher) reverse(context, voucher.id, '2026-03-15');
      } else {
        const list = pick(
          context.db.all<{ id: string }>("SELECT id FROM transfer_lists WHERE status = 'open' ORDER BY id"),
        );
        if (!list) return;
        if (what === 'paid') markTransferPaid(context, { id: list.id, day: day('2026-03-15') });
        else withdrawTransferList(context, { id: list.id, reason: '错' });
      }
    }

    function check(): void {
      const { db } = books;
      expect(
        db.all(
          `SELECT list.number FROM transfer_lists AS list JOIN transfer_lines AS line ON line.list_id = list.id JOIN vouchers ON vouchers.id = line.voucher_id
           GROUP BY list.id HAVING sum(line.amount) <> list.total OR sum(vouchers.amount) <> list.total OR count(*) <> list.people OR list.status = 'making'`,
        ),
      ).toEqual([]);
      expect(
        db.all(
          `SELECT coalesce(visit_id, aid_id) AS id FROM transfer_lines JOIN transfer_lists ON transfer_lists.id = list_id
           WHERE status IN ('open', 'paid') GROUP BY coalesce(visit_id, aid_id) HAVING count(*) > 1`,
        ),
      ).toEqual([]);
      expect(
        db.all(
          "SELECT 1 FROM transfer_lines JOIN transfer_lists ON id = list_id WHERE released <> (status = 'withdrawn')",
        ),
      ).toEqual([]);
      expect(
        db.all(
          `SELECT 1 FROM transfer_lines JOIN transfer_lists ON transfer_lists.id = list_id JOIN vouchers AS red ON red.reverses_id = voucher_id WHERE transfer_lists.status = 'open'`,
        ),
      ).toEqual([]);
    }
  });
});
