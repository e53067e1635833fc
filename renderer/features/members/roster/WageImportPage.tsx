import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useUnsavedWork } from '#renderer/app/unsaved.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { FilePick } from '#renderer/components/FilePick.tsx';
import { FormField } from '#renderer/components/FormField.tsx';
import { useFormArea } from '#renderer/components/form-area.tsx';
import { MonthInput } from '#renderer/components/MonthInput.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { Steps } from '#renderer/components/Steps.tsx';
import type { PickedFile } from '#shared/bridge.ts';
import { formatMonth } from '#shared/calendar.ts';
import type { ValueOf } from '#shared/contract/index.ts';
import type { WagePreview, WageTarget } from '#shared/contract/members.ts';
import { useWageMonth } from '../records/use-wage-month.ts';
import { ImportColumns } from './ImportColumns.tsx';
import { ImportKind } from './ImportKind.tsx';
import type { ImportView } from './ImportPage.tsx';
import { ResultLines } from './ImportResult.tsx';
import { wageTargets } from './targets.ts';
import { useReading } from './use-reading.tsx';
import { WageRows } from './WageRows.tsx';

const STEPS = [
  { key: 'file', title: '选择工资表' },
  { key: 'columns', title: '核对各列' },
  { key: 'rows', title: '核对各行' },
  { key: 'done', title: '完成' },
];
type Mapping = Record<string, WageTarget>;

interface WageImportPageProps {
  onView: (view: ImportView) => void;
  onDone: () => void;
}

/** Wage list import: pick the file, choose the month and the items, look at what changes for whom, write it. */
export function WageImportPage({ onView, onDone }: WageImportPageProps) {
  const [file, setFile] = useState<PickedFile>();
  const [preview, setPreview] = useState<WagePreview>();
  const [mapping, setMapping] = useState<Mapping>({});
  const [month, setMonth] = useWageMonth();
  const [atRows, setAtRows] = useState(false);
  const [out, setOut] = useState<ReadonlySet<number>>(new Set());
  const [result, setResult] = useState<ValueOf<'members.takeWages'>>();
  const reading = useReading('正在读工资表');

  const read = useAction(async (picked: PickedFile, sheet?: string) => {
    if (month === undefined) return;
    setFile(picked);
    const source = { file: picked.file, month, ...(sheet === undefined ? {} : { sheet }) };
    const guessed = await reading.read((job) => call('members.previewWages', { ...source, job }));
    setMapping(mappingOf(guessed));
    setPreview(guessed);
  });
  const forget = useAction(async () => {
    if (!file || !preview) return;
    await call('members.forgetColumns', { shape: preview.shape });
    await read.run(file, preview.sheet);
  });
  const check = useAction(async () => {
    if (!file || !preview || month === undefined) return;
    const source = { file: file.file, sheet: preview.sheet, mapping, month };
    setPreview(await reading.read((job) => call('members.previewWages', { ...source, job })));
    setOut(new Set());
    setAtRows(true);
  });
  const take = useAction(async () => {
    if (!file || !preview || month === undefined) return;
    const source = { file: file.file, sheet: preview.sheet, mapping, month };
    setResult(await call('members.takeWages', { ...source, leaveOut: [...out] }));
  });
  const step = result ? 3 : atRows ? 2 : preview ? 1 : 0;
  const onNext = step === 1 ? () => void check.run() : step === 2 ? () => void take.run() : undefined;
  const form = useFormArea(onNext, step === 1 || step === 2);
  useUnsavedWork(preview !== undefined && result === undefined);
  const changed = preview?.rows.filter(({ row, verdict }) => verdict === 'update' && !out.has(row)).length ?? 0;

  return (
    <Page
      title="导入工资表"
      state={preview && !result ? `「${preview.fileName}」工作表「${preview.sheet}」` : undefined}
      {...(result
        ? {}
        : {
            extra: (
              <>
                {step === 0 && <Button onClick={() => onView('list')}>导入记录</Button>}
                <Button onClick={onDone}>返回</Button>
              </>
            ),
          })}
    >
      <Steps
        steps={STEPS}
        current={step}
        {...(step === 1 ? { onBack: () => setPreview(undefined) } : {})}
        {...(step === 2 ? { onBack: () => setAtRows(false) } : {})}
        {...(onNext ? { onNext: form.submit } : {})}
        nextText={step === 2 ? `更新 ${changed} 人的工资` : '下一步'}
        nextDisabled={month === undefined || (step === 2 && changed === 0)}
        busy={check.busy || take.busy}
        note={preview && step === 2 ? noteOf(preview) : undefined}
        problem={form.blocked ?? [read, check, take, undefined][step]?.problem ?? forget.problem}
      >
        {step === 0 && (
          <section className="sheet members-file">
            <ImportKind value="wages" onChange={onView} />
            <p>选一个月的工资表，xlsx、xls、csv 都可以。按职工编号和姓名两样认人，缺一样都不收。</p>
            <p className="members-hint">
              这一步只读文件，不改账本。下一步指定哪几列是工资项目，再看每个人从多少改到多少。
            </p>
            <FilePick
              value={file}
              text="选择工资表"
              primary
              disabled={read.busy || month === undefined}
              onPick={(picked) => void read.run(picked)}
            />
          </section>
        )}
        {reading.progress}
        {step === 1 && preview && file && (
          <ImportColumns
            label="工资表的列"
            form={form}
            preview={preview}
            mapping={mapping}
            onMapping={setMapping}
            onSheet={(sheet) => void read.run(file, sheet)}
            onForget={() => void forget.run()}
            choicesOf={(column) => wageTargets(column, preview.items, mapping)}
            hint="会费按哪些项目算，由会费标准定；别的列不用收。"
          >
            <FormField label="从哪个月起" hint="新的工资从这个月起算会费">
              <MonthInput value={month} onChange={setMonth} />
            </FormField>
          </ImportColumns>
        )}
        {step === 2 && preview && <WageRows preview={preview} out={out} onOut={setOut} />}
        {result && preview && month !== undefined && (
          <section className="sheet members-result" aria-label="导入结果">
            <h2>{`${formatMonth(month)}起的工资已更新`}</h2>
            <ResultLines
              lines={[
                ['更新工资', result.updated, '人'],
                ['没有变化', result.unchanged, '人'],
                ...(result.leftOut > 0 ? ([['这次不收', result.leftOut, '行']] as const) : []),
                ['没有用上', result.tray, '行'],
              ]}
            />
            <div className="members-actions">
              <Button type="primary" onClick={onDone}>
                看会员名册
              </Button>
            </div>
          </section>
        )}
        {result && preview && result.tray > 0 && <WageRows preview={preview} out={out} unusedOnly />}
      </Steps>
    </Page>
  );
}

function mappingOf({ columns }: WagePreview): Mapping {
  return Object.fromEntries(
    columns.flatMap(({ index, field }) => (field === undefined ? [] : [[String(index), field]])),
  );
}

function noteOf({ counts }: WagePreview): string {
  const unused = counts.unknown + counts.mismatch + counts.duplicate + counts.problem;
  return unused > 0 ? `认不出人和有问题的 ${unused} 行不收，改好工资表后再导入一次即可。` : '每一行都认得出人。';
}
