import { basename } from 'node:path';
import { dayOf } from '#shared/calendar.ts';
import { contract, isOperationName, type Reply } from '#shared/contract/index.ts';
import { describeIssue } from '#shared/contract/messages.ts';
import { PERMISSIONS } from '#shared/contract/operation.ts';
import { type AppError, ERROR_SENTENCES, isErrorCode, Refusal, refuse } from '#shared/errors.ts';
import type { Bound } from './bind.ts';
import type { House } from './books/house.ts';
import type { RequestContext, WriteContext } from './context.ts';
import { isDamage, isSqliteError } from './database.ts';
import { handlers } from './handlers.ts';
import type { JobOrder } from './jobs/jobs.ts';
import { appendTrail } from './trail.ts';

/**
 * Serves one request: known operation -> permission -> valid input -> handler (a write in one transaction together with
 * its audit trail) -> reply. Whatever happens comes back as a refusal with a sentence; nothing is thrown.
 * @param report logs an unforeseen failure and returns the reference that the person can quote
 */
export async function serve(
  house: House,
  name: string,
  input: unknown,
  report: (reason: string) => string,
): Promise<Reply<unknown>> {
  try {
    return { ok: true, value: await handle(house, name, input) };
  } catch (error) {
    return { ok: false, error: refusalOf(error, house, report) };
  }
}

async function handle(house: House, name: string, input: unknown): Promise<unknown> {
  if (!isOperationName(name)) throw refuse('request.unknownOperation');
  const operation = contract[name];
  const role = house.session?.role;
  if (operation.permission !== 'public') {
    if (!role) throw refuse('request.booksClosed');
    if (!PERMISSIONS[role].includes(operation.permission)) throw refuse('request.notPermitted');
  }
  const parsed = operation.input.safeParse(input);
  if (!parsed.success) throw refuse('request.invalid', describeIssue(parsed.error));
  const bound = handlers[name];
  if (bound.scope === 'house') return bound.run(house, input);
  const session = house.open();
  try {
    if (bound.scope === 'read') return await bound.run(readContext(house), input);
    return await write(house, name, bound, input);
  } catch (error) {
    // the books were locked while a file was being read
    if (house.session !== session && !(error instanceof Refusal)) throw refuse('request.booksClosed');
    throw error;
  }
}

async function write(
  house: House,
  name: string,
  bound: Extract<Bound, { scope: 'write' }>,
  input: unknown,
): Promise<unknown> {
  const session = house.open();
  const commit = await bound.prepare(readContext(house), input);
  const scheduled: { id: string; order: JobOrder }[] = [];
  // while a file was read the books may have been locked, and others opened or the same ones by the committee
  if (house.session !== session) throw refuse('request.booksClosed');
  const now = house.options.clock.now().toISOString();
  let trailed = 0;
  const { connection } = session.books;
  const context: WriteContext = {
    ...readContext(house),
    db: connection,
    now,
    newId: () => house.options.newId(),
    trail: (entry) => {
      trailed += 1;
      appendTrail(connection, now, session.operator, name, entry);
    },
    schedule: (order) => {
      house.jobs.assertFree();
      const id = house.options.newId();
      scheduled.push({ id, order });
      return id;
    },
  };
  let value: unknown;
  try {
    value = connection.transaction(() => {
      const result = commit(context);
      if (trailed === 0) throw new Error(`${name} left no trail`);
      return result;
    });
  } finally {
    session.attachments.settle(connection);
  }
  if (bound.erases) connection.pragma('wal_checkpoint(TRUNCATE)');
  for (const { id, order } of scheduled) house.jobs.start(id, order);
  return value;
}

function readContext(house: House): RequestContext {
  const session = house.open();
  const { clock, assetsFolder } = house.options;
  return {
    db: session.books.connection,
    clock,
    today: dayOf(clock.now()),
    operator: session.operator,
    role: session.role,
    assetsFolder,
    attachmentStore: session.attachments,
    chosenFile: (token) => house.files.existing(token),
    chosenFolder: (token) => house.files.folder(token),
    follow: (job, work) => house.jobs.follow(job, work),
  };
}

function refusalOf(error: unknown, house: House, report: (reason: string) => string): AppError {
  if (error instanceof Refusal) return error.detail;
  if (isDamage(error) && house.session)
    return refuse('books.damaged', { file: basename(house.session.books.file) }).detail;
  if (isSqliteError(error) && error.code.startsWith('SQLITE_CONSTRAINT')) return schemaRefusal(error.message);
  return refuse('program.unexpected', {
    reference: report(error instanceof Error ? String(error.stack) : String(error)),
  }).detail;
}

/** The schema's own refusals: a trigger raises an error code, a constraint names itself. */
function schemaRefusal(message: string): AppError {
  if (isErrorCode(message) && !ERROR_SENTENCES[message].includes('{')) return { code: message, params: {} };
  return refuse('schema.refused', { rule: message.replace(/^.*constraint failed: /, '') }).detail;
}
