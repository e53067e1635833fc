import { type Day, isDay, type Month, monthOf, parseLooseDay } from '#shared/calendar.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen, ZERO } from '#shared/money.ts';
import type { ChosenFile } from '../../context.ts';
import { readChosenGrid } from '../../spreadsheet/chosen.ts';
import { type DataRow, dataRows } from '../../spreadsheet/data-rows.ts';
import type { Cell, Grid } from '../../spreadsheet/grid.ts';
import { findHeaderInGrid, type Vocabulary } from '../../spreadsheet/header.ts';
import { titleKey } from '../../spreadsheet/titles.ts';
import { amountOf } from './account-rows.ts';

/** One entry of a voucher as an old file has it. */
export interface OldLine {
  row: number;
  /** Of its account, see `OldBooksFile.accounts`. */
  key: string;
  summary: string;
  debit: Fen;
  credit: Fen;
  /** All cells, for the record of the import. */
  source: string[];
}

export interface OldVoucher {
  /** Row it begins at. */
  row: number;
  /** As the file has it. */
  number: string;
  /** The same, made comparable: `记-001` and `记1` are one number. */
  numberKey: string;
  day?: Day;
  month?: Month;
  summary: string;
  counterparty: string;
  attachmentCount: number;
  lines: OldLine[];
  /** What cannot be read. */
  problem?: string;
  /** Rows in red (negative amounts) that were turned to the other side. */
  turned: boolean;
}

export interface OldBooksFile {
  fileName: string;
  sha256: string;
  sheet: string;
  /** Field -> title of its column. */
  columns: Readonly<Record<string, string>>;
  /** In file order. */
  vouchers: OldVoucher[];
  /** The accounts that its rows name, in the order they come up. */
  accounts: { key: string; code: string; name: string; rows: number }[];
  /** Rows that belong to no voucher. */
  passedOver: { row: number; why: string; source: string[] }[];
}

type Field =
  | 'day'
  | 'number'
  | 'word'
  | 'summary'
  | 'code'
  | 'name'
  | 'detail'
  | 'debit'
  | 'credit'
  | 'attachments'
  | 'counterparty';

const VOCABULARY: Vocabulary<Field> = [
  { field: 'day', names: ['日期', '凭证日期', '制单日期', '记账日期', '业务日期', '年月日'] },
  { field: 'number', names: ['凭证号', '凭证编号', '凭证字号', '凭证号数', '凭证号码', '字号'] },
  { field: 'word', names: ['凭证字', '凭证类型', '凭证类别', '凭证种类'] },
  { field: 'summary', names: ['摘要', '凭证摘要', '业务摘要', '内容摘要'] },
  { field: 'code', names: ['科目编号', '科目编码', '科目代码', '编码', '代码'] },
  { field: 'name', names: ['科目名称', '会计科目', '科目全称', '总账科目', '一级科目', '科目'] },
  { field: 'detail', names: ['明细科目', '明细科目名称', '二级科目', '子目'] },
  { field: 'debit', names: ['借方', '借方金额', '借方发生额', '借方本币'] },
  { field: 'credit', names: ['贷方', '贷方金额', '贷方发生额', '贷方本币'] },
  { field: 'attachments', names: ['附件', '附件张数', '附件数', '附单据数', '附单据', '单据数'] },
  { field: 'counterparty', names: ['对方', '对方单位', '对方名称', '往来单位', '收款人', '收付款单位'] },
];
/** Lines between the vouchers that carry sums or balances along. */
const CARRIED = /^(本[日周月季年页]|全年|累计|承前|过次|转下|上[年月]|年初|月初|期初|期末|合计|总计|小计)/;

export async function readOldBooksFile(file: ChosenFile): Promise<OldBooksFile> {
  const { grid, sha256 } = await readChosenGrid(file);
  return { ...oldBooksOf(grid, file.name), sha256 };
}

/**
 * Finds the vouchers in a voucher list (序时账, 凭证清单). A row without date or number goes on with the voucher above it, as lists
 * write them once a voucher; rows of one month with the same number are one voucher wherever they stand.
 * @throws Refusal `file.noHeader`, `file.noRows`
 */
export function oldBooksOf(grid: Grid, fileName: string): Omit<OldBooksFile, 'sha256'> {
  const found = findHeaderInGrid(grid, VOCABULARY, {
    required: ['day', 'number', 'name', 'debit', 'credit'],
    atLeast: 5,
  });
  if (!found) throw refuse('file.noHeader', { file: fileName, wanted: '日期、凭证号、摘要、科目名称、借方、贷方' });
  const { sheet, header } = found;
  const indexOf = new Map(header.columns.map((column) => [column.field, column.index]));
  const list = new VoucherList((row, field) => row.cells[indexOf.get(field) ?? -1]);
  for (const row of dataRows(sheet, header)) list.add(row);
  const { vouchers, accounts, passedOver } = list;
  if (vouchers.length === 0) throw refuse('file.noRows', { file: fileName });
  const columns = Object.fromEntries(
    header.columns.flatMap(({ field, title }) => (field === undefined ? [] : [[field, title]])),
  );
  return { fileName, sheet: sheet.name, columns, vouchers, accounts: [...accounts.values()], passedOver };
}

type CellOf = (row: DataRow, field: Field) => Cell | undefined;

/** Gathers rows into vouchers, in file order. */
class VoucherList {
  readonly vouchers: OldVoucher[] = [];
  readonly accounts = new Map<string, OldBooksFile['accounts'][number]>();
  readonly passedOver: OldBooksFile['passedOver'] = [];
  readonly #byKey = new Map<string, OldVoucher>();
  readonly #cellOf: CellOf;
  #last: OldVoucher | undefined;

  constructor(cellOf: CellOf) {
    this.#cellOf = cellOf;
  }

  add(row: DataRow): void {
    const text = (field: Field) => this.#cellOf(row, field)?.text.trim() ?? '';
    const source = row.cells.map((cell) => cell.text);
    const name = [text('name'), text('detail')].filter((part) => part !== '').join('-');
    const debit = amountOf(this.#cellOf(row, 'debit'));
    const credit = amountOf(this.#cellOf(row, 'credit'));
    const empty = 'value' in debit && 'value' in credit && debit.value === 0 && credit.value === 0;
    // a summary may end in 合计 too: only a row without an account is a sum
    const why =
      name === '' && text('code') === '' && (row.isTotal || CARRIED.test(titleKey(text('summary'))))
        ? '合计或结转行'
        : empty
          ? '没有金额'
          : undefined;
    if (why !== undefined) {
      this.passedOver.push({ row: row.row, why, source });
      return;
    }
    const voucher = this.#voucherOf(row, numberOf(text('word'), text('number')));
    voucher.summary ||= text('summary');
    voucher.counterparty ||= text('counterparty');
    if (/^\d{1,3}$/.test(text('attachments'))) voucher.attachmentCount ||= Number(text('attachments'));
    const problem =
      'problem' in debit
        ? `借方${debit.problem}`
        : 'problem' in credit
          ? `贷方${credit.problem}`
          : debit.value !== 0 && credit.value !== 0
            ? '借方和贷方都有数'
            : undefined;
    if (problem !== undefined) voucher.problem ??= `第 ${row.row} 行${problem}`;
    const sides = turned('value' in debit ? debit.value : ZERO, 'value' in credit ? credit.value : ZERO);
    if (sides.turned) voucher.turned = true;
    const key = this.#accountKey(text('code'), name);
    voucher.lines.push({
      row: row.row,
      key,
      summary: text('summary'),
      debit: sides.debit,
      credit: sides.credit,
      source,
    });
  }

  #voucherOf(row: DataRow, number: string): OldVoucher {
    const cell = this.#cellOf(row, 'day');
    const written = cell?.text.trim() ?? '';
    const day = dayIn(cell);
    const last = this.#last;
    const goesOn = number === '' && (written === '' || (day !== undefined && day === last?.day));
    if (last && goesOn) return last;
    // a list may write the date once a day
    const own = written === '' && last ? last.day : day;
    const problem =
      own === undefined
        ? `第 ${row.row} 行日期「${written}」认不出，或没有这一天`
        : number === ''
          ? `第 ${row.row} 行没有凭证号`
          : undefined;
    const numberKey = titleKey(number).replace(/(?<!\d)0+(?=\d)/g, '');
    const key = own === undefined || number === '' ? `row ${row.row}` : `${monthOf(own)} ${numberKey}`;
    const known = this.#byKey.get(key);
    if (known && own !== undefined && known.day !== own)
      known.problem ??= `同一个凭证号有两个日期：${known.day} 和 ${own}（第 ${row.row} 行）`;
    const voucher: OldVoucher = known ?? {
      row: row.row,
      number,
      numberKey,
      ...(own === undefined ? {} : { day: own, month: monthOf(own) }),
      summary: '',
      counterparty: '',
      attachmentCount: 0,
      lines: [],
      turned: false,
      ...(problem === undefined ? {} : { problem }),
    };
    if (!known) {
      this.vouchers.push(voucher);
      this.#byKey.set(key, voucher);
    }
    this.#last = voucher;
    return voucher;
  }

  #accountKey(code: string, name: string): string {
    const key = `${code} ${name}`.slice(0, 200).trim() || '（没有科目）';
    const account = this.accounts.get(key) ?? { key, code, name, rows: 0 };
    account.rows += 1;
    this.accounts.set(key, account);
    return key;
  }
}

/** `记` and `12` in two columns -> `记-12`. */
function numberOf(word: string, number: string): string {
  return word === '' || number === '' || number.startsWith(word) ? number : `${word}-${number}`;
}

/** Red figures stand for a reversal there; here they are the same amount on the other side. */
function turned(debit: Fen, credit: Fen): { debit: Fen; credit: Fen; turned: boolean } {
  if (debit >= 0 && credit >= 0) return { debit, credit, turned: false };
  return {
    debit: fen(Math.max(debit, 0) + Math.max(-credit, 0)),
    credit: fen(Math.max(credit, 0) + Math.max(-debit, 0)),
    turned: true,
  };
}

function dayIn(cell: Cell | undefined): Day | undefined {
  if (cell?.day !== undefined) return cell.day;
  const read = parseLooseDay((cell?.text ?? '').trim().replace(/[T\s]+\d{1,2}:\d{2}.*$/, ''));
  return read !== undefined && isDay(read) ? read : undefined;
}
