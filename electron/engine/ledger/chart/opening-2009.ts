import type { OpeningPreview } from '#shared/contract/union.ts';
import { ZERO } from '#shared/money.ts';
import type { AccountNames } from './account-names.ts';
import type { ShippedAccount } from './chart.ts';

type Line = OpeningPreview['lines'][number];

/**
 * Finds the accounts of 2021 for the lines of an opening sheet of 2009, by name. Several old accounts may become one. Rows that
 * sum up rows below them (101 over 10101) are checked and left out; below means: a longer number that begins with theirs.
 * @param written the lines as the file has them
 */
export function readOldLines(written: readonly Line[], names: AccountNames<ShippedAccount>): Line[] {
  const below = (line: Line) =>
    line.source.code === ''
      ? []
      : written.filter(
          (other) =>
            other.source.code.length > line.source.code.length && other.source.code.startsWith(line.source.code),
        );
  return written.flatMap((line): Line[] => {
    const parts = below(line);
    if (parts.length === 0) return followed(line, written, names);
    if (line.problem !== undefined) return [line];
    const lowest = parts.filter((part) => below(part).length === 0);
    const net = lowest.reduce((total, part) => total + part.debit - part.credit, 0);
    return net === line.debit - line.credit
      ? []
      : [{ ...line, debit: ZERO, credit: ZERO, problem: '与它下级科目的合计不符' }];
  });
}

function followed(line: Line, written: readonly Line[], names: AccountNames<ShippedAccount>): Line[] {
  const { code, name } = line.source;
  // 10201 工商银行 is known by the account it stands under: 102 银行存款
  const above = written
    .filter(
      (other) =>
        other.source.code !== '' && code.length > other.source.code.length && code.startsWith(other.source.code),
    )
    .sort((a, b) => b.source.code.length - a.source.code.length)
    .map((other) => other.source.name);
  const { account, candidates, remark } = names.find('2009', code, name, above);
  const remarked = remark === '' ? line : { ...line, remark };
  if (!account) {
    // an account that is empty needs no follower
    if (line.debit === 0 && line.credit === 0 && line.problem === undefined) return [];
    const choose = {
      ...remarked,
      code: '',
      name: '',
      choose: { candidates: candidates.map((candidate) => candidate.code) },
      problem: ['请选择记到哪个科目', line.problem].filter((one) => one !== undefined).join('；'),
    };
    return [choose];
  }
  const known = { ...remarked, code: account.code, name: account.name };
  const temporary = account.class === 'income' || account.class === 'expense';
  if (!temporary || line.problem !== undefined || (line.debit === 0 && line.credit === 0)) return [known];
  return [{ ...known, problem: '收入和支出科目年初没有余额，请改记到累计结余' }];
}
