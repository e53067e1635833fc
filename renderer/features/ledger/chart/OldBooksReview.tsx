import { Button, Radio, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useUnsavedWork } from '#renderer/app/unsaved.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { FilePick } from '#renderer/components/FilePick.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { useConfirm } from '#renderer/components/use-confirm.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import type { PickedFile } from '#shared/bridge.ts';
import type { OldBooksPreview, OldVerdict } from '#shared/contract/ledger.ts';
import { CHART_VERSIONS, type ChartVersion } from '#shared/contract/union.ts';
import { formatYuan } from '#shared/money.ts';
import type { LedgerFrame } from '../words.ts';
import { OldAccounts, OldVouchers } from './OldBooksTables.tsx';
import { VERDICT_WORDS, VERSION_LABELS } from './words.ts';

interface OldBooksReviewProps {
  frame: LedgerFrame;
  choice: ReactNode;
  file: PickedFile;
  onPick: (file: PickedFile) => void;
  /** With what was done, in one sentence. */
  onDone: (sentence: string) => void;
}

/** One voucher list, judged voucher by voucher before anything is posted. Give it the file as its key. */
export function OldBooksReview({ frame, choice, file, onPick, onDone }: OldBooksReviewProps) {
  const [version, setVersion] = useState<ChartVersion>();
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(new Map());
  const [table, setTable] = useState<'accounts' | 'vouchers'>('vouchers');
  const [verdict, setVerdict] = useState<OldVerdict | 'all'>('all');
  const tell = useTell();
  const confirm = useConfirm();
  useUnsavedWork(chosen.size > 0);
  const accounts = [...chosen].map(([key, accountId]) => ({ key, accountId }));
  const input = { file: file.file, ...(version === undefined ? {} : { version }), accounts };
  const { value: current, error, loading } = useCall('ledger.previewOldBooks', input);
  const take = useAction(async (shown: OldBooksPreview) => {
    const left = shown.vouchers.length - shown.counts.ready;
    const agreed = await confirm({
      title: `导入 ${shown.counts.ready} 张凭证，合计 ${formatYuan(shown.amount)} 元？`,
      content: `${left > 0 ? `另有 ${left} 张不导入，改好后可以另存一份文件再来。` : ''}导入的凭证按日期重新编号，原号写在摘要里；记账后不能删除，只能红字冲销。`,
      confirmText: '导入',
    });
    if (!agreed) return;
    const taken = await call('ledger.takeOldBooks', {
      file: file.file,
      version: shown.version,
      accounts,
      vouchers: shown.counts.ready,
    });
    tell.done(`已导入 ${taken.vouchers} 张凭证`);
    onDone(
      `「${shown.fileName}」已导入 ${taken.vouchers} 张，合计 ${formatYuan(taken.amount)} 元，从 ${taken.first} 到 ${taken.last}${taken.left > 0 ? `；${taken.left} 张没有导入` : ''}。`,
    );
  });
  const open = current?.accounts.filter((account) => account.accountId === undefined).length ?? 0;
  return (
    <Page
      {...frame}
      state={current && stateOf(current)}
      filters={
        <>
          {choice}
          <FilePick value={file} onPick={onPick} />
          {current && (
            <span className="chart-version">
              文件里的科目
              <Radio.Group
                aria-label="文件里的科目是哪一版"
                optionType="button"
                size="small"
                value={current.version}
                options={CHART_VERSIONS.map((one) => ({ value: one, label: VERSION_LABELS[one] }))}
                onChange={(event) => {
                  setVersion(event.target.value);
                  setChosen(new Map());
                }}
              />
              <span className="chart-quiet">{`按名称看像 ${VERSION_LABELS[current.guess]}`}</span>
            </span>
          )}
        </>
      }
      action={
        current && (
          <Button
            type="primary"
            loading={take.busy || loading}
            disabled={current.counts.ready === 0 || current.takenBefore !== undefined}
            onClick={() => void take.run(current)}
          >
            {`导入 ${current.counts.ready} 张`}
          </Button>
        )
      }
      notice={
        <>
          <Notice tone="red">{take.problem ?? error}</Notice>
          <Notice tone="amber">
            {current?.takenBefore !== undefined &&
              `这个文件在 ${current.takenBefore} 已经导入过，不能再导入；没有导入的凭证请另存成一个文件。`}
          </Notice>
          <Notice tone="amber">{open > 0 && `有 ${open} 个科目要选，选好以后用到它们的凭证才能导入。`}</Notice>
          <Notice>{current && current.notes.length > 0 && current.notes.join('')}</Notice>
        </>
      }
    >
      {current && (
        <>
          <div className="page-filters">
            <Radio.Group
              aria-label="看什么"
              optionType="button"
              value={table}
              options={[
                { value: 'vouchers', label: `凭证（${current.vouchers.length}）` },
                { value: 'accounts', label: `科目对应（${current.accounts.length}）` },
              ]}
              onChange={(event) => setTable(event.target.value)}
            />
            {table === 'vouchers' && (
              <Select<OldVerdict | 'all'>
                className="chart-search"
                aria-label="核对结果"
                value={verdict}
                options={verdictOptions(current)}
                onChange={setVerdict}
              />
            )}
          </div>
          {table === 'vouchers' ? (
            <OldVouchers vouchers={current.vouchers.filter((one) => verdict === 'all' || one.verdict === verdict)} />
          ) : (
            <OldAccounts
              accounts={current.accounts}
              onChoose={(key, id) =>
                setChosen((previous) => {
                  const next = new Map(previous);
                  if (id === undefined) next.delete(key);
                  else next.set(key, id);
                  return next;
                })
              }
            />
          )}
        </>
      )}
    </Page>
  );
}

function stateOf({ vouchers, counts, amount }: OldBooksPreview): string {
  const left = vouchers.length - counts.ready;
  return `文件里有 ${vouchers.length} 张凭证，可导入 ${counts.ready} 张、${formatYuan(amount)} 元${left > 0 ? `，${left} 张不导入` : ''}`;
}

function verdictOptions({ vouchers, counts }: OldBooksPreview): { value: OldVerdict | 'all'; label: string }[] {
  const verdicts = [...new Set(vouchers.map(({ verdict }) => verdict))];
  return [
    { value: 'all', label: `全部（${vouchers.length}）` },
    ...verdicts.map((one) => ({ value: one, label: `${VERDICT_WORDS[one].text}（${counts[one]}）` })),
  ];
}
