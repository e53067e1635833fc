import type { Day } from '#shared/calendar.ts';
import { HARDSHIP_CATEGORY_NAMES, type HardshipCategory, type NoticeSheet } from '#shared/contract/hardship.ts';
import { refuse } from '#shared/errors.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { readHeading } from '../../union/commands.ts';
import { readSettings } from '../procedure/settings.ts';
import { liveSteps, stepsOf } from '../procedure/state.ts';
import { paragraphsOf, textOf } from './texts.ts';

const DOUBLE_SURNAMES = new Set(
  '欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 令狐 慕容 端木 夏侯 司徒 长孙 宇文 独孤 轩辕 申屠 钟离 鲜于 闾丘 太史 澹台 公冶 濮阳 淳于 单于 南宫'.split(
    ' ',
  ),
);

/** `王某某`, `欧阳某`: as a name stands on a public notice. */
export function noticeName(name: string): string {
  const letters = [...name.trim()];
  const surname = letters.length > 2 && DOUBLE_SURNAMES.has(letters.slice(0, 2).join('')) ? 2 : 1;
  return letters.slice(0, surname).join('') + '某'.repeat(Math.max(letters.length - surname, 0));
}

interface NoticedFile {
  id: string;
  number: string;
  name: string;
  groupName: string;
  suggested: HardshipCategory;
  round: number;
  noticeUntil: Day | null;
}

/**
 * 公示单 of files whose notice runs from the same day: name, department and category, never income, health or a number
 * (rules.md 4.5). The printing is on the trail of every file.
 * @throws Refusal `request.notFound`, `hardship.noNotice` (公示 was not entered), `hardship.noticeDiffers` (other days)
 */
export function printNotice(context: WriteContext, fileIds: readonly string[]): NoticeSheet {
  const { db } = context;
  const { noticeNames, contact } = readSettings(db);
  const files = [...new Set(fileIds)].map((id) => noticedFile(db, id));
  const periods = files.map((file) => periodOf(db, file));
  const [first] = periods;
  if (!first || periods.some((period) => period.from !== first.from || period.until !== first.until))
    throw refuse('hardship.noticeDiffers');
  for (const file of files)
    context.trail({
      subject: 'hardshipFile',
      id: file.id,
      label: `${file.number} ${file.name} 打印公示单`,
      after: { printed: 'notice' },
    });
  return {
    ...first,
    unit: readHeading(db).name,
    paragraphs: paragraphsOf(textOf(db, context.assetsFolder, 'notice')),
    contact,
    rows: files.map(({ name, groupName, suggested }, index) => ({
      name: noticeNames === 'whole' ? name : noticeName(name),
      groupName,
      category: HARDSHIP_CATEGORY_NAMES[periods[index]?.category ?? suggested],
    })),
  };
}

function noticedFile(db: Readable, id: string): NoticedFile {
  const file = db.get<NoticedFile>(
    `SELECT file.id, file.number, members.name, coalesce(groups.name, '') AS groupName, file.suggested, file.round,
            file.notice_until AS noticeUntil
     FROM hardship_files AS file JOIN members ON members.id = file.member_id LEFT JOIN groups ON groups.id = members.group_id
     WHERE file.id = :id`,
    { id },
  );
  if (!file) throw refuse('request.notFound', { what: '困难档案' });
  return file;
}

function periodOf(db: Readable, { id, name, round, noticeUntil, suggested }: NoticedFile) {
  const notice = liveSteps(stepsOf(db, id), round).findLast(({ kind }) => kind === 'notice');
  if (!notice || noticeUntil === null) throw refuse('hardship.noNotice', { name });
  const proposed = notice.facts['category'];
  return {
    from: notice.day,
    until: noticeUntil,
    workingDays: Number(notice.facts['workingDays']),
    category: proposed === 'deep' || proposed === 'relative' || proposed === 'accidental' ? proposed : suggested,
  };
}
