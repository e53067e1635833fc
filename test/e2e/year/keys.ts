import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { plain, until } from './screen.ts';

// A person without a mouse: keys only, and eyes that see where the cursor is.

/** What the cursor is in: the label of a field, the words of a button or tab, the name of a table. */
export function cursor(page: Page): Promise<string> {
  return page.evaluate(() => {
    const at = document.activeElement;
    if (!(at instanceof HTMLElement) || at === document.body) return '';
    const label = at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement ? at.labels?.[0] : undefined;
    const named = at.getAttribute('aria-label') ?? label?.textContent ?? at.textContent;
    return named.replace(/选填$/, '').trim();
  });
}

export const at = (page: Page, wanted: string): Promise<boolean> =>
  until(async () => plain(await cursor(page)) === plain(wanted), 1500);

/** Presses a key until the cursor is there. @throws AssertionError that names the places it came by */
export async function go(page: Page, key: 'Tab' | 'Shift+Tab' | 'Enter', wanted: string, most = 60): Promise<void> {
  const seen: string[] = [];
  for (let step = 0; step < most; step += 1) {
    await page.keyboard.press(key);
    seen.push(await cursor(page));
    if (plain(seen.at(-1) ?? '') === plain(wanted)) return;
  }
  assert.fail(`${key} does not lead to 「${wanted}」, but by ${seen.join(' | ')}`);
}

/** Types into the field that the cursor is in, in the place of what stands there. */
export async function type(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
}

/** Types into a field with a list, waits for the list to offer what is wanted first, and takes it. */
export async function pick(page: Page, typed: string, wanted: string): Promise<void> {
  await page.keyboard.type(typed);
  const first = page.locator('.ant-select-item-option-active').filter({ visible: true });
  const offered = await until(async () => plain(await first.innerText()).includes(plain(wanted)), 3000);
  assert.ok(offered, `${typed} does not offer 「${wanted}」 first, but: ${await first.innerText().catch(String)}`);
  await page.keyboard.press('Enter');
  await until(() => page.evaluate(() => document.activeElement?.getAttribute('aria-expanded') !== 'true'), 3000);
}
