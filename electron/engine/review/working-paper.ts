import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Day } from '#shared/calendar.ts';
import { type ColumnSpec, quotedText, SheetBuilder } from '../spreadsheet/workbook.ts';
import { type AuditBook, type Place, WORKBOOK_FILE } from './audit-book.ts';

/** The working paper's file name inside the package. */
export const WORKING_PAPER_FILE = '审计工作底稿.xlsx';

const itemsSchema = z.array(
  z.strictObject({
    group: z.string(),
    items: z
      .array(z.strictObject({ item: z.string(), points: z.string(), evidence: z.array(z.string()).max(3) }))
      .min(1),
  }),
);

/** What a committee looks at, in the groups of rules.md 4.2; data, so that a union's committee can be given its own list. */
export function readWorkingPaperItems(assetsFolder: string): z.output<typeof itemsSchema> {
  return itemsSchema.parse(JSON.parse(readFileSync(join(assetsFolder, 'working-paper.json'), 'utf8')));
}

const COLUMNS: readonly ColumnSpec[] = [
  { header: '序号', width: 6, kind: 'integer' },
  { header: '审计项目', width: 20, kind: 'text' },
  { header: '审查要点', width: 34, kind: 'text' },
  { header: '证据位置', width: 24, kind: 'text' },
  { header: '审计结果', width: 50, kind: 'text' },
  { header: '存在问题描述', width: 30, kind: 'text' },
  { header: '审计人员', width: 11, kind: 'text' },
];

/** 审计工作底稿 (模板审计法, rules.md 4.2): each item with where its evidence stands; problems and names are for the committee. */
export function layOutWorkingPaper(book: AuditBook, assetsFolder: string, madeOn: Day): SheetBuilder[] {
  const { profile, year } = book.facts;
  const committee = [profile.reviewDirector, ...profile.reviewMembers].filter((name) => name !== '');
  const paper = new SheetBuilder('审计工作底稿', {
    title: '审计工作底稿',
    subtitle: [`被审计单位：${profile.name}`, `${year} 年度`, `经审会：${committee.join('、')}`],
    columns: COLUMNS,
    landscape: true,
    freezeColumns: 2,
  });
  let number = 0;
  for (const { group, items } of readWorkingPaperItems(assetsFolder)) {
    paper.row([{ text: group, span: COLUMNS.length, bold: true, align: 'left' }, ...COLUMNS.slice(1).map(() => null)], {
      total: true,
    });
    for (const { item, points, evidence } of items) {
      number += 1;
      const places = evidence.map((key) => book.placeOf(key));
      paper.row([{ integer: number }, item, points, linkTo(places), resultOf(places), null, null]);
    }
  }
  paper.gap();
  paper.signatures(['经审会主任：', '经审会委员：', '审计日期:']);
  return [foreword(book, committee, madeOn, number), paper];
}

/** A link into the workbook beside this file, on the first place of evidence. */
function linkTo(places: readonly (Place | undefined)[]) {
  const place = places.find((candidate) => candidate !== undefined);
  if (!place) return { text: places.length === 0 ? '见纸质资料' : '本年没有发生' };
  const target = `${WORKBOOK_FILE}#'${place.sheetName}'!${place.address}`;
  const text = `《${place.sheetName}》${place.address}`;
  return { formula: `HYPERLINK(${quotedText(target)},${quotedText(text)})`, result: { text } };
}

function resultOf(places: readonly (Place | undefined)[]): { text: string } {
  const lines = places.map((place) =>
    place ? `送审工作簿《${place.sheetName}》${place.address}：${place.says}` : '本年没有发生额',
  );
  return { text: lines.join('\n') };
}

function foreword(book: AuditBook, committee: readonly string[], madeOn: Day, items: number): SheetBuilder {
  const { profile, year } = book.facts;
  const columns = [
    { header: '', width: 20, kind: 'text' },
    { header: '', width: 74, kind: 'text' },
  ] as const;
  const sheet = new SheetBuilder('说明', { title: '工会经费审查审计工作底稿', columns, layout: 'cover' });
  sheet.labelled('被审计单位', { text: `${profile.name}${profile.practice ? '（练习账）' : ''}`, bold: true });
  sheet.labelled('会计年度', `${year} 年度`);
  sheet.labelled('送审日期', { day: madeOn });
  sheet.labelled('工会主席', profile.chair);
  sheet.labelled('会计、出纳', `${profile.accountant}、${profile.cashier}`);
  sheet.labelled('经审会', committee.join('、'));
  sheet.gap(24);
  sheet.note(`一、本底稿共 ${items} 项，按审查内容分组。「证据位置」可以点开，指到同一文件夹里送审工作簿的格子。`);
  sheet.note('二、「审计结果」已写上账面情况和自查结论，供核对；审计人员可以直接修改。');
  sheet.note('三、「存在问题描述」「审计人员」由经审会填写。两个文件要放在同一个文件夹里。');
  return sheet;
}
