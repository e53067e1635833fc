import { addMonths, day, lastDay, type Month, month } from '#shared/calendar.ts';
import type { MemberRecord } from '#shared/contract/members.ts';
import { dayIn, type PracticeYear, yuan } from './life.ts';
import type { Person } from './people.ts';
import { BRANCHES, FIRST_YEAR, OVERPAID, SHARED, SICK_LEAVE } from './script.ts';

// What the practice union does about its members and their dues beside levying and collecting: branches with leaders, forms
// filled in, a roster kept every half-year, a waiver, a payment too much that is paid back.

/** At the very beginning: the groups of the roster are put into branches, each with its chair; a few forms are filled in. */
export async function beginMembers(life: PracticeYear): Promise<void> {
  const { desk, people, ids } = life;
  const groups = new Map((await desk.call('members.listGroups', {})).map((group) => [group.name, group.id]));
  for (const [index, branch] of BRANCHES.entries()) {
    const { id } = await desk.call('members.saveGroup', { name: branch.name, kind: 'branch', position: index + 1 });
    for (const name of branch.groups) {
      const group = groups.get(name);
      if (group !== undefined) await desk.call('members.saveGroup', { id: group, name, kind: 'group', parentId: id });
    }
    const chair = people.find(
      (person) => bornBetween(person, 1972, 1984) && branch.groups.some((group) => group === person.group),
    );
    const memberId = ids.get(chair?.number ?? '');
    if (memberId !== undefined)
      await desk.call('members.setLeader', {
        groupId: id,
        memberId,
        office: '分会主席',
        day: day(`${FIRST_YEAR}-01-04`),
      });
  }
  const mothers = people.filter((person) => person.sex === '女' && bornBetween(person, 1980, 1990));
  for (const { number } of mothers.slice(0, 5)) await fillForm(life, number);
}

/** Young enough to stay for all the years; each number is another one of them. */
export function staying({ people }: Pick<PracticeYear, 'people'>, number: number): Person | undefined {
  return people.filter((person) => bornBetween(person, 1990, 1996))[number];
}

function bornBetween({ birthday }: Person, from: number, to: number): boolean {
  const year = Number(birthday.slice(0, 4));
  return year >= from && year <= to;
}

/** A waiver, the payment too much that is paid back, and in the last year the branches' share; before the month's dues are levied. */
export async function settleDues(life: PracticeYear, current: Month): Promise<void> {
  const { desk, ids } = life;
  if (current === SHARED.from) {
    desk.goTo(dayIn(current, 4));
    const { id: _, name, ...rule } = await desk.call('dues.readRule', { month: current });
    await desk.call('dues.addRule', {
      ...rule,
      name: `${name}，分会留成 ${SHARED.percent}%`,
      from: current,
      branchShare: SHARED.percent,
    });
  }
  const idOf = (number: number) => ids.get(staying(life, number)?.number ?? '');
  if (current === SICK_LEAVE.from) {
    const member = idOf(SICK_LEAVE.who);
    if (member === undefined) return;
    desk.goTo(dayIn(current, 4));
    await desk.call('dues.saveWaiver', {
      memberIds: [member],
      fromMonth: month(SICK_LEAVE.from),
      toMonth: month(SICK_LEAVE.to),
      reason: SICK_LEAVE.reason,
      decision: SICK_LEAVE.decision,
      day: dayIn(current, 4),
    });
  }
  if (current === OVERPAID.paidBack) {
    const member = idOf(OVERPAID.who);
    if (member === undefined) return;
    desk.goTo(dayIn(current, 11));
    await desk.call('dues.refundCredit', {
      memberId: member,
      amount: yuan(OVERPAID.paidBackYuan),
      method: 'cash',
      day: dayIn(current, 11),
      reason: OVERPAID.reason,
    });
  }
}

/** At the end of June and of December the roster is kept. */
export async function keepRoster({ desk }: PracticeYear, current: Month): Promise<void> {
  const half = current.endsWith('-06') ? '上半年' : current.endsWith('-12') ? '下半年' : undefined;
  if (half === undefined) return;
  desk.goTo(lastDay(current));
  await desk.call('members.takeSnapshot', { name: `${current.slice(0, 4)} 年${half}`, day: lastDay(current) });
}

/** The form of a mother who brings up a child alone. */
async function fillForm({ desk, ids }: PracticeYear, number: string): Promise<void> {
  const id = ids.get(number);
  if (id === undefined) return;
  const record = await desk.call('members.get', { id });
  const childBorn = day('2012-09-01');
  await desk.call('members.saveRegistration', {
    id,
    fields: fieldsOf(record),
    registration: {
      particulars: {
        nativePlace: '浙江杭州',
        employer: '滨江实验学校',
        post: '教师',
        title: '一级教师',
        employment: '在编',
        marital: '离异',
        singleParent: true,
      },
      family: [
        { name: `${record.name.slice(0, 1)}小雨`, relation: '女儿', birthday: childBorn, employer: '滨江小学学生' },
      ],
      resume: [
        {
          fromMonth: record.birthday ? addMonths(month(record.birthday.slice(0, 7)), 23 * 12) : '',
          toMonth: '',
          content: '滨江实验学校 教师',
        },
      ],
    },
  });
}

function fieldsOf({ id: _, groupName, status, wages, changes, ...fields }: MemberRecord) {
  return fields;
}
