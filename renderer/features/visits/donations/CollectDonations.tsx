import { Button, Input, InputNumber, Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { leave, useUnsavedWork } from '#renderer/app/unsaved.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { FormArea, useFormArea } from '#renderer/components/form-area.tsx';
import { GroupPicker } from '#renderer/components/GroupPicker.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { type Day, dayOf } from '#shared/calendar.ts';
import { ANONYMOUS, type DriveRecord, type GiverCandidate } from '#shared/contract/visits.ts';
import { type Fen, formatYuan, sum } from '#shared/money.ts';

interface Other {
  key: number;
  giver: string;
  amount: Fen | undefined;
}

/** 登记捐款: an amount beside each name, typed from the keyboard (Enter goes on to the next), and givers who are no members. */
export function CollectDonations({ drive, onDone }: { drive: DriveRecord; onDone: () => void }) {
  const tell = useTell();
  const [groupId, setGroupId] = useState<string>();
  const [search, setSearch] = useState('');
  const [amounts, setAmounts] = useState<ReadonlyMap<string, Fen>>(new Map());
  const [others, setOthers] = useState<readonly Other[]>([]);
  const [same, setSame] = useState<Fen>();
  const [day, setDay] = useState<Day | undefined>(() => dayOf(new Date()));
  const [method, setMethod] = useState<'cash' | 'bank'>('cash');
  const [attachmentCount, setAttachmentCount] = useState(0);
  const found = useCall('visits.listGiverCandidates', {
    driveId: drive.id,
    statuses: ['active', 'retained'],
    search: search.trim(),
    ...(groupId === undefined ? {} : { groupId }),
  });
  const filled = others.flatMap(({ giver, amount }) => (amount === undefined ? [] : [{ giver: giver.trim(), amount }]));
  const total = useMemo(() => sum([...amounts.values(), ...filled.map(({ amount }) => amount)]), [amounts, filled]);
  const gifts = amounts.size + filled.length;
  const put = (memberId: string, amount: Fen | undefined) => {
    const next = new Map(amounts);
    if (amount === undefined || amount === 0) next.delete(memberId);
    else next.set(memberId, amount);
    setAmounts(next);
  };
  const save = useAction(async (on: Day) => {
    await call('visits.collectDonations', {
      driveId: drive.id,
      day: on,
      method,
      attachmentCount,
      gifts: [
        ...[...amounts].map(([memberId, amount]) => ({ memberId, amount })),
        ...filled.map(({ giver, amount }) => ({ giver: giver === ANONYMOUS ? '' : giver, amount })),
      ],
    });
    tell.done(`已登记 ${gifts} 笔 ${formatYuan(total)} 元。`);
    onDone();
  });
  const ready = gifts > 0 && day !== undefined;
  const form = useFormArea(ready ? () => void save.run(day) : undefined);
  useUnsavedWork(gifts > 0);
  const columns: Column<GiverCandidate>[] = [
    { key: 'number', title: '编号', width: 100, render: (row) => row.number },
    { key: 'name', title: '姓名', width: 120, render: (row) => row.name },
    { key: 'group', title: '工会小组', render: (row) => row.groupName },
    {
      key: 'given',
      title: '这次已捐',
      width: 120,
      align: 'right',
      render: (row) => <Money value={row.given} blankZero />,
    },
    {
      key: 'amount',
      title: '本次捐款',
      width: 150,
      align: 'right',
      render: (row) => (
        <MoneyInput
          aria-label={`${row.name}本次捐款`}
          value={amounts.get(row.memberId)}
          onChange={(amount) => put(row.memberId, amount)}
        />
      ),
    },
  ];
  return (
    <Page
      title={`登记捐款：${drive.name}`}
      state={`${gifts} 笔，合计 ${formatYuan(total)} 元`}
      extra={<Button onClick={() => leave(onDone)}>返回</Button>}
      action={
        <Button
          type="primary"
          data-save-button
          title="Ctrl+Enter"
          loading={save.busy}
          disabled={!ready}
          onClick={form.submit}
        >
          {gifts === 0 ? '登记捐款' : `登记 ${gifts} 笔 ${formatYuan(total)} 元`}
        </Button>
      }
      notice={<Notice tone="red">{found.error ?? form.blocked ?? save.problem}</Notice>}
    >
      <FormArea form={form}>
        <div className="donation-collect">
          <div className="donation-head">
            <span className="donation-day">
              <DayInput aria-label="收款日期" value={day} onChange={setDay} />
            </span>
            <Segmented<'cash' | 'bank'>
              aria-label="收款方式"
              value={method}
              onChange={setMethod}
              options={[
                { value: 'cash', label: '现金' },
                { value: 'bank', label: '银行转账' },
              ]}
            />
            <InputNumber
              aria-label="附件张数"
              className="donation-count"
              min={0}
              max={999}
              precision={0}
              prefix="附件"
              value={attachmentCount}
              onChange={(value) => setAttachmentCount(value ?? 0)}
            />
            <span className="donation-group">
              <GroupPicker value={groupId} onChange={setGroupId} placeholder="全部小组" />
            </span>
            <Input
              className="donation-search"
              type="search"
              allowClear
              aria-label="查找会员"
              placeholder="姓名或编号"
              value={search}
              onChange={(event) => setSearch(event.target.value)}
            />
            <span className="donation-same">
              <MoneyInput aria-label="同一金额" placeholder="同一金额" value={same} onChange={setSame} />
            </span>
            <Button
              disabled={same === undefined || same === 0 || !found.value}
              onClick={() => {
                if (same === undefined) return;
                const next = new Map(amounts);
                for (const { memberId, given } of found.value ?? []) if (given === 0) next.set(memberId, same);
                setAmounts(next);
              }}
            >
              填给列出的人
            </Button>
          </div>
          <DataTable
            label="捐款名单"
            columns={columns}
            rows={found.value}
            rowKey={(row) => row.memberId}
            empty={<EmptyState title="没有这样的会员">换一个小组或姓名。</EmptyState>}
          />
          <div className="donation-others">
            {others.map((other) => (
              <div key={other.key} className="donation-other">
                <Input
                  aria-label="其他捐款人"
                  maxLength={40}
                  placeholder="姓名或单位，空着就是匿名"
                  autoComplete="off"
                  value={other.giver}
                  onChange={(event) =>
                    setOthers(
                      others.map((one) => (one.key === other.key ? { ...one, giver: event.target.value } : one)),
                    )
                  }
                />
                <MoneyInput
                  aria-label={`${other.giver || ANONYMOUS}捐款`}
                  value={other.amount}
                  onChange={(amount) =>
                    setOthers(others.map((one) => (one.key === other.key ? { ...one, amount } : one)))
                  }
                />
                <Button size="small" onClick={() => setOthers(others.filter(({ key }) => key !== other.key))}>
                  去掉
                </Button>
              </div>
            ))}
            <Button
              onClick={() =>
                setOthers([...others, { key: (others.at(-1)?.key ?? 0) + 1, giver: '', amount: undefined }])
              }
            >
              添加会员以外的捐款
            </Button>
          </div>
        </div>
      </FormArea>
    </Page>
  );
}
