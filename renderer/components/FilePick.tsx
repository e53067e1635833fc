import { FileExcelOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { bridge } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import type { PickedFile, PickPurpose } from '#shared/bridge.ts';
import { useTellProblem } from './use-tell.ts';

interface FilePickProps {
  id?: string;
  purpose?: PickPurpose;
  /** The chosen file, whose name is shown. */
  value: PickedFile | undefined;
  /** Called with the chosen file; not when the person cancels. */
  onPick: (file: PickedFile) => void;
  /** `选择花名册` */
  text?: string;
  primary?: boolean;
  disabled?: boolean;
}

/** Opens the host's file dialog and shows the name of what was chosen. The page never sees a path. */
export function FilePick(props: FilePickProps) {
  const { purpose = 'spreadsheet', value, onPick, text = '选择文件', primary = false, disabled = false } = props;
  const pick = useAction(async () => {
    const file = await bridge().pickFile(purpose);
    if (file) onPick(file);
  });
  useTellProblem(pick.problem);
  return (
    <span className="file-pick">
      <Button
        {...(props.id === undefined ? {} : { id: props.id })}
        icon={<FileExcelOutlined aria-hidden />}
        type={primary ? 'primary' : 'default'}
        disabled={disabled}
        loading={pick.busy}
        onClick={() => void pick.run()}
      >
        {value ? '换一个文件' : text}
      </Button>
      {value && <span className="file-name">{value.name}</span>}
    </span>
  );
}
