import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Judge, runProgram } from './judge.ts';

/**
 * Beancount reads the exported file as strictly as it reads any: every account opened, every transaction balanced, and the closing
 * balance of every account, which the file asserts, comes out. A file with one fen too much proves that it would notice.
 */
export const beancount: Judge = {
  name: 'Beancount',
  programs: ['bean-check'],
  async judge(program, { folder, beancount: file }) {
    runProgram(program, [file]);
    const text = readFileSync(file, 'utf8');
    const touched = join(folder, 'touched.beancount');
    const [first = ''] = /^ {2}Assets:102 {2}\d+\.\d\d CNY$/m.exec(text) ?? [];
    writeFileSync(touched, text.replace(first, first.replace(/(\d)\.(\d\d) CNY$/, '$19.$2 CNY')));
    const { status } = spawnSync(program, [touched]);
    const transactions = text.match(/^\d{4}-\d\d-\d\d \* /gm)?.length ?? 0;
    const asserted = text.match(/^\d{4}-\d\d-\d\d balance /gm)?.length ?? 0;
    return [
      { name: 'the file is valid', ok: transactions > 100, detail: `${transactions} transactions` },
      { name: 'every closing balance comes out', ok: asserted > 10, detail: `${asserted} accounts` },
      {
        name: 'a touched file is noticed',
        ok: first !== '' && status !== 0,
        detail: `bean-check ended with ${status}`,
      },
    ];
  },
};
