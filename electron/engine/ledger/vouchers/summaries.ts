import type { VoucherSource } from '#shared/contract/ledger.ts';
import { wordsPinyin } from '#shared/pinyin.ts';
import type { Readable, Writable } from '../../database.ts';
import { likePattern } from '../../like.ts';

/**
 * Vouchers whose summary a person worded. What the program words itself (dues, closing, reversals) is no help, and those of
 * visits and aid name the person who was helped: that name is not kept in a second place.
 */
const WORDED: ReadonlySet<VoucherSource> = new Set(['simple', 'manual', 'assets', 'bank', 'import']);

/** Keeps what a posted voucher and its entries are called, each text once a voucher, so that it can be offered again. */
export function rememberSummaries(
  db: Writable,
  voucher: { source: VoucherSource; summary: string; entries: readonly { summary?: string }[] },
  now: string,
): void {
  if (!WORDED.has(voucher.source)) return;
  const texts = new Set([voucher.summary, ...voucher.entries.map((entry) => entry.summary ?? '')]);
  for (const text of texts) {
    if (text.trim() === '') continue;
    const known = db.run(
      "UPDATE summary_uses SET uses = min(uses + 1, 999999999), last_used = :now WHERE text = :text AND sound <> ''",
      { text, now },
    );
    if (known > 0) continue;
    const { full, initials } = wordsPinyin(text);
    db.run(
      `INSERT INTO summary_uses (text, sound, initials, uses, last_used) VALUES (:text, :full, :initials, 1, :now)
       ON CONFLICT (text) DO UPDATE SET sound = excluded.sound, initials = excluded.initials,
         uses = min(uses + 1, 999999999), last_used = excluded.last_used`,
      { text, full, initials, now },
    );
  }
}

// Only the first 20,000 in order are looked through, so that a keystroke stays quick in the largest books; what was used once, more
// than 20,000 summaries ago, is no help any more.
export const SUGGEST_SUMMARIES = `
  SELECT text FROM (SELECT text, sound, initials, uses, last_used FROM summary_uses ORDER BY uses DESC, last_used DESC, text LIMIT 20000)
  WHERE :pattern = '%%' OR text LIKE :pattern ESCAPE '\\' OR (:sound <> '' AND (instr(initials, :sound) > 0 OR instr(sound, :sound) > 0))
  ORDER BY uses DESC, last_used DESC, text LIMIT 10`;

/** Summaries used before that hold the text, or its pinyin or initials: the most used first, then the newest; at most 10. */
export function suggestSummaries(db: Readable, typed: string): string[] {
  const text = typed.normalize('NFKC').trim();
  const sound = text.toLowerCase().replaceAll(' ', '');
  return db
    .all<{ text: string }>(SUGGEST_SUMMARIES, {
      pattern: likePattern(text),
      sound: /^[a-z0-9]+$/.test(sound) ? sound : '',
    })
    .map((row) => row.text);
}
