import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CellObject, read, type WorkBook } from '@e965/xlsx';
import { keyFromPassphrase, saltOf } from '#electron/engine/books/key.ts';
import { type Connection, openConnection, type Readable } from '#electron/engine/database.ts';
import type { Progress } from '#electron/engine/jobs/protocol.ts';
import { writeAuditPackage } from '#electron/engine/review/package.ts';
import { day, month } from '#shared/calendar.ts';
import type { JobState } from '#shared/contract/books.ts';
import type { LevyRow } from '#shared/contract/dues.ts';
import { fen } from '#shared/money.ts';
import { putMembers } from './dues-support.ts';
import { secondConnection } from './explain.ts';
import { fileFamily } from './hardship-support.ts';
import { PASSPHRASE, type TestEngine } from './support.ts';

const assetsFolder = fileURLToPath(new URL('../../assets', import.meta.url));

/** What the hardship file and the member hold that may never leave the books. */
export const SECRETS = {
  idNumber: '330203198803079699',
  phone: '13812345678',
  bankAccount: '6228480402564890018',
  health: '慢性肾衰竭',
  address: '滨江路八号四单元',
  spouseHealth: '白血病',
  note: '家里欠外债',
  typedPhone: '13987654321',
} as const;

export interface Story {
  /** Vouchers by what they are for. */
  vouchers: { largeBare: string; reversedVisit: string; aid: string; decemberVisit: string };
  resolutions: { aid: string; festival: string };
  members: string[];
  fileId: string;
}

/**
 * A first quarter with everything an audit meets: dues paid, short and taken back, a festival, visits signed, unsigned and reversed, a
 * hardship family, expenses large and small, text that looks like a formula.
 */
export async function liveQuarter(test: TestEngine): Promise<Story> {
  const raw = await secondConnection(test);
  const members = putMembers(
    raw,
    Array.from({ length: 6 }, (_, index) => ({
      number: `000${index + 1}`,
      name: `会员${'甲乙丙丁戊己'[index]}`,
      wage: 4567 + index * 1000,
    })),
  );
  raw.run('UPDATE members SET id_number = :idNumber, phone = :phone WHERE id = :id', {
    id: members[0],
    idNumber: SECRETS.idNumber,
    phone: SECRETS.phone,
  });
  raw.close();
  const member = (index: number) => members[index] ?? '';
  const resolution = (number: string, on: string, title: string, limit?: number) =>
    test.call('union.saveResolution', {
      number,
      day: day(on),
      title,
      ...(limit === undefined ? {} : { limit: fen(limit) }),
    });
  const aidResolution = await resolution('2026-01', '2026-01-05', '困难帮扶会议纪要', 500_000);
  const festivalResolution = await resolution('2026-02', '2026-01-06', '春节慰问会议纪要');
  await saveBudget(test);
  await payDues(test);

  const simple = (
    purposeId: string,
    amount: number,
    on: string,
    summary: string,
    more: { resolutionId?: string; counterparty?: string } = {},
  ) =>
    test.call('ledger.recordSimple', {
      direction: purposeId.startsWith('in-') ? 'income' : 'expense',
      purposeId,
      amount: fen(amount),
      method: 'bank',
      day: day(on),
      summary,
      attachmentCount: 1,
      ...more,
    });
  await simple('in-allocation', 3_000_000, '2026-01-10', '1 月拨缴经费');
  await simple('ex-sport', 123_456, '2026-02-10', '=1+1 羽毛球');
  await simple('ex-sport', 20_000, '2026-02-11', `@奖品 联系 ${SECRETS.typedPhone}`, { counterparty: '+文体商店' });
  const largeBare = await simple('ex-sport', 600_000, '2026-03-03', '秋季运动会服装');

  await test.call('visits.makeFestival', {
    name: '春节慰问',
    kindId: 'festival',
    day: day('2026-02-01'),
    form: 'goods',
    goods: '米面油',
    amountEach: fen(20_000),
    filter: { statuses: ['active'] },
    method: 'bank',
    attachmentCount: 3,
    resolutionId: festivalResolution.id,
  });
  const visit = (memberId: string, on: string, kindId: string, more: { signedDay?: ReturnType<typeof day> } = {}) =>
    test.call('visits.record', {
      kindId,
      memberId,
      day: day(on),
      form: kindId === 'birthday' ? 'coupon' : 'money',
      goods: kindId === 'birthday' ? '蛋糕券' : '',
      amount: fen(10_000),
      reason: `因${SECRETS.health}住院`,
      visitors: ['周明', '吴敏'],
      method: 'cash',
      attachmentCount: 1,
      ...more,
    });
  await visit(member(1), '2026-02-03', 'birthday', { signedDay: day('2026-02-03') });
  const reversed = await visit(member(2), '2026-02-04', 'birthday');
  await test.call('ledger.reverseVoucher', { id: reversed.voucherId, day: day('2026-02-20'), reason: '重复登记' });
  const december = await visit(member(3), '2026-03-10', 'birthday');

  const aid = await openFamily(test, member(0), aidResolution.id);
  return {
    vouchers: {
      largeBare: largeBare.id,
      reversedVisit: reversed.voucherId,
      aid: aid.voucherId,
      decemberVisit: december.voucherId,
    },
    resolutions: { aid: aidResolution.id, festival: festivalResolution.id },
    members,
    fileId: aid.fileId,
  };
}

async function saveBudget(test: TestEngine): Promise<void> {
  const lines = [
    ['2021:401', 300_000, 280_000],
    ['2021:402', 3_000_000, 2_900_000],
    ['2021:50102', 500_000, 450_000],
    ['2021:50105', 900_000, 800_000],
    ['2021:504', 700_000, 300_000],
  ] as const;
  await test.call('ledger.saveBudget', {
    year: 2026,
    lines: lines.map(([accountId, amount, lastYear]) => ({
      accountId,
      amount: fen(amount),
      lastYear: fen(lastYear),
      note: '',
    })),
  });
}

/** Two months levied; one member pays in full, one short, one's payment is taken back. */
async function payDues(test: TestEngine): Promise<void> {
  for (const at of ['2026-01', '2026-02'] as const) await test.call('dues.raiseLevy', { month: month(at) });
  const { rows } = await test.call('dues.listLevies', { month: month('2026-01') });
  const pay = (index: number, amount: number, method: 'cash' | 'bank') => {
    const levy = rows[index];
    if (!levy) throw new Error('no levy');
    return test.call('dues.recordReceipt', { levyId: levy.id, amount: fen(amount), method, day: day('2026-01-20') });
  };
  await pay(0, rows[0]?.amount ?? 0, 'bank');
  await pay(1, 1000, 'cash');
  await pay(2, 2000, 'bank');
  const batches = await test.call('dues.listBatches', {});
  const batch = batches.rows.find((candidate) => candidate.total === 2000);
  if (!batch) throw new Error('no batch');
  await test.call('dues.takeBackBatch', { batchId: batch.id, day: day('2026-02-05'), reason: '记错人' });
  await payAhead(test, [rows[0], rows[2], rows[3]]);
}

/** One pays a year ahead and gets part of it back, one is spared February, one's payment is released. */
async function payAhead(test: TestEngine, levies: readonly (LevyRow | undefined)[]): Promise<void> {
  const [ahead, spared, released] = levies;
  if (!ahead || !spared || !released) throw new Error('too few levies');
  await test.call('dues.recordReceipts', {
    upTo: month('2026-01'),
    only: month('2026-01'),
    lines: [{ memberId: ahead.memberId, amount: fen(30_000) }, { memberId: released.memberId }],
    overToCredit: true,
    method: 'bank',
    day: day('2026-02-06'),
    payer: '一分会',
  });
  const refund = { memberId: ahead.memberId, amount: fen(5_000), method: 'cash', reason: '多交了' } as const;
  await test.call('dues.refundCredit', { ...refund, day: day('2026-02-10') });
  const { refundId } = await test.call('dues.refundCredit', { ...refund, day: day('2026-03-10') });
  await test.call('dues.takeBackRefund', { refundId, day: day('2026-03-11'), reason: '没有领' });
  await test.call('dues.saveWaiver', {
    memberIds: [spared.memberId],
    fromMonth: month('2026-02'),
    toMonth: month('2026-02'),
    reason: '病假',
    decision: '工会委员会会议',
    day: day('2026-02-10'),
  });
  await test.call('dues.releasePayment', { levyId: released.id, reason: '收错月份' });
}

async function openFamily(
  test: TestEngine,
  memberId: string,
  resolutionId: string,
): Promise<{ fileId: string; voucherId: string }> {
  await test.call('hardship.saveParameters', {
    place: '滨江区',
    from: day('2026-01-01'),
    minimumLiving: fen(110_000),
    deepMultiplePercent: 100,
    relativeMultiplePercent: 200,
    accidentSharePercent: 80,
    source: '区民政局公告',
  });
  const file = await fileFamily(
    test,
    {
      memberId,
      people: 3,
      household: [{ name: '刘梅', relation: '配偶', health: SECRETS.spouseHealth, monthlyIncome: fen(0) }],
      incomes: [{ label: '本人工资', yearly: fen(4_800_000), wage: true }],
      expenses: [{ label: '自付药费', yearly: fen(1_800_000) }],
      cause: 'illness',
      healthStatus: SECRETS.health,
      address: SECRETS.address,
      bankName: '农业银行滨江支行',
      bankAccount: SECRETS.bankAccount,
      note: SECRETS.note,
    },
    { filed: '2026-03-01', category: 'deep', ground: '入户调查', resolutionId },
  );
  const pay = (amount: number, on: string) =>
    test.call('hardship.payAid', {
      fileId: file.id,
      day: day(on),
      kind: 'medical',
      amount: fen(amount),
      method: 'bank',
      resolutionId,
      attachmentCount: 4,
      note: SECRETS.note,
    });
  const { voucherId, aid } = await pay(300_000, '2026-03-05');
  await test.call('hardship.signAid', { id: aid.id, signedBy: '会员甲', signedDay: day('2026-03-06') });
  const second = await pay(100_000, '2026-03-06');
  await test.call('ledger.reverseVoucher', { id: second.voucherId, day: day('2026-03-07'), reason: '重复发放' });
  return { fileId: file.id, voucherId };
}

/**
 * Carries the quarter over the year's end: everything closed, then in the new year a visit and a receipt of the old one are taken
 * back, and old dues are paid.
 */
export async function liveIntoNextYear(test: TestEngine, story: Story): Promise<void> {
  test.setNow('2027-02-15T02:00:00.000Z');
  await test.call('ledger.closeMonth', { month: month('2026-11') });
  await test.call('ledger.closeYear', { year: 2026 });
  await test.call('ledger.reverseVoucher', {
    id: story.vouchers.decemberVisit,
    day: day('2027-01-08'),
    reason: '未领取',
  });
  const { rows } = await test.call('dues.listLevies', { month: month('2026-02') });
  const levy = rows[3];
  if (!levy) throw new Error('no levy');
  await test.call('dues.recordReceipt', { levyId: levy.id, amount: levy.owed, method: 'bank', day: day('2027-01-09') });
  const [credit] = (await test.call('dues.listCredits', {})).rows;
  if (!credit) throw new Error('no credit');
  const { memberId } = credit;
  const back = { memberId, amount: fen(700), method: 'bank', day: day('2027-01-09'), reason: '调出' } as const;
  await test.call('dues.refundCredit', back);
  const batches = await test.call('dues.listBatches', {});
  const short = batches.rows.find((batch) => batch.total === 1000);
  if (!short) throw new Error('no batch');
  await test.call('dues.takeBackBatch', { batchId: short.id, day: day('2027-01-10'), reason: '退回' });
}

/** A copy of the open books without any trigger, to put in what the program itself would never write. The caller closes it. */
export async function unguardedCopy(test: TestEngine, name: string): Promise<Connection> {
  const source = await secondConnection(test);
  const folder = join(test.folder, 'documents', '小家账本');
  const books = readdirSync(folder).find((file) => file.endsWith('.xjz')) ?? '';
  const salt = saltOf(join(folder, books));
  if (!salt) throw new Error('no salt');
  const file = join(test.folder, `${name}.db`);
  source.raw.prepare('VACUUM INTO ?').run(file);
  source.close();
  const copy = openConnection(file, await keyFromPassphrase(PASSPHRASE, salt), 'write');
  copy.raw.pragma('foreign_keys = OFF');
  for (const trigger of copy.all<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'trigger'"))
    copy.raw.exec(`DROP TRIGGER "${trigger.name}"`);
  return copy;
}

/** Writes a package straight from a connection, into a folder of its own. */
export async function packageOf(
  db: Readable,
  folder: string,
  year: number,
  progress: Progress = () => undefined,
): Promise<Awaited<ReturnType<typeof writeAuditPackage>>> {
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
  return writeAuditPackage(db, {
    packageId: 'test',
    year,
    folder,
    operator: '陈静',
    now: '2026-04-08T02:00:00.000Z',
    assetsFolder,
    programVersion: '0.0.0-test',
    progress,
  });
}

/** Reads a workbook with a library that is not the one that wrote it. */
export const openWorkbook = (folder: string, name: string): WorkBook =>
  read(readFileSync(join(folder, name)), { cellFormula: true });

/** All cells of a sheet that hold something, with their addresses. */
export function cellsOf(workbook: WorkBook, sheetName: string): [string, CellObject][] {
  return Object.entries(workbook.Sheets[sheetName] ?? {}).filter(([address]) => !address.startsWith('!'));
}

/** The row whose cell in a column is this text, as values by column letter. */
export function rowWith(
  workbook: WorkBook,
  sheetName: string,
  column: string,
  text: string | RegExp,
): Record<string, unknown> {
  const cells = cellsOf(workbook, sheetName);
  const found = cells.find(
    ([address, cell]) =>
      new RegExp(`^${column}\\d+$`).test(address) &&
      (typeof text === 'string' ? cell.v === text : text.test(String(cell.v ?? ''))),
  );
  if (!found) throw new Error(`no row with ${String(text)} in ${sheetName}`);
  const row = found[0].slice(column.length);
  return Object.fromEntries(
    cells
      .filter(([address]) => address.replace(/^[A-Z]+/, '') === row)
      .map(([address, cell]) => [address.replace(/\d+$/, ''), cell.v]),
  );
}

/** Waits for a job's end. */
export async function jobEnd(test: TestEngine, job: string): Promise<JobState> {
  for (;;) {
    const state = await test.call('jobs.read', { job });
    if (state.state !== 'running') return state;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
