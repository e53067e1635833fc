import { openPreview } from './browser.ts';
import type { Story } from './story.ts';
import { workbenchOfCore } from './year/closing-time.ts';
import { deskInBrowser } from './year/desk.ts';
import { dues } from './year/dues.ts';
import { oneExpense } from './year/entries.ts';
import { firstRun } from './year/first-run.ts';
import { members } from './year/members.ts';

/** The core of the same year in an ordinary browser: the same pages, the same engine, another host. */
const story: Story = {
  title: 'The core of the year in the preview',
  play: async (scene) => {
    const preview = await openPreview();
    const desk = deskInBrowser(scene, preview);
    try {
      await firstRun(desk);
      await members(desk);
      await dues(desk);
      await oneExpense(desk);
      await workbenchOfCore(desk);
    } catch (error) {
      await desk.picture('停在这里');
      throw error;
    } finally {
      await preview.close();
    }
  },
};
export default story;
