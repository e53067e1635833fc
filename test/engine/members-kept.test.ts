import { readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ReadContext } from '#electron/engine/context.ts';
import { readRosterFile } from '#electron/engine/members/roster/roster-file.ts';
import { dropRoster } from '#electron/engine/members/roster/roster-kept.ts';
import { month } from '#shared/calendar.ts';
import { identityCheckCharacter } from '#shared/identity-card.ts';
import { secondConnection } from './explain.ts';
import { idNumberOf, roster } from './members-support.ts';
import { FIXTURES, startWithBooks, type TestEngine } from './support.ts';

// A roster that was read for its preview is not taken apart again for taking it in. Nobody may notice, except by the clock.

const wageFrom = month('2026-01');
const MAPPING = { '0': 'name', '3': 'idNumber', '4': 'number' } as const;

let test: TestEngine;
beforeEach(async () => {
  test = await startWithBooks();
});
afterEach(async () => {
  await test.dispose();
});

const names = async () => (await test.call('members.list', { limit: 500 })).rows.map(({ name }) => name).sort();

it('takes in what stands in the file now, though name, length and time are those of the preview', async () => {
  const file = roster(test, [{ name: '甲一', idNumber: idNumberOf(1) }]);
  await test.call('members.previewRoster', { file });
  const path = test.engine.pathOf(file) ?? '';
  const { size, atime, mtime } = statSync(path);
  writeFileSync(path, readFileSync(path, 'utf8').replace('甲一', '乙二'));
  utimesSync(path, atime, mtime);
  expect(statSync(path)).toMatchObject({ size, mtime });
  await test.call('members.takeRoster', { file, wageFrom });
  expect(await names()).toEqual(['乙二']);
});

it('takes the columns as they were corrected last, and those that were guessed and confirmed', async () => {
  const file = roster(test, [{ name: '甲一', idNumber: idNumberOf(1), number: '7', phone: '13800000001' }]);
  const { sheet } = await test.call('members.previewRoster', { file });
  const corrected = await test.call('members.previewRoster', { file, sheet, mapping: MAPPING, wageFrom });
  expect(corrected.columns.filter(({ field }) => field !== undefined)).toHaveLength(3);
  const guessed = await test.call('members.previewRoster', { file });
  expect(guessed.columns.filter(({ field }) => field !== undefined)).toHaveLength(11);
  await test.call('members.takeRoster', { file, sheet, mapping: MAPPING, wageFrom });
  const [member] = (await test.call('members.list', {})).rows;
  expect(await test.call('members.get', { id: member?.id ?? '' })).toMatchObject({ number: '7', phone: '' });
});

it('judges anew by the members and the day there are now', async () => {
  const first17 = '33020320260320001';
  const idNumber = first17 + identityCheckCharacter(first17);
  const file = roster(test, [
    { name: '甲一', idNumber: idNumberOf(1) },
    { name: '乙二', idNumber },
  ]);
  expect((await test.call('members.previewRoster', { file })).counts).toMatchObject({ new: 1, problem: 1 });
  test.setNow('2026-03-21T02:00:00.000Z');
  expect((await test.call('members.previewRoster', { file })).counts).toMatchObject({ new: 2, problem: 0 });
  const other = roster(test, [{ name: '甲一', idNumber: idNumberOf(1) }], '先来的.csv');
  await test.call('members.takeRoster', { file: other, wageFrom });
  await test.call('members.previewRoster', { file });
  expect(await test.call('members.takeRoster', { file, wageFrom })).toMatchObject({ added: 1, unchanged: 1 });
});

it('reads once for guess, confirmation and taking in; for other sheets, columns, names and books it reads again', async () => {
  const db = await secondConnection(test);
  const others = await secondConnection(test);
  const context = (name: string, connection = db): Pick<ReadContext, 'chosenFile' | 'db'> => ({
    db: connection,
    chosenFile: () => ({
      path: join(FIXTURES, '会员花名册.xlsx'),
      name,
      worker: new URL('../../electron/job.ts', import.meta.url),
    }),
  });
  const file = 'token';
  const guessed = await readRosterFile(context('一.xlsx'), { file });
  const mapping = Object.fromEntries(
    guessed.columns.flatMap(({ index, field }) => (field === undefined ? [] : [[String(index), field]])),
  );
  const { sheet } = guessed;
  expect(await readRosterFile(context('一.xlsx'), { file, sheet, mapping })).toBe(guessed);
  expect(await readRosterFile(context('一.xlsx'), { file })).toBe(guessed);
  const renamed = await readRosterFile(context('二.xlsx'), { file });
  expect(renamed).toEqual({ ...guessed, fileName: '二.xlsx' });
  const fewer = Object.fromEntries(Object.entries(mapping).filter(([, field]) => field !== 'phone'));
  expect(Object.keys(fewer).length).toBeLessThan(Object.keys(mapping).length);
  const corrected = await readRosterFile(context('二.xlsx'), { file, sheet, mapping: fewer });
  expect(corrected.columns).not.toEqual(renamed.columns);
  // confirmed columns do not stand for a guess
  expect((await readRosterFile(context('二.xlsx'), { file })).columns).toEqual(guessed.columns);
  expect(await readRosterFile(context('二.xlsx', others), { file })).not.toBe(renamed);
  const last = await readRosterFile(context('二.xlsx'), { file });
  dropRoster(db);
  expect(await readRosterFile(context('二.xlsx'), { file })).not.toBe(last);
  await expect(readRosterFile(context('二.xlsx'), { file, sheet: '没有的表' })).rejects.toThrow();
  db.close();
  others.close();
});
