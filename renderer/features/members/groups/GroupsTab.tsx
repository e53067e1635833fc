import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useAllowed } from '#renderer/app/session.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import type { GroupNode } from '#shared/contract/members.ts';
import { MemberDrawer } from '../records/MemberDrawer.tsx';
import type { MembersFrame } from '../words.ts';
import { GroupDialog } from './GroupDialog.tsx';
import { GroupPane } from './GroupPane.tsx';
import { GroupTreeTable } from './GroupTreeTable.tsx';
import { stateOfGroups, treeLines } from './group-words.ts';
import './groups.css';

/** 工会小组: the tree at the left with its counts; the chosen group's members, leaders and history at the right. */
export function GroupsTab({ frame }: { frame: MembersFrame }) {
  const tree = useCall('members.readGroupTree', {});
  const [chosen, setChosen] = useState<string>();
  const [withClosed, setWithClosed] = useState(false);
  const [making, setMaking] = useState(false);
  const [member, setMember] = useState<string>();
  const mayKeep = useAllowed('members.saveGroup');
  const mayOpen = useAllowed('members.get');
  const lines = tree.value && treeLines(tree.value, withClosed);
  const anyClosed = tree.value?.groups.some(({ closedDay }) => closedDay !== undefined) ?? false;
  const line = lines?.find(({ id }) => id === chosen) ?? lines?.[0];
  const noGroups = tree.value?.groups.length === 0;
  const make = (
    <Button type="primary" onClick={() => setMaking(true)}>
      新建小组
    </Button>
  );
  return (
    <Page
      {...frame}
      state={tree.value && stateOfGroups(tree.value)}
      action={mayKeep && make}
      notice={
        <>
          {frame.notice}
          <Notice tone="red">{tree.error}</Notice>
        </>
      }
    >
      {noGroups && tree.value?.ungrouped === 0 ? (
        <EmptyState title="还没有分会和工会小组" action={mayKeep && make}>
          先建分会，再在分会下面建小组；导入花名册时，「工会小组」一栏里的名称也会自动建好。
        </EmptyState>
      ) : (
        <div className="groups-desk">
          <section className="groups-side" aria-label="分会和小组">
            <GroupTreeTable lines={lines} selected={line?.id} onOpen={({ id }) => setChosen(id)} />
            {anyClosed && (
              <Checkbox checked={withClosed} onChange={(event) => setWithClosed(event.target.checked)}>
                显示已撤销的
              </Checkbox>
            )}
          </section>
          {line && (
            <GroupPane key={line.id} line={line} {...(mayOpen ? { onOpenMember: setMember } : {})} selected={member} />
          )}
        </div>
      )}
      {making && (
        <GroupDialog
          group={undefined}
          {...parentFor(line?.group)}
          onClose={() => setMaking(false)}
          onSaved={setChosen}
        />
      )}
      {member !== undefined && mayOpen && (
        <MemberDrawer key={member} id={member} onClose={() => setMember(undefined)} />
      )}
    </Page>
  );
}

/** Where a new group goes at first: into the branch that is chosen, or beside the group that is. */
function parentFor(group: GroupNode | undefined): { parentId?: string } {
  if (!group || group.closedDay !== undefined) return {};
  if (group.kind === 'branch') return { parentId: group.id };
  return group.parentId === undefined ? {} : { parentId: group.parentId };
}
