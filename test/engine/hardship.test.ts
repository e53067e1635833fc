import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '#electron/engine/database.ts';
import { aidLines, searchHardship } from '#electron/engine/hardship/commands.ts';
import { day } from '#shared/calendar.ts';
import { fen } from '#shared/money.ts';
import { putMembers } from './dues-support.ts';
import { secondConnection } from './explain.ts';
import { fileFamily } from './hardship-support.ts';
import { startWithBooks, type TestEngine } from './support.ts';
import { putResolution } from './visits-support.ts';

describe('what other features read of the hardship files', () => {
  let test: TestEngine;
  let raw: Connection;
  let fileId: string;
  beforeAll(async () => {
    test = await startWithBooks();
    raw = await secondConnection(test);
    const [memberId = ''] = putMembers(raw, [{ number: '0001', name: '张三' }]);
    raw.run("UPDATE members SET id_number = '330203198803079699' WHERE id = :memberId", { memberId });
    const resolutionId = putResolution(raw);
    await test.call('hardship.saveParameters', {
      place: '滨江区',
      from: day('2026-01-01'),
      minimumLiving: fen(110_000),
      deepMultiplePercent: 100,
      relativeMultiplePercent: 200,
      accidentSharePercent: 80,
    });
    const file = await fileFamily(
      test,
      {
        memberId,
        people: 3,
        household: [{ name: '刘梅', relation: '配偶', health: '白血病', monthlyIncome: fen(0) }],
        incomes: [{ label: '本人工资', yearly: fen(6_000_000) }],
        expenses: [{ label: '自付药费', yearly: fen(1_800_000) }],
        cause: 'illness',
        bankAccount: '6228480402564890018',
      },
      { resolutionId },
    );
    fileId = file.id;
    const aid = { fileId, kind: 'medical', method: 'bank', resolutionId, attachmentCount: 4 } as const;
    const { voucherId } = await test.call('hardship.payAid', { ...aid, day: day('2026-03-10'), amount: fen(300_000) });
    await test.call('hardship.payAid', { ...aid, day: day('2026-03-11'), amount: fen(50_000) });
    await test.call('ledger.reverseVoucher', { id: voucherId, day: day('2026-03-15'), reason: '金额有误' });
  });
  afterAll(async () => {
    raw.close();
    await test.dispose();
  });

  it('the audit package gets masked lines, reversed ones among them', () => {
    const lines = [...aidLines(raw, 2026)];
    expect(lines.map(({ amount, reversed }) => [amount, reversed])).toEqual([
      [300_000, true],
      [50_000, false],
    ]);
    expect(lines[0]).toMatchObject({
      fileNumber: '困-2026-001',
      nameMasked: '张*',
      idNumberMasked: '330203********9699',
      bankAccountMasked: '***************0018',
      voucherNumber: '记-001',
      attachmentCount: 4,
    });
    expect(JSON.stringify(lines)).not.toMatch(/6228480402564890018|198803079699|白血病|刘梅/);
  });

  it('the search over everything names number, member, category and status', () => {
    expect(searchHardship(raw, '张三', 5)).toEqual([
      { kind: 'hardshipFile', id: fileId, title: '困-2026-001 张三', detail: '相对困难 在档' },
    ]);
    expect(searchHardship(raw, '困-2026', 5)).toHaveLength(1);
    expect(searchHardship(raw, '刘梅', 5)).toEqual([]);
    expect(searchHardship(raw, '%', 5)).toEqual([]);
  });
});
