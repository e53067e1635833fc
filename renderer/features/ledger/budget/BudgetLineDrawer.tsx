import { Button, Input, Segmented } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { AccountPicker } from '#renderer/components/AccountPicker.tsx';
import { FormField } from '#renderer/components/FormField.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { BUDGET_HEAD_NAMES, type Budget, type BudgetHeadKey } from '#shared/contract/ledger.ts';
import { type Fen, ZERO } from '#shared/money.ts';
import type { PlanRow } from './budget-rows.ts';

interface BudgetLineDrawerProps {
  budget: Budget;
  /** Left out for a new line. */
  row?: PlanRow;
  onClose: () => void;
}

type What = 'account' | BudgetHeadKey;

/** One line of a draft, or one of the two heads: changed, added or taken out; the rest stays as it is. */
export function BudgetLineDrawer({ budget, row, onClose }: BudgetLineDrawerProps) {
  const [what, setWhat] = useState<What>(row?.head ?? 'account');
  const [accountId, setAccountId] = useState(row?.line?.accountId);
  const [amount, setAmount] = useState<Fen | undefined>(row?.amount);
  const [lastYear, setLastYear] = useState<Fen | undefined>(row?.lastYear);
  const [note, setNote] = useState(row?.note ?? '');
  const tell = useTell();
  const save = useAction(async (keep: boolean) => {
    const own = { amount: amount ?? ZERO, lastYear: positive(lastYear ?? ZERO), note };
    await call('ledger.saveBudget', {
      year: budget.year,
      lines: [
        ...budget.lines
          .filter((other) => other.budgeted && (what !== 'account' || other.accountId !== accountId))
          .map((other) => ({ accountId: other.accountId, ...stored(other) })),
        ...(keep && what === 'account' && accountId !== undefined ? [{ accountId, ...own }] : []),
      ],
      heads: [
        ...budget.heads.filter((other) => other.head !== what).map((other) => ({ head: other.head, ...stored(other) })),
        ...(keep && what !== 'account' ? [{ head: what, ...own }] : []),
      ],
    });
    tell.done(keep ? '预算已保存' : '已去掉这一行预算');
    onClose();
  });
  const books = what === 'account' && budget.lastYearFromBooks;
  return (
    <RecordDrawer
      open
      title={row ? `${row.code} ${row.name}`.trim() : '加一行预算'}
      dirty={amount !== row?.amount || lastYear !== row?.lastYear || note !== (row?.note ?? '')}
      onSave={() => void save.run(true)}
      saveDisabled={amount === undefined || (what === 'account' && accountId === undefined)}
      saving={save.busy}
      problem={save.problem}
      onClose={onClose}
      actions={row && <Button onClick={() => void save.run(false)}>去掉这一行</Button>}
    >
      {!row && (
        <FormField label="这一行是" hint="上年结转、动用以前年度结余不是科目，排在收入的最前面">
          <Segmented<What>
            value={what}
            onChange={setWhat}
            options={[
              { value: 'account', label: '收支科目' },
              { value: 'carriedOver', label: BUDGET_HEAD_NAMES.carriedOver },
              { value: 'reserves', label: BUDGET_HEAD_NAMES.reserves },
            ]}
          />
        </FormField>
      )}
      {!row && what === 'account' && (
        <FormField label="科目" hint="可以细到本会自己的明细科目">
          <AccountPicker classes={['income', 'expense']} value={accountId} onChange={setAccountId} />
        </FormField>
      )}
      <FormField label="本年预算数" hint="批准以前可以随时改，批准以后要办理预算调整">
        <MoneyInput value={amount} onChange={setAmount} />
      </FormField>
      <FormField label="上年决算数" optional hint={books ? '账本里有上一年的账，以账上数为准' : ''}>
        <MoneyInput value={lastYear} onChange={setLastYear} disabled={books} />
      </FormField>
      <FormField label="说明" optional>
        <Input.TextArea value={note} maxLength={200} rows={3} onChange={(event) => setNote(event.target.value)} />
      </FormField>
    </RecordDrawer>
  );
}

const stored = ({ original, lastYear, note }: { original: Fen; lastYear: Fen; note: string }) => ({
  amount: original,
  lastYear: positive(lastYear),
  note,
});

/** 上年决算 counted from the books may be below zero; typed ones may not, and the books win anyway. */
function positive(value: Fen): Fen {
  return value < 0 ? ZERO : value;
}
