import { Select } from 'antd';
import { useCall } from '#renderer/app/use-call.ts';
import type { AccountClass, ChartAccount } from '#shared/contract/union.ts';

interface AccountPickerProps {
  id?: string;
  'aria-label'?: string;
  'aria-describedby'?: string;
  /** Account id. */
  value: string | undefined;
  onChange: (id: string | undefined, account: ChartAccount | undefined) => void;
  /** Only accounts of these classes. */
  classes?: readonly AccountClass[];
  disabled?: boolean;
  autoFocus?: boolean;
}

/** Chooses an account that entries may be made on (末级科目), by code or name. */
export function AccountPicker(props: AccountPickerProps) {
  const { value, onChange, classes, disabled = false, autoFocus = false } = props;
  const { value: accounts, error } = useCall('ledger.listAccounts', {});
  const choices = (accounts ?? []).filter(
    (account) => account.id === value || (account.detail && (!classes || classes.includes(account.class))),
  );
  return (
    <Select<string>
      {...(props.id === undefined ? {} : { id: props.id })}
      aria-label={props['aria-label'] ?? (props.id === undefined ? '科目' : undefined)}
      aria-describedby={props['aria-describedby']}
      className="wide-control"
      value={value ?? null}
      disabled={disabled}
      autoFocus={autoFocus}
      allowClear
      placeholder="科目编号或名称"
      showSearch={{ optionFilterProp: 'label' }}
      notFoundContent={error ?? '没有这个科目，请换编号或名称再找。'}
      options={choices.map((account) => ({ value: account.id, label: `${account.code} ${account.name}` }))}
      onChange={(id: string | undefined) =>
        onChange(
          id,
          choices.find((account) => account.id === id),
        )
      }
    />
  );
}
