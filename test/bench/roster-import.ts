import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readXlsx, writeXlsx } from 'hucre';
import type { Person } from '#electron/engine/practice/people.ts';
import { month } from '#shared/calendar.ts';
import { type BigUnion, MEMBERS, startEmptyBooks } from './big-union.ts';
import { bundle } from './bundle.ts';
import type { Line } from './line.ts';
import { type Run, time, timesOf, withRange } from './measure.ts';
import { FIRST_YEAR } from './posting.ts';

const ROUNDS = 3;
const WARM_UPS = 1;
const GOAL_MILLISECONDS = 5000;
/** Every so many rows a wrong check character, and a person who stands there twice. */
const WRONG_EVERY = 100;
const TWICE_EVERY = 200;

const TITLES = [
  '序号',
  '姓名',
  '性别',
  '出生年月',
  '身份证号码',
  '政治面貌',
  '学历',
  '职工编号',
  '工会小组',
  '岗位工资',
  '薪级工资',
  '联系电话',
  '入会时间',
  '备注',
];

/** A roster from the personnel office into new books: every row with its verdict, then taken in. */
export const rosterImport: Line = {
  number: 5,
  title: 'import of a 20,000-row roster with verdicts',
  measure: async (union) => {
    const bytes = await rosterWorkbook(union);
    const worker = pathToFileURL(join(await bundle([]), 'job.js'));
    const previews: Run[] = [];
    const takes: Run[] = [];
    const reads: Run[] = [];
    let verdicts = '';
    for (let round = 0; round < WARM_UPS + ROUNDS; round += 1) {
      const test = await startEmptyBooks(worker);
      try {
        const file = join(test.folder, '花名册.xlsx');
        writeFileSync(file, bytes);
        const token = test.engine.registerPath(file);
        const wageFrom = month(`${FIRST_YEAR}-01`);
        const read = await time(async () => readXlsx(readFileSync(file)));
        const preview = await time(async () => {
          const { counts } = await test.call('members.previewRoster', { file: token });
          verdicts = `${counts.new} new, ${counts.duplicate} duplicate, ${counts.problem} problem`;
        });
        const take = await time(() => test.call('members.takeRoster', { file: token, wageFrom }));
        if (round < WARM_UPS) continue;
        reads.push(read);
        previews.push(preview);
        takes.push(take);
      } finally {
        await test.dispose();
      }
    }
    const both = timesOf(previews.map((preview, round) => add(preview, takes[round] ?? { wall: 0, cpu: 0 })));
    const read = timesOf(reads);
    return {
      results: [
        {
          what: 'roster import, preview and take-in',
          ours: withRange(both),
          cpu: both.cpu,
          floor: `hucre alone reading it once: ${withRange(read)}`,
          ratio: both.median / read.median,
          goal: '< 5 s',
          met: both.median < GOAL_MILLISECONDS,
        },
      ],
      notes: [
        `preview ${withRange(timesOf(previews))}, take-in ${withRange(timesOf(takes))}; the file is taken apart once: ${verdicts}`,
      ],
    };
  },
};

const add = (a: Run, b: Run): Run => ({ wall: a.wall + b.wall, cpu: a.cpu + b.cpu });

async function rosterWorkbook({ people }: BigUnion): Promise<Uint8Array> {
  const rows = people.map((_, index) => rowOf(people, index));
  if (rows.length !== MEMBERS) throw new Error(`${rows.length} rows`);
  return writeXlsx({ sheets: [{ name: '花名册', rows: [['滨江实验学校工会会员花名册'], TITLES, ...rows] }] });
}

function rowOf(people: readonly Person[], index: number): (string | number)[] {
  const number = index + 1;
  const person = (number % TWICE_EVERY === 51 && people[index - 1]) || people[index];
  if (!person) throw new RangeError(`no person ${index}`);
  const { idNumber } = person;
  const written = number % WRONG_EVERY === 0 ? idNumber.slice(0, 17) + (idNumber.endsWith('1') ? '2' : '1') : idNumber;
  return [
    number,
    person.name,
    person.sex,
    person.birthday,
    written,
    person.political,
    person.education,
    person.number,
    person.group,
    person.postWage,
    person.gradeWage,
    person.phone,
    person.joined,
    person.note,
  ];
}
