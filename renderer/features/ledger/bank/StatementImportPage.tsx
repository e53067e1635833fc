import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField } from '#renderer/components/FormField.tsx';
import { FormArea, useFormArea } from '#renderer/components/form-area.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { Steps } from '#renderer/components/Steps.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import type { PickedFile } from '#shared/bridge.ts';
import type { Day } from '#shared/calendar.ts';
import type { StatementField, StatementPreview } from '#shared/contract/ledger.ts';
import { type Fen, formatYuan } from '#shared/money.ts';
import { StatementColumns } from './StatementColumns.tsx';
import { StatementRows } from './StatementRows.tsx';
import { AccountChoice } from './views.tsx';

const STEPS = [
  { key: 'columns', title: '核对各列' },
  { key: 'rows', title: '核对各行' },
];

/** A bank statement before it is taken in: which column is what, and every row with its verdict. */
export function StatementImportPage({ file, onDone }: { file: PickedFile; onDone: (to?: Day) => void }) {
  const [sheet, setSheet] = useState<string>();
  const [mapping, setMapping] = useState<Record<string, StatementField>>();
  const [accountId, setAccountId] = useState<string>();
  const [openingBalance, setOpeningBalance] = useState<Fen>();
  const [from, setFrom] = useState<Day>();
  const [step, setStep] = useState<'columns' | 'rows'>();
  const tell = useTell();
  const input = {
    file: file.file,
    ...(sheet === undefined ? {} : { sheet }),
    ...(mapping === undefined ? {} : { mapping }),
    ...(accountId === undefined ? {} : { accountId }),
    ...(openingBalance === undefined ? {} : { openingBalance }),
    ...(from === undefined ? {} : { from }),
  };
  const { value: preview, error } = useCall('ledger.previewStatement', input);
  const at = step ?? (preview && preview.missing.length > 0 ? 'columns' : 'rows');
  const take = useAction(async () => {
    const { lines, leftOut, to } = await call('ledger.takeStatement', input);
    tell.done(`已导入 ${lines} 笔银行流水${leftOut > 0 ? `，${leftOut} 笔以前导入过，没有重复` : ''}`);
    onDone(to);
  });
  const next = at === 'columns' ? () => setStep('rows') : () => void take.run();
  const form = useFormArea(next);
  return (
    <Page
      title="导入银行对账单"
      state={preview && stateOf(preview)}
      extra={<Button onClick={() => onDone()}>返回</Button>}
      notice={<Notice tone="red">{error}</Notice>}
    >
      {preview && (
        <Steps
          steps={STEPS}
          current={at === 'columns' ? 0 : 1}
          {...(at === 'rows' ? { onBack: () => setStep('columns') } : {})}
          onNext={form.submit}
          nextText={at === 'columns' ? '下一步' : `导入 ${preview.counts.take} 笔`}
          nextDisabled={at === 'columns' ? preview.missing.length > 0 : !ready(preview)}
          busy={take.busy}
          note={at === 'rows' && preview.known ? '各列按上次导入这种对账单时认定。' : undefined}
          problem={form.blocked ?? take.problem}
        >
          {at === 'columns' ? (
            <StatementColumns
              preview={preview}
              onSheet={(name) => {
                setSheet(name);
                setMapping(undefined);
              }}
              onMapping={(next) => {
                // stays here until every column is right, also when nothing is missing any more
                setStep('columns');
                setMapping(next);
              }}
            />
          ) : (
            <>
              <FormArea form={form}>
                <div className="bank-import-fields">
                  <AccountChoice
                    method="bank"
                    value={accountId ?? preview.accountId}
                    onChange={setAccountId}
                    {...(preview.accountId === undefined ? { all: '请选择账户' } : {})}
                  />
                  {(preview.needsOpening || openingBalance !== undefined) && (
                    <FormField label="期初余额" hint="文件里没有余额列">
                      <MoneyInput value={openingBalance} onChange={setOpeningBalance} />
                    </FormField>
                  )}
                  {!preview.fromStated && preview.from !== undefined && (
                    <FormField label="对账单从哪天起" hint="文件里没有写，按月初算">
                      <DayInput value={from ?? preview.from} onChange={setFrom} />
                    </FormField>
                  )}
                </div>
              </FormArea>
              {preview.takenBefore !== undefined && (
                <Notice tone="amber">{`这份文件在 ${preview.takenBefore} 已经导入过。`}</Notice>
              )}
              {preview.problems.map((problem) => (
                <Notice key={problem} tone="red">
                  {problem}
                </Notice>
              ))}
              {preview.notes.map((note) => (
                <Notice key={note} tone="amber">
                  {note}
                </Notice>
              ))}
              <StatementRows rows={preview.rows} />
            </>
          )}
        </Steps>
      )}
    </Page>
  );
}

function ready({
  takenBefore,
  missing,
  problems,
  needsOpening,
  accountId,
  counts,
  closing,
}: StatementPreview): boolean {
  const something = counts.take > 0 || (counts.duplicate === 0 && closing !== undefined);
  return (
    takenBefore === undefined &&
    missing.length === 0 &&
    problems.length === 0 &&
    !needsOpening &&
    accountId !== undefined &&
    something
  );
}

function stateOf({ fileName, from, to, opening, closing }: StatementPreview): string {
  const span = from !== undefined && to !== undefined ? `，${from} 至 ${to}` : '';
  const balances =
    opening !== undefined && closing !== undefined ? `，期初 ${formatYuan(opening)}，期末 ${formatYuan(closing)}` : '';
  return `「${fileName}」${span}${balances}`;
}
