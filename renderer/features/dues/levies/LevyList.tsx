import { Button, Checkbox, Input, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { GroupPicker } from '#renderer/components/GroupPicker.tsx';
import { useWindow } from '#renderer/components/use-window.ts';
import { formatMonth, type Month } from '#shared/calendar.ts';
import type { DuesMonth, LevyRow } from '#shared/contract/dues.ts';
import { ReceiptDrawer } from '../receipts/ReceiptDrawer.tsx';
import { LEVY_STATES } from '../words.ts';
import { levyColumns } from './levy-columns.tsx';

type State = LevyRow['state'] | 'all';
const STATES: { value: State; label: string }[] = [
  { value: 'all', label: '全部状态' },
  { value: 'owed', label: LEVY_STATES.owed.label },
  { value: 'part', label: LEVY_STATES.part.label },
  { value: 'paid', label: LEVY_STATES.paid.label },
  { value: 'waived', label: LEVY_STATES.waived.label },
];

interface LevyListProps {
  month: Month;
  /** The month's sums, for the foot of the whole list. */
  sums: DuesMonth | undefined;
  /** What is searched for when the list is first shown. */
  search: string;
  /** What stands in the empty list of a month that is not levied. */
  firstStep: ReactNode;
  /** Where levies may be withdrawn: rows can be ticked. */
  onWithdraw: ((levyIds: readonly string[]) => void) | undefined;
}

/** The levies of a month; a row opens the drawer in which its payment is written down. */
export function LevyList({ month, sums, search: firstSearch, firstStep, onWithdraw }: LevyListProps) {
  const [search, setSearch] = useState(firstSearch);
  const [state, setState] = useState<State>('all');
  const [groupId, setGroupId] = useState<string>();
  const [wageChanged, setWageChanged] = useState(false);
  const [open, setOpen] = useState<LevyRow>();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const filter = {
    search: search.trim(),
    ...(state === 'all' ? {} : { state }),
    ...(groupId === undefined ? {} : { groupId }),
    ...(wageChanged ? { wageChanged } : {}),
  };
  const list = useWindow(
    (offset, limit) => call('dues.listLevies', { month, ...filter, offset, limit }),
    JSON.stringify([month, filter]),
  );
  const filtered = filter.search !== '' || state !== 'all' || groupId !== undefined || wageChanged;
  const whole = filtered ? undefined : sums;
  return (
    <>
      <div className="page-filters">
        <Input
          className="dues-search"
          type="search"
          allowClear
          placeholder="姓名、编号、拼音、电话"
          aria-label="查找会员"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <Select className="dues-state" aria-label="缴纳状态" options={STATES} value={state} onChange={setState} />
        <GroupPicker className="dues-search" value={groupId} onChange={setGroupId} placeholder="全部小组" />
        <Checkbox checked={wageChanged} onChange={(event) => setWageChanged(event.target.checked)}>
          只看工资已变
        </Checkbox>
        {onWithdraw && chosen.size > 0 && (
          <>
            <span className="dues-hint">已选 {chosen.size} 人</span>
            <Button
              onClick={() => {
                onWithdraw([...chosen]);
                setChosen(new Set());
              }}
            >
              撤回所选计提
            </Button>
          </>
        )}
      </div>
      {wageChanged && list.total !== undefined && list.total > 0 && (
        <p className="dues-hint dues-changed">
          这些会员计提以后改过工资，已计提的不会跟着变。要按新工资收：勾选后撤回计提，再点“补计提”。
        </p>
      )}
      <DataTable
        label="会费收缴明细"
        columns={levyColumns(sums, whole)}
        source={list}
        rowKey={(row) => row.id}
        onOpen={setOpen}
        selectedKey={open?.id}
        {...(onWithdraw && sums?.levied ? { selection: { keys: chosen, onChange: setChosen } } : {})}
        empty={
          filtered ? (
            <EmptyState title="没有符合条件的会员">换一个姓名、编号，或改选“全部状态”。</EmptyState>
          ) : (
            <EmptyState title={`${formatMonth(month)}还没有计提会费`}>{firstStep}</EmptyState>
          )
        }
      />
      {open && <ReceiptDrawer key={open.id} levy={open} onClose={() => setOpen(undefined)} />}
    </>
  );
}
