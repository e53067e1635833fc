import { afterEach, describe, expect, it, vi } from 'vitest';
import { BINJIANG, PASSPHRASE, startEngine, startWithBooks, type TestEngine } from './support.ts';

vi.unmock('#electron/engine/books/key.ts');

let test: TestEngine | undefined;
afterEach(async () => {
  await test?.dispose();
  test = undefined;
});

describe('books', () => {
  it('are made, locked and opened again with the passphrase', async () => {
    test = await startWithBooks();
    const locked = await test.call('books.lock', {});
    expect(locked.state).toBe('closed');
    const book = locked.recent[0]?.book ?? '';
    const opened = await test.call('books.unlock', { book, passphrase: PASSPHRASE, role: 'treasurer' });
    expect(opened.open?.name).toBe(BINJIANG.name);
  });

  it('refuse a wrong passphrase and stay as they were', async () => {
    test = await startWithBooks();
    const locked = await test.call('books.lock', {});
    const refusal = await test.refusal('books.unlock', {
      book: locked.recent[0]?.book,
      passphrase: '不是这个口令',
      role: 'treasurer',
    });
    expect(refusal.code).toBe('books.wrongPassphrase');
  });

  it('open with the recovery code after the passphrase is forgotten; the old code is void then', async () => {
    test = startEngine();
    const { suggestedFolder } = await test.call('books.readStatus', {});
    const { recoveryCode } = await test.call('books.create', {
      folder: suggestedFolder.folder,
      setup: BINJIANG,
      passphrase: PASSPHRASE,
    });
    const book = (await test.call('books.lock', {})).recent[0]?.book ?? '';
    const recovered = await test.call('books.recover', {
      book,
      recoveryCode: recoveryCode.toLowerCase(),
      newPassphrase: '新的口令 2026',
    });
    expect(recovered.recoveryCode).not.toBe(recoveryCode);
    await test.call('books.lock', {});
    expect((await test.refusal('books.recover', { book, recoveryCode, newPassphrase: '又一个新的好口令' })).code).toBe(
      'books.wrongRecoveryCode',
    );
    expect((await test.refusal('books.unlock', { book, passphrase: PASSPHRASE, role: 'treasurer' })).code).toBe(
      'books.wrongPassphrase',
    );
    const status = await test.call('books.unlock', { book, passphrase: '新的口令 2026', role: 'committee' });
    expect(status.open?.role).toBe('committee');
  });
});
