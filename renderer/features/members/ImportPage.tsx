import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useUnsavedWork } from '#renderer/app/unsaved.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { FilePick } from '#renderer/components/FilePick.tsx';
import { useFormArea } from '#renderer/components/form-area.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { Steps } from '#renderer/components/Steps.tsx';
import type { PickedFile } from '#shared/bridge.ts';
import type { ValueOf } from '#shared/contract/index.ts';
import type { RosterField, RosterPreview } from '#shared/contract/members.ts';
import { ImportColumns } from './ImportColumns.tsx';
import { ImportResult } from './ImportResult.tsx';
import { RosterRows } from './RosterRows.tsx';
import { useWageMonth } from './use-wage-month.ts';

const STEPS = [
  { key: 'file', title: '选择花名册' },
  { key: 'columns', title: '核对各列' },
  { key: 'rows', title: '核对各行' },
  { key: 'done', title: '完成' },
];
type Mapping = Record<string, RosterField>;

/** Roster import: pick the file, correct the columns, look at every row's verdict, take in. */
export function ImportPage({ onDone }: { onDone: (next: 'list' | 'tray') => void }) {
  const [file, setFile] = useState<PickedFile>();
  const [preview, setPreview] = useState<RosterPreview>();
  const [mapping, setMapping] = useState<Mapping>({});
  const [wageFrom, setWageFrom] = useWageMonth();
  const [atRows, setAtRows] = useState(false);
  const [result, setResult] = useState<ValueOf<'members.takeRoster'>>();

  const read = useAction(async (picked: PickedFile, sheet?: string) => {
    setFile(picked);
    const guessed = await call('members.previewRoster', {
      file: picked.file,
      ...(sheet === undefined ? {} : { sheet }),
    });
    setMapping(mappingOf(guessed));
    setPreview(guessed);
  });
  const check = useAction(async () => {
    if (!file || !preview || wageFrom === undefined) return;
    setPreview(await call('members.previewRoster', { file: file.file, sheet: preview.sheet, mapping, wageFrom }));
    setAtRows(true);
  });
  const take = useAction(async () => {
    if (!file || !preview || wageFrom === undefined) return;
    setResult(await call('members.takeRoster', { file: file.file, sheet: preview.sheet, mapping, wageFrom }));
  });
  const step = result ? 3 : atRows ? 2 : preview ? 1 : 0;
  const onNext = step === 1 ? () => void check.run() : step === 2 ? () => void take.run() : undefined;
  const form = useFormArea(onNext, step === 1 || step === 2);
  useUnsavedWork(preview !== undefined && result === undefined);

  return (
    <Page
      title="导入花名册"
      state={preview && !result ? `「${preview.fileName}」工作表「${preview.sheet}」` : undefined}
      {...(result ? {} : { extra: <Button onClick={() => onDone('list')}>返回</Button> })}
    >
      <Steps
        steps={STEPS}
        current={step}
        {...(step === 1 ? { onBack: () => setPreview(undefined) } : {})}
        {...(step === 2 ? { onBack: () => setAtRows(false) } : {})}
        {...(onNext ? { onNext: form.submit } : {})}
        nextText={preview && step === 2 ? takeText(preview) : '下一步'}
        nextDisabled={wageFrom === undefined}
        busy={check.busy || take.busy}
        note={preview && step === 2 ? noteOf(preview) : undefined}
        problem={form.blocked ?? [read, check, take, undefined][step]?.problem}
      >
        {step === 0 && (
          <section className="sheet members-file">
            <p>
              选一个花名册，xlsx、xls、csv 都可以。上面有标题行、表头分两层、有合并单元格都不要紧，表头由程序自己找。
            </p>
            <p className="members-hint">这一步只读文件，不改账本。下一步核对各列，再看每一行的结论，确认后才收入。</p>
            <FilePick
              value={file}
              text="选择花名册"
              primary
              disabled={read.busy}
              onPick={(picked) => void read.run(picked)}
            />
          </section>
        )}
        {step === 1 && preview && file && (
          <ImportColumns
            form={form}
            preview={preview}
            mapping={mapping}
            onMapping={setMapping}
            onSheet={(sheet) => void read.run(file, sheet)}
            wageFrom={wageFrom}
            onWageFrom={setWageFrom}
          />
        )}
        {step === 2 && preview && <RosterRows preview={preview} />}
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

function takeText({ counts }: RosterPreview): string {
  const good = counts.new + counts.update;
  return good > 0 ? `收入 ${good} 人` : '收入';
}

function noteOf({ counts }: RosterPreview): string {
  const waiting = counts.problem + counts.duplicate;
  return waiting > 0 ? `有问题和重复的 ${waiting} 行不收入，留在「待处理」里，改好再收。` : '每一行都可以收入。';
}
