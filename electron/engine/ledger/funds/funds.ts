import type { ParsedInputOf } from '#shared/contract/index.ts';
import type { Fund } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import type { Fen } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';

interface FundRow {
  id: string;
  name: string;
  purpose: string;
  origin: string;
  retired: number;
  balance: Fen;
}

// Drafts do not count. Closing vouchers move a fund's income and spending to 工会资金结转 under the same fund, which leaves the sum as it is.
const COLUMNS = `
  SELECT id, name, purpose, origin, retired,
         coalesce((SELECT sum(amount) FROM fund_openings WHERE fund_openings.fund_id = funds.id), 0)
       + coalesce((SELECT sum(entries.credit - entries.debit) FROM entries CROSS JOIN vouchers ON vouchers.id = entries.voucher_id
                   WHERE entries.fund_id = funds.id AND vouchers.status = 'posted'), 0) AS balance
  FROM funds`;
export const LIST_FUNDS = `${COLUMNS} ORDER BY retired, position, id`;

/** Every fund with what is left of it, those in use first. */
export function listFunds(db: Readable): Fund[] {
  return db.all<FundRow>(LIST_FUNDS).map(fundOf);
}

function fundOf({ retired, ...row }: FundRow): Fund {
  return { ...row, retired: retired === 1 };
}

/** One fund with what is left of it, or undefined for an unknown id. */
export function readFundHead(db: Readable, id: string): Fund | undefined {
  const row = db.get<FundRow>(`${COLUMNS} WHERE id = :id`, { id });
  return row && fundOf(row);
}

/** @throws Refusal `request.notFound` */
export function fundOrRefuse(db: Readable, id: string): Fund {
  const fund = readFundHead(db, id);
  if (!fund) throw refuse('request.notFound', { what: '专项资金' });
  return fund;
}

/** @throws Refusal `request.notFound` for an unknown id, `ledger.fundTaken` */
export function saveFund(
  { db, newId, trail }: WriteContext,
  { id: given, ...fields }: ParsedInputOf<'ledger.saveFund'>,
): Fund {
  const id = given ?? newId();
  const before = given === undefined ? undefined : fundOrRefuse(db, given);
  const taken = db.get('SELECT 1 FROM funds WHERE name = :name AND id <> :id', { name: fields.name, id });
  if (taken) throw refuse('ledger.fundTaken', { name: fields.name });
  const params = { ...fields, retired: fields.retired ? 1 : 0, id };
  if (before) {
    db.run(
      'UPDATE funds SET name = :name, purpose = :purpose, origin = :origin, retired = :retired WHERE id = :id',
      params,
    );
  } else {
    db.run(
      `INSERT INTO funds (id, name, purpose, origin, retired, position)
       VALUES (:id, :name, :purpose, :origin, :retired, (SELECT coalesce(max(position), 0) + 1 FROM funds))`,
      params,
    );
  }
  trail({ subject: 'fund', id, label: fields.name, ...(before ? { before } : {}), after: fields });
  return fundOrRefuse(db, id);
}
