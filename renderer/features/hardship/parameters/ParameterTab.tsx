import { Input, InputNumber } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { type Day, dayOf, firstDay, monthOf, monthsOfYear, yearOf } from '#shared/calendar.ts';
import type { ListedParameters } from '#shared/contract/hardship.ts';
import { DEFAULT_HARDSHIP_PERCENTS } from '#shared/hardship-formula.ts';
import type { Fen } from '#shared/money.ts';

interface ParameterTabProps {
  /** The set that is open in the drawer, or `new`. */
  editing: ListedParameters | 'new' | undefined;
  onEdit: (parameters: ListedParameters | 'new' | undefined) => void;
}

/** 认定标准: the line of each place and the multiples, each set in force from its day. */
export function ParameterTab({ editing, onEdit }: ParameterTabProps) {
  const list = useCall('hardship.listParameters', {});
  const mayEdit = useAllowed('hardship.saveParameters');
  return (
    <>
      <Notice tone="red">{list.error}</Notice>
      <DataTable
        label="认定标准"
        rows={list.value}
        rowKey={(row) => row.id}
        {...(mayEdit ? { onOpen: (row: ListedParameters) => onEdit(row) } : {})}
        empty={
          <EmptyState title="先填上当地低保线">
            低保线由各地公布、每年调整，程序不预设。请按当地民政部门公布的每人每月标准填写，困难家庭按它测算。
          </EmptyState>
        }
        columns={[
          { key: 'from', title: '从哪天起', width: 110, render: (row) => row.from },
          { key: 'place', title: '适用地区', width: 140, render: (row) => row.place },
          {
            key: 'line',
            title: '低保线（每人每月）',
            width: 150,
            align: 'right',
            render: (row) => <Money value={row.minimumLiving} />,
          },
          {
            key: 'deep',
            title: '深度困难',
            width: 110,
            align: 'right',
            render: (row) => `× ${row.deepMultiplePercent}%`,
          },
          {
            key: 'relative',
            title: '相对困难',
            width: 110,
            align: 'right',
            render: (row) => `× ${row.relativeMultiplePercent}%`,
          },
          {
            key: 'accident',
            title: '意外致困',
            width: 150,
            align: 'right',
            render: (row) => `年收入的 ${row.accidentSharePercent}%`,
          },
          { key: 'source', title: '来源', render: (row) => row.source },
          {
            key: 'used',
            title: '已用于',
            width: 80,
            align: 'right',
            render: (row) => (row.used === 0 ? '' : `${row.used} 户`),
          },
        ]}
      />
      {editing !== undefined && (
        <ParameterDrawer
          key={editing === 'new' ? 'new' : editing.id}
          parameters={editing === 'new' ? undefined : editing}
          onClose={() => onEdit(undefined)}
        />
      )}
    </>
  );
}

interface DrawerProps {
  parameters: ListedParameters | undefined;
  onClose: () => void;
}

function ParameterDrawer({ parameters, onClose }: DrawerProps) {
  const [initial] = useState(() => ({
    place: parameters?.place ?? '',
    from: parameters?.from ?? firstOfYear(),
    minimumLiving: parameters?.minimumLiving,
    deepMultiplePercent: parameters?.deepMultiplePercent ?? DEFAULT_HARDSHIP_PERCENTS.deepMultiplePercent,
    relativeMultiplePercent: parameters?.relativeMultiplePercent ?? DEFAULT_HARDSHIP_PERCENTS.relativeMultiplePercent,
    accidentSharePercent: parameters?.accidentSharePercent ?? DEFAULT_HARDSHIP_PERCENTS.accidentSharePercent,
    source: parameters?.source ?? '',
  }));
  const [draft, setDraft] = useState<
    Omit<typeof initial, 'from' | 'minimumLiving'> & { from: Day | undefined; minimumLiving: Fen | undefined }
  >(initial);
  const [missing, setMissing] = useState(false);
  const fixed = parameters !== undefined && parameters.used > 0;
  const change = (patch: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...patch }));
  const save = useAction(async (from: Day, minimumLiving: Fen) => {
    const fields = { ...draft, from, minimumLiving };
    await call('hardship.saveParameters', parameters ? { ...fields, id: parameters.id } : fields);
    onClose();
  });
  const onSave = () => {
    setMissing(true);
    if (draft.from !== undefined && draft.minimumLiving !== undefined && draft.place.trim() !== '')
      void save.run(draft.from, draft.minimumLiving);
  };
  const percent = (
    field: 'deepMultiplePercent' | 'relativeMultiplePercent' | 'accidentSharePercent',
    label: string,
    hint: string,
  ) => (
    <FormField label={label} hint={hint}>
      <InputNumber<number>
        className="wide-control"
        min={1}
        max={1000}
        precision={0}
        suffix="%"
        value={draft[field]}
        onChange={(value) => change({ [field]: value ?? initial[field] })}
      />
    </FormField>
  );
  return (
    <RecordDrawer
      open
      title={parameters ? '修改认定标准' : '新增认定标准'}
      dirty={JSON.stringify(draft) !== JSON.stringify(initial)}
      onSave={onSave}
      saving={save.busy}
      problem={save.problem}
      onClose={onClose}
    >
      {parameters && (
        <Notice>
          这里只改正写错的数字；标准调整了，请另外新增一条，从调整那天起。已建的档案保留原来的测算。
          {parameters.used > 0 && `已有 ${parameters.used} 份档案按它测算，地区和开始日期不能再改。`}
        </Notice>
      )}
      <FormRow>
        <FormField label="适用地区" error={missing && draft.place.trim() === '' ? '没有填写' : undefined}>
          <Input
            value={draft.place}
            maxLength={40}
            disabled={fixed}
            placeholder="滨江区"
            onChange={(event) => change({ place: event.target.value })}
          />
        </FormField>
        <FormField label="从哪天起" error={missing && draft.from === undefined ? '没有填写' : undefined}>
          <DayInput value={draft.from} disabled={fixed} onChange={(from) => change({ from })} />
        </FormField>
      </FormRow>
      <FormField
        label="当地低保线（每人每月）"
        hint="按当地民政部门公布的数字"
        error={missing && draft.minimumLiving === undefined ? '没有填写' : undefined}
      >
        <MoneyInput value={draft.minimumLiving} onChange={(minimumLiving) => change({ minimumLiving })} />
      </FormField>
      <FormRow>
        {percent('deepMultiplePercent', '深度困难', '低于低保线的百分之几')}
        {percent('relativeMultiplePercent', '相对困难', '低于低保线的百分之几')}
        {percent('accidentSharePercent', '意外致困', '支出超过家庭年收入的百分之几')}
      </FormRow>
      <FormField label="来源" optional>
        <Input
          value={draft.source}
          maxLength={200}
          placeholder="区民政局 2026 年公告"
          onChange={(event) => change({ source: event.target.value })}
        />
      </FormField>
    </RecordDrawer>
  );
}

function firstOfYear(): Day {
  const today = dayOf(new Date());
  return firstDay(monthsOfYear(yearOf(today))[0] ?? monthOf(today));
}
