import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '#electron/engine/database.ts';
import { writeLedgerExport } from '#electron/engine/ledger/commands.ts';
import { redact } from '#electron/shell/redact.ts';
import { day } from '#shared/calendar.ts';
import { contract, type OperationName, operationNames, type Reply } from '#shared/contract/index.ts';
import { PERMISSIONS } from '#shared/contract/operation.ts';
import { sentenceOf } from '#shared/errors.ts';
import { fen } from '#shared/money.ts';
import { secondConnection } from './explain.ts';
import { wayTo } from './hardship-support.ts';
import { inputSchema, type Pool, plainInputs, requiredOf, variedInputs } from './input-maker.ts';
import { ALLOWED, ASKING, MEANT, needsFile, UNREACHED, WHOLE_FILES } from './masking-exceptions.ts';
import {
  filesUnder,
  type Markers,
  markersIn,
  markersUnder,
  putMarkers,
  typedFile,
  typedMarker,
} from './masking-support.ts';
import { jobEnd, liveQuarter, SECRETS } from './review-support.ts';
import { PASSPHRASE, startWithBooks, type TestEngine } from './support.ts';
import { aVisit } from './visits-support.ts';

let test: TestEngine;
let db: Connection;
let markers: Markers;
let missed: string[];
let out: string;
let idsByTable: { table: string; ids: string[] }[];
let trailBefore: string;

beforeAll(async () => {
  test = await startWithBooks();
  const { members, resolutions } = await liveQuarter(test);
  // one application whose notice hangs, so that there is something to print
  const applied = await test.call('hardship.save', {
    fields: { memberId: members[1] ?? '', people: 2, household: [], incomes: [], expenses: [], cause: 'illness' },
  });
  await test.call('hardship.recordSteps', {
    fileId: applied.id,
    steps: wayTo('2026-03-14', { resolutionId: resolutions.aid }).slice(0, 4),
  });
  db = await secondConnection(test);
  // why somebody was visited is meant for the list of visits; what a file holds is not
  trailBefore = JSON.stringify(
    db.all("SELECT label, before, after FROM audit_trail WHERE operation NOT LIKE 'visits.%'"),
  );
  ({ markers, missed } = putMarkers(db));
  idsByTable = db
    .all<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '% id %TEXT PRIMARY KEY%'")
    .map(({ name }) => ({
      table: name,
      ids: db.all<{ id: string }>(`SELECT id FROM ${name} LIMIT 2`).map(({ id }) => id),
    }));
  out = join(test.folder, 'out');
  mkdirSync(out);
}, 60_000);
afterAll(async () => {
  db.close();
  await test.dispose();
});

/** Ids for a field: those of tables whose name it says first, then those of the operation's feature, then all. */
function idsFor(operation: OperationName, field: string): string[] {
  const words = [field.replace(/Ids?$/, ''), operation.split('.')[0] ?? ''].map((word) =>
    word.slice(0, 6).toLowerCase(),
  );
  const rank = (table: string) => {
    const place = words.findIndex((word) => word.length > 2 && table.startsWith(word));
    return place < 0 ? words.length : place;
  };
  return [...idsByTable].sort((a, b) => rank(a.table) - rank(b.table)).flatMap(({ ids }) => ids);
}

const poolFor = (operation: OperationName): Pool => ({
  ids: (field) => idsFor(operation, field),
  folder: test.engine.registerPath(out),
  file: test.engine.registerPath(join(test.folder, 'out')),
  days: ['2026-03-15'],
  months: ['2026-03', '2026-01'],
  year: 2026,
  text: () => '会员',
});

const asks = (input: Record<string, unknown>) =>
  Object.entries(input).some(([key, value]) => Object.hasOwn(ASKING, key) && ASKING[key] === value);

type Input = Record<string, unknown>;
interface Walked {
  accepted: Input[];
  leaks: string[];
}

async function ask(
  name: OperationName,
  input: unknown,
  meant: readonly string[] = MEANT[name]?.columns ?? [],
): Promise<{ ok: boolean; leaks: string[] }> {
  const reply = (await test.engine.call(name, input)) as Reply<unknown>;
  if (reply.ok && typeof reply.value === 'object' && reply.value !== null && 'job' in reply.value)
    await jobEnd(test, String(reply.value.job));
  const said = reply.ok ? (JSON.stringify(reply.value) ?? '') : sentenceOf(reply.error) + JSON.stringify(reply.error);
  const leaks = markersIn(said, markers).filter((leak) => !meant.some((column) => leak.startsWith(`${column} `)));
  return { ok: reply.ok, leaks };
}

/** Once one input was accepted, so many more are tried: other records of the same kind stand next to it. */
const NEIGHBOURS = 30;
/** So many inputs in vain, and the next ones are no likelier; what is reached at all is reached before. */
const IN_VAIN = 6_000;

/**
 * Calls one operation with what its schema suggests.
 * @param most accepted inputs of required fields after which it is enough
 * @param variations how many values of optional fields are tried on the first of them
 */
async function walk(name: OperationName, most: number, variations: number): Promise<Walked> {
  const accepted: Input[] = [];
  const leaks = new Set<string>();
  const pool = poolFor(name);
  const attempt = async (inputs: readonly Input[], enough: number) => {
    let since = 0;
    for (const input of inputs.filter((one) => !asks(one))) {
      const said = await ask(name, input);
      for (const leak of said.leaks) leaks.add(`${name}: ${leak}`);
      if (said.ok) accepted.push(input);
      if (accepted.length > 0) since += 1;
      if (accepted.length >= enough || since > NEIGHBOURS) break;
    }
  };
  await attempt(plainInputs(name, pool, IN_VAIN), most);
  // what must name one of several optional fields
  if (accepted.length === 0) await attempt(variedInputs(name, {}, pool), most);
  const [first] = accepted;
  if (first) await attempt(variedInputs(name, first, pool).slice(0, variations), most + variations);
  return { accepted, leaks: [...leaks] };
}

const guarded = operationNames.filter((name) => contract[name].permission !== 'public');
const reads = guarded.filter((name) => contract[name].kind === 'read');
/** Papers that are printed from a command, because the trail says who printed them. */
const prints = guarded.filter((name) => contract[name].kind === 'write' && /\.print/.test(name));
const exports = guarded.filter(
  (name) => contract[name].kind === 'write' && Object.hasOwn(inputSchema(name).properties ?? {}, 'folder'),
);
const NOW = '2026-03-15T02:00:00.000Z';
const leaksOf: string[] = [];
const reached = new Map<OperationName, Input[]>();

describe('sensitive content', () => {
  it('stands in every sensitive column, so that a search for it means something', () => {
    expect(missed).toEqual([]);
    expect(markers.size).toBeGreaterThan(60);
    expect([...new Set([...markers.values()].map((name) => name.split('.')[0]))]).toEqual(
      expect.arrayContaining(['members', 'hardship_files', 'household_members', 'hardship_steps', 'visits', 'aids']),
    );
  });

  it('is in no reply to the treasurer but those that are for it', async () => {
    const unmet: string[] = [];
    for (const name of reads.filter((one) => !Object.hasOwn(ALLOWED, one))) {
      const { accepted, leaks } = await walk(name, 5, 24);
      leaksOf.push(...leaks);
      reached.set(name, accepted);
      if (
        accepted.length === 0 &&
        contract[name].permission !== 'keep' &&
        !needsFile(name) &&
        !Object.hasOwn(UNREACHED, name)
      )
        unmet.push(`${name} (${requiredOf(name)})`);
    }
    expect(leaksOf).toEqual([]);
    // an operation that no made input reaches proves nothing: see input-maker.ts
    expect(unmet).toEqual([]);
  }, 60_000);

  it('is only in operations that need the right to see personal files', () => {
    for (const name of operationNames.filter((one) => Object.hasOwn(ALLOWED, one)))
      expect([name, contract[name].permission]).toEqual([name, 'viewPersonal']);
  });

  it('is in no file that an export makes by default', async () => {
    const unmet: string[] = [];
    const leaks: string[] = [];
    // a worker thread of its own loads the whole engine once more: the audit package goes through it, this is what it would write
    await writeLedgerExport(
      { db, assetsFolder: 'assets' },
      { what: 'ledger', folder: out, now: NOW, progress: () => undefined },
    );
    for (const name of exports.filter((one) => one !== 'ledger.exportWorkbook')) {
      const { accepted, leaks: said } = await walk(name, 1, 1);
      leaks.push(...said);
      if (accepted.length === 0 && !Object.hasOwn(UNREACHED, name)) unmet.push(`${name} (${requiredOf(name)})`);
    }
    const whole = (file: string) => WHOLE_FILES.some(([pattern]) => pattern.test(file));
    expect([...leaks, ...markersUnder(out, markers).filter((found) => !whole(found))]).toEqual([]);
    expect(unmet).toEqual([]);
    const names = filesUnder(out).map((path) => path.slice(out.length + 1));
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => /送审工作簿|困难职工档案|账簿/.test(name)).length).toBeGreaterThan(3);
  }, 60_000);

  it('is on no paper that is printed for others', async () => {
    const leaks: string[] = [];
    for (const name of prints.filter((one) => !Object.hasOwn(ALLOWED, one))) {
      const walked = await walk(name, 3, 6);
      leaks.push(...walked.leaks);
      expect([name, walked.accepted.length > 0]).toEqual([name, true]);
    }
    expect(leaks).toEqual([]);
  });

  it('is in no answer to hostile input, and in no log', async () => {
    const typed = (field: string): string => {
      if (/idNumber/.test(field)) return typedMarker('idNumber');
      if (/phone/i.test(field)) return typedMarker('phone');
      if (/account/i.test(field)) return typedMarker('account');
      // other words may be said again: that a name is taken, which kind is not there
      return /health|illness|disab|note|record|ground|address|detail|event|opinion/i.test(field)
        ? typedMarker('words')
        : '某某';
    };
    const leaks: string[] = [];
    for (const name of guarded.filter((one) => /^(hardship|visits|members|dues)\./.test(one))) {
      const pool: Pool = {
        ...poolFor(name),
        ids: () => ['00000000-0000-7000-8000-000000000000'],
        days: ['2026-03-15', typedMarker('idNumber')],
        text: typed,
      };
      for (const input of plainInputs(name, pool, 4)) {
        const reply = (await test.engine.call(name, input)) as Reply<unknown>;
        if (!reply.ok) leaks.push(...markersIn(sentenceOf(reply.error), markers).map((leak) => `${name}: ${leak}`));
      }
    }
    expect(leaks).toEqual([]);
    expect(markersUnder(join(test.folder, 'state'), markers)).toEqual([]);
    for (const kind of ['idNumber', 'phone', 'account'] as const)
      expect(markersIn(redact(`at save (${typedMarker(kind)}) 联系${typedMarker(kind)}。`), markers)).toEqual([]);
  });

  it('is on no row of the trail that working with files and visits leaves', async () => {
    expect(
      Object.entries(SECRETS)
        .filter(([, secret]) => secret !== SECRETS.typedPhone)
        .filter(([, secret]) => trailBefore.includes(secret)),
    ).toEqual([]);
    const [file] = db.all<{ id: string }>("SELECT id FROM hardship_files WHERE status = 'open' AND stage = 'filed'");
    const fileId = file?.id ?? '';
    const words = typedMarker('words');
    const before = db.get<{ last: number }>('SELECT max(sequence) AS last FROM audit_trail')?.last ?? 0;
    const { memberId: applicant, people } = await test.call('hardship.open', { id: fileId });
    await test.call('hardship.save', { id: fileId, fields: typedFile(applicant, people) });
    await test.call('hardship.recordSteps', {
      fileId,
      steps: [
        { kind: 'review', day: day('2026-03-14'), staff: ['陈静'], record: words, category: 'deep', ground: words },
      ],
    });
    await test.call('hardship.payAid', {
      fileId,
      day: day('2026-03-14'),
      kind: 'medical',
      amount: fen(100),
      method: 'bank',
      resolutionId: db.get<{ id: string }>('SELECT id FROM resolutions')?.id ?? '',
      attachmentCount: 1,
      note: words,
      approvalGround: words,
      recipientLine: 1,
    });
    const memberId = db.get<{ id: string }>("SELECT id FROM members WHERE status = 'active'")?.id ?? '';
    await test.call('visits.record', {
      ...aVisit(memberId, { day: day('2026-03-14') }),
      illness: words,
      payeeName: '会员甲',
      payeeBank: '农业银行',
      payeeAccount: typedMarker('account'),
    });
    await test.call('hardship.saveMeasure', {
      fileId,
      day: day('2026-03-14'),
      what: '心理疏导',
      detail: words,
      doneBy: '陈静',
    });
    await test.call('hardship.recordSteps', {
      fileId,
      steps: [{ kind: 'closed', day: day('2026-03-14'), ground: words }],
    });
    const rows = db.all('SELECT label, before, after FROM audit_trail WHERE sequence > :before', { before });
    expect(rows.length).toBeGreaterThan(5);
    expect(markersIn(JSON.stringify(rows), markers)).toEqual([]);
    expect(JSON.stringify(rows)).not.toContain(SPOUSE);
    // what the trail gives out, and what a search finds
    expect(markersIn(JSON.stringify(await test.call('union.listTrail', { limit: 500 })), markers)).toEqual([]);
  });

  it('is in nothing the committee can call', async () => {
    const { recent } = await test.call('books.lock', {});
    await test.call('books.unlock', { book: recent[0]?.book ?? '', passphrase: PASSPHRASE, role: 'committee' });
    const leaks: string[] = [];
    const permitted = guarded.filter((name) => PERMISSIONS.committee.includes(contract[name].permission));
    for (const name of permitted)
      for (const input of (reached.get(name) ?? []).slice(0, 12))
        leaks.push(...(await ask(name, input, [])).leaks.map((leak) => `${name}: ${leak}`));
    expect(leaks).toEqual([]);
    // and where the treasurer may read a person's own file, the committee is refused
    for (const name of operationNames.filter((one) => Object.hasOwn(ALLOWED, one)))
      expect((await test.refusal(name, {})).code).toBe('request.notPermitted');
  }, 30_000);
});

/** A name of the family: lists and sheets may say for whom an aid was, the trail does not. */
const SPOUSE = '家人小甲';
