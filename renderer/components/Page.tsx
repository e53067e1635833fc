import { type ReactNode, useEffect, useRef } from 'react';

export interface PageTab<K extends string> {
  key: K;
  label: ReactNode;
}

interface PageProps<K extends string> {
  title: string;
  /** One sentence that says how things stand: `3 月应收 312 人，已收 298 人，欠 14 人`. */
  state?: ReactNode;
  /** The one primary action: `<Button type="primary">`. */
  action?: ReactNode;
  /** Quieter actions, left of the primary one. */
  extra?: ReactNode;
  tabs?: readonly PageTab<K>[];
  tab?: K;
  onTab?: (tab: K) => void;
  /** Search box, selects: one row above the content. */
  filters?: ReactNode;
  /** A `Notice` above the content. */
  notice?: ReactNode;
  /** A `DataTable` placed directly here takes the height that is left; anything longer scrolls. */
  children?: ReactNode;
}

/** The frame of every page: one title, one sentence of state, one primary action, filters, content. */
export function Page<K extends string = string>(props: PageProps<K>) {
  const { title, state, action, extra, tabs, tab, onTab, filters, notice, children } = props;
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: when another tab was chosen
  useEffect(() => {
    // another tab may be another page: the button that was pressed is gone, and the cursor would fall back to the top of the window
    if (document.activeElement === document.body)
      list.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
  }, [tab]);
  return (
    <section className="page" aria-label={title}>
      <header className="page-head">
        <h1>{title}</h1>
        <p className="page-state">{state}</p>
        <div className="page-actions">
          {extra}
          {action}
        </div>
      </header>
      {tabs && (
        <div ref={list} className="page-tabs" role="tablist" aria-label={title}>
          {tabs.map(({ key, label }) => (
            <button key={key} type="button" role="tab" aria-selected={key === tab} onClick={() => onTab?.(key)}>
              {label}
            </button>
          ))}
        </div>
      )}
      {filters && <div className="page-filters">{filters}</div>}
      {notice}
      <div className="page-body">{children}</div>
    </section>
  );
}
