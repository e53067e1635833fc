import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '#electron/engine/database.ts';
import { appendTrail, findBrokenLink, trailLength } from '#electron/engine/trail.ts';
import { secondConnection } from './explain.ts';
import { startWithBooks, type TestEngine } from './support.ts';

let test: TestEngine;
let db: Connection;
beforeEach(async () => {
  test = await startWithBooks();
  db = await secondConnection(test);
});
afterEach(async () => {
  db.close();
  await test.dispose();
});

const AT = '2026-03-15T02:00:00.000Z';
const append = (operator: string, label: string, after: unknown) =>
  db.transaction(() =>
    appendTrail(db, AT, operator, 'union.saveResolution', { subject: 'x', id: label, label, after }),
  );

describe('the chain of the audit trail', () => {
  it('stays intact whatever people write: quotes, control characters, signs beyond 16 bits, halves of them', () => {
    const anyText = fc.string({
      unit: fc.oneof(
        fc.constantFrom('"', '\\', "'", '/', '\n', '\u007f', '\u2028', '\ud83d'),
        fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      ),
    });
    fc.assert(
      fc.property(anyText, anyText, fc.jsonValue(), (operator, label, after) => {
        append(operator, label, { label, after });
        expect(findBrokenLink(db)).toBeUndefined();
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ["at = '2026-03-15T02:00:00.001Z'"],
    ["operator = operator || ' '"],
    ["operation = 'union.save'"],
    ["subject = ''"],
    ['subject_id = subject_id || char(0)'],
    ["label = '别的'"],
    ["label = CAST(x'ff' AS TEXT)"],
    ["before = '{}'"],
    ["after = replace(after, '1', '2')"],
    ["label = subject_id, subject_id = label || 'x'"],
    ['previous_hash = hash'],
    ['hash = lower(hex(randomblob(32)))'],
  ])('finds the row that somebody changed past the program: %s', (change) => {
    for (const name of ['陈静', '周明', '吴敏']) append(name, `${name} 的会议`, { number: 1, text: '"1"' });
    const last = trailLength(db);
    db.raw.exec('DROP TRIGGER audit_trail_never_changes');
    db.raw.exec(`UPDATE audit_trail SET ${change} WHERE sequence = ${last - 1}`);
    expect(findBrokenLink(db)).toBe(last - 1);
  });

  it('finds the gap where a row was taken out', () => {
    for (const name of ['陈静', '周明', '吴敏']) append(name, '会议', {});
    const last = trailLength(db);
    db.raw.exec('DROP TRIGGER audit_trail_never_shrinks');
    db.raw.exec(`DELETE FROM audit_trail WHERE sequence = ${last - 1}`);
    expect(findBrokenLink(db)).toBe(last);
  });
});
