import type { Locator, Page } from 'playwright-core';
import { until } from './screen.ts';

/** One row of a table as text, cell by cell, with the place it has in the whole list. */
interface ReadRow {
  index: number;
  cells: string[];
}

/** The table with this name, once its rows are there. */
export async function table(page: Page, label: string): Promise<Locator> {
  const grid = page.getByRole('grid', { name: label, exact: true });
  await grid.waitFor();
  await until(async () => (await grid.getAttribute('aria-busy')) === 'false');
  return grid;
}

/** The row that holds this text. */
export async function row(page: Page, label: string, text: string): Promise<Locator> {
  return (await table(page, label)).getByRole('row').filter({ hasText: text }).first();
}

/** All rows of a table with their cells, the head and foot left out; a long list is scrolled through. */
export async function readTable(page: Page, label: string): Promise<string[][]> {
  const grid = await table(page, label);
  const found = new Map<number, string[]>();
  await grid.evaluate((element) => element.scrollTo({ top: 0 }));
  for (;;) {
    await until(async () => (await grid.locator('.table-body [aria-busy="true"]').count()) === 0);
    for (const { index, cells } of await shownRows(grid)) found.set(index, cells);
    const more = await grid.evaluate((element) => {
      const before = element.scrollTop;
      element.scrollTo({ top: before + element.clientHeight / 2 });
      return element.scrollTop > before;
    });
    if (!more) break;
    await page.waitForTimeout(60);
  }
  await grid.evaluate((element) => element.scrollTo({ top: 0 }));
  return [...found].sort(([a], [b]) => a - b).map(([, cells]) => cells);
}

/** The sums under a table. */
export async function readFoot(page: Page, label: string): Promise<string[]> {
  const grid = await table(page, label);
  const cells = await grid.locator('.table-foot [role=gridcell]').allInnerTexts();
  return cells.map((cell) => cell.trim());
}

function shownRows(grid: Locator): Promise<ReadRow[]> {
  return grid.locator('.table-body [role=row]').evaluateAll((rows) =>
    rows.map((element) => ({
      index: Number(element.getAttribute('aria-rowindex')),
      cells: [...element.querySelectorAll('[role=gridcell]')].map((cell) => (cell.textContent ?? '').trim()),
    })),
  );
}

/** The lines of a plain table (a voucher): cells without white space around. */
export async function readLines(place: Locator): Promise<string[][]> {
  await place.locator('tbody tr').first().waitFor();
  return place
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((element) =>
        [...element.querySelectorAll('td')].map((cell) => (cell.textContent ?? '').replace(/\s+/g, ' ').trim()),
      ),
    );
}
