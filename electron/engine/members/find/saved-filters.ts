import { type FilterChoices, type MemberFilter, memberFilter, type SavedFilter } from '#shared/contract/members.ts';
import { refuse } from '#shared/errors.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';

/** More would not be found again among themselves. */
const MOST_FILTERS = 50;

interface StoredFilter {
  id: string;
  name: string;
  definition: string;
}

/** The saved filters in their order; what a definition leaves out, it does not ask. */
export function listFilters(db: Readable): SavedFilter[] {
  return db
    .all<StoredFilter>('SELECT id, name, definition FROM saved_filters ORDER BY position, name')
    .map(({ id, name, definition }) => ({ id, name, filter: memberFilter.parse(JSON.parse(definition)) }));
}

/**
 * Keeps a filter under a name: a new one at the end, or another content or name for one that is there.
 * @throws Refusal `request.notFound`, `member.filterExists`, `member.filterEmpty`, `member.filtersFull`
 */
export function saveFilter(
  context: WriteContext,
  { id: known, name: typed, filter }: { id?: string | undefined; name: string; filter: MemberFilter },
): SavedFilter[] {
  const { db } = context;
  const filters = listFilters(db);
  const before = filters.find(({ id }) => id === known);
  if (known !== undefined && !before) throw refuse('request.notFound', { what: '筛选' });
  const name = typed
    .normalize('NFKC')
    .replace(/[\s\p{Cf}]+/gu, ' ')
    .trim();
  if (name === '') throw refuse('request.invalid', { field: '名称', problem: '没有填写' });
  if (filters.some((other) => other.name === name && other.id !== known)) throw refuse('member.filterExists', { name });
  const definition = definitionOf(filter);
  if (definition === '{}') throw refuse('member.filterEmpty');
  if (!before && filters.length >= MOST_FILTERS) throw refuse('member.filtersFull', { most: MOST_FILTERS });
  const id = before?.id ?? context.newId();
  db.run(
    `INSERT INTO saved_filters (id, name, definition, position)
     VALUES (:id, :name, :definition, (SELECT coalesce(max(position), 0) + 1 FROM saved_filters))
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, definition = excluded.definition`,
    { id, name, definition },
  );
  const was = before && { name: before.name, filter: JSON.parse(definitionOf(before.filter)) };
  const after = { name, filter: JSON.parse(definition) };
  context.trail({ subject: 'memberFilter', id, label: name, ...(was ? { before: was } : {}), after });
  return listFilters(db);
}

/** @throws Refusal `request.notFound` */
export function dropFilter(context: WriteContext, { id }: { id: string }): SavedFilter[] {
  const { db } = context;
  const filter = listFilters(db).find((one) => one.id === id);
  if (!filter) throw refuse('request.notFound', { what: '筛选' });
  db.run('DELETE FROM saved_filters WHERE id = :id', { id });
  const before = { name: filter.name, filter: JSON.parse(definitionOf(filter.filter)) };
  context.trail({ subject: 'memberFilter', id, label: filter.name, before });
  return listFilters(db);
}

/** @throws Refusal `request.invalid` when the ids are not those of all saved filters, each once */
export function orderFilters(context: WriteContext, { ids }: { ids: readonly string[] }): SavedFilter[] {
  const { db } = context;
  const before = listFilters(db);
  const known = before.map(({ id }) => id);
  if (new Set(ids).size !== ids.length || ids.toSorted().join() !== known.toSorted().join())
    throw refuse('request.invalid', { field: '筛选', problem: '和现有的对不上，请重新打开再排' });
  for (const [place, id] of ids.entries())
    db.run('UPDATE saved_filters SET position = :position WHERE id = :id', { id, position: place + 1 });
  const after = listFilters(db);
  const names = (filters: readonly SavedFilter[]) => filters.map(({ name }) => name);
  context.trail({
    subject: 'memberFilter',
    id: 'order',
    label: '筛选的顺序',
    before: names(before),
    after: names(after),
  });
  return after;
}

/** What a filter asks, as JSON without what it does not ask; `{}` when it asks nothing. */
function definitionOf(filter: MemberFilter): string {
  const asked = Object.entries(filter).filter(
    ([, value]) =>
      value !== undefined && value !== '' && value !== false && !(Array.isArray(value) && value.length === 0),
  );
  return JSON.stringify(Object.fromEntries(asked));
}

export const WORDS_OF = {
  political: 'SELECT DISTINCT political AS word FROM members INDEXED BY members_filtered',
  education: 'SELECT DISTINCT education AS word FROM members INDEXED BY members_filtered',
  employment: 'SELECT DISTINCT employment AS word FROM member_particulars INDEXED BY member_particulars_found',
  marital: 'SELECT DISTINCT marital AS word FROM member_particulars INDEXED BY member_particulars_found',
} as const;

/** The words that the records use where any word will do, in alphabetical order, without blanks. */
export function listFilterChoices(db: Readable): FilterChoices {
  const words = (sql: string) =>
    db
      .all<{ word: string }>(sql)
      .map(({ word }) => word)
      .filter((word) => word !== '')
      .sort((a, b) => a.localeCompare(b, 'zh-CN'));
  return {
    political: words(WORDS_OF.political),
    education: words(WORDS_OF.education),
    employment: words(WORDS_OF.employment),
    marital: words(WORDS_OF.marital),
  };
}
