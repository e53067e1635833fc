import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { Page } from '#renderer/components/Page.tsx';
import { useExport } from '#renderer/components/use-export.ts';
import type { Month } from '#shared/calendar.ts';
import { ARREARS_AGES, type ArrearsView } from '#shared/contract/dues.ts';
import type { UnionProfile } from '#shared/contract/union.ts';
import { formatYuan } from '#shared/money.ts';
import type { DuesFrame } from '../words.ts';
import { ArrearsFilters, filterInput, NO_FILTER } from './ArrearsFilters.tsx';
import { ArrearsList } from './ArrearsList.tsx';
import { ArrearsSums } from './ArrearsSums.tsx';
import { type LetterChoice, LettersDialog } from './LettersDialog.tsx';
import { RemindersList } from './RemindersList.tsx';
import './arrears.css';

type View = 'member' | ArrearsView | 'reminders';
const VIEWS: { value: View; label: string }[] = [
  { value: 'member', label: '按会员' },
  { value: 'group', label: '按小组' },
  { value: 'branch', label: '按分会' },
  { value: 'age', label: '按时间' },
  { value: 'reminders', label: '满六个月' },
];

/** 欠缴: who owes, by member, group, branch and age; who has owed six months in a row; the letters to them. */
export function ArrearsTab({
  frame,
  profile,
  first = 'member',
  onCollect,
}: {
  frame: DuesFrame;
  profile: UnionProfile;
  /** The view that is shown first. */
  first?: View;
  onCollect: (month: Month, member: string) => void;
}) {
  const [view, setView] = useState<View>(first);
  const [filter, setFilter] = useState(NO_FILTER);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [letters, setLetters] = useState<LetterChoice>();
  const mayExport = useAllowed('dues.exportArrears');
  const mayWrite = useAllowed('dues.noteLetters');
  const input = filterInput(filter);
  const sums = useCall('dues.sumArrears', view === 'reminders' ? undefined : { by: 'age', ...input }).value;
  const save = useExport((folder) => call('dues.exportArrears', { ...input, folder }));
  const choose = (next: View) => {
    setView(next);
    setTicked(new Set());
  };
  /** A row of the sums opens the members behind it. */
  const open = (key: string) => {
    if (view === 'age') setFilter({ ...filter, age: ARREARS_AGES.find((age) => age === key) });
    else if (key !== '') setFilter({ ...filter, groupId: key });
    choose('member');
  };
  const lettersTo: LetterChoice | undefined =
    ticked.size > 0
      ? { memberIds: [...ticked], name: `${ticked.size} 人` }
      : view === 'member' && filter.groupId !== undefined
        ? { groupId: filter.groupId, name: '全组' }
        : undefined;
  return (
    <Page
      {...frame}
      state={
        view === 'reminders'
          ? '连续六个月以上没有缴纳的在册会员；程序只提醒，不改会籍'
          : sums && stateOf(sums.members, sums.months, formatYuan(sums.owed))
      }
      extra={
        mayExport &&
        view !== 'reminders' && (
          <Button loading={save.busy} onClick={save.run}>
            存为 Excel
          </Button>
        )
      }
      action={
        mayWrite &&
        (view === 'member' || view === 'reminders') && (
          <Button
            disabled={lettersTo === undefined}
            title="先勾选会员，或选一个小组"
            onClick={() => setLetters(lettersTo)}
          >
            打印催缴通知
          </Button>
        )
      }
      filters={
        <>
          <Segmented<View> aria-label="查看方式" options={VIEWS} value={view} onChange={choose} />
          {view !== 'reminders' && <ArrearsFilters value={filter} onChange={setFilter} />}
        </>
      }
    >
      {view === 'member' && (
        <ArrearsList
          filter={filter}
          ticked={ticked}
          onTick={setTicked}
          onCollect={onCollect}
          onLetter={(memberId, name) => setLetters({ memberIds: [memberId], name })}
        />
      )}
      {view === 'reminders' && <RemindersList ticked={ticked} onTick={setTicked} />}
      {view !== 'member' && view !== 'reminders' && <ArrearsSums by={view} filter={filter} onOpen={open} />}
      {letters && <LettersDialog choice={letters} unit={profile.name} onClose={() => setLetters(undefined)} />}
    </Page>
  );
}

/** `欠缴 14 人，36 个月，共 820.80 元` */
function stateOf(members: number, months: number, owed: string): string {
  return members === 0 ? '没有欠缴' : `欠缴 ${members} 人，${months} 个月，共 ${owed} 元`;
}
