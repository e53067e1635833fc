import type { ParsedInputOf } from '#shared/contract/index.ts';
import type { TemplateLine, VoucherTemplate } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import type { Fen } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';

export const LIST_TEMPLATES = 'SELECT id, name, summary, counterparty FROM voucher_templates ORDER BY name';

// An account that was retired, or divided into accounts below it, is left out: the person picks another one.
export const LIST_TEMPLATE_LINES = `
  SELECT template_id AS templateId, accounts.id AS accountId, summary, voucher_template_lines.side AS side, amount, funds.id AS fundId
  FROM voucher_template_lines
  LEFT JOIN accounts ON accounts.id = account_id AND accounts.retired = 0
    AND NOT EXISTS (SELECT 1 FROM accounts AS child WHERE child.parent_id = account_id)
  LEFT JOIN funds ON funds.id = fund_id AND funds.retired = 0
  ORDER BY template_id, line`;

interface StoredLine {
  templateId: string;
  accountId: string | null;
  summary: string;
  side: TemplateLine['side'];
  amount: Fen | null;
  fundId: string | null;
}

/** The templates by name, each with its lines. */
export function listTemplates(db: Readable): VoucherTemplate[] {
  const lines = db.all<StoredLine>(LIST_TEMPLATE_LINES);
  return db.all<Omit<VoucherTemplate, 'lines'>>(LIST_TEMPLATES).map((template) => ({
    ...template,
    lines: lines
      .filter((line) => line.templateId === template.id)
      .map(({ templateId: _, accountId, amount, fundId, ...line }) => ({
        ...line,
        ...(accountId === null ? {} : { accountId }),
        ...(amount === null ? {} : { amount }),
        ...(fundId === null ? {} : { fundId }),
      })),
  }));
}

/** @throws Refusal `request.notFound` */
function readTemplate(db: Readable, id: string): VoucherTemplate {
  const template = listTemplates(db).find((one) => one.id === id);
  if (!template) throw refuse('request.notFound', { what: '凭证模板' });
  return template;
}

/**
 * Keeps a template, or changes one when `id` is given.
 * @throws Refusal `request.notFound`, `ledger.templateTaken`, `ledger.accountMissing`, `ledger.fundMissing`
 */
export function saveTemplate(
  { db, newId, trail }: WriteContext,
  { id: given, lines, ...head }: ParsedInputOf<'ledger.saveTemplate'>,
): VoucherTemplate {
  const before = given === undefined ? undefined : readTemplate(db, given);
  const id = given ?? newId();
  if (db.get('SELECT 1 FROM voucher_templates WHERE name = :name AND id <> :id', { name: head.name, id }))
    throw refuse('ledger.templateTaken', { name: head.name });
  for (const line of lines) assertUsable(db, line);
  if (before) {
    db.run(
      'UPDATE voucher_templates SET name = :name, summary = :summary, counterparty = :counterparty WHERE id = :id',
      {
        ...head,
        id,
      },
    );
    db.run('DELETE FROM voucher_template_lines WHERE template_id = :id', { id });
  } else {
    db.run(
      'INSERT INTO voucher_templates (id, name, summary, counterparty) VALUES (:id, :name, :summary, :counterparty)',
      { ...head, id },
    );
  }
  lines.forEach((line, index) => {
    db.run(
      `INSERT INTO voucher_template_lines (template_id, line, account_id, summary, side, amount, fund_id)
       VALUES (:id, :line, :accountId, :summary, :side, :amount, :fundId)`,
      {
        id,
        line: index + 1,
        accountId: line.accountId,
        summary: line.summary,
        side: line.side,
        amount: line.amount,
        fundId: line.fundId,
      },
    );
  });
  const after = readTemplate(db, id);
  trail({ subject: 'voucherTemplate', id, label: head.name, ...(before ? { before } : {}), after });
  return after;
}

/** @throws Refusal `request.notFound` */
export function removeTemplate({ db, trail }: WriteContext, id: string): { left: number } {
  const before = readTemplate(db, id);
  db.run('DELETE FROM voucher_templates WHERE id = :id', { id });
  trail({ subject: 'voucherTemplate', id, label: before.name, before });
  return { left: listTemplates(db).length };
}

/** What a template names can be booked on today. */
function assertUsable(
  db: Readable,
  { accountId, fundId }: { accountId?: string | undefined; fundId?: string | undefined },
): void {
  if (accountId !== undefined) {
    const account = db.get<{ code: string; name: string; children: number }>(
      `SELECT code, name, (SELECT count(*) FROM accounts AS child WHERE child.parent_id = accounts.id) AS children
       FROM accounts WHERE id = :accountId AND retired = 0`,
      { accountId },
    );
    if (!account) throw refuse('ledger.accountMissing', { account: accountId });
    if (account.children > 0) throw refuse('ledger.accountNotDetail', { account: `${account.code} ${account.name}` });
  }
  if (fundId !== undefined && !db.get('SELECT 1 FROM funds WHERE id = :fundId AND retired = 0', { fundId }))
    throw refuse('ledger.fundMissing', { fund: '' });
}
