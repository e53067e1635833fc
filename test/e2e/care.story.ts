import assert from 'node:assert/strict';
import { seeded } from '#electron/engine/practice/chance.ts';
import { makePeople, rosterText } from '#electron/engine/practice/people.ts';
import { BINJIANG, PASSPHRASE } from '../engine/support.ts';
import { value } from './ask.ts';
import { family } from './care-life/family.ts';
import { dragonBoat, stock } from './care-life/festival.ts';
import { figures } from './care-life/figures.ts';
import { hospital } from './care-life/hospital.ts';
import { launch } from './launch.ts';
import type { Story } from './story.ts';
import { deskOf } from './year/desk.ts';
import { button, goTo, press, sees, write } from './year/screen.ts';

export const MEMBERS = 300;

/** A union of 300 and how it stands by its people: a family step by step, a hospital visit, the Dragon Boat festival from stock, the figures of the year. */
const story: Story = {
  title: 'Families, visits and a festival for 300 in the desktop program',
  play: async (scene) => {
    const desktop = await launch(scene.stage);
    const desk = deskOf(scene, desktop);
    const { page } = desk;
    assert.ok(desk.desktop);
    try {
      const { suggestedFolder } = await value(page, 'books.readStatus', {});
      await value(page, 'books.create', { folder: suggestedFolder.folder, setup: BINJIANG, passphrase: PASSPHRASE });
      await page.reload();
      await goTo(page, '会员');
      await button(page, '导入花名册').first().click();
      const roster = Buffer.from(rosterText(makePeople(seeded(20_260_619), MEMBERS)), 'utf8');
      await desk.desktop.handOverOwn(button(page, '选择花名册'), '花名册.csv', roster);
      await write(page, { 工资从哪个月起: '2026-03' });
      await press(page, '下一步');
      await press(page, `收入 ${MEMBERS} 人`);
      await sees(page, `新会员${MEMBERS} 人`);
      await family(desk);
      await hospital(desk);
      await stock(desk);
      await dragonBoat(desk);
      await figures(desk);
    } catch (error) {
      await desk.picture('停在这里');
      throw error;
    } finally {
      await desktop.close();
    }
  },
};
export default story;
