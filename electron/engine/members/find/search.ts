import type { Params, Readable, Value } from '../../database.ts';
import { likePattern } from '../../like.ts';

interface NamedGroup {
  id: string;
  name: string;
  parentId: string | null;
}
export const GROUP_NAMES = 'SELECT id, name, parent_id AS parentId FROM groups';

/**
 * What a person typed, as words that must each be found: spaces part them, full-width characters and capitals count as
 * plain ones, the same word counts once.
 */
export function wordsOf(typed: string): string[] {
  return [...new Set(typed.normalize('NFKC').toLowerCase().split(/\s+/))].filter((word) => word !== '');
}

/**
 * Words in any order, each of which must stand in the searched text (name, pinyin, initials, number, phone) or in the name
 * of the group, or of a group above it. Group names are few, so a word is first looked up among them; the members are then
 * asked for ids, and only by words that some group's name holds. The wildcards of LIKE stand for themselves.
 */
export function searchConditions(db: Readable, typed: string): { where: string[]; params: Params } {
  const words = wordsOf(typed);
  if (words.length === 0) return { where: [], params: {} };
  const groups = db.all<NamedGroup>(GROUP_NAMES);
  const asked = words.map((word) => ({ word, within: groupsNamed(groups, word) }));
  // the words that only the text is asked for come first, the longest before the others: they leave the fewest rows
  asked.sort((a, b) => Number(a.within.length > 0) - Number(b.within.length > 0) || b.word.length - a.word.length);
  const params: Record<string, Value> = {};
  const where = asked.map(({ word, within }, place) => {
    params[`word${place}`] = likePattern(word);
    const inText = `search_text LIKE :word${place} ESCAPE '\\'`;
    if (within.length === 0) return inText;
    // mostly it is one group, and comparing with one id costs next to nothing
    const [only, ...others] = within;
    const isOne = others.length === 0;
    params[`group${place}`] = isOne ? (only ?? '') : JSON.stringify(within);
    const inGroup = isOne ? `group_id = :group${place}` : `group_id IN (SELECT value FROM json_each(:group${place}))`;
    return `(${inGroup} OR ${inText})`;
  });
  return { where, params };
}

/** The groups whose name holds a word, with all below them. */
function groupsNamed(groups: readonly NamedGroup[], word: string): string[] {
  const found = new Set(groups.filter(({ name }) => name.toLowerCase().includes(word)).map(({ id }) => id));
  if (found.size === 0) return [];
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const { id, parentId } of groups) if (parentId !== null && found.has(parentId)) found.add(id);
  }
  return [...found];
}
