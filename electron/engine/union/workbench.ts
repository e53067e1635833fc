import { type Day, firstDay, formatMonth, lastDay, type Month, month, monthsOfYear } from '#shared/calendar.ts';
import type { Workbench, WorkbenchTask } from '#shared/contract/union.ts';
import { type Fen, fen, formatYuan, sum } from '#shared/money.ts';
import type { Readable } from '../database.ts';
import { duesWorkbench } from '../dues/commands.ts';
import { hardshipWorkbench } from '../hardship/commands.ts';
import {
  ACCOUNT,
  balanceOf,
  readBudget,
  readMonthlyTurnover,
  readOpenMonth,
  readTrialBalance,
  readTurnover,
} from '../ledger/commands.ts';
import { memberWorkbench } from '../members/commands.ts';
import { visitsToDo } from '../visits/commands.ts';
import { readProfile } from './queries.ts';

/**
 * The first page: what the open month still needs, what there is, and the year against its budget.
 * @param today tells whether an open month is already over
 */
export function readWorkbench(db: Readable, today: Day): Workbench {
  const openMonth = readOpenMonth(db);
  const { fiscalYear: year } = readProfile(db);
  const january = month(`${year}-01`);
  const december = month(`${year}-12`);
  const turnover = readTurnover(db, january, december);
  const budget = readBudget(db, year);
  const monthly = readMonthlyTurnover(db, january, december);
  const members = memberWorkbench(db, today);
  const top = turnover.filter((line) => line.level === 1);
  const total = (direction: 'income' | 'expense') => ({
    actual: sum(top.filter((line) => line.class === direction).map((line) => line.net)),
    budget: sum(budget.lines.filter((line) => line.direction === direction).map((line) => line.amount)),
  });
  return {
    year,
    ...(openMonth ? { month: openMonth } : {}),
    tasks: tasksOf(db, today, openMonth, members, budget.exists ? undefined : year),
    cash: balanceOf(db, ACCOUNT.cash),
    bank: balanceOf(db, ACCOUNT.bank),
    fundBalance: fundBalance(db, january, december),
    income: total('income'),
    expense: total('expense'),
    lines: top.map((line) => ({
      code: line.code,
      name: line.name,
      direction: line.class,
      actual: line.net,
      budget: sum(
        budget.lines.filter((planned) => planned.code.startsWith(line.code)).map((planned) => planned.amount),
      ),
    })),
    months: monthsOfYear(year).map((current) => {
      const of = (direction: 'income' | 'expense') =>
        sum(
          monthly
            .filter((line) => line.month === current && line.level === 1 && line.class === direction)
            .map((line) => line.net),
        );
      return { month: current, income: of('income'), expense: of('expense') };
    }),
    members: { active: members.active, retained: members.retained },
  };
}

/** 工会资金结余 with this year's surplus so far: what is left of all funds, closed years and the open one. */
function fundBalance(db: Readable, from: Month, to: Month): Fen {
  const amounts = readTrialBalance(db, from, to)
    .lines.filter(
      (line) => line.level === 1 && (line.code === '322' || line.class === 'income' || line.class === 'expense'),
    )
    .map((line) => fen(line.closingCredit - line.closingDebit));
  return sum(amounts);
}

function tasksOf(
  db: Readable,
  today: Day,
  openMonth: Month | undefined,
  members: ReturnType<typeof memberWorkbench>,
  yearWithoutBudget: number | undefined,
): WorkbenchTask[] {
  const tasks: WorkbenchTask[] = [];
  const add = (kind: WorkbenchTask['kind'], page: WorkbenchTask['page'], count: number, sentence: string) => {
    if (count > 0) tasks.push({ kind, page, count, sentence });
  };
  const empty = members.active + members.retained === 0;
  if (empty) add('noMembers', 'members', 1, '还没有会员，请先导入会员花名册。');
  if (yearWithoutBudget !== undefined) add('noBudget', 'ledger', 1, `${yearWithoutBudget} 年的预算还没有录入。`);
  if (openMonth && !empty) {
    const dues = duesWorkbench(db, openMonth, today);
    if (!dues.levied && firstDay(openMonth) <= today)
      add('levyMissing', 'dues', 1, `${formatMonth(openMonth)}的会费还没有计提。`);
    add(
      'arrears',
      'dues',
      dues.arrears.members,
      `${dues.arrears.members} 人欠缴会费，共 ${formatYuan(dues.arrears.owed)} 元。`,
    );
    const { sixMonths } = dues;
    add('sixMonths', 'dues', sixMonths, `${sixMonths} 人连续六个月以上没有交会费，请先谈话了解情况。`);
  }
  add('applicants', 'members', members.applied, `${members.applied} 人申请入会，等工会批准。`);
  add('rosterUnkept', 'members', members.unkept === undefined ? 0 : 1, `${members.unkept}已经结束，名册还没有存档。`);
  add('trayRows', 'members', members.tray, `花名册里还有 ${members.tray} 行待处理，没有收入会员名册。`);
  const visits = visitsToDo(db, today);
  add('unsignedVisits', 'visits', visits.unsigned, `${visits.unsigned} 笔慰问还没有签收。`);
  add('visitRequests', 'visits', visits.requested, `${visits.requested} 件慰问申请等着决定。`);
  add('birthdays', 'visits', visits.birthdays, `本月 ${visits.birthdays} 人过生日，还没有慰问。`);
  add('insuranceRenewals', 'visits', visits.renewals, `${visits.renewals} 人次的互助保障要续保。`);
  add(
    'openDrives',
    'visits',
    visits.drives,
    `${visits.drives} 次募捐还有 ${formatYuan(visits.driveMoney)} 元没有转交。`,
  );
  const hardship = hardshipWorkbench(db, today);
  add('staleHardshipFiles', 'hardship', hardship.stale, `${hardship.stale} 份困难档案一年没有改动。`);
  add('hardshipReviewDue', 'hardship', hardship.reviewDue, `${hardship.reviewDue} 份困难档案三十天内要复核。`);
  add('stalledHardship', 'hardship', hardship.stalled, `${hardship.stalled} 户的困难申请办理中停了下来。`);
  add('unsignedAids', 'hardship', hardship.unsigned, `${hardship.unsigned} 笔帮扶款还没有签收。`);
  add('hardshipUniversity', 'hardship', hardship.university, `${hardship.university} 户困难家庭有子女即将上大学。`);
  add('hardshipRetention', 'hardship', hardship.retention, `${hardship.retention} 份困难档案保存期限已满。`);
  if (openMonth && lastDay(openMonth) < today)
    add('monthOpen', 'ledger', 1, `${formatMonth(openMonth)}已经过完，还没有结账。`);
  return tasks;
}
