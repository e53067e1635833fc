import { Button } from 'antd';
import { useState } from 'react';
import { useAllowed } from '#renderer/app/session.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { Notice } from '#renderer/components/Notice.tsx';
import { Verdict } from '#renderer/components/Verdict.tsx';
import { type MemberRecord, TALK_OUTCOME_NAMES } from '#shared/contract/members.ts';
import { formatYuan } from '#shared/money.ts';
import { lastChange } from './change-draft.ts';
import { changeText, factsText } from './change-words.ts';
import { MemberTalk } from './MemberTalk.tsx';
import { UndoDialog } from './UndoDialog.tsx';

/** 会籍变动 of one member, the newest first, with what can be undone; below it the talks on record. */
export function HistorySection({ record }: { record: MemberRecord }) {
  const [asking, setAsking] = useState<'undo' | 'talk'>();
  const mayKeep = useAllowed('members.undoChange');
  const newest = lastChange(record);
  return (
    <section aria-label="会籍变动">
      <div className="members-section-head">
        <h2>会籍变动</h2>
        {mayKeep && newest && (
          <Button size="small" onClick={() => setAsking('undo')}>
            撤销上一次变动
          </Button>
        )}
        {mayKeep && (
          <Button size="small" onClick={() => setAsking('talk')}>
            登记谈话
          </Button>
        )}
      </div>
      <ul className="members-history">
        {record.changes.toReversed().map((change) => (
          <li key={change.sequence} className={change.undone ? 'members-undone' : undefined}>
            <span className="day">{change.day}</span>
            <span className="what">{changeText(change)}</span>
            <span className="ground">{factsText(change)}</span>
            {change.undone && <Verdict>已撤销</Verdict>}
            <span>{change.operator}</span>
          </li>
        ))}
      </ul>
      <Talks memberId={record.id} />
      {asking === 'undo' && newest && (
        <UndoDialog record={record} change={newest} onClose={() => setAsking(undefined)} />
      )}
      {asking === 'talk' && <MemberTalk member={record} onClose={() => setAsking(undefined)} />}
    </section>
  );
}

function Talks({ memberId }: { memberId: string }) {
  const { value: talks = [], error } = useCall('members.listTalks', { memberId });
  if (error !== undefined) return <Notice tone="red">{error}</Notice>;
  if (talks.length === 0) return null;
  return (
    <>
      <h2>谈话记录</h2>
      <ul className="members-history">
        {talks.map((talk) => (
          <li key={talk.id}>
            <span className="day">{talk.day}</span>
            <span className="what">
              {talk.speaker} {TALK_OUTCOME_NAMES[talk.outcome]}
            </span>
            <span className="ground">
              {[
                talk.content,
                talk.answer === '' ? '' : `本人意见：${talk.answer}`,
                talk.monthsOwed === 0 ? '' : `当时欠 ${talk.monthsOwed} 个月，${formatYuan(talk.owed)} 元`,
              ]
                .filter(Boolean)
                .join('；')}
            </span>
            <span>{talk.operator}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
