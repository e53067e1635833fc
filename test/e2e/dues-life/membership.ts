import type { Desk } from '../year/desk.ts';
import { choose, esc, goTo, press, says, sees, sheet, tick, write } from '../year/screen.ts';
import { row } from '../year/tables.ts';
import { RETIREE, TRANSFERRED } from './people.ts';

/** One member retires on 20 March: membership is kept, April is free. */
export async function retirement(desk: Desk): Promise<void> {
  const { page, check, picture } = desk;
  const dialog = await openChange(desk, RETIREE, '保留会籍');
  await tick(dialog, '退休');
  await write(dialog, { 变动日期: '2026-03-20', 依据: '2026年3月退休' });
  await check('before it is saved the dialog says what it means for dues', () => says(dialog, '2026年4月', '免交会费'));
  await picture('变更会籍-退休');
  await press(dialog, '变更');
  await check('the membership is kept', () => sees(page, `${RETIREE.name} 的会籍已改为「保留会籍」。`));
  await check('the history in the record says day, ground and month', () =>
    says(sheet(page, RETIREE.name), '2026-03-20', '保留会籍', '2026年3月退休'),
  );
  await picture('会员-会籍变动');
  await esc(page);
}

/** Another one goes to another school. */
export async function transfer(desk: Desk): Promise<void> {
  const { page, check } = desk;
  const dialog = await openChange(desk, TRANSFERRED, '转出');
  await write(dialog, { 转出日期: '2026-05-06', 转入单位: '江滨中学工会', 依据: '工作调动' });
  await press(dialog, '变更');
  await check('the member has gone', () => sees(page, `${TRANSFERRED.name} 的会籍已改为「转出」。`));
  await esc(page);
}

async function openChange({ page }: Desk, member: { number: string; name: string }, status: string) {
  await goTo(page, '会员');
  await page.getByLabel('查找会员').fill(member.number);
  await (await row(page, '会员', member.name)).click();
  const drawer = sheet(page, `${member.number} ${member.name}`);
  await press(drawer, '变更会籍');
  const dialog = sheet(page, `变更会籍 ${member.name}`);
  await choose(dialog, '改为', status);
  return dialog;
}
