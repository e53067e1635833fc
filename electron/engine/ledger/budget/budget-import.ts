import type { Budget, BudgetPreview } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import type { ReadContext, WriteContext } from '../../context.ts';
import { readChosenGrid } from '../../spreadsheet/chosen.ts';
import { readAccountTree } from '../chart/accounts.ts';
import { assertDraft } from './adoption.ts';
import { saveBudget } from './budget.ts';
import { type BudgetFileLine, readBudgetFile } from './budget-file.ts';
import type { HeadInput } from './rows.ts';

/** A budget file that has been read, before anything is written. */
export interface PreparedBudget {
  preview: BudgetPreview;
  lines: BudgetFileLine[];
  heads: HeadInput[];
  sha256: string;
}

/** @throws Refusal `file.*` */
export async function prepareBudget(context: ReadContext, fileToken: string): Promise<PreparedBudget> {
  const file = context.chosenFile(fileToken);
  const { grid, sha256 } = await readChosenGrid(file);
  return { ...readBudgetFile(grid, file.name, readAccountTree(context.db)), sha256 };
}

/**
 * Takes in a whole budget file, replacing the year's budget; every row of the file is kept with its verdict.
 * @throws Refusal `ledger.budgetRows` or `ledger.budgetSums` when anything in the file is wrong, `ledger.budgetAdopted`, and
 *   those of `saveBudget`
 */
export function takeBudget(
  context: WriteContext,
  year: number,
  { preview, lines, heads, sha256 }: PreparedBudget,
): Budget {
  assertDraft(context.db, year);
  const wrong = preview.lines.filter((line) => line.problem !== undefined).map((line) => line.row);
  if (wrong.length > 0) {
    const named = wrong.slice(0, 5).join('、');
    throw refuse('ledger.budgetRows', {
      file: preview.fileName,
      rows: `第 ${named} ${wrong.length > 5 ? `等 ${wrong.length} 行` : '行'}`,
    });
  }
  const [problem] = preview.problems;
  if (problem !== undefined) throw refuse('ledger.budgetSums', { file: preview.fileName, problem });
  const budget = saveBudget(context, { year, lines, heads }, `${year} 年预算（${preview.fileName}）`);
  keepSource(context, preview, sha256, year);
  return budget;
}

function keepSource(
  { db, newId, now, operator }: WriteContext,
  preview: BudgetPreview,
  sha256: string,
  year: number,
): void {
  const batch = newId();
  db.run(
    `INSERT INTO import_batches (id, feature, file_name, sha256, mapping, taken_at, operator)
     VALUES (:batch, 'ledger', :fileName, :sha256, :mapping, :now, :operator)`,
    { batch, fileName: preview.fileName, sha256, mapping: JSON.stringify({ kind: 'budget', year }), now, operator },
  );
  const rows = [
    ...preview.lines.map(({ row, ...source }) => ({ row, source, record: `${year}:${source.code}` })),
    ...preview.heads.map(({ row, ...source }) => ({ row, source, record: `${year}:${source.head}` })),
  ];
  for (const { row, source, record } of rows) {
    db.run(
      `INSERT INTO import_rows (id, batch_id, row_number, source, verdict, state, record_id)
       VALUES (:id, :batch, :row, :source, 'new', 'taken', :record)`,
      { id: newId(), batch, row, source: JSON.stringify(source), record },
    );
  }
}
