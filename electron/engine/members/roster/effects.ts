import { z } from 'zod';
import { type Day, isDay, isMonth, type Month } from '#shared/calendar.ts';
import { MEMBER_STATUSES } from '#shared/contract/members.ts';
import { type Fen, isFen } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import type { KnownMember } from './people.ts';
import { readStates } from './states.ts';

// What a row of an import did to its member is kept with the row, so that the import can be taken back.

const fenSchema = z.custom<Fen>((value) => typeof value === 'number' && isFen(value));
const daySchema = z.custom<Day>((value) => typeof value === 'string' && isDay(value));
const monthSchema = z.custom<Month>((value) => typeof value === 'string' && isMonth(value));

/** What a known member was before. Only what the import may have changed. */
const beforeSchema = z.strictObject({
  facts: z
    .strictObject({
      number: z.string(),
      name: z.string(),
      sex: z.enum(['male', 'female']).nullable(),
      birthday: daySchema.nullable(),
      idNumber: z.string(),
      phone: z.string(),
      ethnicity: z.string(),
      political: z.string(),
      education: z.string(),
      groupId: z.string().nullable(),
      joined: z.string(),
      note: z.string(),
    })
    .optional(),
  status: z.enum(MEMBER_STATUSES).optional(),
  /** The set of that very month; empty when there was none. */
  wages: z
    .strictObject({ from: monthSchema, items: z.array(z.strictObject({ item: z.string(), amount: fenSchema })) })
    .optional(),
  /** The values of the particulars that were changed. */
  particulars: z.record(z.string(), z.union([z.string(), z.boolean()])).optional(),
  own: z.record(z.string(), z.string()).optional(),
});
export type Before = z.output<typeof beforeSchema>;

export const effectSchema = z.strictObject({
  /** 1: the row made the member. */
  made: z.union([z.literal(0), z.literal(1)]),
  /** The state's hash and counts right after the import. */
  after: z.string(),
  /** Left out for a new member of whom nothing but the entry is there. */
  counts: z.record(z.string(), z.number()).default({ member_changes: 1 }),
  before: beforeSchema.optional(),
});
export type Effect = z.output<typeof effectSchema>;
type StoredEffect = z.input<typeof effectSchema>;

export function factsBefore(member: KnownMember): NonNullable<Before['facts']> {
  const { number, name, sex, birthday, phone, ethnicity, political, education, joined, note } = member;
  const { id_number: idNumber, group_id: groupId } = member;
  return { number, name, sex, birthday, idNumber, phone, ethnicity, political, education, groupId, joined, note };
}

/** Collects what an import does; to be asked for the effects when everything is written. */
export class EffectLog {
  readonly #db: Readable;
  /** Member -> what it was; undefined for a member that the import made. */
  readonly #touched = new Map<string, Before | undefined>();
  readonly #groups: Map<string, boolean>;

  constructor(db: Readable) {
    this.#db = db;
    this.#groups = readGroups(db);
  }

  made(memberId: string): void {
    this.#touched.set(memberId, undefined);
  }
  changed(memberId: string, before: Before): void {
    this.#touched.set(memberId, before);
  }

  /** Member -> its effect as it is stored with the row. */
  effects(): Map<string, string> {
    const states = readStates(this.#db, [...this.#touched.keys()]);
    const effects = new Map<string, string>();
    for (const [id, before] of this.#touched) {
      const state = states.get(id);
      if (!state) throw new Error('a member of an import is not there');
      const { hash: after, counts } = state;
      const isPlain =
        before === undefined && Object.keys(counts).join() === 'member_changes' && counts['member_changes'] === 1;
      const effect: StoredEffect = {
        made: before ? 0 : 1,
        after,
        ...(isPlain ? {} : { counts }),
        ...(before ? { before } : {}),
      };
      effects.set(id, JSON.stringify(effect));
    }
    return effects;
  }

  /** Keeps which groups were made, and which were restored, since this log was begun. */
  keepGroups({ db }: WriteContext, batchId: string): void {
    for (const [id, stands] of readGroups(db)) {
      const stood = this.#groups.get(id);
      const how = stood === undefined ? 'made' : stands && !stood ? 'restored' : undefined;
      if (how !== undefined)
        db.run(
          'INSERT INTO import_groups (batch_id, group_id, how) VALUES (:batchId, :id, :how) ON CONFLICT DO NOTHING',
          {
            batchId,
            id,
            how,
          },
        );
    }
  }
}

/** Group -> whether it stands. */
function readGroups(db: Readable): Map<string, boolean> {
  const rows = db.all<{ id: string; closed_day: string | null }>('SELECT id, closed_day FROM groups');
  return new Map(rows.map(({ id, closed_day }) => [id, closed_day === null]));
}
