import { z } from 'zod';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import { VISIT_FORMS, type VisitKind } from '#shared/contract/visits.ts';
import { refuse } from '#shared/errors.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';

const forms = z.array(z.enum(VISIT_FORMS));

export const LIST_KINDS = `
  SELECT kind.id, kind.name, kind.forms, kind.account_id AS accountId, account.code || ' ' || account.name AS accountName,
         kind.papers, kind.festival, kind.basis
  FROM visit_kinds AS kind JOIN accounts AS account ON account.id = kind.account_id
  ORDER BY kind.position`;

interface KindRow {
  id: string;
  name: string;
  /** JSON array of forms */
  forms: string;
  accountId: string;
  accountName: string;
  papers: string;
  festival: number;
  basis: string;
}

const toKind = (row: KindRow): VisitKind => ({
  ...row,
  forms: forms.parse(JSON.parse(row.forms)),
  festival: row.festival === 1,
});

/** The union's own list of visit kinds, in its order. */
export function listKinds(db: Readable): VisitKind[] {
  return db.all<KindRow>(LIST_KINDS).map(toKind);
}

/** @throws Refusal `request.notFound` */
export function kindOf(db: Readable, id: string): VisitKind {
  const row = db.get<KindRow>(
    `SELECT kind.id, kind.name, kind.forms, kind.account_id AS accountId, account.code || ' ' || account.name AS accountName,
            kind.papers, kind.festival, kind.basis
     FROM visit_kinds AS kind JOIN accounts AS account ON account.id = kind.account_id
     WHERE kind.id = :id`,
    { id },
  );
  if (!row) throw refuse('request.notFound', { what: '慰问类别' });
  return toKind(row);
}

/**
 * Makes a kind (no id) or changes one. Visits that were recorded keep the account their voucher was posted to.
 * @throws Refusal `visit.kindNameTaken`, `visit.kindAccount`, `request.notFound`
 */
export function saveKind(context: WriteContext, input: ParsedInputOf<'visits.saveKind'>): VisitKind {
  const { db } = context;
  const before = input.id === undefined ? undefined : kindOf(db, input.id);
  const id = before?.id ?? context.newId();
  if (db.get('SELECT 1 FROM visit_kinds WHERE name = :name AND id <> :id', { name: input.name, id }))
    throw refuse('visit.kindNameTaken', { name: input.name });
  assertExpenseAccount(db, input.accountId);
  const values = {
    id,
    name: input.name,
    forms: JSON.stringify(VISIT_FORMS.filter((form) => input.forms.includes(form))),
    accountId: input.accountId,
    papers: input.papers,
    basis: input.basis,
    festival: input.festival ? 1 : 0,
  };
  if (before)
    db.run(
      `UPDATE visit_kinds SET name = :name, forms = :forms, account_id = :accountId, papers = :papers, basis = :basis,
              festival = :festival WHERE id = :id`,
      values,
    );
  else
    db.run(
      `INSERT INTO visit_kinds (id, name, forms, account_id, papers, basis, festival, position)
       VALUES (:id, :name, :forms, :accountId, :papers, :basis, :festival, (SELECT coalesce(max(position), 0) + 1 FROM visit_kinds))`,
      values,
    );
  const after = kindOf(db, id);
  context.trail({ subject: 'visitKind', id, label: after.name, before, after });
  return after;
}

function assertExpenseAccount(db: Readable, id: string): void {
  const account = db.get<{ code: string; name: string; usable: number }>(
    `SELECT code, name, class = 'expense' AND retired = 0
            AND NOT EXISTS (SELECT 1 FROM accounts AS child WHERE child.parent_id = accounts.id) AS usable
     FROM accounts WHERE id = :id`,
    { id },
  );
  if (!account) throw refuse('request.notFound', { what: '科目' });
  if (account.usable === 0) throw refuse('visit.kindAccount', { account: `${account.code} ${account.name}` });
}
