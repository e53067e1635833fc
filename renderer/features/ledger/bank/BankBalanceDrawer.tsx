import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import type { Day } from '#shared/calendar.ts';
import type { Fen } from '#shared/money.ts';
import { AccountChoice } from './views.tsx';

/** A month in which the bank moved nothing: only its balance is typed from the paper. */
export function BankBalanceDrawer({ onClose }: { onClose: () => void }) {
  const [accountId, setAccountId] = useState<string>();
  const [from, setFrom] = useState<Day>();
  const [to, setTo] = useState<Day>();
  const [balance, setBalance] = useState<Fen>();
  const tell = useTell();
  const save = useAction(async () => {
    if (from === undefined || to === undefined || balance === undefined) return;
    await call('ledger.recordBankBalance', { from, to, balance, ...(accountId === undefined ? {} : { accountId }) });
    tell.done('已登记');
    onClose();
  });
  return (
    <RecordDrawer
      open
      title="登记没有发生额的月份"
      dirty={from !== undefined || to !== undefined || balance !== undefined}
      onSave={() => void save.run()}
      saveDisabled={from === undefined || to === undefined || balance === undefined}
      saving={save.busy}
      problem={save.problem}
      onClose={onClose}
    >
      <AccountChoice method="bank" value={accountId} onChange={setAccountId} />
      <FormRow>
        <FormField label="从">
          <DayInput value={from} onChange={setFrom} />
        </FormField>
        <FormField label="到">
          <DayInput value={to} onChange={setTo} />
        </FormField>
      </FormRow>
      <FormField label="余额" hint="纸质对账单上写的余额；这段时间里银行没有收付">
        <MoneyInput value={balance} onChange={setBalance} />
      </FormField>
    </RecordDrawer>
  );
}
