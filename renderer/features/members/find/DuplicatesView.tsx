import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { MemberDrawer } from '../records/MemberDrawer.tsx';
import type { MembersFrame } from '../words.ts';
import { DistinctList } from './DistinctList.tsx';
import { DuplicateCard } from './DuplicateCard.tsx';

/** More are not looked at in one sitting. */
const MOST_SHOWN = 100;

/** 查重: records that are likely one person, with what they have in common. */
export function DuplicatesView({ frame, onBack }: { frame: MembersFrame; onBack: () => void }) {
  const [open, setOpen] = useState<string>();
  const { value, error } = useCall('members.listDuplicates', {});
  const mayKeep = useAllowed('members.markDistinct');
  const mayOpen = useAllowed('members.get');
  const change = useAction((work: () => Promise<unknown>) => work());
  const groups = value?.groups ?? [];
  return (
    <Page
      {...frame}
      state={value && (groups.length === 0 ? '没有像是重复的会员' : `${groups.length} 组像是重复，请逐组核对`)}
      extra={<Button onClick={onBack}>返回名册</Button>}
      notice={<Notice tone="red">{change.problem ?? error}</Notice>}
    >
      {groups.length > 0 && (
        <p className="members-hint">
          确实是同一个人：打开要留下的那条，补全资料，再把多出来的那条变更会籍（依据写「重复登记」）。不是同一个人：点一下，以后不再提示。
        </p>
      )}
      {groups.slice(0, MOST_SHOWN).map((group) => (
        <DuplicateCard
          key={group.members.map(({ id }) => id).join()}
          group={group}
          selected={open}
          busy={change.busy}
          {...(mayOpen ? { onOpen: setOpen } : {})}
          {...(mayKeep ? { onDistinct: (ids) => void change.run(() => call('members.markDistinct', { ids })) } : {})}
        />
      ))}
      {groups.length > MOST_SHOWN && <p className="members-hint">{`先列出前 ${MOST_SHOWN} 组，处理完再看后面的。`}</p>}
      {value && groups.length === 0 && (
        <EmptyState title="没有像是重复的会员">
          程序比对了身份证号、姓名和出生日期、手机号，以及只差前面几个 0 的编号。
        </EmptyState>
      )}
      {value && (
        <DistinctList
          pairs={value.distinct}
          {...(mayKeep ? { onTakeBack: (ids) => void change.run(() => call('members.unmarkDistinct', { ids })) } : {})}
        />
      )}
      {open !== undefined && mayOpen && <MemberDrawer key={open} id={open} onClose={() => setOpen(undefined)} />}
    </Page>
  );
}
