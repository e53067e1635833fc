import type { ReactNode } from 'react';

interface EmptyStateProps {
  /** What is not there: `还没有会员`. */
  title: string;
  /** What to do first, in one sentence. */
  children?: ReactNode;
  /** The button that does it. */
  action?: ReactNode;
}

/** An empty place that says what to do first. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="empty-state">
      <p className="empty-title">{title}</p>
      {children && <p className="empty-hint">{children}</p>}
      {action}
    </div>
  );
}
