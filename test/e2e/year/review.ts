import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { auditWorkbook, workingPaper } from './audit-package.ts';
import type { Desk, DesktopHands } from './desk.ts';
import { UNIT } from './first-run.ts';
import { button, goTo, openTab, says, sees } from './screen.ts';
import { readTable } from './tables.ts';

const WORKBOOK = '送审工作簿.xlsx';
const WORKING_PAPER = '审计工作底稿.xlsx';
const MANIFEST = '清单.json';

const manifest = z.object({
  unit: z.string(),
  year: z.number(),
  madeBy: z.string(),
  trail: z.object({ head: z.string().regex(/^[0-9a-f]{64}$/), length: z.number() }),
  files: z.array(z.object({ name: z.string(), sha256: z.string(), bytes: z.number() })),
});

/** 经审送审: the self-check, the audit package of 2026, and what is in it. */
export async function review(desk: Desk): Promise<void> {
  const { page, check, picture, desktop } = desk;
  await goTo(page, '经审送审');
  await check('the self-check names what the committee will ask about', async () => {
    await sees(page, '2026 年 11 张凭证，已结账 3 个月');
    await says(page.getByRole('region', { name: '账簿' }), '操作留痕完整', '资产=负债+净资产');
  });
  await picture('经审送审-自查');
  if (!desktop) return;
  const folder = await makePackage(desk, desktop);
  await picture('经审送审-已生成');
  await check('the package holds its three files, as the list of them says', () => agreesWithManifest(folder));
  await auditWorkbook(desk, join(folder, WORKBOOK));
  await workingPaper(desk, join(folder, WORKING_PAPER));
  await openTab(page, '历次送审包');
  await check('the package is on record', async () => {
    const [made] = await readTable(page, '送审包');
    assert.deepEqual(made?.slice(1, 3), ['2026 年', `送审包-${UNIT}-2026`]);
  });
  await picture('经审送审-历次');
}

/** @returns the folder of the package */
async function makePackage({ page, check }: Desk, desktop: DesktopHands): Promise<string> {
  const progress = page.getByRole('region', { name: '正在生成 2026 年度送审包' });
  const shown = progress.waitFor();
  const parent = await desktop.chooseFolder(button(page, '生成送审包'), '交经审会');
  await check('it shows how far it is', () => shown);
  const made = page.getByRole('region', { name: '送审包已生成' });
  await made.waitFor({ timeout: 30_000 });
  const folder = join(parent, `送审包-${UNIT}-2026`);
  await check('it says what was made and opens the folder', async () => {
    await says(made, `送审包-${UNIT}-2026`, WORKBOOK, WORKING_PAPER, MANIFEST);
    assert.equal(await desktop.openFolder(button(made, '打开文件夹')), folder);
  });
  return folder;
}

async function agreesWithManifest(folder: string): Promise<void> {
  assert.deepEqual((await readdir(folder)).toSorted(), [MANIFEST, WORKBOOK, WORKING_PAPER].toSorted());
  const { unit, year, madeBy, files } = manifest.parse(JSON.parse(await readFile(join(folder, MANIFEST), 'utf8')));
  assert.deepEqual([unit, year, madeBy], [UNIT, 2026, '陈静']);
  assert.deepEqual(
    files.map(({ name }) => name),
    [WORKBOOK, WORKING_PAPER],
  );
  for (const { name, sha256, bytes } of files) {
    const content = await readFile(join(folder, name));
    assert.deepEqual([content.length, createHash('sha256').update(content).digest('hex')], [bytes, sha256], name);
  }
}
