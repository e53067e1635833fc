import type { OwnField, OwnFieldKind } from '#shared/contract/members/registration.ts';
import { refuse } from '#shared/errors.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';

// 自定栏目: the union's own fields on the form. What members answered is never lost: a field with answers is retired, not
// removed; it keeps its kind, and a choice that somebody took stays.

export const LIST_OWN_FIELDS = `
  SELECT id, title, kind, choices, retired,
         (SELECT count(*) FROM member_field_values WHERE field_id = member_fields.id) AS used
  FROM member_fields ORDER BY retired, position, title`;

interface StoredField {
  id: string;
  title: string;
  kind: OwnFieldKind;
  choices: string;
  retired: 0 | 1;
  used: number;
}

/** In their order, retired ones last. */
export function listOwnFields(db: Readable): OwnField[] {
  return db.all<StoredField>(LIST_OWN_FIELDS).map((row) => {
    const choices: unknown = JSON.parse(row.choices);
    return { ...row, choices: Array.isArray(choices) ? choices.map(String) : [], retired: row.retired === 1 };
  });
}

/** @throws Refusal `request.notFound` */
export function requireOwnField(db: Readable, id: string): OwnField {
  const field = listOwnFields(db).find((one) => one.id === id);
  if (!field) throw refuse('request.notFound', { what: '自定栏目' });
  return field;
}

export interface OwnFieldInput {
  id?: string | undefined;
  title: string;
  kind: OwnFieldKind;
  choices: readonly string[];
}

/**
 * Adds a field at the end, or changes one.
 * @throws Refusal `request.notFound`, `member.ownFieldTaken`, `member.ownFieldKept`, `member.ownFieldNoChoices`,
 *   `member.ownFieldChoiceUsed`
 */
export function saveOwnField(context: WriteContext, input: OwnFieldInput): OwnField[] {
  const { db } = context;
  const before = input.id === undefined ? undefined : requireOwnField(db, input.id);
  const title = input.title.normalize('NFKC').replace(/\s+/g, ' ').trim();
  const choices = input.kind === 'choice' ? [...new Set(input.choices)] : [];
  if (listOwnFields(db).some((other) => other.title === title && other.id !== before?.id))
    throw refuse('member.ownFieldTaken', { title });
  if (input.kind === 'choice' && choices.length < 2) throw refuse('member.ownFieldNoChoices', { title });
  if (before && before.used > 0) {
    if (before.kind !== input.kind) throw refuse('member.ownFieldKept');
    assertChoicesKept(db, before, choices);
  }
  const id = before?.id ?? context.newId();
  db.run(
    `INSERT INTO member_fields (id, title, kind, choices, position)
     VALUES (:id, :title, :kind, :choices, (SELECT coalesce(max(position), 0) + 1 FROM member_fields))
     ON CONFLICT (id) DO UPDATE SET title = excluded.title, kind = excluded.kind, choices = excluded.choices`,
    { id, title, kind: input.kind, choices: JSON.stringify(choices) },
  );
  const facts = (field: Pick<OwnField, 'title' | 'kind'> & { choices: readonly string[] }) => ({
    title: field.title,
    kind: field.kind,
    choices: field.choices,
  });
  context.trail({
    subject: 'memberField',
    id,
    label: title,
    ...(before ? { before: facts(before) } : {}),
    after: facts({ title, kind: input.kind, choices }),
  });
  return listOwnFields(db);
}

/** @throws Refusal `member.ownFieldChoiceUsed` */
function assertChoicesKept(db: Readable, { id, kind }: OwnField, choices: readonly string[]): void {
  if (kind !== 'choice') return;
  const lost = db.get<{ choice: string; members: number }>(
    `SELECT value AS choice, count(*) AS members FROM member_field_values
     WHERE field_id = :id AND value NOT IN (SELECT value FROM json_each(:choices)) GROUP BY value ORDER BY value LIMIT 1`,
    { id, choices: JSON.stringify(choices) },
  );
  if (lost) throw refuse('member.ownFieldChoiceUsed', lost);
}

/**
 * Puts the fields that are asked into a new order.
 * @param ids every one of them, once
 * @throws Refusal `member.ownFieldOrder`
 */
export function orderOwnFields(context: WriteContext, ids: readonly string[]): OwnField[] {
  const { db } = context;
  const asked = listOwnFields(db).filter((field) => !field.retired);
  const byId = new Map(asked.map((field) => [field.id, field.title]));
  if (ids.length !== asked.length || new Set(ids).size !== ids.length || ids.some((id) => !byId.has(id)))
    throw refuse('member.ownFieldOrder');
  ids.forEach((id, index) => {
    db.run('UPDATE member_fields SET position = :position WHERE id = :id', { id, position: index + 1 });
  });
  context.trail({
    subject: 'memberField',
    id: ids[0] ?? '',
    label: '自定栏目的顺序',
    before: asked.map(({ title }) => title),
    after: ids.map((id) => byId.get(id)),
  });
  return listOwnFields(db);
}

/** Stops asking for a field, or asks again (at the end). What it holds stays. @throws Refusal `request.notFound` */
export function retireOwnField(context: WriteContext, { id, retired }: { id: string; retired: boolean }): OwnField[] {
  const { db } = context;
  const before = requireOwnField(db, id);
  db.run(
    `UPDATE member_fields SET retired = :retired, position = (SELECT coalesce(max(position), 0) + 1 FROM member_fields)
     WHERE id = :id AND retired <> :retired`,
    { id, retired: retired ? 1 : 0 },
  );
  context.trail({
    subject: 'memberField',
    id,
    label: before.title,
    before: { retired: before.retired },
    after: { retired },
  });
  return listOwnFields(db);
}

/** @throws Refusal `request.notFound`, `member.ownFieldKept` when somebody has an answer */
export function removeOwnField(context: WriteContext, id: string): OwnField[] {
  const { db } = context;
  const { title, kind, choices, used } = requireOwnField(db, id);
  if (used > 0) throw refuse('member.ownFieldKept');
  db.run('DELETE FROM member_fields WHERE id = :id', { id });
  context.trail({
    subject: 'memberField',
    id,
    label: title,
    before: { title, kind, choices },
    after: { removed: true },
  });
  return listOwnFields(db);
}
