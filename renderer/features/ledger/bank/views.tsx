import { Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import { useCall } from '#renderer/app/use-call.ts';
import type { Method } from '#shared/contract/ledger.ts';

export const BANK_VIEWS = ['bank', 'cash', 'reconcile', 'count'] as const;
export type BankView = (typeof BANK_VIEWS)[number];
export const VIEW_LABELS: Readonly<Record<BankView, string>> = {
  bank: '银行日记账',
  cash: '现金日记账',
  reconcile: '银行对账',
  count: '现金盘点',
};

/** The choice between the views of 现金银行; every view puts it first among its filters. */
export function ViewChoice({ view, onChange }: { view: BankView; onChange: (view: BankView) => void }) {
  return (
    <Radio.Group
      aria-label="现金银行"
      optionType="button"
      value={view}
      options={BANK_VIEWS.map((value) => ({ value, label: VIEW_LABELS[value] }))}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

interface AccountChoiceProps {
  method: Method;
  value: string | undefined;
  onChange: (id: string | undefined) => void;
  /** What stands for all accounts together; without it one account is always chosen. */
  all?: string;
}

/** Chooses one of several money accounts; shows nothing while there is only one of the kind. */
export function AccountChoice({ method, value, onChange, all }: AccountChoiceProps): ReactNode {
  const { value: accounts } = useCall('ledger.listMoneyAccounts', {});
  const own = (accounts ?? []).filter((account) => account.method === method);
  if (own.length < 2) return null;
  return (
    <Select<string>
      className="bank-account"
      aria-label="账户"
      value={value ?? (all === undefined ? (own[0]?.id ?? '') : '')}
      options={[
        ...(all === undefined ? [] : [{ value: '', label: all }]),
        ...own.map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` })),
      ]}
      onChange={(id) => onChange(id === '' ? undefined : id)}
    />
  );
}
