import { createHash } from 'node:crypto';
import { vi } from 'vitest';

// Making a key of a passphrase is slow on purpose (256,000 rounds, a sixth of a second), and most tests open books that hold
// nothing. Here the key is one hash; `books.test.ts`, the tests in faults/ and all stories use the real one.
vi.mock('#electron/engine/books/key.ts', async (importOriginal) => ({
  ...(await importOriginal<typeof import('#electron/engine/books/key.ts')>()),
  keyFromPassphrase: async (passphrase: string, salt: Uint8Array) =>
    createHash('sha256').update(salt).update(passphrase.normalize('NFKC')).digest('hex'),
}));
