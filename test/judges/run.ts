// Outside judges: programs that know nothing of ours look at what it made. `npm run judges`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beancount } from './beancount.ts';
import { prepareBooks } from './books.ts';
import { giving } from './giving.ts';
import { hledger } from './hledger.ts';
import { findProgram, type Judge, type Verdict } from './judge.ts';
import { libreOffice } from './libreoffice.ts';
import { sqlite } from './sqlite.ts';

const JUDGES: readonly Judge[] = [sqlite, giving, hledger, beancount, libreOffice];
const mustBeThere = process.env['CI'] === 'true';

const tally = { passed: 0, failed: 0 };
function tell(judge: string, { name, ok, detail }: Verdict): void {
  tally[ok ? 'passed' : 'failed'] += 1;
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${judge}: ${name}${detail === '' ? '' : ` (${detail})`}`);
}

const missing: string[] = [];
const folder = mkdtempSync(join(tmpdir(), 'xiaojia-judges-'));
try {
  const books = await prepareBooks(folder);
  try {
    for (const judge of JUDGES) {
      const program = findProgram(judge.programs);
      if (program === undefined) {
        missing.push(judge.name);
        const verdict = {
          name: 'is not on this machine',
          ok: false,
          detail: `looked for ${judge.programs.join(', ')}`,
        };
        if (mustBeThere) tell(judge.name, verdict);
        else console.log(`MISSING ${judge.name}: ${verdict.detail}`);
        continue;
      }
      try {
        for (const verdict of await judge.judge(program, books)) tell(judge.name, verdict);
      } catch (error) {
        tell(judge.name, { name: 'could not judge', ok: false, detail: String(error) });
      }
    }
  } finally {
    books.db.close();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (missing.length > 0) console.log(`missing judges: ${missing.join(', ')}`);
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed === 0 ? 0 : 1;
