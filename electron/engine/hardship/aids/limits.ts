import { type Day, yearOf } from '#shared/calendar.ts';
import {
  AID_KIND_NAMES,
  type AidCheck,
  type AidKind,
  type AidLimit,
  type AidLimitFields,
  type AidLimitOver,
  type AidLimitShape,
  LIMIT_SHAPE_NAMES,
  type LimitFinding,
} from '#shared/contract/hardship.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen, formatYuan } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { AID_STANDS, yearRange } from './queries.ts';

interface StoredLimit {
  id: string;
  kind: AidKind | '';
  shape: AidLimitShape;
  amount: Fen;
  over: AidLimitOver;
  source: string;
  from: Day;
  last: Day | null;
  until: Day;
  sealed: number;
}

const FOREVER = '9999-12-31';

// what is sealed here is what the triggers of aid_limits keep from changing
export const LIST_LIMITS = `
  SELECT span.id, span.kind, span.shape, span.amount, span.over, span.source, span.from_day AS "from", span.last_day AS "last",
         span.until_day AS "until", EXISTS (SELECT 1 FROM aids WHERE span.kind IN ('', aids.kind) AND aids.day >= span.from_day) AS sealed
  FROM aid_limit_spans AS span ORDER BY span.kind, span.shape, span.from_day DESC`;

function limitOf({ kind, last, until, sealed, ...row }: StoredLimit): AidLimit {
  return {
    ...row,
    ...(kind === '' ? {} : { kind }),
    ...(last === null ? {} : { last }),
    ...(until === FOREVER ? {} : { until }),
    sealed: sealed === 1,
  };
}

/** All limits of aid, those of all kinds first, each kind and shape with the latest first. */
export function listAidLimits(db: Readable): AidLimit[] {
  return db.all<StoredLimit>(LIST_LIMITS).map(limitOf);
}

/**
 * Adds a limit (no id) or changes one that no aid was paid under. A limit that was used can only be given a last day that lies
 * after the aids paid under it; a new one begins after the last aid it would be about.
 * @throws Refusal `request.notFound`, `request.invalid` (days), `hardship.limitTaken`, `hardship.limitPast`, `hardship.limitSealed`
 */
export function saveAidLimit(context: WriteContext, input: ParsedInputOf<'hardship.saveAidLimit'>): AidLimit[] {
  const { db } = context;
  const { fields } = input;
  if (fields.last !== undefined && fields.last < fields.from)
    throw refuse('request.invalid', { field: '最后一天', problem: '不能早于开始日期' });
  const before = input.id === undefined ? undefined : limitOrRefuse(db, input.id);
  if (before && sameRule(before, fields)) {
    if (before.last === fields.last) throw refuse('request.invalid', { field: '限额', problem: '没有改动' });
    if (laterAid(db, before.kind, before.from, before.last, fields.last)) throw refuse('hardship.limitPast');
    db.run('UPDATE aid_limits SET last_day = :last WHERE id = :id', { id: before.id, last: fields.last });
  } else {
    if (before?.sealed) throw refuse('hardship.limitSealed');
    assertFree(db, fields, before?.id);
    if (lastAid(db, fields.kind, fields.from)) throw refuse('hardship.limitPast');
    write(context, before?.id, fields);
  }
  context.trail({
    subject: 'aidLimit',
    id: before?.id ?? fields.from,
    label: `帮扶限额 ${nameOf(fields)} ${formatYuan(fields.amount)} 元`,
    ...(before ? { before } : {}),
    after: fields,
  });
  return listAidLimits(db);
}

function write({ db, newId }: WriteContext, id: string | undefined, { kind, ...fields }: AidLimitFields): void {
  const values = { ...fields, last: fields.last, kind: kind ?? '', id: id ?? newId() };
  if (id === undefined)
    db.run(
      `INSERT INTO aid_limits (id, kind, shape, amount, over, source, from_day, last_day)
       VALUES (:id, :kind, :shape, :amount, :over, :source, :from, :last)`,
      values,
    );
  else
    db.run(
      `UPDATE aid_limits SET kind = :kind, shape = :shape, amount = :amount, over = :over, source = :source, from_day = :from,
              last_day = :last WHERE id = :id`,
      values,
    );
}

/** Takes away a limit that no aid was paid under. @throws Refusal `request.notFound`, `hardship.limitSealed` */
export function dropAidLimit(context: WriteContext, id: string): AidLimit[] {
  const { db } = context;
  const before = limitOrRefuse(db, id);
  if (before.sealed) throw refuse('hardship.limitSealed');
  db.run('DELETE FROM aid_limits WHERE id = :id', { id });
  context.trail({
    subject: 'aidLimit',
    id,
    label: `删去帮扶限额 ${nameOf(before)} ${formatYuan(before.amount)} 元`,
    before,
  });
  return listAidLimits(db);
}

function limitOrRefuse(db: Readable, id: string): AidLimit {
  const limit = listAidLimits(db).find((one) => one.id === id);
  if (!limit) throw refuse('request.notFound', { what: '帮扶限额' });
  return limit;
}

const sameRule = (before: AidLimit, fields: AidLimitFields) =>
  before.kind === fields.kind &&
  before.shape === fields.shape &&
  before.amount === fields.amount &&
  before.over === fields.over &&
  before.source === fields.source &&
  before.from === fields.from;

function assertFree(
  db: Readable,
  { kind = '', shape, from }: { kind?: string | undefined; shape: string; from: Day },
  id = '',
) {
  if (
    db.get('SELECT 1 FROM aid_limits WHERE kind = :kind AND shape = :shape AND from_day = :from AND id <> :id', {
      kind,
      shape,
      from,
      id,
    })
  )
    throw refuse('hardship.limitTaken', { day: from });
}

/** An aid of the kind (or any) on the day or after it. */
function lastAid(db: Readable, kind: AidKind | undefined, from: Day): boolean {
  return (
    db.get("SELECT 1 FROM aids WHERE :kind IN ('', aids.kind) AND aids.day >= :from LIMIT 1", {
      kind: kind ?? '',
      from,
    }) !== undefined
  );
}

/** An aid that another last day would put under the limit or take away from it. */
function laterAid(db: Readable, kind: AidKind | undefined, from: Day, ...lasts: (Day | undefined)[]): boolean {
  const after = lasts.map((last) => last ?? FOREVER).sort()[0] ?? FOREVER;
  return (
    db.get("SELECT 1 FROM aids WHERE :kind IN ('', aids.kind) AND aids.day >= :from AND aids.day > :after LIMIT 1", {
      kind: kind ?? '',
      from,
      after,
    }) !== undefined
  );
}

/** `生活救助每人次`, `每人每年` for all aid together. */
const nameOf = ({ kind, shape }: { kind?: AidKind | undefined; shape: AidLimitShape }) =>
  `${kind === undefined ? '' : AID_KIND_NAMES[kind]}${LIMIT_SHAPE_NAMES[shape]}`;

export const LIMITS_ON = `
  SELECT id, kind, shape, amount, over FROM aid_limit_spans
  WHERE kind IN ('', :kind) AND :day BETWEEN from_day AND until_day ORDER BY shape, kind`;
export const YEAR_BY_KIND = `
  SELECT kind, sum(amount) AS amount, count(*) AS times FROM aids
  WHERE file_id = :fileId AND day BETWEEN :first AND :last AND ${AID_STANDS} GROUP BY kind`;

/**
 * What the limits in force on a day say of a payment to a family: the whole calendar year counts, whichever way the days lie,
 * reversed payments do not.
 * @param amount left out: only what is left
 */
export function checkAid(
  db: Readable,
  { fileId, day, kind, amount }: { fileId: string; day: Day; kind: AidKind; amount?: Fen | undefined },
): AidCheck {
  const had = db.all<{ kind: AidKind; amount: number; times: number }>(YEAR_BY_KIND, {
    fileId,
    ...yearRange(yearOf(day)),
  });
  const limits = db.all<Pick<StoredLimit, 'id' | 'kind' | 'shape' | 'amount' | 'over'>>(LIMITS_ON, { kind, day });
  const findings = limits.map((limit): LimitFinding => {
    const used =
      limit.shape === 'perTime'
        ? 0
        : had.reduce((sum, one) => (limit.kind === '' || limit.kind === one.kind ? sum + one.amount : sum), 0);
    const left = fen(Math.max(0, limit.amount - used));
    const name = nameOf({ shape: limit.shape, ...(limit.kind === '' ? {} : { kind: limit.kind }) });
    const most = `${name}不超过 ${formatYuan(limit.amount)} 元`;
    const sentence =
      limit.shape === 'perTime'
        ? most
        : `${most}，${yearOf(day)} 年已发 ${formatYuan(fen(used))} 元，还可发 ${formatYuan(left)} 元`;
    return { limitId: limit.id, sentence, left, exceeded: amount !== undefined && amount > left, over: limit.over };
  });
  const exceeded = findings.filter((finding) => finding.exceeded);
  return {
    year: fen(had.reduce((sum, one) => sum + one.amount, 0)),
    times: had.reduce((sum, one) => sum + one.times, 0),
    findings,
    needsApproval: exceeded.some(({ over }) => over === 'approval'),
    barred: exceeded.some(({ over }) => over === 'barred'),
  };
}

/**
 * Lets a payment pass or refuses it.
 * @returns what the limits said, as one sentence ('' when there is none), and the ground of approval where one was needed
 * @throws Refusal `hardship.aidBarred`, `hardship.aidNeedsApproval`
 */
export function assertWithinLimits(
  db: Readable,
  payment: { fileId: string; day: Day; kind: AidKind; amount: Fen; approvalGround: string },
  name: string,
): { limitSentence: string; approvalGround: string } {
  const check = checkAid(db, payment);
  const finding = (over: AidLimitOver) =>
    check.findings.find((one) => one.exceeded && one.over === over)?.sentence ?? '';
  if (check.barred) throw refuse('hardship.aidBarred', { name, finding: finding('barred') });
  if (check.needsApproval && payment.approvalGround === '')
    throw refuse('hardship.aidNeedsApproval', { name, finding: finding('approval') });
  return {
    limitSentence: check.findings.map(({ sentence }) => sentence).join('；'),
    // of several families paid together only those over a limit were approved
    approvalGround: check.needsApproval ? payment.approvalGround : '',
  };
}
