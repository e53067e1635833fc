import { type Day, isDay, parseLooseDay } from '#shared/calendar.ts';
import { type Fen, fen, ZERO } from '#shared/money.ts';
import type { Cell } from '../../spreadsheet/grid.ts';
import { amountOf } from '../chart/account-rows.ts';

// How banks write days and amounts into cells.

/** 1 January 1950 to 31 December 2199 as Excel counts days. */
const FIRST_SERIAL = 18_264;
const LAST_SERIAL = 109_574;
const EPOCH = Date.UTC(1899, 11, 30);

/**
 * The calendar day of a cell: `20260302`, `2026-03-02`, `2026/3/2 9:01`, `2026年3月2日`, `20260302140533`, Excel's own days, with or
 * without the time. Undefined when it is none, or does not exist.
 */
export function dayOfCell(cell: Cell | undefined): Day | undefined {
  if (!cell) return undefined;
  if (cell.day !== undefined) return cell.day;
  const text = cell.text.normalize('NFKC').trim();
  if (cell.number !== undefined && cell.number >= FIRST_SERIAL && cell.number < LAST_SERIAL + 1) {
    // whole days only, the time of day behind the point is dropped
    const day = new Date(EPOCH + Math.floor(cell.number) * 86_400_000).toISOString().slice(0, 10);
    return isDay(day) ? day : undefined;
  }
  const compact = /^(\d{8})(?:[\sT]?\d{4,9}|[\sT]+\d{1,2}[:.]\d{1,2}.*)?$/.exec(text)?.[1];
  const day = parseLooseDay(compact ?? text.replace(/[\sT]+\d{1,2}\s*[:时]\s*\d{1,2}.*$/u, ''));
  return day !== undefined && isDay(day) ? day : undefined;
}

export type CellAmount = { value: Fen; blank: boolean } | { problem: string };

/** An amount with or without the currency in front of it; blank and a lone dash are nothing. */
export function amountOfCell(cell: Cell | undefined): CellAmount {
  const text = cell?.text.normalize('NFKC').trim() ?? '';
  const plain = text.replace(/^(CNY|RMB|人民币)\s*/i, '');
  const amount = amountOf(cell && plain !== text ? { ...cell, text: plain } : cell);
  if ('problem' in amount) return amount;
  const blank = cell === undefined || (cell.kind !== 'uncalculated' && /^[-—–]*$/.test(text));
  return { value: amount.value, blank };
}

const OUT = /^(借方?|支出?|付款?|出账?|转出|D|DR|DEBIT|-)$/i;
const IN = /^(贷方?|收入?|收款?|存入?|进账?|入账?|转入|C|CR|CREDIT|\+)$/i;

/** `借`, `支出`, `D` -> -1; `贷`, `收入`, `C` -> 1; undefined for anything else. */
export function signOfFlag(cell: Cell | undefined): 1 | -1 | undefined {
  const text = (cell?.text ?? '').normalize('NFKC').replace(/[\s()[\]【】]/g, '');
  if (OUT.test(text)) return -1;
  return IN.test(text) ? 1 : undefined;
}

/** What a row moves, above zero into the account; both columns filled in, or a flag that says nothing, is a problem. */
export function movementOf(cells: {
  debit: Cell | undefined;
  credit: Cell | undefined;
  amount: Cell | undefined;
  flag: Cell | undefined;
}): CellAmount {
  if (cells.amount !== undefined) {
    const amount = amountOfCell(cells.amount);
    if ('problem' in amount) return { problem: `金额${amount.problem}` };
    if (cells.flag === undefined || amount.value === 0) return amount;
    const sign = signOfFlag(cells.flag);
    if (sign === undefined) return { problem: `收支标志「${cells.flag.text.trim().slice(0, 10)}」看不出是收还是支` };
    return { value: fen(Math.abs(amount.value) * sign), blank: false };
  }
  const debit = amountOfCell(cells.debit);
  const credit = amountOfCell(cells.credit);
  if ('problem' in debit) return { problem: `支出${debit.problem}` };
  if ('problem' in credit) return { problem: `收入${credit.problem}` };
  if (debit.value !== 0 && credit.value !== 0) return { problem: '收入和支出都有数' };
  if (debit.value === 0 && credit.value === 0) return { value: ZERO, blank: debit.blank && credit.blank };
  return { value: fen(credit.value - debit.value), blank: false };
}
