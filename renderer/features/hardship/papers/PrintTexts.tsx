import { PrinterOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { PaperDialog } from '#renderer/components/PaperDialog.tsx';
import { useTellProblem } from '#renderer/components/use-tell.ts';
import {
  type FilledText,
  type NoticeSheet,
  TEXT_KIND_NAMES,
  TEXT_KINDS,
  type TextKind,
} from '#shared/contract/hardship.ts';
import { NoticePaper } from './NoticePaper.tsx';
import { TextPaper } from './TextPaper.tsx';

type Shown = { text: FilledText } | { notice: NoticeSheet };

/** 打印: 申请书, 授权书, 告知与单独同意书, and once it hangs 公示单. */
export function PrintTexts({ fileId, noticed }: { fileId: string; noticed: boolean }) {
  const [shown, setShown] = useState<Shown>();
  const print = useAction(async (kind: TextKind) => {
    if (kind === 'notice') setShown({ notice: await call('hardship.printNotice', { fileIds: [fileId] }) });
    else setShown({ text: await call('hardship.printText', { fileId, kind }) });
  });
  useTellProblem(print.problem);
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: TEXT_KINDS.filter((kind) => kind !== 'notice' || noticed).map((kind) => ({
            key: kind,
            label: TEXT_KIND_NAMES[kind],
          })),
          onClick: ({ key }) => {
            const kind = TEXT_KINDS.find((one) => one === key);
            if (kind !== undefined) void print.run(kind);
          },
        }}
      >
        <Button icon={<PrinterOutlined aria-hidden />} loading={print.busy}>
          打印文书
        </Button>
      </Dropdown>
      {shown && (
        <PaperDialog
          open
          name={
            'text' in shown
              ? `${shown.text.title}-${shown.text.number}`
              : `${TEXT_KIND_NAMES.notice}-${shown.notice.from}`
          }
          paper={'text' in shown ? <TextPaper text={shown.text} /> : <NoticePaper sheet={shown.notice} />}
          onClose={() => setShown(undefined)}
        />
      )}
    </>
  );
}
