import { Button } from 'antd';
import { type ReactNode, useState } from 'react';

interface FoldedSectionProps {
  title: string;
  /** Nothing is in it: it starts folded, with a button to begin. */
  empty: boolean;
  /** The button of an empty section: `添加家庭成员`. */
  add: string;
  /** Called when the button was pressed, to put in a first line. */
  onAdd?: (() => void) | undefined;
  /** Beside the title while it is open. */
  extra?: ReactNode;
  /** Who may only look sees no button. */
  locked?: boolean;
  children: ReactNode;
}

/** A part of the form that takes one line while it is empty. Opened by its button, the cursor goes to its first field. */
export function FoldedSection({ title, empty, add, onAdd, extra, locked = false, children }: FoldedSectionProps) {
  const [filled] = useState(!empty);
  const [opened, setOpened] = useState(false);
  const open = filled || opened || !empty;
  return (
    <section aria-label={title} className="members-section">
      <div className="members-section-head">
        <h2>{title}</h2>
        {open ? (
          extra
        ) : (
          <Button
            size="small"
            disabled={locked}
            onClick={() => {
              setOpened(true);
              onAdd?.();
            }}
          >
            {add}
          </Button>
        )}
      </div>
      {open && <div ref={opened ? focusFirst : null}>{children}</div>}
    </section>
  );
}

function focusFirst(section: HTMLDivElement | null): void {
  section?.querySelector<HTMLElement>('input:not([disabled])')?.focus();
}
