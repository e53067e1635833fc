import { Button, Select } from 'antd';
import { useState } from 'react';
import { useCall } from '#renderer/app/use-call.ts';
import { FormField } from '#renderer/components/FormField.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { type MemberRecord, TALK_OUTCOME_NAMES } from '#shared/contract/members.ts';
import { MemberTalk } from './MemberTalk.tsx';

interface LapseTalkProps {
  member: Pick<MemberRecord, 'id' | 'name'>;
  value: string | undefined;
  error: string | undefined;
  onChange: (talkId: string | undefined) => void;
}

/** The talk that a lapse rests on; without one there is nothing to decide yet. */
export function LapseTalk({ member, value, error, onChange }: LapseTalkProps) {
  const { value: talks, error: refused } = useCall('members.listTalks', { memberId: member.id });
  const [talking, setTalking] = useState(false);
  return (
    <>
      <Notice tone="red">{refused}</Notice>
      {talks?.length === 0 ? (
        <Notice
          tone="amber"
          action={
            <Button size="small" onClick={() => setTalking(true)}>
              登记谈话
            </Button>
          }
        >
          还没有与 {member.name} 的谈话记录。要先谈话教育，再由工会作出决定。
        </Notice>
      ) : (
        <FormField label="谈话记录" error={error}>
          <Select<string>
            className="wide-control"
            placeholder="选择依据的谈话"
            value={value ?? null}
            options={(talks ?? []).map((talk) => ({
              value: talk.id,
              label: `${talk.day} ${talk.speaker} ${TALK_OUTCOME_NAMES[talk.outcome]}`,
            }))}
            onChange={onChange}
          />
        </FormField>
      )}
      {talking && <MemberTalk member={member} onClose={() => setTalking(false)} />}
    </>
  );
}
