import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';

// The screen as a person uses it: fields by their label, buttons by their words, sentences by what they say.

const PATIENCE_MS = 30_000;
type Place = Page | Locator;

/** Text without white space and without the difference between full-width and ASCII punctuation. */
export function plain(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '');
}

/** The field with this label; a label may carry 选填 behind it. */
export function field(place: Place, label: string): Locator {
  return place.getByLabel(new RegExp(`^${label}\\s*(选填)?$`)).and(pageOf(place).locator(':not([type=radio])'));
}

export async function write(place: Place, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, text] of Object.entries(values)) await field(place, label).fill(text);
}

/** A button by the words on it: all of them, or the first ones when `text` ends with `…`. */
export function button(place: Place, text: string): Locator {
  const words = text.endsWith('…') ? text.slice(0, -1) : `${text}$`;
  return place.locator('button').filter({ hasText: new RegExp(`^${words}`) });
}

export async function press(place: Place, text: string): Promise<void> {
  await button(place, text).click();
}

/** Opens the list of a choice field, types `search` if given, and takes the first choice that holds `wanted`. */
export async function choose(place: Place, label: string, wanted: string, search?: string): Promise<void> {
  const box = field(place, label);
  await box.click();
  if (search !== undefined) await box.fill(search);
  await pageOf(place).getByRole('option').filter({ hasText: wanted }).filter({ visible: true }).first().click();
}

/** A choice among a few that are all on the screen (radio buttons, also those that look like buttons). */
export async function tick(place: Place, text: string): Promise<void> {
  const labels = place.locator('label.ant-radio-wrapper, label.ant-radio-button-wrapper, label.ant-segmented-item');
  await labels.filter({ hasText: new RegExp(`^${text}`) }).click();
}

export async function goTo(page: Page, entry: string): Promise<void> {
  await page.getByRole('navigation', { name: '主菜单' }).getByRole('button', { name: entry, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: entry }).waitFor();
}

export async function openTab(page: Page, text: string): Promise<void> {
  await page.getByRole('tab', { name: new RegExp(`^${text}`) }).click();
}

/** The drawer or dialog with these words in it; the topmost if there are several. */
export function sheet(page: Page, text: string): Locator {
  return page.getByRole('dialog').filter({ hasText: text }).filter({ visible: true }).last();
}

export const esc = (page: Page): Promise<void> => page.keyboard.press('Escape');

/** What a person can read there; hidden text does not count. */
export function shownText(place: Locator): Promise<string> {
  return place.innerText();
}

/** Waits until every sentence can be read there. @throws AssertionError that shows what is there instead */
export async function says(place: Locator, ...sentences: string[]): Promise<void> {
  for (const sentence of sentences) {
    const found = await until(async () => plain(await shownText(place)).includes(plain(sentence)));
    assert.ok(found, `「${sentence}」 is not on the screen, but:\n${await shownText(place).catch(String)}`);
  }
}

/** Waits until every sentence can be read anywhere in the window, messages at the top included. */
export const sees = (page: Page, ...sentences: string[]): Promise<void> => says(page.locator('body'), ...sentences);

/** Waits until nothing on the page is being read any more. */
export async function settle(place: Place): Promise<void> {
  await place.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
  await pageOf(place).waitForTimeout(120);
}

export async function until(test: () => Promise<boolean>, milliseconds = PATIENCE_MS): Promise<boolean> {
  const end = Date.now() + milliseconds;
  for (;;) {
    if (await test().catch(() => false)) return true;
    if (Date.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function pageOf(place: Place): Page {
  return 'page' in place ? place.page() : place;
}
