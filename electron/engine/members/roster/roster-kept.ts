import type { RosterField } from '#shared/contract/members.ts';
import type { Readable } from '../../database.ts';
import type { FoundTable } from '../../spreadsheet/table.ts';
import type { RosterColumn, RosterFile } from './roster-file.ts';

// Importing a roster reads the same file two or three times: to guess its columns, to look at every row, to take it in.
// The last one that was read is kept beside the connection, so it goes with the open books: locked books keep no personal data.

interface Kept {
  name: string;
  sha256: string;
  /** As it was asked for; undefined let the program choose. */
  sheet: string | undefined;
  table: FoundTable<RosterField>;
  file?: RosterFile;
}
const keptBeside = new WeakMap<Readable, Kept>();

/**
 * The table as it was read before, when reading again could only give the same: same name and content (by its hash, the clock
 * of the file is not asked), and the same sheet, asked for outright or chosen then and confirmed now.
 */
export function keptTable(
  db: Readable,
  { name, sha256 }: { name: string; sha256: string },
  sheet: string | undefined,
): FoundTable<RosterField> | undefined {
  const kept = keptBeside.get(db);
  if (!kept || kept.sha256 !== sha256 || kept.name !== name) return undefined;
  return sheet === kept.sheet || sheet === kept.table.sheet ? kept.table : undefined;
}

export function keepTable(
  db: Readable,
  { name, sha256 }: { name: string; sha256: string },
  sheet: string | undefined,
  table: FoundTable<RosterField>,
): void {
  keptBeside.set(db, { name, sha256, sheet, table });
}

/** The rows as they were taken from that table for the same columns. */
export function keptRoster(
  db: Readable,
  table: FoundTable<RosterField>,
  columns: readonly RosterColumn[],
): RosterFile | undefined {
  const kept = keptBeside.get(db);
  const file = kept?.table === table ? kept.file : undefined;
  return file?.columns.every((column, place) => column.field === columns[place]?.field) ? file : undefined;
}

export function keepRoster(db: Readable, table: FoundTable<RosterField>, file: RosterFile): void {
  const kept = keptBeside.get(db);
  if (kept?.table === table) kept.file = file;
}

/** To be called once a roster is taken in, and before another one is read. */
export function dropRoster(db: Readable): void {
  keptBeside.delete(db);
}
