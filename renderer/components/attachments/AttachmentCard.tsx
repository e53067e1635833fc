import { FilePdfOutlined, WarningOutlined } from '@ant-design/icons';
import { useEffect, useState } from 'react';
import { CallError } from '#renderer/app/client.ts';
import type { Attachment } from '#shared/contract/ledger.ts';
import { sizeText } from './content.ts';
import { thumbnailOf } from './thumbnail.ts';

interface AttachmentCardProps {
  attachment: Attachment;
  onOpen: () => void;
  /** Left out for who may not. */
  onSave?: () => void;
  onRemove?: () => void;
}

/** A photo as a small picture, a PDF as a card; a click opens it large. */
export function AttachmentCard({ attachment, onOpen, onSave, onRemove }: AttachmentCardProps) {
  const { id, name, kind, bytes } = attachment;
  return (
    <li className="attachment-card">
      <button type="button" className="attachment-face" aria-label={`打开 ${name}`} onClick={onOpen}>
        {kind === 'pdf' ? (
          <span className="attachment-pdf">
            <FilePdfOutlined aria-hidden />
            PDF
          </span>
        ) : (
          <Thumbnail key={id} id={id} />
        )}
      </button>
      <div className="attachment-name" title={name}>
        {name}
      </div>
      <div className="attachment-foot">
        <span>{sizeText(bytes)}</span>
        {onSave && (
          <button type="button" className="quiet-button" aria-label={`另存 ${name}`} onClick={onSave}>
            另存
          </button>
        )}
        {onRemove && (
          <button type="button" className="quiet-button" aria-label={`移除 ${name}`} onClick={onRemove}>
            移除
          </button>
        )}
      </div>
    </li>
  );
}

function Thumbnail({ id }: { id: string }) {
  const [address, setAddress] = useState<string>();
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    let gone = false;
    thumbnailOf(id).then(
      (value) => gone || setAddress(value),
      (error: unknown) => gone || setProblem(error instanceof CallError ? error.message : '这张照片可能没有拍完整'),
    );
    return () => {
      gone = true;
    };
  }, [id]);
  if (problem !== undefined)
    return (
      <span className="attachment-lost" title={problem}>
        <WarningOutlined aria-hidden />
        打不开
      </span>
    );
  // the button says what it is
  return address === undefined ? null : <img src={address} alt="" />;
}
