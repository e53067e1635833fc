import { Button, Modal } from 'antd';
import type { ReactNode } from 'react';
import { PrintButtons } from './PrintButtons.tsx';

interface PaperDialogProps {
  open: boolean;
  /** What the PDF is called, without ending; also the title of the dialog. */
  name: string;
  /** One `Paper`, or several in a fragment. */
  paper: ReactNode;
  landscape?: boolean;
  /** How it is to be laid out: check boxes at the left of the buttons. */
  options?: ReactNode;
  onClose: () => void;
}

/** Shows the sheets as they will be printed, with 打印 and 存为 PDF below. */
export function PaperDialog({ open, name, paper, landscape = false, options, onClose }: PaperDialogProps) {
  return (
    <Modal
      open={open}
      title={name}
      width={landscape ? 1240 : 880}
      style={{ top: 24 }}
      destroyOnHidden
      onCancel={onClose}
      footer={
        <div className="drawer-footer">
          <div className="drawer-actions">{options}</div>
          <Button onClick={onClose}>关闭</Button>
          <PrintButtons name={name} paper={paper} landscape={landscape} />
        </div>
      }
    >
      <div className="paper-desk">{paper}</div>
    </Modal>
  );
}
