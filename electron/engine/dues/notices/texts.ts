import type { NoticeTexts } from '#shared/contract/dues.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';

/** What letters and notices say every time: how to pay and whom to ask. */
export function readNoticeTexts(db: Readable): NoticeTexts {
  const texts = db.get<NoticeTexts>('SELECT pay_how AS payHow, contact FROM dues_settings');
  if (!texts) throw new Error('books without dues settings');
  return texts;
}

export function saveNoticeTexts(context: WriteContext, texts: NoticeTexts): NoticeTexts {
  const before = readNoticeTexts(context.db);
  context.db.run('UPDATE dues_settings SET pay_how = :payHow, contact = :contact', { ...texts });
  context.trail({ subject: 'duesSettings', id: 'notices', label: '缴费方式和联系人', before, after: texts });
  return texts;
}
