import { useState } from 'react';
import type { ChangeField, FieldChange, LeaveOut, RosterPreviewRow } from '#shared/contract/members.ts';

/** What the person does not want taken in, and how to change it. */
export interface LeavingOut {
  value: LeaveOut;
  isRowOut: (row: number) => boolean;
  isFieldOut: (field: ChangeField) => boolean;
  /** Of one row only. */
  isCellOut: (row: number, field: ChangeField) => boolean;
  toggleRow: (row: number) => void;
  toggleField: (field: ChangeField) => void;
  toggleCell: (row: number, field: ChangeField) => void;
  clear: () => void;
  /** What of a row's changes would be written. */
  keptOf: (row: RosterPreviewRow) => FieldChange[];
  /** Whether taking in would do anything with the row. */
  takes: (row: RosterPreviewRow) => boolean;
}

const NOTHING: LeaveOut = { rows: [], fields: [], cells: [] };
const toggled = <T>(list: readonly T[], value: T): T[] =>
  list.includes(value) ? list.filter((one) => one !== value) : [...list, value];

export function useLeaveOut(): LeavingOut {
  const [value, setValue] = useState(NOTHING);
  const rows = new Set(value.rows);
  const cells = new Set(value.cells.map(({ row, field }) => `${row} ${field}`));
  const isCellOut = (row: number, field: ChangeField) => cells.has(`${row} ${field}`);
  const keptOf = ({ row, changes = [] }: RosterPreviewRow) =>
    changes.filter(({ field }) => !value.fields.includes(field) && !isCellOut(row, field));
  return {
    value,
    isRowOut: (row) => rows.has(row),
    isFieldOut: (field) => value.fields.includes(field),
    isCellOut,
    toggleRow: (row) => setValue({ ...value, rows: toggled(value.rows, row) }),
    toggleField: (field) => setValue({ ...value, fields: toggled(value.fields, field) }),
    toggleCell: (row, field) =>
      setValue({
        ...value,
        cells: isCellOut(row, field)
          ? value.cells.filter((cell) => cell.row !== row || cell.field !== field)
          : [...value.cells, { row, field }],
      }),
    clear: () => setValue(NOTHING),
    keptOf,
    takes: (row) =>
      !rows.has(row.row) && (row.verdict === 'new' || (row.verdict === 'update' && keptOf(row).length > 0)),
  };
}
