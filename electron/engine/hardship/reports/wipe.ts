import { day as asDay } from '#shared/calendar.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import { refuse } from '#shared/errors.ts';
import type { WriteContext } from '../../context.ts';
import type { Writable } from '../../database.ts';
import { readRetention, termOver } from './settings.ts';

interface EndedFile {
  number: string;
  ended: string | null;
  wiped: number;
}

/**
 * 脱敏处理 of a file whose term is over: household, health, address, accounts, figures and free text are overwritten for good
 * (`secure_delete`; the server empties the write-ahead log right after). Number, member, category, cause, days, decisions and
 * aids stay, because vouchers rest on them; so do the rows of the audit trail, which never held that content. The papers are marked removed;
 * their encrypted files stay in 附件/, where no page reaches them any more. It cannot be taken back.
 * @throws Refusal `hardship.wipeOpen`, `hardship.wipeTerm` (before the term), `hardship.wipeNumber` (the number typed is another),
 *   `hardship.fileWiped`, `request.notFound`
 */
export function wipeFile(
  context: WriteContext,
  { id, number: typed, ground }: ParsedInputOf<'hardship.wipeFile'>,
): { number: string; papers: number } {
  const { db, today } = context;
  const file = db.get<EndedFile>(
    `SELECT file.number, ended.day AS ended,
            EXISTS (SELECT 1 FROM hardship_wipes WHERE file_id = file.id AND day >= ended.day) AS wiped
     FROM hardship_files AS file LEFT JOIN hardship_ends AS ended ON ended.file_id = file.id WHERE file.id = :id`,
    { id },
  );
  if (!file) throw refuse('request.notFound', { what: '困难档案' });
  const { number, ended } = file;
  if (ended === null) throw refuse('hardship.wipeOpen', { number });
  if (file.wiped === 1) throw refuse('hardship.fileWiped');
  const { retentionYears: years } = readRetention(db);
  const due = termOver(asDay(ended), years);
  if (due > today) throw refuse('hardship.wipeTerm', { number, ended, years: String(years), due });
  if (typed.replace(/\s/g, '') !== number) throw refuse('hardship.wipeNumber', { number });
  db.run(
    `INSERT INTO hardship_wipes (id, file_id, day, ended_day, years, ground, operator)
     VALUES (:wipeId, :id, :today, :ended, :years, :ground, :operator)`,
    { wipeId: context.newId(), id, today, ended, years, ground, operator: context.operator },
  );
  const papers = blank(db, id, { at: context.now, by: context.operator });
  context.trail({ subject: 'hardshipFile', id, label: `${number} 脱敏处理`, after: { ended, years, ground, papers } });
  return { number, papers };
}

const PLAIN_ASSESSMENT = "json_set(assessment, '$.steps', json('[]'), '$.perHeadMonthly', 0, '$.reason', '已脱敏')";

/** @returns how many papers were marked removed */
function blank(db: Writable, id: string, { at, by }: { at: string; by: string }): number {
  const row = { id };
  db.run(
    `UPDATE hardship_files SET accident_expense = NULL, per_head_monthly = 0, assessment = ${PLAIN_ASSESSMENT}, decision_ground = '',
       health_status = '', housing = '', address = '', bank_name = '', bank_account = '', note = ''
     WHERE id = :id`,
    row,
  );
  db.run('DELETE FROM hardship_forms WHERE file_id = :id', row);
  db.run('INSERT INTO hardship_forms (file_id) VALUES (:id)', row);
  for (const table of ['hardship_further_causes', 'household_members', 'hardship_items'])
    db.run(`DELETE FROM ${table} WHERE file_id = :id`, row);
  db.run(
    `UPDATE hardship_assessments SET per_head_monthly = 0, assessment = ${PLAIN_ASSESSMENT} WHERE file_id = :id`,
    row,
  );
  db.run("UPDATE hardship_changes SET ground = '' WHERE file_id = :id", row);
  db.run("UPDATE hardship_steps SET facts = '{}', before = '{}' WHERE file_id = :id", row);
  db.run(
    "UPDATE aids SET note = '', recipient = '', recipient_relation = '', approval_ground = '' WHERE file_id = :id",
    row,
  );
  db.run("UPDATE aid_measures SET what = '已脱敏', detail = '', result = '' WHERE file_id = :id", row);
  return db.run(
    `UPDATE hardship_papers SET name = '已脱敏', removed_at = coalesce(removed_at, :at), removed_by = coalesce(removed_by, :by),
       remove_reason = '保存期限已满，脱敏处理'
     WHERE file_id = :id AND name <> '已脱敏'`,
    { id, at, by },
  );
}
