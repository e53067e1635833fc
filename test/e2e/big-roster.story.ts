import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { seeded } from '#electron/engine/practice/chance.ts';
import { makePeople, rosterText } from '#electron/engine/practice/people.ts';
import { BINJIANG, PASSPHRASE } from '../engine/support.ts';
import { value } from './ask.ts';
import { launch } from './launch.ts';
import type { Story } from './story.ts';
import { deskOf } from './year/desk.ts';
import { button, goTo, press, says, sees, until, write } from './year/screen.ts';
import { table } from './year/tables.ts';

const MEMBERS = 20_000;
/** Long enough to be stopped while it is read, on a quick computer too. */
const TOO_LONG = 60_000;
const TURNS_OF_THE_WHEEL = 150;
/** As a wheel turns: three rows a notch, and faster. */
const STEPS = [120, 120, 240, 480];

/** A union of 20,000: its roster comes in with progress and can be stopped; its list scrolls without an empty place. */
const story: Story = {
  title: 'A roster of 20,000 members in the desktop program',
  play: async (scene) => {
    const desktop = await launch(scene.stage);
    const desk = deskOf(scene, desktop);
    const { page, check, picture } = desk;
    assert.ok(desk.desktop);
    try {
      const { suggestedFolder } = await value(page, 'books.readStatus', {});
      await value(page, 'books.create', { folder: suggestedFolder.folder, setup: BINJIANG, passphrase: PASSPHRASE });
      await page.reload();
      const rosterOf = (count: number) => Buffer.from(rosterText(makePeople(seeded(20_260_101), count)), 'utf8');
      await goTo(page, '会员');
      await button(page, '导入花名册').first().click();
      await desk.desktop.handOverOwn(button(page, '选择花名册'), '花名册.csv', rosterOf(TOO_LONG));
      await check('reading it can be stopped, and nothing is taken in', async () => {
        await page.getByRole('button', { name: '取消' }).click({ timeout: 20_000 });
        await sees(page, '已停止读取，账本没有变动。');
        assert.equal((await value(page, 'members.count', {})).byStatus.active, 0);
      });
      await picture('大花名册-已取消');
      await desk.desktop.handOverOwn(button(page, '换一个文件'), '花名册.csv', rosterOf(MEMBERS));
      await page.getByLabel('工资从哪个月起').waitFor({ timeout: 60_000 });
      await write(page, { 工资从哪个月起: '2026-03' });
      await press(page, '下一步');
      const take = button(page, `收入 ${MEMBERS} 人`);
      await take.waitFor({ timeout: 60_000 });
      await take.click();
      await check('20,000 are taken in', async () => {
        await page.getByRole('region', { name: '导入结果' }).waitFor({ timeout: 120_000 });
        await says(page.getByRole('region', { name: '导入结果' }), `新会员${MEMBERS} 人`);
      });
      await press(page, '看会员名册');
      await table(page, '会员');
      await picture('大花名册-名册');
      await check('the list scrolls without a blank frame', async () => {
        const { frames, blank, waiting } = await scrollThrough(page);
        assert.ok(frames > TURNS_OF_THE_WHEEL / 2, `only ${frames} frames were seen`);
        assert.deepEqual(
          { blank, waiting },
          { blank: 0, waiting: 0 },
          `places without a row, or with one still being read, of ${frames} frames`,
        );
      });
      await check('the end of the list is reached by End', async () => {
        await page.getByRole('grid', { name: '会员' }).press('End');
        const last = page.getByRole('grid', { name: '会员' }).locator(`[role=row][aria-rowindex="${MEMBERS + 1}"]`);
        assert.ok(await until(async () => /\d{4}/.test((await last.textContent()) ?? '')));
      });
      await picture('大花名册-末尾');
    } catch (error) {
      await desk.picture('停在这里');
      throw error;
    } finally {
      await desktop.close();
    }
  },
};
export default story;

/** Turns the wheel over the list, and looks at every frame whether each place in sight holds a row with words in it. */
async function scrollThrough(page: Page): Promise<{ frames: number; blank: number; waiting: number }> {
  const grid = page.getByRole('grid', { name: '会员' });
  const box = await grid.boundingBox();
  assert.ok(box);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await grid.evaluate((element) => {
    const seen = { frames: 0, blank: 0, waiting: 0, stop: false };
    Object.assign(window, { seenFrames: seen });
    const look = () => {
      if (seen.stop) return;
      const { top, bottom, left } = element.getBoundingClientRect();
      const body = element.querySelector('.table-head')?.getBoundingClientRect().bottom ?? top;
      seen.frames += 1;
      for (let y = body + 18; y < bottom - 18; y += 36) {
        const place = document.elementFromPoint(left + 60, y)?.closest('[role=row]');
        if (place && (place.textContent ?? '').trim() !== '') continue;
        if (place) seen.waiting += 1;
        else seen.blank += 1;
        break;
      }
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  for (let turn = 0; turn < TURNS_OF_THE_WHEEL; turn += 1) {
    await page.mouse.wheel(0, STEPS[turn % STEPS.length] ?? 120);
    await page.waitForTimeout(16);
    // the next turn comes after this one was drawn, so that a busy machine is slower and not wrong
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  }
  return grid.evaluate(() => {
    const seen: unknown = Reflect.get(window, 'seenFrames');
    if (typeof seen !== 'object' || seen === null || !('frames' in seen) || !('blank' in seen) || !('waiting' in seen))
      throw new Error('not looked');
    Object.assign(seen, { stop: true });
    return { frames: Number(seen.frames), blank: Number(seen.blank), waiting: Number(seen.waiting) };
  });
}
