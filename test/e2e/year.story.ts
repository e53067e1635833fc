import { launch } from './launch.ts';
import type { Story } from './story.ts';
import { accounts } from './year/accounts.ts';
import { bank } from './year/bank.ts';
import { budget } from './year/budget.ts';
import { closeMarch } from './year/close.ts';
import { committee, settings, workbench } from './year/closing-time.ts';
import { deskOf } from './year/desk.ts';
import { dues } from './year/dues.ts';
import { entries } from './year/entries.ts';
import { firstRun } from './year/first-run.ts';
import { hardship } from './year/hardship.ts';
import { keyboardMonth } from './year/keyboard-month.ts';
import { members } from './year/members.ts';
import { review } from './year/review.ts';
import { visits } from './year/visits.ts';
import { yearEnd } from './year/year-end.ts';

/** The main job of a treasurer, from an empty computer to the audit package on the committee's desk and the year carried forward. */
const story: Story = {
  title: 'A year of 滨江实验学校 in the desktop program',
  play: async (scene) => {
    const desktop = await launch(scene.stage);
    const desk = deskOf(scene, desktop);
    try {
      await firstRun(desk);
      await members(desk);
      await budget(desk);
      await dues(desk);
      await visits(desk);
      await hardship(desk);
      await entries(desk);
      await bank(desk);
      await accounts(desk);
      await closeMarch(desk);
      await review(desk);
      await workbench(desk);
      await settings(desk);
      await committee(desk);
      await keyboardMonth(desk);
      await yearEnd(desk);
    } catch (error) {
      await desk.picture('停在这里');
      throw error;
    } finally {
      await desktop.close();
    }
  },
};
export default story;
