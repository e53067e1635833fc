import type { Day } from '#shared/calendar.ts';
import type { ParsedInputOf, ValueOf } from '#shared/contract/index.ts';
import { type BankStatement, STATEMENT_FIELD_NAMES, type StatementPreview } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import { maskBankAccount } from '#shared/mask.ts';
import { type Fen, ZERO } from '#shared/money.ts';
import type { ReadContext, WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { moneyAccount, moneyAccountsOf } from './money-accounts.ts';
import { rememberedMapping, rememberMapping } from './statement-columns.ts';
import { type OpenedStatement, openStatement, readStatement, type StatementFile } from './statement-file.ts';
import { type JudgedStatement, judgeStatement, type NewLine, nameRows } from './statement-judge.ts';

type Input = ParsedInputOf<'ledger.takeStatement'>;

/** @throws Refusal `file.*` */
export function prepareStatement(context: ReadContext, { file }: Input): Promise<OpenedStatement> {
  return openStatement(context.chosenFile(file));
}

function judged(
  context: ReadContext,
  opened: OpenedStatement,
  input: Input,
): JudgedStatement & { file: StatementFile } {
  const file = readStatement(opened, input, (shape) => rememberedMapping(context.db, shape));
  return { ...judgeStatement(context, file, input), file };
}

/**
 * What taking the file in would do, row by row; nothing is written.
 * @throws Refusal `file.*`, `bank.notMoneyAccount`
 */
export async function previewStatement(context: ReadContext, input: Input): Promise<StatementPreview> {
  return judged(context, await prepareStatement(context, input), input).preview;
}

/**
 * Takes in a bank statement: its new lines, every row of the file with its verdict, and how its columns were read for the next time.
 * @throws Refusal `file.noRows`, `bank.columnsMissing`, `bank.accountNeeded`, `bank.openingNeeded`, `bank.statementTaken`,
 *   `bank.statementRows`, `bank.nothingNew`
 */
export function takeStatement(
  context: WriteContext,
  input: Input,
  opened: OpenedStatement,
): ValueOf<'ledger.takeStatement'> {
  const { db, newId, now, operator, trail } = context;
  const { file, preview, lines, leftOutSum } = judged(context, opened, input);
  const { accountId, from, to, opening, closing } = takeable(file, preview, lines);
  const batch = newId();
  db.run(
    `INSERT INTO import_batches (id, feature, file_name, sha256, mapping, taken_at, operator)
     VALUES (:batch, 'ledger', :fileName, :sha256, :mapping, :now, :operator)`,
    {
      batch,
      fileName: file.fileName,
      sha256: file.sha256,
      mapping: JSON.stringify({ kind: 'bankStatement', sheet: file.sheet, columns: file.mapping }),
      now,
      operator,
    },
  );
  const id = newId();
  const lineIds = new Map(lines.map((line, index) => [line.row, writeLine(context, id, accountId, index + 1, line)]));
  const sources = new Map(file.rows.map(({ row, source }) => [row, source]));
  for (const { row, verdict, message } of preview.rows) {
    db.run(
      `INSERT INTO import_rows (id, batch_id, row_number, source, verdict, message, state, record_id)
       VALUES (:id, :batch, :row, :source, :verdict, :message, :state, :record)`,
      {
        id: newId(),
        batch,
        row,
        source: JSON.stringify(sources.get(row) ?? []),
        verdict,
        message,
        state: verdict === 'take' ? 'taken' : 'ignored',
        record: lineIds.get(row),
      },
    );
  }
  const leftOut = preview.counts.duplicate;
  const head = {
    id,
    accountId,
    batch,
    fileName: file.fileName,
    holder: file.facts.holder,
    accountNumber: file.facts.accountNumber,
    from,
    to,
    opening,
    closing,
    leftOut,
    leftOutSum,
    now,
    operator,
  };
  insertStatement(context, head);
  rememberMapping(db, file.shape, file.mapping, now);
  trail({
    subject: 'bankStatement',
    id,
    label: `${file.fileName}（${from} 至 ${to}）`,
    after: { ...head, accountNumber: preview.accountNumberMasked, lines: lines.length },
  });
  return { id, lines: lines.length, leftOut, from, to, closing };
}

function takeable(
  file: StatementFile,
  preview: StatementPreview,
  lines: readonly NewLine[],
): { accountId: string; from: Day; to: Day; opening: Fen; closing: Fen } {
  const { fileName } = file;
  if (preview.takenBefore !== undefined)
    throw refuse('bank.statementTaken', { file: fileName, at: preview.takenBefore });
  if (preview.missing.length > 0)
    throw refuse('bank.columnsMissing', { file: fileName, wanted: preview.missing.join('、') });
  const bad = preview.rows.filter(({ verdict }) => verdict === 'broken' || verdict === 'problem');
  if (bad.length > 0) throw refuse('bank.statementRows', { file: fileName, rows: `第 ${nameRows(bad)} 行` });
  if (preview.problems.length > 0)
    throw refuse('bank.statementRows', { file: fileName, rows: STATEMENT_FIELD_NAMES.balance });
  if (preview.accountId === undefined) throw refuse('bank.accountNeeded');
  if (preview.needsOpening) throw refuse('bank.openingNeeded', { file: fileName });
  const { accountId, from, to, opening, closing } = preview;
  if (from === undefined || to === undefined || opening === undefined || closing === undefined)
    throw refuse('file.noRows', { file: fileName });
  if (lines.length === 0 && preview.counts.duplicate > 0) throw refuse('bank.nothingNew', { file: fileName });
  return { accountId, from, to, opening, closing };
}

function writeLine(
  { db, newId }: WriteContext,
  statement: string,
  accountId: string,
  position: number,
  line: NewLine,
): string {
  const id = newId();
  db.run(
    `INSERT INTO bank_lines (id, statement_id, account_id, position, row_number, day, amount, balance, summary, counterparty, reference, occurrence)
     VALUES (:id, :statement, :accountId, :position, :row, :day, :amount, :balance, :summary, :counterparty, :reference, :occurrence)`,
    {
      id,
      statement,
      accountId,
      position,
      row: line.row,
      day: line.day,
      amount: line.amount,
      balance: line.balance,
      summary: line.summary,
      counterparty: line.counterparty,
      reference: line.reference,
      occurrence: line.occurrence,
    },
  );
  return id;
}

function insertStatement(
  { db }: WriteContext,
  head: {
    id: string;
    accountId: string;
    batch?: string;
    fileName: string;
    holder: string;
    accountNumber: string;
    from: Day;
    to: Day;
    opening: Fen;
    closing: Fen;
    leftOut: number;
    leftOutSum: Fen;
    now: string;
    operator: string;
  },
): void {
  db.run(
    `INSERT INTO bank_statements (id, account_id, batch_id, file_name, holder, account_number, from_day, to_day, opening, closing, left_out, left_out_sum, taken_at, operator)
     VALUES (:id, :accountId, :batch, :fileName, :holder, :accountNumber, :from, :to, :opening, :closing, :leftOut, :leftOutSum, :now, :operator)`,
    { batch: undefined, ...head },
  );
}

/**
 * A month without movements, typed from the bank's paper: its balance stands as a statement of its own.
 * @throws Refusal `request.invalid` (days the wrong way round, or to come), `bank.statementOverlaps`, `bank.notMoneyAccount`
 */
export function recordBankBalance(
  context: WriteContext,
  { accountId, from, to, balance }: ParsedInputOf<'ledger.recordBankBalance'>,
): BankStatement {
  const { db, newId, now, operator, today, trail } = context;
  const account = moneyAccount(db, 'bank', accountId);
  if (from > to) throw refuse('request.invalid', { field: '截止日期', problem: '早于开始日期' });
  if (to > today) throw refuse('request.invalid', { field: '截止日期', problem: '还没有到' });
  const moved = db.get('SELECT 1 FROM bank_lines WHERE account_id = :account AND day BETWEEN :from AND :to LIMIT 1', {
    account: account.id,
    from,
    to,
  });
  if (moved) throw refuse('bank.statementOverlaps', { from, to });
  const id = newId();
  insertStatement(context, {
    id,
    accountId: account.id,
    fileName: '',
    holder: '',
    accountNumber: '',
    from,
    to,
    opening: balance,
    closing: balance,
    leftOut: 0,
    leftOutSum: ZERO,
    now,
    operator,
  });
  trail({
    subject: 'bankStatement',
    id,
    label: `${from} 至 ${to} 没有发生额`,
    after: { account: account.code, balance },
  });
  return statementOf(db, id);
}

type StatementRow = Omit<BankStatement, 'accountNumberMasked' | 'accountName'> & { accountNumber: string };

const COLUMNS = `
  SELECT id, account_id AS accountId, file_name AS fileName, account_number AS accountNumber, from_day AS "from", to_day AS "to",
         opening, closing, left_out AS leftOut, taken_at AS takenAt, operator,
         (SELECT count(*) FROM bank_lines WHERE statement_id = bank_statements.id) AS lines,
         (SELECT count(*) FROM bank_lines CROSS JOIN bank_match_lines ON bank_match_lines.line_id = bank_lines.id
          WHERE bank_lines.statement_id = bank_statements.id) AS matched
  FROM bank_statements`;
export const LIST_STATEMENTS = `${COLUMNS} WHERE account_id = :account ORDER BY from_day DESC, to_day DESC, id DESC`;

/** Every statement that was taken in, account by account, newest first. */
export function listStatements(db: Readable): BankStatement[] {
  return moneyAccountsOf(db, 'bank').flatMap(({ id, name }) =>
    db.all<StatementRow>(LIST_STATEMENTS, { account: id }).map((row) => shown(row, name)),
  );
}

function statementOf(db: Readable, id: string): BankStatement {
  const row = db.get<StatementRow>(`${COLUMNS} WHERE id = :id`, { id });
  if (!row) throw refuse('request.notFound', { what: '对账单' });
  return shown(row, moneyAccount(db, 'bank', row.accountId).name);
}

function shown({ accountNumber, ...row }: StatementRow, accountName: string): BankStatement {
  return { ...row, accountName, accountNumberMasked: maskBankAccount(accountNumber) };
}

/**
 * Removes a whole statement; what its file said stays with the import's record.
 * @throws Refusal `request.notFound`, `bank.statementMatched`
 */
export function removeStatement({ db, trail }: WriteContext, id: string): { lines: number } {
  const statement = statementOf(db, id);
  const file = statement.fileName || `${statement.from} 至 ${statement.to}`;
  if (statement.matched > 0) throw refuse('bank.statementMatched', { file, lines: statement.matched });
  const batch = db.get<{ batch: string | null }>('SELECT batch_id AS batch FROM bank_statements WHERE id = :id', {
    id,
  });
  db.run('DELETE FROM bank_statements WHERE id = :id', { id });
  db.run('DELETE FROM bank_lines WHERE statement_id = :id', { id });
  if (batch?.batch)
    db.run("UPDATE import_rows SET state = 'dropped' WHERE batch_id = :batch AND state = 'taken'", {
      batch: batch.batch,
    });
  trail({ subject: 'bankStatement', id, label: `${file}（${statement.from} 至 ${statement.to}）`, before: statement });
  return { lines: statement.lines };
}
