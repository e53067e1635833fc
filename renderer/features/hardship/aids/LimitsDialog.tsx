import { Button, Input, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useConfirm } from '#renderer/components/use-confirm.tsx';
import { Verdict } from '#renderer/components/Verdict.tsx';
import { type Day, dayOf } from '#shared/calendar.ts';
import {
  AID_KIND_NAMES,
  AID_KINDS,
  type AidKind,
  type AidLimit,
  type AidLimitOver,
  type AidLimitShape,
  LIMIT_OVER_NAMES,
  LIMIT_OVERS,
  LIMIT_SHAPE_NAMES,
  LIMIT_SHAPES,
} from '#shared/contract/hardship.ts';
import type { Fen } from '#shared/money.ts';

/** 帮扶限额: what a family may be given each time and in a year, by day; those that were used are only ended. */
export function LimitsDialog({ onClose }: { onClose: () => void }) {
  const [editing, setEditing] = useState<AidLimit | 'new'>();
  const limits = useCall('hardship.listAidLimits', {});
  const mayKeep = useAllowed('hardship.saveAidLimit');
  return (
    <Modal
      open
      title="帮扶限额"
      width={900}
      centered
      onCancel={onClose}
      footer={
        <div className="drawer-footer">
          <div className="drawer-actions">{mayKeep && <Button onClick={() => setEditing('new')}>新立限额</Button>}</div>
          <Button onClick={onClose}>关闭</Button>
        </div>
      }
    >
      <Notice>限额从哪天起按哪份文件，由本会自己填写；已按它发放过的不能改，只能到期后另立一条。</Notice>
      <Notice tone="red">{limits.error}</Notice>
      <DataTable
        label="帮扶限额"
        rows={limits.value}
        rowKey={(row) => row.id}
        maxHeight={320}
        {...(mayKeep ? { onOpen: setEditing } : {})}
        empty={<EmptyState title="没有限额">没有限额时不提醒超发；当地文件有规定的，请立上。</EmptyState>}
        columns={[
          { key: 'kind', title: '项目', width: 90, render: (row) => (row.kind ? AID_KIND_NAMES[row.kind] : '全部') },
          { key: 'shape', title: '形式', width: 90, render: (row) => LIMIT_SHAPE_NAMES[row.shape] },
          { key: 'amount', title: '不超过', width: 110, align: 'right', render: (row) => <Money value={row.amount} /> },
          { key: 'over', title: '超过时', width: 110, render: (row) => LIMIT_OVER_NAMES[row.over] },
          {
            key: 'days',
            title: '期间',
            width: 200,
            render: (row) => `${row.from} 起${row.until === undefined ? '' : `，至 ${row.until}`}`,
          },
          { key: 'source', title: '依据', render: (row) => row.source },
          {
            key: 'sealed',
            title: '',
            width: 70,
            render: (row) => row.sealed && <Verdict>已使用</Verdict>,
          },
        ]}
      />
      {editing && <LimitDialog limit={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />}
    </Modal>
  );
}

function LimitDialog({ limit, onClose }: { limit: AidLimit | undefined; onClose: () => void }) {
  const sealed = limit?.sealed === true;
  const [kind, setKind] = useState<AidKind | undefined>(limit?.kind);
  const [shape, setShape] = useState<AidLimitShape>(limit?.shape ?? 'perTime');
  const [amount, setAmount] = useState<Fen | undefined>(limit?.amount);
  const [over, setOver] = useState<AidLimitOver>(limit?.over ?? 'approval');
  const [source, setSource] = useState(limit?.source ?? '');
  const [from, setFrom] = useState<Day | undefined>(limit?.from ?? dayOf(new Date()));
  const [last, setLast] = useState<Day | undefined>(limit?.last);
  const [missing, setMissing] = useState(false);
  const confirm = useConfirm();
  const save = useAction(async (yuan: Fen, since: Day) => {
    await call('hardship.saveAidLimit', {
      ...(limit ? { id: limit.id } : {}),
      fields: {
        ...(kind === undefined ? {} : { kind }),
        shape,
        amount: yuan,
        over,
        source,
        from: since,
        ...(last === undefined ? {} : { last }),
      },
    });
    onClose();
  });
  const drop = useAction(async (id: string) => {
    const agreed = await confirm({
      title: '删去这条限额？',
      content: '还没有按它发放过；删去以后发放不再受它限制，操作留痕里会记下。',
      confirmText: '删去',
      destructive: true,
    });
    if (!agreed) return;
    await call('hardship.dropAidLimit', { id });
    onClose();
  });
  const form = useFormArea(() => {
    setMissing(true);
    if (amount !== undefined && from !== undefined) void save.run(amount, from);
  });
  return (
    <Modal
      open
      title={limit ? '帮扶限额' : '新立帮扶限额'}
      width={520}
      centered
      mask={{ closable: false }}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
      footer={
        <div className="drawer-footer">
          <div className="drawer-actions">
            {limit && !sealed && (
              <Button loading={drop.busy} onClick={() => void drop.run(limit.id)}>
                删去
              </Button>
            )}
          </div>
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" title="Ctrl+Enter" loading={save.busy} onClick={form.submit}>
            保存
          </Button>
        </div>
      }
    >
      <FormArea form={form}>
        <Notice>{sealed ? '已按这条限额发放过帮扶，只能填最后一天让它到期，再另立一条。' : undefined}</Notice>
        <FormRow>
          <FormField label="帮扶项目">
            <Select<AidKind | 'all'>
              className="wide-control"
              disabled={sealed}
              value={kind ?? 'all'}
              options={[
                { value: 'all' as const, label: '全部项目合计' },
                ...AID_KINDS.map((one) => ({ value: one, label: AID_KIND_NAMES[one] })),
              ]}
              onChange={(next) => setKind(next === 'all' ? undefined : next)}
            />
          </FormField>
          <FormField label="形式">
            <Radio.Group
              disabled={sealed}
              value={shape}
              options={LIMIT_SHAPES.map((one) => ({ value: one, label: LIMIT_SHAPE_NAMES[one] }))}
              onChange={(event) => setShape(LIMIT_SHAPES.find((one) => one === event.target.value) ?? 'perTime')}
            />
          </FormField>
        </FormRow>
        <FormRow>
          <FormField label="不超过" error={missing && amount === undefined ? '没有填写' : undefined}>
            <MoneyInput disabled={sealed} value={amount} onChange={setAmount} />
          </FormField>
          <FormField label="超过时">
            <Select<AidLimitOver>
              className="wide-control"
              disabled={sealed}
              value={over}
              options={LIMIT_OVERS.map((one) => ({ value: one, label: LIMIT_OVER_NAMES[one] }))}
              onChange={setOver}
            />
          </FormField>
        </FormRow>
        <FormRow>
          <FormField label="从哪天起" error={missing && from === undefined ? '没有填写' : undefined}>
            <DayInput disabled={sealed} value={from} onChange={setFrom} />
          </FormField>
          <FormField label="最后一天" optional hint="空着就是一直有效">
            <DayInput value={last} onChange={setLast} />
          </FormField>
        </FormRow>
        <FormField label="依据" optional hint="文件名、文号，或本会哪次会议的决定">
          <Input disabled={sealed} value={source} maxLength={200} onChange={(event) => setSource(event.target.value)} />
        </FormField>
        <Notice tone="red">{form.blocked ?? save.problem ?? drop.problem}</Notice>
      </FormArea>
    </Modal>
  );
}
