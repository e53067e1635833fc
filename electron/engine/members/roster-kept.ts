import type { RosterField } from '#shared/contract/members.ts';
import type { Readable } from '../database.ts';
import type { RosterFile, RosterSource } from './roster-file.ts';

// Importing a roster reads the same file two or three times: to guess its columns, to look at every row, to take it in.
// The last one that was read is kept beside the connection, so it goes with the open books: locked books keep no personal data.

interface Kept {
  source: Pick<RosterSource, 'sheet' | 'mapping'>;
  file: RosterFile;
}
const keptBeside = new WeakMap<Readable, Kept>();

/**
 * The roster as it was read before, when reading again could only give the same: same name and content (by its hash, the clock
 * of the file is not asked), and the same sheet and columns, asked for outright or guessed then and confirmed now.
 */
export function keptRoster(
  db: Readable,
  { name, sha256 }: { name: string; sha256: string },
  source: Pick<RosterSource, 'sheet' | 'mapping'>,
): RosterFile | undefined {
  const kept = keptBeside.get(db);
  if (!kept || kept.file.sha256 !== sha256 || kept.file.fileName !== name) return undefined;
  const isSheet = source.sheet === kept.source.sheet || source.sheet === kept.file.sheet;
  return isSheet && isMapping(kept, source.mapping) ? kept.file : undefined;
}

export function keepRoster(db: Readable, file: RosterFile, { sheet, mapping }: Kept['source']): void {
  keptBeside.set(db, { file, source: { sheet, mapping } });
}

/** To be called once a roster is taken in, and before another one is read. */
export function dropRoster(db: Readable): void {
  keptBeside.delete(db);
}

function isMapping({ source, file }: Kept, wanted: Record<string, RosterField> | undefined): boolean {
  if (wanted === undefined) return source.mapping === undefined;
  const used = file.columns.filter(({ field }) => field !== undefined);
  return (
    Object.keys(wanted).length === used.length && used.every(({ index, field }) => wanted[String(index)] === field)
  );
}
