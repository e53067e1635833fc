import { Input } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { Steps } from '#renderer/components/Steps.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { type Day, dayOf, day as toDay, yearOf } from '#shared/calendar.ts';
import type { InputOf } from '#shared/contract/index.ts';
import type { TransferCandidate } from '#shared/contract/visits.ts';
import { formatYuan, sum } from '#shared/money.ts';
import { type CandidateFilter, CandidateFilters } from './CandidateFilters.tsx';
import { CandidateTable, keyOf } from './CandidateTable.tsx';
import { PayeeDialog } from './PayeeDialog.tsx';

interface NewTransferDrawerProps {
  onClose: () => void;
  onMade: (id: string) => void;
}

/** A new list in two steps: which payments, then day and account. */
export function NewTransferDrawer({ onClose, onMade }: NewTransferDrawerProps) {
  const today = dayOf(new Date());
  const [filter, setFilter] = useState<CandidateFilter>({
    from: toDay(`${yearOf(today)}-01-01`),
    last: today,
    choice: 'all',
    moneyOnly: true,
  });
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [step, setStep] = useState(0);
  const [day, setDay] = useState<Day | undefined>(today);
  const [fromAccount, setFromAccount] = useState('');
  const [typing, setTyping] = useState<TransferCandidate>();
  const tell = useTell();
  const found = useCall('visits.listTransferCandidates', askedBy(filter));
  const rows = found.value?.rows ?? [];
  const chosen = rows.filter((row) => ticked.has(keyOf(row)));
  const lacking = chosen.filter(({ ready }) => !ready);
  const total = sum(chosen.map(({ amount }) => amount));
  const make = useAction(async (on: Day) => {
    const list = await call('visits.makeTransferList', {
      day: on,
      fromAccount,
      payments: chosen.map(({ source, id }) => ({ source, id })),
    });
    tell.done(`已生成 ${list.number}，${list.people} 笔 ${formatYuan(list.total)} 元。`);
    onMade(list.id);
  });
  const first = step === 0;
  return (
    <RecordDrawer open width={960} title="新建转账清单" dirty={ticked.size > 0} onClose={onClose}>
      <Steps
        steps={[
          { key: 'choose', title: '选款项' },
          { key: 'account', title: '日期和账户' },
        ]}
        current={step}
        nextText={first ? '下一步' : `生成清单 ${chosen.length} 笔`}
        nextDisabled={chosen.length === 0 || lacking.length > 0 || (!first && day === undefined)}
        busy={make.busy}
        problem={found.error ?? make.problem}
        note={`已选 ${chosen.length} 笔，${formatYuan(total)} 元`}
        {...(first ? {} : { onBack: () => setStep(0) })}
        onNext={() => {
          if (first) setStep(1);
          else if (day !== undefined) void make.run(day);
        }}
      >
        {first ? (
          <>
            <CandidateFilters
              filter={filter}
              onChange={(next) => {
                setTicked(new Set());
                setFilter(next);
              }}
            />
            <CandidateTable rows={found.value?.rows} ticked={ticked} onTick={setTicked} onAccount={setTyping} />
            <Notice tone="amber">
              {lacking.length > 0
                ? `所选有 ${lacking.length} 笔没有收款账号，请点「填账号」补上，或去掉勾选。`
                : undefined}
            </Notice>
          </>
        ) : (
          <>
            <p className="transfer-sum">
              {chosen.length} 笔，合计 <Money value={total} strong /> 元。生成后不能改动，有错就撤回重新生成。
            </p>
            <FormRow>
              <FormField label="清单日期" hint="不能早于所选款项的日期">
                <DayInput value={day} onChange={setDay} />
              </FormField>
              <FormField label="付款账户" optional hint="工会的开户行和账号，印在清单上">
                <Input value={fromAccount} maxLength={60} onChange={(event) => setFromAccount(event.target.value)} />
              </FormField>
            </FormRow>
          </>
        )}
      </Steps>
      {typing && <PayeeDialog candidate={typing} onClose={() => setTyping(undefined)} />}
    </RecordDrawer>
  );
}

/** Undefined while a day is missing. */
function askedBy({
  from,
  last,
  choice,
  moneyOnly,
}: CandidateFilter): InputOf<'visits.listTransferCandidates'> | undefined {
  if (from === undefined || last === undefined) return undefined;
  const range = { from, last, moneyOnly };
  if (choice === 'visit' || choice === 'aid') return { ...range, source: choice };
  if (choice.startsWith('batch:')) return { ...range, batchId: choice.slice('batch:'.length) };
  if (choice.startsWith('kind:')) return { ...range, kindId: choice.slice('kind:'.length) };
  return range;
}
