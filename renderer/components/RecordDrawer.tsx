import { Button, Drawer } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { askBefore, useUnsavedWork } from '#renderer/app/unsaved.ts';
import { FormArea, useFormArea } from './form-area.tsx';
import { Notice } from './Notice.tsx';

interface RecordDrawerProps {
  open: boolean;
  title: ReactNode;
  /** Beside the title: a `Verdict`, a number. */
  tag?: ReactNode;
  /** 960 for a form that shows a computation beside it. */
  width?: 640 | 720 | 960;
  /** Something was changed and is not saved: Esc, 取消 and other rows ask first. */
  dirty?: boolean;
  /** Without it the drawer only shows: no save button. */
  onSave?: () => void;
  saveText?: string;
  saveDisabled?: boolean;
  saving?: boolean;
  /** The sentence of a refusal; stands above the buttons. */
  problem?: string | undefined;
  /** Called after the person agreed to lose unsaved work, if there was any. */
  onClose: () => void;
  /** Further actions at the left of the footer: 打印, 冲销. */
  actions?: ReactNode;
  children: ReactNode;
}

const FIRST_FIELD = 'input:not([disabled]), textarea:not([disabled])';

/**
 * A record at the right while its list stays. 保存 is the primary button and Ctrl+Enter; Enter moves from field to field;
 * Esc asks before it throws work away. Fields that cannot be read (`MoneyInput`, `DayInput`) stop the saving by themselves.
 * Give it (or what is inside) `key={id}` so that another record starts fresh.
 */
export function RecordDrawer(props: RecordDrawerProps) {
  const { open, title, tag, width = 640, dirty = false, onSave, saving = false, problem, onClose, actions } = props;
  const body = useRef<HTMLDivElement>(null);
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      // the drawer is gone with the cursor in it: back to the list, so that the arrow keys go on there
      if (before instanceof HTMLElement && document.activeElement === document.body) before.focus();
    },
    [before],
  );
  const mayType = open && onSave !== undefined && !saving && !props.saveDisabled;
  const form = useFormArea(mayType ? onSave : undefined, open && onSave !== undefined);
  useUnsavedWork(open && dirty, 'drawer');

  const close = () => {
    if (dirty) askBefore(onClose);
    else onClose();
  };
  return (
    <Drawer
      open={open}
      size={width}
      mask={false}
      destroyOnHidden
      rootClassName="record-drawer"
      title={
        <span className="drawer-title">
          {title}
          {tag}
        </span>
      }
      onClose={close}
      afterOpenChange={(shown) => {
        if (shown) body.current?.querySelector<HTMLElement>(FIRST_FIELD)?.focus();
      }}
      footer={
        <>
          <Notice tone="red">{form.blocked ?? problem}</Notice>
          <div className="drawer-footer">
            <div className="drawer-actions">{actions}</div>
            <Button onClick={close}>{onSave ? '取消' : '关闭'}</Button>
            {onSave && (
              <Button
                type="primary"
                data-save-button
                title="Ctrl+Enter"
                loading={saving}
                disabled={props.saveDisabled ?? false}
                onClick={form.submit}
              >
                {props.saveText ?? '保存'}
              </Button>
            )}
          </div>
        </>
      }
    >
      <FormArea form={form}>
        <div ref={body} className="drawer-body">
          {props.children}
        </div>
      </FormArea>
    </Drawer>
  );
}
