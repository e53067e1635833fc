import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { handlers } from '#electron/engine/handlers.ts';
import { TITLED_OPERATIONS } from '#electron/engine/union/operation-titles.ts';
import { contract, operationNames } from '#shared/contract/index.ts';
import { FIELD_LABELS } from '#shared/contract/labels.ts';
import { PERMISSIONS } from '#shared/contract/operation.ts';
import { ERROR_SENTENCES, isErrorCode } from '#shared/errors.ts';
import { PASSPHRASE, startEngine, startWithBooks, type TestEngine } from './support.ts';

/** Every field name in an operation's input, however deep. */
function fieldNames(schema: unknown, found = new Set<string>()): Set<string> {
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if (Array.isArray(node)) {
      node.forEach(visit);
      return;
    }
    if ('properties' in node && typeof node.properties === 'object' && node.properties !== null)
      for (const name of Object.keys(node.properties)) found.add(name);
    Object.values(node).forEach(visit);
  };
  visit(schema);
  return found;
}

describe('the contract', () => {
  it.each(operationNames)('%s is served by its own handler', (name) => {
    expect(handlers[name].operation).toBe(contract[name]);
  });

  it('names every input field in Chinese', () => {
    const names = operationNames.flatMap((name) => [
      ...fieldNames(z.toJSONSchema(contract[name].input, { unrepresentable: 'any', io: 'input' })),
    ]);
    expect([...new Set(names)].filter((name) => !Object.hasOwn(FIELD_LABELS, name))).toEqual([]);
  });

  it('names every writing operation on the audit trail', () => {
    const writes = operationNames.filter(
      (name) =>
        contract[name].kind === 'write' &&
        !['books.createPractice', 'books.unlock', 'books.lock', 'jobs.cancel'].includes(name),
    );
    expect(writes.filter((name) => !TITLED_OPERATIONS.includes(name))).toEqual([]);
  });

  it('gives the committee nothing to write but the audit package', () => {
    const writable = operationNames.filter(
      (name) =>
        contract[name].kind === 'write' &&
        contract[name].permission !== 'public' &&
        PERMISSIONS.committee.includes(contract[name].permission),
    );
    expect(writable).toEqual(['review.exportPackage']);
  });
});

describe('every sentence', () => {
  it.each(Object.entries(ERROR_SENTENCES))(
    '%s is one Chinese sentence without a stack, SQL or exclamation',
    (_, sentence) => {
      expect(sentence).toMatch(/[一-鿿]/);
      expect(sentence).toMatch(/。$/);
      expect(sentence.slice(0, -1)).not.toMatch(/[。!!]/);
      expect(sentence).not.toMatch(/SQL|Error|undefined|null/i);
    },
  );
});

describe('every operation', () => {
  let open: TestEngine;
  let closed: TestEngine;
  beforeAll(async () => {
    open = await startWithBooks();
    closed = startEngine();
  });
  afterAll(async () => {
    await open.dispose();
    await closed.dispose();
  });

  const guarded = operationNames.filter((name) => contract[name].permission !== 'public');

  it.each(guarded)('%s is refused while no books are open', async (name) => {
    expect((await closed.refusal(name, {})).code).toBe('request.booksClosed');
  });

  it.each(operationNames)('%s answers hostile input with one sentence and writes nothing', async (name) => {
    if (name === 'books.lock') return;
    const trail = async () => (await open.call('union.listTrail', {})).head;
    const before = await trail();
    const hostile = [
      undefined,
      null,
      'text',
      42,
      [],
      { surprise: true },
      { id: "'; DROP TABLE members; --" },
      { id: {}, fields: null, month: '2026-13', day: '2026-02-30', amount: 1.5 },
    ];
    for (const input of hostile) {
      const reply = await open.engine.call(name, input);
      if (reply.ok) throw new Error(`${name} took ${JSON.stringify(input)}`);
      expect(isErrorCode(reply.error.code)).toBe(true);
      expect(reply.error.code).not.toBe('program.unexpected');
    }
    expect(await trail()).toBe(before);
  });

  it('survives arbitrary input to arbitrary operations', async () => {
    const safe = operationNames.filter(
      (name) => name !== 'books.lock' && name !== 'books.createPractice' && name !== 'books.backUp',
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...safe), fc.object({ maxDepth: 2 }), async (name, input) => {
        const reply = await open.engine.call(name, input);
        if (!reply.ok) expect(reply.error.code).not.toBe('program.unexpected');
      }),
      { numRuns: 300 },
    );
  });

  it('that does not exist is refused', async () => {
    for (const name of ['', 'members', 'members.list.', '__proto__', 'constructor', 'toString']) {
      const reply = await open.engine.call(name, {});
      expect(reply).toMatchObject({ ok: false, error: { code: 'request.unknownOperation' } });
    }
  });

  it('that writes is refused to the committee, and its reading of personal files too', async () => {
    const test = await startWithBooks();
    try {
      const { recent } = await test.call('books.lock', {});
      await test.call('books.unlock', { book: recent[0]?.book ?? '', passphrase: PASSPHRASE, role: 'committee' });
      for (const name of guarded.filter((name) => !PERMISSIONS.committee.includes(contract[name].permission))) {
        expect((await test.refusal(name, {})).code).toBe('request.notPermitted');
      }
    } finally {
      await test.dispose();
    }
  });
});
