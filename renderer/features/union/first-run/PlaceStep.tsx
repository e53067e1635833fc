import { Button } from 'antd';
import { bridge } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { FormField } from '#renderer/components/FormField.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { NewPassphrase } from '../NewPassphrase.tsx';
import type { StepProps } from './UnitStep.tsx';

/** Where the one encrypted file lies, and the passphrase that opens it. */
export function PlaceStep({ draft, onChange }: StepProps) {
  const pick = useAction(async () => {
    const folder = await bridge().pickFolder();
    if (folder) onChange({ folder });
  });
  return (
    <div className="wizard-form">
      <FormField label="账本放在" hint="一个加密文件，放在本机硬盘；不要放网盘或同步盘">
        <Folder display={draft.folder.display} busy={pick.busy} onPick={() => void pick.run()} />
      </FormField>
      <Notice tone="red">{pick.problem}</Notice>
      <NewPassphrase value={draft.passphrase} onChange={(passphrase) => onChange({ passphrase })} />
      <Notice>账本用口令加密，口令不存在任何地方。建好账会给出恢复码，请打印存入保险柜。</Notice>
    </div>
  );
}

interface FolderProps {
  id?: string;
  display: string;
  busy: boolean;
  onPick: () => void;
}

function Folder({ id, display, busy, onPick }: FolderProps) {
  return (
    <span className="file-pick">
      <Button {...(id === undefined ? {} : { id })} loading={busy} onClick={onPick}>
        换一个文件夹
      </Button>
      <span className="file-name">{display}</span>
    </span>
  );
}
