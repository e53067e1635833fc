import { writeFileSync } from 'node:fs';
import { writeXlsx } from 'hucre/xlsx';
import { FLOOR_ROWS, type FloorFigures } from './audit-figures.ts';
import { time } from './measure.ts';

// The floor of the audit workbook: the library alone writes as many plain rows of ten cells. Usage: hucre-child.js <file>

const [file = ''] = process.argv.slice(2);
const HEAD = ['月份', '日期', '凭证号', '摘要', '科目编号', '科目名称', '借方', '贷方', '附件', '制单'];

const { wall, cpu } = await time(async () => {
  const rows = Array.from({ length: FLOOR_ROWS }, (_, index) => rowOf(index + 1));
  writeFileSync(file, await writeXlsx({ sheets: [{ name: '凭证清单', rows: [HEAD, ...rows] }] }));
});
const figures: FloorFigures = { wall, cpu, megabytes: process.resourceUsage().maxRSS / 1024 };
console.log(JSON.stringify(figures));

function rowOf(number: number): (string | number)[] {
  const month = String(1 + (number % 12)).padStart(2, '0');
  const amount = ((number * 7919) % 6_000_000) / 100;
  return [
    `2026-${month}`,
    `2026-${month}-15`,
    `记-${number}`,
    `付第 ${number} 笔款`,
    '50105',
    '会员活动支出',
    amount,
    0,
    1,
    '陈静',
  ];
}
