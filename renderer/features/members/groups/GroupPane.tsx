import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { useTell, useTellProblem } from '#renderer/components/use-tell.ts';
import { Verdict } from '#renderer/components/Verdict.tsx';
import { type GroupNode, MEMBER_STATUS_NAMES } from '#shared/contract/members.ts';
import { CloseDialog } from './CloseDialog.tsx';
import { GroupDialog } from './GroupDialog.tsx';
import { GroupHistory } from './GroupHistory.tsx';
import { GroupLeaders } from './GroupLeaders.tsx';
import { GroupMembers } from './GroupMembers.tsx';
import { mayLead, type TreeLine } from './group-words.ts';

type View = 'members' | 'leaders' | 'history';

interface GroupPaneProps {
  line: TreeLine;
  /** The member whose record is open. */
  selected: string | undefined;
  onOpenMember?: (id: string) => void;
}

/** One group at the right: its leaders in a line, then members, offices or history. Give it `key={line.id}`. */
export function GroupPane({ line, selected, onOpenMember }: GroupPaneProps) {
  const { group } = line;
  const [view, setView] = useState<View>('members');
  const bar = group && (
    <Segmented<View>
      aria-label="看什么"
      value={view}
      options={[
        { value: 'members', label: '成员' },
        { value: 'leaders', label: '任职' },
        { value: 'history', label: '调动记录' },
      ]}
      onChange={setView}
    />
  );
  return (
    <section className="groups-side" aria-label={line.name}>
      <header className="groups-head">
        <h2 title={group?.path}>{group?.path ?? line.name}</h2>
        {group && <GroupActions group={group} />}
      </header>
      {group && <LeadersLine group={group} />}
      {view === 'members' && (
        <GroupMembers line={line} bar={bar} selected={selected} {...(onOpenMember ? { onOpen: onOpenMember } : {})} />
      )}
      {group && view === 'leaders' && <GroupLeaders group={group} bar={bar} />}
      {group && view === 'history' && <GroupHistory group={group} bar={bar} />}
    </section>
  );
}

function GroupActions({ group }: { group: GroupNode }) {
  const [dialog, setDialog] = useState<'edit' | 'close'>();
  const mayKeep = useAllowed('members.saveGroup');
  const tell = useTell();
  const reopen = useAction(async () => {
    await call('members.reopenGroup', { id: group.id });
    tell.done(`已恢复「${group.name}」。`);
  });
  useTellProblem(reopen.problem);
  if (!mayKeep) return null;
  if (group.closedDay !== undefined) {
    return (
      <Button loading={reopen.busy} onClick={() => void reopen.run()}>
        恢复
      </Button>
    );
  }
  return (
    <>
      <Button onClick={() => setDialog('edit')}>修改</Button>
      <Button onClick={() => setDialog('close')}>撤销或合并</Button>
      {dialog === 'edit' && <GroupDialog group={group} onClose={() => setDialog(undefined)} />}
      {dialog === 'close' && <CloseDialog group={group} onClose={() => setDialog(undefined)} />}
    </>
  );
}

function LeadersLine({ group: { leaders, closedDay } }: { group: GroupNode }) {
  if (closedDay !== undefined) return <p className="groups-leaders">{closedDay} 撤销。</p>;
  if (leaders.length === 0) return <p className="groups-leaders">还没有登记负责人，请到「任职」里登记。</p>;
  return (
    <p className="groups-leaders">
      {leaders.map(({ id, office, name, status }) => (
        <span key={id}>
          {office} <strong>{name}</strong>
          {!mayLead(status) && (
            <>
              {' '}
              <Verdict tone="amber">已{MEMBER_STATUS_NAMES[status]}，请换人</Verdict>
            </>
          )}
        </span>
      ))}
    </p>
  );
}
