import { Radio, Select } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { FilePick } from '#renderer/components/FilePick.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import type { PickedFile } from '#shared/bridge.ts';
import { CHART_VERSIONS, type ChartVersion } from '#shared/contract/union.ts';
import { formatYuan, ZERO } from '#shared/money.ts';
import { type OpeningDraft, openingOf, openingSums } from './draft.ts';
import { openingColumns } from './opening-columns.tsx';
import type { StepProps } from './UnitStep.tsx';

interface Read {
  file: PickedFile;
  version: ChartVersion;
  guess: ChartVersion;
}

const VERSION_LABELS: Readonly<Record<ChartVersion, string>> = { '2021': '2021 版', '2009': '2009 版' };

/** Opening balances, from a file of either chart or typed line by line; they must balance. */
export function OpeningStep({ draft, onChange }: StepProps) {
  const [read, setRead] = useState<Read>();
  const chart = useCall('union.readChart', {});
  const take = useAction(async (file: PickedFile, version: ChartVersion | undefined) => {
    const preview = await call('union.previewOpening', { file: file.file, ...(version ? { version } : {}) });
    setRead({ file, version: preview.version, guess: preview.guess });
    onChange({ opening: openingOf(preview) });
  });
  const usable = (chart.value ?? []).filter(
    (account) => account.detail && account.class !== 'income' && account.class !== 'expense',
  );
  const put = (next: OpeningDraft) =>
    onChange({ opening: draft.opening.map((line) => (line.key === next.key ? next : line)) });
  const drop = (key: string) => onChange({ opening: draft.opening.filter((line) => line.key !== key) });
  const sums = openingSums(draft.opening);
  return (
    <>
      <div className="page-filters">
        <FilePick value={read?.file} onPick={(picked) => void take.run(picked, undefined)} text="从年初余额表导入" />
        {read && (
          <span className="opening-version">
            文件里的科目是
            <Radio.Group
              aria-label="文件里的科目是哪一版"
              optionType="button"
              size="small"
              disabled={take.busy}
              value={read.version}
              options={CHART_VERSIONS.map((one) => ({ value: one, label: VERSION_LABELS[one] }))}
              onChange={(event) => void take.run(read.file, event.target.value)}
            />
            <span className="opening-guess">{`按名称看像 ${VERSION_LABELS[read.guess]}`}</span>
          </span>
        )}
        <Select
          aria-label="添加科目"
          style={{ width: 220 }}
          value={null}
          placeholder="或逐个添加科目"
          showSearch={{ optionFilterProp: 'label' }}
          options={usable
            .filter((account) => !draft.opening.some((line) => line.code === account.code))
            .map((account) => ({ value: account.code, label: `${account.code} ${account.name}` }))}
          onChange={(code: string | null) => {
            const account = usable.find((candidate) => candidate.code === code);
            if (!account) return;
            const line = { key: account.id, code: account.code, name: account.name, debit: ZERO, credit: ZERO };
            onChange({ opening: [...draft.opening.filter(({ key }) => key !== line.key), line] });
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
      {read?.version === '2009' && (
        <div className="opening-notice">
          <Notice>
            2009 版和 2021 版同一个编号是不同的科目，下面按名称对应到 2021 版；几行记到同一个科目的，建账时合在一起。
          </Notice>
        </div>
      )}
      <DataTable
        label="年初余额"
        rows={draft.opening}
        rowKey={(line) => line.key}
        rowTone={(line) => (line.problem === undefined ? undefined : 'amber')}
        empty={
          <EmptyState title="还没有年初余额">
            新成立的工会可以直接下一步；接手旧账的，请从上年末的余额表导入或逐个填写。
          </EmptyState>
        }
        columns={openingColumns({ lines: draft.opening, usable, put, drop })}
      />
    </>
  );
}
