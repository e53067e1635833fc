import { CloseOutlined, ExclamationCircleOutlined, InfoCircleOutlined, WarningOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';

/** `info` says, `amber` needs somebody, `red` was refused or is wrong. */
export type NoticeTone = 'info' | 'amber' | 'red';

interface NoticeProps {
  tone?: NoticeTone;
  /** One sentence: what happened and what to do next. Nothing is shown while it is empty. */
  children: ReactNode;
  /** A small button at the right. */
  action?: ReactNode;
  onClose?: () => void;
}

const ICONS = { info: InfoCircleOutlined, amber: WarningOutlined, red: ExclamationCircleOutlined } as const;

/** A strip with one sentence. Red ones are announced at once (`role="alert"`), the others politely (`role="status"`). */
export function Notice({ tone = 'info', children, action, onClose }: NoticeProps) {
  if (children === undefined || children === null || children === '' || children === false) return null;
  const Icon = ICONS[tone];
  return (
    <div className={`notice notice-${tone}`} role={tone === 'red' ? 'alert' : 'status'}>
      <Icon aria-hidden />
      <div className="notice-text">{children}</div>
      {action}
      {onClose && (
        <button type="button" className="quiet-button" aria-label="关闭提示" onClick={onClose}>
          <CloseOutlined aria-hidden />
        </button>
      )}
    </div>
  );
}
