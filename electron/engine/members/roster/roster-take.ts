import type { Month } from '#shared/calendar.ts';
import { PARTICULAR_FIELDS } from '#shared/contract/members/registration.ts';
import type { ChangeField, ImportCounts, LeaveOut } from '#shared/contract/members.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { NewMembers } from '../records/new-members.ts';
import { labelOf } from '../records/save.ts';
import { mergeWages, wagesOfMonth, writeWages } from '../records/wages.ts';
import { addChange, GroupsByName, type MemberFacts, updateMember } from '../records/write.ts';
import { writeOwnValues } from '../registration/own-values.ts';
import { writeParticulars } from '../registration/particulars.ts';
import { beginBatch, concludeBatch, type KeptRow, keepRows, trailMembers } from './batch.ts';
import { type Before, EffectLog, factsBefore } from './effects.ts';
import { type KnownMember, readPeople } from './people.ts';
import { namesOfChanges, type RosterChanges, withoutFields } from './roster-changes.ts';
import { wantedOf } from './roster-fields.ts';
import type { RosterFile, RosterRow } from './roster-file.ts';
import { type Judged, RosterJudge } from './roster-judge.ts';
import { dropRoster } from './roster-kept.ts';
import { NOTHING_OUT } from './roster-preview.ts';
import type { OwnFields, RosterDraft } from './roster-row.ts';
import { rememberColumns } from './shapes.ts';

/**
 * Takes a roster in: new members, changed particulars, wages from `wageFrom` on. Every source row is kept with its
 * verdict; problem and duplicate rows go to the tray, unless the very same row was put there by an earlier import (it may
 * have been mended or dropped since). The columns are remembered for the next file of this shape.
 */
export function takeRoster(
  context: WriteContext,
  file: RosterFile,
  wageFrom: Month,
  out: LeaveOut = NOTHING_OUT,
): ImportCounts & { batch: string } {
  const { db } = context;
  const { fileName, sha256, sheet, headerRows, columns, ownFields } = file;
  const batch = beginBatch(context, {
    kind: 'roster',
    fileName,
    sha256,
    mapping: { sheet, headerRows, columns, wageFrom, leaveOut: out },
  });
  const judge = new RosterJudge(readPeople(db, wageFrom, wantedOf(columns)), context.today, ownFields, file.rows);
  const taker = new RosterTaker(context, wageFrom, fileName);
  const leaving = new Leaving(out);
  const inTray = readTraySources(db);
  const counts: ImportCounts = { added: 0, updated: 0, unchanged: 0, tray: 0, leftOut: 0 };
  const added: [string, string][] = [];
  const rows: KeptRow[] = [];
  for (const row of file.rows) {
    const judged = leaving.apply(row.row, judge.judge(row), ownFields);
    const memberId = judged.verdict === 'leftOut' ? undefined : taker.take(judged);
    const source = sourceOf(row);
    const rejected = judged.verdict === 'problem' || judged.verdict === 'duplicate';
    const state = memberId !== undefined ? 'taken' : rejected && !inTray.has(source) ? 'tray' : 'ignored';
    if (judged.verdict === 'new') {
      counts.added += 1;
      added.push([memberId ?? '', labelOf(judged.draft)]);
    }
    if (judged.verdict === 'update') counts.updated += 1;
    if (judged.verdict === 'unchanged') counts.unchanged += 1;
    if (judged.verdict === 'leftOut') counts.leftOut += 1;
    if (state === 'tray') counts.tray += 1;
    rows.push({ row: row.row, source, verdict: judged.verdict, message: judged.message, state, memberId });
  }
  taker.flush();
  keepRows(context, batch, rows, taker.log.effects());
  taker.log.keepGroups(context, batch);
  concludeBatch(context, batch, counts);
  rememberColumns(context, 'roster', file.shape, columns);
  context.trail({ subject: 'importBatch', id: batch, label: fileName, after: { ...counts, wageFrom } });
  trailMembers(context, { id: batch, fileName }, '新会员', added);
  dropRoster(db);
  return { ...counts, batch };
}

/** What the person leaves out of an import. */
class Leaving {
  readonly #rows: ReadonlySet<number>;
  readonly #fields: ReadonlySet<ChangeField>;
  readonly #cells = new Map<number, Set<ChangeField>>();

  constructor({ rows, fields, cells }: LeaveOut) {
    this.#rows = new Set(rows);
    this.#fields = new Set(fields);
    for (const { row, field } of cells) {
      const known = this.#cells.get(row);
      if (known) known.add(field);
      else this.#cells.set(row, new Set([field]));
    }
  }

  apply(row: number, judged: Judged, ownFields: OwnFields): Judged | { verdict: 'leftOut'; message: string } {
    if (judged.verdict !== 'new' && judged.verdict !== 'update') return judged;
    const leftOut = { verdict: 'leftOut', message: `这次不收：${judged.message}` } as const;
    if (this.#rows.has(row)) return leftOut;
    const cells = this.#cells.get(row);
    if (judged.verdict === 'new' || (this.#fields.size === 0 && !cells)) return judged;
    const changes = withoutFields(judged.changes, (field) => this.#fields.has(field) || cells?.has(field) === true);
    const left = namesOfChanges(changes, ownFields);
    return left.length === 0 ? leftOut : { ...judged, changes, message: `更新${left.join('、')}` };
  }
}

/** Does what verdicts say, and notes what that did. */
export class RosterTaker {
  readonly log: EffectLog;
  readonly #context: WriteContext;
  readonly #groups: GroupsByName;
  readonly #wageFrom: Month;
  readonly #fileName: string;
  readonly #new: NewMembers;

  constructor(context: WriteContext, wageFrom: Month, fileName: string) {
    this.#context = context;
    this.#new = new NewMembers(context);
    this.#groups = new GroupsByName(context);
    this.#wageFrom = wageFrom;
    this.#fileName = fileName;
    this.log = new EffectLog(context.db);
  }

  /** Writes what was gathered; to be called after the last row. */
  flush(): void {
    this.#new.flush();
  }

  /** @returns the member's id, undefined when the row is not taken in */
  take(judged: Judged): string | undefined {
    switch (judged.verdict) {
      case 'new':
        return this.#add(judged.draft);
      case 'update':
        this.#change(judged);
        return judged.member.id;
      case 'unchanged':
        return judged.member.id;
      default:
        return undefined;
    }
  }

  #add(draft: RosterDraft): string {
    const context = this.#context;
    const { group, wages, retired, particulars, own, birthdayWritten: _, ...facts } = draft;
    const more = Object.keys(particulars).length > 0 || Object.keys(own).length > 0;
    const id = this.#new.add(
      { ...facts, groupId: this.#groups.idOf(group) },
      retired === '' ? 'active' : 'retained',
      retired === '' ? '花名册登记' : `花名册${retired}，保留会籍（章程第八条）`,
      { from: this.#wageFrom, items: wages },
      more
        ? (member) => {
            if (Object.keys(particulars).length > 0) writeParticulars(context, member, particulars);
            writeOwnValues(context, member, own);
          }
        : undefined,
    );
    this.log.made(id);
    return id;
  }

  #change({ member, draft, changes }: Extract<Judged, { verdict: 'update' }>): void {
    // rows are taken in the order of the file
    this.flush();
    const context = this.#context;
    const wageFrom = this.#wageFrom;
    const before = this.#before(member, changes);
    const facts: MemberFacts = {
      number: member.number,
      name: member.name,
      phone: member.phone,
      ethnicity: member.ethnicity,
      political: member.political,
      education: member.education,
      note: member.note,
      ...changes.texts,
      sex: (changes.identity ? draft.sex : changes.sex) ?? member.sex ?? undefined,
      birthday: (changes.identity ? draft.birthday : changes.birthday) ?? member.birthday ?? undefined,
      idNumber: changes.identity ? draft.idNumber : member.id_number,
      groupId: changes.group === undefined ? (member.group_id ?? undefined) : this.#groups.idOf(changes.group),
      joined: changes.joined ?? member.joined,
    };
    updateMember(context, member.id, facts, `花名册「${this.#fileName}」`);
    if (changes.wages) writeWages(context.db, member.id, wageFrom, mergeWages(member.wages, changes.wages));
    if (changes.particulars) writeParticulars(context, member.id, changes.particulars);
    if (changes.own) writeOwnValues(context, member.id, changes.own);
    if (changes.retained) {
      addChange(context, member.id, {
        day: context.today,
        from: member.status,
        to: 'retained',
        kind: 'retired',
        ground: `花名册${draft.retired}，保留会籍（章程第八条）`,
      });
    }
    this.log.changed(member.id, before);
    context.trail({
      subject: 'member',
      id: member.id,
      label: labelOf(facts),
      before: valuesBefore(member, changes),
      after: { ...changes, ...(changes.identity ? identityOf(draft) : {}), wageFrom },
    });
  }

  #before(member: KnownMember, changes: RosterChanges): Before {
    const particulars: Record<string, string | boolean> = {};
    for (const field of PARTICULAR_FIELDS) {
      if (changes.particulars?.[field] === undefined) continue;
      particulars[field] = member.particulars?.[field] ?? (field === 'singleParent' ? false : '');
    }
    const own = Object.keys(changes.own ?? {}).map((field) => [field, member.own?.[field] ?? ''] as const);
    const from = this.#wageFrom;
    return {
      facts: factsBefore(member),
      ...(changes.wages ? { wages: { from, items: wagesOfMonth(this.#context.db, member.id, from) } } : {}),
      ...(changes.particulars ? { particulars } : {}),
      ...(own.length === 0 ? {} : { own: Object.fromEntries(own) }),
      ...(changes.retained ? { status: member.status } : {}),
    };
  }
}

const identityOf = ({ idNumber, sex, birthday }: RosterDraft) => ({ idNumber, sex, birthday });

/** What the changed values were, for the trail. */
function valuesBefore(member: KnownMember, changes: RosterChanges): Record<string, unknown> {
  const { texts, identity, sex, birthday, joined, group, wages, particulars, own, retained } = changes;
  const before: Record<string, unknown> = {};
  for (const field of ['name', 'number', 'phone', 'ethnicity', 'political', 'education', 'note'] as const)
    if (texts[field] !== undefined) before[field] = member[field];
  if (identity) before['identity'] = { idNumber: member.id_number, sex: member.sex, birthday: member.birthday };
  if (sex !== undefined) before['sex'] = member.sex;
  if (birthday !== undefined) before['birthday'] = member.birthday;
  if (joined !== undefined) before['joined'] = member.joined;
  if (group !== undefined) before['group'] = member.group_name;
  if (wages) before['wages'] = member.wages;
  for (const field of PARTICULAR_FIELDS)
    if (particulars?.[field] !== undefined) before[field] = member.particulars?.[field] ?? '';
  if (own) before['own'] = Object.fromEntries(Object.keys(own).map((field) => [field, member.own?.[field] ?? '']));
  if (retained) before['status'] = member.status;
  return before;
}

/** A source row as it is kept: the mapped values by field, and what stood in the other columns. */
export function sourceOf({ values, rest }: Pick<RosterRow, 'values' | 'rest'>): string {
  return JSON.stringify(Object.keys(rest).length === 0 ? { values } : { values, rest });
}

/** Rows that are, or were once, in the tray; not those of imports that were taken back. */
function readTraySources(db: Readable): Set<string> {
  const rows = db.all<{ source: string }>(
    `SELECT source FROM import_rows JOIN import_batches ON import_batches.id = batch_id
     WHERE feature = 'members' AND kind = 'roster' AND taken_back_at IS NULL AND state IN ('tray', 'mended', 'dropped')`,
  );
  return new Set(rows.map(({ source }) => source));
}
