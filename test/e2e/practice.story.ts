import { launch } from './launch.ts';
import type { Story } from './story.ts';
import { deskOf } from './year/desk.ts';
import { lookRound } from './year/look-round.ts';

/** A newcomer tries the practice books from the first screen: three years of life, every page with real-looking data. */
const story: Story = {
  title: 'The practice books',
  play: async (scene) => {
    const desktop = await launch(scene.stage);
    const desk = deskOf(scene, desktop);
    try {
      await lookRound(desk);
    } catch (error) {
      await desk.picture('停在这里');
      throw error;
    } finally {
      await desktop.close();
    }
  },
};
export default story;
