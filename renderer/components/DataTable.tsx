// biome-ignore-all lint/a11y/useSemanticElements: rows that are positioned one by one cannot be table elements; the ARIA grid roles say what they are
import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import { ROW_HEIGHT } from '#renderer/app/theme.ts';
import { leave } from '#renderer/app/unsaved.ts';
import { useDelayed } from '#renderer/app/use-call.ts';
import { Notice } from './Notice.tsx';
import { type RowTone, TableRow } from './TableRow.tsx';
import { rowAfterKey } from './table-keys.ts';
import type { RowSource } from './use-window.ts';

export interface Column<T> {
  key: string;
  title: ReactNode;
  /** px; columns without a width share what is left. */
  width?: number;
  /** Amounts stand right. */
  align?: 'left' | 'right' | 'center';
  render: (row: T, index: number) => ReactNode;
  /** What stands under the column in the footer. */
  sum?: ReactNode;
}

interface DataTableProps<T> {
  /** What the table lists, for screen readers and tests: `会员`. */
  label: string;
  columns: readonly Column<T>[];
  /** All rows; undefined while they are being read. */
  rows?: readonly T[] | undefined;
  /** Or a long list that comes in windows: `useWindow(...)`. */
  source?: RowSource<T>;
  rowKey: (row: T) => string;
  /** A click or Enter opens the row. Asks first when a drawer holds unsaved work. */
  onOpen?: (row: T) => void;
  /** Key of the row whose record is open at the right. */
  selectedKey?: string | undefined;
  /** `EmptyState` that says what to do first. */
  empty?: ReactNode;
  /** Makes checkboxes; Space ticks the row. */
  selection?: { keys: ReadonlySet<string>; onChange: (keys: ReadonlySet<string>) => void };
  rowTone?: (row: T) => RowTone | undefined;
  /** For a table inside a form or drawer: as high as its rows, at most this many px. Without it the table fills the page. */
  maxHeight?: number;
}

/** Rows drawn above and below those in sight: a quick turn of the wheel moves half a screen before the next frame is drawn. */
const OVERSCAN = 16;
const MIN_WIDTH = 96;
const CHECK_WIDTH = 40;

function sourceOfRows<T>(rows: readonly T[] | undefined): RowSource<T> {
  return { total: rows?.length, at: (index) => rows?.[index], need: () => undefined, identity: '', error: undefined };
}

/**
 * The dense table of every list. Only the rows in sight are drawn. ↑ ↓ PgUp PgDn Home End move, Enter opens, Space ticks.
 * Roles: `grid` (named `label`), `row`, `columnheader`, `gridcell`.
 */
export function DataTable<T>(props: DataTableProps<T>) {
  const { label, columns, rowKey, onOpen, selectedKey, empty, selection, rowTone, maxHeight } = props;
  const source = useMemo(() => props.source ?? sourceOfRows(props.rows), [props.source, props.rows]);
  const { total, need, identity, error } = source;
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<number>();
  const id = useId();
  const waiting = useDelayed(total === undefined && error === undefined);
  const count = total ?? 0;
  const hasFoot = count > 0 && columns.some((column) => column.sum !== undefined);

  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    scrollMargin: ROW_HEIGHT,
    scrollPaddingStart: ROW_HEIGHT,
    scrollPaddingEnd: hasFoot ? ROW_HEIGHT : 0,
    useFlushSync: false,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index;
  const last = items.at(-1)?.index;
  useEffect(() => {
    if (first !== undefined && last !== undefined) need(first, last);
  }, [first, last, need]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins at its top
  useEffect(() => {
    setActive(undefined);
    scroller.current?.scrollTo?.({ top: 0 });
  }, [identity]);

  const tick = (row: T) => {
    if (!selection) return;
    const keys = new Set(selection.keys);
    if (!keys.delete(rowKey(row))) keys.add(rowKey(row));
    selection.onChange(keys);
  };
  const open = (row: T) => {
    if (onOpen) leave(() => onOpen(row), 'drawer');
  };
  const onKeyDown = (event: React.KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.altKey) return;
    const row = active === undefined ? undefined : source.at(active);
    if (event.key === 'Enter' && row !== undefined) open(row);
    else if (event.key === ' ' && row !== undefined) tick(row);
    else {
      const pageRows = Math.max(1, Math.floor(event.currentTarget.clientHeight / ROW_HEIGHT) - 2);
      const next = rowAfterKey(event.key, active, count, pageRows);
      if (next === undefined) return;
      setActive(next);
      virtual.scrollToIndex(next);
    }
    event.preventDefault();
  };

  const widths = columns.map((column) => column.width);
  if (selection) widths.unshift(CHECK_WIDTH);
  const inner: CSSProperties & { '--columns': string } = {
    '--columns': widths.map((width) => (width === undefined ? `minmax(${MIN_WIDTH}px, 1fr)` : `${width}px`)).join(' '),
    minWidth: widths.reduce<number>((sum, width) => sum + (width ?? MIN_WIDTH), 0),
  };
  const contentHeight = (Math.max(count, 1) + (hasFoot ? 2 : 1)) * ROW_HEIGHT + 2;
  const frame: CSSProperties =
    count === 0
      ? {}
      : maxHeight === undefined
        ? { flexBasis: contentHeight, minHeight: Math.min(contentHeight, 5 * ROW_HEIGHT) }
        : { height: Math.min(contentHeight, maxHeight), flex: 'none' };
  const allRows = props.rows;
  const allTicked =
    allRows !== undefined && allRows.length > 0 && allRows.every((row) => selection?.keys.has(rowKey(row)));

  return (
    <>
      <Notice tone="red">{error}</Notice>
      <div
        ref={scroller}
        className={`data-table ${onOpen ? 'data-table-opens' : ''}`}
        style={frame}
        role="grid"
        aria-label={label}
        aria-rowcount={total === undefined ? -1 : count + 1}
        aria-colcount={widths.length}
        aria-busy={total === undefined}
        aria-activedescendant={active === undefined ? undefined : `${id}-${active}`}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <div className="table-inner" style={inner}>
          <div role="rowgroup" className="table-head">
            <div role="row" aria-rowindex={1} className="table-row" tabIndex={-1}>
              {selection && (
                <div role="columnheader" className="cell cell-center" tabIndex={-1}>
                  {allRows && (
                    <input
                      type="checkbox"
                      aria-label="全选"
                      checked={allTicked}
                      onChange={() => selection.onChange(new Set(allTicked ? [] : allRows.map(rowKey)))}
                    />
                  )}
                </div>
              )}
              {columns.map((column) => (
                <div
                  key={column.key}
                  role="columnheader"
                  tabIndex={-1}
                  className={`cell cell-${column.align ?? 'left'}`}
                >
                  {column.title}
                </div>
              ))}
            </div>
          </div>
          {total === undefined && waiting && <WaitingRows columns={widths.length} />}
          <div role="rowgroup" className="table-body" style={{ height: count * ROW_HEIGHT }}>
            {items.map(({ index, start }) => {
              const row = source.at(index);
              return (
                <TableRow
                  key={row === undefined ? `place-${index}` : rowKey(row)}
                  id={`${id}-${index}`}
                  index={index}
                  top={start - ROW_HEIGHT}
                  columns={columns}
                  row={row}
                  active={index === active}
                  selected={row !== undefined && rowKey(row) === selectedKey}
                  ticked={selection && row !== undefined ? selection.keys.has(rowKey(row)) : undefined}
                  tone={row === undefined ? undefined : rowTone?.(row)}
                  onTick={tick}
                  onClick={(clicked) => {
                    setActive(index);
                    open(clicked);
                  }}
                />
              );
            })}
          </div>
          {hasFoot && (
            <div role="rowgroup" className="table-foot">
              <div role="row" aria-rowindex={count + 2} className="table-row" tabIndex={-1}>
                {selection && <div role="gridcell" className="cell" tabIndex={-1} />}
                {columns.map((column) => (
                  <div key={column.key} role="gridcell" tabIndex={-1} className={`cell cell-${column.align ?? 'left'}`}>
                    {column.sum}
                  </div>
                ))}
              </div>
            </div>
          )}
        </div>
        {total === 0 && <div className="table-empty">{empty ?? <p className="empty-hint">没有记录。</p>}</div>}
      </div>
    </>
  );
}

/** Grey bars in the place of rows that take longer than a moment. */
function WaitingRows({ columns }: { columns: number }) {
  return (
    <div className="table-waiting" aria-hidden>
      {['1', '2', '3', '4', '5', '6'].map((line) => (
        <div key={line} className="table-row">
          {Array.from({ length: columns }, (_, column) => `${line}-${column}`).map((key) => (
            <div key={key} className="cell">
              <span className="cell-waiting" />
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
