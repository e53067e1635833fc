import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';

// What an attachment looks like on the disk: `XJA1`, a nonce of its own, the content under AES-256-GCM, the tag. The hash of the
// content is bound in, so that a file under another's name does not open.

const CIPHER = 'aes-256-gcm';
const MARK = Buffer.from('XJA1');
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
export const KEY_BYTES = 32;
/** How much longer a sealed file is than its content. */
export const SEAL_BYTES = MARK.length + NONCE_BYTES + TAG_BYTES;

/** The key of a set of books; drawn once, kept inside the encrypted books. */
export function newAttachmentKey(): Buffer {
  return randomBytes(KEY_BYTES);
}

/** sha256 of a content, as hex. */
export function hashOfContent(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/**
 * What the file of a content is called: 64 hex digits, the same for the same content and key. It is keyed because a bare hash
 * would let anybody with a photo find out whether these books hold it, and because two sets of books in one folder must not
 * take each other's files for their own.
 */
export function sealedName(key: Uint8Array, sha256: string): string {
  const naming = new Uint8Array(hkdfSync('sha256', key, new Uint8Array(0), 'xiaojia attachment name', KEY_BYTES));
  return createHmac('sha256', naming).update(sha256).digest('hex');
}

/** Encrypts a content whose hash is known. */
export function seal(key: Uint8Array, sha256: string, content: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(boundTo(sha256));
  return Buffer.concat([MARK, nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
}

/** @returns the content; undefined when a byte was changed, the key is another one, or it is another content's file */
export function unseal(key: Uint8Array, sha256: string, sealed: Buffer): Buffer | undefined {
  if (sealed.length < SEAL_BYTES || !sealed.subarray(0, MARK.length).equals(MARK)) return undefined;
  const from = MARK.length + NONCE_BYTES;
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(MARK.length, from), { authTagLength: TAG_BYTES });
  decipher.setAAD(boundTo(sha256));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  let content: Buffer;
  try {
    content = Buffer.concat([decipher.update(sealed.subarray(from, -TAG_BYTES)), decipher.final()]);
  } catch {
    return undefined; // the tag does not fit
  }
  return hashOfContent(content) === sha256 ? content : undefined;
}

function boundTo(sha256: string): Buffer {
  return Buffer.concat([MARK, Buffer.from(sha256, 'hex')]);
}
