import { useNavigation } from '#renderer/app/navigation.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { Money } from '#renderer/components/Money.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { formatMonth } from '#shared/calendar.ts';
import type { Workbench, WorkbenchTask } from '#shared/contract/union.ts';
import type { Fen } from '#shared/money.ts';
import { BudgetChart } from './BudgetChart.tsx';
import './workbench.css';

const VERBS: Readonly<Record<WorkbenchTask['kind'], string>> = {
  noMembers: '去导入',
  noBudget: '去录入',
  levyMissing: '去计提',
  arrears: '看欠缴',
  sixMonths: '去谈话',
  applicants: '去批准',
  rosterUnkept: '去存档',
  unsignedVisits: '去补签',
  visitRequests: '去决定',
  birthdays: '去慰问',
  insuranceRenewals: '看名单',
  openDrives: '去转交',
  staleHardshipFiles: '去复核',
  hardshipReviewDue: '去复核',
  stalledHardship: '去办理',
  unsignedAids: '去补签',
  hardshipUniversity: '看名单',
  hardshipRetention: '去处理',
  monthOpen: '去结账',
  trayRows: '去处理',
  draftVouchers: '去记账',
};
const TABS: Partial<Record<WorkbenchTask['kind'], string>> = {
  noBudget: 'budget',
  arrears: 'arrears',
  sixMonths: 'sixMonths',
  rosterUnkept: 'snapshots',
  unsignedVisits: 'unsigned',
  visitRequests: 'requests',
  birthdays: 'requests',
  insuranceRenewals: 'insurance',
  openDrives: 'donations',
  staleHardshipFiles: 'stale',
  hardshipReviewDue: 'reviewDue',
  stalledHardship: 'stalled',
  unsignedAids: 'unsigned',
  hardshipUniversity: 'university',
  hardshipRetention: 'retention',
  monthOpen: 'close',
  trayRows: 'tray',
};

/** The first page after unlocking: what this month still needs, what there is, the year against its budget. */
export function WorkbenchPage() {
  const { value, error } = useCall('union.readWorkbench', {});
  return (
    <Page title="工作台" state={value && stateOf(value)} notice={<Notice tone="red">{error}</Notice>}>
      {value && (
        <div className="workbench">
          <Tasks tasks={value.tasks} />
          <Figures value={value} />
          <section className="sheet workbench-chart" aria-label={`${value.year} 年收支与预算`}>
            <h2>{value.year} 年收支与预算</h2>
            <BudgetChart lines={value.lines} />
          </section>
        </div>
      )}
    </Page>
  );
}

function stateOf({ month, year, tasks, members }: Workbench): string {
  const where = month ? `正在记 ${formatMonth(month)}的账` : `${year} 年各月都已结账`;
  return `${where}，在册会员 ${members.active} 人，${tasks.length === 0 ? '没有待办' : `待办 ${tasks.length} 项`}`;
}

function Tasks({ tasks }: { tasks: readonly WorkbenchTask[] }) {
  const go = useNavigation((navigation) => navigation.go);
  return (
    <section className="sheet" aria-label="待办">
      <h2>待办</h2>
      {tasks.length === 0 ? (
        <p className="workbench-clear">这个月的事都办完了。</p>
      ) : (
        <ul className="workbench-tasks">
          {tasks.map((task) => {
            const tab = TABS[task.kind];
            return (
              <li key={task.kind}>
                <button type="button" onClick={() => go(task.page, tab === undefined ? {} : { tab })}>
                  <span>{task.sentence}</span>
                  <span className="workbench-verb">{VERBS[task.kind]}</span>
                </button>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}

function Figures({ value }: { value: Workbench }) {
  return (
    <section className="sheet" aria-label="资金">
      <h2>资金</h2>
      <dl className="workbench-figures">
        <Figure label="银行存款" amount={value.bank} />
        <Figure label="库存现金" amount={value.cash} />
        <Figure label="工会资金结余" amount={value.fundBalance} />
        <Figure label={`${value.year} 年收入`} amount={value.income.actual} budget={value.income.budget} />
        <Figure label={`${value.year} 年支出`} amount={value.expense.actual} budget={value.expense.budget} />
      </dl>
    </section>
  );
}

function Figure({ label, amount, budget }: { label: string; amount: Fen; budget?: Fen }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <Money value={amount} strong />
        {budget !== undefined && budget > 0 && (
          <span className="workbench-share">预算的 {Math.round((amount * 1000) / budget) / 10}%</span>
        )}
      </dd>
    </div>
  );
}
