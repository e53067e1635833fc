import { type Day, isDay, parseLooseDay } from '#shared/calendar.ts';
import type { Fen } from '#shared/money.ts';
import type { GridSheet } from '../../spreadsheet/grid.ts';
import { amountOfCell } from './statement-cells.ts';

/** What stands above the table of a statement; parts that are not there are left out. */
export interface StatementFacts {
  holder: string;
  accountNumber: string;
  from?: Day;
  to?: Day;
  opening?: Fen;
  closing?: Fen;
}

const HOLDER = /^(?:户\s*名|账户名称?|帐户名称?|单位名称|客户名称)\s*:?\s*(.*)$/;
const NUMBER = /^(?:账\s*号|帐\s*号|账户号码?|账户|卡号|本方账号)\s*:?\s*(.*)$/;
const SPAN = /^(?:起止|查询|交易|统计|对账|账单)?(?:日期|时间|期间|区间|周期|时段)(?:范围|段|区间)?\s*:?\s*(.*)$/;
const BEGIN = /^(?:起始|开始|起)\s*(?:日期|时间|日)?\s*:?\s*(.*)$/;
const END = /^(?:终止|截止|结束|止|到期)\s*(?:日期|时间|日)?\s*:?\s*(.*)$/;
const OPENING = /^(?:期初|上期|上页|承前)\s*(?:余额)?\s*:?\s*(.*)$/;
const CLOSING = /^(?:期末|本期|截止)\s*余额\s*:?\s*(.*)$/;
const DAY = /\d{4}\s*(?:[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?|\d{4})/g;

/** Reads holder, account, days and balances from the lines above the header. A value may stand behind its label or in the cell beside it. */
export function factsAbove(sheet: GridSheet, headerRow: number): StatementFacts {
  const facts: StatementFacts = { holder: '', accountNumber: '' };
  for (const row of sheet.rows.slice(0, headerRow - 1)) {
    const cells = row.filter((cell) => cell.kind !== 'blank');
    cells.forEach((cell, at) => {
      const text = cell.text.normalize('NFKC').trim();
      const next = cells[at + 1];
      const beside = next?.text.normalize('NFKC').trim() ?? '';
      const own = (pattern: RegExp) => {
        const found = pattern.exec(text)?.[1];
        return found === '' ? beside : found;
      };
      const span = own(SPAN);
      // the second day may stand in a cell of its own: `起止日期 | 2026-03-01 | 至 | 2026-03-31`
      const rest = cells.slice(at + 1, at + 4).map((other) => other.text.normalize('NFKC').trim());
      const goesOn = rest.length > 0 && rest.every((other) => /^([至到~-]|[至到~-]?\s*\d{4}[-/.年\d].*)$/.test(other));
      facts.holder ||= (own(HOLDER) ?? '').slice(0, 100);
      // a number kept as a number has lost the digits after the fifteenth
      const number = (own(NUMBER) ?? '').replace(/[\s-]/g, '');
      if (/^\d{8,40}$/.test(number) && !(number.length > 15 && next?.wasNumber)) facts.accountNumber ||= number;
      takeDays(facts, span !== undefined && goesOn ? [span, ...rest].join(' ') : span, own(BEGIN), own(END));
      takeBalance(facts, 'opening', own(OPENING));
      takeBalance(facts, 'closing', own(CLOSING));
    });
  }
  return facts;
}

function takeDays(
  facts: StatementFacts,
  span: string | undefined,
  begin: string | undefined,
  end: string | undefined,
): void {
  const found = daysIn(span);
  const [first, last] = [found[0], found.at(-1)];
  if (
    found.length > 1 &&
    facts.from === undefined &&
    facts.to === undefined &&
    first !== undefined &&
    last !== undefined &&
    first <= last
  ) {
    facts.from = first;
    facts.to = last;
  }
  const [from] = daysIn(begin);
  const [to] = daysIn(end);
  if (from !== undefined) facts.from ??= from;
  if (to !== undefined) facts.to ??= to;
}

function daysIn(text: string | undefined): Day[] {
  return [...(text ?? '').matchAll(DAY)].flatMap(([found]) => {
    const day = parseLooseDay(found.replace(/\s/g, ''));
    return day !== undefined && isDay(day) ? [day] : [];
  });
}

function takeBalance(facts: StatementFacts, which: 'opening' | 'closing', text: string | undefined): void {
  if (text === undefined || facts[which] !== undefined) return;
  const amount = amountOfCell({ kind: 'text', text, wasNumber: false, fromFormula: false });
  if ('value' in amount && !amount.blank) facts[which] = amount.value;
}
