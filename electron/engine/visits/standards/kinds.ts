import { z } from 'zod';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import { VISIT_FORMS, type VisitKind } from '#shared/contract/visits.ts';
import { refuse } from '#shared/errors.ts';
import type { Fen } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { assertExpenseAccount } from '../account-checks.ts';

const forms = z.array(z.enum(VISIT_FORMS));
const texts = z.array(z.string());

const COLUMNS = `
  kind.id, kind.name, kind.forms, kind.account_id AS accountId, account.code || ' ' || account.name AS accountName,
  kind.paper_items AS paperItems, kind.festival, kind.basis, kind.default_amount AS defaultAmount, kind.payers_only AS payersOnly,
  kind.case_names AS caseNames, kind.remark, kind.retired
  FROM visit_kinds AS kind JOIN accounts AS account ON account.id = kind.account_id`;
export const LIST_KINDS = `SELECT ${COLUMNS} ORDER BY kind.position`;

interface KindRow {
  id: string;
  name: string;
  /** JSON array of forms */
  forms: string;
  accountId: string;
  accountName: string;
  /** JSON array of texts */
  paperItems: string;
  festival: number;
  basis: string;
  defaultAmount: Fen | null;
  payersOnly: number;
  /** JSON array of texts */
  caseNames: string;
  remark: string;
  retired: number;
}

function toKind({ defaultAmount, ...row }: KindRow): VisitKind {
  const paperItems = texts.parse(JSON.parse(row.paperItems));
  return {
    ...row,
    forms: forms.parse(JSON.parse(row.forms)),
    paperItems,
    papers: paperItems.join('；'),
    festival: row.festival === 1,
    ...(defaultAmount === null ? {} : { defaultAmount }),
    payersOnly: row.payersOnly === 1,
    caseNames: texts.parse(JSON.parse(row.caseNames)),
    retired: row.retired === 1,
  };
}

/** The union's own list of visit kinds, in its order. @param withRetired those that are no longer offered too */
export function listKinds(db: Readable, withRetired: boolean): VisitKind[] {
  const kinds = db.all<KindRow>(LIST_KINDS).map(toKind);
  return withRetired ? kinds : kinds.filter((kind) => !kind.retired);
}

/** @throws Refusal `request.notFound` */
export function kindOf(db: Readable, id: string): VisitKind {
  const row = db.get<KindRow>(`SELECT ${COLUMNS} WHERE kind.id = :id`, { id });
  if (!row) throw refuse('request.notFound', { what: '慰问类别' });
  return toKind(row);
}

/**
 * Makes a kind (no id) or changes one. Visits that were recorded keep the account their voucher was posted to.
 * @throws Refusal `visit.kindNameTaken`, `visit.kindAccount`, `visit.kindFormUsed` (a form that visits were given in is taken
 *   away), `request.notFound`
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
    paperItems: JSON.stringify(input.paperItems),
    basis: input.basis,
    festival: input.festival ? 1 : 0,
    defaultAmount: input.defaultAmount,
    payersOnly: input.payersOnly ? 1 : 0,
    caseNames: JSON.stringify([...new Set(input.caseNames)]),
    remark: input.remark,
    retired: input.retired ? 1 : 0,
  };
  if (before)
    db.run(
      `UPDATE visit_kinds SET name = :name, forms = :forms, account_id = :accountId, paper_items = :paperItems, basis = :basis,
              festival = :festival, default_amount = :defaultAmount, payers_only = :payersOnly, case_names = :caseNames,
              remark = :remark, retired = :retired WHERE id = :id`,
      values,
    );
  else
    db.run(
      `INSERT INTO visit_kinds (id, name, forms, account_id, paper_items, basis, festival, default_amount, payers_only, case_names,
                                remark, retired, position)
       VALUES (:id, :name, :forms, :accountId, :paperItems, :basis, :festival, :defaultAmount, :payersOnly, :caseNames,
               :remark, :retired, (SELECT coalesce(max(position), 0) + 1 FROM visit_kinds))`,
      values,
    );
  const after = kindOf(db, id);
  context.trail({ subject: 'visitKind', id, label: after.name, before, after });
  return after;
}
