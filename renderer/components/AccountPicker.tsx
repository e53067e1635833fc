import { Select } from 'antd';
import { useCall } from '#renderer/app/use-call.ts';
import type { LedgerAccount } from '#shared/contract/ledger.ts';
import type { AccountClass } from '#shared/contract/union.ts';

interface AccountPickerProps {
  id?: string;
  'aria-label'?: string;
  'aria-describedby'?: string;
  /** Account id. */
  value: string | undefined;
  onChange: (id: string | undefined, account: LedgerAccount | undefined) => void;
  /** Only accounts of these classes. */
  classes?: readonly AccountClass[];
  /** The accounts, where the caller has read them already: many pickers in one table then ask once. */
  accounts?: readonly LedgerAccount[] | undefined;
  /** Ids that are offered first. */
  first?: readonly string[];
  disabled?: boolean;
  autoFocus?: boolean;
}

/** Chooses an account that entries may be made on (末级科目), by code, name, pinyin, or the name of 2017. */
export function AccountPicker(props: AccountPickerProps) {
  const { value, onChange, classes, first = [], disabled = false, autoFocus = false } = props;
  const read = useCall('ledger.listAccounts', props.accounts ? undefined : {});
  const accounts = props.accounts ?? read.value ?? [];
  const choices = accounts
    .filter((account) => account.id === value || (account.detail && (!classes || classes.includes(account.class))))
    .sort((a, b) => placeIn(first, a.id) - placeIn(first, b.id));
  return (
    <Select<string>
      {...(props.id === undefined ? {} : { id: props.id })}
      aria-label={props['aria-label'] ?? (props.id === undefined ? '科目' : undefined)}
      aria-describedby={props['aria-describedby']}
      className="wide-control"
      // in a narrow cell the names of 2017 would be cut off
      popupMatchSelectWidth={340}
      value={value ?? null}
      disabled={disabled}
      autoFocus={autoFocus}
      allowClear
      placeholder="科目编号或名称"
      showSearch={{
        filterOption: (typed, option) => {
          const account: LedgerAccount | undefined = option?.['account'];
          return account?.keywords.includes(typed.trim().toLowerCase()) ?? false;
        },
      }}
      notFoundContent={read.error ?? '没有这个科目，请换编号或名称再找。'}
      options={choices.map((account) => ({
        value: account.id,
        label: `${account.code} ${account.name}`,
        account,
      }))}
      optionRender={({ data }) => <AccountLine account={data['account']} />}
      onChange={(id: string | undefined) =>
        onChange(
          id,
          choices.find((account) => account.id === id),
        )
      }
    />
  );
}

function placeIn(first: readonly string[], id: string): number {
  const place = first.indexOf(id);
  return place === -1 ? first.length : place;
}

function AccountLine({ account: { code, name, oldName } }: { account: LedgerAccount }) {
  return (
    <span className="picker-line">
      <span className="picker-main">{`${code} ${name}`}</span>
      {oldName !== '' && oldName !== name && <span className="picker-detail">{oldName}</span>}
    </span>
  );
}
