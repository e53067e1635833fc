import { Button, Input, InputNumber, Radio } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { BudgetEffect, paymentEntries } from '#renderer/components/BudgetEffect.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { FundField } from '#renderer/components/FundField.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { ResolutionPicker } from '#renderer/components/ResolutionPicker.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { type Day, dayOf, formatMonth } from '#shared/calendar.ts';
import type { InputOf } from '#shared/contract/index.ts';
import { type DueList, VISIT_FORM_NAMES, type VisitKind } from '#shared/contract/visits.ts';
import { type Fen, fen, formatYuan } from '#shared/money.ts';
import { GroundDialog } from './GroundDialog.tsx';

interface DueDrawerProps {
  due: DueList;
  kinds: readonly VisitKind[];
  onClose: () => void;
  /** Given; with the list that was made, where it was one. */
  onGiven: (batchId: string | undefined) => void;
}

interface Draft {
  way: 'list' | 'single';
  day: Day | undefined;
  form: 'goods' | 'coupon';
  goods: string;
  amount: Fen | undefined;
  method: 'bank' | 'cash';
  visitors: readonly [string, string];
  place: string;
  resolutionId: string | undefined;
  fundId: string | undefined;
  approvalGround: string;
  attachmentCount: number;
}

const NAMES = { birthday: '生日', retirement: '退休' } as const;

function firstDraft({ origin, form, forms, goods, amount }: DueList): Draft {
  return {
    way: origin === 'birthday' ? 'list' : 'single',
    day: dayOf(new Date()),
    form: form === 'coupon' || (form === undefined && forms[0] === 'coupon') ? 'coupon' : 'goods',
    goods,
    amount,
    method: 'bank',
    visitors: ['', ''],
    place: '',
    resolutionId: undefined,
    fundId: undefined,
    approvalGround: '',
    attachmentCount: 0,
  };
}

/** What is lacking, by the name of the field. */
function missingOf({ way, day, goods, amount, visitors }: Draft): ReadonlySet<keyof Draft> {
  const missing = new Set<keyof Draft>();
  if (day === undefined) missing.add('day');
  if (goods.trim() === '') missing.add('goods');
  if (amount === undefined || amount === 0) missing.add('amount');
  if (way === 'single' && visitors.some((name) => name.trim() === '')) missing.add('visitors');
  return missing;
}

function inputOf(due: DueList, draft: Draft, memberIds: string[]): InputOf<'visits.giveDue'> | undefined {
  const { day, amount, visitors, resolutionId, fundId, ...rest } = draft;
  if (day === undefined || amount === undefined) return undefined;
  return {
    ...rest,
    origin: due.origin,
    month: due.month,
    memberIds,
    day,
    amount,
    visitors: draft.way === 'list' ? [] : [...visitors],
    ...(resolutionId === undefined ? {} : { resolutionId }),
    ...(fundId === undefined ? {} : { fundId }),
  };
}

/** Birthdays or retirements of a month: who of them, what each gets, as one list or one by one; or not at all. */
export function DueDrawer({ due, kinds, onClose, onGiven }: DueDrawerProps) {
  const [initial] = useState(() => firstDraft(due));
  const [draft, setDraft] = useState(initial);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(() => new Set(due.people.map(({ memberId }) => memberId)));
  const [tried, setTried] = useState(false);
  const [dropping, setDropping] = useState(false);
  const tell = useTell();
  const chosen = due.people.filter(({ memberId }) => ticked.has(memberId)).map(({ memberId }) => memberId);
  const name = NAMES[due.origin];
  const kind = kinds.find(({ id }) => id === due.kindId);
  const change = (patch: Partial<Draft>) => setDraft((before) => ({ ...before, ...patch }));
  const missing = tried ? missingOf(draft) : new Set<keyof Draft>();
  const wrong = (field: keyof Draft) => (missing.has(field) ? '没有填写' : undefined);
  const save = useAction(async () => {
    const input = inputOf(due, draft, chosen);
    if (input === undefined) return;
    const { people, amount, vouchers, batchId } = await call('visits.giveDue', input);
    tell.done(`已登记${name}慰问 ${people} 人 ${formatYuan(amount)} 元，凭证 ${vouchersText(vouchers)}。`);
    onGiven(batchId);
  });
  const total = fen((draft.amount ?? 0) * chosen.length);
  const [first] = chosen;
  const check = useCall(
    'visits.check',
    first && draft.day && draft.amount
      ? { kindId: due.kindId, memberId: first, day: draft.day, form: draft.form, amount: draft.amount }
      : undefined,
  );
  const needsGround = check.value?.needsApproval === true;
  return (
    <RecordDrawer
      open
      width={720}
      title={`${formatMonth(due.month)}${name}慰问`}
      dirty={JSON.stringify(draft) !== JSON.stringify(initial)}
      saveText={`发放并记账 ${chosen.length} 人`}
      saveDisabled={chosen.length === 0}
      saving={save.busy}
      problem={save.problem}
      onSave={() => {
        setTried(true);
        if (missingOf(draft).size === 0) void save.run();
      }}
      onClose={onClose}
      actions={
        <Button disabled={chosen.length === 0} onClick={() => setDropping(true)}>
          不再办理 {chosen.length} 人
        </Button>
      }
    >
      <DataTable
        label={`${name}名单`}
        rows={due.people}
        rowKey={(row) => row.memberId}
        maxHeight={252}
        selection={{ keys: ticked, onChange: setTicked }}
        columns={[
          { key: 'number', title: '编号', width: 96, render: (row) => row.memberNumber },
          { key: 'name', title: '姓名', width: 110, render: (row) => row.memberName },
          { key: 'group', title: '小组', render: (row) => row.groupName },
          { key: 'day', title: due.origin === 'birthday' ? '生日' : '退休日期', width: 120, render: (row) => row.day },
        ]}
      />
      {due.origin === 'birthday' && (
        <FormField label="办法">
          <Radio.Group
            value={draft.way}
            onChange={(event) => change({ way: event.target.value === 'list' ? 'list' : 'single' })}
            options={[
              { value: 'list', label: '一份名单、一张凭证、一张签领表' },
              { value: 'single', label: '逐人登记，各一张凭证' },
            ]}
          />
        </FormField>
      )}
      <FormRow>
        <FormField label="日期" error={wrong('day')}>
          <DayInput value={draft.day} onChange={(day) => change({ day })} />
        </FormField>
        <FormField label="每人金额" error={wrong('amount')} hint={`合计 ${formatYuan(total)} 元`}>
          <MoneyInput value={draft.amount} onChange={(amount) => change({ amount })} />
        </FormField>
        <FormField label="支付方式">
          <Radio.Group
            value={draft.method}
            onChange={(event) => change({ method: event.target.value === 'cash' ? 'cash' : 'bank' })}
            options={[
              { value: 'bank', label: '银行' },
              { value: 'cash', label: '现金' },
            ]}
          />
        </FormField>
      </FormRow>
      <FormRow>
        <FormField label="形式">
          <Radio.Group
            value={draft.form}
            onChange={(event) => change({ form: event.target.value === 'coupon' ? 'coupon' : 'goods' })}
            options={(['goods', 'coupon'] as const)
              .filter((form) => due.forms.includes(form))
              .map((form) => ({ value: form, label: VISIT_FORM_NAMES[form] }))}
          />
        </FormField>
        <FormField label="品名" error={wrong('goods')}>
          <Input
            value={draft.goods}
            maxLength={100}
            placeholder={due.origin === 'birthday' ? '蛋糕券' : '纪念品'}
            onChange={(event) => change({ goods: event.target.value })}
          />
        </FormField>
      </FormRow>
      {/* only the first one is checked beforehand: a refusal may be about another */}
      {(needsGround || draft.approvalGround !== '' || save.problem !== undefined) && (
        <FormField
          label="超标准审批依据"
          optional={!needsGround}
          hint={check.value?.findings.find(({ ok }) => !ok)?.sentence}
        >
          <Input
            value={draft.approvalGround}
            maxLength={200}
            placeholder="会议日期和决定"
            onChange={(event) => change({ approvalGround: event.target.value })}
          />
        </FormField>
      )}
      {draft.way === 'single' && (
        <FormRow>
          {([0, 1] as const).map((index) => (
            <FormField
              key={index}
              label={`慰问人 ${index + 1}`}
              error={index === 1 && wrong('visitors') ? '走访要两人以上' : undefined}
            >
              <Input
                value={draft.visitors[index]}
                maxLength={20}
                onChange={({ target: { value } }) =>
                  change({ visitors: index === 0 ? [value, draft.visitors[1]] : [draft.visitors[0], value] })
                }
              />
            </FormField>
          ))}
          <FormField label="地点" optional>
            <Input value={draft.place} maxLength={60} onChange={(event) => change({ place: event.target.value })} />
          </FormField>
        </FormRow>
      )}
      <FormField label="集体决议" optional>
        <ResolutionPicker value={draft.resolutionId} onChange={(resolutionId) => change({ resolutionId })} />
      </FormField>
      <FundField value={draft.fundId} onChange={(fundId) => change({ fundId })} />
      <BudgetEffect day={draft.day} entries={total > 0 ? paymentEntries(kind?.accountId, total, draft.fundId) : []} />
      <FormField label="附件张数" {...(kind ? { hint: kind.papers } : {})}>
        <InputNumber<number>
          className="wide-control"
          min={0}
          max={999}
          precision={0}
          value={draft.attachmentCount}
          onChange={(count) => change({ attachmentCount: count ?? 0 })}
        />
      </FormField>
      {dropping && (
        <GroundDialog
          title={`今年不再办理${name}慰问 ${chosen.length} 人`}
          okText="不再办理"
          onClose={() => setDropping(false)}
          onGround={async (ground) => {
            const { dropped } = await call('visits.dropDue', {
              origin: due.origin,
              month: due.month,
              memberIds: chosen,
              ground,
            });
            tell.done(`${dropped} 人今年不再办理${name}慰问。`);
            onClose();
          }}
        />
      )}
    </RecordDrawer>
  );
}

function vouchersText(vouchers: readonly string[]): string {
  const [first, last] = [vouchers[0] ?? '', vouchers.at(-1) ?? ''];
  return vouchers.length > 1 ? `${first} 至 ${last}` : first;
}
