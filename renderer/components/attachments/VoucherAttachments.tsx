import { PaperClipOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { bridge, call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell, useTellProblem } from '#renderer/components/use-tell.ts';
import type { Attachment } from '#shared/contract/ledger.ts';
import { AttachmentCard } from './AttachmentCard.tsx';
import { AttachmentViewer } from './AttachmentViewer.tsx';
import './attachments.css';
import { RemoveDialog } from './RemoveDialog.tsx';
import { RemovedList } from './RemovedList.tsx';

interface VoucherAttachmentsProps {
  voucherId: string;
  /** 附件张数 as the voucher says: sheets of paper, which need not be as many as the files. */
  attachmentCount: number;
}

/** 附件 of one voucher: small pictures and cards, opened large in place. Give it `key={voucherId}`. */
export function VoucherAttachments({ voucherId, attachmentCount }: VoucherAttachmentsProps) {
  const { value: list, error } = useCall('ledger.listAttachments', { voucherId });
  const mayKeep = useAllowed('ledger.attachFiles');
  const [shown, setShown] = useState<string>();
  const [removing, setRemoving] = useState<Attachment>();
  const tell = useTell();
  const attach = useAction(async () => {
    const picked = await bridge().pickPapers();
    if (picked.length === 0) return;
    await call('ledger.attachFiles', { voucherId, files: picked.map(({ file }) => file) });
    tell.done(`已添加 ${picked.length} 个附件`);
  });
  const save = useAction(async ({ id }: Attachment) => {
    const folder = await bridge().pickFolder();
    if (!folder) return;
    const saved = await call('ledger.saveAttachment', { id, folder: folder.folder });
    tell.done(`已另存到「${saved.folderName}」：${saved.fileName}`);
  });
  useTellProblem(save.problem);
  const present = list?.rows.filter((row) => row.removed === undefined) ?? [];
  const removed = list?.rows.filter((row) => row.removed !== undefined) ?? [];
  const mayChange = mayKeep && list?.open === true;
  const onSave = mayKeep ? { onSave: (attachment: Attachment) => void save.run(attachment) } : {};
  return (
    <section className="attachments" aria-label="附件">
      <div className="attachments-head">
        <h2>附件</h2>
        <span className="attachments-count">
          凭证写明 {attachmentCount} 张，已存 {present.length} 个文件
        </span>
        {mayChange && (
          <Button
            size="small"
            icon={<PaperClipOutlined aria-hidden />}
            loading={attach.busy}
            onClick={() => void attach.run()}
          >
            添加附件
          </Button>
        )}
      </div>
      <Notice tone="red">{error ?? attach.problem}</Notice>
      {list && present.length === 0 && <p className="attachments-hint">{emptyHint(mayKeep, list.open)}</p>}
      {present.length > 0 && (
        <ul className="attachment-cards">
          {present.map((attachment) => (
            <AttachmentCard
              key={attachment.id}
              attachment={attachment}
              onOpen={() => setShown(attachment.id)}
              {...(mayKeep ? { onSave: () => void save.run(attachment) } : {})}
              {...(mayChange ? { onRemove: () => setRemoving(attachment) } : {})}
            />
          ))}
        </ul>
      )}
      <RemovedList attachments={removed} onOpen={setShown} />
      {shown !== undefined && (
        <AttachmentViewer
          attachments={present.some((row) => row.id === shown) ? present : removed}
          shown={shown}
          onShow={setShown}
          onClose={() => setShown(undefined)}
          {...onSave}
        />
      )}
      {removing && <RemoveDialog attachment={removing} onClose={() => setRemoving(undefined)} />}
    </section>
  );
}

function emptyHint(mayKeep: boolean, open: boolean): string {
  if (!mayKeep) return '没有存电子附件。';
  if (!open) return '没有存电子附件；这个月已经结账，不能再添加。';
  return '还没有存电子附件。发票、签收表可以拍照或扫描后存在这里（JPG、PNG、WebP、PDF），和账本一样加密。';
}
