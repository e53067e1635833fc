import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { pictureOf, textOf } from './pdf.ts';
import { projectRoot } from './runtime.ts';
import type { Stage } from './stage.ts';

/** A file `test/e2e/<name>.story.ts` exports one of these as its default. */
export interface Story {
  title: string;
  play(scene: Scene): Promise<void>;
}

/** What a story plays on. */
export interface Scene {
  stage: Stage;
  /** One thing that must be true; counts as passed or failed, and the story goes on either way. */
  check(what: string, test: () => unknown): Promise<void>;
  /** Keeps `test-results/e2e/<story>/<number>-<name>.png`, the page as it is on a screen of 1366x768. */
  screenshot(page: Page, name: string): Promise<void>;
  /** Keeps a PDF in the same folder with a picture of its first page, and gives back the text of the whole. */
  paper(pdf: Buffer, name: string): Promise<string>;
}

export interface Tally {
  passed: number;
  failed: number;
  /** What failed, with its story; said once more at the very end, where nobody has to search for it. */
  failures: string[];
}

/** Plays one story; an error outside a check ends it and counts as one failure. */
export async function play(name: string, story: Story, stage: Stage, say: (line: string) => void): Promise<Tally> {
  const tally: Tally = { passed: 0, failed: 0, failures: [] };
  const pictures = join(projectRoot, 'test-results/e2e', name);
  let picture = 0;
  // pictures of an earlier run, which may have gone another way, would stand among the new ones
  await rm(pictures, { recursive: true, force: true });
  const place = async (title: string) => {
    await mkdir(pictures, { recursive: true });
    picture += 1;
    return join(pictures, `${String(picture).padStart(2, '0')}-${title}.png`);
  };
  const fail = (what: string, error: unknown) => {
    tally.failed += 1;
    const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
    tally.failures.push(`${name}: ${what}\n${indent(words.split('\n').slice(0, 12).join('\n'))}`);
    say(`  ✗ ${what}\n${indent(words)}`);
  };
  const scene: Scene = {
    stage,
    check: async (what, test) => {
      try {
        await test();
        tally.passed += 1;
        say(`  ✓ ${what}`);
      } catch (error) {
        fail(what, error);
      }
    },
    screenshot: async (page, title) => {
      // a message that fades by itself would hide the top of the page
      const style = '[class*="ant-message"] { display: none !important; }';
      await page.screenshot({ path: await place(title), style });
    },
    paper: async (pdf, title) => {
      const file = await place(title);
      await writeFile(file, await pictureOf(pdf));
      await writeFile(file.replace(/png$/, 'pdf'), pdf);
      return textOf(pdf);
    },
  };
  say(story.title);
  try {
    await story.play(scene);
  } catch (error) {
    fail('the story was played to its end', error);
  }
  return tally;
}

function indent(text: string): string {
  return text.replace(/^/gm, '      ');
}
