import { type Day, formatMonth, type Month } from '#shared/calendar.ts';
import type { PayrollVerdict } from '#shared/contract/dues.ts';
import { type Fen, fen, formatYuan, type YuanProblem, ZERO } from '#shared/money.ts';
import type { PayrollLine } from './payroll-file.ts';

/** Everything in the books that a payroll list of one month is compared with. */
export interface PayrollBooks {
  month: Month;
  members: readonly { id: string; number: string; name: string }[];
  /** The month's levies by member. */
  levies: ReadonlyMap<string, { id: string; owed: Fen; waived: Fen }>;
  /** Unpaid levies of earlier months by member, the oldest first. */
  older: ReadonlyMap<string, readonly { id: string; month: Month; owed: Fen }[]>;
  /** Rows of the month that came in with lists that stand, by `rowKey`. */
  earlier: ReadonlyMap<string, EarlierRow>;
}

/** Where a row was taken in before. */
export interface EarlierRow {
  row: number;
  day: Day;
  voucherNumber: string;
}

/** The key of a row as far as it counts: who, and how much. */
export function rowKey(memberId: string, amount: number): string {
  return `${memberId} ${amount}`;
}

/** What may become credit (预收). */
export interface PayrollChoice {
  /** What is deducted beyond what is owed. */
  overToCredit: boolean;
  /** Also whole rows of members who owe nothing for the month. */
  unowedToCredit: boolean;
}

export interface Allocation {
  levyId: string;
  amount: Fen;
}

export interface JudgedLine {
  /** Absent for a member who is owing but not in the list. */
  line?: PayrollLine;
  memberId?: string;
  number: string;
  name: string;
  /** What the month still owed before this row. */
  due: Fen;
  /** What the row says was deducted. */
  paid: Fen;
  verdict: PayrollVerdict;
  message: string;
  /** What of it can be taken in for levies. */
  allocations: Allocation[];
  /** What of it becomes the member's credit. */
  credit: Fen;
}

/** Whether anything of a row is taken in. */
export function isTaken({ allocations, credit }: Pick<JudgedLine, 'allocations' | 'credit'>): boolean {
  return allocations.length > 0 || credit > 0;
}

export interface Judgement {
  rows: JudgedLine[];
  takeable: Fen;
  toCredit: Fen;
  fileSum: Fen;
  statedTotal?: Fen;
}

const AMOUNT_PROBLEMS: Readonly<Record<Exclude<YuanProblem, 'empty'>, string>> = {
  notANumber: '不是金额',
  tooManyDecimals: '超过两位小数',
  tooLarge: '太大',
};

/** Names as people type them: spaces and the kinds of middle dot do not count. */
export function nameKey(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/[•・‧.]/g, '·');
}

/** Finds members by their number, and by it without its zeros where a spreadsheet has eaten them. */
class Roll {
  readonly #byNumber = new Map<string, PayrollBooks['members'][number]>();
  readonly #byBareNumber = new Map<string, PayrollBooks['members'][number][]>();
  readonly #byName = new Map<string, string[]>();

  constructor(members: PayrollBooks['members']) {
    for (const member of members) {
      const name = nameKey(member.name);
      if (member.number === '') continue;
      this.#byNumber.set(member.number, member);
      const bare = member.number.replace(/^0+/, '');
      this.#byBareNumber.set(bare, [...(this.#byBareNumber.get(bare) ?? []), member]);
      this.#byName.set(name, [...(this.#byName.get(name) ?? []), member.number]);
    }
  }

  find(line: PayrollLine): PayrollBooks['members'][number] | undefined {
    const number = line.number.normalize('NFKC');
    const exact = this.#byNumber.get(number);
    if (exact || !line.numberLostZeros) return exact;
    const alike = this.#byBareNumber.get(number.replace(/^0+/, '')) ?? [];
    return alike.length === 1 ? alike[0] : undefined;
  }

  numbersOf(name: string): readonly string[] {
    return this.#byName.get(nameKey(name)) ?? [];
  }
}

/**
 * Gives every row of a payroll list its verdict, matched by number AND name, and says what of its money can be taken in:
 * first what the month owes, then the member's older months, the oldest first; what is left over becomes the member's credit
 * where that is chosen, else nobody's dues. A row that came before, in this file or in a list that stands, is not taken again.
 * @returns the file's rows in their order, then the members who owe the month and are not in the list
 */
export function judgePayroll(lines: readonly PayrollLine[], books: PayrollBooks, choice: PayrollChoice): Judgement {
  const roll = new Roll(books.members);
  const left = new Map([...books.levies.values()].map(({ id, owed }) => [id, owed]));
  for (const older of books.older.values()) for (const { id, owed } of older) left.set(id, owed);
  const judge = new LineJudge(books, roll, left, choice);
  const rows: JudgedLine[] = [];
  const seen = new Set<string>();
  let fileSum = ZERO;
  let sinceSubtotal = ZERO;
  let statedTotal: Fen | undefined;
  let takeable = ZERO;
  let toCredit = ZERO;
  for (const line of lines) {
    if (line.kind !== 'record') {
      rows.push(judgeTotal(line, line.kind === 'total' ? fileSum : sinceSubtotal));
      sinceSubtotal = ZERO;
      if (line.kind === 'total' && line.amount.ok) statedTotal = line.amount.value;
      continue;
    }
    const judged = judge.judge(line);
    rows.push(judged);
    if (judged.memberId !== undefined) seen.add(judged.memberId);
    fileSum = fen(fileSum + judged.paid);
    sinceSubtotal = fen(sinceSubtotal + judged.paid);
    toCredit = fen(toCredit + judged.credit);
    takeable = fen(judged.allocations.reduce((total, { amount }) => total + amount, takeable + judged.credit));
  }
  for (const member of books.members) {
    const owed = books.levies.get(member.id)?.owed ?? ZERO;
    if (owed === 0 || seen.has(member.id)) continue;
    const message = `名单里没有这位会员，${formatMonth(books.month)}会费 ${formatYuan(owed)} 元没有扣到`;
    rows.push({ ...blank(member.number, member.name), due: owed, verdict: 'notInList', message });
  }
  return { rows, takeable, toCredit, fileSum, ...(statedTotal === undefined ? {} : { statedTotal }) };
}

function judgeTotal(line: PayrollLine, computed: Fen): JudgedLine {
  const base = { ...blank(line.number, line.name), line, verdict: 'total' as const };
  if (!line.amount.ok) return { ...base, message: `合计行没有金额，各行相加是 ${formatYuan(computed)} 元` };
  const stated = line.amount.value;
  const message =
    stated === computed
      ? `合计与各行相加相符：${formatYuan(stated)} 元`
      : `合计写的是 ${formatYuan(stated)} 元，各行相加是 ${formatYuan(computed)} 元，相差 ${formatYuan(fen(Math.abs(stated - computed)))} 元`;
  return { ...base, paid: stated, message };
}

function blank(number: string, name: string): Omit<JudgedLine, 'verdict' | 'message'> {
  return { number, name, due: ZERO, paid: ZERO, allocations: [], credit: ZERO };
}

type Taken = Pick<JudgedLine, 'verdict' | 'message' | 'allocations' | 'credit'>;

function settledMessage(month: string, waived: Fen, owed: Fen, paid: Fen): string {
  if (waived > 0) return `${month}会费已减免或缴清`;
  // nothing was owed from the start, or a row before this one has paid it
  return paid === 0 && owed === 0 ? `${month}没有欠费` : `${month}会费已经缴清`;
}

class LineJudge {
  readonly #books: PayrollBooks;
  readonly #roll: Roll;
  /** What each levy still owes while the list is gone through. */
  readonly #left: Map<string, Fen>;
  readonly #choice: PayrollChoice;
  /** Row of the file by `rowKey`, of what was gone through. */
  readonly #seen = new Map<string, number>();

  constructor(books: PayrollBooks, roll: Roll, left: Map<string, Fen>, choice: PayrollChoice) {
    this.#books = books;
    this.#roll = roll;
    this.#left = left;
    this.#choice = choice;
  }

  judge(line: PayrollLine): JudgedLine {
    const month = formatMonth(this.#books.month);
    const base = { ...blank(line.number, line.name), line };
    const problem = (message: string): JudgedLine => ({ ...base, verdict: 'problem', message });
    const paid = line.amount.ok ? line.amount.value : ZERO;
    if (!line.amount.ok && line.amount.problem !== 'empty') {
      return problem(`「${line.amountText}」${AMOUNT_PROBLEMS[line.amount.problem]}，没有入账`);
    }
    if (paid < 0) return { ...problem('金额是负数，没有入账；退会费请另行登记'), paid };
    if (line.number === '') return { ...problem('没有职工编号，不能只凭姓名认人，没有入账'), paid };
    if (line.name === '') return { ...problem('没有姓名，不能只凭编号认人，没有入账'), paid };
    const member = this.#roll.find(line);
    if (!member) return { ...base, paid, verdict: 'unknown', message: this.#unknownMessage(line) };
    if (nameKey(member.name) !== nameKey(line.name)) {
      const message = `编号 ${member.number} 在名册里是「${member.name}」，不是「${line.name}」，没有入账`;
      return { ...base, paid, verdict: 'mismatch', message };
    }
    const matched = { ...base, memberId: member.id, paid };
    const repeated = paid === 0 ? '' : this.#repeated(member.id, paid, line.row);
    if (repeated !== '') return { ...matched, verdict: 'repeated', message: repeated };
    const levy = this.#books.levies.get(member.id);
    const due = levy === undefined ? ZERO : (this.#left.get(levy.id) ?? ZERO);
    if (levy !== undefined && due > 0) return { ...matched, due, ...this.#allocate(member.id, levy.id, due, paid) };
    const why =
      levy === undefined ? `${month}没有计提这位会员的会费` : settledMessage(month, levy.waived, levy.owed, paid);
    if (paid > 0 && this.#choice.unowedToCredit) return { ...matched, ...this.#toOlder(member.id, paid, why) };
    if (levy === undefined) return { ...matched, verdict: 'notLevied', message: `${why}，没有入账` };
    return { ...matched, verdict: 'alreadyPaid', message: paid === 0 ? why : `${why}，没有重复入账` };
  }

  /** What stands in the way of a row that came before; '' when it is new. */
  #repeated(memberId: string, paid: Fen, row: number): string {
    const key = rowKey(memberId, paid);
    const first = this.#seen.get(key);
    if (first !== undefined) return `与第 ${first} 行相同，没有重复入账`;
    this.#seen.set(key, row);
    const earlier = this.#books.earlier.get(key);
    if (earlier === undefined) return '';
    return `${earlier.day} 的批次（${earlier.voucherNumber}）第 ${earlier.row} 行已经收过同样一笔，没有重复入账；确是另外一笔的，请用收款登记`;
  }

  #unknownMessage(line: PayrollLine): string {
    const numbers = this.#roll.numbersOf(line.name);
    const hint = numbers.length === 0 ? '' : `；名册里的「${line.name}」编号是 ${numbers.join('、')}，请核对`;
    return `查无此人：名册里没有编号 ${line.number}，没有入账${hint}`;
  }

  #allocate(memberId: string, levyId: string, due: Fen, paid: Fen): Taken {
    if (paid < due) {
      const still = `${formatYuan(fen(due - paid))} 元`;
      const message = paid === 0 ? `没有扣款，欠 ${still}` : `少扣 ${still}，仍欠 ${still}`;
      return { verdict: 'short', message, allocations: paid === 0 ? [] : [this.#take(levyId, paid)], credit: ZERO };
    }
    const older = this.#payOlder(memberId, fen(paid - due));
    const allocations = [this.#take(levyId, due), ...older.allocations];
    const also = older.words === '' ? '' : `，补缴 ${older.words}`;
    if (older.rest === 0) return { verdict: 'paid', message: `已扣足${also}`, allocations, credit: ZERO };
    const over = `多扣 ${formatYuan(older.rest)} 元`;
    return this.#choice.overToCredit
      ? { verdict: 'over', message: `${over}，记入本人预收${also}`, allocations, credit: older.rest }
      : { verdict: 'over', message: `${over}没有入账，请退回本人或核对${also}`, allocations, credit: ZERO };
  }

  /** A row of somebody who owes nothing for the month: older months first, the rest is credit. */
  #toOlder(memberId: string, paid: Fen, why: string): Taken {
    const { allocations, words, rest } = this.#payOlder(memberId, paid);
    const kept = rest === 0 ? '' : `，${formatYuan(rest)} 元记入本人预收`;
    return {
      verdict: rest === 0 ? 'paid' : 'over',
      message: `${why}${words === '' ? '' : `，补缴 ${words}`}${kept}`,
      allocations,
      credit: rest,
    };
  }

  /** Pays a member's older months out of `amount`, the oldest first. */
  #payOlder(memberId: string, amount: Fen): { allocations: Allocation[]; words: string; rest: Fen } {
    const allocations: Allocation[] = [];
    const words: string[] = [];
    let rest = amount;
    for (const { id, month } of this.#books.older.get(memberId) ?? []) {
      const part = fen(Math.min(this.#left.get(id) ?? ZERO, rest));
      if (part === 0) continue;
      allocations.push(this.#take(id, part));
      rest = fen(rest - part);
      words.push(`${formatMonth(month)} ${formatYuan(part)} 元`);
    }
    return { allocations, words: words.join('、'), rest };
  }

  #take(levyId: string, amount: Fen): Allocation {
    this.#left.set(levyId, fen((this.#left.get(levyId) ?? ZERO) - amount));
    return { levyId, amount };
  }
}
