import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import {
  type FilledText,
  type HardshipText,
  TEXT_KIND_NAMES,
  TEXT_KINDS,
  type TextKind,
} from '#shared/contract/hardship.ts';
import { refuse } from '#shared/errors.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { readHeading } from '../../union/commands.ts';
import { readSettings } from '../procedure/settings.ts';

const lines = z.array(z.string()).min(1);
const shippedSchema = z.strictObject({ application: lines, authorisation: lines, consent: lines, notice: lines });

function shippedTexts(assetsFolder: string): Readonly<Record<TextKind, string>> {
  const { application, authorisation, consent, notice } = shippedSchema.parse(
    JSON.parse(readFileSync(join(assetsFolder, 'hardship-texts.json'), 'utf8')),
  );
  const joined = (paragraphs: string[]) => paragraphs.join('\n');
  return {
    application: joined(application),
    authorisation: joined(authorisation),
    consent: joined(consent),
    notice: joined(notice),
  };
}

/** The union's own wording where there is one, else the text that the program brought. */
export function readTexts(db: Readable, assetsFolder: string): HardshipText[] {
  const shipped = shippedTexts(assetsFolder);
  const own = new Map(
    db
      .all<{ kind: TextKind; body: string }>('SELECT kind, body FROM hardship_texts')
      .map(({ kind, body }) => [kind, body]),
  );
  return TEXT_KINDS.map((kind) => ({ kind, body: own.get(kind) ?? shipped[kind], shipped: !own.has(kind) }));
}

/**
 * Keeps the union's own wording of a text.
 * @param body '' goes back to the text that the program brought
 */
export function saveText(context: WriteContext, { kind, body }: { kind: TextKind; body: string }): HardshipText[] {
  const { db, assetsFolder } = context;
  const before = readTexts(db, assetsFolder).find((text) => text.kind === kind);
  if (body === '') db.run('DELETE FROM hardship_texts WHERE kind = :kind', { kind });
  else
    db.run(
      `INSERT INTO hardship_texts (kind, body, changed_at, changed_by) VALUES (:kind, :body, :now, :operator)
       ON CONFLICT (kind) DO UPDATE SET body = excluded.body, changed_at = excluded.changed_at, changed_by = excluded.changed_by`,
      { kind, body, now: context.now, operator: context.operator },
    );
  const texts = readTexts(db, assetsFolder);
  context.trail({
    subject: 'hardshipParameters',
    id: `text-${kind}`,
    label: TEXT_KIND_NAMES[kind],
    before: { body: before?.body },
    after: { body: texts.find((text) => text.kind === kind)?.body },
  });
  return texts;
}

/** A text as it is printed, with the blanks to fill still in it. */
export function textOf(db: Readable, assetsFolder: string, kind: TextKind): string {
  return readTexts(db, assetsFolder).find((text) => text.kind === kind)?.body ?? '';
}

/** A line to write on where nothing was entered. */
const orLine = (text: string) => (text === '' ? '　　　　　　　　' : text);

/**
 * 申请书, 授权书 or 告知与单独同意书 with the union's and the person's name; the printing is on the trail.
 * @throws Refusal `request.notFound`
 */
export function printText(
  context: WriteContext,
  { fileId, kind }: { fileId: string; kind: FilledText['kind'] },
): FilledText {
  const { db } = context;
  const file = db.get<{ number: string; name: string; groupName: string }>(
    `SELECT file.number, members.name, coalesce(groups.name, '') AS groupName
     FROM hardship_files AS file JOIN members ON members.id = file.member_id LEFT JOIN groups ON groups.id = members.group_id
     WHERE file.id = :fileId`,
    { fileId },
  );
  if (!file) throw refuse('request.notFound', { what: '困难档案' });
  const unit = readHeading(db).name;
  const { retentionYears, contact, noticeNames } = readSettings(db);
  const filled = textOf(db, context.assetsFolder, kind)
    .replaceAll('【单位】', unit)
    .replaceAll('【姓名】', file.name)
    .replaceAll('【部门】', orLine(file.groupName))
    .replaceAll('【保存年限】', String(retentionYears))
    .replaceAll('【公示姓名】', noticeNames === 'whole' ? '姓名' : '姓名（部分遮盖）')
    .replaceAll('【联系】', orLine(contact));
  const title = TEXT_KIND_NAMES[kind];
  context.trail({
    subject: 'hardshipFile',
    id: fileId,
    label: `${file.number} ${file.name} 打印${title}`,
    after: { printed: kind },
  });
  return { kind, title, unit, number: file.number, name: file.name, paragraphs: paragraphsOf(filled) };
}

/** The lines of a text that say something. */
export const paragraphsOf = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');
