import { Button, Select } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { FilePick } from '#renderer/components/FilePick.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import type { PickedFile } from '#shared/bridge.ts';
import { formatYuan, ZERO } from '#shared/money.ts';
import { type OpeningDraft, openingSums } from './draft.ts';
import type { StepProps } from './UnitStep.tsx';

/** Opening balances, from a file or typed line by line; they must balance. */
export function OpeningStep({ draft, onChange }: StepProps) {
  const [file, setFile] = useState<PickedFile>();
  const chart = useCall('union.readChart', {});
  const take = useAction(async (picked: PickedFile) => {
    setFile(picked);
    const { lines } = await call('union.previewOpening', { file: picked.file });
    onChange({
      opening: lines.map(({ code, name, debit, credit, problem }) => ({
        code,
        name,
        debit,
        credit,
        ...(problem === undefined ? {} : { problem }),
      })),
    });
  });
  const usable = (chart.value ?? []).filter(
    (account) => account.detail && account.class !== 'income' && account.class !== 'expense',
  );
  const put = (code: string, part: Partial<OpeningDraft>) =>
    onChange({ opening: draft.opening.map((line) => (line.code === code ? { ...line, ...part } : line)) });
  const sums = openingSums(draft.opening);
  return (
    <>
      <div className="page-filters">
        <FilePick value={file} onPick={(picked) => void take.run(picked)} text="从年初余额表导入" />
        <Select
          aria-label="添加科目"
          style={{ width: 260 }}
          value={null}
          placeholder="或逐个添加科目"
          showSearch={{ optionFilterProp: 'label' }}
          options={usable
            .filter((account) => !draft.opening.some((line) => line.code === account.code))
            .map((account) => ({ value: account.code, label: `${account.code} ${account.name}` }))}
          onChange={(code: string | null) => {
            const account = usable.find((candidate) => candidate.code === code);
            if (account)
              onChange({
                opening: [...draft.opening, { code: account.code, name: account.name, debit: ZERO, credit: ZERO }],
              });
          }}
        />
        <span className="opening-sums">
          <span>
            借方 <Money value={sums.debit} strong />
          </span>
          <span>
            贷方 <Money value={sums.credit} strong />
          </span>
          <span>
            {sums.difference === 0 ? (
              '借贷相符'
            ) : (
              <span className="form-error">相差 {formatYuan(sums.difference)} 元</span>
            )}
          </span>
        </span>
      </div>
      <Notice tone="red">{take.problem}</Notice>
      <DataTable
        label="年初余额"
        rows={draft.opening}
        rowKey={(line) => line.code}
        empty={
          <EmptyState title="还没有年初余额">
            新成立的工会可以直接下一步；接手旧账的，请从上年末的余额表导入或逐个填写。
          </EmptyState>
        }
        columns={[
          { key: 'code', title: '科目编号', width: 110, render: (line) => line.code },
          {
            key: 'name',
            title: '科目名称',
            render: (line) =>
              line.problem ? <span className="form-error">{`${line.name} ${line.problem}`}</span> : line.name,
          },
          {
            key: 'debit',
            title: '借方余额',
            width: 190,
            align: 'right',
            render: (line) => (
              <MoneyInput
                aria-label={`${line.name} 借方余额`}
                value={line.debit === ZERO ? undefined : line.debit}
                onChange={(debit) => put(line.code, { debit: debit ?? ZERO })}
              />
            ),
          },
          {
            key: 'credit',
            title: '贷方余额',
            width: 190,
            align: 'right',
            render: (line) => (
              <MoneyInput
                aria-label={`${line.name} 贷方余额`}
                value={line.credit === ZERO ? undefined : line.credit}
                onChange={(credit) => put(line.code, { credit: credit ?? ZERO })}
              />
            ),
          },
          {
            key: 'drop',
            title: '',
            width: 80,
            render: (line) => (
              <Button
                type="link"
                size="small"
                onClick={() => onChange({ opening: draft.opening.filter((other) => other.code !== line.code) })}
              >
                去掉
              </Button>
            ),
          },
        ]}
      />
    </>
  );
}
