import { Button, Select } from 'antd';
import type { Column } from '#renderer/components/DataTable.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import type { ChartAccount } from '#shared/contract/union.ts';
import { ZERO } from '#shared/money.ts';
import { type OpeningDraft, openingName, withAccount, withAmount } from './draft.ts';

interface OpeningTable {
  lines: readonly OpeningDraft[];
  /** The accounts that may open with a balance. */
  usable: readonly ChartAccount[];
  put: (line: OpeningDraft) => void;
  drop: (key: string) => void;
}

/** A line whose account the person may correct: the file calls it something else. */
const differs = ({ source, code, name, choose }: OpeningDraft) =>
  choose !== undefined ||
  (source !== undefined && source.name !== '' && (source.code !== code || source.name !== name));

/** Columns of the opening balances; what the file called an account is shown where any of them differs. */
export function openingColumns({ lines, usable, put, drop }: OpeningTable): readonly Column<OpeningDraft>[] {
  const source: Column<OpeningDraft> = {
    key: 'source',
    title: '文件里的科目',
    width: 190,
    render: (line) => (line.source ? `${line.source.code} ${line.source.name}`.trim() : ''),
  };
  return [
    ...(lines.some(differs) ? [source] : []),
    { key: 'code', title: '科目编号', width: 80, render: (line) => line.code },
    {
      key: 'name',
      title: '科目名称',
      width: 210,
      render: (line) =>
        differs(line) ? (
          <AccountSelect line={line} usable={usable} put={put} />
        ) : (
          <span className={line.problem === undefined ? undefined : 'form-error'}>{line.name}</span>
        ),
    },
    {
      key: 'debit',
      title: '借方余额',
      width: 170,
      align: 'right',
      render: (line) => (
        <MoneyInput
          aria-label={`${nameOf(line)} 借方余额`}
          value={line.debit === ZERO ? undefined : line.debit}
          onChange={(debit) => put(withAmount(line, { debit: debit ?? ZERO }))}
        />
      ),
    },
    {
      key: 'credit',
      title: '贷方余额',
      width: 170,
      align: 'right',
      render: (line) => (
        <MoneyInput
          aria-label={`${nameOf(line)} 贷方余额`}
          value={line.credit === ZERO ? undefined : line.credit}
          onChange={(credit) => put(withAmount(line, { credit: credit ?? ZERO }))}
        />
      ),
    },
    {
      key: 'remark',
      title: '说明',
      render: (line) => {
        const words = [line.problem, line.remark].filter((one) => one !== undefined).join('；');
        return <span className={line.problem === undefined ? 'opening-guess' : 'form-error'}>{words}</span>;
      },
    },
    {
      key: 'drop',
      title: '',
      width: 66,
      render: (line) => (
        <Button type="link" size="small" onClick={() => drop(line.key)}>
          去掉
        </Button>
      ),
    },
  ];
}

const nameOf = (line: OpeningDraft) => line.name || line.source?.name || openingName(line);

function AccountSelect({ line, usable, put }: { line: OpeningDraft } & Pick<OpeningTable, 'usable' | 'put'>) {
  const likely = line.choose?.candidates ?? [];
  const options = [
    ...likely.flatMap((code) => usable.find((account) => account.code === code) ?? []),
    ...usable.filter(({ code }) => !likely.includes(code)),
  ];
  return (
    <Select<string>
      className="opening-account"
      aria-label={`${line.source?.name ?? line.name} 记到`}
      size="small"
      value={line.code === '' ? null : line.code}
      placeholder="选择科目"
      showSearch={{ optionFilterProp: 'label' }}
      options={options.map((account) => ({
        value: account.code,
        label: `${account.code} ${account.name}`,
        name: account.name,
      }))}
      labelRender={({ value, label }) => usable.find(({ code }) => code === value)?.name ?? label}
      onChange={(code: string) => {
        const account = usable.find((candidate) => candidate.code === code);
        if (account) put(withAccount(line, account));
      }}
    />
  );
}
