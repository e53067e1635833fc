import { Button, Checkbox, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { useCall } from '#renderer/app/use-call.ts';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { GroupPicker } from '#renderer/components/GroupPicker.tsx';
import { MemberPicker } from '#renderer/components/MemberPicker.tsx';
import { MonthInput } from '#renderer/components/MonthInput.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import type { ValueOf } from '#shared/contract/index.ts';
import type { VisitKind } from '#shared/contract/visits.ts';
import type { FestivalDraft } from './festival-draft.ts';

interface PeopleStepProps {
  draft: FestivalDraft;
  kind: VisitKind | undefined;
  preview: ValueOf<'visits.previewFestival'> | undefined;
  onChange: (patch: Partial<FestivalDraft>) => void;
}

/** Second step: a saved choice or state and group, single people in and out by hand; who is on the list and who is not. */
export function PeopleStep({ draft, kind, preview, onChange }: PeopleStepProps) {
  const saved = useCall('members.listFilters', {});
  const chosen = saved.value?.find(({ id }) => id === draft.savedId);
  return (
    <>
      <div className="festival-people">
        <FormRow>
          <FormField label="已存的筛选" optional hint={chosen ? '按这个筛选选人' : '没有合适的，用右边两项选人'}>
            <Select<string>
              className="wide-control"
              allowClear
              placeholder="会员页里存过的筛选"
              value={draft.savedId ?? null}
              notFoundContent={saved.error ?? '还没有存过筛选，可到「会员」里选好条件后保存。'}
              options={(saved.value ?? []).map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(savedId: string | undefined) =>
                onChange({ savedId, savedFilter: saved.value?.find(({ id }) => id === savedId)?.filter })
              }
            />
          </FormField>
          <FormField label="会员范围" hint="离退休人员的慰问一般由行政列支">
            <Checkbox.Group
              disabled={draft.savedId !== undefined}
              value={[...draft.statuses]}
              onChange={(ticked) =>
                onChange({ statuses: (['active', 'retained'] as const).filter((one) => ticked.includes(one)) })
              }
              options={[
                { value: 'active', label: '在册会员' },
                { value: 'retained', label: '保留会籍' },
              ]}
            />
          </FormField>
          <FormField label="工会小组" optional hint="空着就是全部小组；选上级就包括下级">
            <GroupPicker
              value={draft.groupId}
              disabled={draft.savedId !== undefined}
              placeholder="全部小组"
              onChange={(groupId) => onChange({ groupId })}
            />
          </FormField>
        </FormRow>
        <FormRow>
          <FormField label="加入一人" optional hint="不在上面范围里的，单独加入">
            <MemberPicker
              value={undefined}
              onChange={(member) => {
                if (!member) return;
                onChange({
                  include: [...new Set([...draft.include, member.id])],
                  exclude: draft.exclude.filter((id) => id !== member.id),
                });
              }}
            />
          </FormField>
          {kind?.payersOnly === true && (
            <FormField label="会费缴清到" hint={preview?.payers}>
              <MonthInput value={draft.paidThrough} onChange={(paidThrough) => onChange({ paidThrough })} />
            </FormField>
          )}
        </FormRow>
        <Notice tone="amber">{kind?.remark}</Notice>
      </div>
      {preview && <People preview={preview} draft={draft} onChange={onChange} />}
    </>
  );
}

const fits = (words: string, row: { memberName: string; memberNumber: string; groupName: string }) =>
  words === '' || [row.memberName, row.memberNumber, row.groupName].some((part) => part.includes(words));

function People({
  preview,
  draft,
  onChange,
}: Pick<PeopleStepProps, 'draft' | 'onChange'> & { preview: ValueOf<'visits.previewFestival'> }) {
  const [shown, setShown] = useState<'listed' | 'leftOut'>('listed');
  const [search, setSearch] = useState('');
  const words = search.trim();
  const out = (id: string) =>
    onChange({ include: draft.include.filter((one) => one !== id), exclude: [...new Set([...draft.exclude, id])] });
  const back = (id: string) => onChange({ exclude: draft.exclude.filter((one) => one !== id) });
  const who = [
    { key: 'number', title: '会员证号', width: 110, render: (row: Row) => row.memberNumber },
    { key: 'name', title: '姓名', width: 120, render: (row: Row) => row.memberName },
    { key: 'group', title: '小组', width: 200, render: (row: Row) => row.groupName },
  ];
  return (
    <>
      <div className="page-filters festival-facts">
        <Radio.Group
          optionType="button"
          value={shown}
          onChange={(event) => setShown(event.target.value === 'leftOut' ? 'leftOut' : 'listed')}
          options={[
            { value: 'listed', label: `名单 ${preview.listed.length} 人` },
            { value: 'leftOut', label: `没有列入 ${preview.leftOut.length} 人` },
          ]}
        />
        <Input.Search
          aria-label="在名单里找"
          className="filter-search"
          allowClear
          placeholder="姓名、编号或小组"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      </div>
      {shown === 'listed' ? (
        <DataTable
          label="名单"
          rows={preview.listed.filter((row) => fits(words, row))}
          rowKey={(row) => row.memberId}
          columns={[
            ...who,
            { key: 'remark', title: '提醒', render: (row) => row.remark },
            {
              key: 'out',
              title: '',
              width: 80,
              render: (row) => (
                <Button
                  type="link"
                  size="small"
                  aria-label={`移出 ${row.memberName}`}
                  onClick={() => out(row.memberId)}
                >
                  移出
                </Button>
              ),
            },
          ]}
        />
      ) : (
        <DataTable
          label="没有列入的人"
          rows={preview.leftOut.filter((row) => fits(words, row))}
          rowKey={(row) => row.memberId}
          columns={[
            ...who,
            { key: 'why', title: '原因', render: (row) => row.sentence },
            {
              key: 'back',
              title: '',
              width: 80,
              render: (row) =>
                row.byHand && (
                  <Button
                    type="link"
                    size="small"
                    aria-label={`放回 ${row.memberName}`}
                    onClick={() => back(row.memberId)}
                  >
                    放回
                  </Button>
                ),
            },
          ]}
        />
      )}
    </>
  );
}

interface Row {
  memberNumber: string;
  memberName: string;
  groupName: string;
}
