import { BINJIANG, PASSPHRASE } from '../engine/support.ts';
import { value } from './ask.ts';
import { arrears } from './dues-life/arrears.ts';
import { cash } from './dues-life/cash.ts';
import { groups } from './dues-life/groups.ts';
import { april } from './dues-life/levies.ts';
import { retirement, transfer } from './dues-life/membership.ts';
import { comparison, snapshot } from './dues-life/snapshots.ts';
import { wages } from './dues-life/wages.ts';
import { launch } from './launch.ts';
import type { Story } from './story.ts';
import { deskOf } from './year/desk.ts';
import { dues } from './year/dues.ts';
import { members } from './year/members.ts';

/** What changes between two months: wages, groups, a retirement, a part payment; and what the union keeps of it. */
const story: Story = {
  title: 'Members and dues from one month to the next, in the desktop program',
  play: async (scene) => {
    const desktop = await launch(scene.stage);
    const desk = deskOf(scene, desktop);
    const { page } = desk;
    try {
      const { suggestedFolder } = await value(page, 'books.readStatus', {});
      await value(page, 'books.create', { folder: suggestedFolder.folder, setup: BINJIANG, passphrase: PASSPHRASE });
      await page.reload();
      await members(desk);
      await snapshot(desk);
      await dues(desk);
      await wages(desk);
      await retirement(desk);
      await april(desk);
      await cash(desk);
      await arrears(desk);
      await groups(desk);
      await transfer(desk);
      await comparison(desk);
    } catch (error) {
      await desk.picture('停在这里');
      throw error;
    } finally {
      await desktop.close();
    }
  },
};
export default story;
