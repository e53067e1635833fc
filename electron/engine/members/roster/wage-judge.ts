import type { Month } from '#shared/calendar.ts';
import {
  MAX_WAGE_ITEMS,
  MEMBER_STATUS_NAMES,
  type MemberStatus,
  type WageItem,
  type WageVerdict,
} from '#shared/contract/members.ts';
import { plainName, plainNumber } from '#shared/member-checks.ts';
import { type Fen, formatYuan, parseYuan } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { mergeWages, readWagesInForce } from '../records/wages.ts';
import type { WageRow } from './wage-file.ts';

export interface WagedPerson {
  id: string;
  number: string;
  name: string;
  status: MemberStatus;
  /** In force in the month. */
  wages: readonly WageItem[];
}

export interface WageChange {
  item: string;
  before?: Fen;
  after: Fen;
}

export type JudgedWages = { verdict: WageVerdict; message: string } & (
  | { verdict: 'update'; member: WagedPerson; changes: WageChange[] }
  | { verdict: 'unchanged'; member: WagedPerson }
  | { verdict: 'unknown' | 'mismatch' | 'duplicate' | 'problem' | 'total' }
);

/** Everybody, with the wage items in force in a month. */
export function readWagedPeople(db: Readable, month: Month): WagedPerson[] {
  const wages = readWagesInForce(db, month);
  return db
    .all<Omit<WagedPerson, 'wages'>>('SELECT id, number, name, status FROM members ORDER BY number, name, id')
    .map((member) => ({ ...member, wages: wages.get(member.id) ?? [] }));
}

/** Names as people type them: spaces and the kinds of middle dot do not count. */
const nameKey = (name: string) =>
  plainName(name)
    .replace(/\s/g, '')
    .replace(/[•・‧.]/g, '·');
const bareNumber = (number: string) => number.replace(/^0+(?=.)/, '');

/** Gives the rows of one wage list their verdicts, in order: found by number AND name, like a payroll list. */
export class WageJudge {
  readonly #byNumber = new Map<string, WagedPerson>();
  readonly #byBareNumber = new Map<string, WagedPerson[]>();
  readonly #byName = new Map<string, string[]>();
  readonly #seen = new Set<string>();

  constructor(people: readonly WagedPerson[]) {
    for (const member of people) {
      if (member.number === '') continue;
      this.#byNumber.set(member.number, member);
      append(this.#byBareNumber, bareNumber(member.number), member);
      append(this.#byName, nameKey(member.name), member.number);
    }
  }

  judge(row: WageRow): JudgedWages {
    if (row.isTotal) return { verdict: 'total', message: '合计行，不是会员' };
    const problem = (message: string): JudgedWages => ({ verdict: 'problem', message });
    const number = plainNumber(row.number);
    if (number === '') return problem('没有职工编号，不能只凭姓名认人');
    if (row.name.trim() === '') return problem('没有姓名，不能只凭编号认人');
    const member = this.#find(number, row.numberLostZeros);
    if (!member) return { verdict: 'unknown', message: this.#unknownMessage(number, row.name) };
    if (nameKey(member.name) !== nameKey(row.name))
      return {
        verdict: 'mismatch',
        message: `编号 ${member.number} 在名册里是「${member.name}」，不是「${plainName(row.name)}」`,
      };
    if (this.#seen.has(member.id)) return { verdict: 'duplicate', message: '与前面的行重复，同一位会员只收一次' };
    const read = readAmounts(row);
    if ('problem' in read) return problem(read.problem);
    this.#seen.add(member.id);
    return this.#compare(member, read.items);
  }

  #find(number: string, lostZeros: boolean): WagedPerson | undefined {
    const exact = this.#byNumber.get(number);
    if (exact || !lostZeros) return exact;
    const alike = this.#byBareNumber.get(bareNumber(number)) ?? [];
    return alike.length === 1 ? alike[0] : undefined;
  }

  #unknownMessage(number: string, name: string): string {
    const numbers = this.#byName.get(nameKey(name)) ?? [];
    const hint = numbers.length === 0 ? '' : `；名册里的「${plainName(name)}」编号是 ${numbers.join('、')}，请核对`;
    return `查无此人：名册里没有编号 ${number}${hint}`;
  }

  #compare(member: WagedPerson, items: readonly WageItem[]): JudgedWages {
    const left = member.status === 'active' ? '' : `；现为${MEMBER_STATUS_NAMES[member.status]}`;
    if (items.length === 0) return { verdict: 'unchanged', message: `各工资项目都空着，不改${left}`, member };
    const changes = items.flatMap(({ item, amount }): WageChange[] => {
      const before = member.wages.find((known) => known.item === item)?.amount;
      if (before === amount) return [];
      return [{ item, after: amount, ...(before === undefined ? {} : { before }) }];
    });
    if (changes.length === 0) return { verdict: 'unchanged', message: `与现有工资一致${left}`, member };
    if (mergeWages(member.wages, items).length > MAX_WAGE_ITEMS)
      return { verdict: 'problem', message: `连同原有的，工资项目超过 ${MAX_WAGE_ITEMS} 项` };
    const said = changes.map(({ item, before, after }) =>
      before === undefined
        ? `${item} ${formatYuan(after)}（新项目）`
        : `${item} ${formatYuan(before)} → ${formatYuan(after)}`,
    );
    return { verdict: 'update', message: `${said.join('，')}${left}`, member, changes };
  }
}

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

function readAmounts({ amounts }: WageRow): { items: WageItem[] } | { problem: string } {
  const items: WageItem[] = [];
  for (const { item, text } of amounts) {
    if (/^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|ERROR!)$/.test(text))
      return { problem: `「${item}」是算不出结果的公式，请改成值` };
    const result = parseYuan(text);
    if (!result.ok && result.problem === 'empty') continue;
    if (!result.ok) {
      const why = { notANumber: '不是金额', tooManyDecimals: '最多写到分', tooLarge: '金额太大', empty: '' };
      return { problem: `${item}「${text}」${why[result.problem]}` };
    }
    if (result.value < 0) return { problem: `${item}「${text}」不能是负数` };
    items.push({ item, amount: result.value });
  }
  return { items };
}
