import { type Day, firstDay, lastDay, type Month, monthOf, yearOf } from '#shared/calendar.ts';
import type { InputOf } from '#shared/contract/index.ts';
import type { Draft, TemplateLine, Voucher, VoucherTemplate } from '#shared/contract/ledger.ts';
import { type Fen, fen, sum, ZERO } from '#shared/money.ts';

/** A line of a voucher that is being written. */
export interface Line {
  key: number;
  summary: string;
  accountId: string | undefined;
  debit: Fen | undefined;
  credit: Fen | undefined;
  fundId: string | undefined;
  /** On which side the amount goes, where a template says so and leaves the amount open. */
  side?: 'debit' | 'credit';
}

export type Cell = 'summary' | 'account' | 'debit' | 'credit' | 'fund';

/** A voucher that is being written: new, copied, from a template, or a draft. */
export interface VoucherForm {
  /** The draft it is kept as. */
  draftId: string | undefined;
  day: Day | undefined;
  counterparty: string;
  attachmentCount: number;
  resolutionId: string | undefined;
  lines: Line[];
}

export const MOST_LINES = 200;

export const blankLine = (key: number): Line => ({
  key,
  summary: '',
  accountId: undefined,
  debit: undefined,
  credit: undefined,
  fundId: undefined,
});

export function blankForm(day: Day | undefined): VoucherForm {
  return {
    draftId: undefined,
    day,
    counterparty: '',
    attachmentCount: 0,
    resolutionId: undefined,
    lines: [blankLine(1), blankLine(2)],
  };
}

/** Today when its month can be booked, else the nearest day that can; undefined while every month is closed. */
export function dayToOffer(
  { openMonth, fiscalYear }: { openMonth?: Month; fiscalYear: number },
  today: Day,
): Day | undefined {
  if (openMonth === undefined) return undefined;
  if (monthOf(today) < openMonth) return firstDay(openMonth);
  return yearOf(today) === fiscalYear ? today : lastDay(openMonth);
}

/** The day of a copy: today, or the last day of the open month when today cannot be booked. */
export function dayOfCopy(profile: { openMonth?: Month; fiscalYear: number }, today: Day): Day | undefined {
  const { openMonth, fiscalYear } = profile;
  if (openMonth === undefined) return undefined;
  return monthOf(today) >= openMonth && yearOf(today) === fiscalYear ? today : lastDay(openMonth);
}

/** Two lines at least, one for each side. */
function padded(lines: Line[]): Line[] {
  const [only] = lines;
  return lines.length === 1 && only ? [only, blankLine(only.key + 1)] : lines;
}

const amountOrNothing = (amount: Fen): Fen | undefined => (amount === 0 ? undefined : amount);

/** 复制: a new voucher filled like this one. Papers and the decision belong to each payment and are not copied. */
export function formOfVoucher(voucher: Voucher, day: Day | undefined): VoucherForm {
  return {
    ...blankForm(day),
    counterparty: voucher.counterparty,
    lines: voucher.entries.map((entry) => ({
      key: entry.line,
      summary: entry.summary,
      accountId: entry.accountId,
      debit: amountOrNothing(entry.debit),
      credit: amountOrNothing(entry.credit),
      fundId: entry.fundId,
    })),
  };
}

export function formOfDraft(draft: Draft): VoucherForm {
  return {
    draftId: draft.id,
    day: draft.day,
    counterparty: draft.counterparty,
    attachmentCount: draft.attachmentCount,
    resolutionId: draft.resolutionId,
    lines: padded(
      draft.lines.map((line) => ({
        key: line.line,
        summary: line.summary,
        accountId: line.accountId,
        debit: amountOrNothing(line.debit),
        credit: amountOrNothing(line.credit),
        fundId: line.fundId,
      })),
    ),
  };
}

export function formOfTemplate(template: VoucherTemplate, day: Day | undefined): VoucherForm {
  return {
    ...blankForm(day),
    counterparty: template.counterparty,
    lines: padded(
      template.lines.map((line, index) => ({
        ...blankLine(index + 1),
        summary: line.summary || (index === 0 ? template.summary : ''),
        accountId: line.accountId,
        fundId: line.fundId,
        side: line.side,
        ...(line.amount === undefined ? {} : { [line.side]: line.amount }),
      })),
    ),
  };
}

/** Where the cursor begins: an amount that a template leaves open, else the first summary. */
export function firstPlace({ lines }: VoucherForm): { line: number; cell: Cell } {
  const open = lines.find(
    (line) => line.side !== undefined && !line.debit && !line.credit && line.accountId !== undefined,
  );
  return open ? { line: open.key, cell: open.side ?? 'debit' } : { line: lines[0]?.key ?? 1, cell: 'summary' };
}

export const isBlank = (line: Line): boolean =>
  line.summary.trim() === '' && line.accountId === undefined && !line.debit && !line.credit;

/** Lines that somebody wrote something on. */
export const writtenLines = (form: VoucherForm): Line[] => form.lines.filter((line) => !isBlank(line));

/** What a line is called: its own words, else those of the nearest line above that has some. */
export function summaryAt(lines: readonly Line[], index: number): string {
  for (let at = index; at >= 0; at -= 1) {
    const words = lines[at]?.summary.trim();
    if (words) return words;
  }
  return '';
}

export function totalsOf(lines: readonly Line[]): { debit: Fen; credit: Fen } {
  return {
    debit: sum(lines.map((line) => line.debit ?? ZERO)),
    credit: sum(lines.map((line) => line.credit ?? ZERO)),
  };
}

/** `=`: the amount that makes both sides equal goes into this line, on the side asked for, or on the other where it would be negative. */
export function balanced(lines: readonly Line[], key: number, side: 'debit' | 'credit'): Line[] {
  const others = totalsOf(lines.filter((line) => line.key !== key));
  const lacking = side === 'debit' ? others.credit - others.debit : others.debit - others.credit;
  const other = side === 'debit' ? 'credit' : 'debit';
  return lines.map((line) => {
    if (line.key !== key || lacking === 0) return line;
    return { ...line, debit: undefined, credit: undefined, [lacking > 0 ? side : other]: fen(Math.abs(lacking)) };
  });
}

export interface FormProblem {
  sentence: string;
  /** Where to put the cursor. */
  line?: number;
  cell?: Cell;
}

/** What still bars posting, the first thing first. */
export function problemOf(form: VoucherForm): FormProblem | undefined {
  if (form.day === undefined) return { sentence: '请填写日期。' };
  const lines = writtenLines(form);
  const nameOf = (line: Line) => `第 ${form.lines.indexOf(line) + 1} 行`;
  const [first] = form.lines;
  if (lines.length < 2 && first) return { sentence: '凭证至少要有一借一贷两行。', line: first.key, cell: 'summary' };
  const without = lines.find((line) => line.accountId === undefined);
  if (without) return { sentence: `${nameOf(without)}还没有选科目。`, line: without.key, cell: 'account' };
  const open = lines.find((line) => !line.debit && !line.credit);
  if (open) return { sentence: `${nameOf(open)}还没有金额。`, line: open.key, cell: open.side ?? 'debit' };
  const { debit, credit } = totalsOf(form.lines);
  const last = lines.at(-1);
  if (debit !== credit && last) return { sentence: '借贷不平，请核对金额。', line: last.key, cell: 'debit' };
  if (summaryAt(form.lines, form.lines.indexOf(lines[0] ?? blankLine(0))) === '' && first)
    return { sentence: '请写摘要，说清办的什么事。', line: lines[0]?.key ?? first.key, cell: 'summary' };
  return undefined;
}

/** The voucher is called what its first line says. */
function headOf(form: VoucherForm, day: Day) {
  return {
    day,
    summary:
      writtenLines(form)
        .find((line) => line.summary.trim() !== '')
        ?.summary.trim() ?? '',
    counterparty: form.counterparty,
    attachmentCount: form.attachmentCount,
    ...(form.resolutionId === undefined ? {} : { resolutionId: form.resolutionId }),
  };
}

/** The input that posts it; undefined while {@link problemOf} finds something. */
export function inputOf(form: VoucherForm): InputOf<'ledger.postVoucher'> | undefined {
  if (form.day === undefined || problemOf(form)) return undefined;
  return {
    ...headOf(form, form.day),
    entries: form.lines.flatMap((line, index) =>
      isBlank(line) || line.accountId === undefined
        ? []
        : [
            {
              accountId: line.accountId,
              summary: summaryAt(form.lines, index),
              debit: line.debit ?? ZERO,
              credit: line.credit ?? ZERO,
              ...(line.fundId === undefined ? {} : { fundId: line.fundId }),
            },
          ],
    ),
  };
}

/** What bars keeping it as a draft: a day and something written is enough. */
export function draftProblemOf(form: VoucherForm): FormProblem | undefined {
  if (form.day === undefined) return { sentence: '请填写日期。' };
  if (form.lines.every((line) => line.summary.trim() === ''))
    return {
      sentence: '请先在一行里写上摘要，好认得这张草稿。',
      line: form.lines[0]?.key ?? 1,
      cell: 'summary',
    };
  return undefined;
}

export function draftInputOf(form: VoucherForm): InputOf<'ledger.saveDraft'> | undefined {
  if (form.day === undefined || draftProblemOf(form)) return undefined;
  return {
    ...(form.draftId === undefined ? {} : { id: form.draftId }),
    ...headOf(form, form.day),
    lines: writtenLines(form).map((line) => ({
      ...(line.accountId === undefined ? {} : { accountId: line.accountId }),
      summary: line.summary,
      debit: line.debit ?? ZERO,
      credit: line.credit ?? ZERO,
      ...(line.fundId === undefined ? {} : { fundId: line.fundId }),
    })),
  };
}

/** 存为模板: its lines, with or without what they amount to. */
export function templateLinesOf(form: VoucherForm, withAmounts: boolean): TemplateLine[] {
  return writtenLines(form).map((line) => {
    const side = line.credit ? 'credit' : line.debit ? 'debit' : (line.side ?? 'debit');
    const amount = line[side];
    return {
      ...(line.accountId === undefined ? {} : { accountId: line.accountId }),
      summary: line.summary,
      side,
      ...(withAmounts && amount ? { amount } : {}),
      ...(line.fundId === undefined ? {} : { fundId: line.fundId }),
    };
  });
}
