import { useEffect, useRef } from 'react';

/** Keys of a whole page by name: `Escape`, `Ctrl+s`. A key that a list, calendar or dialog over the page has taken does not arrive. */
export type Keys = Readonly<Record<string, () => void>>;

/** Listens to keys wherever the cursor is; for what belongs to the page and not to one field. */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.altKey || event.shiftKey) return;
      const { target } = event;
      if (target instanceof Element) {
        if (target.closest('.ant-modal-wrap, .ant-drawer') || target.getAttribute('aria-expanded') === 'true') return;
      }
      const take = latest.current[`${event.ctrlKey ? 'Ctrl+' : ''}${event.key}`];
      if (!take) return;
      event.preventDefault();
      take();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
