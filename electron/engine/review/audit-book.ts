import type { CheckResult } from '#shared/contract/review.ts';
import { type Fen, fen } from '#shared/money.ts';
import type { Readable } from '../database.ts';
import { type CellSpec, type ColumnSpec, SheetBuilder, type SheetSpec, tieOut } from '../spreadsheet/workbook.ts';
import type { AuditFacts } from './facts.ts';
import { withoutNumbers } from './redact.ts';

/** The audit workbook's file name inside the package. */
export const WORKBOOK_FILE = '送审工作簿.xlsx';

/** An amount that stands somewhere in the workbook: a formula that any sheet can use, and what it comes to. */
export interface Figure {
  formula: string;
  amount: Fen;
}

/** A comparison of two sheets, as the cover lists it. */
export interface Tie {
  label: string;
  left: Figure;
  right: Figure;
  /** The cell that says 相符 or the difference, seen from another sheet. */
  result: string;
  says: string;
}

/** Where evidence stands, for the working paper: 送审工作簿《银行日记账》F57, and what is written there. */
export interface Place {
  sheetName: string;
  address: string;
  says: string;
}

/** The audit workbook while it is being laid out: what all of its sheets share. */
export class AuditBook {
  readonly db: Readable;
  readonly facts: AuditFacts;
  readonly checks: readonly CheckResult[];
  readonly ties: Tie[] = [];
  readonly #places = new Map<string, Place>();

  constructor(db: Readable, facts: AuditFacts, checks: readonly CheckResult[]) {
    this.db = db;
    this.facts = facts;
    this.checks = checks;
  }

  /** A sheet with unit, year and 单位:元 under its title. */
  sheet(title: string, columns: readonly ColumnSpec[], more: Partial<SheetSpec> = {}): SheetBuilder {
    const { profile, year } = this.facts;
    return new SheetBuilder(title, {
      title,
      subtitle: [`编制单位：${profile.name}`, `${year} 年度`, '单位：元'],
      columns,
      ...more,
    });
  }

  /** Who signs a statement (2009 年报表的签章行, rules.md 3.4). 复核 stays open: who books must not check. */
  signatures(sheet: SheetBuilder): void {
    const { chair, accountant } = this.facts.profile;
    sheet.gap();
    sheet.signatures([`工会主席：${chair}`, `财务负责人：${accountant}`, '复核：', `制表：${accountant}`]);
  }

  /** Puts a comparison under a table and keeps it for the cover. The result stands in the sheet's last column. */
  tie(sheet: SheetBuilder, label: string, left: Figure, right: Figure): void {
    const last = sheet.spec.columns.length - 1;
    const cell = tieOut(left.formula, right.formula, fen(left.amount - right.amount));
    const blanks = Array.from({ length: last - 1 }, () => null);
    const row = sheet.row([{ text: `核对：${label}`, span: last, align: 'left' }, ...blanks, cell]);
    const says = 'text' in cell.result ? cell.result.text : '';
    this.ties.push({ label, left, right, result: sheet.reference(last, row), says });
  }

  place(key: string, sheet: SheetBuilder, column: number, row: number, says: string): void {
    this.#places.set(key, { sheetName: sheet.name, address: sheet.address(column, row), says });
  }

  /**
   * @returns undefined for an account of the chart that has no line this year (`settlement.2021:50102`)
   * @throws RangeError for a key that no sheet sets (an error in assets/working-paper.json)
   */
  placeOf(key: string): Place | undefined {
    const place = this.#places.get(key);
    const [, accountId] = /^settlement\.(\d{4}:\d+)$/.exec(key) ?? [];
    if (!place && !this.facts.accounts.some((account) => account.id === accountId))
      throw new RangeError(`no evidence ${key}`);
    return place;
  }
}

/** An amount as the engine has it. */
export const amount = (value: Fen): CellSpec => ({ fen: value });

/** A live formula of an amount with what it comes to; nothing to add up is a plain zero. */
export function live({ formula, amount: value }: Figure, look: { bold?: boolean; problem?: boolean } = {}): CellSpec {
  return formula === '0' ? { fen: value, ...look } : { formula, result: { fen: value }, ...look };
}

/** A text that people typed, with long personal numbers hidden (they have no business in a summary). */
export const typed = (text: string): string => withoutNumbers(text);
