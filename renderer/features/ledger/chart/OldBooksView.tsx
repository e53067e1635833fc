import { type ReactNode, useState } from 'react';
import { leave } from '#renderer/app/unsaved.ts';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { FilePick } from '#renderer/components/FilePick.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import type { PickedFile } from '#shared/bridge.ts';
import type { LedgerFrame } from '../words.ts';
import { OldBooksReview } from './OldBooksReview.tsx';

/** 旧账导入: where a voucher list of older books comes in. */
export function OldBooksView({ frame, choice }: { frame: LedgerFrame; choice: ReactNode }) {
  const [file, setFile] = useState<PickedFile>();
  const [done, setDone] = useState<string>();
  const pick = (picked: PickedFile) =>
    leave(() => {
      setFile(picked);
      setDone(undefined);
    });
  if (file)
    return (
      <OldBooksReview
        key={file.file}
        frame={frame}
        choice={choice}
        file={file}
        onPick={pick}
        onDone={(sentence) => {
          setFile(undefined);
          setDone(sentence);
        }}
      />
    );
  return (
    <Page
      {...frame}
      filters={choice}
      action={<FilePick value={undefined} primary text="选择序时账或凭证清单" onPick={pick} />}
      notice={<Notice>{done}</Notice>}
    >
      <EmptyState title="把别处记的账搬进来">
        选一份序时账或凭证清单（xlsx、xls、csv），表头要有日期、凭证号、摘要、科目名称、借方、贷方。2009 版和 2021
        版同一个编号是不同的科目，程序按名称对应，对不上的由您来选。只导入未结账月份的凭证，年初余额在建账时导入。
      </EmptyState>
    </Page>
  );
}
