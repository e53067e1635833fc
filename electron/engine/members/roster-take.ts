import type { Month } from '#shared/calendar.ts';
import type { WriteContext } from '../context.ts';
import type { Readable } from '../database.ts';
import { type KnownMember, readPeople } from './people.ts';
import type { RosterFile, RosterRow } from './roster-file.ts';
import { type Judged, type RosterChanges, RosterJudge } from './roster-judge.ts';
import { dropRoster } from './roster-kept.ts';
import type { RosterDraft } from './roster-row.ts';
import { labelOf } from './save.ts';
import { insertWages, mergeWages, writeWages } from './wages.ts';
import { addChange, GroupsByName, insertMember, type MemberFacts, updateMember } from './write.ts';

export interface TakenRoster {
  added: number;
  updated: number;
  unchanged: number;
  /** Rows put in the tray now; those that were put there before are not doubled. */
  tray: number;
}

/**
 * Takes a roster in: new members, changed particulars, wages from `wageFrom` on. Every source row is kept with its
 * verdict; problem and duplicate rows go to the tray, unless the very same row was put there by an earlier import (it may
 * have been mended or dropped since).
 */
export function takeRoster(context: WriteContext, file: RosterFile, wageFrom: Month): TakenRoster {
  const batchId = context.newId();
  context.db.run(
    `INSERT INTO import_batches (id, feature, file_name, sha256, mapping, taken_at, operator)
     VALUES (:batchId, 'members', :fileName, :sha256, :mapping, :now, :operator)`,
    {
      batchId,
      fileName: file.fileName,
      sha256: file.sha256,
      mapping: JSON.stringify({ sheet: file.sheet, headerRows: file.headerRows, columns: file.columns, wageFrom }),
      now: context.now,
      operator: context.operator,
    },
  );
  const judge = new RosterJudge(readPeople(context.db, wageFrom), context.today);
  const groups = new GroupsByName(context);
  const inTray = readTraySources(context.db);
  const taken: TakenRoster = { added: 0, updated: 0, unchanged: 0, tray: 0 };
  for (const row of file.rows) {
    const judged = judge.judge(row);
    const memberId = takeJudged(context, groups, judged, wageFrom);
    const source = sourceOf(row);
    const rejected = judged.verdict === 'problem' || judged.verdict === 'duplicate';
    const state = memberId !== undefined ? 'taken' : rejected && !inTray.has(source) ? 'tray' : 'ignored';
    if (judged.verdict === 'new') taken.added += 1;
    if (judged.verdict === 'update') taken.updated += 1;
    if (judged.verdict === 'unchanged') taken.unchanged += 1;
    if (state === 'tray') taken.tray += 1;
    keepRow(context, { batchId, row: row.row, source, judged, state, memberId });
  }
  context.trail({ subject: 'importBatch', id: batchId, label: file.fileName, after: { ...taken, wageFrom } });
  dropRoster(context.db);
  return taken;
}

/** Does what a verdict says. @returns the member's id, undefined when the row is not taken in */
export function takeJudged(
  context: WriteContext,
  groups: GroupsByName,
  judged: Judged,
  wageFrom: Month,
): string | undefined {
  switch (judged.verdict) {
    case 'new':
      return addFromRoster(context, groups, judged.draft, wageFrom);
    case 'update':
      changeFromRoster(context, groups, judged, wageFrom);
      return judged.member.id;
    case 'unchanged':
      return judged.member.id;
    default:
      return undefined;
  }
}

function addFromRoster(context: WriteContext, groups: GroupsByName, draft: RosterDraft, wageFrom: Month): string {
  const { group, wages, retired, ...facts } = draft;
  const id = insertMember(
    context,
    { ...facts, groupId: groups.idOf(group) },
    retired === '' ? 'active' : 'retained',
    retired === '' ? '花名册登记' : `花名册${retired}，保留会籍（章程第八条）`,
  );
  insertWages(context.db, id, wageFrom, wages);
  return id;
}

function changeFromRoster(
  context: WriteContext,
  groups: GroupsByName,
  { member, draft, changes }: Extract<Judged, { verdict: 'update' }>,
  wageFrom: Month,
): void {
  const facts: MemberFacts = {
    number: member.number,
    name: member.name,
    phone: member.phone,
    ethnicity: member.ethnicity,
    political: member.political,
    education: member.education,
    note: member.note,
    ...changes.texts,
    sex: draft.sex,
    birthday: draft.birthday,
    idNumber: draft.idNumber,
    groupId: changes.group === undefined ? (member.group_id ?? undefined) : groups.idOf(changes.group),
    joined: changes.joined ?? member.joined,
  };
  updateMember(context.db, member.id, facts);
  if (changes.wages) writeWages(context.db, member.id, wageFrom, mergeWages(member.wages, changes.wages));
  if (changes.retained) {
    addChange(context, member.id, {
      day: context.today,
      from: member.status,
      to: 'retained',
      ground: `花名册${draft.retired}，保留会籍（章程第八条）`,
    });
  }
  context.trail({
    subject: 'member',
    id: member.id,
    label: labelOf(facts),
    before: valuesBefore(member, changes),
    after: { ...changes, ...(changes.identity ? identityOf(draft) : {}), wageFrom },
  });
}

const identityOf = ({ idNumber, sex, birthday }: RosterDraft) => ({ idNumber, sex, birthday });

/** What the changed values were, for the trail. */
function valuesBefore(member: KnownMember, changes: RosterChanges): Record<string, unknown> {
  const { texts, identity, joined, group, wages, retained } = changes;
  const before: Record<string, unknown> = {};
  for (const field of ['name', 'number', 'phone', 'ethnicity', 'political', 'education', 'note'] as const)
    if (texts[field] !== undefined) before[field] = member[field];
  if (identity) before['identity'] = { idNumber: member.id_number, sex: member.sex, birthday: member.birthday };
  if (joined !== undefined) before['joined'] = member.joined;
  if (group !== undefined) before['group'] = member.group_name;
  if (wages) before['wages'] = member.wages;
  if (retained) before['status'] = member.status;
  return before;
}

interface KeptRow {
  batchId: string;
  row: number;
  source: string;
  judged: Judged;
  state: 'taken' | 'tray' | 'ignored';
  memberId: string | undefined;
}

function keepRow(context: WriteContext, { batchId, row, source, judged, state, memberId }: KeptRow): void {
  context.db.run(
    `INSERT INTO import_rows (id, batch_id, row_number, source, verdict, message, state, record_id)
     VALUES (:id, :batchId, :row, :source, :verdict, :message, :state, :memberId)`,
    {
      id: context.newId(),
      batchId,
      row,
      source,
      verdict: judged.verdict,
      message: judged.message,
      state,
      memberId,
    },
  );
}

/** A source row as it is kept: the mapped values by field, and what stood in the other columns. */
function sourceOf({ values, rest }: Pick<RosterRow, 'values' | 'rest'>): string {
  return JSON.stringify(Object.keys(rest).length === 0 ? { values } : { values, rest });
}

function readTraySources(db: Readable): Set<string> {
  const rows = db.all<{ source: string }>(
    `SELECT source FROM import_rows JOIN import_batches ON import_batches.id = batch_id
     WHERE feature = 'members' AND state IN ('tray', 'mended', 'dropped')`,
  );
  return new Set(rows.map(({ source }) => source));
}
