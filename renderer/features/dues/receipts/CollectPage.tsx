import { Button, Checkbox, Input } from 'antd';
import { useMemo, useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { leave, useUnsavedWork } from '#renderer/app/unsaved.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { FormArea, useFormArea } from '#renderer/components/form-area.tsx';
import { GroupPicker } from '#renderer/components/GroupPicker.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { MonthInput } from '#renderer/components/MonthInput.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { dayOf, type Month, monthOf } from '#shared/calendar.ts';
import { type Fen, fen, formatYuan, sum, ZERO } from '#shared/money.ts';
import { CollectForm, type CollectHead, emptyHead } from './CollectForm.tsx';
import { type CollectLine, CollectList } from './CollectList.tsx';

/** As many as one batch may have. */
const MOST = 2000;

/** What a line pays: what was typed, else what is owed; nothing while the field was emptied. */
const amountOf = ({ row, amount }: CollectLine): Fen => (amount === 'owed' ? row.owed : (amount ?? ZERO));

/** 收款登记: who paid how much, in cash or with one transfer; one voucher for all of it. */
export function CollectPage({ onDone }: { onDone: () => void }) {
  const tell = useTell();
  const [upTo, setUpTo] = useState<Month | undefined>(() => monthOf(dayOf(new Date())));
  const [groupId, setGroupId] = useState<string>();
  const [search, setSearch] = useState('');
  const [everybody, setEverybody] = useState(false);
  const [lines, setLines] = useState<ReadonlyMap<string, CollectLine>>(new Map());
  const [head, setHead] = useState<CollectHead>(emptyHead);
  const found = useCall(
    'dues.listOwing',
    upTo === undefined
      ? undefined
      : {
          upTo,
          search: search.trim(),
          owingOnly: !everybody,
          limit: MOST,
          ...(groupId === undefined ? {} : { groupId }),
        },
  );
  const total = useMemo(() => sum([...lines.values()].map(amountOf)), [lines]);
  const over = useMemo(
    () => sum([...lines.values()].map((line) => fen(Math.max(0, amountOf(line) - line.row.owed)))),
    [lines],
  );
  const unfilled = [...lines.values()].some((line) => amountOf(line) === 0);
  const ready = lines.size > 0 && !unfilled && head.day !== undefined && upTo !== undefined;
  const save = useAction(async () => {
    if (upTo === undefined || head.day === undefined) return;
    const { day, method, receiptNumber, reference, payer, attachmentCount, overToCredit, onlyMonth } = head;
    const done = await call('dues.recordReceipts', {
      upTo,
      ...(onlyMonth ? { only: upTo } : {}),
      lines: [...lines.values()].map((line) => ({
        memberId: line.row.memberId,
        amount: amountOf(line),
        receiptNumber: method === 'cash' ? line.receiptNumber : '',
      })),
      overToCredit,
      method,
      day,
      receiptNumber: method === 'cash' ? receiptNumber : '',
      reference: method === 'bank' ? reference : '',
      payer,
      attachmentCount,
    });
    tell.done(`已收 ${done.receipts} 人 ${formatYuan(done.total)} 元，凭证 ${done.voucherNumber}`);
    onDone();
  });
  const form = useFormArea(ready ? () => void save.run() : undefined);
  useUnsavedWork(lines.size > 0);
  const rows = found.value?.rows;
  const more = (found.value?.total ?? 0) - (rows?.length ?? 0);
  return (
    <Page
      title="收款登记"
      state={found.value && `${found.value.total} 人，欠 ${formatYuan(found.value.owed)} 元`}
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
          {lines.size === 0 ? '登记收款' : `登记 ${lines.size} 人 ${formatYuan(total)} 元`}
        </Button>
      }
      filters={
        <>
          <div className="receipts-month">
            <MonthInput
              aria-label="缴到月份"
              value={upTo}
              onChange={(next) => {
                setUpTo(next);
                setLines(new Map());
              }}
            />
          </div>
          <GroupPicker className="receipts-group" value={groupId} onChange={setGroupId} placeholder="全部小组" />
          <Input
            className="receipts-search"
            type="search"
            allowClear
            aria-label="查找会员"
            placeholder="姓名、拼音或编号"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
          <Checkbox checked={everybody} onChange={(event) => setEverybody(event.target.checked)}>
            也列出不欠费的（预缴）
          </Checkbox>
        </>
      }
      notice={
        <>
          <Notice tone="red">{found.error ?? form.blocked ?? save.problem}</Notice>
          <Notice tone="amber">
            {more > 0 && `只列出前 ${MOST} 人，还有 ${more} 人，请按小组或姓名筛选，分几次登记。`}
          </Notice>
        </>
      }
    >
      <CollectList
        rows={rows}
        lines={lines}
        ownNumbers={head.method === 'cash' && head.eachNumber}
        onLines={setLines}
        amountOf={amountOf}
        empty={
          <EmptyState title={everybody ? '没有这样的会员' : '没有人欠费'}>
            换一个月份或小组；预缴的，勾选“也列出不欠费的”。
          </EmptyState>
        }
      />
      <FormArea form={form}>
        <CollectForm head={head} onChange={(change) => setHead({ ...head, ...change })} many={lines.size > 1} />
      </FormArea>
      <div className="receipts-foot">
        <div className="receipts-ticks">
          <Checkbox
            checked={head.overToCredit}
            onChange={(event) => setHead({ ...head, overToCredit: event.target.checked })}
          >
            多出的记入预收
          </Checkbox>
          <Checkbox
            checked={head.onlyMonth}
            onChange={(event) => setHead({ ...head, onlyMonth: event.target.checked })}
          >
            先抵“缴到月份”，不从最早的欠费抵起
          </Checkbox>
        </div>
        <span>
          {over > 0 && !head.overToCredit && (
            <>
              比欠缴多 <Money value={over} /> 元，预缴的请勾选“多出的记入预收”；
            </>
          )}
          {lines.size > 0 && head.day === undefined && '填上收款日期就可以登记；'}
          {unfilled && '有人还没有填金额；'}
          已选 {lines.size} 人，合计 <Money value={total} strong /> 元
        </span>
      </div>
    </Page>
  );
}
