import { Button, Checkbox, InputNumber } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useUnsavedWork } from '#renderer/app/unsaved.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FilePick } from '#renderer/components/FilePick.tsx';
import { FormField } from '#renderer/components/FormField.tsx';
import { FormArea, useFormArea } from '#renderer/components/form-area.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { Steps } from '#renderer/components/Steps.tsx';
import type { PickedFile } from '#shared/bridge.ts';
import { type Day, formatMonth, type Month } from '#shared/calendar.ts';
import type { PayrollPreview } from '#shared/contract/dues.ts';
import type { ValueOf } from '#shared/contract/index.ts';
import { formatYuan } from '#shared/money.ts';
import { PayrollResult } from './PayrollResult.tsx';
import { PayrollRows } from './PayrollRows.tsx';
import './receipts.css';

const STEPS = [
  { key: 'file', title: '选择名单' },
  { key: 'check', title: '核对' },
  { key: 'done', title: '完成' },
];

type PayrollCredit = { overToCredit: boolean; unowedToCredit: boolean };

/** The payroll deduction list of a month: pick the file, look at every row's verdict, take it in with one voucher. */
export function PayrollPage({ month, onDone }: { month: Month; onDone: () => void }) {
  const [file, setFile] = useState<PickedFile>();
  const [preview, setPreview] = useState<PayrollPreview>();
  const [day, setDay] = useState<Day>();
  const [attachmentCount, setAttachmentCount] = useState(1);
  const [credit, setCredit] = useState<PayrollCredit>({ overToCredit: true, unowedToCredit: false });
  const [result, setResult] = useState<ValueOf<'dues.takePayroll'>>();
  const pick = useAction(async (picked: PickedFile) => {
    setFile(picked);
    setPreview(undefined);
    setPreview(await call('dues.previewPayroll', { file: picked.file, month, ...credit }));
  });
  const choose = useAction(async (choice: PayrollCredit) => {
    if (!file) return;
    setPreview(await call('dues.previewPayroll', { file: file.file, month, ...choice }));
    setCredit(choice);
  });
  const take = useAction(async () => {
    if (!file || day === undefined) return;
    setResult(await call('dues.takePayroll', { file: file.file, month, day, attachmentCount, ...credit }));
  });
  const fresh = preview?.takenBefore === undefined && preview?.sameRows === undefined;
  const ready = preview !== undefined && preview.takeable > 0 && fresh && day !== undefined && !choose.busy;
  const form = useFormArea(ready ? () => void take.run() : undefined, preview !== undefined && !result);
  useUnsavedWork(preview !== undefined && result === undefined);

  const step = result ? 2 : preview ? 1 : 0;
  return (
    <Page
      title={`导入 ${formatMonth(month)}工资代扣`}
      state={preview && !result ? `名单「${preview.fileName}」` : undefined}
      {...(result ? {} : { extra: <Button onClick={onDone}>返回</Button> })}
    >
      <Steps
        steps={STEPS}
        current={step}
        {...(step === 1
          ? {
              onBack: () => setPreview(undefined),
              onNext: form.submit,
              nextText: preview ? `确认收缴 ${formatYuan(preview.takeable)} 元` : '确认收缴',
              nextDisabled: !ready,
              busy: take.busy,
            }
          : {})}
        note={preview && !result ? noteOf(preview, day) : undefined}
        problem={step === 0 ? pick.problem : step === 1 ? (form.blocked ?? take.problem ?? choose.problem) : undefined}
      >
        {step === 0 && (
          <section className="sheet dues-file">
            <p>选财务给的代扣名单，xlsx、xls、csv 都可以。表里要有职工编号、姓名、代扣会费三列，表头由程序自己找。</p>
            <p className="dues-hint">按编号和姓名两项一起认人，对不上的行不会入账，会写明原因。</p>
            <FilePick
              value={file}
              text="选择代扣名单"
              primary
              disabled={pick.busy}
              onPick={(picked) => void pick.run(picked)}
            />
          </section>
        )}
        {step === 1 && preview && (
          <>
            <PayrollRows preview={preview} />
            <div className="receipts-ticks">
              <Checkbox
                checked={credit.overToCredit}
                onChange={(event) => void choose.run({ ...credit, overToCredit: event.target.checked })}
              >
                多扣的记入本人预收（批次合计与银行到账一致）
              </Checkbox>
              <Checkbox
                checked={credit.unowedToCredit}
                onChange={(event) => void choose.run({ ...credit, unowedToCredit: event.target.checked })}
              >
                没有欠费的也收下，整笔记入预收
              </Checkbox>
            </div>
            <FormArea form={form}>
              <div className="dues-payroll-fields">
                <FormField label="到账日期" hint="按银行回单上的日期填">
                  <DayInput value={day} onChange={setDay} />
                </FormField>
                <FormField label="附件张数" hint="名单、银行回单等">
                  <InputNumber
                    min={0}
                    max={999}
                    precision={0}
                    value={attachmentCount}
                    onChange={(value) => setAttachmentCount(value ?? 0)}
                  />
                </FormField>
              </div>
            </FormArea>
          </>
        )}
        {result && preview && <PayrollResult preview={preview} result={result} onDone={onDone} />}
      </Steps>
    </Page>
  );
}

function noteOf(preview: PayrollPreview, day: Day | undefined): string {
  if (preview.takenBefore !== undefined || preview.sameRows !== undefined) return '';
  if (preview.takeable === 0) return '名单里没有能入账的行。还没计提的，先返回计提这个月的会费。';
  return day === undefined ? '填上到账日期就可以确认。' : '确认后记一张凭证：借 银行存款，贷 会费收入。';
}
