import { Button } from 'antd';
import { useState } from 'react';
import { bridge, call } from '#renderer/app/client.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { Notice } from '#renderer/components/Notice.tsx';
import type { PhotoFacts } from '#shared/contract/members.ts';
import { photoAddress } from './photo-address.ts';
import type { PhotoChange } from './registration-draft.ts';

interface PhotoFieldProps {
  /** Undefined for a new member. */
  memberId: string | undefined;
  /** The photo that is kept. */
  kept: PhotoFacts | undefined;
  change: PhotoChange | undefined;
  onChange: (change: PhotoChange | undefined) => void;
  locked: boolean;
}

/** The photo on the form: the one that is kept, or the one just chosen, which is kept when the form is saved. */
export function PhotoField({ memberId, kept, change, onChange, locked }: PhotoFieldProps) {
  const stored = useCall(
    'members.readPhoto',
    memberId !== undefined && kept && change === undefined ? { id: memberId } : undefined,
  );
  const [several, setSeveral] = useState(false);
  const choose = useAction(async () => {
    const [picked, ...others] = await bridge().pickPapers();
    if (!picked) return;
    setSeveral(others.length > 0);
    if (others.length > 0) return;
    const photo = await call('members.previewPhoto', { file: picked.file });
    onChange({ file: picked.file, address: photoAddress(photo) });
  });
  const problem = several
    ? '一次只能选一张照片，请重新选择。'
    : (choose.problem ?? (change === undefined ? stored.error : undefined));
  const chosen = typeof change === 'object' ? change.address : undefined;
  const address = chosen ?? (change === undefined && stored.value ? photoAddress(stored.value) : undefined);
  const hasPhoto = chosen !== undefined || (change === undefined && kept !== undefined);
  return (
    <>
      <section aria-label="照片" className="members-photo">
        <div className="members-photo-frame">
          {address === undefined ? (
            <span>{hasPhoto ? '' : '照片'}</span>
          ) : (
            <Picture key={typeof change === 'object' ? change.file : kept?.sha256} address={address} />
          )}
        </div>
        {!locked && (
          <div className="members-photo-buttons">
            <Button size="small" loading={choose.busy} onClick={() => void choose.run()}>
              {hasPhoto ? '换照片' : '选照片'}
            </Button>
            {hasPhoto && (
              <Button
                size="small"
                type="text"
                onClick={() => onChange(typeof change === 'object' && !kept ? undefined : 'remove')}
              >
                去掉
              </Button>
            )}
            {change === 'remove' && kept && (
              <Button size="small" type="text" onClick={() => onChange(undefined)}>
                恢复
              </Button>
            )}
          </div>
        )}
      </section>
      {problem !== undefined && (
        <div className="members-photo-problem">
          <Notice tone="red">{problem}</Notice>
        </div>
      )}
    </>
  );
}

/** A file may be whole and still be nothing that the browser can draw. */
function Picture({ address }: { address: string }) {
  const [broken, setBroken] = useState(false);
  if (broken) return <span>这张照片打不开</span>;
  return <img src={address} alt="会员照片" onError={() => setBroken(true)} />;
}
