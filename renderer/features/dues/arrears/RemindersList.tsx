import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { TalkDialog } from '#renderer/components/TalkDialog.tsx';
import { useWindow } from '#renderer/components/use-window.ts';
import { Verdict } from '#renderer/components/Verdict.tsx';
import { formatMonth } from '#shared/calendar.ts';
import type { ReminderRow } from '#shared/contract/dues.ts';
import { TALK_OUTCOME_NAMES } from '#shared/contract/members.ts';

interface RemindersListProps {
  ticked: ReadonlySet<string>;
  onTick: (ids: ReadonlySet<string>) => void;
}

/** Active members with six or more months in a row unpaid: what is on record of the talks, and what comes next. */
export function RemindersList({ ticked, onTick }: RemindersListProps) {
  const [talkTo, setTalkTo] = useState<ReminderRow>();
  const mayTalk = useAllowed('members.saveTalk');
  const mayWrite = useAllowed('dues.noteLetters');
  const list = useWindow((offset, limit) => call('dues.listReminders', { offset, limit }), '');
  const columns: Column<ReminderRow>[] = [
    { key: 'number', title: '编号', width: 84, render: (row) => row.number },
    { key: 'name', title: '姓名', width: 90, render: (row) => row.name },
    { key: 'group', title: '工会小组', render: (row) => row.groupName },
    {
      key: 'run',
      title: '连续未缴',
      width: 170,
      render: ({ run }) => `${formatMonth(run.from)}起 ${run.months} 个月`,
    },
    { key: 'owed', title: '欠缴金额', width: 100, align: 'right', render: (row) => <Money value={row.owed} /> },
    { key: 'talk', title: '最近谈话', width: 190, render: talkOf },
    { key: 'next', title: '下一步', width: 230, render: (row) => row.next },
    {
      key: 'do',
      title: '',
      width: 96,
      render: (row) =>
        mayTalk && (
          <Button
            size="small"
            onClick={(event) => {
              event.stopPropagation();
              setTalkTo(row);
            }}
          >
            登记谈话
          </Button>
        ),
    },
  ];
  return (
    <>
      <Notice>
        章程的规定：没有正当理由连续六个月不交纳会费、不参加工会组织生活，经教育拒不改正的，视为自动退会。连续按应收的月份算，缴过一部分或减免的月份不算未缴；是否参加组织生活、有没有正当理由，要由工会了解后决定，程序不改会籍。
      </Notice>
      <DataTable
        label="满六个月未缴的会员"
        columns={columns}
        source={list}
        rowKey={(row) => row.memberId}
        {...(mayWrite ? { selection: { keys: ticked, onChange: onTick } } : {})}
        empty={<EmptyState title="没有连续六个月未缴的会员" />}
      />
      {talkTo && (
        <TalkDialog
          member={{ id: talkTo.memberId, name: talkTo.name }}
          monthsOwed={talkTo.monthsOwed}
          owed={talkTo.owed}
          onClose={() => setTalkTo(undefined)}
        />
      )}
    </>
  );
}

function talkOf({ lastTalk, talks }: ReminderRow) {
  if (!lastTalk) return <Verdict tone="amber">没有记录</Verdict>;
  const times = talks > 1 ? `，共 ${talks} 次` : '';
  return `${lastTalk.day} ${TALK_OUTCOME_NAMES[lastTalk.outcome]}${times}`;
}
