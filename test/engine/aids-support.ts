import { v7 } from 'uuid';
import type { WriteContext } from '#electron/engine/context.ts';
import type { Writable } from '#electron/engine/database.ts';
import { ACCOUNT, postVoucher } from '#electron/engine/ledger/commands.ts';
import { day } from '#shared/calendar.ts';
import { fen } from '#shared/money.ts';
import type { TestEngine } from './support.ts';

/** A family as it stands in the books, put in by SQL: the steps of opening a file are tested elsewhere. */
export interface Family {
  memberId: string;
  number: string;
  category?: string;
  status?: string;
  stage?: string;
  opened?: string;
  consent?: string | null;
  bankName?: string;
  bankAccount?: string;
  healthStatus?: string;
  household?: readonly { name: string; relation: string }[];
}

/** Does something that a trigger forbids: files of older books are on file without the steps that a new one takes. */
export function without(db: Writable, trigger: string, work: () => unknown): void {
  const sql = db.get<{ sql: string }>("SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = :trigger", {
    trigger,
  })?.sql;
  if (sql === undefined) throw new Error(`no trigger ${trigger}`);
  db.run(`DROP TRIGGER ${trigger}`);
  work();
  db.run(sql);
}

/** @returns the file's id */
export function putFamily(db: Writable, family: Family): string {
  const id = v7();
  if (db.get("SELECT 1 FROM hardship_parameters WHERE id = 'line'") === undefined)
    db.run(
      `INSERT INTO hardship_parameters (id, place, from_day, minimum_living, deep_multiple_percent, relative_multiple_percent, accident_share_percent)
       VALUES ('line', '滨江区', '2020-01-01', 110000, 100, 200, 80)`,
    );
  without(db, 'hardship_files_begin_applied', () =>
    db.run(
      `INSERT INTO hardship_files (id, number, member_id, people, cause, category, suggested, per_head_monthly, parameters_id, assessment,
       health_status, bank_name, bank_account, consent_day, opened_day, reviewed_day, status, stage)
     VALUES (:id, :number, :memberId, 3, 'illness', :category, 'deep', 50000, 'line', '{}',
       :health, :bankName, :bankAccount, :consent, :opened, :opened, :status, :stage)`,
      {
        id,
        number: family.number,
        memberId: family.memberId,
        category: family.category ?? 'deep',
        health: family.healthStatus ?? '',
        bankName: family.bankName ?? '',
        bankAccount: family.bankAccount ?? '',
        consent: family.consent === undefined ? '2026-01-02' : family.consent,
        opened: family.opened ?? '2026-01-02',
        status: family.status ?? 'open',
        stage: family.stage ?? 'filed',
      },
    ),
  );
  (family.household ?? []).forEach(({ name, relation }, index) => {
    db.run(
      'INSERT INTO household_members (file_id, line, name, relation, monthly_income) VALUES (:id, :line, :name, :relation, 0)',
      { id, line: index + 1, name, relation },
    );
  });
  return id;
}

/** 专项资金 with money that was received for it in January. @returns its id */
export async function makeFund(test: TestEngine, name: string, origin: string, amount: number): Promise<string> {
  const { id } = await test.call('ledger.saveFund', { name, purpose: '困难帮扶', origin });
  await test.call('ledger.postVoucher', {
    day: day('2026-01-03'),
    summary: `收到${name}`,
    entries: [
      { accountId: '2021:102', debit: fen(amount), credit: fen(0) },
      { accountId: '2021:402', debit: fen(0), credit: fen(amount), fundId: id },
    ],
  });
  return id;
}

/** Posts what was given and puts its rows in by SQL: how visits and aids come about is tested elsewhere. @returns the voucher's id */
function post(context: WriteContext, source: 'visits' | 'hardship', amount: number, on: string): string {
  return postVoucher(context, {
    day: day(on),
    summary: '慰问',
    source,
    entries: [
      { accountId: ACCOUNT.hardshipAid, debit: fen(amount), credit: fen(0) },
      { accountId: ACCOUNT.bank, debit: fen(0), credit: fen(amount) },
    ],
  }).id;
}

interface Given {
  amount: number;
  on?: string;
  method?: 'cash' | 'bank';
}

/** A single visit in money. @returns its id */
export function putVisit(
  context: WriteContext,
  memberId: string,
  {
    amount,
    on = '2026-03-10',
    method = 'bank',
    ...payee
  }: Given & { payee?: string; account?: string; illness?: string },
): { id: string; voucherId: string } {
  const id = v7();
  const voucherId = post(context, 'visits', amount, on);
  context.db.run(
    `INSERT INTO visits (id, kind_id, member_id, day, reason, form, amount, voucher_id, method, payee_name, payee_bank, payee_account, illness)
     VALUES (:id, 'hospital', :memberId, :on, '住院', 'money', :amount, :voucherId, :method, :payee, '', :account, :illness)`,
    {
      id,
      memberId,
      on,
      amount,
      voucherId,
      method,
      payee: payee.payee ?? '',
      account: payee.account ?? '',
      illness: payee.illness ?? '',
    },
  );
  return { id, voucherId };
}

/** A festival's list in goods. @returns the ids of its lines in the order of the sheet */
export function putBatch(
  context: WriteContext,
  memberIds: readonly string[],
  { amount, on = '2026-02-10', method = 'bank', kindId = 'birthday' }: Given & { kindId?: string },
): { batchId: string; voucherId: string; ids: string[] } {
  const batchId = v7();
  const voucherId = post(context, 'visits', amount * memberIds.length, on);
  context.db.run(
    `INSERT INTO visit_batches (id, name, kind_id, day, goods, amount_each, people, voucher_id, method)
     VALUES (:batchId, '2026 年 2 月生日', :kindId, :on, '慰问品', :amount, :people, :voucherId, :method)`,
    { batchId, kindId, on, amount, people: memberIds.length, voucherId, method },
  );
  const ids = memberIds.map((memberId, index) => {
    const id = v7();
    context.db.run(
      `INSERT INTO visits (id, batch_id, batch_line, kind_id, member_id, day, reason, form, goods, amount, voucher_id, method)
       VALUES (:id, :batchId, :line, :kindId, :memberId, :on, '名单', 'goods', '慰问品', :amount, :voucherId, :method)`,
      { id, batchId, kindId, line: index + 1, memberId, on, amount, voucherId, method },
    );
    return id;
  });
  return { batchId, voucherId, ids };
}

/** An aid of a family that is on file. @returns its id */
export function putAid(
  context: WriteContext,
  fileId: string,
  { amount, on = '2026-03-10', method = 'bank' }: Given,
): { id: string; voucherId: string } {
  const id = v7();
  const voucherId = post(context, 'hardship', amount, on);
  context.db.run(
    `INSERT INTO aids (id, file_id, day, kind, amount, method, resolution_id, voucher_id, approval_ground)
     VALUES (:id, :fileId, :on, 'medical', :amount, :method, (SELECT id FROM resolutions LIMIT 1), :voucherId, '特批')`,
    { id, fileId, on, amount, voucherId, method },
  );
  return { id, voucherId };
}
