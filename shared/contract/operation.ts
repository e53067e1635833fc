import type { z } from 'zod';

/**
 * What a caller must be allowed to do.
 * - `public`: needs no open books (first run, unlocking, progress of a job)
 * - `view`: look at lists and reports (personal numbers masked)
 * - `viewPersonal`: see a person's own file unmasked
 * - `keep`: write in the books
 * - `review`: self-check and audit package
 */
export type Permission = 'public' | 'view' | 'viewPersonal' | 'keep' | 'review';

/** Who has unlocked the books: the treasurer keeps them, the funds review committee (经审会) reads them. */
export type Role = 'treasurer' | 'committee';

/** The permission matrix. */
export const PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  treasurer: ['public', 'view', 'viewPersonal', 'keep', 'review'],
  committee: ['public', 'view', 'review'],
};

/** Carries the type of a reply; it holds no value at run time. */
export interface Output<T> {
  readonly type?: T;
}
export const output = <T>(): Output<T> => ({});

export interface Operation<K extends 'read' | 'write', P extends Permission, I extends z.ZodType, T> {
  readonly kind: K;
  readonly permission: P;
  readonly input: I;
  readonly output: Output<T>;
}

/** An operation that changes nothing. */
export function read<P extends Permission, I extends z.ZodType, T>(
  permission: P,
  input: I,
  reply: Output<T>,
): Operation<'read', P, I, T> {
  return { kind: 'read', permission, input, output: reply };
}

/** An operation that changes the books: it runs in one transaction together with its audit-trail row. */
export function write<P extends Permission, I extends z.ZodType, T>(
  permission: P,
  input: I,
  reply: Output<T>,
): Operation<'write', P, I, T> {
  return { kind: 'write', permission, input, output: reply };
}
