import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate, readMigrations } from '#electron/engine/books/migrate.ts';
import { type Connection, openConnection } from '#electron/engine/database.ts';
import { IS_USED } from '#electron/engine/ledger/chart/account-save.ts';
import { LIST_ACCOUNTS, USED_ACCOUNTS } from '#electron/engine/ledger/chart/accounts.ts';
import { LIST_PURPOSES } from '#electron/engine/ledger/chart/purposes.ts';
import { ACCOUNT } from '#electron/engine/ledger/chart/standard-accounts.ts';
import { readShippedChart } from '#electron/engine/ledger/commands.ts';
import { nextDetailCode } from '#shared/account-code.ts';
import { day, month } from '#shared/calendar.ts';
import type { InputOf, ValueOf } from '#shared/contract/index.ts';
import { fen } from '#shared/money.ts';
import { explain, secondConnection } from './explain.ts';
import { startWithBooks, type TestEngine } from './support.ts';

const ASSETS = fileURLToPath(new URL('../../assets', import.meta.url));
const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url));

let test: TestEngine;
let db: Connection;
beforeAll(async () => {
  test = await startWithBooks();
  db = await secondConnection(test);
});
afterAll(async () => {
  db.close();
  await test.dispose();
});

const accounts = (retired = true) => test.call('ledger.listAccounts', { retired });
const find = async (code: string) => {
  const account = (await accounts()).find((candidate) => candidate.code === code);
  if (!account) throw new Error(`no account ${code}`);
  return account;
};
const add = (change: Partial<InputOf<'ledger.addAccount'>> = {}) =>
  test.call('ledger.addAccount', { parentId: '2021:50501', code: '5050101', name: '干部培训', ...change });
const head = async () => (await test.call('union.listTrail', {})).head;
const record = (purposeId: string, change: Partial<InputOf<'ledger.recordSimple'>> = {}) =>
  test.call('ledger.recordSimple', {
    direction: 'expense',
    purposeId,
    amount: fen(10000),
    method: 'bank',
    day: day('2026-03-05'),
    summary: '试记一笔',
    attachmentCount: 1,
    ...change,
  });

describe('科目表', () => {
  it('names the 2017 spending kinds beside the accounts, and finds an account by them', async () => {
    const rows = await accounts();
    const oldNames = new Set(rows.map(({ oldName }) => oldName));
    // 总工办发〔2017〕32号: 7 kinds of income, 职工活动 5, 维权 6, 业务 4, and the single ones
    const kinds =
      '会费收入 拨缴经费收入 上级工会补助收入 行政补助收入 事业收入 投资收益 其他收入 职工教育支出 文体活动支出 宣传活动支出 职工集体福利支出 其他活动支出 劳动关系协调费 劳动保护费 法律援助费 困难职工帮扶费 送温暖费 其他维权支出 培训费 会议费 专项业务费 其他业务支出 资本性支出 事业支出 其他支出';
    expect(kinds.split(' ').filter((kind) => !oldNames.has(kind))).toEqual([]);
    expect((await find('50105')).oldName).toBe('职工集体福利支出');
    const found = (typed: string) => rows.filter(({ keywords }) => keywords.includes(typed)).map(({ code }) => code);
    expect(found('职工集体福利')).toEqual(['50105']);
    expect(found('zgjtfl')).toEqual(['50105']);
    expect(found('huiyuanhuodong')).toEqual(['50105']);
  });

  it('says of every account whether it is used, own, fixed, and where it hangs', async () => {
    expect(await find('102')).toMatchObject({ used: true, own: false, fixed: true, level: 1, retired: false });
    expect(await find('32205')).toMatchObject({ used: true, fixed: true, level: 2, parentId: '2021:322' });
    expect(await find('405')).toMatchObject({ used: false, fixed: false });
    const fixed = (await accounts()).filter((account) => account.fixed).map(({ id }) => id);
    expect(fixed.sort()).toEqual([...new Set(Object.values(ACCOUNT))].sort());
  });

  it('reads the lists by their indexes', () => {
    expect(explain(db, LIST_ACCOUNTS).join('\n')).toMatch(/SCAN accounts USING INDEX/);
    const used = explain(db, USED_ACCOUNTS).join('\n');
    expect(used).toMatch(/SEARCH entries USING COVERING INDEX entries_by_account/);
    expect(used).toMatch(/SEARCH opening_balances USING PRIMARY KEY \(year=\? AND account_id=\?\)/);
    expect(explain(db, IS_USED, { id: 'x' }).join('\n')).toMatch(/SEARCH accounts USING (COVERING )?INDEX .*\(id=\?\)/);
    expect(explain(db, LIST_PURPOSES).join('\n')).toMatch(/SCAN purposes USING INDEX purposes_in_order/);
  });

  it('gives books that were made before the same 2017 names and purposes as new ones', async () => {
    const migrations = readMigrations(MIGRATIONS);
    const older = openConnection(join(test.folder, 'older.db'), '22'.repeat(48), 'create');
    const before = migrations.filter(({ version }) => version < 90);
    const at = '2026-01-01T00:00:00.000Z';
    migrate(older, before, at);
    for (const { id, code, name, class: kind, side, parentId } of readShippedChart(ASSETS))
      older.run(
        'INSERT INTO accounts (id, code, name, class, side, parent_id) VALUES (:id, :code, :name, :kind, :side, :parentId)',
        { id, code, name, kind, side, parentId },
      );
    const late = ['in-allocation-refunded', 'in-surplus'];
    const shipped = db.all<Record<string, string | number | null>>(
      'SELECT id, direction, flow, label, hint, account_id, old_name FROM purposes ORDER BY direction, position',
    );
    shipped
      .filter(({ id }) => !late.includes(String(id)))
      .forEach(({ id, direction, flow, label, hint, account_id }, position) => {
        older.run(
          'INSERT INTO purposes (id, direction, flow, label, hint, account_id, position) VALUES (:id, :direction, :flow, :label, :hint, :account_id, :position)',
          { id, direction, flow, label, hint, account_id, position },
        );
      });
    migrate(older, migrations, at);
    const names = (connection: Connection) => connection.all('SELECT id, old_name FROM accounts ORDER BY id');
    expect(names(older)).toEqual(names(db));
    const added = (connection: Connection) =>
      connection.all(
        "SELECT id, direction, flow, label, hint, account_id, old_name FROM purposes WHERE id IN ('in-allocation-refunded', 'in-surplus') ORDER BY position",
      );
    expect(added(older)).toEqual(added(db));
    const order = (connection: Connection) => connection.all('SELECT id FROM purposes ORDER BY direction, position');
    expect(order(older)).toEqual(order(db));
    older.close();
  });
});

describe('明细科目', () => {
  it('is added under an account, takes over its purposes and is posted to', async () => {
    const { account, movedPurposes } = await add();
    expect(account).toMatchObject({
      code: '5050101',
      name: '干部培训',
      own: true,
      class: 'expense',
      side: 'debit',
      detail: true,
      level: 3,
      parentId: '2021:50501',
    });
    expect(movedPurposes).toEqual(['工会干部培训']);
    expect(await find('50501')).toMatchObject({ detail: false });
    const voucher = await record('ex-training');
    expect(voucher.entries.map(({ accountCode }) => accountCode)).toEqual(['5050101', '102']);
    const second = await add({ code: '5050102', name: '积极分子培训' });
    expect(second.movedPurposes).toEqual([]);
    expect((await find('5050101')).used).toBe(true);
  });

  it('is never made where it would break what is there; the sentence says what to do instead', async () => {
    await record('ex-sport');
    const before = await head();
    const refused = async (change: Partial<InputOf<'ledger.addAccount'>>) =>
      test.refusal('ledger.addAccount', { parentId: '2021:50503', code: '5050301', name: '表彰', ...change });
    expect(await refused({ parentId: '2021:50102', code: '5010201' })).toEqual({
      code: 'ledger.accountHasEntries',
      sentence: expect.stringMatching(/「50102 文体活动支出」已经记过账.*同级另加/),
    });
    for (const parentId of Object.values(ACCOUNT))
      expect((await refused({ parentId, code: '1020101' })).code).toBe('ledger.accountNoChild');
    expect((await refused({ parentId: '2021:141', code: '14101' })).code).toMatch(/accountHasEntries|accountNoChild/);
    expect((await refused({ code: '5050101' })).code).toBe('ledger.accountCodePrefix');
    expect((await refused({ code: '50503' })).code).toBe('ledger.accountCodePrefix');
    expect((await refused({ parentId: '2021:50501', code: '5050102' })).code).toBe('ledger.accountCodeTaken');
    expect((await refused({ parentId: '2021:50501', code: '5050109', name: '干部培训' })).code).toBe(
      'ledger.accountNameTaken',
    );
    expect((await refused({ parentId: 'nobody' })).code).toBe('request.notFound');
    for (const code of ['', '50', '5050x', '5'.repeat(21), '50503-1'])
      expect((await refused({ code })).code).toBe('request.invalid');
    expect((await refused({ name: ' ' })).code).toBe('request.invalid');
    expect(await head()).toBe(before);
  });

  it('is refused by the schema itself under an account with entries', () => {
    expect(() =>
      db.run(
        "INSERT INTO accounts (id, code, name, class, side, parent_id, own) VALUES ('x', '5010299', 'x', 'expense', 'debit', '2021:50102', 1)",
      ),
    ).toThrow('ledger.accountNotDetail');
    expect(() => db.run("DELETE FROM accounts WHERE id = '2021:405'")).toThrow('ledger.accountStandard');
    expect(() => db.run("UPDATE accounts SET own = 1 WHERE id = '2021:405'")).toThrow('ledger.accountStandard');
    expect(() => db.run("UPDATE purposes SET account_id = '2021:501' WHERE id = 'ex-other'")).toThrow(
      'purposes_detail_update',
    );
  });

  it('is removed only while nothing rests on it', async () => {
    const { account: fresh } = await add({ code: '5050103', name: '临时' });
    expect(await test.call('ledger.removeAccount', { id: fresh.id })).toEqual({ code: '5050103', name: '临时' });
    expect((await accounts()).some(({ id }) => id === fresh.id)).toBe(false);
    const { account: budgeted } = await add({ code: '5050104', name: '有预算' });
    await test.call('ledger.saveBudget', {
      year: 2026,
      lines: [{ accountId: budgeted.id, amount: fen(100), lastYear: fen(0), note: '' }],
    });
    const before = await head();
    const used = await find('5050101');
    expect((await test.refusal('ledger.removeAccount', { id: budgeted.id })).code).toBe('ledger.accountUsed');
    expect((await test.refusal('ledger.removeAccount', { id: used.id })).code).toBe('ledger.accountPurpose');
    expect((await test.refusal('ledger.removeAccount', { id: '2021:405' })).code).toBe('ledger.accountStandard');
    expect((await test.refusal('ledger.removeAccount', { id: 'nobody' })).code).toBe('request.notFound');
    expect(await head()).toBe(before);
    expect((await accounts()).some(({ id }) => id === budgeted.id)).toBe(true);
  });

  it('goes out of use and back; what stands in the way is named', async () => {
    const refused = (id: string, retired = true) => test.refusal('ledger.retireAccount', { id, retired });
    expect((await refused(ACCOUNT.bank)).code).toBe('ledger.accountKeep');
    expect((await refused('2021:504')).sentence).toMatch(/还有在用的明细科目/);
    expect((await refused('2021:50406')).sentence).toMatch(/「其他维权」还记在科目「50406 其他维权支出」上/);
    await record('tr-custody', { direction: 'transfer' });
    expect((await refused('2021:221')).code).toBe('ledger.accountPurpose');
    for (const id of ['tr-custody', 'tr-custody-out'])
      await test.call('ledger.savePurpose', { ...purposeInput(await purposeOf(id)), retired: true });
    expect((await refused('2021:221')).sentence).toBe('科目「221 代管经费」还有余额 100.00 元，请先转出再停用。');

    const { account } = await add({ code: '5050105', name: '停用的' });
    expect(await test.call('ledger.retireAccount', { id: account.id, retired: true })).toMatchObject({ retired: true });
    expect((await accounts(false)).some(({ id }) => id === account.id)).toBe(false);
    expect((await find('5050105')).retired).toBe(true);
    expect(
      (
        await test.refusal('ledger.postVoucher', {
          day: '2026-03-05',
          summary: '记到停用的科目',
          entries: [
            { accountId: account.id, summary: '', debit: 100, credit: 0 },
            { accountId: ACCOUNT.bank, summary: '', debit: 0, credit: 100 },
          ],
        })
      ).code,
    ).toBe('ledger.accountMissing');
    expect(await test.call('ledger.retireAccount', { id: account.id, retired: false })).toMatchObject({
      retired: false,
    });
    // an account whose details are all out of use is still no account to post to
    await test.call('ledger.retireAccount', { id: account.id, retired: true });
    expect(await find('50501')).toMatchObject({ detail: false });
    expect((await refused('nobody')).code).toBe('request.notFound');
  });

  it('cannot come back under a parent that is out of use, nor be added there', async () => {
    const { account: parent } = await add({ parentId: '2021:407', code: '40701', name: '理财' });
    const { account: child } = await test.call('ledger.addAccount', {
      parentId: parent.id,
      code: '4070101',
      name: '国债',
    });
    await test.call('ledger.savePurpose', { ...purposeInput(await purposeOf('in-investment')), accountId: '2021:405' });
    for (const id of [child.id, parent.id]) await test.call('ledger.retireAccount', { id, retired: true });
    expect((await test.refusal('ledger.retireAccount', { id: child.id, retired: false })).code).toBe(
      'ledger.accountParentRetired',
    );
    expect((await test.refusal('ledger.addAccount', { parentId: parent.id, code: '4070102', name: '新的' })).code).toBe(
      'ledger.accountParentRetired',
    );
  });
});

const purposeInput = ({ id, direction, label, hint, accountId }: ValueOf<'ledger.savePurpose'>) => ({
  id,
  direction,
  label,
  hint,
  accountId,
});
async function purposeOf(id: string) {
  const purpose = (await test.call('ledger.listPurposes', { retired: true })).find((candidate) => candidate.id === id);
  if (!purpose) throw new Error(`no purpose ${id}`);
  return purpose;
}

describe('修改科目', () => {
  it('renumbers a standard account with those below it; ids and vouchers stay', async () => {
    const before = await record('ex-home', { day: day('2026-04-01') });
    const changed = await test.call('ledger.changeAccount', {
      id: '2021:503',
      code: '512',
      name: '职工服务支出',
      oldName: '',
      evidence: '已按市总工会科目表核对',
    });
    expect(changed).toMatchObject({ id: '2021:503', code: '512', evidence: '已按市总工会科目表核对' });
    const below = (await accounts()).filter(({ parentId }) => parentId === '2021:503');
    expect(below.map(({ code }) => code)).toEqual(['51201', '51202', '51203', '51204', '51205']);
    const after = await test.call('ledger.getVoucher', { id: before.id });
    expect(after.entries[0]).toMatchObject({ accountId: '2021:50302', accountCode: '51202' });
    const budget = await test.call('ledger.readTrialBalance', { from: month('2026-04'), to: month('2026-04') });
    expect(budget.lines.find(({ accountId }) => accountId === '2021:503')).toMatchObject({ code: '512', debit: 10000 });
  });

  it('refuses a number that is taken, directly or by an account that would follow', async () => {
    const before = await head();
    const change = (id: string, code: string, name: string) =>
      test.refusal('ledger.changeAccount', { id, code, name, oldName: '', evidence: '' });
    expect((await change('2021:505', '504', '业务支出')).sentence).toBe(
      '编号 504 已经给了「维权支出」，请换一个编号。',
    );
    expect((await change('2021:50401', '50402', '劳动关系协调支出')).code).toBe('ledger.accountCodeTaken');
    expect((await change('2021:50401', '60401', '劳动关系协调支出')).code).toBe('ledger.accountCodePrefix');
    expect((await change('2021:50401', '50401', '劳动保护支出')).code).toBe('ledger.accountNameTaken');
    expect((await change('nobody', '599', 'x')).code).toBe('request.notFound');
    expect(await head()).toBe(before);
  });

  it('may take a number that an account below it gives up', async () => {
    // 508 -> 50801 -> back, where the detail account's number begins with the new one
    const { account: child } = await add({ parentId: '2021:509', code: '50901', name: '食堂' });
    const moved = await test.call('ledger.changeAccount', {
      id: '2021:509',
      code: '50901',
      name: '对附属单位的支出',
      oldName: '事业支出',
      evidence: '',
    });
    expect(moved.code).toBe('50901');
    expect((await accounts()).find(({ id }) => id === child.id)?.code).toBe('5090101');
  });
});

describe('收支用途', () => {
  it('has a choice for every kind of income and spending of the rules', async () => {
    const labels = (await test.call('ledger.listPurposes', { retired: true })).map(({ label }) => label);
    const kinds = [
      '会费',
      '全额返还',
      '留成',
      '全额拨来',
      '不限定用途',
      '限定用途',
      '行政补助',
      '政府补助',
      '附属单位上缴',
      '投资收益',
      '利息',
      '捐赠',
      '盘盈',
      '净收入',
      '职工教育',
      '文体',
      '宣传',
      '疗休养',
      '节日慰问',
      '生日',
      '结婚',
      '住院',
      '退休',
      '电影',
      '春游',
      '公园年票',
      '其他职工活动',
      '竞赛',
      '建家',
      '创新',
      '书屋',
      '互助保障',
      '劳动关系',
      '劳动保护',
      '法律援助',
      '困难职工帮扶',
      '送温暖',
      '其他维权',
      '培训',
      '会议',
      '专项业务',
      '其他业务',
      '固定资产',
      '附属单位',
      '赞助',
      '盘亏',
      '其他支出',
    ];
    expect(kinds.filter((kind) => !labels.some((label) => label.includes(kind)))).toEqual([]);
  });

  it('is renamed, moved to another account, put in its place, taken out of use', async () => {
    const sport = await purposeOf('ex-sport-goods');
    const saved = await test.call('ledger.savePurpose', {
      ...purposeInput(sport),
      label: '球类用品',
      hint: '羽毛球、乒乓球',
      accountId: '2021:50106',
      rank: 2,
    });
    expect(saved).toMatchObject({
      id: 'ex-sport-goods',
      label: '球类用品',
      accountCode: '50106',
      oldName: '其他活动支出',
      own: false,
    });
    const order = (await test.call('ledger.listPurposes', {}))
      .filter(({ direction }) => direction === 'expense')
      .map(({ id }) => id);
    expect(order.indexOf('ex-sport-goods')).toBe(1);
    const voucher = await record('ex-sport-goods');
    expect(voucher.entries[0]?.accountCode).toBe('50106');
    await test.call('ledger.savePurpose', { ...purposeInput(saved), retired: true });
    expect((await test.call('ledger.listPurposes', {})).some(({ id }) => id === 'ex-sport-goods')).toBe(false);
    expect(await purposeOf('ex-sport-goods')).toMatchObject({ retired: true });
    expect(
      (
        await test.refusal('ledger.recordSimple', {
          direction: 'expense',
          purposeId: 'ex-sport-goods',
          amount: 100,
          method: 'bank',
          day: '2026-03-05',
          summary: 'x',
        })
      ).code,
    ).toBe('ledger.purposeMissing');
  });

  it('is added by the union, at the end or where it is put', async () => {
    const own = await test.call('ledger.savePurpose', {
      direction: 'expense',
      label: '女职工活动',
      hint: '三八节、女工讲座',
      accountId: '2021:50106',
      rank: 1,
    });
    expect(own).toMatchObject({ own: true, flow: 'out', accountCode: '50106' });
    expect(own.keywords).toContain('nzghd');
    const expenses = (await test.call('ledger.listPurposes', {})).filter(({ direction }) => direction === 'expense');
    expect(expenses[0]?.id).toBe(own.id);
    const back = await test.call('ledger.savePurpose', {
      direction: 'transfer',
      flow: 'in',
      label: '退回押金',
      accountId: '2021:113',
    });
    const transfers = (await test.call('ledger.listPurposes', {})).filter(({ direction }) => direction === 'transfer');
    expect(transfers.at(-1)?.id).toBe(back.id);
    const voucher = await record(back.id, { direction: 'transfer' });
    expect(voucher.entries.map(({ accountCode, debit }) => [accountCode, debit])).toEqual([
      ['102', 10000],
      ['113', 0],
    ]);
  });

  it('never points where it cannot post; nothing is written', async () => {
    const before = await head();
    const refused = async (change: object) =>
      (
        await test.refusal('ledger.savePurpose', {
          direction: 'expense',
          label: '新用途',
          accountId: '2021:50106',
          ...change,
        })
      ).code;
    expect(await refused({ accountId: '2021:504' })).toBe('ledger.accountNotDetail');
    expect(await refused({ accountId: '2021:401' })).toBe('ledger.purposeAccount');
    expect(await refused({ accountId: 'nobody' })).toBe('ledger.accountMissing');
    expect(await refused({ accountId: (await find('5050105')).id })).toBe('ledger.accountMissing');
    expect(await refused({ direction: 'transfer', flow: 'in', accountId: ACCOUNT.bank })).toBe('ledger.purposeAccount');
    expect(await refused({ direction: 'transfer', accountId: '2021:113' })).toBe('request.invalid');
    expect(await refused({ flow: 'in' })).toBe('request.invalid');
    expect(await refused({ label: '女职工活动' })).toBe('ledger.purposeTaken');
    expect(await refused({ id: 'nobody' })).toBe('request.notFound');
    expect(await refused({ id: 'in-dues', label: '会费' })).toBe('ledger.purposeDirection');
    expect(await refused({ id: 'tr-withdraw', direction: 'transfer', accountId: '2021:113' })).toBe(
      'ledger.purposeFixed',
    );
    expect(await refused({ rank: 0 })).toBe('request.invalid');
    expect(await head()).toBe(before);
    const { hint, accountId } = await purposeOf('tr-withdraw');
    expect(
      await test.call('ledger.savePurpose', {
        id: 'tr-withdraw',
        direction: 'transfer',
        label: '取现金',
        hint,
        accountId,
      }),
    ).toMatchObject({ label: '取现金', fixedMethod: 'bank' });
  });
});

describe('the next detail number', () => {
  it('is free, two digits longer and begins with the parent', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[1-9]\d{2,6}$/), fc.array(fc.integer({ min: 0, max: 99 })), (parent, taken) => {
        const codes = taken.map((number) => `${parent}${String(number).padStart(2, '0')}`);
        const next = nextDetailCode(parent, [parent, ...codes]);
        if (next === undefined) expect(new Set(codes.filter((code) => !code.endsWith('00'))).size).toBe(99);
        else {
          expect(next).toMatch(new RegExp(`^${parent}\\d{2}$`));
          expect(codes).not.toContain(next);
          expect(next.endsWith('00')).toBe(false);
        }
      }),
    );
    expect(nextDetailCode('501', ['501', '50101', '50106'])).toBe('50107');
    expect(nextDetailCode('1'.repeat(19), [])).toBeUndefined();
  });
});

describe('any sequence of changes', () => {
  let other: TestEngine;
  beforeAll(async () => {
    other = await startWithBooks();
  });
  afterAll(() => other.dispose());

  it('keeps every number unique and every detail below its parent, whatever is done in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            act: fc.constantFrom('add', 'change', 'retire', 'restore', 'remove'),
            pick: fc.nat(200),
            digits: fc.nat(9999),
          }),
          { minLength: 1, maxLength: 12 },
        ),
        async (steps) => {
          for (const { act, pick, digits } of steps) {
            const rows = await other.call('ledger.listAccounts', { retired: true });
            const account = rows[pick % rows.length];
            if (!account) return;
            if (act === 'add') {
              const code =
                digits % 3 === 0
                  ? `${account.code}${digits % 100}`
                  : nextDetailCode(
                      account.code,
                      rows.map((row) => row.code),
                    );
              await other.engine.call('ledger.addAccount', {
                parentId: account.id,
                code: code ?? '1',
                name: `明细${digits}`,
              });
            } else if (act === 'change') {
              const parent = rows.find((row) => row.id === account.parentId);
              const { id, name, oldName, evidence } = account;
              await other.engine.call('ledger.changeAccount', {
                id,
                name,
                oldName,
                evidence,
                code: `${parent?.code ?? ''}${100 + digits}`,
              });
            } else if (act === 'remove') await other.engine.call('ledger.removeAccount', { id: account.id });
            else await other.engine.call('ledger.retireAccount', { id: account.id, retired: act === 'retire' });
          }
          const rows = await other.call('ledger.listAccounts', { retired: true });
          expect(new Set(rows.map(({ code }) => code)).size).toBe(rows.length);
          const byId = new Map(rows.map((row) => [row.id, row]));
          for (const row of rows) {
            const parent = row.parentId === undefined ? undefined : byId.get(row.parentId);
            if (row.parentId === undefined) continue;
            expect(parent).toBeDefined();
            expect(row.class).toBe(parent?.class);
            if (!row.retired) expect(parent?.retired).toBe(false);
            if (parent?.fixed) expect(row.own).toBe(false);
          }
          // what the program and the purposes post to can always be posted to
          for (const id of Object.values(ACCOUNT)) expect(byId.get(id)).toMatchObject({ detail: true, retired: false });
          for (const purpose of await other.call('ledger.listPurposes', {}))
            expect(byId.get(purpose.accountId)).toMatchObject({ detail: true, retired: false });
          const trial = await other.call('ledger.readTrialBalance', { from: month('2026-01'), to: month('2026-12') });
          expect(trial.balanced).toBe(true);
        },
      ),
      { numRuns: 40 },
    );
  });
});
