// biome-ignore-all lint/a11y/useSemanticElements: rows that are positioned one by one cannot be table elements; the ARIA grid roles say what they are
import type { ReactNode } from 'react';
import type { Column } from './DataTable.tsx';

/** `red` a 红字 row, `amber` needs somebody, `soft` no longer counts, `strong` a sum among the rows. */
export type RowTone = 'red' | 'amber' | 'soft' | 'strong';

interface TableRowProps<T> {
  id: string;
  index: number;
  top: number;
  columns: readonly Column<T>[];
  /** Undefined while its window is being read: grey bars stand in its place. */
  row: T | undefined;
  active: boolean;
  selected: boolean;
  /** Undefined without checkboxes. */
  ticked: boolean | undefined;
  tone: RowTone | undefined;
  onClick: (row: T) => void;
  onTick: (row: T) => void;
}

/** One row of a `DataTable`. Keys are handled by the grid, which keeps the focus. */
export function TableRow<T>(props: TableRowProps<T>) {
  const { id, index, top, columns, row, active, selected, ticked, tone, onClick, onTick } = props;
  const classes = ['table-row', active ? 'row-active' : '', selected ? 'row-selected' : '', tone ? `row-${tone}` : ''];
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid around it handles Enter for its active row
    <div
      id={id}
      role="row"
      tabIndex={-1}
      aria-rowindex={index + 2}
      aria-selected={selected || active}
      aria-busy={row === undefined}
      className={classes.filter(Boolean).join(' ')}
      style={{ transform: `translateY(${top}px)` }}
      onClick={(event) => {
        // Focus belongs to the grid, so that the arrow keys go on from the row that was clicked.
        const inner = event.target instanceof Element && event.target.closest('button, a, input, label');
        if (row === undefined || inner) return;
        event.currentTarget.closest<HTMLElement>('[role="grid"]')?.focus({ preventScroll: true });
        onClick(row);
      }}
    >
      {ticked !== undefined && row !== undefined && (
        <div role="gridcell" className="cell cell-center" tabIndex={-1}>
          <input type="checkbox" aria-label="选择这一行" tabIndex={-1} checked={ticked} onChange={() => onTick(row)} />
        </div>
      )}
      {columns.map((column) => {
        const content = row === undefined ? <span className="cell-waiting" /> : column.render(row, index);
        return (
          <div
            key={column.key}
            role="gridcell"
            tabIndex={-1}
            className={`cell cell-${column.align ?? 'left'}`}
            title={titleOf(content)}
          >
            {content}
          </div>
        );
      })}
    </div>
  );
}

/** Text that may be cut off can be read whole by pointing at it. */
function titleOf(content: ReactNode): string | undefined {
  return typeof content === 'string' && content.length > 6 ? content : undefined;
}
