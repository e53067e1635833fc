import { hash } from 'node:crypto';
import type { TrailEntry } from './context.ts';
import type { Readable, Writable } from './database.ts';

interface StoredRow {
  sequence: number;
  at: string;
  operator: string;
  operation: string;
  subject: string;
  subject_id: string;
  label: string;
  before: string;
  after: string;
  previous_hash: string;
  hash: string;
}

/** Appends one row to the audit trail, chained to the last one by its hash. */
export function appendTrail(db: Writable, at: string, operator: string, operation: string, entry: TrailEntry): void {
  const last = db.get<{ sequence: number; hash: string }>(
    'SELECT sequence, hash FROM audit_trail ORDER BY sequence DESC LIMIT 1',
  );
  const row = {
    sequence: (last?.sequence ?? 0) + 1,
    at,
    operator: operator.toWellFormed(),
    operation,
    subject: entry.subject,
    subject_id: entry.id.toWellFormed(),
    // half a surrogate pair (a damaged file may bring one in) is stored as U+FFFD, so that is what must be hashed
    label: entry.label.toWellFormed(),
    before: entry.before === undefined ? '' : JSON.stringify(entry.before),
    after: entry.after === undefined ? '' : JSON.stringify(entry.after),
    previous_hash: last?.hash ?? '',
  };
  db.run(
    `INSERT INTO audit_trail (sequence, at, operator, operation, subject, subject_id, label, before, after, previous_hash, hash)
     VALUES (:sequence, :at, :operator, :operation, :subject, :subject_id, :label, :before, :after, :previous_hash, :hash)`,
    { ...row, hash: hashOf(row) },
  );
}

/** sha256 over the previous hash and every column, as hex. */
export function hashOf(row: Omit<StoredRow, 'hash'>): string {
  const text = JSON.stringify([
    row.previous_hash,
    row.sequence,
    row.at,
    row.operator,
    row.operation,
    row.subject,
    row.subject_id,
    row.label,
    row.before,
    row.after,
  ]);
  return hash('sha256', text, 'hex');
}

/** The hash at the end of the chain, '' for an empty trail. It is printed on the audit cover. */
export function trailHead(db: Readable): string {
  return db.get<{ hash: string }>('SELECT hash FROM audit_trail ORDER BY sequence DESC LIMIT 1')?.hash ?? '';
}

/** How many rows the audit trail has; the last one bears this number. */
export function trailLength(db: Readable): number {
  return db.get<{ length: number | null }>('SELECT max(sequence) AS length FROM audit_trail')?.length ?? 0;
}

/** Walks the whole chain. @returns the first row whose hash or link is wrong, or undefined when it is intact. */
export function findBrokenLink(db: Readable): number | undefined {
  let previous = '';
  let expected = 1;
  for (const row of db.iterate<StoredRow>('SELECT * FROM audit_trail ORDER BY sequence')) {
    if (row.sequence !== expected || row.previous_hash !== previous || row.hash !== hashOf(row)) return row.sequence;
    previous = row.hash;
    expected += 1;
  }
  return undefined;
}
