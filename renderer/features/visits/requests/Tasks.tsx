import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useNavigation } from '#renderer/app/navigation.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { formatMonth } from '#shared/calendar.ts';
import type { DueList, RequestStatus, VisitTasks } from '#shared/contract/visits.ts';

interface TasksProps {
  tasks: VisitTasks;
  onDue: (due: DueList) => void;
  onStatus: (status: RequestStatus) => void;
}

/** What needs somebody, first things first. Birthdays and retirements are computed from the members. */
export function Tasks({ tasks, onDue, onStatus }: TasksProps) {
  const go = useNavigation((navigation) => navigation.go);
  const mayGive = useAllowed('visits.giveDue');
  const { birthdays, retirements, drafts, requested, approved, unsigned } = tasks;
  const due = (list: DueList, what: string) => ({
    key: list.origin,
    count: list.people.length,
    text: (
      <>
        {formatMonth(list.month)}
        {what} <strong>{list.people.length}</strong> 人还没有慰问：{namesOf(list)}
      </>
    ),
    action: mayGive && (
      <Button size="small" onClick={() => onDue(list)}>
        办理{what}慰问
      </Button>
    ),
  });
  const waiting = (status: RequestStatus, count: number, text: string, verb: string) => ({
    key: status,
    count,
    text: (
      <>
        <strong>{count}</strong> 件{text}
      </>
    ),
    action: (
      <Button size="small" onClick={() => onStatus(status)}>
        {verb}
      </Button>
    ),
  });
  const lines: { key: string; count: number; text: ReactNode; action: ReactNode }[] = [
    due(birthdays, '生日'),
    due(retirements, '退休'),
    waiting('approved', approved, '申请已经同意，还没有发放', '看待发放'),
    waiting('requested', requested, '申请等着决定', '看待决定'),
    waiting('draft', drafts, '申请还没有写全', '看草稿'),
    {
      key: 'unsigned',
      count: unsigned,
      text: (
        <>
          <strong>{unsigned}</strong> 人次慰问已发放，还没有签收
        </>
      ),
      action: (
        <Button size="small" onClick={() => go('visits', { tab: 'unsigned' })}>
          看未签收
        </Button>
      ),
    },
  ];
  const open = lines.filter(({ count }) => count > 0);
  return (
    <section className="visit-tasks" aria-label="待办">
      {open.length === 0 && <p className="visit-task-none">没有等着办的慰问。</p>}
      {open.map(({ key, text, action }) => (
        <div key={key} className="visit-task">
          <span className="visit-task-text">{text}</span>
          {action}
        </div>
      ))}
    </section>
  );
}

const SHOWN = 6;

function namesOf({ people }: DueList): string {
  const names = people.slice(0, SHOWN).map(({ memberName, day }) => `${memberName}（${Number(day.slice(8))} 日）`);
  return people.length > SHOWN ? `${names.join('、')}等` : names.join('、');
}
