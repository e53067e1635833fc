import { SearchOutlined } from '@ant-design/icons';
import { Input, Select } from 'antd';
import { useAllowed } from '#renderer/app/session.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { MonthInput } from '#renderer/components/MonthInput.tsx';
import type { Month } from '#shared/calendar.ts';
import type { InputOf } from '#shared/contract/index.ts';
import { SOURCE_LABELS, VOUCHER_SOURCES, type VoucherSource } from '#shared/contract/ledger.ts';

export const VOUCHER_STATES = ['posted', 'unreviewed', 'draft'] as const;
export type VoucherState = (typeof VOUCHER_STATES)[number];
const STATE_LABELS: Readonly<Record<VoucherState, string>> = { posted: '已记账', unreviewed: '未审核', draft: '草稿' };

export interface Filters {
  state: VoucherState;
  search: string;
  month: Month | undefined;
  source: VoucherSource | undefined;
  fundId: string | undefined;
}

export const NO_FILTERS: Filters = {
  state: 'posted',
  search: '',
  month: undefined,
  source: undefined,
  fundId: undefined,
};

/** The filters as the list is asked with them. */
export function queryOf({ state, search, month, source, fundId }: Filters): InputOf<'ledger.listVouchers'> {
  return {
    search,
    ...(month === undefined ? {} : { from: month, to: month }),
    ...(source === undefined ? {} : { source }),
    ...(fundId === undefined ? {} : { fundId }),
    ...(state === 'unreviewed' ? { unreviewedOnly: true } : {}),
  };
}

/** The row above the vouchers: state, search, month, source, fund. Drafts are few and take no further filter. */
export function VoucherFilters({ value, onChange }: { value: Filters; onChange: (filters: Filters) => void }) {
  const funds = useCall('ledger.listFunds', {}).value ?? [];
  const mayKeep = useAllowed('ledger.listDrafts');
  const change = (part: Partial<Filters>) => onChange({ ...value, ...part });
  return (
    <>
      <Select<VoucherState>
        className="ledger-state"
        aria-label="状态"
        value={value.state}
        options={VOUCHER_STATES.filter((state) => mayKeep || state !== 'draft').map((state) => ({
          value: state,
          label: STATE_LABELS[state],
        }))}
        onChange={(state) => change({ state })}
      />
      {value.state !== 'draft' && (
        <>
          <Input
            className="ledger-search"
            aria-label="查找凭证"
            prefix={<SearchOutlined aria-hidden />}
            allowClear
            placeholder="摘要、对方、科目、凭证号或金额"
            value={value.search}
            onChange={(event) => change({ search: event.target.value })}
          />
          <div className="ledger-month">
            <MonthInput
              aria-label="月份"
              placeholder="全部月份"
              value={value.month}
              onChange={(month) => change({ month })}
            />
          </div>
          <Select<VoucherSource>
            className="ledger-source"
            aria-label="来源"
            allowClear
            placeholder="全部来源"
            value={value.source ?? null}
            options={VOUCHER_SOURCES.map((source) => ({ value: source, label: SOURCE_LABELS[source] }))}
            onChange={(source: VoucherSource | undefined) => change({ source })}
          />
          {funds.length > 0 && (
            <Select<string>
              className="ledger-fund"
              aria-label="专项资金"
              allowClear
              placeholder="全部资金"
              value={value.fundId ?? null}
              options={funds.map((fund) => ({ value: fund.id, label: fund.name }))}
              onChange={(fundId: string | undefined) => change({ fundId })}
            />
          )}
        </>
      )}
    </>
  );
}
