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
import type { ValueOf } from '#shared/contract/index.ts';
import type { RosterPreview, RosterTarget } from '#shared/contract/members.ts';
import { useWageMonth } from '../records/use-wage-month.ts';
import { ImportColumns } from './ImportColumns.tsx';
import { ImportKind } from './ImportKind.tsx';
import type { ImportView } from './ImportPage.tsx';
import { ImportResult } from './ImportResult.tsx';
import { RosterRows } from './RosterRows.tsx';
import { rosterTargets } from './targets.ts';
import { type LeavingOut, useLeaveOut } from './use-leave-out.ts';
import { useReading } from './use-reading.tsx';

const STEPS = [
  { key: 'file', title: '选择花名册' },
  { key: 'columns', title: '核对各列' },
  { key: 'rows', title: '核对各行' },
  { key: 'done', title: '完成' },
];
type Mapping = Record<string, RosterTarget>;

interface RosterImportProps {
  onView: (view: ImportView) => void;
  onDone: (next: 'records' | 'tray') => void;
}

/** Roster import: pick the file, correct the columns, look at every row's verdict and changes, take in. */
export function RosterImport({ onView, onDone }: RosterImportProps) {
  const [file, setFile] = useState<PickedFile>();
  const [preview, setPreview] = useState<RosterPreview>();
  const [mapping, setMapping] = useState<Mapping>({});
  const [wageFrom, setWageFrom] = useWageMonth();
  const [atRows, setAtRows] = useState(false);
  const [result, setResult] = useState<ValueOf<'members.takeRoster'>>();
  const leaving = useLeaveOut();
  const reading = useReading('正在读花名册');

  const read = useAction(async (picked: PickedFile, sheet?: string) => {
    setFile(picked);
    const source = { file: picked.file, ...(sheet === undefined ? {} : { sheet }) };
    const guessed = await reading.read((job) => call('members.previewRoster', { ...source, job }));
    setMapping(mappingOf(guessed));
    setPreview(guessed);
  });
  const forget = useAction(async () => {
    if (!file || !preview) return;
    await call('members.forgetColumns', { shape: preview.shape });
    await read.run(file, preview.sheet);
  });
  const check = useAction(async () => {
    if (!file || !preview || wageFrom === undefined) return;
    const source = { file: file.file, sheet: preview.sheet, mapping, wageFrom };
    setPreview(await reading.read((job) => call('members.previewRoster', { ...source, job })));
    leaving.clear();
    setAtRows(true);
  });
  const take = useAction(async () => {
    if (!file || !preview || wageFrom === undefined) return;
    const source = { file: file.file, sheet: preview.sheet, mapping, wageFrom };
    setResult(await call('members.takeRoster', { ...source, leaveOut: leaving.value }));
  });
  const step = result ? 3 : atRows ? 2 : preview ? 1 : 0;
  const onNext = step === 1 ? () => void check.run() : step === 2 ? () => void take.run() : undefined;
  const form = useFormArea(onNext, step === 1 || step === 2);
  useUnsavedWork(preview !== undefined && result === undefined);

  return (
    <Page
      title="导入花名册"
      state={preview && !result ? `「${preview.fileName}」工作表「${preview.sheet}」` : undefined}
      {...(result
        ? {}
        : {
            extra: (
              <>
                {step === 0 && <Button onClick={() => onView('list')}>导入记录</Button>}
                <Button onClick={() => onDone('records')}>返回</Button>
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
        nextText={preview && step === 2 ? takeText(preview, leaving) : '下一步'}
        nextDisabled={wageFrom === undefined}
        busy={check.busy || take.busy}
        note={preview && step === 2 ? noteOf(preview) : undefined}
        problem={form.blocked ?? [read, check, take, undefined][step]?.problem ?? forget.problem}
      >
        {step === 0 && (
          <section className="sheet members-file">
            <ImportKind value="roster" onChange={onView} />
            <p>
              选一个花名册，xlsx、xls、csv 都可以。上面有标题行、表头分两层、有合并单元格都不要紧，表头由程序自己找。
            </p>
            <p className="members-hint">
              这一步只读文件，不改账本。下一步核对各列，再看每一行的结论，确认后才收入；当天还可以在「导入记录」里整批撤回。
            </p>
            <FilePick
              value={file}
              text="选择花名册"
              primary
              disabled={read.busy}
              onPick={(picked) => void read.run(picked)}
            />
          </section>
        )}
        {reading.progress}
        {step === 1 && preview && file && (
          <ImportColumns
            label="花名册的列"
            form={form}
            preview={preview}
            mapping={mapping}
            onMapping={setMapping}
            onSheet={(sheet) => void read.run(file, sheet)}
            onForget={() => void forget.run()}
            choicesOf={(column) => rosterTargets(column, preview, mapping)}
            hint="对错了的列在「收入为」里改；没有对应的列原样留存，不进名册。"
          >
            <FormField label="工资从哪个月起" hint="表里的工资从这个月起算会费">
              <MonthInput value={wageFrom} onChange={setWageFrom} />
            </FormField>
          </ImportColumns>
        )}
        {step === 2 && preview && <RosterRows preview={preview} leaving={leaving} />}
        {result && <ImportResult result={result} onDone={onDone} />}
      </Steps>
    </Page>
  );
}

function mappingOf({ columns }: RosterPreview): Mapping {
  return Object.fromEntries(
    columns.flatMap(({ index, field }) => (field === undefined ? [] : [[String(index), field]])),
  );
}

function takeText({ rows }: RosterPreview, leaving: LeavingOut): string {
  const good = rows.filter(leaving.takes).length;
  return good > 0 ? `收入 ${good} 人` : '收入';
}

function noteOf({ counts }: RosterPreview): string {
  const waiting = counts.problem + counts.duplicate;
  return waiting > 0 ? `有问题和重复的 ${waiting} 行不收入，留在「待处理」里，改好再收。` : '每一行都可以收入。';
}
