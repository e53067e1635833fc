import { Button, Input } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { AccountPicker } from '#renderer/components/AccountPicker.tsx';
import { FormField } from '#renderer/components/FormField.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import type { Budget, BudgetLine } from '#shared/contract/ledger.ts';
import { type Fen, ZERO } from '#shared/money.ts';

interface BudgetLineDrawerProps {
  budget: Budget;
  /** Left out for a new line. */
  line?: BudgetLine;
  onClose: () => void;
}

/** One line of the budget: changed, added or taken out; the rest stays as it is. */
export function BudgetLineDrawer({ budget, line, onClose }: BudgetLineDrawerProps) {
  const [accountId, setAccountId] = useState(line?.accountId);
  const [amount, setAmount] = useState<Fen | undefined>(line?.amount);
  const [lastYear, setLastYear] = useState<Fen | undefined>(line?.lastYear);
  const [note, setNote] = useState(line?.note ?? '');
  const tell = useTell();
  const save = useAction(async (keep: boolean) => {
    if (accountId === undefined) return;
    const others = budget.lines.filter((other) => other.budgeted && other.accountId !== accountId);
    const own = { accountId, amount: amount ?? ZERO, lastYear: positive(lastYear ?? ZERO), note };
    await call('ledger.saveBudget', {
      year: budget.year,
      lines: [
        ...others.map((other) => ({
          accountId: other.accountId,
          amount: other.amount,
          lastYear: positive(other.lastYear),
          note: other.note,
        })),
        ...(keep ? [own] : []),
      ],
    });
    tell.done(keep ? '预算已保存' : '已去掉这一行预算');
    onClose();
  });
  return (
    <RecordDrawer
      open
      title={line ? `${line.code} ${line.name}` : '加一行预算'}
      dirty={amount !== line?.amount || lastYear !== line?.lastYear || note !== (line?.note ?? '')}
      onSave={() => void save.run(true)}
      saveDisabled={accountId === undefined || amount === undefined}
      saving={save.busy}
      problem={save.problem}
      onClose={onClose}
      actions={line?.budgeted && <Button onClick={() => void save.run(false)}>去掉这一行</Button>}
    >
      {!line && (
        <FormField label="科目">
          <AccountPicker classes={['income', 'expense']} value={accountId} onChange={setAccountId} />
        </FormField>
      )}
      <FormField label="本年预算数" hint="预算调整要按程序报批，这里留有修改记录">
        <MoneyInput value={amount} onChange={setAmount} />
      </FormField>
      <FormField label="上年决算数" optional hint="账本里有上一年的账时，以账上数为准">
        <MoneyInput value={lastYear} onChange={setLastYear} />
      </FormField>
      <FormField label="说明" optional>
        <Input.TextArea value={note} maxLength={200} rows={3} onChange={(event) => setNote(event.target.value)} />
      </FormField>
    </RecordDrawer>
  );
}

/** 上年决算 counted from the books may be below zero; typed ones may not, and the books win anyway. */
function positive(value: Fen): Fen {
  return value < 0 ? ZERO : value;
}
