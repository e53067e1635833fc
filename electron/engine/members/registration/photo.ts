import { readFile, stat } from 'node:fs/promises';
import {
  MAX_PHOTO_BYTES,
  MAX_PHOTO_DOTS,
  type Photo,
  type PhotoFacts,
  type PhotoKind,
} from '#shared/contract/members/registration.ts';
import { refuse } from '#shared/errors.ts';
import { AttachmentProblem } from '../../books/attachment-store.ts';
import { reasonOf } from '../../books/disk.ts';
import type { ChosenFile, ReadContext, WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { pictureOf } from './picture.ts';

// The photo on the form lies in the same encrypted store as the papers at vouchers, so a backup carries it along.

/** A chosen photo in memory, fit to be kept. */
export interface ChosenPhoto {
  kind: PhotoKind;
  content: Buffer;
}

/**
 * Reads a photo that the person chose.
 * @throws Refusal `file.gone`, `file.empty`, `member.photoUnreadable`, `member.photoTooLarge`, `member.photoKind`,
 *   `member.photoBroken`
 */
export async function readChosenPhoto({ path, name: file }: ChosenFile): Promise<ChosenPhoto> {
  const unreadable = (error: unknown) =>
    error instanceof Error && 'code' in error && error.code === 'ENOENT'
      ? refuse('file.gone')
      : refuse('member.photoUnreadable', { file });
  // asked before reading, so that a huge file is never in memory
  const found = await stat(path).catch((error: unknown) => {
    throw unreadable(error);
  });
  if (!found.isFile()) throw refuse('member.photoUnreadable', { file });
  if (found.size > MAX_PHOTO_BYTES) throw refuse('member.photoTooLarge', { file, limit: BYTES_LIMIT });
  const content = await readFile(path).catch((error: unknown) => {
    throw unreadable(error);
  });
  if (content.length === 0) throw refuse('file.empty', { file });
  // it may have grown since
  if (content.length > MAX_PHOTO_BYTES) throw refuse('member.photoTooLarge', { file, limit: BYTES_LIMIT });
  const picture = pictureOf(content);
  if (picture === 'other') throw refuse('member.photoKind', { file });
  if (picture === 'broken') throw refuse('member.photoBroken', { file });
  if (picture.width * picture.height > MAX_PHOTO_DOTS)
    throw refuse('member.photoTooLarge', { file, limit: DOTS_LIMIT });
  return { kind: picture.kind, content };
}
const BYTES_LIMIT = `${MAX_PHOTO_BYTES / 1024 / 1024} MB`;
const DOTS_LIMIT = `${MAX_PHOTO_DOTS / 10_000} 万像素`;

export function readPhotoFacts(db: Readable, memberId: string): PhotoFacts | undefined {
  return db.get<PhotoFacts>(
    `SELECT kind, bytes, member_photos.sha256 AS sha256, set_at AS setAt, set_by AS setBy
     FROM member_photos JOIN attachment_files ON attachment_files.sha256 = member_photos.sha256
     WHERE member_id = :memberId`,
    { memberId },
  );
}

/**
 * The photo of a member for showing, undefined for somebody who has none.
 * @throws Refusal `request.notFound`, `member.photoMissing`, `member.photoDamaged`
 */
export function readPhoto({ db, attachmentStore }: ReadContext, memberId: string): Photo | undefined {
  const member = db.get<{ name: string }>('SELECT name FROM members WHERE id = :memberId', { memberId });
  if (!member) throw refuse('request.notFound', { what: '会员' });
  const facts = readPhotoFacts(db, memberId);
  if (!facts) return undefined;
  try {
    return { kind: facts.kind, content: attachmentStore.read(db, facts).toString('base64') };
  } catch (error) {
    if (!(error instanceof AttachmentProblem)) throw error;
    const code = error.kind === 'missing' ? 'member.photoMissing' : 'member.photoDamaged';
    throw refuse(code, { name: member.name, place: error.place });
  }
}

/**
 * Gives a member a photo in place of the one before, whose file stays. The file is kept before the row is committed, so that no
 * row is ever without its file. The trail is the caller's.
 * @throws Refusal `member.photoNotKept`
 */
export function writePhoto(context: WriteContext, memberId: string, { kind, content }: ChosenPhoto): void {
  const { db, attachmentStore } = context;
  const sha256 = keep();
  db.run(
    `INSERT INTO attachment_files (sha256, kind, bytes, kept_at) VALUES (:sha256, :kind, :bytes, :now)
     ON CONFLICT (sha256) DO NOTHING`,
    { sha256, kind, bytes: content.length, now: context.now },
  );
  db.run(
    `INSERT INTO member_photos (member_id, sha256, set_at, set_by) VALUES (:memberId, :sha256, :now, :operator)
     ON CONFLICT (member_id) DO UPDATE SET sha256 = excluded.sha256, set_at = excluded.set_at, set_by = excluded.set_by`,
    { memberId, sha256, now: context.now, operator: context.operator },
  );

  function keep(): string {
    try {
      return attachmentStore.keep(db, content);
    } catch (error) {
      throw refuse('member.photoNotKept', { reason: reasonOf(error) });
    }
  }
}

/** Takes the photo off the form; its file stays in the store. The trail is the caller's. */
export function removePhoto({ db }: Pick<WriteContext, 'db'>, memberId: string): void {
  db.run('DELETE FROM member_photos WHERE member_id = :memberId', { memberId });
}

/** Every content that is a photo on a form now, with whose it is; for the check of the kept files. */
export interface KeptPhoto {
  sha256: string;
  bytes: number;
  number: string;
  name: string;
}
export const KEPT_PHOTOS = `
  SELECT attachment_files.sha256 AS sha256, bytes, members.number AS number, members.name AS name, min(members.id)
  FROM member_photos JOIN attachment_files ON attachment_files.sha256 = member_photos.sha256
  JOIN members ON members.id = member_photos.member_id
  GROUP BY attachment_files.sha256 ORDER BY members.number, members.name`;

export function listKeptPhotos(db: Readable): KeptPhoto[] {
  return db.all<KeptPhoto>(KEPT_PHOTOS);
}
