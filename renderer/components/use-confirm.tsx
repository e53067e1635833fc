import { App } from 'antd';
import { type ReactNode, useCallback } from 'react';

interface Question {
  /** What is about to happen, as a question: `结账 2026年3月?` */
  title: string;
  /** What it means and whether it can be taken back. */
  content?: ReactNode;
  /** The verb: `结账`, `冲销`. */
  confirmText: string;
  cancelText?: string;
  /** True for what cannot be taken back: then Enter and the coloured button are on the safe side. */
  destructive?: boolean;
}

/**
 * Asks before a step that weighs: `if (await confirm({ … })) …`. A destructive answer is never the default button.
 * @returns true when the person agreed; closing the dialog or Esc is a no.
 */
export function useConfirm(): (question: Question) => Promise<boolean> {
  const { modal } = App.useApp();
  return useCallback(
    ({ title, content, confirmText, cancelText = '取消', destructive = false }: Question) =>
      new Promise<boolean>((resolve) => {
        modal.confirm({
          title,
          content,
          icon: null,
          width: 420,
          centered: true,
          okText: confirmText,
          cancelText,
          okType: destructive ? 'default' : 'primary',
          cancelButtonProps: { type: destructive ? 'primary' : 'default' },
          focusable: { autoFocusButton: destructive ? 'cancel' : 'ok' },
          onOk: () => resolve(true),
          onCancel: () => resolve(false),
        });
      }),
    [modal],
  );
}
