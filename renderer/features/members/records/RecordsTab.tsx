import { Button } from 'antd';
import { useState } from 'react';
import { useAllowed } from '#renderer/app/session.ts';
import { leave } from '#renderer/app/unsaved.ts';
import { Page } from '#renderer/components/Page.tsx';
import type { MemberFilter } from '#shared/contract/members.ts';
import '../find/find.css';
import { DuplicatesView } from '../find/DuplicatesView.tsx';
import { NO_FILTER } from '../find/filter-words.ts';
import { MoreActions } from '../find/MoreActions.tsx';
import { ChangesButton } from '../membership/ChangesButton.tsx';
import { RosterPrintButton } from '../registration/RosterPrintButton.tsx';
import type { MembersFrame } from '../words.ts';
import { MemberDrawer } from './MemberDrawer.tsx';
import { MemberFilters } from './MemberFilters.tsx';
import { MemberList } from './MemberList.tsx';

interface RecordsTabProps {
  frame: MembersFrame;
  /** A member that is shown from the start. */
  open: string | undefined;
  onImport: () => void;
}

/** 会员名册: the list, and one member at the right. */
export function RecordsTab({ frame, open: first, onImport }: RecordsTabProps) {
  const [filter, setFilter] = useState<MemberFilter>(NO_FILTER);
  const [checking, setChecking] = useState(false);
  const [open, setOpen] = useState<{ id: string | undefined } | undefined>(
    first === undefined ? undefined : { id: first },
  );
  const mayKeep = useAllowed('members.save');
  const mayOpen = useAllowed('members.get');
  if (checking) return <DuplicatesView frame={frame} onBack={() => setChecking(false)} />;
  const startImport = (
    <Button type="primary" onClick={onImport}>
      导入花名册
    </Button>
  );
  return (
    <Page
      {...frame}
      extra={
        <>
          {mayKeep && <ChangesButton />}
          <RosterPrintButton filter={filter} />
          <MoreActions filter={filter} onDuplicates={() => leave(() => setChecking(true))} />
          {mayKeep && <Button onClick={() => setOpen({ id: undefined })}>新会员</Button>}
        </>
      }
      action={mayKeep && startImport}
      filters={<MemberFilters value={filter} onChange={setFilter} />}
    >
      <MemberList
        filter={filter}
        selected={open?.id}
        firstStep={mayKeep ? startImport : undefined}
        {...(mayOpen ? { onOpen: (id: string) => setOpen({ id }) } : {})}
      />
      {open && mayOpen && <MemberDrawer key={open.id ?? 'new'} id={open.id} onClose={() => setOpen(undefined)} />}
    </Page>
  );
}
