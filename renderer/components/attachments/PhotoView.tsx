import { useState } from 'react';
import type { AttachmentContent } from '#shared/contract/ledger.ts';
import { photoAddress } from './content.ts';

/** A photo as large as the room, or `zoom` times that; the browser turns it the way the camera was held. */
export function PhotoView({ content, zoom }: { content: AttachmentContent; zoom: number }) {
  const [broken, setBroken] = useState(false);
  if (broken) return <p className="viewer-say">这张照片打不开，可能没有拍完整；可以另存后用别的程序看看。</p>;
  const size = `${zoom * 100}%`;
  return (
    <div className="viewer-photo" style={{ width: size, height: size }}>
      <img src={photoAddress(content)} alt={content.name} onError={() => setBroken(true)} />
    </div>
  );
}
