import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { useConfirm } from '#renderer/components/use-confirm.tsx';
import { useTell, useTellProblem } from '#renderer/components/use-tell.ts';
import { useWindow } from '#renderer/components/use-window.ts';
import { Verdict } from '#renderer/components/Verdict.tsx';
import { formatMonth } from '#shared/calendar.ts';
import type { TermsRow } from '#shared/contract/dues.ts';
import { TermsDialog } from './TermsDialog.tsx';

const STATES: Readonly<Record<TermsRow['state'], { label: string; tone: 'teal' | 'amber' | 'neutral' }>> = {
  now: { label: '现在执行', tone: 'teal' },
  future: { label: '以后执行', tone: 'amber' },
  past: { label: '已被取代', tone: 'neutral' },
};

const isState = (state: string | undefined): state is TermsRow['state'] =>
  state === 'now' || state === 'future' || state === 'past';

/** 缴费约定, each member's newest first; a row opens a further entry for the same member. */
export function TermsList({ search, state }: { search: string; state: string | undefined }) {
  const [open, setOpen] = useState<TermsRow>();
  const mayKeep = useAllowed('dues.saveTerms');
  const confirm = useConfirm();
  const tell = useTell();
  const asked = { search, ...(isState(state) ? { state } : {}) };
  const list = useWindow((offset, limit) => call('dues.listTerms', { ...asked, offset, limit }), JSON.stringify(asked));
  const drop = useAction(async ({ memberId, name, fromMonth }: TermsRow) => {
    const agreed = await confirm({
      title: `删去 ${name} 从${formatMonth(fromMonth)}起的约定？`,
      content: '它还没有开始执行，删去后按前一条约定或会费标准。',
      confirmText: '删去',
    });
    if (!agreed) return;
    await call('dues.dropTerms', { memberId, fromMonth });
    tell.done(`${name} 从${formatMonth(fromMonth)}起的约定已删去。`);
  });
  useTellProblem(drop.problem);
  const columns: Column<TermsRow>[] = [
    { key: 'number', title: '编号', width: 90, render: (row) => row.number },
    { key: 'name', title: '姓名', width: 110, render: (row) => row.name },
    { key: 'group', title: '工会小组', width: 150, render: (row) => row.groupName },
    { key: 'from', title: '从哪个月起', width: 120, render: (row) => formatMonth(row.fromMonth) },
    { key: 'pays', title: '约定', width: 180, render: agreementText },
    { key: 'authorised', title: '代扣授权日', width: 120, render: (row) => row.authorised },
    { key: 'ground', title: '依据', render: (row) => row.ground },
    {
      key: 'state',
      title: '状态',
      width: 150,
      render: (row) => (
        <>
          <Verdict tone={STATES[row.state].tone}>{STATES[row.state].label}</Verdict>{' '}
          {mayKeep && row.state === 'future' && (
            <Button
              size="small"
              onClick={(event) => {
                event.stopPropagation();
                void drop.run(row);
              }}
            >
              删去
            </Button>
          )}
        </>
      ),
    },
  ];
  return (
    <>
      <DataTable
        label="缴费约定"
        columns={columns}
        source={list}
        rowKey={(row) => `${row.memberId}-${row.fromMonth}`}
        {...(mayKeep ? { onOpen: setOpen } : {})}
        rowTone={(row) => (row.state === 'past' ? 'soft' : undefined)}
        empty={
          search === '' && state === undefined ? (
            <EmptyState title="还没有缴费约定">
              没有约定的会员都按会费标准缴纳；起缴月、止缴月、学徒等定额和代扣授权在这里登记。
            </EmptyState>
          ) : (
            <EmptyState title="没有符合条件的约定" />
          )
        }
      />
      {open && (
        <TermsDialog member={{ id: open.memberId, name: open.name }} terms={open} onClose={() => setOpen(undefined)} />
      )}
    </>
  );
}

export function agreementText({ pays, kind }: Pick<TermsRow, 'pays' | 'kind'>): string {
  if (!pays) return '不缴会费';
  return kind === '' ? '按会费标准缴纳' : `按「${kind}」缴纳`;
}
