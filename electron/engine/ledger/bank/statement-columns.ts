import { z } from 'zod';
import { STATEMENT_FIELD_NAMES, STATEMENT_FIELDS, type StatementField } from '#shared/contract/ledger.ts';
import type { Readable, Writable } from '../../database.ts';
import type { HeaderColumn, Vocabulary } from '../../spreadsheet/header.ts';
import { titleKey } from '../../spreadsheet/titles.ts';

/** Column index (as text, the way JSON keeps it) -> what the column holds. */
export type StatementMapping = Readonly<Record<string, StatementField>>;

// What the columns are called in the exports of the large banks. 借方 is written from the bank's side: money out of the account.
export const STATEMENT_VOCABULARY: Vocabulary<StatementField> = [
  {
    field: 'day',
    names: [
      '交易日期',
      '记账日期',
      '日期',
      '入账日期',
      '交易时间',
      '交易日',
      '记账日',
      '记账时间',
      '入账时间',
      '发生日期',
      '交易日期时间',
      '业务日期',
      '起息日期',
      '时间',
    ],
  },
  { field: 'summary', names: ['摘要', '交易摘要', '摘要说明', '业务摘要', '交易说明', '交易类型', '业务类型'] },
  { field: 'use', names: ['用途', '交易用途', '资金用途', '汇款用途'] },
  { field: 'remark', names: ['附言', '备注', '交易附言', '客户附言', '个性化信息', '说明'] },
  {
    field: 'debit',
    names: [
      '借方发生额',
      '借方金额',
      '借方',
      '支出',
      '支出金额',
      '转出',
      '转出金额',
      '付款金额',
      '支取金额',
      '支取',
      '借方发生金额',
      '付出',
    ],
  },
  {
    field: 'credit',
    names: [
      '贷方发生额',
      '贷方金额',
      '贷方',
      '收入',
      '收入金额',
      '转入',
      '转入金额',
      '收款金额',
      '存入金额',
      '存入',
      '贷方发生金额',
      '收进',
    ],
  },
  { field: 'amount', names: ['交易金额', '金额', '发生额', '发生金额', '收支金额', '本次发生额'] },
  {
    field: 'flag',
    names: [
      '借贷标志',
      '借贷标识',
      '借贷方向',
      '借贷',
      '收支标志',
      '收支',
      '收支方向',
      '收付标志',
      '收付',
      '交易方向',
      '方向',
    ],
  },
  { field: 'balance', names: ['余额', '账户余额', '交易后余额', '本次余额', '当前余额', '联机余额', '余额金额'] },
  {
    field: 'counterparty',
    names: [
      '对方户名',
      '对方名称',
      '对方单位',
      '对方单位名称',
      '对方账户名称',
      '对方账户名',
      '对方账号名称',
      '交易对手',
      '交易对方',
      '交易对手名称',
      '收付款人名称',
      '收款人付款人名称',
      '对方',
    ],
  },
  {
    field: 'reference',
    names: [
      '流水号',
      '凭证号',
      '交易流水号',
      '凭证号码',
      '交易流水',
      '银行流水号',
      '核心流水号',
      '账户明细编号',
      '交易序号',
      '业务编号',
      '传票号',
      '回单编号',
      '票据号',
    ],
  },
];

const stored = z.record(z.string(), z.enum(STATEMENT_FIELDS));

/** What the header looks like, for knowing it again: its titles in order. */
export function shapeOf(columns: readonly Pick<HeaderColumn<StatementField>, 'index' | 'title'>[]): string {
  return columns
    .map(({ index, title }) => `${index}:${titleKey(title)}`)
    .join('|')
    .slice(0, 8000);
}

/** How a file of this shape was read the last time. */
export function rememberedMapping(db: Readable, shape: string): StatementMapping | undefined {
  const row = db.get<{ mapping: string }>('SELECT mapping FROM bank_formats WHERE shape = :shape', { shape });
  const parsed = row && stored.safeParse(JSON.parse(row.mapping));
  return parsed?.success ? parsed.data : undefined;
}

export function rememberMapping(db: Writable, shape: string, mapping: StatementMapping, now: string): void {
  db.run(
    `INSERT INTO bank_formats (shape, mapping, used_at) VALUES (:shape, :mapping, :now)
     ON CONFLICT (shape) DO UPDATE SET mapping = excluded.mapping, used_at = excluded.used_at`,
    { shape, mapping: JSON.stringify(mapping), now },
  );
}

/** Field -> column index. Of two columns said to be the same the left one counts. */
export function indexesOf(mapping: StatementMapping): Map<StatementField, number> {
  const found = new Map<StatementField, number>();
  for (const [index, field] of Object.entries(mapping).sort(([a], [b]) => Number(a) - Number(b)))
    if (!found.has(field)) found.set(field, Number(index));
  return found;
}

/** What is still missing before rows can be read: the day, and the amount in one of its forms. */
export function missingColumns(mapping: StatementMapping): string[] {
  const has = (field: StatementField) => Object.values(mapping).includes(field);
  const missing: string[] = [];
  if (!has('day')) missing.push(STATEMENT_FIELD_NAMES.day);
  if (!has('amount') && !has('debit') && !has('credit')) missing.push('金额');
  else if (!has('amount') && !(has('debit') && has('credit')))
    missing.push(has('debit') ? STATEMENT_FIELD_NAMES.credit : STATEMENT_FIELD_NAMES.debit);
  return missing;
}
