import { createHash, pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { promisify } from 'node:util';

// The books are a SQLCipher 4 file. Its key is derived from the passphrase exactly as SQLCipher does it, so the file can
// be opened by any SQLCipher tool with the passphrase alone. The recovery code is that key itself, written for paper:
// nothing beside the one file is needed to get in again, and changing the passphrase voids the old code.

const ITERATIONS = 256_000;
const KEY_BYTES = 32;
export const SALT_BYTES = 16;
const derive = promisify(pbkdf2);

/** The file's key, 32 bytes as hex. The passphrase is NFKC-normalised so that full-width typing does not lock anyone out. */
export async function keyFromPassphrase(passphrase: string, salt: Uint8Array): Promise<string> {
  const key = await derive(passphrase.normalize('NFKC'), salt, ITERATIONS, KEY_BYTES, 'sha512');
  return key.toString('hex');
}

export function newSalt(): Buffer {
  return randomBytes(SALT_BYTES);
}

/** The salt at the head of a books file; undefined when the file is too short to have one. */
export function saltOf(file: string): Buffer | undefined {
  const handle = openSync(file, 'r');
  try {
    const salt = Buffer.alloc(SALT_BYTES);
    return readSync(handle, salt, 0, SALT_BYTES, 0) === SALT_BYTES ? salt : undefined;
  } finally {
    closeSync(handle);
  }
}

// Crockford's alphabet: no I, L, O, U, so that a code read from paper cannot be misread.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CHECK_CHARACTERS = 4;
const GROUP = 4;
const KEY_CHARACTERS = Math.ceil((KEY_BYTES * 8) / 5);

/** The key as 14 groups of 4 characters; the last group is a check over the others. */
export function recoveryCodeOf(key: string): string {
  const bytes = Buffer.from(key, 'hex');
  const characters = toBase32(bytes, KEY_CHARACTERS) + checkOf(bytes);
  return (characters.match(new RegExp(`.{${GROUP}}`, 'g')) ?? []).join('-');
}

/** Reads a recovery code as typed (case, dashes and spaces do not matter). @returns the key, or undefined when it cannot be one. */
export function keyFromRecoveryCode(code: string): string | undefined {
  const plain = code.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  if (
    plain.length !== KEY_CHARACTERS + CHECK_CHARACTERS ||
    [...plain].some((character) => !ALPHABET.includes(character))
  )
    return undefined;
  const bytes = fromBase32(plain.slice(0, KEY_CHARACTERS));
  const given = Buffer.from(plain.slice(KEY_CHARACTERS));
  return timingSafeEqual(given, Buffer.from(checkOf(bytes))) ? bytes.toString('hex') : undefined;
}

function checkOf(bytes: Buffer): string {
  return toBase32(createHash('sha256').update(bytes).digest(), CHECK_CHARACTERS);
}

function toBase32(bytes: Buffer, characters: number): string {
  let bits = BigInt(`0x${bytes.toString('hex')}`) << BigInt((5 - ((bytes.length * 8) % 5)) % 5);
  let text = '';
  for (let rest = Math.ceil((bytes.length * 8) / 5); rest > 0; rest -= 1) {
    text = (ALPHABET[Number(bits & 31n)] ?? '') + text;
    bits >>= 5n;
  }
  return text.slice(0, characters);
}

function fromBase32(text: string): Buffer {
  let bits = 0n;
  for (const character of text) bits = (bits << 5n) | BigInt(ALPHABET.indexOf(character));
  bits >>= BigInt(text.length * 5 - KEY_BYTES * 8);
  return Buffer.from(bits.toString(16).padStart(KEY_BYTES * 2, '0'), 'hex');
}
