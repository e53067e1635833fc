import { Select } from 'antd';
import { useCall } from '#renderer/app/use-call.ts';
import type { LedgerAccount } from '#shared/contract/ledger.ts';

interface LevelPickerProps {
  /** Account id, or the value of one of `before`. */
  value: string | undefined;
  onChange: (id: string | undefined) => void;
  /** Only accounts that have others below them. */
  parentsOnly?: boolean;
  /** Choices that are no account, first in the list. */
  before?: readonly { value: string; label: string }[];
  /** Without it nothing need be chosen. */
  clearable?: boolean;
  placeholder?: string;
}

/** Chooses an account of any level, by number, name, pinyin, or the name of 2017. */
export function LevelPicker(props: LevelPickerProps) {
  const {
    value,
    onChange,
    parentsOnly = false,
    before = [],
    clearable = false,
    placeholder = '科目编号或名称',
  } = props;
  const { value: accounts, error } = useCall('ledger.listAccounts', {});
  const options = (accounts ?? [])
    .filter((account) => !parentsOnly || !account.detail)
    .map((account) => ({ value: account.id, label: `${account.code} ${account.name}`, account }));
  const isKnown = value === undefined || [...before, ...options].some((option) => option.value === value);
  return (
    <Select<string>
      className="report-account"
      aria-label="科目"
      value={accounts === undefined ? null : (value ?? null)}
      allowClear={clearable}
      placeholder={placeholder}
      showSearch={{
        filterOption: (typed, option) => {
          const account: LedgerAccount | undefined = option?.['account'];
          const words = account?.keywords ?? String(option?.['label'] ?? '');
          return words.includes(typed.trim().toLowerCase());
        },
      }}
      notFoundContent={error ?? '没有这个科目，请换编号或名称再找。'}
      options={[...before, ...options, ...(isKnown ? [] : [{ value, label: '已停用的科目' }])]}
      onChange={(id: string | undefined) => onChange(id)}
    />
  );
}
